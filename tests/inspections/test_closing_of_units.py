"""Closing a month with lines of units: what is changed afterwards changes neither its fingerprint nor its file."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from assistance.choices import AttendanceSource, EnterpriseKind, PostKind
from assistance.services import correct_enterprise, end_link, register_enterprise
from assistance.services.attendance import record_attendance
from assistance.services.village_tasks import assign_village, claim_village, end_task
from households.choices import VillageKind
from households.models import Village, VillageYear
from inspections.models import AccountMonth, AccountUnitLine
from inspections.services.account import close_account, compute_account, export_account
from povertyapp.core.period import Period
from povertyapp.core.subjects import SUBJECTS, names_of, subject
from tests.assistance.economy import make_enterprise, make_link
from tests.assistance.teams import make_days, make_official, make_post, make_resident, make_task, make_team
from tests.inspections.factories import make_cared, make_helper, visit

pytestmark = pytest.mark.django_db
MARCH = Period(2017, 3)
ENTRY, CLOSING, AFTER = "2017-04-02 09:00+08:00", "2017-04-08 09:00+08:00", "2017-04-10 09:00+08:00"
MOVED = dt.date(2017, 3, 17)
SUBJECTS_OF_RULE = {
    **dict.fromkeys(("LF-57A", "LF-57B", "JZ-16A", "JZ-16B", "JZ-16C"), "county"),
    "CB1-08": "official",
    "CB1-08U": "official",
    "CB1-09": "village",
    "CB1-09S": "village",
    "TF-06V": "village",
    "LF-60": "village",
    "LF-24": "village",
    "LF-46": "village",
    "LF-26": "village",
    "LF-27": "village",
    "LF-28": "cooperative",
    "LF-13": "village",
    "JZ-20V": "village",
    "JZ-20T": "township",
    "JZ-20U": "county_unit",
}


@pytest.fixture
def county(cast):
    """A poor village with everything that a unit owes; its first secretary came from another village in March."""
    places, helper = cast.places, make_helper()
    home = make_cared(helper, area=places.village)
    visit(home, helper, dt.date(2017, 3, 10))
    Village.objects.create(area=places.village, kind=VillageKind.POOR)
    VillageYear.objects.create(area=places.village, year=2016, cultivated_mu=100, industry_base_mu=50)
    cast.coop = make_enterprise(places.village.pk)
    cast.link = make_link(home, cast.coop)
    before, team = make_team(places.next_village.pk), make_team(places.village.pk)
    cast.unit, who = team.unit, make_official("向驻村", team.unit)
    first = make_resident(before, official=who, until=MOVED - dt.timedelta(days=1), is_head=True)
    cast.post = make_post(PostKind.FIRST_SECRETARY, places.village.pk, who, MOVED, team=team, is_head=True)
    make_days(first, 10)
    make_days(cast.post, 7)
    cast.task = make_task(cast.unit, places.village.pk, claimed=None)
    with time_machine.travel(ENTRY, tick=False):
        cast.account = compute_account(places.county, MARCH)
    return cast


CHANGES = {
    "days on post": lambda c: record_attendance(
        by=c.clerk,
        area=c.places.village,
        period=MARCH,
        source=AttendanceSource.TOWNSHIP,
        entries={c.post: (15, 0)},
    ),
    "cooperative ended": lambda c: correct_enterprise(
        by=c.clerk, enterprise=c.coop, reason="注销", ended_on=dt.date(2017, 3, 20)
    ),
    "cooperative founded": lambda c: register_enterprise(
        by=c.clerk,
        area=c.places.village,
        name="藤茶专业合作社",
        kind=EnterpriseKind.COOPERATIVE,
        founded_on=dt.date(2017, 3, 1),
    ),
    "link ended": lambda c: end_link(by=c.clerk, link=c.link, to_date=dt.date(2017, 3, 30), reason="到期"),
    "task claimed": lambda c: claim_village(by=c.clerk, task=c.task, claimed_on=dt.date(2017, 3, 31)),
    "task ended": lambda c: end_task(by=c.clerk, task=c.task, ended_on=dt.date(2017, 3, 30), reason="调整"),
    "task given": lambda c: assign_village(
        by=c.clerk, unit=c.unit, area=c.places.next_village, assigned_on=dt.date(2017, 3, 15)
    ),
}


def as_json(county):
    return export_account(by=None, account=county.account, area=county.places.county, form="json").data


def test_the_month_has_lines_of_every_level_and_kind(county):
    lines = AccountUnitLine.objects.filter(account=county.account)
    assert dict(lines.values_list("rule", "subject_kind")) == SUBJECTS_OF_RULE
    assert set(lines.values_list("level", flat=True)) == {"village", "township", "county_unit", "county"}


def test_lines_speak_of_things_by_codes_and_never_by_row_ids(county):
    """A restored copy has other row ids and must have the same fingerprint; so no kind is known by its id."""
    things = set(AccountUnitLine.objects.values_list("subject_kind", "subject_code"))
    assert things == names_of(things).keys()
    assert {code for kind, code in things if kind == "cooperative"} == {county.coop.code}
    assert not {"pk", "id"} & {kind.key for kind in SUBJECTS.values()}
    with pytest.raises(ValueError, match="code"):
        subject("row", "行", "assistance.Enterprise", key="pk")


def test_two_lines_of_one_person_in_two_villages_stand_in_a_fixed_order(county):
    lines = AccountUnitLine.objects.filter(account=county.account, rule="CB1-08U").order_by("area_id")
    assert [(line.area_id, line.required, line.delivered) for line in lines] == [
        (county.places.village.pk, 9, 7),
        (county.places.next_village.pk, 10, 10),
    ]
    assert len(set(lines.values_list("code", "subject_code"))) == 1
    with time_machine.travel(ENTRY, tick=False):
        again = [compute_account(county.places.county, MARCH).digest for _each in range(2)]
    assert again == [county.account.digest] * 2
    assert as_json(county) == as_json(county)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_before_the_cutoff_changes_the_draft(county, name):
    with time_machine.travel(ENTRY, tick=False):
        CHANGES[name](county)
        assert compute_account(county.places.county, MARCH).digest != county.account.digest


def test_nothing_that_comes_later_changes_the_closed_month(county):
    with time_machine.travel(CLOSING, tick=False):
        drafted = compute_account(county.places.county, MARCH)
        county.account = closed = close_account(county.places.county, MARCH, by=county.clerk)
    assert closed.digest == drafted.digest
    lines = list(AccountUnitLine.objects.filter(account=closed).order_by("pk").values())
    file = as_json(county)
    with time_machine.travel(AFTER, tick=False):
        for name in CHANGES.keys() - {"task ended"}:
            CHANGES[name](county)
        end_task(by=county.clerk, task=county.task, ended_on=dt.date(2017, 4, 1), reason="调整")
        county.link.delete()
        with pytest.raises(ValidationError):
            compute_account(county.places.county, MARCH)
        with pytest.raises(ValidationError):
            close_account(county.places.county, MARCH, by=county.clerk)
        assert as_json(county) == file
    assert AccountMonth.objects.get(pk=closed.pk).digest == closed.digest
    assert list(AccountUnitLine.objects.filter(account=closed).order_by("pk").values()) == lines
