"""LF-17 and LF-18: measures that fit the household's labour."""

import datetime as dt

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from assistance.choices import MeasureClass, MeasureKind, VoidKind
from assistance.rules.populations import CARE, MEASURES
from povertyapp.core.rules import Duty, Kind, Tally, rule

STANDING = Q(voided_at=None)
FALSE = Q(void_kind=VoidKind.FALSE)
SAFETY_NET = (MeasureKind.ASSET_RETURN, MeasureKind.FUND_RETURN, MeasureKind.SOCIAL_SAFETY_NET)


def _in_force(kinds, standing):
    """Return the tally of measures in force at the end of the month: those kinds, standing so after checks."""
    return Tally(MEASURES, Count("pk", filter=kinds & standing))


def _duty(due, required, kinds):
    """Return the duty to have so many measures of those kinds: what a check struck out counts no more."""
    return Duty(
        due=due,
        required=required,
        counts=_in_force(kinds, STANDING),
        voided=_in_force(kinds, ~STANDING),
        false=_in_force(kinds, FALSE),
    )


def _owed(period, value):
    """Return who has been in a helper's care long enough to owe measures at the end of the month."""
    latest = period.end - dt.timedelta(days=value("measure.owed_from_day"))
    return Q(since__lte=latest, until__gte=period.end)


@rule(
    "LF-17",
    kind=Kind.DUTY,
    over=CARE,
    party="helper",
    obligation="HA-H3",
    owner="county_office",
    basis="LF, 2017-05-28",
    title=_("有劳力户增收项目"),
    allows_part=True,
)
def income_measures(period, value):
    """有劳动能力的贫困户必须落实 3 项以上的增收项目。

    A labour-capable household has at least `measure.income_min` income measures in force at the end of the
    month. Owed from day `measure.owed_from_day` after the assignment, by the helper of the last day. What a check
    struck out counts no more.
    """
    due = _owed(period, value) & Q(capable=True)
    return _duty(due, value("measure.income_min"), Q(measure_class=MeasureClass.INCOME))


@rule(
    "LF-18",
    kind=Kind.DUTY,
    over=CARE,
    party="helper",
    obligation="HA-H4",
    owner="county_office",
    basis="LF, 2017-05-28",
    title=_("无劳力户兜底项目"),
)
def safety_net_measures(period, value):
    """无劳动能力的贫困户，资产受益、资金受益、社会兜底项目中必须落实 1 项以上。

    A household without labour has at least `measure.safety_net_min` measure of the three kinds in force at the
    end of the month. Owed from day `measure.owed_from_day` after the assignment, by the helper of the last day.
    """
    due = _owed(period, value) & Q(capable=False)
    return _duty(due, value("measure.safety_net_min"), Q(kind__in=SAFETY_NET))
