"""检查覆盖: which villages, people on post and member units were checked, and how long ago (JZ-14, JZ-15, JZ-45)."""

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from assistance.choices import UnitLevel
from assistance.models import HelpingUnit
from households.models import Household
from inspections.choices import UnitKind
from inspections.models import UnannouncedCheck
from inspections.views.checks.rounds import VIEW, crumbs
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS, Level
from povertyapp.core.parameters import Parameters
from povertyapp.core.scoping import within
from povertyapp.core.views.pages import Page, Rows, address


class Coverage(Rows, Page):
    """`/inspections/coverage/?area=`: township by township; with an area, village by village.

    Counted is what the reader may see: for those inspected, checks whose circular is out.
    """

    verb = VIEW
    title = gettext_lazy("检查覆盖")
    template_name = "inspections/coverage.html"

    def get_breadcrumbs(self):
        return crumbs((self.title, ""))

    def get_context(self, **more):
        asked = self.request.GET.get("area", "")
        homes = self.rows(Household).on_register(clock.today()).filter(area=OuterRef("pk"))
        villages = self.rows(Area).filter(Exists(homes), level=Level.VILLAGE).select_related("parent")
        if asked:
            villages = villages.filter(within(asked, "code"))
        villages = list(villages.order_by("code"))
        county = (villages[0].code if villages else asked)[:COUNTY_DIGITS]
        value = Parameters(county, clock.today())
        limit = value("check.max_gap_days")
        by_village = self._checked()
        places = self._places(villages, by_village, limit, whole=not asked)
        units = self._units() if not asked else []
        return super().get_context(
            places=places,
            limit=limit,
            asked=asked,
            total=len(villages),
            reached=sum(_within(by_village.get(village.code), limit) for village in villages),
            last=max((row["last"] for row in by_village.values()), default=None),
            units=[unit for unit in units if unit["last"]],
            units_left=[unit for unit in units if not unit["last"]],
            units_total=len(units),
            year=clock.today().year,
            back_url=reverse("inspections:coverage"),
            **more,
        )

    def _done(self):
        return self.rows(UnannouncedCheck).standing().filter(started_at__isnull=False)

    def _checked(self):
        """Return village → when it was last checked, and how many homes and people on post were."""
        kinds = {
            "homes": Count("pk", filter=Q(unit__kind=UnitKind.HOUSEHOLD)),
            "posts": Count("pk", filter=Q(unit__kind=UnitKind.POST)),
            "last": Max("started_at"),
        }
        rows = (
            self._done().exclude(unit__kind=UnitKind.COUNTY_UNIT).order_by().values("area").annotate(**kinds)
        )
        return {row["area"]: row for row in rows}

    def _places(self, villages, by_village, limit, *, whole):
        """Return a row for each township, or for each village of the place asked for."""
        digits = TOWNSHIP_DIGITS if whole else None
        groups: dict[str, list] = {}
        for village in villages:
            groups.setdefault(village.code[:digits], []).append(village)
        return [self._place(code, group, by_village, limit, whole) for code, group in groups.items()]

    def _place(self, code, group, by_village, limit, whole):
        rows = [by_village[village.code] for village in group if village.code in by_village]
        last = max((row["last"] for row in rows), default=None)
        reached = sum(_within(row, limit) for row in rows)
        return {
            "name": group[0].parent.name if whole else group[0].short_name,
            "url": address(reverse("inspections:coverage"), area=code) if whole else None,
            "villages": len(group),
            "reached": reached,
            "state": "good" if reached == len(group) else "warn" if reached else "bad",
            "homes": sum(row["homes"] for row in rows),
            "posts": sum(row["posts"] for row in rows),
            "last": last,
            "days": (clock.today() - clock.day_of(last)).days if last else None,
        }

    def _units(self):
        """Return the county's units with the day of their last check this year (JZ-45)."""
        since = clock.moment(clock.today().replace(month=1, day=1))
        done = self._done().filter(unit__kind=UnitKind.COUNTY_UNIT, started_at__gte=since)
        last = dict(done.order_by().values_list("unit__code").annotate(last=Max("started_at")))
        units = self.rows(HelpingUnit).filter(level=UnitLevel.COUNTY).order_by("name")
        return [{"name": unit.name, "pk": unit.pk, "last": last.get(unit.code)} for unit in units]


def _within(row, limit):
    """Say whether a village was checked within so many days."""
    if row is None or row["last"] is None:
        return False
    return (clock.today() - clock.day_of(row["last"])).days <= limit
