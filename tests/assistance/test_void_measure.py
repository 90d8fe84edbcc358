"""A check strikes a measure out: who may, what stays, who is told, and what the account makes of it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from assistance.choices import MeasureState, VoidKind
from assistance.models import AssistanceMeasure
from assistance.services import (
    declare_measure_false,
    restore_measure,
    void_measure,
    why_not_void_measure,
)
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.models import MonthLock
from povertyapp.core.period import Period
from povertyapp.core.roles import Role
from povertyapp.core.todo import Tab, todos_of
from povertyapp.core.verdicts import verdicts
from tests.assistance.factories import make_helper, make_measure
from tests.households.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
REASON = "合作社没有分红"
DAY = dt.date(2017, 3, 31)


@pytest.fixture
def made(cast, helped):
    return AssistanceMeasure.objects.filter(household=helped[0]).first()


def told(user):
    return [item.kind for item in todos_of(user, Tab.READ)]


def income(household):
    return next(one for one in verdicts(household, Period(2017, 3)) if one.rule.code == "LF-17")


def test_it_stays_with_kind_reason_and_who_and_is_in_force_no_more(cast, helped, made):
    void_measure(by=cast.supervisor, measure=made, reason=f" {REASON} ")
    made.refresh_from_db()
    assert (made.void_kind, made.void_reason, made.voided_by) == (
        VoidKind.DISPROVED,
        REASON,
        cast.supervisor,
    )
    assert made.state_on(DAY) == MeasureState.VOIDED
    mine = AssistanceMeasure.objects.filter(household=helped[0])
    assert made not in mine.in_force(DAY)
    assert made in mine.claimed_on(DAY)
    assert list(mine.in_state(MeasureState.VOIDED, DAY)) == [made]
    assert told(cast.helper) == ["已核销"]
    with pytest.raises(Conflict):
        void_measure(by=cast.clerk, measure=AssistanceMeasure.objects.get(pk=made.pk), reason="二")


def test_the_month_follows(cast, helped, made):
    assert not income(helped[0]).is_missed
    void_measure(by=cast.supervisor, measure=made, reason=REASON)
    assert income(helped[0]).is_missed
    declare_measure_false(by=cast.clerk, measure=made, reason=REASON)
    assert income(helped[0]).is_missed
    restore_measure(by=cast.supervisor, measure=made, reason="看错了户")
    assert not income(helped[0]).is_missed


def test_nobody_judges_what_he_or_his_unit_owes(cast, made):
    colleague = make_user("colleague", Role.SUPERVISOR, cast.places.county)
    stranger = make_user("stranger", Role.SUPERVISOR, cast.places.county)
    make_helper(user=colleague)
    make_helper(user=stranger, unit="县农业局")
    assert why_not_void_measure(cast.helper, made)
    assert why_not_void_measure(colleague, made)
    assert why_not_void_measure(stranger, made) == why_not_void_measure(cast.clerk, made) == ""
    with pytest.raises(ValidationError):
        void_measure(by=colleague, measure=made, reason=REASON)


def test_calling_it_false_takes_a_second_person(cast, made):
    with pytest.raises(Conflict):
        declare_measure_false(by=cast.clerk, measure=made, reason=REASON)
    void_measure(by=cast.supervisor, measure=made, reason=REASON)
    with pytest.raises(ValidationError):
        declare_measure_false(by=cast.supervisor, measure=made, reason=REASON)
    same = {"void_kind": VoidKind.FALSE, "false_by": cast.supervisor}
    with pytest.raises(IntegrityError), transaction.atomic():
        AssistanceMeasure.objects.filter(pk=made.pk).update(**same)


def test_what_is_only_proposed_cannot_be_struck_out(cast, helped):
    proposed = make_measure(helped[0], name="养蜂", is_proposed=True)
    with pytest.raises(ValidationError):
        void_measure(by=cast.supervisor, measure=proposed, reason=REASON)


def test_not_restored_after_the_month_of_the_striking_out_is_locked(cast, made):
    void_measure(by=cast.supervisor, measure=made, reason=REASON)
    now = clock.now()
    MonthLock.objects.create(county=cast.places.county, month=str(Period.of(now.date())), closed_at=now)
    with pytest.raises(ValidationError):
        restore_measure(by=cast.clerk, measure=made, reason="认错了人")


def test_page_says_what_follows_and_does_it(as_user, cast, made):
    client = as_user(cast.supervisor)
    detail = reverse("assistance:measure", args=[made.pk])
    labels = [action["label"] for action in client.get(detail).context["page"]["actions"]]
    assert labels == ["核销措施"]
    url = reverse("assistance:measure_void", args=[made.pk])
    assert made.name in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).status_code == 400
    assert client.post(url, {"reason": REASON}).status_code == 302
    page = as_user(cast.clerk).get(detail)
    assert REASON in page.content.decode()
    labels = [action["label"] for action in page.context["page"]["actions"]]
    assert labels == ["恢复措施", "认定措施弄虚作假"]
    assert as_user(cast.cadre).get(url).status_code == 403
    assert as_user(cast.outsider).get(detail).status_code == 404
