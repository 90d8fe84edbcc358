"""A later version of a closed month: its own rows, a ruling's corrections, the same statements; the old one stays."""

import datetime as dt
import json
from copy import copy
from types import SimpleNamespace

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import InternalError, transaction

from assistance.models import HelpingUnit
from inspections.models import AccountChange, AccountMonth, AccountVersion, LateEntry, PartyAccount
from inspections.models.account import PartyLevel
from inspections.services.account import close_account, compute_account, export_account
from inspections.services.objections import Contested, file_objection, rule_objection, take_objection
from povertyapp.core.models import RuleParameter
from povertyapp.core.roles import Role
from tests.households.factories import make_user
from tests.inspections.account_month import MARCH, march  # noqa: F401
from tests.inspections.factories import assign, make_helper

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def locked(march):  # noqa: F811
    """The account of March, closed by the calendar on its day."""
    with time_machine.travel("2017-04-08 09:00+08:00", tick=False):
        return close_account(march.places.county, MARCH)


@pytest.fixture
def closed(march, locked):  # noqa: F811
    """March, closed; what the test does is done a week later."""
    march.account = copy(locked)
    with time_machine.travel("2017-04-15 09:00+08:00", tick=False):
        yield march


def party(account, level, code):
    return PartyAccount.objects.get(account=account, level=level, code=code)


def key(rule, helper, home):
    return Contested("helper", helper.code, rule, "household", home.household_no, home.area_id)


def objected(made, keys, *, by=None, level=PartyLevel.VILLAGE, code=None, answering=None):
    """File an objection of 老茶村 and take it up."""
    answering = answering or made.cast.township
    filed = file_objection(
        by=by or made.cast.cadre,
        party=party(made.account, level, code or made.places.village.pk),
        keys=keys,
        reason="走访了，记录没有传上来",
    )
    return take_objection(by=answering, objection=filed)


def corrected(made, keys, what, **more):
    objection = objected(made, keys, **more)
    corrections = {line: what for line in objection.lines.all()}
    by = more.get("answering") or made.cast.township
    ruled = rule_objection(by=by, objection=objection, ruling="有照片和签字", corrections=corrections)
    return AccountVersion.objects.get(objection=ruled)


def as_json(account, area):
    made = json.loads(export_account(by=None, account=account, area=area, form="json").data)
    lines = {
        tuple(
            line[name] for name in ("party_level", "party_code", "rule", "subject_kind", "subject_code")
        ): line
        for line in made["lines"]
    }
    parties = {(each["level"], each["code"]): each for each in made["parties"]}
    return SimpleNamespace(lines=lines, parties=parties, head=made)


def file_of(account):
    return export_account(by=None, account=account, area=account.area, form="json").data


def test_a_correction_that_says_the_same_gives_the_same_fingerprint_whatever_the_records_say_now(closed):
    """Nothing of today enters: other units, other helpers, other homes, other numbers."""
    idle, missed, places = closed.idle, closed.missed, closed.places
    idle.unit = HelpingUnit.objects.create(area=places.county, name="县林业局")
    idle.name = "田改名"
    idle.save()
    missed.assignments.update(to_date=dt.date(2017, 3, 2))
    assign(missed, make_helper(name="新帮扶"), dt.date(2017, 3, 3))
    closed.partial.assignments.all().delete()
    closed.visited.visits.all().delete()
    RuleParameter.objects.filter(name="account.settled_score").update(value="99")
    RuleParameter.objects.filter(name="account.max_unsettled_helpers").update(value="1")
    assert compute_account(places.county, MARCH.next).digest
    version = corrected(closed, [key("LF-14", idle, missed)], {"delivered": 0})
    assert version.account.digest == closed.account.digest
    assert version.account.counts == closed.account.counts
    assert not AccountChange.objects.filter(account=version.account).exists()


def test_what_was_right_after_all_is_judged_again_up_to_the_county(closed):
    before, file = as_json(closed.account, closed.places.county), file_of(closed.account)
    version = corrected(closed, [key("LF-14", closed.idle, closed.missed)], {"delivered": 1})
    now = as_json(version.account, closed.places.county)
    line = now.lines["helper", closed.idle.code, "LF-14", "household", closed.missed.household_no]
    assert (line["delivered"], line["outcome"]) == (1, "met")
    assert (
        now.parties["helper", closed.idle.code]["score"] > before.parties["helper", closed.idle.code]["score"]
    )
    assert (version.account.version, version.account.state) == (2, "closed")
    assert version.account.digest != closed.account.digest
    assert version.previous == closed.account
    assert (version.approved_by, version.reason) == (closed.cast.township, "有照片和签字")
    assert file_of(AccountMonth.objects.get(pk=closed.account.pk)) == file


