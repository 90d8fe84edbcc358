"""A wrong entry is taken back by another one, whole, with its reason; nothing is ever changed or deleted (F2)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.choices.money import EntryKind
from funds.models import Allotment, FundEntry, Payment
from funds.services.money.entries import again, digest_of, lock, repeated, turn_all_round, turn_round, write
from funds.services.money.limits import take_from
from funds.services.projects.claiming import follow_payments
from povertyapp.core import clock
from povertyapp.core.errors import Conflict


@transaction.atomic
def reverse(*, by, entry, reason, key=""):
    """Take an entry back today by one of the same amount in the other direction; return it.

    Conflict where it was taken back already; OverBalance where its money has moved on: what came later is taken back
    first. ValidationError without a reason, and for an entry that takes back another one.
    """
    reason = " ".join((reason or "").split())
    if not reason:
        raise ValidationError({"reason": _("冲销要写明理由。")})
    if entry.kind == EntryKind.REVERSAL:
        raise ValidationError(_("冲销凭证不能再冲销，请重新办理原来的事项。"))
    digest = digest_of("reverse", by=by and by.pk, entry=entry.pk, reason=reason)
    allotment = _allotment_of(entry)
    line, _project = lock(entry.line, allotment.project if allotment else None)
    if known := repeated(key, digest):
        return again(known)
    if made := FundEntry.objects.filter(reverses=entry).select_related("made_by").first():
        raise Conflict(
            _("这一笔已由%(who)s于 %(day)s 冲销，没有再办。")
            % {"who": made.made_by or _("系统"), "day": made.happened_on}
        )
    for leg in entry.postings.filter(amount__gt=0):
        take_from(line, leg.state, leg.amount, leg.allotment)
    back = write(
        by=by, line=line, kind=EntryKind.REVERSAL, amount=entry.amount, on=clock.today(), key=key, digest=digest,
        document=entry.document_no, reason=reason, reverses=entry,
    )  # fmt: skip
    turn_round(back, entry)
    payment = Payment.objects.filter(entry=entry).select_related("claim").first()
    if payment is not None and payment.claim is not None:
        follow_payments(by=by, claim=payment.claim, on=back.happened_on)
    return back


@transaction.atomic
def reverse_all(*, by, entries, reason):
    """Take all entries of an act back at once, the last of them first; return the entries that do it.

    Whoever asks holds their lines and has looked that the money is there; Conflict where it is not.
    """
    pairs = [
        (
            FundEntry(
                area_id=entry.area_id, line_id=entry.line_id, kind=EntryKind.REVERSAL, amount=entry.amount,
                happened_on=clock.today(), document_no=entry.document_no, reason=reason, reverses=entry, made_by=by,
                digest=digest_of("reverse", by=by and by.pk, entry=entry.pk, reason=reason),
            ),
            entry,
        )
        for entry in sorted(entries, key=lambda entry: -entry.pk)
    ]  # fmt: skip
    FundEntry.objects.bulk_create([back for back, _entry in pairs])
    turn_all_round(pairs)
    return [back for back, _entry in pairs]


def _allotment_of(entry):
    return Allotment.objects.filter(postings__entry=entry).select_related("project").first()
