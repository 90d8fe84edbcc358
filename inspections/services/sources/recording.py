"""Where problems come from (LF-01, LF-09): a circular, a feedback, a plan."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.models import NoticePoint, NoticeSource
from inspections.source_text import clean, marks
from povertyapp.core import clock
from povertyapp.core.history import because


@transaction.atomic
def record_source(*, by, area, source=None, points=(), reason="", **facts):
    """Enter a paper that feeds problems back, with the problems as it names them; return it.

    `facts` are columns of the source; `points` the problems in the order of the paper, those that are known stay as
    they are. A document number that the paper leaves blank stays blank. Raises ValidationError for a day to come and
    for a second batch of the same name in a year.
    """
    for name in ("received_on", "mobilised_on"):
        if facts.get(name) and facts[name] > clock.today():
            raise ValidationError({name: _("日期不能晚于今天。")})
    source = source or NoticeSource(area=area)
    for name, value in facts.items():
        setattr(source, name, value)
    _note(source, [source.title, source.doc_no, *points])
    source.full_clean()
    with because(by=by, reason=reason or _("登记问题来源")):
        source.save()
        known = set(source.points.values_list("text", flat=True))
        last = source.points.count()
        new = [text for text in dict.fromkeys(clean(text) for text in points) if text and text not in known]
        for number, text in enumerate(new, start=last + 1):
            NoticePoint.objects.create(source=source, number=number, text=text)
    return source


def _note(source, texts):
    """Keep with the source where its text lacks a character or writes a word wrongly; what is known stays."""
    found = [
        _("“%(text)s”：%(mark)s") % {"text": text, "mark": mark.said}
        for text in texts
        for mark in marks(text)
    ]
    source.notes += [said for said in found if said not in source.notes]
