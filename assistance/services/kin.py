"""Kinship of helpers and households, as it was declared."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import HelperKin
from povertyapp.core.history import because


@transaction.atomic
def declare_kin(*, by, helper, household, relation):
    """Declare that a helper is a relative of a household, and return it: he is no longer proposed there.

    Declaring it again corrects the relation. What was assigned stays: a person decides about that.
    """
    relation = (relation or "").strip()
    if not relation:
        raise ValidationError({"relation": _("请写明是什么亲属关系。")})
    with because(by=by, reason=_("亲属关系申报")):
        kin, is_new = HelperKin.objects.get_or_create(
            helper=helper,
            household=household,
            defaults={"relation": relation, "area_id": household.area_id},
        )
        if not is_new and kin.relation != relation:
            kin.relation = relation
            kin.save(update_fields=["relation"])
    return kin
