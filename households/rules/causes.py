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


@data_rule("DQ-20", Fault.ILLOGICAL, _("因病致贫而全家健康"))
def illness_but_all_healthy(period, value):
    """主要致贫原因是“因病”的，家里要有患病成员。

    With illness as the main cause, not every member is healthy.
    """
    return Q(main_cause=Cause.ILLNESS) & has_member() & ~Q(has_member(~HEALTHY))


@data_rule("DQ-21", Fault.ILLOGICAL, _("因学致贫而无在校生"))
def schooling_but_no_student(period, value):
    """主要致贫原因是“因学”的，家里要有在校生。

    With schooling as the main cause, a member is a student.
    """
    return Q(main_cause=Cause.SCHOOLING) & has_member() & ~Q(has_member(STUDENT))


@data_rule("DQ-22", Fault.ILLOGICAL, _("因残致贫而无残疾人"))
def disability_but_nobody_disabled(period, value):
    """主要致贫原因是“因残”的，家里要有残疾成员。

    With disability as the main cause, a member is disabled.
    """
    somebody = has_member(DISABLED | HEALTH_UNKNOWN)
    return Q(main_cause=Cause.DISABILITY) & has_member() & ~Q(somebody)


@data_rule("DQ-23", Fault.ILLOGICAL, _("其他致贫原因与主要的相同"))
def same_cause_twice(period, value):
    """其他致贫原因不应与主要致贫原因相同。

    The main cause is not among the other causes.
    """
    return ~Q(main_cause="") & Q(other_causes__contains=[F("main_cause")])
