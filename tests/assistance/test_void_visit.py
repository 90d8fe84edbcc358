"""A check strikes a visit out: who may, what stays, who is told, and what the account makes of it."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from assistance.choices import VoidKind
from assistance.models import Visit
from assistance.services import declare_false, restore_visit, void_visit, why_not_void
from assistance.services.visits import record_visit
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.models import MonthLock, Notice
from povertyapp.core.period import Period
from povertyapp.core.roles import Role
from povertyapp.core.todo import Tab, todos_of
from povertyapp.core.verdicts import verdicts
from tests.assistance.factories import make_helper, make_visit
from tests.households.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
REASON = "照片为旧照"


@pytest.fixture
def made(cast, helped):
    """A visit that the helper entered himself."""
    household, helper = helped
    day = dt.date(2017, 3, 10)
    return record_visit(by=cast.helper, household=household, helper=helper, happened_on=day, channel="home")


def told(user):
    return [item.kind for item in todos_of(user, Tab.READ)]


def test_it_stays_with_kind_reason_and_who(cast, made):
    void_visit(by=cast.supervisor, visit=made, reason=f" {REASON} ")
    made.refresh_from_db()
    assert (made.void_kind, made.void_reason, made.voided_by) == (
        VoidKind.DISPROVED,
        REASON,
        cast.supervisor,
    )
    assert made.voided_at == clock.now()
    assert made.history.order_by("pgh_id").last().pgh_context.metadata["reason"] == REASON


def test_twice_is_a_conflict(cast, made):
    void_visit(by=cast.supervisor, visit=made, reason="一")
    with pytest.raises(Conflict):
        void_visit(by=cast.clerk, visit=Visit.objects.get(), reason="二")
    assert Visit.objects.get().void_reason == "一"


@pytest.mark.parametrize("reason", ["", " ", None, "长" * 201])
def test_it_asks_for_a_reason_that_fits(cast, made, reason):
    with pytest.raises(ValidationError):
        void_visit(by=cast.supervisor, visit=made, reason=reason)
    assert Visit.objects.get().voided_at is None


def test_nobody_judges_his_own_visit_or_one_of_his_unit(cast, helped, made):
    colleague = make_user("colleague", Role.SUPERVISOR, cast.places.county)
    stranger = make_user("stranger", Role.SUPERVISOR, cast.places.county)
    make_helper(user=colleague)
    make_helper(user=stranger, unit="县农业局")
    by_hand = make_visit(helped[0], None, recorded_by=cast.clerk)
    assert why_not_void(cast.helper, made)
    assert why_not_void(colleague, made)
    assert why_not_void(cast.clerk, by_hand)
    assert why_not_void(stranger, made) == why_not_void(cast.clerk, made) == ""
    with pytest.raises(ValidationError):
        void_visit(by=colleague, visit=made, reason=REASON)


def test_database_keeps_the_persons_apart(cast, made):
    own = {"voided_at": clock.now(), "void_kind": VoidKind.FALSE}
    for people in (
        {"voided_by": cast.helper},
        {"voided_by": cast.clerk, "false_by": cast.clerk},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Visit.objects.filter(pk=made.pk).update(**own, **people)
    Visit.objects.filter(pk=made.pk).update(**own, voided_by=cast.clerk, false_by=cast.supervisor)


def test_calling_it_false_takes_a_second_person(cast, made):
    with pytest.raises(Conflict):
        declare_false(by=cast.clerk, visit=made, reason=REASON)
    void_visit(by=cast.supervisor, visit=made, reason="不实")
    with pytest.raises(ValidationError):
        declare_false(by=cast.supervisor, visit=made, reason=REASON)
    declare_false(by=cast.clerk, visit=made, reason=REASON)
    made.refresh_from_db()
    assert (made.void_kind, made.void_reason, made.false_by) == (VoidKind.FALSE, REASON, cast.clerk)


def home_visit(household):
    return next(one for one in verdicts(household, Period(2017, 3)) if one.rule.code == "LF-14")


def test_the_month_follows(cast, helped, made):
    assert not home_visit(helped[0]).is_missed
    void_visit(by=cast.supervisor, visit=made, reason=REASON)
    assert home_visit(helped[0]).is_missed
    restore_visit(by=cast.supervisor, visit=made, reason="看错了户")
    assert not home_visit(helped[0]).is_missed


def test_the_visitor_is_told_and_how_to_object(as_user, cast, made):
    void_visit(by=cast.supervisor, visit=made, reason=REASON)
    assert told(cast.helper) == ["已核销"]
    assert told(cast.cadre) == []
    assert REASON not in str(Notice.objects.get().facts)
    text = as_user(cast.helper).get(reverse("assistance:visit", args=[made.pk])).content.decode()
    assert "督查员" in text
    assert "请在4月8日锁账前，把理由和证明交给核销人或乡镇" in text


def test_a_wrong_one_is_taken_back_and_told(cast, made):
    void_visit(by=cast.supervisor, visit=made, reason=REASON)
    declare_false(by=cast.clerk, visit=made, reason=REASON)
    assert sorted(told(cast.helper)) == ["已核销", "认定作假"]
    restore_visit(by=cast.clerk, visit=made, reason="认错了人")
    made.refresh_from_db()
    assert (made.voided_at, made.void_kind, made.void_reason, made.voided_by) == (None, "", "", None)
    assert told(cast.helper) == ["已恢复"]
    assert made.history.order_by("pgh_id").last().pgh_context.metadata["reason"] == "认错了人"
    with pytest.raises(Conflict):
        restore_visit(by=cast.clerk, visit=made, reason="再来")


def test_not_after_the_month_is_locked(cast, made):
    void_visit(by=cast.supervisor, visit=made, reason=REASON)
    MonthLock.objects.create(county=cast.places.county, month="2017-03", closed_at=clock.now())
    with pytest.raises(ValidationError):
        restore_visit(by=cast.clerk, visit=made, reason="认错了人")
    assert Visit.objects.get(pk=made.pk).voided_at


def test_page_says_what_follows_and_does_it(as_user, cast, made):
    client = as_user(cast.supervisor)
    detail = reverse("assistance:visit", args=[made.pk])
    labels = [action["label"] for action in client.get(detail).context["page"]["actions"]]
    assert labels == ["核销走访"]
    url = reverse("assistance:visit_void", args=[made.pk])
    text = client.get(url).content.decode()
    assert "2017年3月还没有锁账" in text
    assert "不再算数" in text
    refused = client.post(url, {"reason": ""})
    assert (refused.status_code, "请写明理由" in refused.content.decode()) == (400, True)
    assert client.post(url, {"reason": REASON}).url == detail
    assert "已核销，走访人会在“待阅”里看到。" in client.get(detail).content.decode()
    labels = [action["label"] for action in as_user(cast.clerk).get(detail).context["page"]["actions"]]
    assert labels == ["恢复走访", "认定弄虚作假"]
    assert client.post(reverse("assistance:visit_false", args=[made.pk]), {"reason": REASON}).url == detail
    assert Visit.objects.get().void_kind == VoidKind.FALSE
    assert client.post(reverse("assistance:visit_restore", args=[made.pk]), {"reason": "错"}).url == detail
    assert Visit.objects.get().voided_at is None


def test_a_locked_month_keeps_its_figures_and_says_so(as_user, cast, made):
    MonthLock.objects.create(county=cast.places.county, month="2017-03", closed_at=clock.now())
    with time_machine.travel("2017-04-20 12:00+08:00", tick=False):
        page = as_user(cast.supervisor).get(reverse("assistance:visit_void", args=[made.pk]))
        assert "已经锁账：锁定的数不变" in page.content.decode()


@pytest.mark.parametrize("who", ["helper", "township", "cadre", "leader", "finance"])
def test_others_have_no_such_page(as_user, cast, made, who):
    client = as_user(getattr(cast, who))
    for act in ("void", "false", "restore"):
        assert client.post(reverse(f"assistance:visit_{act}", args=[made.pk])).status_code == 403
    assert Visit.objects.get().voided_at is None
