"""Saying who answers for many measures of the ledger, each through the service of one."""

from django.utils.translation import gettext_lazy as _

from inspections.models import RectificationMeasure
from inspections.services.problems.measures import change_measure
from povertyapp.core.bulk import Step, one_by_one

NO_MEASURE, NOT_OURS = _("问题还没有整改措施，请先列措施"), _("是上级的措施，由上级安排责任人")


def plan_responsible(*, by, rows, data):
    """Return a step for each line of the ledger: a measure that one may change, and that is not finished."""
    own = RectificationMeasure.objects.visible_to(by).select_related("problem").in_bulk(
        [row.measure_id for row in rows if row.measure_id]
    )  # fmt: skip
    for row in rows:
        row.own = own.get(row.measure_id)
    # what the service says before anything is written
    refused = one_by_one([row.own for row in rows if row.own], lambda one: change_measure(by=by, measure=one))
    return [Step(row, _code(row), row.area.short_name, _reason(row, refused)) for row in rows]


def _code(row):
    return row.measure.code if row.measure else row.problem.no


def _reason(row, refused):
    if row.measure is None:
        return NO_MEASURE
    return NOT_OURS if row.own is None else refused.get(row.own.pk, "")


def set_responsible(*, by, rows, data):
    """Write down for those lines who answers; what was left blank stays as it is. Return why one was not changed."""
    facts = {name: value for name, value in data.items() if value}
    return one_by_one(rows, lambda row: change_measure(by=by, measure=row.own, **facts))
