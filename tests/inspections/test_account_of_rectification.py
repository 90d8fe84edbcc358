"""HA-H7, HA-V6, HA-T5, HA-U1: a party whose measure was submitted when it fell due, and one whose was not."""

import datetime as dt

import pytest

from assistance.models import HelpingUnit
from inspections.choices import MeasureStatus
from inspections.models import AccountUnitLine, RectificationMeasure
from inspections.services import ledger
from inspections.services.account import compute_account
from povertyapp.core import clock
from povertyapp.core.period import Period
from tests.inspections.factories import make_cared, make_helper
from tests.inspections.rectifying import make_measure, make_problem, submitted

NOW = Period.of(clock.today())
PAPER = {"recorded_from": "纸质台账", "status": MeasureStatus.IN_PROGRESS}


def lines(county, rule):
    """Return (party, measure) → outcome of this month's account."""
    account = compute_account(county, NOW)
    rows = AccountUnitLine.objects.filter(account=account, rule=rule)
    return {(row.code, row.subject_code): row.outcome for row in rows}


@pytest.fixture
def county(cast):
    make_cared(make_helper(name="田有户"))
    return cast.places.county


def due(county, area=None, **facts):
    return make_measure(county, make_problem(county, area), deadline=NOW.end, **facts)


def test_a_helper_submits_what_he_answers_for(cast, county):
    helper = make_helper(user=cast.helper, name="彭帮")
    done, left = due(county, answered_by=cast.helper), due(county, answered_by=cast.helper, **PAPER)
    due(county, answered_by=cast.helper)  # planned only: nobody was told
    submitted(cast, done)
    assert lines(county, "LF-10H") == {(helper.code, done.code): "met", (helper.code, left.code): "failed"}


def test_a_village_submits_its_own(cast, county):
    village = cast.places.village
    done = due(county, village, recorded_from="纸质台账", status="closed", closed_on=NOW.start)
    left = due(county, village, **PAPER)
    assert lines(county, "LF-10V") == {(village.pk, done.code): "met", (village.pk, left.code): "failed"}


def test_a_township_leaves_none_overdue_for_long(cast, county):
    township = cast.places.township
    done = due(county, township)
    submitted(cast, done)
    old, recent = due(county, township, **PAPER), due(county, township, **PAPER)
    for measure, days in ((old, 16), (recent, 15)):
        day = NOW.end - dt.timedelta(days=days + 31)
        RectificationMeasure.objects.filter(pk=measure.pk).update(deadline=day)
    RectificationMeasure.objects.filter(pk=recent.pk).update(deadline=NOW.start - dt.timedelta(days=1))
    found = lines(county, "LF-10T")
    assert found[township.pk, done.code] == "met"
    assert found[township.pk, old.code] == "failed"


def test_a_unit_submits_and_none_comes_back_twice(cast, county):
    unit, _made = HelpingUnit.objects.get_or_create(area=county, name="县林业局")
    facts = {"responsible_unit": unit.name}
    done, returned = due(county, **facts), due(county, **facts)
    for measure in (done, returned):
        submitted(cast, measure)
    RectificationMeasure.objects.filter(pk=returned.pk).update(sent_back_count=2)
    due(county, responsible_unit="不在名单的单位", **PAPER)
    assert lines(county, "LF-10U") == {(unit.code, done.code): "met", (unit.code, returned.code): "failed"}


def test_what_is_due_later_is_not_owed(cast, county):
    measure = make_measure(county, answered_by=cast.helper, deadline=NOW.next.end)
    make_helper(user=cast.helper, name="彭帮")
    ledger.assign_measure(by=cast.clerk, measure=measure)
    assert lines(county, "LF-10H") == {}
