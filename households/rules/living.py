"""Faults in land, and between the register and the two paper forms."""

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from households.models import FormFigures, LivingCondition
from households.rules.populations import data_rule
from povertyapp.core.rules import Fault

FORMS = FormFigures.objects.order_by()


def _differs(name, other):
    """Return the condition that a figure differs from another; a blank figure differs from nothing."""
    return Q(**{f"{name}__lt": other}) | Q(**{f"{name}__gt": other})


@data_rule("DQ-41", Fault.ILLOGICAL, _("表册与系统数据不一致"), mend="forms")
def forms_disagree(period, value):
    """《帮扶工作情况表》《帮扶手册》与系统的家庭人口、耕地面积、林地面积要一致。

    Size, cultivated land and woodland are the same in the work form, the handbook and the register; a blank
    figure is compared with nothing.
    """
    of_household = FORMS.filter(household=OuterRef("pk"))
    named = ("size", "cultivated_mu", "woodland_mu")
    forms_differ = Q()
    for name in named:
        forms_differ |= _differs(name, OuterRef(name))
    other_form = FORMS.filter(forms_differ, household=OuterRef("household"))
    land_differs = _differs("cultivated_mu", OuterRef("cultivated_mu")) | _differs(
        "woodland_mu", OuterRef("woodland_mu")
    )
    living = LivingCondition.objects.filter(household=OuterRef("household")).newest(period.year)
    return (
        Q(Exists(of_household.filter(Exists(other_form))))
        | Q(Exists(of_household.filter(_differs("size", F("household__size")))))
        | Q(Exists(of_household.filter(Exists(living.filter(land_differs)))))
    )
