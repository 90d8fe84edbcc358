"""The pages that are measured, each as the role that uses it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from assistance.models import HelperAssignment, HelpingUnit
from households.choices import PovertyStatus
from households.models import Household, HouseholdMember
from inspections.benchmarks.pages.county import COUNTY
from inspections.choices.wall import WallMetric
from povertyapp.core import clock
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.period import Period
from povertyapp.core.views.pages import address

LAST = 10**9  # a page beyond the end is the last one
VISITED = "LF-14"


class Kind(StrEnum):
    """By which goals a page is judged besides its queries."""

    LIST = "list"
    DASHBOARD = "dashboard"
    OTHER = "other"


@dataclass(frozen=True)
class Page:
    """A page: its name, who reads it, its address. `first` names the first page of a list of which this is the last;
    `counts_live` says that its figures are also counted without what is stored; `anew` that nothing that was drawn
    before may be used again."""

    name: str
    role: str
    url: str
    kind: Kind = Kind.OTHER
    first: str = ""
    counts_live: bool = False
    anew: bool = False


BARE = Page("bare", "leader", "/hello/")
EMPTY = Page("empty", "leader", "/empty/")


def pages_of(people) -> Iterator[Page]:
    """Yield the pages; `people` are those of `sign_up`."""
    month = str(Period.of(clock.today()).previous)  # the newest that is closed
    village = people["cadre"].area_codes[0]
    yield from _figures(month, village)
    yield from _lists(month, village)
    yield from _work(people["helper"], village)
    yield from _searches(village)


def _figures(month, village):
    dashboard, township = reverse("inspections:dashboard"), village[:TOWNSHIP_DIGITS]
    yield Page("dashboard county", "leader", dashboard, Kind.DASHBOARD, counts_live=True)
    yield Page("dashboard township", "township", dashboard, Kind.DASHBOARD)
    yield Page("dashboard village", "cadre", dashboard, Kind.DASHBOARD)
    yield Page("dashboard county, drawn anew", "leader", dashboard, anew=True)
    yield Page("dashboard village, drawn anew", "cadre", dashboard, anew=True)
    yield Page("compare", "leader", reverse("inspections:compare"))
    yield Page("board county", "office", reverse("inspections:ha_board", args=[month]))
    opened = address(reverse("inspections:ha_board", args=[month]), open=township)
    yield Page("board township opened", "office", opened)
    yield Page("board township", "township", reverse("inspections:ha_board", args=[month]))
    yield Page("account of a village", "cadre", reverse("inspections:ha_unit", args=[month, village]))
    unit = HelpingUnit.objects.in_area(COUNTY).exclude(code="").order_by("code")[0]
    yield Page("unit panel", "office", reverse("inspections:unit_panel", args=[unit.code]))
    wall = reverse("inspections:wall", args=[month, WallMetric.VERDICT])
    yield Page("wall", "leader", wall)
    yield Page("wall of a township", "township", wall)
    yield Page("fund overview", "finance", reverse("funds:overview"))
    yield Page("quality board", "office", reverse("inspections:quality"))


def _lists(month, village):
    township = village[:TOWNSHIP_DIGITS]
    register = reverse("households:list")
    yield from _both_ends("households", "office", register)
    yield from _both_ends(
        "households of a status", "office", address(register, poverty_status=PovertyStatus.EXITED)
    )
    yield from _both_ends("households of a township", "township", register)
    yield from _both_ends("households in a township", "office", address(register, township=township))
    yield from _both_ends("visits", "office", reverse("assistance:visits"))
    yield from _both_ends("visits of a month", "office", address(reverse("assistance:visits"), m=month))
    yield from _both_ends("visits of a township", "township", reverse("assistance:visits"))
    yield from _both_ends(
        "rows of a figure", "office", reverse("inspections:ha_rows", args=[month, COUNTY, VISITED])
    )
    yield from _both_ends("findings", "office", reverse("inspections:quality_list"))
    yield from _both_ends("doubtful visits", "office", reverse("assistance:suspicious_visits"))
    yield from _both_ends("ledger", "office", reverse("inspections:ledger"))
    yield Page("ledger, just written to", "office", reverse("inspections:ledger"), anew=True)
    yield from _both_ends("measures", "office", reverse("assistance:measures"))
    yield from _both_ends("helpers", "office", reverse("assistance:helpers"))


def _both_ends(name, role, url):
    yield Page(name, role, url, Kind.LIST)
    yield Page(f"{name}, last page", role, address(url, page=LAST), Kind.LIST, first=name)


def _work(helper, village):
    household = Household.objects.in_area(village).order_by("household_no")[0]
    own = Household.objects.filter(answered_by=helper).order_by("household_no")[0]
    for role in ("office", "township", "cadre"):
        yield Page(f"todo of {role}", role, reverse("core:todo"))
    yield Page("household", "cadre", reverse("households:detail", args=[household.household_no]))
    for panel in ("visit_panel", "measure_panel", "helper_panel"):
        yield Page(panel, "cadre", reverse(f"assistance:{panel}", args=[household.household_no]))
    yield Page("area", "cadre", reverse("households:area", args=[village]))
    yield Page("assignments", "office", reverse("assistance:assign"))
    yield Page("phone home", "helper", reverse("assistance:m_home"))
    yield Page("phone household", "helper", reverse("assistance:m_household", args=[own.household_no]))
    charge = HelperAssignment.objects.filter(to_date=None, household=household).select_related("helper")[0]
    yield Page("helper", "office", reverse("assistance:helper", args=[charge.helper.code]))


def _searches(village):
    """Yield searches by a name, by a surname that many have, by the end of an ID number, by a village, by pinyin."""
    search = reverse("core:search")
    member = HouseholdMember.objects.in_area(village).exclude(id_tail_hash="").order_by("pk")[0]
    for name, words in (
        ("name", member.name),
        ("surname", member.name[0]),
        ("ID tail", member.id_number[-4:]),
        ("village", member.area.short_name),
        ("pinyin", member.name_pinyin.split()[0]),
    ):
        yield Page(f"search by {name}", "office", address(search, q=words))
