"""Two people sign a month before it is closed: one of the office, and a leader."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from inspections.models import AccountMonth, AccountSeal, Objection
from inspections.models.account import AccountState
from inspections.services.account.close import close_account, computed_as_seen
from inspections.services.account.days import days_of
from inspections.services.account.undecided import refuse_undecided
from inspections.services.findings.blocking import refuse_blocked
from povertyapp.core import clock
from povertyapp.core.roles import Role
from povertyapp.core.templatetags.house import moment_text, month_text

SIGNING = (Role.OFFICE, Role.LEADER)


def seals_of(account):
    """Return the signatures that stand under the figures of an account as they are now."""
    return AccountSeal.objects.filter(account=account, digest=account.digest)


def is_sealed(account):
    """Say whether both roles have signed the figures as they are now."""
    return seals_of(account).values("role").distinct().count() == len(SIGNING)


@transaction.atomic
def sign_account(*, by, county, period, note):
    """Sign the drafted month of a county; the second signature closes it, once its day has come. Return the account.

    ValidationError: no draft, objections may still be filed or wait for their answer, blocking findings, a role that
    does not sign or has signed, or a person who signed already or ruled on an objection of the month. Conflict: the
    draft no longer holds: it is computed again under each signature.
    """
    note = (note or "").strip()
    if not note:
        raise ValidationError(_("请写明锁定依据。"))
    account = _draft(county, period)
    role = _role_of(by, account)
    rulers = Objection.objects.of_month(county, str(period)).filter(ruled_by__isnull=False)
    if any(objection.ruled_by.person == by.person for objection in rulers.select_related("ruled_by")):
        raise ValidationError(_("复核过这个月申诉的人不能签字，请由另一个人签。"))
    try:
        with transaction.atomic():
            AccountSeal.objects.create(
                area=account.area,
                account=account,
                digest=account.digest,
                role=role,
                signed_by=by,
                signed_at=clock.now(),
                note=note,
            )
    except IntegrityError:
        raise ValidationError(_("第二个签字要由另一个人、用另一个身份签。")) from None
    if not is_sealed(account) or clock.today() < days_of(county.code, period).close:
        return computed_as_seen(county, period, account.digest, by=by)
    return close_account(county, period, by=by, note=note)


def _draft(county, period):
    """Return the draft of a month, held, when it can be signed."""
    rows = AccountMonth.objects.select_for_update().filter(area=county, month=str(period))
    account = rows.order_by("-version").first()
    if account is None or account.state != AccountState.DRAFT:
        raise ValidationError(_("%(month)s不是草稿，不用签字。") % {"month": month_text(period)})
    ends = days_of(county.code, period).objections_end
    if clock.today() <= ends:
        raise ValidationError(_("申诉期到 %(day)s 为止，过了才能签字。") % {"day": moment_text(ends)})
    refuse_undecided(county, period)
    refuse_blocked(county, period)
    return account


def _role_of(by, account):
    """Return the role with which a user signs: one on this county that has not signed yet."""
    roles = [grant.role for grant in by.grants_today if grant.area_id == account.area_id]
    mine = [role for role in SIGNING if role in roles]
    if not mine:
        raise ValidationError(_("锁定由县扶贫办和县领导各签一次：您的身份不能签。"))
    taken = set(seals_of(account).values_list("role", flat=True))
    free = [role for role in mine if role not in taken]
    if not free:
        raise ValidationError(_("%(role)s已经签过，还差另一个身份的签字。") % {"role": Role(mine[0]).label})
    return free[0]
