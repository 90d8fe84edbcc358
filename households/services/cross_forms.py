"""Making the register and the two paper forms say the same (CB1-12)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.services.changing import check_known, given_reason, locked
from households.services.statements import FORM_FACTS, record_form_figures, record_living
from povertyapp.core.history import because


@transaction.atomic
def align_forms(*, by, household, figures, reason):
    """Write the right value of each figure wherever another one stands; return the household.

    The number of people follows from the members: only the forms can be brought to it. A form that was never
    entered stays away. ValidationError without a figure or a reason.
    """
    check_known(figures, FORM_FACTS)
    reason = given_reason(reason)
    if not figures:
        raise ValidationError(_("请至少为一项选出正确的数据。"))
    household = locked(household)
    if figures.get("size", household.size) != household.size:
        raise ValidationError({"size": _("系统人数随成员变动：请先在“成员”里登记增减，再来核对表册。")})
    land = {name: value for name, value in figures.items() if name != "size"}
    with because(by=by, reason=reason):
        for form in household.form_figures.all():
            record_form_figures(by=by, household=household, source=form.source, reason=reason, **figures)
        living = household.living.order_by("-year").first()
        if land and living:
            record_living(by=by, household=household, year=living.year, reason=reason, **land)
    return household
