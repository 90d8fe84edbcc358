"""From a page about one place to the same page of its siblings (ux 23): month and conditions are kept."""

from urllib.parse import parse_qsl, urlencode

from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from povertyapp.core.context import reverse_or_none
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.views.pages import DetailPage, address

# The conditions of a page that name the place which it is about.
PLACE = ("area", "township", "village")


def siblings_address(request, code):
    """Return where the siblings of a page's place are offered, blank for a county or what lies above one."""
    if len(code) <= COUNTY_DIGITS:
        return ""
    return address(reverse("core:siblings", args=[code]), at=request.get_full_path())


def moved(url, old, new):
    """Return an address with one place instead of another: as a step of its path, or as a condition."""
    path, _mark, query = url.partition("?")
    steps = "/".join(new if step == old else step for step in path.split("/"))
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [
        (name, new if name in PLACE and value == old else value) for name, value in pairs if name != "page"
    ]
    return f"{steps}?{urlencode(kept)}" if kept else steps


class Siblings(DetailPage):
    """`/siblings/<code>/?at=…`: the other places beside this one, each with the page that was looked at."""

    model = Area
    key, url_key = "code", "area"
    related = ("parent",)
    template_name = "core/siblings.html"
    fragment_name = "core/_siblings.html"

    def get_title(self):
        return _("%(place)s的同级") % {"place": self.object.short_name}

    @property
    def at(self):
        """Return the address of the page that was looked at, if it is one of ours that names the place."""
        asked, place = self.request.GET.get("at", ""), self.object
        if not url_has_allowed_host_and_scheme(asked, None) or moved(asked, place.code, "x") == asked:
            return reverse_or_none("households:area", area=place.code) or "/"
        try:
            resolve(asked.partition("?")[0])
        except Resolver404:
            return reverse_or_none("households:area", area=place.code) or "/"
        return asked

    def get_context(self, **more):
        place, at = self.object, self.at
        beside = self.rows(Area).filter(parent=place.parent_id, valid_to=None).order_by("code")
        found = [
            {"name": one.short_name, "url": moved(at, place.code, one.code), "here": one.pk == place.pk}
            for one in beside
        ]
        return super().get_context(siblings=found, back_url=at, **more)

    def get(self, request, *args, **kwargs):
        return self.render(self.fragment_name if self.asks_part else None)
