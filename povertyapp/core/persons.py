"""Two accounts of one natural person: tied together, so that separation of duties asks for the person."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from povertyapp.core.models import User


@transaction.atomic
def tie_accounts(*, account, main):
    """Say that an account belongs to the person of another one, and return it; `None` as main unties it.

    ValidationError: an account is not its own main one, and a main account has none above it.
    """
    account = User.objects.select_for_update().get(pk=account.pk)
    if main is not None:
        if main.pk == account.pk:
            raise ValidationError(_("主账号不能是它自己，请填另一个账号。"))
        if main.main_account_id:
            raise ValidationError(
                _("%(name)s 自己已经挂在另一个主账号下，请改填那个主账号。") % {"name": main.username}
            )
        if User.objects.filter(main_account=account).exists():
            raise ValidationError(_("%(name)s 下面已经挂有账号，先解开再办。") % {"name": account.username})
    account.main_account = main
    account.save(update_fields=["main_account"])
    return account
