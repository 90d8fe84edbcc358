"""The records that findings are about, fetched together for a page."""

from django.apps import apps

from inspections.models.finding import SubjectKind
from inspections.services.findings.values import MODELS

RELATED = {SubjectKind.MEMBER: ("household",), SubjectKind.HELPER: ("unit",)}
# What a proposal reads beside the record itself.
HANGING = {SubjectKind.HOUSEHOLD: ("incomes",)}


def records_of(findings):
    """Return finding id → its record (household, member, helper, published figure), a query a kind."""
    codes: dict[SubjectKind, set[str]] = {}
    for finding in findings:
        codes.setdefault(SubjectKind(finding.subject_kind), set()).add(finding.subject_code)
    found = {}
    for kind, wanted in codes.items():
        label, key = MODELS[kind]
        rows = apps.get_model(label)._base_manager.filter(**{f"{key}__in": wanted})
        rows = rows.select_related("area", *RELATED.get(kind, ()))
        for row in rows.prefetch_related(*HANGING.get(kind, ())):
            found[kind, str(getattr(row, key))] = row
    return {
        finding.pk: found.get((SubjectKind(finding.subject_kind), finding.subject_code))
        for finding in findings
    }


def record_of(finding):
    """Return the record of one finding, None where it is gone."""
    return records_of([finding])[finding.pk]
