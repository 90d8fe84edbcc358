"""The columns of the rectification ledger on the page (ux P9)."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from inspections.choices import LedgerState, MeasureStatus, OverdueGrade
from povertyapp.core import clock
from povertyapp.core.statuses import tag
from povertyapp.core.views import Column

SHORT = 40  # characters of a long text in a list; the whole of it stands on the detail page


def state_tag(item):
    """Return the state of a line as a tag: glyph, word, colour; done work stays plain."""
    return tag(item.state, LedgerState(item.state).label, plain=item.state == LedgerState.CLOSED)


def state_cell(item):
    """Return the state and, where it is behind, its grade of overdue: glyph and word for both."""
    shown = state_tag(item)
    return format_html('{} <span class="gap">{}</span>', shown, grade_tag(item)) if item.grade else shown


def grade_tag(item):
    """Return the grade of overdue of a line as a tag; blank where nothing is due."""
    if not item.grade:
        return ""
    return tag(f"grade:{item.grade}", OverdueGrade(item.grade).label)


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
        return measure.deadline or _lines(measure.deadline_text)
    if left < 0:
        words = ngettext("超 %(n)d 天", "超 %(n)d 天", -left) % {"n": -left}
    else:
        words = ngettext("剩 %(n)d 天", "剩 %(n)d 天", left) % {"n": left}
    return format_html('<time>{}</time> <span class="gap">{}</span>', measure.deadline, words)


def number(item):
    """Return the problem's number, which never breaks."""
    return format_html('<span class="wrap-people">{}</span>', item.problem.no)


def problem(item):
    """Return what the problem is, with where it comes from and whom it concerns beneath."""
    beneath = (item.problem.category, item.problem.origin, item.problem.scope_text, concerned(item))
    return _lines(item.problem.text, " · ".join(filter(None, beneath)), wide=True)


def concerned(item):
    """Return how many things a problem concerns, and how many of them are not mended."""
    if not item.scope_count:
        return ""
    words = _("涉及 %(n)s 个对象") % {"n": item.scope_count}
    return words + (_("，%(n)s 个未到位") % {"n": item.scope_left} if item.scope_left else "")


def measure(item):
    """Return what is done, with its goal beneath."""
    return _lines(item.measure.text, item.measure.goal, wide=True) if item.measure else ""


def people(item):
    """Return who answers: leader, unit, person."""
    if item.measure is None:
        return ""
    named = (item.measure.leader_name, item.measure.responsible_unit, item.measure.person_name)
    return format_html_join("", '<span class="gap">{}</span>', ((name,) for name in named if name))


def progress(item):
    """Return the latest entry of progress, as written."""
    entries = list(item.measure.progress.all()) if item.measure else []
    return _lines(entries[-1].text, entries[-1].of) if entries else ""


def evidence(item):
    if item.measure is None:
        return ""
    pictures = _("照片 %(n)s 张") % {"n": item.pictures} if item.pictures else ""
    return _lines(item.measure.evidence_text or pictures, pictures if item.measure.evidence_text else "")


def _lines(text, beneath="", *, wide=False):
    """Return a text as a cell, cut where it is long (its title keeps it whole), with a line beneath."""
    if not text:
        return ""
    shown = text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
    first = format_html('<span class="gap{}" title="{}">{}</span>', " wrap" if wide else "", text, shown)
    return first + format_html('<span class="gap as-of">{}</span>', beneath) if beneath else first


COLUMNS = (
    Column("no", gettext_lazy("问题编号"), number, order="problem__no"),
    Column("problem", gettext_lazy("问题"), problem, order="problem__category"),
    Column("measure", gettext_lazy("措施与目标"), measure),
    Column("people", gettext_lazy("责任领导、单位、人"), people, order="responsible_unit"),
    Column("deadline", gettext_lazy("时限"), due, order="deadline"),
    Column("state", gettext_lazy("状态"), state_cell, order="state"),
    Column("progress", gettext_lazy("进展"), progress),
    Column("evidence", gettext_lazy("佐证"), evidence),
)
