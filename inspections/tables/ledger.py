"""The columns of the rectification ledger on the page (ux P9)."""

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from inspections.choices import LedgerState, MeasureStatus
from povertyapp.core import clock
from povertyapp.core.statuses import cue_for
from povertyapp.core.views import Column

SHORT = 40  # characters of a long text in a list; the whole of it stands on the detail page


def state_tag(item):
    """Return the state of a line as a tag: glyph, word, colour; done work stays plain."""
    cue = cue_for(item.state, LedgerState(item.state).label)
    return render_to_string(
        "components/status.html", {"cue": cue, "plain": item.state == LedgerState.CLOSED, "title": ""}
    )


def days_left(measure):
    """Return the days until the deadline, negative when it has passed; None without a day or once closed."""
    if measure.deadline is None or measure.status == MeasureStatus.CLOSED:
        return None
    return (measure.deadline - clock.today()).days


def due(item):
    """Return the deadline in words: the day and the days left or over, or the paper's own words."""
    measure = item.measure
    if measure is None:
        return ""
    left = days_left(measure)
    if left is None:
        return str(measure.deadline or measure.deadline_text)
    if left < 0:
        words = ngettext("超 %(n)d 天", "超 %(n)d 天", -left) % {"n": -left}
    else:
        words = ngettext("剩 %(n)d 天", "剩 %(n)d 天", left) % {"n": left}
    return format_html('<time>{}</time> <span class="gap">{}</span>', measure.deadline, words)


def latest_progress(item):
    """Return the latest entry of progress, as written."""
    entries = list(item.measure.progress.all()) if item.measure else []
    return _short(f"{entries[-1].of} {entries[-1].text}") if entries else ""


def _short(text):
    shown = text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
    return format_html('<span class="gap" title="{}">{}</span>', text, shown) if text else ""


def _of(name, shorten=False):
    """Return a function that gives a column of a line's measure, blank where there is none."""

    def value(item):
        text = getattr(item.measure, name) if item.measure else ""
        return _short(text) if shorten else text

    return value


COLUMNS = (
    Column("no", _("问题编号"), "problem.no", order="problem__no"),
    Column("problem", _("问题"), lambda item: _short(item.problem.text)),
    Column("category", _("类别"), "problem.category", order="problem__category"),
    Column("origin", _("来源"), "problem.origin"),
    Column("measure", _("措施"), _of("text", shorten=True)),
    Column("goal", _("目标"), _of("goal", shorten=True)),
    Column("leader", _("责任领导"), _of("leader_name")),
    Column("unit", _("责任单位"), _of("responsible_unit"), order="measure__responsible_unit"),
    Column("person", _("责任人"), _of("person_name")),
    Column("deadline", _("时限"), due, order="measure__deadline"),
    Column("state", _("状态"), state_tag, order="state"),
    Column("progress", _("进展"), latest_progress),
    Column("evidence", _("佐证"), _of("evidence_text", shorten=True)),
)
