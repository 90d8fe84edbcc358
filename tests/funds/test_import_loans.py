"""`import_loans`: the bank's monthly list; every fault told, the same file twice writes nothing."""

import datetime as dt
from decimal import Decimal

import pytest

from funds.models import LoanPayment, LoanStep, Microloan
from povertyapp.core.imports import IMPORTS, ImportRequest
from povertyapp.core.workbooks import read_workbook
from tests.commands import run
from tests.funds.lending import BANK, BEGIN, apply, lenders, make_home
from tests.list_book import write

pytestmark = pytest.mark.django_db
HEADER = (
    "序号", "户编号", "户主姓名", "借据号", "放款银行", "贷款用途", "贷款金额(元)", "利率(%)", "发放日期",
    "到期日", "贷款余额", "欠息", "还款日期",
)  # fmt: skip
MAY, JUNE = ("--as-of", "2018-05-31"), ("--as-of", "2018-06-30")


@pytest.fixture
def people(db):
    return lenders()


def line(home, contract="JD-1", amount=30000, balance=30000, **other):
    return (
        1, other.get("number", home.household_no), other.get("head", home.head_name), contract,
        other.get("bank", BANK), other.get("purpose", "种植"), amount, other.get("rate", 4.35),
        other.get("paid_out", "2018-03-01"), other.get("due", "2019-03-01"), balance, other.get("owed"),
        other.get("paid_on"),
    )  # fmt: skip


def test_loans_are_recorded_and_what_was_paid_back_follows(people, tmp_path):
    home, other = make_home(people), make_home(people)
    first = write(tmp_path / "五月.xlsx", HEADER, line(home), line(other, "JD-2", 20000, 12000, owed=30.5))
    code, counts, said = run("import_loans", first, *MAY)
    assert (code, said, counts["loans_created"], counts["payments_created"]) == (0, "", 2, 0)
    loan = Microloan.objects.get(contract_no="JD-1")
    assert (loan.status, loan.balance, loan.rate, loan.term_months) == (
        "disbursed",
        30000,
        Decimal("0.0435"),
        12,
    )
    part = Microloan.objects.get(contract_no="JD-2")
    assert (part.balance, part.paid_before, part.interest_owed) == (12000, 8000, Decimal("30.5"))
    assert run("import_loans", first, *MAY)[1]["loans_unchanged"] == 2
    second = write(
        tmp_path / "六月.xlsx",
        HEADER,
        line(home, balance=0, paid_on="2018-06-10"),
        line(other, "JD-2", 20000, 12000, owed=0),
    )
    counts = run("import_loans", second, *JUNE)[1]
    assert (counts["loans_updated"], counts["payments_created"], counts["loans_repaid"]) == (2, 1, 1)
    loan.refresh_from_db()
    assert (loan.status, loan.balance, loan.ended_on) == ("repaid", 0, dt.date(2018, 6, 30))
    assert LoanPayment.objects.get().paid_on == dt.date(2018, 6, 10)
    assert LoanStep.objects.get().act == "paper"
    assert run("import_loans", second, *JUNE)[1]["loans_updated"] == 0


def test_every_fault_of_a_dirty_list_is_told_and_nothing_is_half_written(people, tmp_path):
    home, other, asking = make_home(people), make_home(people), make_home(people)
    apply(people, asking, on=BEGIN)
    known = make_home(people)
    run("import_loans", write(tmp_path / "a.xlsx", HEADER, line(known, "JD-9", 20000, 15000)), *MAY)
    path = write(
        tmp_path / "脏.xlsx",
        HEADER,
        line(home, number="999999999999"),
        line(home, "JD-2", head="别人"),
        line(home, ""),
        line(home, "JD-3", amount="三万"),
        line(home, "JD-4", balance=30001),
        line(home, "JD-5", due="2018-02-01"),
        line(home, "JD-6", due="2021-03-02"),
        line(home, "JD-7", paid_out="2019-01-01", due="2020-01-01"),
        line(home, "JD-8", purpose="盖房"),
        line(asking, "JD-10"),
        line(known, "JD-9", 25000, 15000),
        line(known, "JD-9", 20000, 16000),
        line(other, "JD-11", 50000, 50000),
        line(other, "JD-12", 10000, 0.01),
        line(other, "JD-13", 10000, 0, rate=9),
    )
    code, counts, said = run("import_loans", path, *MAY)
    assert (code, counts["written"]) == (1, False)
    assert Microloan.objects.filter(recorded_from__gt="").count() == 1
    assert counts["findings_by_code"] == {
        "LIST_HOUSEHOLD_UNKNOWN": 1,
        "LIST_HOUSEHOLD_OTHER": 1,
        "LIST_FIELD_MISSING": 1,
        "NUMBER_INVALID": 1,
        "LOAN_BALANCE_WRONG": 1,
        "LIST_DATE_ORDER": 1,
        "LOAN_TERM_TOO_LONG": 1,
        "LIST_DATE_FUTURE": 1,
        "DICT_UNKNOWN": 1,
        "LOAN_IN_HAND": 1,
        "LOAN_DIFFERS": 1,
        "LIST_DUPLICATE": 1,
        "LOAN_OVER_LIMIT": 1,
        "LOAN_RATE_TOO_HIGH": 1,
    }
    code, counts, said = run("import_loans", path, *MAY, "--only-clean")
    assert (code, counts["loans_created"]) == (0, 2)
    assert Microloan.objects.get(contract_no="JD-13").status == "repaid"


def test_a_balance_that_grows_and_another_due_date_are_told(people, tmp_path):
    home = make_home(people)
    run("import_loans", write(tmp_path / "a.xlsx", HEADER, line(home, balance=15000)), *MAY)
    path = write(tmp_path / "b.xlsx", HEADER, line(home, balance=15001, due="2019-06-01"))
    counts = run("import_loans", path, *JUNE)[1]
    assert counts["findings_by_code"] == {"LOAN_BALANCE_WRONG": 1, "LOAN_DUE_DIFFERS": 1}


class Silent:
    def phase(self, *_facts):
        return self

    def advance(self, *_facts):
        pass


def test_the_wizard_takes_the_list_in(people, tmp_path):
    kind = IMPORTS["loans"]
    path = write(tmp_path / "五月.xlsx", HEADER, line(make_home(people)))
    request = ImportRequest(people.bank, read_workbook(str(path)), people.places.county, Silent())
    outcome = kind.run(request)
    assert [(tally.created, tally.unchanged) for tally in outcome.tallies] == [(1, 0), (0, 0)]
    assert people.bank.has_perm(kind.verb)
    assert not people.cadre.has_perm(kind.verb)
