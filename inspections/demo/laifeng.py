"""The demo county: 来凤县 on its real townships and villages, with made-up households and the real plan."""

import dataclasses
import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import AssignmentRound, AssistanceMeasure, Helper
from households.models import ArchivePaper, Household, LowIncomeList, ProcedureBatch
from households.services import reveal
from inspections.demo.accountability import make_accountability
from inspections.demo.arranged import arrange_some
from inspections.demo.bank import state_bank
from inspections.demo.cards import hand_some_over
from inspections.demo.care import DEMO, HOUSEHOLDS_A_HELPER
from inspections.demo.checks import make_rounds
from inspections.demo.county import generate_county
from inspections.demo.doubts import has_doubts, plant_doubts
from inspections.demo.faults import plant_faults
from inspections.demo.field import record_findings
from inspections.demo.lists import make_lists
from inspections.demo.loans import lend_some
from inspections.demo.logins import make_logins
from inspections.demo.low_income import list_low_income
from inspections.demo.meetings import hold_last_meeting
from inspections.demo.objections import object_to_some
from inspections.demo.operators import lend_to_operators
from inspections.demo.papers import file_papers
from inspections.demo.phones import send_from_phones
from inspections.demo.plan import Arranged, Plan, months_until
from inspections.demo.plans import propose_some
from inspections.demo.posted import post_some
from inspections.demo.procedures import make_cases
from inspections.demo.project_steps import walk_projects
from inspections.demo.rectify import rectify_some
from inspections.demo.relocation import relocate_some
from inspections.demo.sector import ask_this_month
from inspections.demo.twins import register_twice
from inspections.demo.wall import arrange_townships
from inspections.models import (
    AccountMonth,
    Checklist,
    CheckRound,
    Circular,
    DecisionSeat,
    Finding,
    NoticeSource,
    Objection,
    WorkRound,
)
from inspections.models.account import AccountState
from inspections.services.account import close_account, compute_account
from inspections.services.account.days import days_of
from inspections.services.ledger import load_plan
from povertyapp.core.divisions import SHIPPED, import_divisions
from povertyapp.core.models import Area
from povertyapp.core.models.area import TOWNSHIP_DIGITS, Level
from povertyapp.core.period import Period

COUNTY, TOWNSHIP, OTHER_TOWNSHIP = "422827", "422827103", "422828100"
DIVISIONS = ("laifeng", "hefeng")
HOUSEHOLDS, VILLAGES, MONTHS, SEED = 2000, 64, 4, 20170528


def load_demo(*, by=None, password, today: dt.date):
    """Load what is missing of the demo county; return counts of what this run made.

    This month is the open one, with its account so far; the newest month whose closing day has come is a draft that
    waits to be signed, and those before it are closed. A second run changes nothing.
    Refused with ValidationError where 来凤县 has households that are not the demo's.
    """
    made = {"areas": sum(_import_division(name) for name in DIVISIONS)}
    county = Area.objects.get(code=COUNTY)
    plan = _plan(county, today)
    users, people = _make_people(by, plan, password)
    made |= people
    if people:
        made["registered_twice"] = register_twice(by=users["office"], county=county)
        made["reveals"] = _look_at_accounts(users["office"])
    if not NoticeSource.objects.in_area(COUNTY).exists():
        counts = load_plan(by=users["office"], county=county)
        made |= {"problems": counts.problems_created, "rectification_measures": counts.measures_created}
    if not LowIncomeList.objects.in_area(COUNTY).exists():
        counts = list_low_income(by=users["office"], county=county, today=today, seed=SEED)
        made["low_income_rows"] = counts["rows"]
    if not has_doubts(county):
        made["doubtful_visits"] = plant_doubts(by=users["office"], county=county, period=plan.months[-1])
    first, second = _villages_to_show(plan)
    made |= send_from_phones(users=users, elsewhere=second)
    if not CheckRound.objects.in_area(COUNTY).exists():
        made["checks"] = make_rounds(by=users["supervisor"], county=county, today=today)
    made |= record_findings(by=users["supervisor"], office=users["office"], county=county, today=today)
    made |= _ask_of_townships(users, county, today)
    made |= _settle_accounts(users, plan, first, today)
    if not Checklist.objects.in_area(COUNTY).exists():
        made |= make_lists(users=users, county=county, today=today)
    if not Circular.objects.in_area(COUNTY).exists():
        made |= hold_last_meeting(users=users, county=county, today=today)
    if not DecisionSeat.objects.in_area(COUNTY).exists():
        made |= make_accountability(users=users, county=county, village=first, today=today)
    made |= _leave_work_open(users, county, first, today)
    made |= lend_some(users=users, county=county, village=first, today=today)
    made |= lend_to_operators(users=users, county=county, today=today)
    made |= relocate_some(users=users, county=county, village=first, today=today)
    if not Finding.objects.in_area(COUNTY).exists():
        made["findings"] = plant_faults(
            county=county,
            township=TOWNSHIP,
            by=users["office"],
            cadre=users["cadre"],
            period=plan.months[-1],
        )
    return made


