"""Figures of who is helped and with what (rulebook E-06, E-09, E-10), as of today."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.choices import MeasureClass
from assistance.models import AssistanceMeasure
from assistance.rules.helpers import lacks_helper
from assistance.rules.measures import SAFETY_NET
from households.models import Household
from povertyapp.core.faults import Child, Has
from povertyapp.core.figures import Group, figure_rule


def registered(period):
    """Households on the register at the end of the month, or now while it runs."""
    return Household.objects.on_register(period.as_of)


def able(period):
    """Registered households that can work."""
    return registered(period).filter(is_labour_capable=True)


def unable(period):
    """Registered households that cannot work."""
    return registered(period).filter(is_labour_capable=False)


def _in_force(period):
    return Child("measures_in_force", AssistanceMeasure.objects.in_force(period.as_of))


@figure_rule(
    "E-06",
    _("帮扶责任人覆盖率"),
    over=registered,
    group=Group.PEOPLE,
    basis="LF-13",
    required="figure.helper_cover",
)
def helped(period, value):
    """每户都有帮扶责任人。

    Of the households on the register, those with a primary helper today. The share asked for is
    `figure.helper_cover`.
    """
    return ~lacks_helper(period.as_of)


@figure_rule(
    "E-09",
    _("增收措施达标率"),
    over=able,
    group=Group.MEASURES,
    basis="LF-17",
    required="figure.income_measures",
)
def enough_income_measures(period, value):
    """有劳动能力的户都有 3 项以上增收措施。

    Of the households that can work, those with at least `measure.income_min` income measures in force today. The
    share asked for is `figure.income_measures`.
    """
    income = Q(measure_class=MeasureClass.INCOME)
    return Q(Has(_in_force(period), income, at_least=int(value("measure.income_min"))))


@figure_rule(
    "E-10",
    _("兜底措施达标率"),
    over=unable,
    group=Group.MEASURES,
    basis="LF-18",
    required="figure.safety_net",
)
def enough_safety_net(period, value):
    """没有劳动能力的户都有兜底措施。

    Of the households that cannot work, those with at least `measure.safety_net_min` measures in force today of
    return on assets, return on funds or the social safety net. The share asked for is `figure.safety_net`.
    """
    net = Q(kind__in=SAFETY_NET)
    return Q(Has(_in_force(period), net, at_least=int(value("measure.safety_net_min"))))
