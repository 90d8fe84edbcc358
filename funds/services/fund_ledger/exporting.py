"""Hand the integration ledger of a year out as it stands in the books, with a record; it comes back unchanged."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from funds.choices.money import MoneyState
from funds.importing.fund_ledger.words import SOURCES, TEMPLATE
from funds.models import Balance, Benefit, Project
from funds.querysets.money import SPENT
from funds.services.fund_ledger.workbook import fund_ledger_workbook, project_cells, source_cells
from povertyapp.core import clock
from povertyapp.core.exports import Export, hand_out, open_record
from povertyapp.core.workbooks.office import written_day
from povertyapp.core.workbooks.stamps import Stamp

KIND = "fund_ledger"


@transaction.atomic
def export_fund_ledger(*, by, lines, year) -> Export:
    """Return the workbook of these lines, which the user may see, and of what projects have of them.

    ValidationError where there is none, or where they are of several counties: a ledger is one county's.
    """
    rows = list(lines.filter(year=year).with_money().select_related("area").order_by("code"))
    counties = {line.area for line in rows}
    if len(counties) != 1:
        raise ValidationError(
            _("一份台账只写一个县。") if counties else _("这一年度还没有登记资金，不用导出。")
        )
    county = counties.pop()
    record = open_record(
        by=by, area=county, kind=KIND, columns=[spec.name for spec in SOURCES.columns], row_count=len(rows),
        filters={"年度": year},
    )  # fmt: skip
    today = clock.today()
    user = by.get_username() if by else ""
    stamp = Stamp(record.number, TEMPLATE, record.made_at, today, user, record.filters)
    head = {"county": county.name, "year": year, "day": written_day(today)}

    def workbook():
        sources = [(line.code, source_cells(number, line)) for number, line in enumerate(rows, start=1)]
        return fund_ledger_workbook(sources, _projects(rows), head, stamp)

    return hand_out(record, workbook)


def _projects(lines):
    """Return a pair of key and cells for what each project has of each line, in the order of their numbers."""
    paid = Sum("amount", filter=Q(state=MoneyState.PAID))
    found = (
        Balance.objects.filter(line__in=[line.pk for line in lines], state__in=SPENT, amount__gt=0)
        .order_by("allotment__project__number", "line__code")
        .values("allotment__project", "line")
        .annotate(allotted=Sum("amount"), paid=paid)
    )
    got = list(found)
    ids = {row["allotment__project"] for row in got}
    projects = Project.objects.filter(pk__in=ids).select_related("area__parent").in_bulk()
    homes = dict(
        Benefit.objects.filter(project__in=ids).order_by().values_list("project").annotate(n=Count("pk"))
    )
    by_id = {line.pk: line for line in lines}
    made = []
    for number, row in enumerate(got, start=1):
        project, line = projects[row["allotment__project"]], by_id[row["line"]]
        cells = project_cells(
            number, project, line, row["allotted"], row["paid"] or Decimal(0), homes.get(project.pk, 0)
        )
        made.append((f"{project.number} {line.code}", cells))
    return made
