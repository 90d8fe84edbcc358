"""The record of a check: compared with what was fetched, received once, read only, silent until the circular."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from assistance.choices import HeldWhy, VoidKind
from assistance.models import HeldSubmission, Submission
from assistance.services import accept_held
from inspections.choices import CheckState
from inspections.models import CheckAnswer, CheckRecord, Problem, UnannouncedCheck
from inspections.services.field import issue_findings, take_check
from povertyapp.core import clock
from povertyapp.core.devices import enrol_device
from tests.inspections.field import answers, make_sample, publish, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(cast):
    return make_sample(cast)


@pytest.fixture
def check(sample):
    return sample.checks[0]


def stored(check):
    return UnannouncedCheck.objects.get(pk=check.pk)


def test_it_opens_the_seal_records_each_fact_and_closes_the_check(cast, sample, check):
    made = record(
        cast, sample, check, size="mismatch", size_actual="5", problem_text="屋顶漏雨", problem_kind="housing"
    )
    assert (stored(check).state, stored(check).is_unannounced) == (CheckState.RECORDED, True)
    facts = {
        answer.fact: (answer.registered, answer.compared, answer.actual) for answer in made.answers.all()
    }
    size = sample.homes[check.unit.code].size
    assert facts["size"] == (f"{size} 人", "mismatch", "5 人")
    assert facts["measures"][0].startswith("3 项")
    assert facts["last_visit"][0].endswith(sample.helper.name)
    assert len(facts) == made.answer_count == 4
    assert made.persons == size
    assert made.measures_fit is not None


def test_the_comparison_is_with_the_record_as_it_was_fetched(cast, sample, check):
    sent = answers(sample, check)
    home = sample.homes[check.unit.code]
    before = home.size
    home.size = before + 3
    home.save()
    made = take_check(by=cast.supervisor, sent=sent).record
    assert made.answers.get(fact="size").registered == f"{before} 人"


@pytest.mark.parametrize("token", ["", "made-up", "of another check"])
def test_facts_that_the_server_did_not_sign_are_refused(cast, sample, check, token):
    sent = answers(sample, check)
    if token == "of another check":
        check.key = uuid.uuid4()
        token = answers(sample, check)["token"]
    with pytest.raises(ValidationError) as error:
        take_check(by=cast.supervisor, sent=sent | {"token": token})
    assert "token" in error.value.message_dict
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"size": "mismatch"}, "size_actual"),
        ({"last_visit": "mismatch"}, "visit_actual"),
        ({"measures": "mismatch"}, "measures_false"),
        ({"size": ""}, "size"),
        ({"satisfaction": ""}, "satisfaction"),
    ],
)
def test_what_is_said_by_halves_is_told_and_nothing_is_written(cast, sample, check, more, wrong):
    with pytest.raises(ValidationError) as error:
        record(cast, sample, check, **more)
    assert wrong in error.value.message_dict
    assert not CheckRecord.objects.exists()
    assert stored(check).state == CheckState.SEALED


def test_who_was_not_met_is_not_quoted(cast, sample, check):
    made = record(cast, sample, check, found="away")
    assert (made.answer_count, made.satisfaction, made.helper_known, made.measures_fit) == (0, "", "", None)
    assert not made.answers.exists()


def test_a_repeat_gets_the_same_receipt_and_another_body_is_kept_for_a_person(cast, sample, check):
    sent = answers(sample, check)
    first = take_check(by=cast.supervisor, sent=sent)
    again = take_check(by=cast.supervisor, sent=sent | {"sent_at": clock.now()})
    assert again.is_repeat
    assert again.record.receipt == first.record.receipt
    other = take_check(by=cast.supervisor, sent=sent | {"size": "unclear"})
    assert other.is_conflict
    assert HeldSubmission.objects.get().why == HeldWhy.OTHER_BODY
    assert CheckRecord.objects.get().answers.get(fact="size").compared == "match"


def test_only_a_named_inspector_records_it_and_a_strangers_phone_is_held_at_the_county(cast, sample, check):
    with pytest.raises(ValidationError):
        take_check(by=cast.clerk, sent=answers(sample, check))
    phone = enrol_device(by=cast.clerk, device_id=uuid.uuid4()).device
    taken = take_check(by=cast.clerk, sent=answers(sample, check), device=phone)
    assert (taken.held.why, taken.held.area_id) == (HeldWhy.NOT_HIS, cast.places.county.code)
    assert not HeldSubmission.objects.visible_to(cast.township).exists()


def test_what_arrives_too_late_waits_for_a_person_and_is_fixed_at_once(cast, sample, check):
    began = clock.now() - dt.timedelta(hours=25)
    taken = take_check(by=cast.supervisor, sent=answers(sample, check, began_at=began))
    assert taken.held.why == HeldWhy.TOO_LATE
    assert stored(check).state == CheckState.SEALED
    accept_held(by=cast.clerk, held=taken.held, reason="山里没有信号")
    made = CheckRecord.objects.get()
    assert (made.recorded_by, stored(check).started_at) == (cast.supervisor, began)
    with pytest.raises(ValidationError):
        record(cast, sample, stored(check))


def test_the_office_reads_what_was_held_and_decides_on_its_page(client, cast, sample, check):
    began = clock.now() - dt.timedelta(hours=25)
    more = {"began_at": began, "size": "mismatch", "size_actual": "9"}
    held = take_check(by=cast.supervisor, sent=answers(sample, check, **more)).held
    client.force_login(cast.clerk)
    page = client.get(reverse("assistance:review_item", args=[held.pk])).content.decode()
    assert all(words in page for words in ("家庭人口", "不一致", "实际几口人", "超过规定时间才送达"))
    client.force_login(cast.township)
    assert client.get(reverse("assistance:review_item", args=[held.pk])).status_code == 404


def test_its_author_puts_it_right_within_the_hours(cast, sample, check):
    first = record(cast, sample, check)
    made = record(cast, sample, check, land="mismatch", land_actual="9.5")
    assert (made.pk, made.version) == (first.pk, 2)
    assert made.answers.get(fact="land").actual == "9.5 亩"
    assert made.receipt == first.receipt


def test_after_the_hours_the_database_lets_nobody_change_it(cast, sample, check):
    made = record(cast, sample, check)
    with pytest.raises(DatabaseError), transaction.atomic():
        CheckRecord.objects.filter(pk=made.pk).update(fixed_at=clock.now() + dt.timedelta(days=9))
    CheckRecord.objects.filter(pk=made.pk).update(helper_known="no")
    late = make_fixed(cast, sample, check, made)
    for change in (
        lambda: CheckRecord.objects.filter(pk=late.pk).update(helper_known="yes"),
        lambda: late.answers.update(compared="unclear"),
        lambda: late.answers.all().delete(),
        lambda: CheckAnswer.objects.create(
            record=late, area_id=late.area_id, fact="other", registered="", compared="match"
        ),
        lambda: CheckRecord.objects.filter(pk=late.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def make_fixed(cast, sample, check, made):
    """Let the hours of a record be over: nobody can, so a second one is written that began long ago."""
    import pgtrigger

    with pgtrigger.ignore("inspections.CheckRecord:record_is_read_only"):
        CheckRecord.objects.filter(pk=made.pk).update(fixed_at=clock.now() - dt.timedelta(hours=1))
    return CheckRecord.objects.get(pk=made.pk)


def test_the_circular_puts_mismatches_on_the_ledger_and_strikes_out_what_was_disproved(cast, sample, check):
    home = sample.homes[check.unit.code]
    struck = home.measures.first()
    made = record(
        cast, sample, check, last_visit="mismatch", visit_actual="那天没有人来过", measures="mismatch",
        measures_false=[struck.pk], problem_text="屋顶漏雨", problem_kind="housing",
    )  # fmt: skip
    assert not Problem.objects.exists()
    assert sample.visits[home.pk].voided_at is None
    publish(cast, sample)
    texts = list(Problem.objects.order_by("number").values_list("category", "text"))
    assert [category for category, _text in texts] == [
        "账实不符：帮扶措施",
        "账实不符：入户走访",
        "住房饮水",
    ]
    assert home.household_no in texts[1][1]
    assert home.head_name not in "".join(text for _category, text in texts)
    visit, measure = sample.visits[home.pk], struck
    visit.refresh_from_db(), measure.refresh_from_db()
    assert (visit.void_kind, visit.voided_by) == (VoidKind.DISPROVED, cast.supervisor)
    assert (measure.void_kind, measure.voided_by) == (VoidKind.DISPROVED, cast.supervisor)
    assert made.answers.exclude(problem=None).count() == made.answers.exclude(struck_at=None).count() == 2
    assert issue_findings(by=cast.leader, draw=sample.draw) == {"problems": 0, "struck_out": 0}
    assert Problem.objects.count() == 3


def test_before_the_circular_those_inspected_see_nothing(cast, sample, check):
    made = record(cast, sample, check, size="mismatch", size_actual="5")
    for user in (cast.township, cast.cadre, cast.helper, cast.outsider):
        assert not CheckRecord.objects.visible_to(user).exists()
        assert not CheckAnswer.objects.visible_to(user).exists()
    assert list(CheckRecord.objects.visible_to(cast.supervisor)) == [made]
    publish(cast, sample)
    assert list(CheckRecord.objects.visible_to(cast.township)) == [made]
    assert not CheckRecord.objects.visible_to(cast.outsider).exists()
