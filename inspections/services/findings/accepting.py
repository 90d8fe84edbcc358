"""Mending a finding as proposed, in one press, and what follows at once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.models import Household
from inspections.models import Finding
from inspections.services.findings.holding import hold_county
from inspections.services.findings.proposals import proposal_for
from inspections.services.findings.records import record_of
from inspections.services.findings.refreshing import refresh_findings
from povertyapp.core.bulk import one_by_one
from povertyapp.core.errors import Conflict
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from povertyapp.core.undo import undoable


@transaction.atomic
def accept_proposal(*, by, finding, mark):
    """Write the proposed value through the service that owns it, look at the village again, return the proposal.

    `mark` is that of the proposal which was shown. Conflict when the record or the finding moved on since.
    """
    period = Period.current()
    proposal = _carry_out(by, finding, mark, period)
    refresh_findings(finding.area, period)
    if Finding.objects.open().filter(pk=finding.pk).exists():
        raise ValidationError(_("改了以后仍然不通过，没有保存；请到修改页面核对。"))
    return proposal


def accept_proposals(*, by, marks):
    """Do so with findings of one village, which is looked at once; return row id → why one was not mended.

    `marks` gives each finding the mark of what was shown. Where one of them refuses, each is done for itself.
    """
    period, findings = Period.current(), list(marks)
    try:
        with transaction.atomic():
            for finding in findings:
                _carry_out(by, finding, marks[finding], period)
            refresh_findings(findings[0].area, period)
            if not Finding.objects.open().filter(pk__in=[one.pk for one in findings]).exists():
                return {}
            transaction.set_rollback(True)
    except (ValidationError, Conflict):
        pass
    return one_by_one(findings, lambda one: accept_proposal(by=by, finding=one, mark=marks[one]))


def _carry_out(by, finding, mark, period):
    hold_county(finding.area_id)  # before the row, as a refresh does: neither waits for the other in a circle
    finding = Finding.objects.open().select_for_update().filter(pk=finding.pk).first()
    if finding is None:
        raise Conflict(_("这一条已经处理完，请刷新后再看。"))
    proposal = proposal_for(finding.rule, record_of(finding), period)
    if proposal is None or proposal.mark != mark:
        raise Conflict(_("记录刚刚改过，建议也变了，请刷新后再看。"))
    what = RULES[finding.rule].title
    with undoable(
        by=by,
        area=finding.area_id,
        summary=_("已按建议改正：%(what)s") % {"what": what},
        verb="households.change_household",
        reason=_("四无：按建议改正（%(code)s %(what)s）") % {"code": finding.rule, "what": what},
    ):
        proposal.carry_out(by=by, reason=_("四无：按建议改正（%(code)s）") % {"code": finding.rule})
    return proposal


def household_no_of(finding):
    """Return the number of the household that a finding is about, blank where it is about something else."""
    record = record_of(finding)
    if isinstance(record, Household):
        return record.household_no
    return record.household.household_no if hasattr(record, "household") else ""
