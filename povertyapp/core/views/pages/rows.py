"""Pages of one row: as it is, or as a part of another floor's page."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.functional import cached_property

from povertyapp.core.views.pages.page import Page, Rows


class OneRow(Rows, Page):
    """A page about one row, found by `key` among those that the user may see; anything else is 404."""

    key = "pk"
    url_key = "pk"

    @cached_property
    def object(self):
        try:
            return self.rows().get(**{self.key: self.kwargs[self.url_key]})
        except (self.model.DoesNotExist, ValueError, ValidationError):
            raise Http404 from None

    def get_context(self, **more):
        return super().get_context(object=self.object, **more)


class DetailPage(OneRow):
    """One row as it is."""

    template_name = "generic/detail.html"

    def get_title(self):
        return str(self.object)


class Panel(DetailPage):
    """A part of another floor's page, fetched by htmx from the app that owns it; scoped like a page.

    Whoever opens its address without script gets it as a page of its own.
    """

    template_name = "generic/panel.html"
    panel_name = ""

    def get_context(self, **more):
        return super().get_context(panel_name=self.panel_name, **more)

    def get(self, request, *args, **kwargs):
        return self.render(self.panel_name if self.asks_part else None)
