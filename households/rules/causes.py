"""Faults in the causes of poverty."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from households.choices import Cause, Health
from households.querysets import STUDENT
from households.rules.populations import data_rule, has_member
from povertyapp.core.rules import Fault

HEALTHY = Q(health=[Health.HEALTHY])
DISABLED = Q(health__contains=[Health.DISABLED]) | Q(disability_level__isnull=False) | ~Q(disability_kind="")
# A member whose health nobody filled in is DQ-12; of such a household the causes cannot be judged.
HEALTH_UNKNOWN = Q(health=[])


@data_rule(
    "DQ-20",
    Fault.ILLOGICAL,
    _("因病致贫而全家健康"),
    field="main_cause",
    how=_("核对谁患病、患什么病：补填成员健康状况，或改主要致贫原因。"),
)
def illness_but_all_healthy(period, value):
    """主要致贫原因是“因病”的，家里要有患病成员。

    With illness as the main cause, not every member is healthy.
    """
    return Q(main_cause=Cause.ILLNESS) & Q(has_member()) & ~Q(has_member(~HEALTHY))


@data_rule(
    "DQ-21",
    Fault.ILLOGICAL,
    _("因学致贫而无在校生"),
    field="main_cause",
    how=_("补填成员在校生状况；孩子已毕业的，改主要致贫原因。"),
)
def schooling_but_no_student(period, value):
    """主要致贫原因是“因学”的，家里要有在校生。

    With schooling as the main cause, a member is a student.
    """
    return Q(main_cause=Cause.SCHOOLING) & Q(has_member()) & ~Q(has_member(STUDENT))


@data_rule(
    "DQ-22",
    Fault.ILLOGICAL,
    _("因残致贫而无残疾人"),
    field="main_cause",
    how=_("补填成员残疾情况；没有残疾人的，改主要致贫原因。"),
)
def disability_but_nobody_disabled(period, value):
    """主要致贫原因是“因残”的，家里要有残疾成员。

    With disability as the main cause, a member is disabled.
    """
    somebody = has_member(DISABLED | HEALTH_UNKNOWN)
    return Q(main_cause=Cause.DISABILITY) & Q(has_member()) & ~Q(somebody)


@data_rule(
    "DQ-23",
    Fault.ILLOGICAL,
    _("其他致贫原因与主要的相同"),
    field="other_causes",
    shows=("main_cause", "other_causes"),
    how=_("从其他致贫原因里去掉与主要原因相同的一项。"),
)
def same_cause_twice(period, value):
    """其他致贫原因不应与主要致贫原因相同。

    The main cause is not among the other causes.
    """
    return ~Q(main_cause="") & Q(other_causes__contains=[F("main_cause")])
