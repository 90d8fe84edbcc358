"""Donations: received with their donor and receipt, used for households and projects, never more than was given."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.choices.development import DonationKind, DonorKind
from funds.models import Donation, DonationUse
from funds.services.development.common import insert, insert_numbered
from funds.services.development.pooling import left_the_pool
from households.services.procedures.common import given_day
from povertyapp.core.history import because


@transaction.atomic
def receive_donation(
    *, by, area, kind, donor_kind, what, amount=0, donor_unit="", donor_person="", may_be_named=False, unit=None,
    received_on=None, quantity="", purpose="", receipt_no="",
):  # fmt: skip
    """Record what was given to a place and return it.

    ValidationError by field, all at once: no donor, money or goods without a value, money without a receipt.
    """
    wrong = {}
    is_person = donor_kind == DonorKind.PERSON
    if is_person and not donor_person.strip():
        wrong["donor_person"] = _("请写捐赠人；不愿留名的写“匿名”。")
    if not is_person and not (donor_unit.strip() or unit):
        wrong["donor_unit"] = _("请写捐赠单位。")
    if kind != DonationKind.DEED and not (amount and amount > 0):
        wrong["amount"] = _("资金和物资要写金额或折价。")
    if kind == DonationKind.MONEY and not receipt_no.strip():
        wrong["receipt_no"] = _("收了钱要开票据，请写票据编号。")
    if wrong:
        raise ValidationError(wrong)
    made = Donation(
        area=area,
        kind=kind,
        donor_kind=donor_kind,
        donor_unit="" if is_person else donor_unit.strip() or unit.name,
        donor_person=donor_person.strip() if is_person else "",
        may_be_named=is_person and may_be_named,
        unit=unit,
        received_on=given_day(received_on, name="received_on"),
        what=what.strip(),
        quantity=quantity,
        amount=amount or 0,
        purpose=purpose,
        receipt_no=receipt_no.strip(),
        recorded_by=by,
    )
    return insert_numbered(made, by=by, reason=_("登记捐赠"), letter="D", digits=5)


@transaction.atomic
def use_donation(
    *, by, donation, what, amount, receiver, household=None, project=None, area=None, on=None, receipt_no=""
):
    """Record what was used of a donation, for a household, a project or a place, and who signed; return it.

    ValidationError says what is left where it is more than that, or when it lies before the gift.
    """
    held = Donation.objects.select_for_update(of=("self",)).get(pk=donation.pk)
    day = given_day(on, not_before=held.received_on)
    left = held.amount - held.used
    if amount > left:
        said = _("这笔捐赠还剩 %(left)s 元，这次填了 %(amount)s 元，最多填 %(left)s 元（LN-15）。")
        raise ValidationError({"amount": said % {"left": left, "amount": amount}})
    if not receiver.strip():
        raise ValidationError({"receiver": _("请写签收人。")})
    place = household or project
    use = DonationUse(
        donation=held,
        area_id=place.area_id if place else (area.code if area else held.area_id),
        used_on=day,
        what=what.strip(),
        amount=amount,
        household=household,
        project=project,
        receiver=receiver.strip(),
        receipt_no=receipt_no.strip(),
        recorded_by=by,
    )
    return insert(use, by=by, reason=_("登记捐赠使用"))


@transaction.atomic
def strike_use(*, by, use, reason, on=None):
    """Take a use back that was entered wrongly: what it took is left again; return it."""
    row = DonationUse.objects.select_for_update(of=("self",)).get(pk=use.pk)
    if row.struck_on:
        raise ValidationError(_("已于 %(day)s 冲销，不用再办。") % {"day": row.struck_on})
    if not reason.strip():
        raise ValidationError({"reason": _("请写明理由。")})
    if row.line_id:
        left_the_pool(row)
    row.struck_on, row.struck_reason = given_day(on, not_before=row.used_on), reason.strip()
    with because(by=by, reason=row.struck_reason):
        row.save(update_fields=["struck_on", "struck_reason"])
    return row
