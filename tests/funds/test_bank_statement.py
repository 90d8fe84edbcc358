"""A bank's statement beside the payments: number and amount match by themselves, the rest is a difference to settle."""

from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from funds.models import BankRow, Payment
from funds.reconciling import differences_of
from funds.services.bank import import_statement, match_row
from funds.services.money import reverse as take_back
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.models import Act
from povertyapp.core.undo import undo_act
from tests.funds.money import TODAY, make_allotment, make_line, make_payment, make_project
from tests.households.factories import cast, make_household
from tests.list_book import write

pytestmark = pytest.mark.django_db
HEADER = ("序号", "交易日期", "凭证号", "资金编号", "借方金额", "收款单位")
PAYEE = "来凤县茶叶公司"


@pytest.fixture
def people(db):
    with time_machine.travel(clock.moment(TODAY, 10), tick=False):
        people = cast()
        people.home = make_household(area=people.places.village)
        line = make_line(people.finance, people.places.county, "100000", "100000")
        people.line = line
        people.allotment = make_allotment(
            people.finance, line, make_project(people.places.village, people.home)
        )
        yield people


def paid(people, amount, document, **facts):
    return make_payment(people.finance, people.allotment, amount, document=document, **facts)


def taken(people, path, **options):
    return import_statement(by=people.finance, source=str(path), county=people.places.county, **options)


def line(number, amount, day="2017-03-10", payee=PAYEE):
    return (1, day, number, "", amount, payee)


def told(people):
    found = differences_of(lambda model: model.objects.visible_to(people.finance), 2017)
    return [(one.subject, one.first, one.second) for one in found if one.kind == "bank"]


def test_number_and_amount_match_and_the_rest_is_told(people, tmp_path):
    paid(people, "1000", "支付令 1")
    paid(people, "2000.55", "支付令 2", household=people.home)
    paid(people, "300", "支付令 3")
    twice = [paid(people, "40", "支付令 4") for _each in range(2)]
    assert told(people) == []  # of a month without a statement nothing is missed
    path = write(
        tmp_path / "对账单.xlsx", HEADER, line("支付令 1", 1000),
        line("支付令 2", "2,000.55", payee=people.home.head_name), line("支付令 8", 300), line("支付令 4", 40),
        line("支付令 9", "0.5万元", payee=""), ("合计", "", "", "", 8340.55, ""),
    )  # fmt: skip
    result = taken(people, path)
    assert (result.findings, result.counts["rows_created"]) == ([], 5)
    assert taken(people, path).counts["rows_unchanged"] == 5
    assert sorted(told(people), key=str) == sorted(
        [
            (f"支付令 8 {PAYEE}", Decimal("300"), None),
            ("支付令 9", Decimal("5000"), None),
            (f"支付令 3 {PAYEE}", None, Decimal("300")),
            (f"支付令 4 {PAYEE}", None, Decimal("40")),  # paid twice, and once by the bank
        ],
        key=str,
    )
    take_back(by=people.finance, entry=twice[1].entry, reason="重复登记")
    assert len(told(people)) == 3