def test_the_difference_names_every_cell_that_changed_and_no_other(closed):
    """Both files are compared cell by cell; 100 % of what differs stands in the difference."""
    one = key("LF-14", closed.idle, closed.missed)
    other = key("LF-14", closed.steady, closed.lied)
    version = corrected(closed, [one, other], {"delivered": 1})
    was, now = (as_json(account, closed.places.county) for account in (closed.account, version.account))
    cells = set()
    for known, old in was.lines.items():
        new = now.lines[known]
        cells |= {("line", known[0], known[1], known[2], known[4], n) for n in old if old[n] != new[n]}
    for known, old in was.parties.items():
        new = now.parties[known]
        cells |= {("party", known[0], known[1], "", "", n) for n in old if old[n] != new[n]}
    assert was.lines.keys() == now.lines.keys()
    told = AccountChange.objects.filter(account=version.account).exclude(kind="tally")
    rows = told.values_list("kind", "level", "code", "rule", "subject_code", "field")
    assert set(rows) == cells
    assert {"line", "party"} == {row[0] for row in rows}
    assert ("party", "helper", closed.steady.code, "", "", "verdict") in cells
    tallies = AccountChange.objects.filter(account=version.account, kind="tally", rule="LF-14")
    assert set(tallies.values_list("level", flat=True)) == {"village", "township", "county"}
    assert {(row.field, row.before, row.after) for row in tallies.filter(level="county")} >= {
        ("failed", "3", "1"),
        ("met", "3", "5"),
    }


def test_a_settled_helper_settles_in_the_lines_of_the_village_and_of_the_unit_that_sent_him(closed):
    version = corrected(closed, [key("LF-14", closed.steady, closed.lied)], {"delivered": 1})
    was, now = (as_json(account, closed.places.county) for account in (closed.account, version.account))
    village = ("village", closed.places.village.pk, "JZ-20V", "village", closed.places.village.pk)
    unit = next(known for known in was.lines if known[2] == "JZ-20U")
    for known in (village, unit):
        assert now.lines[known]["delivered"] == was.lines[known]["delivered"] + 1
        assert now.lines[known]["required"] == was.lines[known]["required"]


def test_a_household_without_helper_that_was_not_owed_one_mends_the_line_of_its_village(closed):
    bare, place = closed.bare, closed.places.other_village
    cadre = make_user("cadre2", Role.CADRE, place)
    answering = make_user("township3", Role.TOWNSHIP, closed.places.other_township)
    keys = [Contested("village", place.pk, "LF-13", "household", bare.household_no, place.pk)]
    with pytest.raises(ValidationError):
        objected(closed, [keys[0]._replace(subject_code="没有")], by=cadre, code=place.pk)
    version = corrected(closed, keys, {"delivered": 31}, by=cadre, code=place.pk, answering=answering)
    was, now = (as_json(account, closed.places.county) for account in (closed.account, version.account))
    line = ("village", place.pk, "LF-13", "village", place.pk)
    assert (was.lines[line]["outcome"], now.lines[line]["outcome"]) == ("failed", "met")
    assert was.lines[line]["required"] == now.lines[line]["required"] == now.lines[line]["delivered"]


@pytest.mark.parametrize(
    ("what", "outcome"),
    [({"excused": True}, "excused"), ({"falsified": True}, "falsified"), ({"delivered": 0}, "failed")],
)
def test_each_kind_of_correction_says_what_it_says(closed, what, outcome):
    version = corrected(closed, [key("LF-14", closed.idle, closed.missed)], what)
    now = as_json(version.account, closed.places.county)
    line = now.lines["helper", closed.idle.code, "LF-14", "household", closed.missed.household_no]
    assert line["outcome"] == outcome
    if outcome == "falsified":
        assert now.parties["helper", closed.idle.code]["verdict"] == "falsified"


def test_a_third_version_follows_the_second(closed):
    corrected(closed, [key("LF-14", closed.idle, closed.missed)], {"delivered": 1})
    newest = AccountMonth.objects.filter(month=str(MARCH)).latest("version")
    closed.account = newest
    third = corrected(closed, [key("LF-14", closed.steady, closed.lied)], {"delivered": 1})
    assert (third.account.version, third.previous) == (3, newest)
    now = as_json(third.account, closed.places.county)
    for helper, home in ((closed.idle, closed.missed), (closed.steady, closed.lied)):
        assert now.lines["helper", helper.code, "LF-14", "household", home.household_no]["outcome"] == "met"


def test_late_visits_stand_in_every_version_of_the_month_that_shows_them(closed):
    april = compute_account(closed.places.county, MARCH.next)
    assert LateEntry.objects.shown_in(april).count() == april.counts["late"] == 1
    again = AccountMonth(area=april.area, month=april.month, version=2)
    assert list(LateEntry.objects.shown_in(again)) == list(LateEntry.objects.shown_in(april))
    assert not LateEntry.objects.shown_in(closed.account) & LateEntry.objects.shown_in(april)


def test_versions_and_what_they_show_differently_stay(closed):
    version = corrected(closed, [key("LF-14", closed.idle, closed.missed)], {"delivered": 1})
    changes = AccountChange.objects.filter(account=version.account)
    versions = AccountVersion.objects.filter(pk=version.pk)
    for act in (
        lambda: changes.update(after="x"),
        lambda: changes._raw_delete("default"),
        lambda: versions.update(reason="x"),
        lambda: versions._raw_delete("default"),
    ):
        with pytest.raises(InternalError, match="_stays|Cannot"), transaction.atomic():
            act()


def test_corrections_stay_as_they_were_written(closed):
    version = corrected(closed, [key("LF-14", closed.idle, closed.missed)], {"delivered": 1})
    correction = version.objection.lines.get().correction
    for change in (lambda: type(correction).objects.update(delivered=0), correction.delete):
        with pytest.raises(InternalError, match="correction_stays|Cannot"), transaction.atomic():
            change()
