"""Confirming many measures that helpers and villages proposed: each through the service of one."""

from django.utils.translation import gettext_lazy as _

from assistance.choices import MeasureState
from assistance.services.measures import decide_measure
from povertyapp.core import clock
from povertyapp.core.bulk import Step, one_by_one

NOT_PROPOSED = _("不是待确认的措施，不用审核")


def plan_confirming(*, by, rows, data):
    """Return a step for each measure: only one that waits for the township can be confirmed."""
    today = clock.today()
    waits = {row.pk for row in rows if row.state_on(today) == MeasureState.PROPOSED}
    return [
        Step(row, row.household.household_no, row.area.short_name, "" if row.pk in waits else NOT_PROPOSED)
        for row in rows
    ]


def confirm_measures(*, by, rows, data):
    """Confirm those measures; return why one was not, where somebody was faster."""
    return one_by_one(rows, lambda row: decide_measure(by=by, measure=row, confirmed=True))