def test_a_finance_officer_says_which_payment_a_line_is(people, tmp_path, client):
    payment, other = paid(people, "300", "支付令 3"), paid(people, "301", "支付令 5")
    taken(people, write(tmp_path / "对账单.xlsx", HEADER, line("支付令 8", 300), line("支付令 5", 301)))
    row = BankRow.objects.get(document_no="支付令 8")
    client.force_login(people.finance)
    url = row.get_absolute_url()
    page = client.get(url).content.decode()
    assert "支付令 3" in page
    assert "支付令 5" not in page
    assert client.post(url, {"payment": other.pk}).status_code == 400
    with pytest.raises(ValidationError, match=r"300\.00 元.*301\.00 元"):
        match_row(by=people.finance, row=row, payment=other)
    assert client.post(url, {"payment": payment.pk}).url == f"{reverse('funds:checks')}?year=2017&kind=bank"
    row.refresh_from_db()
    assert (row.payment, row.matched_by) == (payment, people.finance)
    assert told(people) == []
    assert "不用再对" in client.get(url).content.decode()
    with pytest.raises(Conflict):
        match_row(by=people.finance, row=row, payment=payment)
    undo_act(by=people.finance, act=Act.objects.get(summary="已对上银行对账单一笔"))
    assert len(told(people)) == 2
    match_row(by=people.finance, row=row, payment=payment)
    take_back(by=people.finance, entry=payment.entry, reason="没有付成")
    assert told(people) == [(f"支付令 8 {PAYEE}", Decimal("300"), None)]  # the bank says it all the same
    with pytest.raises(ValidationError, match="已经冲销"):
        match_row(by=people.finance, row=row, payment=payment)
    paid(people, "300", "支付令 8")  # entered anew with the bank's own number: the line's counterpart
    assert told(people) == []


def test_a_payment_is_one_line_of_its_own_county(people, tmp_path):
    payment = paid(people, "300", "支付令 3")
    taken(people, write(tmp_path / "对账单.xlsx", HEADER, line("支付令 8", 300), line("支付令 9", 300)))
    first, second = BankRow.objects.order_by("document_no")
    match_row(by=people.finance, row=first, payment=payment)
    with pytest.raises(Conflict):
        match_row(by=people.finance, row=second, payment=payment)
    elsewhere = BankRow.objects.create(
        area=people.places.outsider_county, happened_on=first.happened_on, document_no="支付令 3", amount=40
    )
    with pytest.raises(ValidationError):
        match_row(by=people.finance, row=elsewhere, payment=paid(people, "40", "支付令 4"))


def test_the_page_lists_them_for_whoever_acts_and_shows_nothing_to_outsiders(people, tmp_path, client):
    taken(people, write(tmp_path / "对账单.xlsx", HEADER, line("支付令 8", 300)))
    url = BankRow.objects.get().get_absolute_url()
    client.force_login(people.finance)
    page = client.get(reverse("funds:checks"), {"kind": "bank", "year": 2017}).content.decode()
    assert "对账单上有、系统里没有" in page
    assert f'href="{url}"' in page
    assert "没有金额相同" in client.get(url).content.decode()
    assert f"支付令 8 {PAYEE}" in client.get(reverse("core:todo")).content.decode()
    client.force_login(people.leader)
    assert client.post(url, {"payment": 1}).status_code == 403
    client.force_login(people.outsider)
    assert client.get(url).status_code in (403, 404)


def test_a_dirty_statement_tells_all_at_once_and_writes_nothing(people, tmp_path):
    path = write(
        tmp_path / "脏.xlsx", HEADER,
        line("支付令 1", 100),
        line("支付令 1", 100),
        line("支付令 2", "约三百"),
        line("支付令 3", 0),
        line("支付令 4", 5, day="2017-02-30"),
        line("支付令 5", 5, day="2999-01-01"),
        line("支付令 6", "", day=""),
        line("支" * 101, 6),
    )  # fmt: skip
    result = taken(people, path)
    assert {(one.code, one.row, one.column) for one in result.findings} == {
        ("LIST_DUPLICATE", 4, "凭证号"), ("AMOUNT_INVALID", 5, "借方金额"), ("AMOUNT_INVALID", 6, "借方金额"),
        ("DATE_INVALID", 7, "交易日期"), ("LIST_DATE_FUTURE", 8, "交易日期"), ("LIST_FIELD_MISSING", 9, "交易日期"),
        ("LIST_FIELD_MISSING", 9, "借方金额"), ("LIST_TOO_LONG", 10, "凭证号"),
    }  # fmt: skip
    assert result.refused
    assert not BankRow.objects.exists()
    assert Payment.objects.count() == 0
    assert taken(people, path, only_clean=True).counts["rows_created"] == 1
