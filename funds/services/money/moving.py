"""More money arrives, is integrated, allotted and paid: one entry each, never more than there is."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from funds.choices.money import EntryKind, MoneyState
from funds.guards.money import allot_errors, integrate_errors, pay_errors, receive_errors
from funds.models import Allotment, Payment
from funds.services.money.entries import again, digest_of, lock, post, repeated, write
from funds.services.money.limits import day_errors, refused, take_from, take_from_claim, yuan
from funds.services.projects.claiming import follow_payments

_ARRIVED, _ALLOTTED = _("日期不能早于到账日期 %(day)s。"), _("日期不能早于下达日期 %(day)s。")


@transaction.atomic
def receive(*, by, line, amount, on, document, key=""):
    """Enter that more of a line arrived; return the entry."""
    amount = yuan(amount)
    digest = digest_of("receive", by=by and by.pk, line=line.pk, amount=amount, on=on, document=document)
    line, _project = lock(line)
    if known := repeated(key, digest):
        return again(known)
    refused(receive_errors(line) | _day(on, line))
    return _move(
        by=by,
        line=line,
        kind=EntryKind.ARRIVAL,
        amount=amount,
        on=on,
        document=document,
        key=key,
        digest=digest,
    )


@transaction.atomic
def integrate(*, by, line, amount, on, document, key=""):
    """Put money of a line that arrived into the pool (整合); return the entry.

    ValidationError for a line out of scope (LF-36); OverBalance, a Conflict, where less is there.
    """
    amount = yuan(amount)
    digest = digest_of("integrate", by=by and by.pk, line=line.pk, amount=amount, on=on, document=document)
    line, _project = lock(line)
    if known := repeated(key, digest):
        return again(known)
    refused(integrate_errors(line) | _day(on, line))
    take_from(line, MoneyState.HELD, amount)
    return _move(
        by=by,
        line=line,
        kind=EntryKind.INTEGRATE,
        amount=amount,
        on=on,
        document=document,
        key=key,
        digest=digest,
    )


@transaction.atomic
def allot(*, by, line, project, amount, on, document, key=""):
    """Allot integrated money of a line to a project (下达); return the allotment.

    The sum of a line's allotments never exceeds what is integrated of it: OverBalance says both figures.
    ValidationError where the project may not get it.
    """
    amount = yuan(amount)
    digest = digest_of(
        "allot", by=by and by.pk, line=line.pk, project=project.pk, amount=amount, on=on, document=document
    )
    line, project = lock(line, project)
    if known := repeated(key, digest):
        return again(known.allotment)
    refused(_day(on, line) | allot_errors(line, project, amount, on))
    take_from(line, MoneyState.POOL, amount)
    entry = write(
        by=by,
        line=line,
        kind=EntryKind.ALLOT,
        amount=amount,
        on=on,
        key=key,
        digest=digest,
        document=document,
    )
    allotment = Allotment.objects.create(
        area_id=project.area_id, line=line, project=project, amount=amount, allotted_on=on, document_no=document,
        entry=entry,
    )  # fmt: skip
    post(entry, allotment)
    return allotment


@transaction.atomic
def pay(*, by, allotment, amount, on, household=None, payee="", claim=None, document="", key=""):
    """Pay out of an allotment, to a household whom the project benefits or to a unit by name; return the payment.

    OverBalance where less is left of the allotment or of the claim. ValidationError where the project may not be
    paid, or the payee is not one.
    """
    amount, payee = yuan(amount), " ".join((payee or "").split())
    digest = digest_of(
        "pay", by=by and by.pk, allotment=allotment.pk, amount=amount, on=on, payee=payee, document=document,
        household=household and household.pk, claim=claim and claim.pk,
    )  # fmt: skip
    line, project = lock(allotment.line, allotment.project)
    if known := repeated(key, digest):
        return again(known.payment)
    errors = _day(on, line, allotment)
    refused(errors | pay_errors(project, amount, on, household=household, payee=payee, claim=claim))
    take_from(line, MoneyState.ALLOTTED, amount, allotment)
    take_from_claim(claim, amount)
    entry = write(
        by=by, line=line, kind=EntryKind.PAY, amount=amount, on=on, key=key, digest=digest, document=document
    )
    payment = Payment.objects.create(
        area_id=allotment.area_id, allotment=allotment, amount=amount, paid_on=on, household=household, payee=payee,
        claim=claim, document_no=document, entry=entry,
    )  # fmt: skip
    post(entry, allotment)
    if claim is not None:
        follow_payments(by=by, claim=claim, on=on)
    return payment


def _move(**facts):
    entry = write(**facts)
    post(entry)
    return entry


def _day(on, line, allotment=None):
    if allotment is not None:
        return day_errors(on, name="on", not_before=allotment.allotted_on, because=_ALLOTTED)
    return day_errors(on, name="on", not_before=line.arrived_on, because=_ARRIVED)
