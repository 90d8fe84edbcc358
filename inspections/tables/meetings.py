"""The columns of meetings and of what they decided."""

from django.utils.translation import gettext_lazy as _

from inspections.choices import DecisionState
from povertyapp.core.statuses import tag
from povertyapp.core.views.pages import Column


def state_of(decision):
    """Return how far a matter is as a tag: done, not done, overdue, under way."""
    if decision.state == DecisionState.DONE:
        return tag("good", _("按期办成") if not decision.is_late else _("逾期办成"))
    if decision.state == DecisionState.NOT_DONE:
        return tag("bad", decision.get_state_display())
    if decision.is_late:
        return tag("bad", _("逾期"))
    return tag("review", decision.get_state_display())


MEETING_COLUMNS = (
    Column("meeting", _("会议"), lambda row: str(row)),
    Column("kind", _("类别"), "get_kind_display", order="kind"),
    Column("held_on", _("召开日期"), "held_on", order="held_on"),
    Column("area", _("召开单位"), "area.name", order="area_id"),
    Column("chair", _("主持人"), "chair_name"),
    Column("attended", _("到会人数"), "attended", numeric=True, order="attended"),
)
DECISION_COLUMNS = (
    Column("text", _("事项"), "text"),
    Column("party", _("单位"), "party_name", order="code"),
    Column("month", _("月份"), "month", order="month"),
    Column("person", _("责任人"), "person_name", order="person_name"),
    Column("due", _("时限"), "due_on", order="due_on"),
    Column("state", _("状态"), state_of, order="state"),
    Column("result", _("结果"), "result"),
)
CIRCULAR_COLUMNS = (
    Column("title", _("标题"), "title"),
    Column("number", _("文号"), "number", order="number"),
    Column("month", _("月份"), "month", order="month"),
    Column(
        "state",
        _("状态"),
        lambda row: tag("good" if row.is_issued else "review", row.get_state_display()),
        order="state",
    ),
    Column("issued", _("印发日期"), "issued_on", order="issued_on"),
    Column("by", _("签发人"), lambda row: str(row.issued_by or "")),
)
