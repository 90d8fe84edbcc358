"""What the demo's inspectors found: records of last month's rounds, households on no list, 一口清, an acceptance."""

import datetime as dt
import uuid

from django.db import transaction

from assistance.choices import Satisfaction
from assistance.models import Post, Submission
from households.models import Household
from inspections.choices import SIX, CheckKind, Compared, Fact, RoundState, UnitKind
from inspections.models import (
    AcceptanceResult,
    CheckAnswer,
    CheckRecord,
    CheckRound,
    SampleDraw,
    UnannouncedCheck,
)
from inspections.services.checks import (
    assign_inspectors,
    draw_sample,
    finish_check,
    freeze_population,
    open_round,
    publish_round,
    report_round,
    start_check,
)
from inspections.services.field import issue_findings, registered_of
from inspections.services.field.acceptance import open_acceptance
from inspections.services.field.knowledge import draw_questions, record_knowledge
from inspections.services.field.others import record_other, set_frame
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.period import Period

NUMBERS = uuid.UUID("6e1c1a52-0f5b-4b36-9d4e-20170612bbbb")
SEED = "25143652413625143652"
SIZE, EVERY_FAIL, EVERY_UNASKED = 12, 41, 17
# One home in five has something that is not so.
WRONG = {
    1: {Fact.SIZE: lambda known: f"{known.size + 1} 人"},
    6: {Fact.LAND: lambda known: "少登记 1 亩"},
    11: {Fact.LAST_VISIT: lambda known: "那天没有人来过", Fact.MEASURES: lambda known: "有一项没有落实"},
}


@transaction.atomic
def record_findings(*, by, office, county, today):
    """Write what was found in last month's rounds, ask one person, and take an acceptance in; return counts."""
    if CheckRecord.objects.in_area(county.code).exists():
        return {}
    _record_published(by, county)
    _evaluate(by, county, Period.of(today).previous)
    _ask(by, county)
    accepted = _accept(office, county, today)
    return {
        "check_records": CheckRecord.objects.in_area(county.code).count(),
        "acceptance_results": accepted,
    }


def _record_published(by, county):
    """Give the checks of households in published rounds what was found there."""
    for draw in SampleDraw.objects.in_area(county.code).published().filter(kind=UnitKind.HOUSEHOLD):
        _write(by, UnannouncedCheck.objects.standing().filter(unit__draw=draw))
        issue_findings(by=by, draw=draw)


def _evaluate(by, county, period):
    """An evaluation by a third party: it also asks whether each household stands rightly where it stands."""
    made = open_round(
        by=by, county=county, period=period, name=f"{period.month}月第三方评估", kind=CheckKind.THIRD_PARTY,
        other_per_village=5,
    )  # fmt: skip
    draw = freeze_population(by=by, county=county, round=made)
    village = Household.objects.in_area(county.code).order_by("area_id").first().area
    frame = set_frame(
        by=by, draw=draw, area=village, households=212, persons=771, source="村户籍册，从第 1 户编号"
    )
    draw = draw_sample(by=by, draw=draw, size=SIZE, seed=SEED)
    checks = list(UnannouncedCheck.objects.standing().filter(unit__draw=draw).select_related("unit"))
    assign_inspectors(by=by, checks=checks, users=[by])
    begun = clock.moment(period.start.replace(day=20), 9)
    for check in checks:
        start_check(by=by, check=check, kept=dict.fromkeys(SIX, True), started_at=begun)
        finish_check(by=by, check=check, recorded_at=begun + dt.timedelta(minutes=40))
    frame.refresh_from_db()
    for number in frame.numbers[0]:
        record_other(by=by, frame=frame, number=number, persons=4, accepts="yes")
    _write(by, checks, accepts="yes", judged="right")
    report_round(by=by, round=made)
    publish_round(by=by, round=made, circular_no=f"来评〔{period.year}〕{period.month}号")


