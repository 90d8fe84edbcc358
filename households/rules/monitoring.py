"""Faults in watching households against falling back (rulebook B10)."""

from django.db.models import F, Q
from django.db.models.functions import ExtractMonth, ExtractYear
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from households.models import MonitoringCase
from households.rules.populations import data_rule
from povertyapp.core.faults import Child, Has
from povertyapp.core.rules import Fault

MONTHS_A_YEAR = 12


@data_rule(
    "DQ-48",
    Fault.ILLOGICAL,
    _("纳入监测不久就消除风险"),
    mend="procedures",
    how=_("核对纳入和消除的日期；日期无误的，重新核实风险是否真的消除，属实的写明依据。"),
)
def risk_removed_at_once(period, value):
    """风险不应在纳入监测的当月或次月就消除。

    Between the month in which a household was taken up and that in which its risk was removed lie more than
    `data.risk_removal_months`.
    """
    months = int(value("data.risk_removal_months"))
    ended = MonitoringCase.objects.filter(monitored_on__isnull=False, risk_removed_on__isnull=False)
    soon = LessThanOrEqual(_month_of("risk_removed_on") - _month_of("monitored_on"), months)
    return Q(Has(Child("monitorings", ended, key="case__household_id"), Q(soon)))


def _month_of(name):
    """Return a day's month, counted from the year 0."""
    return ExtractYear(F(name)) * MONTHS_A_YEAR + ExtractMonth(F(name))
