"""What people decide of work that was held: take it over, or refuse it, with a reason (reliability-security A4)."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.choices import (
    HELD_MOVES,
    VALUE_MOVES,
    HeldKind,
    HeldStatus,
    HeldWhy,
    ValueStatus,
)
from assistance.models import HeldSubmission, HeldValue, Submission
from assistance.services.corrections import CORRECTABLE, correct_visit
from assistance.services.photos import give_photos
from assistance.services.submissions import as_sent, bring_along, columns_of, helper_of
from assistance.services.visits import keep_visit, new_visit
from households.facts import Fact, FactField, from_text, read_value
from households.models import Household
from households.services.changing import given_reason
from households.services.facts import write_fact
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.moves import advance

REVIEW, SETTLE = "assistance.review_submission", "assistance.settle_value"
# How the work of higher floors is taken over: a function of by, held and reason for each kind.
TAKE_OVER: dict[str, Callable[..., Any]] = {}


@transaction.atomic
def accept_held(*, by, held: HeldSubmission, reason: str) -> HeldSubmission:
    """Take held work over in the name of its sender, and return it decided.

    The visit counts as entered when it was received, never before a lock. Facts that came along are applied against
    their versions, by whoever accepts. ValidationError: no reason, wrong content, or a household that `by` does not
    see; PermissionDenied for one's own.
    """
    reason = given_reason(reason)
    held = _locked(held, by)
    take_over = TAKE_OVER.get(held.kind) or (_correct if held.kind == HeldKind.CORRECTION else _record)
    made = take_over(by, held, reason)
    return _decided(by, held, HeldStatus.ACCEPTED, reason, visit=made)


@transaction.atomic
def refuse_held(*, by, held: HeldSubmission, reason: str) -> HeldSubmission:
    """Leave held work unapplied, with a reason; it stays to be read."""
    return _decided(by, _locked(held, by), HeldStatus.REFUSED, given_reason(reason))


@transaction.atomic
def settle_value(*, by, held: HeldValue, choice: str, seen: str, value=None) -> HeldValue:
    """Decide between the register's value and the phone's, or write a third one; return it decided.

    `seen` is the version of the register's value that the decision was made on: where it has changed since, Conflict.
    """
    held = HeldValue.objects.select_for_update(of=("self",)).get(pk=held.pk)
    household = Household.objects.select_for_update().get(pk=held.household_id)
    fact = Fact(household, held.member, FactField(held.field))
    if fact.base != seen:
        raise Conflict(_("档案里的值刚刚又变了，请刷新后再定。"))
    if choice == ValueStatus.TAKEN:
        value = from_text(fact.field, held.value)
    elif choice == ValueStatus.OTHER:
        value = read_value(fact.field, value)
    if choice != ValueStatus.KEPT:
        write_fact(
            by=by,
            fact=fact,
            value=value,
            reason=_("待核对：%(choice)s") % {"choice": ValueStatus(choice).label},
        )
    facts = {"decided_by": by, "decided_at": clock.now()}
    return advance(held, choice, by=by, moves=VALUE_MOVES, reason=_("核对走访带来的数据"), **facts)


def _locked(held, by):
    """Return the row as it stands; nobody decides on what he sent himself."""
    row = HeldSubmission.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if row.sent_by_id == by.pk:
        raise PermissionDenied
    return row


def _record(by, held, reason):
    """Record the visit in the name of whoever made it; of a second content, as a visit of its own."""
    sent = as_sent(held)
    household = Household.objects.visible_to(by).filter(household_no=sent["household_no"]).first()
    if household is None:
        raise ValidationError(
            _("没有户编号为 %(no)s 的户，或者不在您的范围内；请核对编号。") % {"no": sent["household_no"]}
        )
    receipt = Submission.objects.select_for_update().filter(pk=held.submission_id, visit=None).first()
    visit = new_visit(
        by=held.sent_by,
        household=household,
        helper=_who_went(by, held, sent),
        visitor_name=sent.get("visitor_name") or "",
        recorded_at=held.received_at,
        **columns_of(sent, receipt.skew_seconds if receipt else None),
    )
    made = keep_visit(by=by, visit=visit, reason=_("采纳待核对的提交：%(reason)s") % {"reason": reason})
    if held.why != HeldWhy.OTHER_BODY and receipt:
        receipt.visit = made
        receipt.save(update_fields=["visit"])
        bring_along(by=by, visit=made, sent=sent, receipt=receipt)
        give_photos(by=by, submission_id=receipt.pk, visit=made)
    return made


def _who_went(by, held, sent):
    """Return the helper who went: as named, among those that the reviewer sees; else the sender himself."""
    if sent.get("helper_code"):
        return helper_of(by, sent)
    return None if sent.get("visitor_name") else getattr(held.sent_by, "helper", None)


def _correct(by, held, reason):
    sent = as_sent(held)
    changes = {name: value for name, value in sent.items() if name in CORRECTABLE}
    with because(by=by, reason=_("采纳待核对的更正：%(reason)s") % {"reason": reason}):
        made = correct_visit(
            by=held.sent_by,
            visit=held.about,
            reason=sent["reason"],
            # The number of a second content belongs to the first.
            submission_id=held.key if held.why == HeldWhy.OTHER_BODY else held.submission_id,
            body_sha256=held.body_sha256,
            **changes,
        )
    return made.visit


def _decided(by, held, to, reason, **more):
    held.reason = reason
    with because(by=by, reason=reason):
        held.save(update_fields=["reason"])
    facts = {"decided_by": by, "decided_at": clock.now(), **more}
    return advance(held, to, by=by, moves=HELD_MOVES, reason=reason, **facts)
