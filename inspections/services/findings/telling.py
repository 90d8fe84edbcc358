"""Open findings in the form that every JSON shows (contract.md)."""

from django.db.models import OuterRef, Subquery

from households.models import HouseholdMember
from inspections.models import Finding
from inspections.services.findings.blocking import blocking_rules
from inspections.services.findings.values import in_words, label_of
from povertyapp.core import clock
from povertyapp.core.rules import RULES
from povertyapp.core.workbooks.findings import Finding as FoundThing

KEYS = {"household": "household_no", "member": "person_no"}


def stored_findings(area):
    """Return the open findings of an area: severity `error` where they block, else `warning`."""
    homes = HouseholdMember.objects.filter(person_no=OuterRef("subject_code"))
    rows = Finding.objects.in_area(area.code).open().order_by("area_id", "rule", "subject_code")
    rows = rows.annotate(home=Subquery(homes.values("household__household_no")[:1]))
    blocking = blocking_rules(area.code, clock.today())
    return [_as_told(row, blocking) for row in rows.iterator(chunk_size=2000)]


def _as_told(row, blocking):
    rule = RULES[row.rule]
    words = "；".join(f"{label} {said}" for label, said in in_words(rule, row.value))
    keys = {KEYS[row.subject_kind]: row.subject_code} if row.subject_kind in KEYS else {}
    if "person_no" in keys:
        keys["household_no"] = row.home
    return FoundThing(
        code=row.rule,
        severity="error" if row.rule in blocking else "warning",
        scope=row.subject_kind,
        column=label_of(rule) or None,
        value=words or (None if keys else row.subject_code),
        message=rule.clause,
        **keys,
    )
