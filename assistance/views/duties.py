"""What a place owes itself this month and how it stands now: a panel in its page, and a page without script."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.views.panels import PlacePanel
from povertyapp.core import clock
from povertyapp.core.models.area import Level
from povertyapp.core.period import Period
from povertyapp.core.subjects import names_of, url_of
from povertyapp.core.verdicts import lines, verdicts_of_unit
from povertyapp.core.views.pages import address


class DutyPanel(PlacePanel):
    """The duties of one village or township over other things than households, line by line."""

    verb = "assistance.view_figure"
    panel_name = "assistance/_duty_panel.html"
    panel_title = _("本月事项")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows.filter(level__in=(Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE))

    def get_lines(self):
        """Return the lines of generic/_verdicts.html, each with what it speaks of and its page."""
        place, period = self.object, Period.current()
        found = verdicts_of_unit(place.level, place.code, place.code, period)
        named = names_of([(verdict.subject_kind, verdict.subject_code) for verdict in found])
        told = lines(found, period)
        for line, verdict in zip(told, found, strict=True):
            if verdict.subject_code:
                thing = (verdict.subject_kind, verdict.subject_code)
                line["title"] = f"{line['title']} · {named.get(thing, verdict.subject_code)}"
                line["url"] = url_of(*thing)
        return told

    def get_context(self, **more):
        return super().get_context(
            verdicts=self.get_lines(),
            figures_url=address(reverse("assistance:figures"), area=self.object.code),
            as_of=clock.now(),
            **more,
        )
