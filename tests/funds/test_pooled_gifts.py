"""Gifts of money that enter the county's books (LN-15, CB1-26): once, as a line of money, and counted once."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.utils import IntegrityError
from django.urls import reverse as url_of

from funds.help_totals import HelpTotals, help_totals
from funds.models import Benefit, Donation, DonationUse, FundEntry, FundLine
from funds.services.development import lines_for, pool_donation, strike_use, use_donation
from funds.services.money import allot, pay, receive, reverse
from tests.funds.development import make_donation
from tests.funds.money import make_line, make_project
from tests.households.factories import cast, make_household

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield cast()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def in_august():
    with time_machine.travel("2017-08-20 12:00+08:00", tick=False):
        yield


def day(month, number):
    return dt.date(2017, month, number)


def pooled(people, gift, **facts):
    usual = {"purpose": "助学", "owner_unit": "县扶贫办", "on": day(2, 1)}
    return pool_donation(by=people.finance, donation=gift, **usual | facts)


def test_a_gift_of_money_enters_the_books_once(people):
    """社会捐赠: what is left of the gift is a line of money in the pool, and no gift to use any more."""
    gift = make_donation(people.finance, people.places.village)
    use_donation(by=people.cadre, donation=gift, what="助学金", amount=500, receiver="某", on=day(1, 20))
    line = pooled(people, gift)
    found = FundLine.objects.with_money().get(pk=line.pk)
    assert (found.arrived, found.unallotted, found.area) == (9_500, 9_500, people.places.county)
    assert (found.level, found.kind, found.in_scope) == ("social", "donation", False)
    assert Donation.objects.get(pk=gift.pk).used == 10_000
    with pytest.raises(ValidationError, match="还剩 0.00 元"):
        use_donation(by=people.cadre, donation=gift, what="再用", amount=1, receiver="某")
    with pytest.raises(ValidationError, match="没有可以入池的钱（LN-15）"):
        pooled(people, gift)
    with pytest.raises(ValidationError, match="不能追加到账"):
        receive(by=people.finance, line=line, amount=1, on=day(2, 1), document="x")
    partner = make_donation(people.finance, people.places.county, donor_kind="partner", receipt_no="PJ-3")
    assert pooled(people, partner).level == "partner"


def test_money_that_the_ledger_brought_already_does_not_arrive_again(people):
    gift = make_donation(people.finance, people.places.village)
    facts = {"level": "social", "kind": "donation", "in_scope": False}
    same = make_line(people.finance, people.places.county, "10000", **facts)
    other = make_line(people.finance, people.places.county, "9999", **facts)
    assert list(lines_for(gift)) == [same]
    with pytest.raises(ValidationError, match="不是同类捐赠方的 10,000.00 元"):
        pooled(people, gift, line=other)
    assert pool_donation(by=people.finance, donation=gift, line=same) == same
    assert FundLine.objects.with_money().get(pk=same.pk).arrived == 10_000
    second = make_donation(people.finance, people.places.village, receipt_no="PJ-9")
    assert not lines_for(second)
    with pytest.raises(ValidationError, match="已属于另一笔捐赠"):
        pool_donation(by=people.finance, donation=second, line=same)


def test_goods_and_deeds_stay_gifts_and_a_person_has_no_name_in_the_books(people):
    goods = make_donation(people.finance, people.places.village, kind="goods", receipt_no="")
    with pytest.raises(ValidationError, match="物资和办实事仍按捐赠登记（LN-15）"):
        pooled(people, goods)
    giver = {"donor_kind": "person", "donor_unit": "", "donor_person": "向好心", "may_be_named": True}
    line = pooled(people, make_donation(people.finance, people.places.village, **giver))
    assert "向好心" not in str(line)


def test_what_a_pooled_gift_reached_is_counted_through_the_books_and_once(people):
    home = make_household(area=people.places.village)
    gift = make_donation(people.finance, people.places.village)
    use_donation(by=people.cadre, donation=gift, what="助学金", amount=500, receiver="某", household=home)
    line = pooled(people, gift)
    before = help_totals(lambda model: model.objects.all(), 2017)
    project = make_project(home.area, home)
    facts = {"on": day(2, 2), "document": "x"}
    allotment = allot(by=people.finance, line=line, project=project, amount=Decimal(9_000), **facts)
    pay(by=people.finance, allotment=allotment, amount=Decimal(800), household=home, on=day(2, 3))
    after = help_totals(lambda model: model.objects.all(), 2017)
    assert before == after == HelpTotals(Decimal(10_000), villages=1, households=1, deeds=0)
    found = Donation.objects.with_use().get(pk=gift.pk)
    assert (found.left, found.household_count, found.project_count, found.use_count) == (0, 1, 1, 2)
    other = make_household(area=people.places.village)
    Benefit.objects.create(area_id=other.area_id, project=project, household=other, what="x", amount=1)
    paid = pay(by=people.finance, allotment=allotment, amount=Decimal(800), household=other, on=day(2, 3))
    assert help_totals(lambda model: model.objects.all(), 2017).households == 2
    assert Donation.objects.with_use().get(pk=gift.pk).household_count == 2
    reverse(by=people.finance, entry=paid.entry, reason="错户")
    assert help_totals(lambda model: model.objects.all(), 2017).households == 1
    assert Donation.objects.with_use().get(pk=gift.pk).household_count == 1


def test_a_gift_and_its_line_hold_together_in_the_database(people):
    gift = make_donation(people.finance, people.places.village)
    line, facts = pooled(people, gift), {"area": people.places.village, "used_on": day(2, 1), "what": "x"}
    use = gift.uses.get()
    assert help_totals(lambda model: model.objects.all(), 2017).villages == 0  # nobody has had of it yet
    with pytest.raises(ValidationError, match="还有到账 10,000.00 元"):
        strike_use(by=people.finance, use=use, reason="误入")
    with pytest.raises(IntegrityError, match="gift_is_its_line"), transaction.atomic():
        DonationUse.objects.filter(pk=use.pk).update(struck_on=day(2, 2), struck_reason="x")
    with pytest.raises(IntegrityError, match="gift_is_its_line"), transaction.atomic():
        FundEntry.objects.create(
            area=line.area, line=line, kind="arrival", amount=1, happened_on=day(2, 1), digest="x"
        )
    other = make_donation(people.finance, people.places.village, receipt_no="PJ-8")
    bare = make_line(people.finance, people.places.county, "9999", level="social", kind="donation")
    with pytest.raises(IntegrityError, match="gift_is_its_line"), transaction.atomic():
        DonationUse.objects.create(donation=other, amount=10_000, line=bare, **facts)
    for kind in ("integrate", "arrival"):
        reverse(by=people.finance, entry=line.entries.get(kind=kind), reason="误入")
    strike_use(by=people.finance, use=use, reason="误入")
    assert Donation.objects.get(pk=gift.pk).used == 0
    assert FundLine.objects.with_money().get(pk=pooled(people, gift).pk).arrived == 10_000


def test_finance_lets_a_gift_enter_the_books_on_its_page(people, client):
    gift = make_donation(people.finance, people.places.village)
    page = url_of("funds:donation_pool", args=[gift.code])
    client.force_login(people.clerk)
    assert client.get(page).status_code == 403
    assert page not in client.get(gift.get_absolute_url()).content.decode()
    client.force_login(people.finance)
    assert page in client.get(gift.get_absolute_url()).content.decode()
    assert client.post(page, {"purpose": "助学", "owner_unit": "", "on": "2017-02-01"}).status_code == 400
    answer = client.post(page, {"purpose": "助学", "owner_unit": "县扶贫办", "on": "2017-02-01"})
    line = FundLine.objects.get(gift__donation=gift)
    assert answer.url == line.get_absolute_url()
    assert gift.code in client.get(answer.url).content.decode()
    shown = client.get(gift.get_absolute_url()).content.decode()
    assert (line.code in shown, page in shown) == (True, False)
