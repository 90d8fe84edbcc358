"""The verbs of a rectification measure (C2) and what the database itself refuses."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from inspections.choices import MeasureStatus
from inspections.models import LedgerItem, ProgressEntry, RectificationMeasure
from inspections.services import ledger
from povertyapp.core.errors import Conflict
from tests.inspections.rectifying import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    at_work,
    handed_in,
    make_measure,
    show,
    submitted,
    verified,
)


@pytest.fixture
def measure(cast):
    return make_measure(cast.places.county)


def test_a_measure_goes_its_whole_way(cast, measure):
    verified(cast, measure)
    ledger.close_measure(by=cast.clerk, measure=measure, sheet="销号单1号")
    measure.refresh_from_db()
    assert (measure.status, measure.closed_on, measure.closed_by) == (MeasureStatus.CLOSED, TODAY, cast.clerk)
    assert (measure.verified_by, measure.verifier_name) == (cast.supervisor, "督查员")
    assert not measure.is_late
    assert measure.problem.status == "closed"
    ledger.reopen_measure(by=cast.supervisor, measure=measure, reason="暗访又发现同样问题")
    assert measure.problem.status == "in_progress"
    history = [event.status for event in measure.history.order_by("pgh_id")]
    assert history[0] == "planned"
    assert history[-5:] == ["in_progress", "submitted", "verified", "closed", "reopened"]
    last = measure.history.order_by("pgh_id").last().pgh_context.metadata
    assert (last["user"], last["reason"]) == (cast.supervisor.pk, "暗访又发现同样问题")


def test_nothing_is_assigned_that_lacks_a_fact_or_a_cause(cast, measure):
    measure.person_name = ""
    with pytest.raises(ValidationError, match="责任人"):
        ledger.assign_measure(by=cast.clerk, measure=measure)
    measure.person_name = "向某"
    measure.threshold = None
    with pytest.raises(ValidationError, match="目标值"):
        ledger.assign_measure(by=cast.clerk, measure=measure)
    measure.threshold = 1
    measure.problem.cause_text = ""
    with pytest.raises(ValidationError, match="原因分析"):
        ledger.assign_measure(by=cast.clerk, measure=measure)


def test_only_finished_work_with_evidence_is_handed_in(cast, measure):
    at_work(cast, measure, percent=50, day=YESTERDAY)
    with pytest.raises(ValidationError) as refused:
        ledger.hand_in_measure(by=cast.township, measure=measure, statement=" ")
    said = " ".join(refused.value.messages)
    assert [word for word in ("100%", "整改后的照片", "自查") if word not in said] == []
    ledger.report_progress(by=cast.township, measure=measure, day=TODAY, text="全部", percent=100)
    show(cast.township, measure, "before")
    with pytest.raises(ValidationError, match="整改后的照片"):
        ledger.hand_in_measure(by=cast.township, measure=measure, statement="好")
    handed_in(cast, measure)
    assert (measure.status, measure.submitted_by) == (MeasureStatus.IN_PROGRESS, cast.township)


def test_the_leader_signs_what_another_handed_in(cast, measure):
    at_work(cast, measure)
    with pytest.raises(ValidationError, match="还没有报请验收"):
        ledger.sign_measure(by=cast.leader, measure=measure, name="田某")
    handed_in(cast, measure)
    with pytest.raises(ValidationError, match="不能自己签字"):
        ledger.sign_measure(by=cast.township, measure=measure, name="自己")
    measure.led_by = cast.clerk
    with pytest.raises(ValidationError, match="本人签字"):
        ledger.sign_measure(by=cast.leader, measure=measure, name="田某")
    measure.led_by = None
    ledger.sign_measure(by=cast.leader, measure=measure, name="田某")
    assert (measure.status, measure.signed_by, measure.submitted_on) == ("submitted", cast.leader, TODAY)
    with (
        pytest.raises(IntegrityError, match="leader_signs_what_another_hands_in|one_person_one_role"),
        transaction.atomic(),
    ):
        RectificationMeasure.objects.filter(pk=measure.pk).update(signed_by=cast.township)


def test_a_second_report_of_a_day_replaces_the_first(cast, measure):
    ledger.assign_measure(by=cast.clerk, measure=measure)
    for text, percent in (("一半", 50), ("六成", 60)):
        ledger.report_progress(by=cast.township, measure=measure, day=TODAY, text=text, percent=percent)
    ledger.report_progress(by=cast.township, measure=measure, day=YESTERDAY, text="补记", percent=10)
    assert [(e.text, e.percent) for e in measure.progress.all()] == [("补记", 10), ("六成", 60)]
    assert measure.percent == 60
    with pytest.raises(ValidationError, match="不能晚于今天"):
        ledger.report_progress(by=cast.township, measure=measure, day=TOMORROW, text="明天")


def test_who_fixes_does_not_verify(cast, measure):
    submitted(cast, measure)
    with pytest.raises(ValidationError, match="不能验收自己的整改"):
        ledger.draw_check(by=cast.township, measure=measure)
    with pytest.raises(IntegrityError, match="verifier_is_not_the_fixer"), transaction.atomic():
        RectificationMeasure.objects.filter(pk=measure.pk).update(verified_by=cast.township)


def test_what_failed_is_sent_back_with_a_reason_and_a_near_deadline(cast, measure):
    verified(cast, measure, is_met=False)
    with pytest.raises(ValidationError, match="不能销号"):
        ledger.close_measure(by=cast.clerk, measure=measure, sheet="销号单1号")
    for reason, days in (("", 5), ("缺照片", 16), ("缺照片", 0)):
        with pytest.raises(ValidationError):
            ledger.send_back_measure(
                by=cast.clerk, measure=measure, reason=reason, deadline=TODAY + dt.timedelta(days=days)
            )
    ledger.send_back_measure(
        by=cast.clerk, measure=measure, reason="缺照片", deadline=TODAY + dt.timedelta(days=10)
    )
    measure.refresh_from_db()
    assert (measure.status, measure.sent_back_count, measure.original_deadline) == ("sent_back", 1, TOMORROW)
    ledger.report_progress(by=cast.township, measure=measure, day=TODAY, text="补拍", percent=100)
    assert measure.status == MeasureStatus.IN_PROGRESS


def test_no_measure_is_closed_before_the_others_of_its_problem_passed(cast, measure):
    RectificationMeasure.objects.create(problem=measure.problem, number=2, text="另一条")
    verified(cast, measure)
    with pytest.raises(ValidationError, match="还有 1 条措施"):
        ledger.close_measure(by=cast.clerk, measure=measure, sheet="销号单1号")


def test_a_deadline_is_put_off_once_and_the_first_one_stays(cast, measure):
    later = TOMORROW + dt.timedelta(days=30)
    with pytest.raises(ValidationError, match="30 天以内"):
        ledger.extend_measure(
            by=cast.leader, measure=measure, deadline=later + dt.timedelta(days=1), reason="雨季"
        )
    ledger.extend_measure(by=cast.leader, measure=measure, deadline=later, reason="雨季")
    assert (measure.deadline, measure.original_deadline) == (later, TOMORROW)
    with pytest.raises(ValidationError, match="只能延期一次"):
        ledger.extend_measure(
            by=cast.leader, measure=measure, deadline=later + dt.timedelta(days=1), reason="又雨"
        )


def test_a_move_that_the_table_does_not_know_and_a_lost_race_are_refused(cast, measure):
    with pytest.raises(ValidationError, match="不能改为"):
        ledger.reopen_measure(by=cast.clerk, measure=measure, reason="反弹")
    stale = RectificationMeasure.objects.get(pk=measure.pk)
    ledger.assign_measure(by=cast.clerk, measure=measure)
    with pytest.raises(Conflict):
        ledger.assign_measure(by=cast.clerk, measure=stale)


def test_overdue_is_derived_from_the_day(cast, measure):
    def state(day):
        return LedgerItem.objects.with_state(day).get().state

    ledger.assign_measure(by=cast.clerk, measure=measure)
    assert state(TOMORROW) == "not_started"
    assert state(TOMORROW + dt.timedelta(days=1)) == "overdue"
    ledger.report_progress(by=cast.township, measure=measure, day=TODAY, text="好", percent=100)
    submitted(cast, measure)
    assert state(TOMORROW + dt.timedelta(days=1)) == "submitted"


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"percent": 101}, "measure_percent_0_to_100"),
        ({"status": "closed"}, "recorded step"),
        ({"status": "assigned"}, "recorded step"),
        ({"deadline": None}, "measure_deadline_is_a_date_or_words"),
        ({"deadline_kind": "continuous"}, "measure_deadline_is_a_date_or_words"),
        ({"original_deadline": TOMORROW}, "extension_comes_after_the_deadline"),
    ],
)
def test_the_database_refuses_what_no_row_may_be(measure, facts, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        RectificationMeasure.objects.filter(pk=measure.pk).update(**facts)


def test_progress_is_between_0_and_100(measure):
    with pytest.raises(IntegrityError, match="entry_percent_0_to_100"), transaction.atomic():
        ProgressEntry.objects.create(measure=measure, happened_on=TODAY, text="x", percent=120)


def test_a_measure_closed_late_is_known_as_such(measure):
    measure.status, measure.closed_on = MeasureStatus.CLOSED, TOMORROW + dt.timedelta(days=1)
    assert measure.is_late
    measure.submitted_on = TODAY
    assert not measure.is_late
