"""Faults in what is recorded of a person's school."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from households.choices import ABOVE_JUNIOR, GRADES, SchoolStatus
from households.querysets import STUDENT, aged, school_year_of
from households.rules.populations import data_rule, has_school_years, members
from povertyapp.core.rules import Fault

OLDEST = 150


@data_rule(
    "DQ-11",
    Fault.MISSING_FIELD,
    _("文化程度未填"),
    over=members,
    field="education",
    how=_("不在校的填文化程度，在校的填在校生状况。"),
)
def education_missing(period, value):
    """非在校生要填文化程度，在校生要填在校生状况，不能都空着。

    Each member has an education, or a school where he is a student.
    """
    return Q(education="") & ~STUDENT


@data_rule(
    "DQ-35",
    Fault.ILLOGICAL,
    _("年龄与就学阶段不符"),
    over=members,
    field="school_status",
    how=_("核对出生日期和就读学校，改错的那一项。"),
)
def age_contradicts_school(period, value):
    """14 周岁以下不应在读高中阶段，20 周岁以上不应在读小学。

    Nobody up to `data.above_junior_too_young` is above junior school, nobody from `data.primary_too_old` on is
    in primary school.
    """
    young = aged(period.end, 0, value("data.above_junior_too_young"))
    old = aged(period.end, value("data.primary_too_old"), OLDEST)
    return (young & Q(school_status__in=ABOVE_JUNIOR)) | (old & Q(school_status=SchoolStatus.PRIMARY))


@data_rule(
    "DQ-36",
    Fault.ILLOGICAL,
    _("连续三学年同一年级"),
    over=members,
    field="school_status",
    how=_("问清现在读几年级并更新；确实留级的按“属实”说明。"),
)
def same_grade_for_years(period, value):
    """同一年级不应连续登记三个学年。

    A pupil is not in the same grade for `data.same_grade_years` school years running, by what the register said
    in each of them. Primary school and college are one word for several years and are not looked at.
    """
    years = int(value("data.same_grade_years"))
    last = school_year_of(period.end, int(value("data.school_year_month")))
    same = Q(school_status=F("member__school_status"))
    stuck = has_school_years(last - years + 1, last, same, at_least=years)
    return Q(school_status__in=GRADES) & Q(stuck)


@data_rule(
    "DQ-46",
    Fault.ILLOGICAL,
    _("适龄儿童未填就学"),
    over=members,
    field="school_status",
    shows=("school_status", "dropout_reason"),
    how=_("在校的填在校生状况；没有上学的问清原因，填失学或辍学原因。"),
)
def child_without_school(period, value):
    """6 到 15 周岁的儿童要填在校生状况；不在校的要填原因。

    A child from `data.school_age_from` to `data.school_age_to` is at school, or the reason is given.
    """
    of_age = aged(period.end, value("data.school_age_from"), value("data.school_age_to"))
    return of_age & ~STUDENT & Q(dropout_reason="")