def _plan(county, today):
    return Plan(
        county=county,
        households=HOUSEHOLDS,
        months=months_until(Period.of(today), MONTHS),
        known_until=today,
        seed=SEED,
        villages=VILLAGES,
        manners=DEMO,
        keep_history=True,
    )


def _leave_work_open(users, county, village, today):
    """Make what is still on its way and is not there yet: a hand-over, proposed measures, cases, papers."""
    made = {}
    if not AssignmentRound.objects.in_area(COUNTY).exists():
        made["handed_over"] = hand_some_over(by=users["office"], county=county, today=today)
    if not AssistanceMeasure.objects.in_area(COUNTY).filter(is_proposed=True).exists():
        made["measures_proposed"] = propose_some(by=users["helper"], today=today)
    if not ProcedureBatch.objects.in_area(COUNTY).exists():
        made["procedure_cases"] = make_cases(users=users, village=village, today=today)
    made |= walk_projects(users=users, county=county, village=village, today=today)
    made["problems_found"] = rectify_some(
        users=users, county=county, township=TOWNSHIP, today=today, seed=SEED
    )
    made["reminded"] = arrange_some(users=users, township=Area.objects.get(code=TOWNSHIP))
    made["notices_posted"] = post_some(users=users, county=county, village=village, today=today)
    made["bank_rows"] = state_bank(by=users["finance"], county=county)
    made["wall_places"] = arrange_townships(by=users["office"], county=county)
    if not ArchivePaper.objects.in_area(COUNTY).exists():
        made["papers"] = file_papers(by=users["office"], county=county, today=today, seed=SEED)
    return made


@transaction.atomic
def _make_people(by, plan, password):
    """Make the logins and, where the demo's helper has no households yet, the county.

    Returns the users by name, and counts of what was generated.
    """
    first, second = _villages_to_show(plan)
    places = {
        "county": plan.county,
        "township": Area.objects.get(code=TOWNSHIP),
        "village": first,
        "other_township": Area.objects.get(code=OTHER_TOWNSHIP),
    }
    users = make_logins(by=by, places=places, password=password, from_date=plan.since)
    if not Helper.objects.filter(user=users["helper"]).exists():
        arranged = {first.code: Arranged(user=users["helper"]), second.code: Arranged(uncovered=True)}
        return users, generate_county(dataclasses.replace(plan, arranged=arranged), by=by)
    return users, {}


def _ask_of_townships(users, county, today):
    """Ask work of the townships that the demo's own people find in their 待办."""
    if WorkRound.objects.in_area(COUNTY).filter(made_by__isnull=False).exists():
        return {}
    township = Area.objects.get(code=TOWNSHIP)
    return {"work_asked": ask_this_month(users=users, county=county, township=township, today=today)}


def _look_at_accounts(by):
    """Let the office look at two accounts, so that the page of such looks has something to show."""
    households = list(Household.objects.in_area(COUNTY).order_by("pk")[:2])
    for household in households:
        reveal(by=by, obj=household, column="bank_account", reason=_("核对补贴发放账号"))
    return len(households)


def _import_division(name):
    """Import one of the division tables that come with the software; return how many areas are new."""
    return import_divisions(SHIPPED / f"{name}.csv")["created"]


def _villages_to_show(plan):
    """Return two villages of 绿水镇: the one whose helpers have a dozen households each, and another."""
    villages = Area.objects.in_area(plan.county.code).filter(level=Level.VILLAGE).order_by("code")
    sizes = {v: n for v, n in plan.sizes(list(villages)).items() if v.code[:TOWNSHIP_DIGITS] == TOWNSHIP}

    def distance_to_a_dozen(village):
        groups = max(1, round(sizes[village] / HOUSEHOLDS_A_HELPER))
        return abs(sizes[village] / groups - HOUSEHOLDS_A_HELPER), village.code

    first, second, *_rest = sorted(sizes, key=distance_to_a_dozen)
    return first, second


def month_to_close(county, months, today):
    """Return the newest of the months whose closing day has come: it stays a draft, for whoever tries the demo to sign
    and close. None where none has come so far."""
    ready = [period for period in months if days_of(county.code, period).close <= today]
    return max(ready, default=None)


def _settle_accounts(users, plan, village, today):
    """Compute the months, close all before the one that can be closed today, and let people object to them; return
    how many were closed now, and how many objections there are."""
    made, county = {"accounts_closed": 0}, plan.county
    left = month_to_close(county, plan.months, today)
    for period in plan.months:
        account = AccountMonth.objects.filter(area=county, month=str(period)).order_by("-version").first()
        if account is None or account.computed_at is None:
            account = compute_account(county, period)
        if account.state == AccountState.DRAFT and left and period < left:
            close_account(county, period)
            made["accounts_closed"] += 1
    if not Objection.objects.in_area(COUNTY).exists():
        people = {"users": users, "county": county, "township": TOWNSHIP, "village": village}
        made["objections"] = object_to_some(**people, today=today)
    return made
