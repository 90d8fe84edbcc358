"""Faults in land, house and water, and between the register and the two paper forms."""

from functools import reduce
from operator import and_, or_

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from households.choices import PovertyStatus
from households.models import LivingCondition
from households.rules.populations import data_rule, has_forms, has_living
from povertyapp.core.faults import named_by
from povertyapp.core.rules import Fault

# What the form asks and a roster has no column for. Where all of it is blank, the form was never taken in.
ONLY_ON_FORM = {
    "is_water_difficult": None,
    "has_household_power": None,
    "fuel": "",
    "has_sanitary_toilet": None,
}
ALWAYS_STATED = {"is_water_safe": None, "access_road": "", "is_in_cooperative": None}


@data_rule(
    "DQ-07",
    Fault.WRONG_VALUE,
    _("人均耕地或林地过大"),
    mend="living",
    shows=("living.cultivated_mu", "living.woodland_mu", "size"),
    how=_("核对单位是不是亩、小数点有没有错位。"),
)
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


@data_rule(
    "DQ-08",
    Fault.WRONG_VALUE,
    _("与村主干路距离过大"),
    mend="living",
    shows=("living.km_to_main_road",),
    how=_("单位是公里：多半是把米当成了公里。"),
)
def too_far_from_road(period, value):
    """与村主干路的距离不超过 50 公里。

    The distance to the village's main road is at most `data.km_to_main_road_max` km.
    """
    return Q(has_living(period, km_to_main_road__gt=value.number("data.km_to_main_road_max")))


@data_rule(
    "DQ-09",
    Fault.WRONG_VALUE,
    _("已脱贫户住房面积为零或未填"),
    mend="living",
    shows=("living.housing_m2",),
    how=_("补填住房面积；没有自有住房的，在备注里写明住在哪里后按“属实”说明。"),
)
def exited_without_house(period, value):
    """已脱贫户要有住房面积。

    The housing area of an exited household is filled in and above 0. Without living conditions it is DQ-18.
    """
    blank = Q(housing_m2=None) | Q(housing_m2__lte=0)
    return Q(poverty_status=PovertyStatus.EXITED) & Q(has_living(period, blank))


@data_rule(
    "DQ-13",
    Fault.MISSING_FIELD,
    _("户的必填项未填"),
    mend="living",
    how=_("把空着的补齐：主要致贫原因、饮水、用电、燃料、厕所、入户路、合作社。"),
)
def conditions_missing(period, value):
    """主要致贫原因，饮水是否困难、是否安全，用电，燃料，厕所，入户路，合作社，都要填。

    The main cause and the living conditions that the form asks for are filled in. Water difficulty, power, fuel
    and toilet are asked where one of them is filled in: a roster has no columns for them.
    """
    form_blank, form_taken = _any_blank(ONLY_ON_FORM), ~_all_blank(ONLY_ON_FORM)
    missing = _any_blank(ALWAYS_STATED) | (form_blank & form_taken)
    return Q(main_cause="") | Q(has_living(period, missing))


def _any_blank(columns):
    return reduce(or_, (Q(**{name: blank}) for name, blank in columns.items()))


def _all_blank(columns):
    return reduce(and_, (Q(**{name: blank}) for name, blank in columns.items()))


def _land_and_forms(period, value):
    figures = Q(cultivated_mu=None, woodland_mu=None)
    return ~Q(has_living(period, figures)) & ~Q(has_forms(figures & Q(size=None)))


@data_rule(
    "DQ-41",
    Fault.ILLOGICAL,
    _("表册与系统数据不一致"),
    mend="forms",
    shows=("size", "living.cultivated_mu", "living.woodland_mu"),
    reads=_land_and_forms,
    how=_("到户核实以后，把《帮扶工作情况表》《帮扶手册》和系统改成一个数。"),
)
def forms_disagree(period, value):
    """《帮扶工作情况表》《帮扶手册》与系统的家庭人口、耕地面积、林地面积要一致。

    Size, cultivated land and woodland are the same in the work form, the handbook and the register; a blank
    figure is compared with nothing.
    """
    wrong = Q()
    for name in ("size", "cultivated_mu", "woodland_mu"):
        wrong |= Q(has_forms(different=name))
    wrong |= Q(has_forms(differs("size", F("household__size"))))
    land = differs("household__form_figures__cultivated_mu", F("cultivated_mu"))
    land |= differs("household__form_figures__woodland_mu", F("woodland_mu"))
    off = LivingCondition.objects.newest(period.year).in_area(value.area_code).filter(land)
    return wrong | named_by(off)


def differs(name, other):
    """Return the condition that a figure differs from another; a blank figure differs from nothing."""
    return Q(**{f"{name}__lt": other}) | Q(**{f"{name}__gt": other})
