"""What a place owes itself this month and how it stands now: a panel in its page, and a page without script."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from povertyapp.core import clock
from povertyapp.core.context import reverse_or_none
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.period import Period
from povertyapp.core.subjects import names_of, url_of
from povertyapp.core.verdicts import lines, verdicts_of_unit
from povertyapp.core.views.pages import Panel, address


class DutyPanel(Panel):
    """The duties of one village or township over other things than households, line by line."""

    model = Area
    key, url_key = "code", "area"
    verb = "assistance.view_figure"
    template_name = "assistance/panel.html"
    panel_name = "assistance/_duty_panel.html"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows.filter(level__in=(Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE))

    def get_title(self):
        return f"{self.object.short_name} {_('本月事项')}"

    def get_breadcrumbs(self):
        url = reverse_or_none("households:area", area=self.object.code)
        return [{"label": self.object.short_name, "url": url}, {"label": _("本月事项"), "url": ""}]

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
            panel_name=self.panel_name,
            verdicts=self.get_lines(),
            figures_url=address(reverse("assistance:figures"), area=self.object.code),
            as_of=clock.now(),
            **more,
        )

    def get(self, request, *args, **kwargs):
        fragment = request.htmx and not request.htmx.history_restore_request
        return self.render(self.panel_name if fragment else None)
