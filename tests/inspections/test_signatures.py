"""Two people sign a month before it is closed (reliability-security G5), and the calendar waits for them."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from inspections.models import AccountMonth, AccountSeal, Objection
from inspections.services import calendar
from inspections.services.account import compute_account, sign_account
from inspections.tasks import close_account_task, keep_calendar
from povertyapp.core import clock as house_clock
from povertyapp.core.errors import Conflict
from povertyapp.core.roles import Role
from tests.commands import run
from tests.households.factories import make_user
from tests.inspections.account_month import MARCH, march  # noqa: F401

pytestmark = pytest.mark.django_db
WINDOW, CLOSING = "2017-04-07 09:00+08:00", "2017-04-08 09:00+08:00"


@pytest.fixture
def draft(march):  # noqa: F811
    with time_machine.travel(CLOSING, tick=False) as clock:
        march.account = compute_account(march.places.county, MARCH)
        march.clock = clock
        yield march


def sign(made, who, **changes):
    facts = {"by": who, "county": made.places.county, "period": MARCH, "note": "县领导小组月会"}
    return sign_account(**facts | changes)


def ruled(made, by, **changes):
    """An objection of the month that somebody answered."""
    answer = {"status": "upheld", "ruled_by": by, "ruled_at": timezone.now(), "ruling": "维持"}
    return Objection.objects.create(
        no="SS-422827-201703-900",
        account=made.account,
        month=str(MARCH),
        area=made.places.township,
        level="township",
        code=made.places.township.pk,
        name="翔凤镇",
        reason="不对",
        filed_by=made.cast.township,
        filed_at=timezone.now(),
        due_on=house_clock.today(),
        **answer | changes,
    )


def test_the_second_signature_closes_the_month(draft):
    assert not sign(draft, draft.cast.leader).is_closed
    account = sign(draft, draft.cast.clerk)
    assert account.is_closed
    assert account.closed_by == draft.cast.clerk
    seals = AccountSeal.objects.filter(account=account)
    assert set(seals.values_list("role", "signed_by__username", "digest")) == {
        ("leader", "leader", account.digest),
        ("office", "clerk", account.digest),
    }


def test_one_person_does_not_sign_twice_though_he_has_both_roles(draft):
    both = make_user("both", Role.OFFICE, draft.places.county)
    both.grants.create(role=Role.LEADER, area=draft.places.county, from_date=MARCH.start)
    sign(draft, both)
    with pytest.raises(ValidationError, match="另一个人"):
        sign(draft, both)
    seal = AccountSeal.objects.get()
    facts = {"account": seal.account, "area": seal.area, "digest": seal.digest, "signed_at": seal.signed_at}
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountSeal.objects.create(**facts, role="leader", signed_by=both, note="再签")
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountSeal.objects.create(**facts, role="office", signed_by=draft.cast.clerk, note="同一身份")
    with pytest.raises(InternalError), transaction.atomic():
        AccountSeal.objects.update(note="改")


@pytest.mark.parametrize("who", ["township", "supervisor", "outsider", "admin"])
def test_other_roles_do_not_sign(draft, who):
    with pytest.raises(ValidationError, match="不能签"):
        sign(draft, getattr(draft.cast, who))


def test_whoever_ruled_on_an_objection_of_the_month_does_not_sign_it(draft):
    ruled(draft, draft.cast.clerk)
    with pytest.raises(ValidationError, match="复核过"):
        sign(draft, draft.cast.clerk)
    facts = {"account": draft.account, "area": draft.places.county, "digest": draft.account.digest}
    with pytest.raises(IntegrityError, match="does not sign"), transaction.atomic():
        AccountSeal.objects.create(
            **facts, role="office", signed_by=draft.cast.clerk, signed_at=timezone.now(), note="硬签"
        )


def test_whoever_signed_does_not_rule_afterwards(draft):
    sign(draft, draft.cast.clerk)
    with pytest.raises(IntegrityError, match="does not rule"), transaction.atomic():
        ruled(draft, draft.cast.clerk)


def test_nobody_signs_while_objections_may_come_or_wait(draft):
    draft.clock.move_to(WINDOW)
    with pytest.raises(ValidationError, match="2017-04-07"):
        sign(draft, draft.cast.leader)
    draft.clock.move_to(CLOSING)
    objection = ruled(draft, None, status="filed", ruled_at=None, ruling="")
    with pytest.raises(ValidationError, match=objection.no):
        sign(draft, draft.cast.leader)


def test_other_figures_need_both_signatures_anew(draft):
    sign(draft, draft.cast.leader)
    draft.missed.assignments.update(to_date=MARCH.start)
    compute_account(draft.places.county, MARCH)
    assert not sign(draft, draft.cast.clerk).is_closed
    assert sign(draft, draft.cast.leader).is_closed


def test_a_draft_that_no_longer_holds_is_not_signed_at_all(draft):
    draft.missed.assignments.update(to_date=MARCH.start)
    with pytest.raises(Conflict, match="重新计算2017年3月"):
        sign(draft, draft.cast.clerk)
    assert not AccountSeal.objects.exists()


def test_the_page_says_whose_turn_it_is_and_offers_no_second_signature(draft, client):
    address = f"/hard-account/{MARCH}/close/"
    for who, said in (
        (draft.cast.clerk, "已签字。另一个人也签了，2017年3月就锁定。"),
        (draft.cast.leader, "2017年3月已锁定"),
    ):
        client.force_login(who)
        assert "签字锁定" in client.get(address).content.decode()
        shown = client.post(f"{address}lock/", {"reason": "县领导小组月会"}, follow=True).content.decode()
        assert said in shown
        assert "签字锁定" not in shown


def test_the_calendar_waits_for_the_signatures_and_closes_once(draft, monkeypatch):
    county = draft.places.county
    draft.clock.move_to("2017-04-11 09:00+08:00")  # the beat was down for days
    assert (calendar.CLOSE, county, MARCH) not in calendar.due()
    for role, who in (("leader", draft.cast.leader), ("office", draft.cast.clerk)):
        AccountSeal.objects.create(
            account=draft.account, area=county, digest=draft.account.digest, role=role, signed_by=who,
            signed_at=timezone.now(), note="月会",
        )  # fmt: skip
    asked = []
    monkeypatch.setattr(close_account_task, "delay", lambda *args: asked.append(args))
    keep_calendar()
    keep_calendar()
    assert asked == [(county.code, str(MARCH))] * 2
    for args in asked:
        close_account_task(*args)
    assert AccountMonth.objects.filter(month=str(MARCH), state="closed").count() == 1
    assert (calendar.CLOSE, county, MARCH) not in calendar.due()


def test_the_command_closes_by_the_system_and_says_so(draft):
    code, facts, _said = run("close_hard_account", str(MARCH), "--area", draft.places.county.code)
    assert code == 0
    assert (facts["closed_by"], facts["signatures"]) == ("system", 0)
    assert AccountMonth.objects.get(month=str(MARCH)).closed_by is None
