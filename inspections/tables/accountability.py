"""The columns of the list of cases, of sanctions in force, of seats and of self-reports."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.case_file import days_waiting, deciding_words, is_overdue, waits_for
from inspections.models.account import PartyLevel
from povertyapp.core import clock
from povertyapp.core.statuses import cue_for, tag
from povertyapp.core.views import Column


def state_tag(case):
    """Return the state of a case as a tag: glyph, word, colour; what is over stays plain."""
    return tag(case.cue, case.get_state_display(), plain=cue_for(case.cue).key == "good")


def due_words(case):
    """Return the day by which somebody must act; what is overdue is marked with sign and word."""
    if case.ended_on is not None:
        return _("%(day)s 办结") % {"day": case.ended_on}
    if is_overdue(case):
        return tag("overdue", _("逾期 %(day)s") % {"day": case.due_on})
    return case.due_on


def party(case):
    return f"{case.name}（{PartyLevel(case.level).label}）"


def month(case):
    """Return the month that a case stands on, which never breaks."""
    return format_html('<span class="wrap-people">{}</span>', case.month)


def in_force_until(case):
    return case.until_on or case.deadline_on


def days_left(case):
    """Return the days until a restriction or an order ends, none below zero."""
    return max((in_force_until(case) - clock.today()).days, 0)


NO = Column("no", gettext_lazy("编号"), "no", order="no")
PARTY = Column("party", gettext_lazy("当事人"), party, order="code")
KIND = Column("kind", gettext_lazy("处理方式"), "get_kind_display", order="kind")

ACTION_COLUMNS = (
    NO,
    PARTY,
    KIND,
    Column("trigger", gettext_lazy("情形"), "get_trigger_display", order="trigger"),
    Column("month", gettext_lazy("月份"), month, order="month"),
    Column("state", gettext_lazy("状态"), state_tag, order="state"),
    Column("days", gettext_lazy("已等（天）"), days_waiting, numeric=True, order="state_since"),
    Column("next", gettext_lazy("等谁办"), waits_for),
    Column("due_on", gettext_lazy("期限"), due_words, order="due_on"),
)
SANCTION_COLUMNS = (
    NO,
    PARTY,
    KIND,
    Column("person", gettext_lazy("受送达人"), "answers_for"),
    Column("decided_on", gettext_lazy("决定日期"), "decided_on", order="decided_on"),
    Column("body", gettext_lazy("决定机关"), deciding_words, order="body"),
    Column("until", gettext_lazy("到哪天为止"), in_force_until),
    Column("left", gettext_lazy("还有（天）"), days_left, numeric=True),
)
SEAT_COLUMNS = (
    Column("body", gettext_lazy("决定机关"), "get_body_display", order="body"),
    Column("place", gettext_lazy("地方"), "area.short_name", order="area_id"),
    Column("user", gettext_lazy("成员"), "user"),
    Column("title", gettext_lazy("职务"), "title"),
    Column("from_date", gettext_lazy("起"), "from_date", order="from_date"),
    Column("to_date", gettext_lazy("止"), lambda seat: seat.to_date or "", order="to_date"),
    Column("paper", gettext_lazy("任命文号"), "paper"),
)
REPORT_COLUMNS = (
    Column("month", gettext_lazy("月份"), "month", order="month"),
    Column("unit", gettext_lazy("报告单位"), "reporter", order="area_id"),
    Column("about", gettext_lazy("问题单位"), "about_name"),
    Column("text", gettext_lazy("自查发现的问题"), "text"),
    Column("by", gettext_lazy("报告人"), "reported_by"),
    Column("at", gettext_lazy("报告日期"), lambda row: clock.day_of(row.reported_at)),
)
UNIT_COLUMNS = (
    Column("name", gettext_lazy("单位名称"), "name", order="name"),
    Column("code", gettext_lazy("编号"), "code", order="code"),
    Column("level", gettext_lazy("隶属关系"), "get_level_display", order="level"),
)
