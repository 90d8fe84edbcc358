"""The columns of the list of cases."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.case_file import days_in_state, is_overdue, next_level
from households.steps import ActingLevel
from povertyapp.core.statuses import cue_for, tag
from povertyapp.core.views import Column


def status_markup(state, word):
    """Return a state as a tag: glyph, word, colour."""
    return tag(state, word, plain=cue_for(state).key == "good")


def waits_for(case):
    """Return who decides the next step of a running case: level and place."""
    level = next_level(case.kind, case.state) if case.ended_on is None else ""
    if not level:
        return ""
    word = ActingLevel(level).label
    place = {ActingLevel.VILLAGE: case.area, ActingLevel.TOWNSHIP: case.area.parent}.get(level)
    return f"{place.short_name}（{word}）" if place else word


def due_words(case):
    """Return the last day of the present state; what is overdue is marked with sign and word."""
    if case.ended_on is not None:
        return _("%(day)s 办结") % {"day": case.ended_on}
    if is_overdue(case):
        return status_markup("overdue", _("逾期 %(day)s") % {"day": case.due_on})
    return case.due_on


CASE_COLUMNS = (
    Column("head_name", gettext_lazy("户主"), order="head_name"),
    Column("village", gettext_lazy("村"), "area.short_name", order="area_id"),
    Column("kind", gettext_lazy("程序"), "get_kind_display", order="kind"),
    Column(
        "state",
        gettext_lazy("状态"),
        lambda case: status_markup(case.cue, case.get_state_display()),
        order="state",
    ),
    Column(
        "days",
        gettext_lazy("已停留（天）"),
        lambda case: days_in_state(case) if case.ended_on is None else None,
        numeric=True,
        order="state_since",
    ),
    Column("due_on", gettext_lazy("期限"), due_words, order="due_on"),
    Column("next", gettext_lazy("等谁办"), waits_for),
)
