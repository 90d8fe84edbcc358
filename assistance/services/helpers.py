"""What is recorded of a helper himself."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.identity import birth_and_sex, hashes_of
from households.services.changing import check_known, given_reason, locked, put
from povertyapp.core.history import because
from povertyapp.core.workbooks.cells import word

CORRECTABLE = ("post", "expertise", "phone", "id_number")


@transaction.atomic
def correct_helper(*, by, helper, reason, **changes):
    """Correct columns of a helper (those in `CORRECTABLE`) and return him; write only what differs.

    The keyed hash follows the ID number, so that a helper who is registered himself is found (DQ-33).
    """
    check_known(changes, CORRECTABLE)
    reason, row = given_reason(reason), locked(helper)
    if "id_number" in changes:
        changes["id_number"] = word(changes["id_number"]).upper()
        if changes["id_number"] and birth_and_sex(changes["id_number"]) is None:
            raise ValidationError({"id_number": _("号码的校验位或出生日期不对，请对照证件核对。")})
        changes["id_hash"] = hashes_of(changes["id_number"])[0]
    if differing := put(row, changes):
        with because(by=by, reason=reason):
            row.save(update_fields=differing)
    return row
