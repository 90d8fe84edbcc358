"""Money moves by entries that are never changed, and never more of it than there is: services and raw SQL."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import Sum
from django.db.utils import InternalError

from funds.models import Allotment, Balance, FundEntry, FundLine, Payment, Posting
from funds.services.money import (
    OverBalance,
    adopt_plan,
    allot,
    edit_line,
    integrate,
    open_line,
    pay,
    receive,
    reverse,
)
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.owner import as_owner
from tests.funds.money import ARRIVED, TODAY, make_allotment, make_line, make_payment, make_project
from tests.households.factories import cast, make_household

pytestmark = pytest.mark.django_db
YUAN = Decimal


@pytest.fixture(autouse=True)
def march():
    with time_machine.travel(clock.moment(TODAY, 10), tick=False):
        yield


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A line with 60,000 of 100,000 integrated, a project of 老茶村 that benefits a household, 50,000 allotted."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        time_machine.travel(clock.moment(TODAY, 9), tick=False),
    ):
        people = cast()
        people.home = make_household(area=people.places.village)
        people.line = make_line(people.finance, people.places.county, integrated="60000")
        people.project = make_project(people.places.village, people.home)
        people.allotment = make_allotment(people.finance, people.line, people.project)
        yield people
        transaction.set_rollback(True)


def money(line):
    found = FundLine.objects.with_money().get(pk=line.pk)
    return {
        name: getattr(found, name)
        for name in ("arrived", "held", "integrated", "unallotted", "allotted", "unpaid", "paid", "balance")
    }


def check_at_once():
    """Let the checks of the end of a transaction be made now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def run(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_each_step_of_the_way_is_seen_on_the_line(world):
    make_payment(world.finance, world.allotment, "20000", household=world.home)
    check_at_once()
    assert money(world.line) == {
        "arrived": YUAN(100000), "held": YUAN(40000), "integrated": YUAN(60000), "unallotted": YUAN(10000),
        "allotted": YUAN(50000), "unpaid": YUAN(30000), "paid": YUAN(20000), "balance": YUAN(40000),
    }  # fmt: skip
    assert (
        Posting.objects.aggregate(n=Sum("amount"))["n"]
        == Balance.objects.aggregate(n=Sum("amount"))["n"]
        == 0
    )


def test_money_as_of_a_day_is_that_of_the_postings(world):
    receive(by=world.finance, line=world.line, amount=YUAN(5), on=TODAY, document="追加")
    rows = FundLine.objects.filter(pk=world.line.pk)
    assert rows.with_money().get().arrived == rows.with_money(TODAY).get().arrived == YUAN(100005)
    assert rows.with_money(TODAY - dt.timedelta(days=1)).get().arrived == YUAN(100000)
    assert rows.with_money(TODAY, clock.moment(ARRIVED)).get().arrived == 0


OVER = {
    "integrate": (lambda w, n: integrate(by=w.finance, line=w.line, amount=n, on=TODAY, document="x"), "40000.00"),
    "allot": (
        lambda w, n: allot(by=w.finance, line=w.line, project=w.project, amount=n, on=TODAY, document="x"), "10000.00",
    ),
    "pay": (lambda w, n: pay(by=w.finance, allotment=w.allotment, amount=n, on=TODAY, payee="x"), "50000.00"),
}  # fmt: skip


@pytest.mark.parametrize("act", OVER)
def test_no_more_than_there_is_and_both_figures_are_said(world, act):
    do, available = OVER[act]
    with pytest.raises(OverBalance) as refused:
        do(world, YUAN(available) + YUAN("0.01"))
    assert refused.value.facts["available"] == available
    assert refused.value.facts["asked"] in refused.value.message.replace(",", "")
    do(world, YUAN(available))
    check_at_once()


@pytest.mark.parametrize("amount", ["0", "-1", "1.005", "NaN", "Infinity", "十元", "1e20", None])
def test_what_is_no_amount_is_refused(world, amount):
    with pytest.raises(ValidationError) as refused:
        pay(by=world.finance, allotment=world.allotment, amount=amount, on=TODAY, payee="x")
    assert "amount" in refused.value.message_dict


def test_a_float_is_a_mistake_of_the_program(world):
    with pytest.raises(TypeError):
        pay(by=world.finance, allotment=world.allotment, amount=1.5, on=TODAY, payee="x")


def test_days_follow_each_other(world):
    early, late = ARRIVED - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
    for day in (early, late):
        for do in (
            lambda on: integrate(by=world.finance, line=world.line, amount=1, on=on, document="x"),
            lambda on: allot(
                by=world.finance, line=world.line, project=world.project, amount=1, on=on, document="x"
            ),
            lambda on: pay(by=world.finance, allotment=world.allotment, amount=1, on=on, payee="x"),
        ):
            with pytest.raises(ValidationError) as refused:
                do(day)
            assert "on" in refused.value.message_dict


def test_public_money_out_of_scope_is_not_integrated_and_a_gift_is_used(world):
    closed = make_line(world.finance, world.places.county, in_scope=False)
    with pytest.raises(ValidationError, match="不该整合的不整合"):
        integrate(by=world.finance, line=closed, amount=1, on=TODAY, document="x")
    gift = make_line(world.finance, world.places.county, in_scope=False, level="social", kind="donation")
    integrate(by=world.finance, line=gift, amount=1, on=TODAY, document="x")


def test_a_project_outside_the_library_gets_nothing(world):
    outside = make_project(world.places.village, stage="applied", in_library_on=None)
    with pytest.raises(ValidationError, match="库外项目"):
        allot(by=world.finance, line=world.line, project=outside, amount=1, on=TODAY, document="x")


def test_a_project_gets_no_more_than_its_budget(world):
    small = make_project(world.places.village, budget=YUAN(3000))
    allot(by=world.finance, line=world.line, project=small, amount=2000, on=TODAY, document="x")
    with pytest.raises(ValidationError, match="最多可下达 1,000.00 元"):
        allot(by=world.finance, line=world.line, project=small, amount=1001, on=TODAY, document="x")


def test_only_a_household_of_the_project_is_paid(world):
    other = make_household(area=world.places.village)
    with pytest.raises(ValidationError) as refused:
        pay(by=world.finance, allotment=world.allotment, amount=1, on=TODAY, household=other)
    assert "household" in refused.value.message_dict
    with pytest.raises(ValidationError, match="只填一个"):
        pay(by=world.finance, allotment=world.allotment, amount=1, on=TODAY, household=world.home, payee="x")


def test_the_same_key_moves_money_once(world):
    paid = [make_payment(world.finance, world.allotment, key="一") for _each in range(3)]
    assert {one.pk for one in paid} == {paid[0].pk}
    assert money(world.line)["paid"] == 1000
    with pytest.raises(Conflict, match="内容不同"):
        make_payment(world.finance, world.allotment, "999.00", key="一")
    lines = [make_line(world.finance, world.places.county, name="同一笔", key="二") for _each in range(2)]
    assert lines[0] == lines[1]


def test_an_entry_is_taken_back_once_by_another(world):
    paid = make_payment(world.finance, world.allotment, "20000")
    back = reverse(by=world.clerk, entry=paid.entry, reason="户名写错")
    check_at_once()
    assert money(world.line)["paid"] == 0
    assert back.reason == "户名写错"
    assert not Payment.objects.standing().exists()
    with pytest.raises(Conflict, match="已由"):
        reverse(by=world.clerk, entry=paid.entry, reason="再来")
    with pytest.raises(ValidationError, match="不能再冲销"):
        reverse(by=world.clerk, entry=back, reason="再来")


def test_what_moved_on_is_not_taken_back_before_what_came_later(world):
    paid = make_payment(world.finance, world.allotment, "20000")
    with pytest.raises(OverBalance, match=r"30,000\.00"):
        reverse(by=world.finance, entry=world.allotment.entry, reason="项目取消")
    reverse(by=world.finance, entry=paid.entry, reason="项目取消")
    reverse(by=world.finance, entry=world.allotment.entry, reason="项目取消")
    check_at_once()
    assert money(world.line)["unallotted"] == 60000
    assert not Allotment.objects.standing().filter(pk=world.allotment.pk).exists()
    with pytest.raises(ValidationError, match="理由"):
        reverse(by=world.finance, entry=world.line.entries.first(), reason=" ")


def test_integrated_money_keeps_its_channel_and_its_use(world):
    with pytest.raises(ValidationError) as refused:
        edit_line(by=world.finance, line=world.line, purpose="修路", owner_unit="县交通局", note="改")
    assert set(refused.value.message_dict) == {"purpose", "owner_unit"}
    with pytest.raises(IntegrityError, match="channel_stays"), transaction.atomic():
        FundLine.objects.filter(pk=world.line.pk).update(purpose="修路")
    assert edit_line(by=world.finance, line=world.line, note="改").note == "改"


def test_the_plan_says_which_of_its_five_parts_it_lacks(world):
    facts = {"document_no": "来政〔2017〕1 号", "adopted_on": ARRIVED, "body": "县领导小组"}
    plan = adopt_plan(by=world.finance, county=world.places.county, year=2017, **facts)
    assert plan.lacking == ["整合方案", "整合平台", "整合范围", "整合数量"]
    more = {"scheme": "多个渠道引水", "platform": "项目库", "scope": "二十项", "amount": YUAN(60000)}
    assert (
        adopt_plan(by=world.finance, county=world.places.county, year=2017, plan=plan, **facts | more).lacking
        == []
    )


def test_a_second_line_of_the_same_document_is_refused(world):
    make_line(world.finance, world.places.county, name="重复")
    with pytest.raises(ValidationError, match="追加到账"):
        make_line(world.finance, world.places.county, name="重复")


# --- raw SQL as the application's role


def refused_by_the_database(name, act):
    """Do something and ask for the checks of the end of a transaction; the constraint of that name refuses it."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        _do_and_check(act)


def _do_and_check(act):
    act()
    check_at_once()


def _entry(line, kind="allot", amount="10000.01"):
    return FundEntry.objects.create(
        area_id=line.area_id, line=line, kind=kind, amount=YUAN(amount), happened_on=TODAY, digest="x"
    )


def _legs(entry, *legs):
    for state, amount, allotment in legs:
        run(
            "INSERT INTO funds_posting (area_id, entry_id, line_id, state, allotment_id, amount)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            entry.area_id, entry.pk, entry.line_id, state, allotment and allotment.pk, YUAN(amount),
        )  # fmt: skip


def _raw_allotment(world, amount):
    entry = _entry(world.line, "allot", amount)
    return entry, Allotment.objects.create(
        area_id=world.project.area_id, line=world.line, project=world.project, amount=YUAN(amount), allotted_on=TODAY,
        document_no="x", entry=entry,
    )  # fmt: skip


def _allot_raw(world, amount):
    entry, allotment = _raw_allotment(world, amount)
    _legs(entry, ("pool", f"-{amount}", None), ("allotted", amount, allotment))


def test_raw_sql_allots_no_more_than_is_integrated(world):
    refused_by_the_database("nothing_taken_that_is_not_there", lambda: _allot_raw(world, "10000.01"))
    _allot_raw(world, "10000.00")
    check_at_once()
    assert money(world.line)["unallotted"] == 0


def test_who_moved_money_past_the_services_makes_the_next_one_wait_and_not_fail(world, monkeypatch):
    monkeypatch.setattr("funds.services.money.moving.take_from", lambda *asked: None)
    with pytest.raises(Conflict, match="余额不够"):
        make_payment(world.finance, world.allotment, "50000.01")


def test_raw_sql_pays_no_more_than_is_allotted(world):
    legs = ("allotted", "-50000.01", world.allotment), ("paid", "50000.01", world.allotment)
    refused_by_the_database(
        "nothing_taken_that_is_not_there", lambda: _legs(_entry(world.line, "pay", "50000.01"), *legs)
    )


BROKEN = {
    "legs that do not sum to zero": lambda w: _legs(_entry(w.line, "integrate", "5"), ("pool", "5", None)),
    "no legs": lambda w: _entry(w.line, "integrate", "5"),
    "legs of another kind": lambda w: _legs(
        _entry(w.line, "arrival", "5"), ("held", "-5", None), ("pool", "5", None)
    ),
    "another amount": lambda w: _legs(
        _entry(w.line, "integrate", "5"), ("held", "-6", None), ("pool", "6", None)
    ),
    "legs of another line": lambda w: _legs_of_other(w),
    "an allotment without its paper": lambda w: _legs(
        _entry(w.line, "allot", "5"), ("pool", "-5", None), ("allotted", "5", w.allotment)
    ),
    "a payment without its paper": lambda w: _legs(
        _entry(w.line, "pay", "5"), ("allotted", "-5", w.allotment), ("paid", "5", w.allotment)
    ),
    "more legs for an entry of before": lambda w: _legs(
        w.allotment.entry, ("pool", "-5", None), ("allotted", "5", w.allotment)
    ),
}  # fmt: skip


def _legs_of_other(world):
    other = make_line(world.finance, world.places.county)
    entry = _entry(world.line, "integrate", "5")
    entry_of_other = FundEntry(pk=entry.pk, area_id=entry.area_id, line=other)
    _legs(entry_of_other, ("held", "-5", None), ("pool", "5", None))


@pytest.mark.parametrize("how", BROKEN)
def test_an_entry_that_is_not_whole_does_not_come_to_stand(world, how):
    refused_by_the_database("entry_is_whole", lambda: BROKEN[how](world))


def test_a_reversal_is_the_same_with_the_other_sign(world):
    was = world.allotment.entry

    def back():
        return FundEntry.objects.create(
            area_id=was.area_id, line=world.line, kind="reversal", amount=was.amount, happened_on=TODAY, digest="x",
            reverses=was, reason="x",
        )  # fmt: skip

    half = ("pool", "40000", None), ("allotted", "-40000", world.allotment)
    refused_by_the_database("entry_is_whole", lambda: _legs(back(), *half))
    _legs(back(), ("pool", "50000", None), ("allotted", "-50000", world.allotment))
    check_at_once()


def test_a_household_without_a_benefit_is_not_paid_by_raw_sql(world):
    other = make_household(area=world.places.village)
    with pytest.raises(IntegrityError, match="payee_benefits"), transaction.atomic():
        Payment.objects.create(
            area_id=world.project.area_id, allotment=world.allotment, amount=5, paid_on=TODAY, household=other,
            entry=_entry(world.line, "pay", "5"),
        )  # fmt: skip


KEPT = ("funds_posting", "funds_fundentry", "funds_allotment", "funds_payment")


@pytest.mark.parametrize("table", [*KEPT, "funds_balance"])
@pytest.mark.parametrize(
    "sql", ["UPDATE {} SET amount = amount + 1", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_the_application_changes_and_deletes_nothing(world, table, sql):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        run(sql.format(table))


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize("sql", ["UPDATE {} SET amount = amount + 1", "DELETE FROM {}"])
def test_not_even_the_owner_does_in_passing(world, table, sql):
    make_payment(world.finance, world.allotment)
    with as_owner(), pytest.raises(InternalError), transaction.atomic():
        run(sql.format(table))


def test_the_application_writes_no_balance(world):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        run(
            "INSERT INTO funds_balance (line_id, state, slot, amount) VALUES (%s, 'pool', 99, 5)",
            world.line.pk,
        )


def test_no_column_of_money_is_a_float():
    """By the database's own catalogue: all amounts of the app are NUMERIC(18,2), and nothing is a float."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name || '.' || column_name, data_type, numeric_precision, numeric_scale"
            " FROM information_schema.columns WHERE table_schema = 'public' AND table_name LIKE 'funds\\_%%'"
        )
        rows = cursor.fetchall()
    assert not [name for name, kind, *_more in rows if kind in ("real", "double precision", "money")]
    amounts = {name: more for name, kind, *more in rows if name.endswith((".amount", ".planned", ".budget"))}
    assert len(amounts) > 6
    assert {name: more for name, more in amounts.items() if more != [18, 2]} == {}


def test_opening_says_all_that_is_wrong_at_once(world):
    with pytest.raises(ValidationError) as refused:
        open_line(
            by=world.finance, county=world.places.county, amount=YUAN(5), year=17, name="", level="x", origin="y",
            in_scope=True, kind="z", purpose="", owner_unit="", arrived_on=TODAY + dt.timedelta(days=1),
        )  # fmt: skip
    assert {"name", "level", "origin", "kind", "purpose", "owner_unit", "arrived_on"} <= set(
        refused.value.message_dict
    )
