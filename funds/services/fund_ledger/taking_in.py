"""Take an integration ledger in (资金整合台账): lines, their money, projects, what they got and what was claimed.

What the paper says is kept as it stands beside the books. Booked is as far as the money goes, in the order of the
paper: no line integrates more than arrived of it, allots more than it integrated, pays more than was allotted. The
rest is a difference to reconcile. A ledger that comes again books what it says more than before, never less: what was
booked too high is taken back by its finance officer with a reason. The whole is one act that can be undone
(`funds.services.fund_ledger.taking_back`); what was undone, a later ledger begins anew.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.importing.fund_ledger import FundLedger, check_fund_ledger
from funds.importing.fund_ledger.checks import stopping
from funds.importing.fund_ledger.words import ALLOCATED, DAY, NUMBER
from funds.models import Project
from funds.services.fund_ledger.figures import integration_of, levels_of, totals_of
from funds.services.fund_ledger.lines import Lines
from funds.services.fund_ledger.projects import Projects
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.place_names import PlaceIndex
from povertyapp.core.undo import undoable
from povertyapp.core.workbooks import Finding, cells
from povertyapp.core.workbooks.findings import count_by_code

VERB, BACK = "funds.change_fundline", "/funds/"


@dataclass
class Taken:
    """What came of a ledger: its findings, and the counts and figures of the contract."""

    findings: list[Finding]
    counts: dict[str, Any] = field(default_factory=dict)
    stopping: int = 0


def county_of(ledger: FundLedger) -> Area:
    """Return the county that the titles name, else the only one there is; ValidationError where neither is clear."""
    return county_named(ledger.file, ledger.titles)


def county_named(file, titles) -> Area:
    """Return the county that titles name, else the only one there is; ValidationError where neither is clear."""
    counties = list(Area.objects.filter(level=Level.COUNTY))
    said = "\n".join(cells.word(title) for title in titles)
    found = [county for county in counties if county.name in said] or counties
    if len(found) != 1:
        raise ValidationError(
            _("文件“%(file)s”的标题没有写明是哪个县的台账，请在标题中写上县名后再导入。") % {"file": file}
        )
    return found[0]


def take_fund_ledger(*, by, county, ledger, as_of=None, progress=None) -> Taken:
    """Record a ledger and book its money; the same again writes nothing. One row that says too little to be
    recorded refuses all of it, with every finding at once."""
    today = clock.today()
    day = ledger.as_of(as_of, today)
    places = PlaceIndex(
        Area.objects.filter(code__startswith=county.pk).values_list("code", "name", "parent_id")
    )
    findings = check_fund_ledger(ledger, places) + list(_impossible(ledger, county, today))
    taken = Taken(findings, stopping=len(stopping(ledger, findings)))
    if not taken.stopping:
        document = _("资金整合台账 %(day)s") % {"day": day}
        act = undoable(by=by, area=county, summary=document, verb=VERB, reason=document, back_url=BACK)
        with transaction.atomic(), act:
            taken.counts |= _record(by, county, ledger, day, document, places, progress)
    taken.counts |= {
        "sources": len(ledger.sources),
        "projects": len(ledger.projects),
        "totals_yuan": totals_of(ledger.sources),
        "by_level_yuan": levels_of(ledger.sources),
        "integration": integration_of(ledger.sources, county, day),
        "findings_total": len(findings),
        "findings_by_code": count_by_code(findings),
        "written": not taken.stopping,
    }
    return taken


def _impossible(ledger, county, today):
    """Yield what cannot be recorded: money of a day to come, none at all, a number that is another county's."""
    for row in ledger.sources:
        if row.arrived_on and row.arrived_on > today:
            yield row.finding("LIST_DATE_FUTURE", DAY, expected=f"≤{today}")
        if row.amounts["allocated"] and not row.yuan("allocated"):
            yield row.finding("AMOUNT_INVALID", ALLOCATED, expected=">0")
    numbers = [row.number for row in ledger.projects]
    others = Project.objects.filter(number__in=numbers).exclude(county=county)
    taken = set(others.values_list("number", flat=True))
    for row in ledger.projects:
        if row.number in taken:
            yield row.finding("LIST_DUPLICATE", NUMBER)


def _record(by, county, ledger, day, document, places, progress):
    Area.objects.select_for_update(no_key=True).get(pk=county.pk)  # one ledger at a time
    lines = Lines(by, county, ledger, day, document)
    lines.record(progress)
    projects = Projects(by, county, ledger, day, document, lines.by_name)
    projects.record(places, progress)
    return lines.counts | projects.counts
