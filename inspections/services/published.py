"""Percentages that units published: entered as they stood, judged against what they are made of."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.models import PublishedFigure
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.workbooks.cells import word

PERCENT = re.compile(r"(\d+)(?:\.(\d+))?%?")


def read_percent(text):
    """Return (number, decimal places) of a published percentage as it was written: `91.35%` → 91.35, 2."""
    found = PERCENT.fullmatch(word(text).replace("％", "%"))
    if not found:
        raise ValidationError({"published_text": _("请照原文填百分数，例如 91.35%。")})
    places = len(found[2] or "")
    return Decimal(found[0].removesuffix("%")), places


@transaction.atomic
def record_published_figure(*, by, area, published_text, figure=None, reason="", **facts):
    """Enter a published percentage, or correct one that is known; return it.

    `facts` are unit, name, document, published_on, numerator, denominator, measured_in. What does not fit is
    recorded as it stands and becomes a finding (DQ-50).
    """
    percent, places = read_percent(published_text)
    if facts.get("published_on") and facts["published_on"] > clock.today():
        raise ValidationError({"published_on": _("公布日期不能晚于今天。")})
    figure = figure or PublishedFigure(area=area)
    for name, value in {**facts, "published_text": word(published_text)}.items():
        setattr(figure, name, value)
    figure.percent, figure.places = percent, places
    figure.full_clean()
    with because(by=by, reason=reason or _("登记公布数字")):
        figure.save()
    return figure
