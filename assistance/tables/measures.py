"""The columns of measures, plans and reliefs."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from assistance.choices import Batch, MeasureState
from povertyapp.core import clock
from povertyapp.core.statuses import tag
from povertyapp.core.views.pages import Column

# How a state of a measure is shown, given its word.
STATES = {
    MeasureState.PROPOSED: partial(tag, "review"),
    MeasureState.REFUSED: partial(tag, "bad"),
    MeasureState.PLANNED: partial(tag, "none"),
    MeasureState.IN_FORCE: partial(tag, "good", plain=True),
    MeasureState.DONE: partial(tag, "good", plain=True),
    MeasureState.STOPPED: partial(tag, "warn"),
    MeasureState.VOIDED: partial(tag, "bad"),
}


def state_tag(measure):
    """Return how a measure stands today."""
    state = measure.state_on(clock.today())
    return STATES[state](state.label)


def batch_word(batch):
    """Return the words of a batch, or blank."""
    return Batch(batch).label if batch else ""


def signature(row):
    """Return by whom and when something was signed."""
    return f"{row.signed_by} {row.signed_on}" if row.signed_on else _("未签字")


MEASURE_COLUMNS = (
    Column("household", _("户"), "household"),
    Column("township", _("乡镇"), "area.parent.name"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("name", _("措施内容"), order="name"),
    Column("kind", _("类别"), lambda row: row.get_item_display() or row.get_kind_display(), order="kind"),
    Column("class", _("归类"), "get_measure_class_display", order="measure_class"),
    Column("from", _("起"), "from_date", order="from_date"),
    Column("to", _("止"), "to_date", order="to_date"),
    Column("expected", _("预计年增收（元）"), "expected_income", numeric=True, order="expected_income"),
    Column("state", _("状态"), state_tag),
    Column("effect", _("成效签字"), lambda row: row.signed_on or _("未签字"), order="signed_on"),
)
PLAN_COLUMNS = (
    Column("household", _("户"), "household"),
    Column("township", _("乡镇"), "area.parent.name"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("year", _("年度"), lambda row: str(row.year), order="year"),
    Column("goal", _("年度目标"), "goal"),
    Column("own", _("没有措施时纯收入（元）"), "own_income", numeric=True, order="own_income"),
    Column("signed", _("农户签字"), signature, order="signed_on"),
)
RELIEF_COLUMNS = (
    Column("household", _("户"), "household"),
    Column("member", _("受助人"), "member.name"),
    Column("township", _("乡镇"), "area.parent.name"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("kind", _("救助种类"), "get_kind_display", order="kind"),
    Column("received", _("发放日期"), "received_on", order="received_on"),
    Column("amount", _("金额（元）"), "amount", numeric=True, order="amount"),
    Column("unit", _("发放单位"), "unit"),
)
