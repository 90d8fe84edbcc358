"""A county with months closed as a test wants them, bodies with named persons, and a case taken along its way."""

import datetime as dt
from contextlib import contextmanager
from unittest.mock import patch

from django.db import connection

from inspections.models import AccountabilityAction, AccountMonth
from inspections.models.account import AccountState
from inspections.services import accountability as desk
from inspections.services.account.tables import Partitions
from povertyapp.core import clock
from povertyapp.core.models import MonthLock
from povertyapp.core.period import Period
from povertyapp.core.roles import Role
from tests.households.factories import cast, make_user
from tests.inspections.factories import make_helper

DAY = dt.timedelta(days=1)
MARCH = Period(2017, 3)
PARTY = "INSERT INTO inspections_account_party VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, 2, 1)"
LINE = "INSERT INTO inspections_account_unit_line VALUES (%s, %s, %s, %s, %s, %s, 'village', %s, 1, 0, 0, %s)"
RULE = (
    "INSERT INTO inspections_account_rule (id, account_id, area_id, rule, bit, slot, population, party_level,"
    " obligation, title, text, weight, is_hard, allows_part, subject)"
    " VALUES (%s, %s, %s, 'LF-13', 0, 1, 'x', 'village', 'HA-V1', '户户有帮扶人', '…', 10, true, false, 'unit')"
)


def close_month(people, period, parties, *, version=1, lines=(), by=None, closed_at=None):
    """Store a closed month with these parties: (level, code) → verdict, or (verdict, score); return its account."""
    county = people.places.county
    closed_at = closed_at or clock.moment(period.next.start + 7 * DAY, 9)
    account = AccountMonth.objects.create(
        area=county, month=str(period), version=version, state=AccountState.DRAFT, closed_at=closed_at,
        closed_by=by, computed_at=closed_at, asked_at=closed_at, cutoff_at=closed_at,
        parameters={
            "account.settled_score": 75, "account.fair_margin": 5, "account.entry_cutoff_day": 3,
        },
    )  # fmt: skip
    MonthLock.objects.get_or_create(county=county, month=str(period), defaults={"closed_at": closed_at})
    with connection.cursor() as cursor:
        Partitions(cursor, account.pk).swap()
        cursor.execute(RULE, [account.pk * 1000, account.pk, county.pk])
        for number, ((level, code), said) in enumerate(parties.items(), start=1):
            verdict, score = said if isinstance(said, tuple) else (said, 60)
            helper = people.helpers.get(code)
            area = people.places.village.pk if helper else (code if code.isdigit() else county.pk)
            name = helper.name if helper else f"{level}{code}"
            facts = [account.pk * 1000 + number, account.pk, area, level, code, name, helper and helper.pk]
            cursor.execute(PARTY, [*facts, None if verdict == "no_account" else score, verdict])
        for number, (level, code, outcome) in enumerate(lines, start=1):
            cursor.execute(
                LINE, [account.pk * 1000 + number, account.pk, code, level, code, "LF-13", code, outcome]
            )
    account.state = AccountState.CLOSED  # from here on the rows stay
    account.save()
    return account


def people_of_county():
    """The cast with helpers known by their codes, a second clerk, and a named person or two in every body."""
    people = cast()
    made = make_helper(user=people.helper, name="彭帮扶")
    people.a_helper, people.helpers = made, {made.code: made}
    county, township = people.places.county, people.places.township
    people.second = make_user("second", Role.OFFICE, county, display_name="黄副主任")
    people.office_member = make_user("office_member", Role.OFFICE, county, display_name="田主任")
    people.chief = make_user("chief", Role.TOWNSHIP, people.places.other_township, display_name="向镇长")
    people.deputy = make_user("deputy", Role.LEADER, county, display_name="副组长")
    people.organiser = make_user("organiser", Role.LEADER, county, display_name="组织部长")
    people.discipline = make_user("discipline", Role.LEADER, county, display_name="纪委书记")
    for body, area, user in (
        ("office", county, people.office_member),
        ("township", township, people.chief),
        ("leading", county, people.leader),
        ("leading", county, people.deputy),
        ("organisation", county, people.organiser),
        ("discipline", county, people.discipline),
    ):
        desk.give_seat(
            by=people.clerk, area=area, body=body, user=user, title="成员", paper="来组〔2017〕1 号",
            from_date=dt.date(2017, 1, 1),
        )  # fmt: skip
    people.members = {
        "office": people.office_member, "township": people.chief, "leading": people.leader,
        "organisation": people.organiser, "discipline": people.discipline,
    }  # fmt: skip
    return people


def serve(people, case, **more):
    facts = {"by": people.clerk, "case": case, "answers_for": "覃支书", "paper": "来扶告〔2017〕1 号"}
    made = desk.serve_notice(**facts | {"on": case.state_since} | more)
    case.refresh_from_db()
    return made


def decide(people, case, **more):
    facts = {
        "by": people.members[case.body],
        "case": case,
        "kind": case.proposed_kind,
        "reason": "事实清楚，陈述已听取。",
        "on": case.window_ends_on + DAY,
        "joined_by": people.organiser if case.joint_body else None,
    }
    if case.proposed_kind == "rectify_order":
        facts["deadline_on"] = facts["on"] + 20 * DAY
    made = desk.decide(**facts | more)
    case.refresh_from_db()
    return made


def issue(people, case, **more):
    facts = {"by": people.clerk, "case": case, "paper": "来扶决〔2017〕1 号", "on": case.decided_on}
    made = desk.issue(**facts | more)
    case.refresh_from_db()
    return made


def execute(people, case, **more):
    facts = {
        "by": people.clerk,
        "case": case,
        "record": "已在月会上通报。",
        "signed_by": "覃支书",
        "paper": "档案柜 3 号",
    }
    made = desk.execute(**facts | {"on": case.issued_on} | more)
    case.refresh_from_db()
    return made


def fresh(case):
    return AccountabilityAction.objects.get(pk=case.pk)


@contextmanager
def some_days_ago(days):
    """Let the application think that it is some days ago: what is made then has days after it that are past."""
    then = clock.now() - dt.timedelta(days=days)
    with patch.object(clock, "now", lambda: then):
        yield
