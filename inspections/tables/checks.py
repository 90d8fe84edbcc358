"""The columns of rounds and of checks on site."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import BEFORE_OPENING, CheckState, RoundState
from povertyapp.core.statuses import tag
from povertyapp.core.views import Column

ROUND_CUES = {RoundState.OPEN: "warn", RoundState.REPORTED: "review", RoundState.PUBLISHED: "good"}
CHECK_CUES = {
    CheckState.DRAWN: "none",
    CheckState.SEALED: "none",
    CheckState.ON_SITE: "warn",
    CheckState.RECORDED: "review",
    CheckState.REPORTED: "review",
    CheckState.FINDINGS_ISSUED: "good",
}


def round_tag(row):
    """Return the state of a round as a tag; done work stays plain."""
    return tag(ROUND_CUES[row.state], row.get_state_display(), plain=row.state == RoundState.PUBLISHED)


def check_tag(check):
    """Return the state of a check as a tag; a void one says so."""
    if check.voided_at is not None:
        return tag("bad", _("已作废"))
    plain = check.state == CheckState.FINDINGS_ISSUED
    return tag(CHECK_CUES[check.state], check.get_state_display(), plain=plain)


def is_sealed(check):
    """Say whether nobody but those who keep the draw is told what this check is of."""
    return check.state in BEFORE_OPENING and check.voided_at is None


def place_of(row):
    """Return where a unit lies: 绿水镇 老寨村, or the place alone above villages."""
    area = row.area
    return f"{area.parent.short_name} {area.short_name}" if len(area.code) > 9 else area.short_name


ROUND_COLUMNS = (
    Column("name", gettext_lazy("名称"), order="name"),
    Column("month", gettext_lazy("月份"), order="month"),
    Column("kind", gettext_lazy("检查方式"), "get_kind_display", order="kind"),
    Column("state", gettext_lazy("状态"), round_tag, order="state"),
    Column("drawn", gettext_lazy("样本"), "drawn", numeric=True),
    Column("visited", gettext_lazy("已查"), "visited", numeric=True),
    Column("published_at", gettext_lazy("通报时间"), order="published_at"),
    Column("circular_no", gettext_lazy("通报文号")),
)
CHECK_COLUMNS = (
    Column("number", gettext_lazy("记录号"), lambda check: str(check.unit)),
    Column("name", gettext_lazy("对象"), "shown_name"),
    Column("kind", gettext_lazy("类别"), "unit.get_kind_display"),
    Column("place", gettext_lazy("地方"), place_of, order="area_id"),
    Column("state", gettext_lazy("状态"), check_tag, order="state"),
    Column("inspectors", gettext_lazy("检查人"), "inspector_names"),
    Column("started_at", gettext_lazy("到场时间"), order="started_at"),
    Column("due", gettext_lazy("应在此前办完"), "due_at"),
)
