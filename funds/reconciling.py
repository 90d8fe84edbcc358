"""What does not agree in the books of a year: each difference with both figures and who has to act.

A paper ledger against the books, line by line and project by project; money against approved amounts; payments
against claims and against the statement of the bank. Only rows that differ are read, all kinds in one statement.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.db.models import CharField, DecimalField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from funds.choices.projects import IN_LIBRARY, ClaimState, Stage
from funds.models import Balance, BankRow, Claim, FundLine, Payment, Project, ProjectStatement
from funds.querysets.bank import not_at_bank
from funds.querysets.money import SPENT
from povertyapp.core.scoping import AnyUser, values_of
from povertyapp.core.text import Text
from povertyapp.core.written import Written

MONEY: DecimalField = DecimalField(max_digits=20, decimal_places=2)
NONE = Value(Decimal("0.00"), output_field=MONEY)
# Building and what follows: the money of these is there, whole.
AT_WORK = (
    Stage.IN_PROGRESS,
    Stage.COMPLETED,
    Stage.ACCEPTED,
    Stage.COMPLETION_PUBLICITY,
    Stage.REIMBURSED,
    Stage.CLOSED,
)
FINANCE, OFFICE = "funds.change_fundline", "funds.change_project"
WHO: dict[str, Text] = {FINANCE: _("财务人员"), OFFICE: _("县扶贫办")}
KINDS: dict[str, Text] = {
    "line": _("资金与纸质台账"),
    "project": _("项目资金与纸质台账"),
    "outside": _("库外或来源不明的项目"),
    "budget": _("下达与项目批复"),
    "claim": _("支付与报账"),
    "bank": _("支付与银行对账单"),
}


@dataclass(frozen=True)
class Check:
    """Two figures that are compared: of which kind, what they say, whose they are, who puts them right."""

    kind: str
    what: Text
    one: Text = _("纸质台账")
    other: Text = _("系统账")
    verb: str = FINANCE


# In the order of the page.
CHECKS = {
    "arrived": Check("line", _("到账金额")),
    "integrated": Check("line", _("整合金额")),
    "allotted": Check("line", _("下达到项目")),
    "paid": Check("line", _("支付金额")),
    "given": Check("project", _("安排金额")),
    "settled": Check("project", _("报账支付")),
    "outside": Check("outside", _("库外项目安排了资金"), verb=OFFICE),
    "unknown": Check("outside", _("资金来源在台账里找不到")),
    "budget": Check("budget", _("开工项目的资金"), _("批复（概算）"), _("已下达")),
    "claim": Check("claim", _("已付清的报账单"), _("报账单"), _("已支付")),
    "unbooked": Check("bank", _("对账单上有、系统里没有"), _("银行对账单")),
    "unbanked": Check("bank", _("系统里有、对账单上没有"), _("银行对账单")),
}
STATED = {"arrived": "allocated", "integrated": "integrated", "allotted": "disbursed", "paid": "paid"}
# Where a check, or a kind of checks, is put right; the others at the project.
PAGES = {"line": "source", "unbooked": "bank_row", "unbanked": "payment"}
_ORDER, _PLACE = list(KINDS), list(CHECKS)
# What each statement below gives of a difference.
_ROW = ("check", "no", "subject", "at", "first", "second")


@dataclass(frozen=True)
class Difference:
    """Two figures that should be one: what about, what each says, by whom it is put right and where."""

    kind: str
    subject: str
    what: Text
    one: Text
    first: Decimal | None
    other: Text
    second: Decimal | None
    verb: str
    url: str
    area: str

    @property
    def gap(self):
        """Return by how much the first figure is above the second; the whole where one of them is missing."""
        return (self.first or 0) - (self.second or 0)


def differences_of(rows, year):
    """Return the differences of a year among the rows that somebody sees: `rows(model)` gives them."""
    return told(differing(rows, year))


def differing(rows, year):
    """Return the queryset of those differences; `told` reads it."""
    first, *others = (
        *_lines(rows(FundLine).filter(year=year)),
        *_projects(rows(ProjectStatement).filter(project__year=year)),
        _budgets(rows(Project).filter(year=year)),
        _claims(rows(Claim).filter(project__year=year)),
        *_bank(rows(BankRow).filter(happened_on__year=year), rows(Payment).filter(paid_on__year=year)),
    )
    return first.union(*others, all=True)


def differing_for(user, year):
    """Return the queryset of the differences of a year that a user sees, written once for all who stand like him."""
    return _written(AnyUser.like(user), year).asked(**values_of(user))


@lru_cache(maxsize=64)
def _written(user, year):
    return Written(differing(lambda model: model.objects.visible_to(user), year))


def told(found):
    """Return the differences of such a queryset in the order of the page."""
    return [_difference(*row) for row in sorted(found, key=_in_order)]


def _in_order(row):
    name, no = row[0], row[1]
    return _ORDER.index(CHECKS[name].kind), no, _PLACE.index(name), row[-1] or 0


def _difference(name, no, subject, place, first, second):
    check = CHECKS[name]
    page = PAGES.get(name) or PAGES.get(check.kind, "project")
    about = f"{no} {subject}" if page == "project" else " ".join(subject.split())
    return Difference(
        check.kind, about, check.what, check.one, first, check.other, second, check.verb,
        reverse(f"funds:{page}", args=[no]), place,
    )  # fmt: skip


def _told(rows, check, **columns):
    """Return what is said of the differences in some rows; `columns` tell where in them each part stands."""
    named = {name: F(column) for name, column in columns.items()}
    return rows.order_by().annotate(check=Value(check), **named).values_list(*_ROW)


def _lines(lines):
    """The paper's four amounts of a line beside what is booked of it."""
    known = lines.filter(statement__isnull=False)
    for booked, stated in STATED.items():
        said = known.annotate(first=F(f"statement__{stated}")).with_money()
        wrong = said.annotate(second=F(booked)).filter(Q(first=None) | ~Q(first=F("second")))
        yield _told(wrong, booked, no="code", subject="name", at="area_id")


