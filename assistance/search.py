"""What the search box finds on this floor: helpers."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.models import Helper
from povertyapp.core.search import Found, Hit, finder, first_of
from povertyapp.core.views.pages import address


@finder("helpers", gettext_lazy("帮扶责任人"), verb="assistance.view_visit", order=3)
def find_helpers(rows, text):
    """Find helpers by a part of their name; the unit tells namesakes apart."""
    wanted = rows(Helper).filter(name__contains=text).select_related("unit").order_by("area_id", "code")
    first, total = first_of(wanted)
    hits = [
        Hit(
            helper.name,
            reverse("assistance:helper", args=[helper.code]),
            _("帮扶责任人姓名"),
            helper.area_id,
            helper.unit.name,
        )
        for helper in first
    ]
    return Found(hits, total, address(reverse("assistance:helpers"), name=text))
