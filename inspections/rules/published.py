"""DQ-50: percentages that units published, held against what they are made of."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from households.rules.populations import data_rule
from inspections.models import PublishedFigure
from povertyapp.core.rules import Fault


def published(period):
    """Percentages published up to the end of the period."""
    return PublishedFigure.objects.filter(published_on__lte=period.end).judged()


@data_rule(
    "DQ-50",
    Fault.ILLOGICAL,
    _("公布的百分数与分子分母不符"),
    over=published,
    subject="published",
    mend="published",
    field="published_text",
    shows=("numerator", "denominator", "published_text"),
    how=_("请公布单位核对分子、分母和百分数，更正后重新公布；系统列出按公布数推算的分子和分母。"),
)
def percentage_disagrees(period, value):
    """公布的百分数要等于分子除以分母；四舍五入和直接舍去都认。

    With as many places as were published, the exact quotient rounded half up or cut off gives the published
    percentage. Rounded and cut are verdicts of their own (T-01); anything else is a mismatch (T-02).
    """
    return Q(verdict="mismatch")
