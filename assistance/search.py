"""What the search box finds on this floor: helpers."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.models import Helper
from povertyapp.core.search import SHOWN, Found, Hit, finder
from povertyapp.core.views.pages import address


@finder("helpers", gettext_lazy("帮扶责任人"), verb="assistance.view_visit", order=3)
def find_helpers(rows, text):
    """Find helpers by a part of their name; the unit tells namesakes apart."""
    wanted = rows(Helper).filter(name__contains=text).select_related("unit").order_by("area_id", "code")
    hits = [
        Hit(
            helper.name,
            reverse("assistance:helper", args=[helper.code]),
            _("帮扶责任人姓名"),
            helper.area_id,
            helper.unit.name,
        )
        for helper in wanted[:SHOWN]
    ]
    total = len(hits) if len(hits) < SHOWN else wanted.count()
    return Found(hits, total, address(reverse("assistance:helpers"), name=text))
