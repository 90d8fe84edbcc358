"""What does not agree in the books of a year: each difference with both figures and who has to act.

A paper ledger against the books, line by line and project by project; money against approved amounts; payments
against claims. Only rows that differ are read, each kind in one query. A bank's own statement is not kept here.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from funds.choices.projects import IN_LIBRARY, ClaimState, Stage
from funds.models import Balance, Claim, FundLine, LineStatement, Payment, Project, ProjectStatement
from funds.querysets.money import SPENT
from povertyapp.core.text import Text

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
}


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


def differences_of(rows, year, kind=""):
    """Return the differences of a year among the rows that somebody sees: `rows(model)` gives them."""
    makers = {"line": _lines, "project": _projects, "outside": _outside, "budget": _budgets, "claim": _claims}
    wanted = [kind] if kind in makers else list(makers)
    return [found for name in wanted for found in makers[name](rows, year)]


def _lines(rows, year):
    """The paper's four amounts of a line beside what is booked of it."""
    said = LineStatement.objects.filter(line__in=rows(FundLine).filter(year=year))
    booked = {
        line.pk: line for line in rows(FundLine).filter(year=year, statement__isnull=False).with_money()
    }
    columns = (
        ("allocated", "arrived", _("到账金额")),
        ("integrated", "integrated", _("整合金额")),
        ("disbursed", "allotted", _("下达到项目")),
        ("paid", "paid", _("支付金额")),
    )
    for statement in said.order_by("line__code"):
        line = booked[statement.line_id]
        for stated, known, what in columns:
            first, second = getattr(statement, stated), getattr(line, known)
            if first is None or first != second:
                yield Difference(
                    "line", line.name, what, _("纸质台账"), first, _("系统账"), second, FINANCE,
                    line.get_absolute_url(), line.area_id,
                )  # fmt: skip


def _spent(states, owner="pk"):
    balances = Balance.objects.filter(allotment__project=OuterRef(owner), state__in=states)
    return Coalesce(
        Subquery(
            balances.order_by().values("allotment__project").annotate(sum=Sum("amount")).values("sum"),
            output_field=MONEY,
        ),
        NONE,
    )


def _projects(rows, year):
    """The paper's money of a project in the library beside what it got, and what was claimed beside what was paid."""
    found = rows(ProjectStatement).filter(
        project__year=year, project__stage__in=IN_LIBRARY, line__isnull=False
    )
    found = found.annotate(got=_spent(SPENT, "project_id"), spent=_spent(["paid"], "project_id"))
    found = found.filter(~Q(amount=F("got")) | Q(paid=None) | ~Q(paid=F("spent"))).select_related("project")
    for statement in found.order_by("project__number"):
        about = statement.project
        if statement.amount != statement.got:
            yield _paper(about, _("安排金额"), statement.amount, statement.got)
        if statement.paid != statement.spent:
            yield _paper(about, _("报账支付"), statement.paid, statement.spent)


def _paper(project, what, first, second):
    return Difference(
        "project", f"{project.number} {project.name}", what, _("纸质台账"), first, _("系统账"), second, FINANCE,
        project.get_absolute_url(), project.area_id,
    )  # fmt: skip


def _outside(rows, year):
    """Money that the paper gives to projects outside the library, or out of a source that it does not list."""
    found = rows(ProjectStatement).filter(project__year=year)
    found = found.filter(~Q(project__stage__in=IN_LIBRARY) | Q(line=None)).select_related("project")
    found = found.annotate(got=_spent(SPENT, "project_id"))
    for statement in found.order_by("project__number"):
        project, is_inside = statement.project, statement.project.stage in IN_LIBRARY
        what = _("资金来源在台账里找不到") if is_inside else _("库外项目安排了资金")
        yield Difference(
            "outside", f"{project.number} {project.name}", what, _("纸质台账"), statement.amount, _("系统账"),
            statement.got, FINANCE if is_inside else OFFICE, project.get_absolute_url(), project.area_id,
        )  # fmt: skip


def _budgets(rows, year):
    """What projects at work have been allotted beside what was approved for them."""
    found = rows(Project).filter(year=year, stage__in=AT_WORK, statement=None)
    found = found.annotate(got=_spent(SPENT), limit=Coalesce("approved_amount", "budget"))
    for project in found.exclude(got=F("limit")).order_by("number"):
        yield Difference(
            "budget", f"{project.number} {project.name}", _("开工项目的资金"), _("批复（概算）"), project.limit,
            _("已下达"), project.got, FINANCE, project.get_absolute_url(), project.area_id,
        )  # fmt: skip


def _claims(rows, year):
    """Claims that are settled beside what was paid on them."""
    paid = Payment.objects.standing().filter(claim=OuterRef("pk")).order_by().values("claim")
    found = rows(Claim).filter(project__year=year, state=ClaimState.SETTLED).select_related("project")
    found = found.annotate(
        spent=Coalesce(Subquery(paid.annotate(sum=Sum("amount")).values("sum"), output_field=MONEY), NONE)
    )
    for claim in found.exclude(spent=F("amount")).order_by("project__number", "number"):
        project = claim.project
        yield Difference(
            "claim", f"{project.number} {project.name}", _("已付清的报账单"), _("报账单"), claim.amount, _("已支付"),
            claim.spent, FINANCE, project.get_absolute_url(), claim.area_id,
        )  # fmt: skip