def _spent(states, owner="pk"):
    balances = Balance.objects.filter(allotment__project=OuterRef(owner), state__in=states)
    return Coalesce(
        Subquery(
            balances.order_by().values("allotment__project").annotate(sum=Sum("amount")).values("sum"),
            output_field=MONEY,
        ),
        NONE,
    )


def _projects(statements):
    """The paper's money of a project beside what it got, and what was claimed beside what was paid; what the paper
    gives to projects outside the library, or out of a source that it does not list."""
    rows = statements.annotate(got=_spent(SPENT, "project_id"), spent=_spent(["paid"], "project_id"))
    about = {"no": "project__number", "subject": "project__name", "at": "project__area_id"}
    got, settled = {"first": "amount", "second": "got"}, {"first": "paid", "second": "spent"}
    inside = rows.filter(project__stage__in=IN_LIBRARY)
    listed = inside.filter(line__isnull=False)
    yield _told(listed.exclude(amount=F("got")), "given", **about, **got)
    yield _told(listed.filter(Q(paid=None) | ~Q(paid=F("spent"))), "settled", **about, **settled)
    yield _told(rows.exclude(project__stage__in=IN_LIBRARY), "outside", **about, **got)
    yield _told(inside.filter(line=None), "unknown", **about, **got)


def _budgets(projects):
    """What projects at work have been allotted beside what was approved for them."""
    rows = projects.filter(stage__in=AT_WORK, statement=None)
    rows = rows.annotate(second=_spent(SPENT), first=Coalesce("approved_amount", "budget"))
    return _told(rows.exclude(second=F("first")), "budget", no="number", subject="name", at="area_id")


def _claims(claims):
    """Claims that are settled beside what was paid on them."""
    paid = Payment.objects.standing().filter(claim=OuterRef("pk")).order_by().values("claim")
    spent = Subquery(paid.annotate(sum=Sum("amount")).values("sum"), output_field=MONEY)
    rows = claims.filter(state=ClaimState.SETTLED).annotate(second=Coalesce(spent, NONE))
    about = {"no": "project__number", "subject": "project__name", "at": "area_id", "first": "amount"}
    return _told(rows.exclude(second=F("amount")), "claim", **about)


def _bank(said, payments):
    """Lines of a bank's statement without a payment, and payments of its months that it does not have."""
    about = Concat("document_no", Value(" "), "payee", output_field=CharField())
    rows = said.alone().annotate(
        second=Value(None, output_field=MONEY), no=Cast("pk", CharField()), subject=about
    )
    yield _told(rows, "unbooked", at="area_id", first="amount")
    rows = not_at_bank(payments).annotate(
        first=Value(None, output_field=MONEY), no=Cast("pk", CharField()), subject=about
    )
    yield _told(rows, "unbanked", at="area_id", second="amount")