def _write(by, checks, **judged):
    """Write a record for each check as the register says, but for the homes of `WRONG`."""
    checks = [check for check in checks if check.started_at]
    homes = Household.objects.filter(household_no__in=[check.unit.code for check in checks])
    homes = {home.household_no: home for home in homes}
    day = min((clock.day_of(check.started_at) for check in checks), default=clock.today())
    known = registered_of(homes.values(), day)
    with because(by=by, reason="记录现场核查"):
        for number, check in enumerate(checks):
            _write_one(by, check, known[homes[check.unit.code].pk], WRONG.get(number, {}), judged)


def _write_one(by, check, known, wrong, judged):
    receipt = Submission.objects.create(
        submission_id=uuid.uuid5(NUMBERS, str(check.key)), sent_by=by, received_at=check.recorded_at
    )
    record = CheckRecord.objects.create(
        site_check=check, area_id=check.area_id, submission=receipt, found="yes", listed=known.listed,
        persons=known.size, answer_count=len(Fact), helper_known="no" if wrong else "yes",
        times_told="sometimes" if wrong else "monthly", policy_known="partly" if wrong else "yes",
        satisfaction="fair" if wrong else "satisfied", measures_fit=not wrong, recorded_at=check.recorded_at,
        recorded_by=by, fixed_at=check.started_at + dt.timedelta(days=1), **judged,
    )  # fmt: skip
    CheckAnswer.objects.bulk_create(
        CheckAnswer(
            record=record, area_id=record.area_id, fact=fact, registered=known.words(fact),
            compared=Compared.MISMATCH if fact in wrong else Compared.MATCH,
            actual=wrong[fact](known) if fact in wrong else "",
            visit=known.visit if fact == Fact.LAST_VISIT else None,
            disproved=[known.measures[0].pk] if fact == Fact.MEASURES and fact in wrong and known.measures else [],
        )
        for fact in Fact
    )  # fmt: skip


def _ask(by, county):
    """Ask one person on a resident post in the round that is still open."""
    round_ = CheckRound.objects.filter(area=county, state=RoundState.OPEN).first()
    helped = Household.objects.in_area(county.code).values("area")
    posts = Post.objects.resident().in_force(clock.today()).filter(area__in=helped)
    post = posts.select_related("official").order_by("area_id", "pk").first()
    if not (round_ and post):
        return
    made = draw_questions(by=by, round=round_, post=post, seed=SEED)
    numbers = list(made.questions.values_list("number", flat=True))
    said = {number: ("unknown", "记不清") if number == numbers[0] else ("right", "") for number in numbers}
    record_knowledge(by=by, knowledge=made, said=said)


def _accept(by, county, today):
    """Take in the results of every household, as an agency would hand them over; return how many."""
    made = open_acceptance(
        by=by, county=county, name=f"{today.year}年脱贫验收", agency="湖北某社会调查中心",
        tender_no=f"LFZB-{today.year}-016", recognised_by="省扶贫办", recognition_no=f"鄂扶组办〔{today.year}〕8号",
        begins_on=today - dt.timedelta(days=12), accepted_on=today - dt.timedelta(days=3),
    )  # fmt: skip
    homes = Household.objects.in_area(county.code).filter(left_register_on=None).order_by("household_no")
    rows = [
        AcceptanceResult(
            round=made, household_id=pk, area_id=area, passed=bool(number % EVERY_FAIL),
            satisfaction=_said(number), visited_on=made.begins_on,
            note="" if number % EVERY_FAIL else "住房安全没有鉴定",
        )
        for number, (pk, area) in enumerate(homes.values_list("pk", "area_id"), start=1)
    ]  # fmt: skip
    with because(by=by, reason="导入第三方验收结果"):
        AcceptanceResult.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def _said(number):
    if not number % EVERY_UNASKED:
        return ""
    return Satisfaction.FAIR if not number % 13 else Satisfaction.SATISFIED
