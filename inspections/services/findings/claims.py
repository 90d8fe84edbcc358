"""属实: somebody says that a record which breaks a rule is true as it stands; the township says yes or no."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from inspections.choices import CLAIM_ENDS, CLAIM_MOVES, ClaimStatus, Resolution
from inspections.models import Claim, Finding
from inspections.services.findings.holding import hold_county
from inspections.services.findings.marks import marks_of
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.moves import advance
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES

SHORTEST = 4


@transaction.atomic
def claim_true(*, by, finding, reason, evidence=""):
    """Say why the record of an open finding is true as it stands; the township checks it. Return the claim."""
    reason = (reason or "").strip()
    if len(reason) < SHORTEST:
        raise ValidationError({"reason": _("请把理由写清楚，让核实的人看得懂。")})
    # held, so that of two who say so at once the second is told
    if not Finding.objects.open().select_for_update().filter(pk=finding.pk).first():
        raise Conflict(_("这一条已经处理完，请刷新后再看。"))
    claim = Claim(
        area_id=finding.area_id,
        rule=finding.rule,
        subject_kind=finding.subject_kind,
        subject_code=finding.subject_code,
        reason=reason,
        evidence=(evidence or "").strip(),
        asked_by=by,
        asked_at=clock.now(),
    )
    claim.full_clean(exclude=["area"])
    with because(by=by, reason=reason):
        claim.save(force_insert=True)
    Finding.objects.filter(pk=finding.pk).update(is_claimed=True)
    return claim


@transaction.atomic
def answer_claim(*, by, claim, accept, answer=""):
    """Accept or refuse a claim, never one's own; return it.

    An accepted one ends the finding as confirmed and holds for `data.confirmed_months`, while the rule reads the
    same of the record; then it is asked again. It waits for a refresh that runs, which would not know of the yes.
    """
    answer = (answer or "").strip()
    if claim.asked_by.person == by.person:
        raise ValidationError(_("说明的人不能核实自己的说明，请由另一个人核实。"))
    if not accept and not answer:
        raise ValidationError({"answer": _("不认可的，请写明理由。")})
    hold_county(claim.area_id)
    facts = {"checked_by": by, "checked_at": clock.now(), "answer": answer}
    if accept:
        months = int(Parameters(claim.area_id[:6], clock.today())("data.confirmed_months"))
        facts["valid_until"] = Period.of(clock.today()).shift(months).end
        facts["confirmed_mark"] = _mark(claim)
    status = ClaimStatus.ACCEPTED if accept else ClaimStatus.REFUSED
    advance(claim, status, by=by, moves=CLAIM_MOVES, reason=answer or _("核实属实"), **facts)
    found = Finding.objects.open().filter(rule=claim.rule, subject_code=claim.subject_code)
    found.update(is_claimed=False)
    if accept:
        found.update(cleared_at=facts["checked_at"], resolution=Resolution.CONFIRMED)
    return claim


def _mark(claim):
    period = Period.current()
    value = Parameters(claim.area_id[:6], period.start)
    return marks_of(RULES[claim.rule], [claim.subject_code], period, value).get(claim.subject_code, "")


def void_changed(period, value, ids):
    """Void those of the accepted claims whose records the rule reads differently now."""
    by_rule: dict[str, list[Claim]] = {}
    for claim in Claim.objects.filter(pk__in=ids):
        by_rule.setdefault(claim.rule, []).append(claim)
    changed = []
    for code, claims in by_rule.items():
        marks = marks_of(RULES[code], [claim.subject_code for claim in claims], period, value)
        changed += [c.pk for c in claims if c.confirmed_mark != marks.get(c.subject_code)]
    with because(reason=CLAIM_ENDS[ClaimStatus.VOID]):
        Claim.objects.filter(pk__in=changed, status=ClaimStatus.ACCEPTED).update(
            status=ClaimStatus.VOID, valid_until=clock.today()
        )


def withdraw_ended(area):
    """Withdraw the claims that wait although their finding ended: nobody needs an answer, and another may be made."""
    standing = Finding.objects.open().filter(rule=OuterRef("rule"), subject_code=OuterRef("subject_code"))
    waiting = Claim.objects.in_area(area.code).filter(~Exists(standing), status=ClaimStatus.ASKED)
    with because(reason=CLAIM_ENDS[ClaimStatus.WITHDRAWN]):
        waiting.update(status=ClaimStatus.WITHDRAWN)
