"""What stands on the page of a place (县档, 乡簿, 村册): its households in figures, its village form, its parts."""

from django.db.models import Count, Q, Sum
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from households.books import BOOK_TITLES
from households.card import CHANGE, shown
from households.choices import PovertyStatus
from households.models import Household, Village, VillageYear
from households.services.villages import HEADINGS
from povertyapp.core import clock
from povertyapp.core.masks import mask_phone
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.scoping import within
from povertyapp.core.views.pages import address

# The figures of the households: key, words, condition of the register's list.
FIGURES = (
    ("households", _("建档立卡户"), {}),
    ("in_poverty", _("未脱贫户"), {"poverty_status": PovertyStatus.IN_POVERTY.value}),
    ("exited", _("已脱贫户"), {"poverty_status": PovertyStatus.EXITED.value}),
    ("returned", _("返贫户"), {"poverty_status": PovertyStatus.RETURNED.value}),
)
VILLAGE_FACTS = ("kind", "exited_on", "terrain", "direction", "longitude", "latitude", "head_name", "remark")
# What a township or county adds up of its villages.
SUMMED = ("household_count", "population", "labour_count", "away_workers", "registered_households")
SUMMED += ("registered_persons", "dangerous_houses", "water_unsafe_households", "cooperatives")


class PlaceBook:
    """The page of one place for one reader; `households` and `villages` are rows that he may see."""

    def __init__(self, area, user, year=None):
        self.area, self.user, self.asked_year = area, user, year
        self.households = Household.objects.visible_in(user, area.code)
        self.may_change = user.has_perm(CHANGE)

    @property
    def is_village(self):
        return self.area.level == Level.VILLAGE

    @property
    def as_of(self):
        """Return the moment of the figures: they are counted for the page."""
        return clock.now()

    @property
    def archive_url(self):
        """Return where the completeness of the records is told, or blank where the level keeps none."""
        return (
            reverse("households:archive_panel", args=[self.area.code])
            if self.area.level in BOOK_TITLES
            else ""
        )

    @cached_property
    def figures(self):
        """Return the counts of households, each with its list; the list shows the same number as its total."""
        counts = self.households.aggregate(
            **{key: Count("pk", filter=Q(**where)) for key, _label, where in FIGURES}, persons=Sum("size")
        )
        lines = [
            {"key": key, "label": label, "count": counts[key], "url": self._list(**where)}
            for key, label, where in FIGURES
        ]
        return lines, counts["persons"] or 0

    def _list(self, **where):
        return address(reverse("households:list"), area=self.area.code, **where)

    # The village form

    @cached_property
    def village(self):
        return Village.objects.filter(area=self.area).first() if self.is_village else None

    @property
    def village_facts(self):
        row = self.village
        if row is None:
            return []
        facts = [(row._meta.get_field(name).verbose_name, shown(row, name)) for name in VILLAGE_FACTS]
        facts.insert(-1, (row._meta.get_field("head_phone").verbose_name, mask_phone(row.head_phone)))
        return [{"label": label, "value": value} for label, value in facts]

    @cached_property
    def years(self):
        """Return the years on record of the villages here, newest first."""
        if self.is_village:
            return list(self._by_year)
        rows = VillageYear.objects.in_area(self.area.code).order_by("-year")
        return list(rows.values_list("year", flat=True).distinct())

    @property
    def year(self):
        return self.asked_year or (self.years[0] if self.years else None)

    @cached_property
    def statement(self):
        return self._by_year.get(self.year) if self.is_village else None

    @cached_property
    def _by_year(self):
        """Return year → what the village's form of it says, the newest first."""
        return {row.year: row for row in VillageYear.objects.filter(area=self.area).order_by("-year")}

    @property
    def groups(self):
        """Return the figures of the year by the headings of the form, each with the door to correct it."""
        row = self.statement
        if row is None:
            return []
        return [
            {
                "key": key,
                "title": title,
                "facts": [_fact(row, name) for name in names],
                "url": self.edit_url(key, row.year),
            }
            for key, title, names in HEADINGS
        ]

    def edit_url(self, section, year=None):
        if not (self.may_change and self.is_village):
            return ""
        return address(reverse("households:area_edit", args=[self.area.code, section]), year=year)

    @cached_property
    def sums(self):
        """Return what the villages' forms of the year add up to, and how many villages have reported."""
        if self.is_village or self.year is None:
            return None
        rows = VillageYear.objects.in_area(self.area.code).filter(year=self.year)
        found = rows.aggregate(reported=Count("pk"), **{name: Sum(name) for name in SUMMED})
        villages = Area.objects.filter(within(self.area.code, "code"), level=Level.VILLAGE, valid_to=None)
        rate = VillageYear(population=found["population"], registered_persons=found["registered_persons"])
        return {
            "reported": found["reported"],
            "villages": villages.count(),
            "incidence": rate.poverty_incidence,
            "facts": [
                {"label": VillageYear._meta.get_field(name).verbose_name, "value": found[name]}
                for name in SUMMED
            ],
        }

    # The parts and the neighbours

    @cached_property
    def parts(self):
        """Return the places directly under this one with their households, in the official order."""
        seen = Area.objects.visible_to(self.user)
        under = [] if self.is_village else list(seen.filter(parent=self.area, valid_to=None).order_by("code"))
        if not under:
            return []
        length = len(under[0].code)
        rows = self.households.annotate(part=Left("area_id", length)).order_by().values("part")
        counts = {row["part"]: row for row in rows.annotate(
            n=Count("pk"), persons=Sum("size"),
            poor=Count("pk", filter=Q(poverty_status=PovertyStatus.IN_POVERTY)),
        )}  # fmt: skip
        return [_part(area, counts.get(area.code, {})) for area in under]

    @cached_property
    def siblings(self):
        """Return the places beside this one that the reader sees."""
        if self.area.parent_id is None:
            return []
        rows = Area.objects.visible_to(self.user).filter(parent=self.area.parent_id, valid_to=None)
        return [
            {"name": area.short_name, "url": _page(area), "here": area.code == self.area.code}
            for area in rows.order_by("code")
        ]


def _fact(row, name):
    return {"label": row._meta.get_field(name).verbose_name, "value": shown(row, name)}


def _page(area):
    return reverse("households:area", args=[area.code])


def _part(area, counts):
    register = reverse("households:list")
    return {
        "name": area.short_name,
        "code": area.code,
        "url": _page(area),
        "households": counts.get("n", 0),
        "list_url": address(register, area=area.code),
        "persons": counts.get("persons") or 0,
        "poor": counts.get("poor", 0),
        "poor_url": address(register, area=area.code, poverty_status=PovertyStatus.IN_POVERTY.value),
    }
