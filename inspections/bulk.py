"""What can be done with many rows of the lists of this floor: data faults, claims, lines of the ledger, townships.

Steps of the ledger (交办, 签字, 复核, 销号), locking and publishing are not among them: nobody takes them back.
"""

from django.utils.translation import gettext_lazy as _

from inspections.forms.at_once import AcceptClaimsForm, ClaimManyForm, ResponsibleForm
from inspections.models import Finding
from inspections.services.findings.at_once import (
    accept_claims,
    accept_many,
    claim_many,
    plan_accepting,
    plan_answering,
    plan_claiming,
)
from inspections.services.findings.values import in_words
from inspections.services.ledger import export_ledger
from inspections.services.problems.at_once import plan_responsible, set_responsible
from inspections.services.urging import (
    plan_findings,
    plan_measures,
    plan_townships,
    urge_findings,
    urge_measures,
    urge_townships,
)
from inspections.tables.quality import rule
from povertyapp.core import clock
from povertyapp.core.bulk import BulkAction, BulkFile, bulk_action
from povertyapp.core.rules import RULES
from povertyapp.core.text import labelled, told

EACH = "bulk.each_at_once_max"
URGE = "assistance.add_nudge"  # whoever may remind helpers may urge others
FINDINGS, CLAIMS, LEDGER = "inspections:quality_list", "inspections:claims", "inspections:ledger"
TOWNSHIPS = "inspections:ha_townships"


def mending_facts(by, rows):
    """Return of each finding what stands there, and what will."""
    return {
        row.pk: [
            (_("规则"), rule(row)),
            (_("对象"), row.name),
            (told(row.proposal.label), f"{told(row.proposal.old)} → {told(row.proposal.new)}"),
        ]
        for row in rows
    }


def claim_facts(by, rows):
    """Return of each claim what is wrong by the rule, what stood there, and why it is said to be true."""
    codes = [row.subject_code for row in rows]
    stood = {
        (found.rule, found.subject_code): found.value
        for found in Finding.objects.open().filter(subject_code__in=codes)
    }
    return {row.pk: _claim(row, stood.get((row.rule, row.subject_code)) or {}) for row in rows}


def _claim(row, stood):
    values = "；".join(labelled(label, said) for label, said in in_words(RULES[row.rule], stood))
    return [
        (_("规则"), rule(row)),
        (_("原值"), values),
        (_("理由"), row.reason),
        (_("佐证"), row.evidence),
        (_("说明人"), str(row.asked_by)),
    ]


def chosen_ledger(*, by, page, rows):
    """Return the chosen lines as the 整改台账 that the page exports."""
    items = page.rows().filter(pk__in=[row.pk for row in rows])
    return export_ledger(by=by, items=items, as_of=clock.today(), filters=page.get_conditions())


bulk_action(
    BulkAction(
        code="accept",
        label=_("按建议改"),
        verb="households.change_household",
        plan=plan_accepting,
        do=accept_many,
        shows=mending_facts,
        limit=EACH,
    ),
    FINDINGS,
)
bulk_action(
    BulkAction(
        code="claim",
        label=_("说明属实"),
        verb="inspections.add_claim",
        plan=plan_claiming,
        do=claim_many,
        form_class=ClaimManyForm,
        limit=EACH,
    ),
    FINDINGS,
)
bulk_action(
    BulkAction(code="urge", label=_("催办"), verb=URGE, plan=plan_findings, do=urge_findings),
    FINDINGS,
)
ACCEPT_CLAIMS = bulk_action(
    BulkAction(
        code="answer",
        label=_("核实认可"),
        verb="inspections.check_claim",
        plan=plan_answering,
        do=accept_claims,
        form_class=AcceptClaimsForm,
        shows=claim_facts,
        limit=EACH,
    ),
    CLAIMS,
)
bulk_action(
    BulkAction(
        code="responsible",
        label=_("改责任人"),
        verb="inspections.change_problem",
        plan=plan_responsible,
        do=set_responsible,
        form_class=ResponsibleForm,
        limit=EACH,
    ),
    LEDGER,
)
URGE_MEASURES = bulk_action(
    BulkAction(code="urge", label=_("催办"), verb=URGE, plan=plan_measures, do=urge_measures),
    LEDGER,
)
URGE_TOWNSHIPS = bulk_action(
    BulkAction(code="urge", label=_("催报"), verb=URGE, plan=plan_townships, do=urge_townships),
    TOWNSHIPS,
)
bulk_action(BulkFile(code="export", label=_("导出选中"), verb="households.export_household"), FINDINGS)
bulk_action(
    BulkFile(
        code="export",
        label=_("导出选中"),
        verb="inspections.export_problem",
        make=chosen_ledger,
        whole="inspections:ledger_xlsx",
    ),
    LEDGER,
)
