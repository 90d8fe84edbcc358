"""Who of a village still waits for this month's visit, or this quarter's call: a panel in its page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.standing import CONTACT, VISIT, standings, tally
from assistance.views.panels import PlacePanel
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.models.area import Level
from povertyapp.core.period import Period
from povertyapp.core.views.pages import address

NAMED = 10


class WaitingPanel(PlacePanel):
    """`/areas/<code>/panels/waiting/`: how many households wait, the first of them, and the way to write a visit."""

    verb = "assistance.view_visit"
    panel_name = "assistance/_waiting_panel.html"
    panel_title = _("谁还没走访")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.filter(level=Level.VILLAGE)

    def get_context(self, **more):
        place, period = self.object, Period.current()
        found = standings(self.rows(Household).in_area(place.code), period)
        may = self.request.user.has_perm("assistance.add_visit")
        waits = [self._row(standing, may) for standing in found if standing.is_open]
        return super().get_context(
            tallies=[
                self._tally(found, *each) for each in ((VISIT, _("本月未走访")), (CONTACT, _("本季未联系")))
            ],
            waiting=waits[:NAMED],
            more_count=max(0, len(waits) - NAMED),
            as_of=clock.now(),
            **more,
        )

    def _tally(self, found, code, label):
        counted = tally(found, code)
        url = address(reverse("households:list"), area=self.object.code, owes=code)
        return {"code": code, "label": label, "left": counted.left, "due": counted.due, "url": url}

    def _row(self, standing, may):
        home = standing.household
        visit = reverse("assistance:m_visit", args=[home.household_no]) if may else ""
        return {
            "name": str(home),
            "url": home.get_absolute_url(),
            "word": standing.word,
            "note": standing.note,
            "last_visit": home.last_visit,
            "visit_url": visit,
        }
