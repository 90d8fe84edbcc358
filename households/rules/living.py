"""Faults in land, and between the register and the two paper forms."""

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from households.models import FormFigures, LivingCondition
from households.rules.populations import data_rule, has_living
from povertyapp.core.rules import Fault

FORMS = FormFigures.objects.order_by()


def _differs(name, other):
    """Return the condition that a figure differs from another; a blank figure differs from nothing."""
    return Q(**{f"{name}__lt": other}) | Q(**{f"{name}__gt": other})


@data_rule("DQ-07", Fault.WRONG_VALUE, _("人均耕地或林地过大"), mend="living")
def too_much_land(period, value):
    """人均耕地不超过 50 亩，人均林地不超过 70 亩。

    Land per head is at most `data.cultivated_per_head_max` and `data.woodland_per_head_max` mu.
    """
    limits = {
        "cultivated_mu": value.number("data.cultivated_per_head_max"),
        "woodland_mu": value.number("data.woodland_per_head_max"),
    }
    too_much = Q()
    for name, limit in limits.items():
        too_much |= Q(**{f"{name}__gt": F("household__size") * limit})
    return Q(has_living(period, too_much, household__size__gt=0))


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
