"""How objections, excuses and what a version shows differently stand in a list."""

from django.utils.translation import gettext_lazy as _

from inspections.choices.objections import ExcuseStatus, ObjectionStatus
from inspections.models.account import Outcome, Verdict
from povertyapp.core.statuses import tag
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.views.pages import Column

OBJECTION_CUES = {
    ObjectionStatus.FILED: "none",
    ObjectionStatus.REVIEWING: "review",
    ObjectionStatus.UPHELD: "good",
    ObjectionStatus.CORRECTED: "warn",
    ObjectionStatus.REJECTED: "bad",
    ObjectionStatus.WITHDRAWN: "none",
}
EXCUSE_CUES = {
    ExcuseStatus.ASKED: "review",
    ExcuseStatus.APPROVED: "good",
    ExcuseStatus.REFUSED: "bad",
    ExcuseStatus.WITHDRAWN: "none",
}


def objection_state(objection):
    """Return how far an objection has come: glyph, word, colour."""
    return tag(OBJECTION_CUES[objection.status], objection.get_status_display())


def excuse_state(excuse):
    """Return how far an excuse has come."""
    return tag(EXCUSE_CUES[excuse.status], excuse.get_status_display())


OBJECTION_COLUMNS = (
    Column("no", _("编号"), "no", order="no"),
    Column("month", _("月份"), lambda row: month_text(row.month), order="month"),
    Column("party", _("责任方"), "name", order="name"),
    Column("area", _("所在"), "area.short_name", order="area_id"),
    Column("lines", _("事项（项）"), "line_count", numeric=True),
    Column("state", _("状态"), objection_state, order="status"),
    Column("filed", _("提出时间"), "filed_at", order="filed_at"),
    Column("due", _("答复期限"), "due_on", order="due_on"),
)
EXCUSE_COLUMNS = (
    Column("party", _("责任方"), "name", order="name"),
    Column("area", _("所在"), "area.short_name", order="area_id"),
    Column("kind", _("事由"), "get_kind_display", order="kind"),
    Column("from", _("从"), "from_date", order="from_date"),
    Column("to", _("到"), "to_date", order="to_date"),
    Column("state", _("状态"), excuse_state, order="status"),
    Column("asked", _("申请时间"), "asked_at", order="asked_at"),
)

FIELD_WORDS = {
    "required": _("应做"),
    "delivered": _("已做"),
    "voided": _("核销"),
    "outcome": _("结果"),
    "weight": _("权重"),
    "score": _("得分"),
    "verdict": _("判定"),
    "lines": _("应交（项）"),
    "failed": _("未完成"),
    "met": _("完成"),
    "partial": _("部分完成"),
    "excused": _("免责"),
    "falsified": _("作假"),
    "credit": _("折算完成"),
}
_VALUES = {"outcome": dict(Outcome.choices), "verdict": dict(Verdict.choices)}


def _value(field, text):
    return _VALUES.get(field, {}).get(text, text) or "—"


CHANGE_COLUMNS = (
    Column("kind", _("种类"), "get_kind_display"),
    Column("level", _("级别"), "get_level_display"),
    Column("party", _("责任方"), lambda row: row.party_name or row.code, order="code"),
    Column("rule", _("事项"), "rule", order="rule"),
    Column("subject", _("对象"), "subject_code", order="subject_code"),
    Column("field", _("字段"), lambda row: FIELD_WORDS.get(row.field, row.field)),
    Column("before", _("原来"), lambda row: _value(row.field, row.before)),
    Column("after", _("现在"), lambda row: _value(row.field, row.after)),
)
