"""Faults in what is recorded of a person."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from households.choices import Health, LabourCapacity
from households.models import HouseholdMember
from households.querysets import STUDENT, aged
from households.rules.populations import data_rule, members
from povertyapp.core.rules import Fault

UNABLE = (LabourCapacity.LOST, LabourCapacity.NONE)
# Months that nobody filled in are no months; both are told apart by DQ-30.
HAS_MONTHS = Q(work_months__isnull=False, work_months__gt=0)
WORKING = ~Q(work_region="") | HAS_MONTHS


@data_rule("DQ-05", Fault.WRONG_VALUE, _("务工时间超出范围"), over=members)
def work_months_out_of_range(period, value):
    """务工时间应在 0 到 12 个月之间。

    The months of work lie between 0 and `data.work_months_max`.
    """
    most = value("data.work_months_max")
    return Q(work_months__isnull=False) & (Q(work_months__lt=0) | Q(work_months__gt=most))


@data_rule("DQ-10", Fault.MISSING_FIELD, _("民族未填"), over=members)
def ethnicity_missing(period, value):
    """每名成员都要填民族。

    The ethnicity of each member is filled in.
    """
    return Q(ethnicity="")


@data_rule("DQ-11", Fault.MISSING_FIELD, _("文化程度未填"), over=members)
def education_missing(period, value):
    """非在校生要填文化程度，在校生要填在校生状况，不能都空着。

    Each member has an education, or a school where he is a student.
    """
    return Q(education="") & ~STUDENT


@data_rule("DQ-12", Fault.MISSING_FIELD, _("健康状况或劳动技能未填"), over=members)
def health_or_capacity_missing(period, value):
    """每名成员都要填健康状况；16 到 65 周岁的还要填劳动技能。

    Health is filled in for everybody, labour capacity from `data.capacity_age_from` to
    `data.capacity_age_to`.
    """
    of_age = aged(period.end, value("data.capacity_age_from"), value("data.capacity_age_to"))
    return Q(health=[]) | (Q(labour_capacity="") & of_age)


@data_rule("DQ-28", Fault.ILLOGICAL, _("健康的青壮年填成无劳力"), over=members)
def able_but_marked_unable(period, value):
    """身体健康、正当劳动年龄、又不是在校生的，不应填“丧失劳动力”或“无劳动力”。

    A healthy person from `data.able_age_from` to `data.able_age_to` who is no student can work.
    """
    of_age = aged(period.end, value("data.able_age_from"), value("data.able_age_to"))
    return Q(health=[Health.HEALTHY], labour_capacity__in=UNABLE) & of_age & ~STUDENT & ~WORKING


@data_rule("DQ-30", Fault.ILLOGICAL, _("务工地点与务工时间不符"), over=members)
def place_and_months_disagree(period, value):
    """填了务工地点的要有务工月数，填了务工月数的要有务工地点。

    Who has a place of work has months of work, and the other way round.
    """
    place = ~Q(work_region="")
    return (place & ~HAS_MONTHS) | (~place & HAS_MONTHS)


@data_rule("DQ-31", Fault.ILLOGICAL, _("无劳力却在务工"), over=members)
def unable_yet_working(period, value):
    """“丧失劳动力”或“无劳动力”的成员不应有务工记录。

    Who has lost labour or has none does not work for wages.
    """
    return Q(labour_capacity__in=UNABLE) & WORKING


@data_rule("DQ-37", Fault.ILLOGICAL, _("同一证件号码登记了两次"), over=members)
def same_person_twice(period, value):
    """同一个人只能登记在一户，本县外县都一样。

    No other counted member, in this county or another, has the same document number.
    """
    same = HouseholdMember.objects.present().filter(id_hash=OuterRef("id_hash"))
    return ~Q(id_hash="") & Exists(same.exclude(pk=OuterRef("pk")))


@data_rule("DQ-46", Fault.ILLOGICAL, _("适龄儿童未填就学"), over=members)
def child_without_school(period, value):
    """6 到 15 周岁的儿童要填在校生状况；不在校的要填原因。

    A child from `data.school_age_from` to `data.school_age_to` is at school, or the reason is given.
    """
    of_age = aged(period.end, value("data.school_age_from"), value("data.school_age_to"))
    return of_age & ~STUDENT & Q(dropout_reason="")


@data_rule("DQ-47", Fault.ILLOGICAL, _("公益性岗位与月数不符"), over=members)
def post_and_months_disagree(period, value):
    """填了公益性岗位的要有在岗月数，填了月数的要有岗位。

    A public post has months, and months have a post.
    """
    post = ~Q(public_post="")
    months = Q(public_post_months__isnull=False, public_post_months__gt=0)
    return (post & ~months) | (~post & months)
