"""Disposing of many findings at once, and answering many claims: each through the service of one."""

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from inspections.choices import ClaimStatus, Resolution
from inspections.models import Claim, Finding
from inspections.services.findings.accepting import accept_proposals
from inspections.services.findings.claims import answer_claim, claim_true
from inspections.services.findings.proposals import proposal_for
from inspections.services.findings.records import records_of
from povertyapp.core.bulk import Step, one_by_one
from povertyapp.core.period import Period

ENDED, CLAIMED = _("这一条已经处理完"), _("已说明属实，等乡镇核实")
NO_PROPOSAL = _("没有唯一的改法，请打开逐条改")
ANSWERED, OWN = _("已经核实过，或者不用再核实"), _("是您自己说明的，要由另一个人核实")


def _step(row, reason):
    return Step(row, str(row), row.area.short_name, reason)


def why_ended(row):
    """Say why nobody has to mend the record of a finding any more; blank where somebody has to."""
    return ENDED if row.cleared_at else CLAIMED if row.is_claimed else ""


def plan_claiming(*, by, rows, data):
    """Return a step for each finding: only an open one of which nobody says so yet can be said to be true."""
    return [_step(row, why_ended(row)) for row in rows]


def claim_many(*, by, rows, data):
    """Say of those findings, with one reason, why their records are true as they stand."""
    return one_by_one(rows, lambda row: claim_true(by=by, finding=row, **data))


def plan_accepting(*, by, rows, data):
    """Return a step for each finding: only one for which a single mending is possible can be mended as proposed."""
    period, records = Period.current(), records_of(rows)
    for row in rows:
        row.proposal = proposal_for(row.rule, records[row.pk], period)
    return [_step(row, why_ended(row) or ("" if row.proposal else NO_PROPOSAL)) for row in rows]


def accept_many(*, by, rows, data):
    """Mend the records of those findings as was shown; return why one was not."""
    by_village = defaultdict(list)
    for row in rows:
        by_village[row.area_id].append(row)
    refused: dict[Any, Any] = {}
    for found in by_village.values():
        refused |= accept_proposals(by=by, marks={row: row.proposal.mark for row in found})
    return refused


def plan_answering(*, by, rows, data):
    """Return a step for each claim: only one that waits, and that somebody else made, can be accepted."""
    return [_step(row, _answered(row, by)) for row in rows]


def _answered(row, by):
    if row.status != ClaimStatus.ASKED:
        return ANSWERED
    return OWN if row.asked_by.person == by.person else ""


def accept_claims(*, by, rows, data):
    """Accept those claims, each after it was looked at; return why one was not."""
    return one_by_one(rows, lambda row: answer_claim(by=by, claim=row, accept=True, answer=data["answer"]))


def follow_claims(sender, act, **more):
    """Let the findings follow when claims, or answers to them, are taken back: what a yes had ended is open again,
    and waits for an answer only while somebody's claim does."""
    history: Any = Claim._meta.get_field("history").related_model
    events = history.objects.filter(pgh_context_id=act.pk)
    subjects = set(events.values_list("subject_code", flat=True))
    asked_again = Claim.objects.filter(pk__in=events.values("pgh_obj_id"), status=ClaimStatus.ASKED)
    accepted = events.filter(status=ClaimStatus.ACCEPTED, pgh_obj_id__in=asked_again.values("pk"))
    for code, subject, moment in accepted.values_list("rule", "subject_code", "checked_at"):
        found = Finding.objects.filter(rule=code, subject_code=subject)
        if not found.open().exists():
            ended = found.filter(resolution=Resolution.CONFIRMED, cleared_at=moment)
            ended.update(cleared_at=None, resolution="")
    waits = Claim.objects.filter(
        rule=OuterRef("rule"), subject_code=OuterRef("subject_code"), status=ClaimStatus.ASKED
    )
    still = Finding.objects.open().filter(subject_code__in=subjects).annotate(waits=Exists(waits))
    for waiting in (True, False):
        still.filter(waits=waiting).exclude(is_claimed=waiting).update(is_claimed=waiting)
