"""A proposal of who is to help whom: the near first, load in balance, never a relative; and why, in words."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from assistance.models import Helper, HelperAssignment, HelperKin
from assistance.rules.records import helper_is_registered
from households.models import HouseholdMember, Village
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period

EARTH_KM = 6371
SAME_VILLAGE, SAME_TOWNSHIP, ELSEWHERE = range(3)
GOAL, MOST = "goal", "most"
# In this order a helper is looked for: near before far, and nobody beyond the goal while a neighbour is below it.
ORDER = (
    (SAME_VILLAGE, GOAL),
    (SAME_TOWNSHIP, GOAL),
    (SAME_VILLAGE, MOST),
    (SAME_TOWNSHIP, MOST),
    (ELSEWHERE, GOAL),
    (ELSEWHERE, MOST),
)
UNKNOWN = float("inf")


@dataclass
class Proposal:
    """Who is proposed for one household (None: nobody fits), who is there now, and why."""

    household: Any
    helper: Any = None
    current: Any = None
    why: list[str] = field(default_factory=list)


@dataclass
class Load:
    """A helper, the villages in which he helps, and how many households he has."""

    helper: Any
    count: int = 0
    villages: set[str] = field(default_factory=set)

    @cached_property
    def townships(self) -> set[str]:
        return {village[:TOWNSHIP_DIGITS] for village in self.villages}

    def nearness(self, village: str) -> int:
        if village in self.villages:
            return SAME_VILLAGE
        return SAME_TOWNSHIP if village[:TOWNSHIP_DIGITS] in self.townships else ELSEWHERE


class Proposer:
    """Proposes helpers of one county for a day, out of those that the user may see.

    A helper who is a registered poor person himself (DQ-33) is proposed for nobody. A relative is not proposed for
    his household: somebody who is or was a member of it by the hash of his ID number, or whose kinship is declared.
    """

    def __init__(self, helpers, county_code: str, day: dt.date):
        self.day, self.value = day, Parameters(county_code, day)
        self.limits = {
            GOAL: int(self.value("assignment.goal_households")),
            MOST: int(self.value("assignment.max_households")),
        }
        period = Period.of(day)
        poor = helpers.filter(helper_is_registered(period, Parameters(county_code, period.start)))
        found = helpers.filter(area_id=county_code).exclude(pk__in=poor.values("pk"))
        self.loads = {row.pk: Load(row) for row in found.select_related("unit").order_by("code")}
        self._count()

    def _count(self):
        charges = HelperAssignment.objects.primary().in_force(self.day).on_register(self.day)
        counted = charges.order_by().values_list("helper_id", "area_id").annotate(n=Count("pk"))
        for helper, village, count in counted.filter(helper__in=list(self.loads)):
            self.loads[helper].count += count
            self.loads[helper].villages.add(village)

    def propose(self, households: Iterable[Any]) -> list[Proposal]:
        """Return a proposal for each household, in the order given; each takes the ones before it into account."""
        households = list(households)
        current = self._held(households)
        kin = kin_of(households, list(self.loads))
        self.maps = _Maps({home.area_id for home in households}, self.loads.values())
        return [self._of(home, current.get(home.pk), kin[home.pk]) for home in households]

    def explain(self, households: Iterable[Any], choices: Mapping[int, Any]) -> dict[int, list[str]]:
        """Return, by household, how near the chosen helper is and how many he then has: for any choice of a person."""
        households = list(households)
        held = self._held(households)
        self.maps = _Maps({home.area_id for home in households}, self.loads.values())
        found: dict[int, list[str]] = {}
        for home in households:
            chosen = choices.get(home.pk)
            load = self.loads.get(chosen.pk) if chosen else None
            if load is None:
                found[home.pk] = [_("本人是在册贫困人口，或不在这个县")] if chosen else []
                continue
            nearness = load.nearness(home.area_id)
            km = self.maps.km(home.area_id, load.villages) if nearness != SAME_VILLAGE else 0
            if home.pk not in held or held[home.pk].pk != chosen.pk:
                load.count += 1
            found[home.pk] = [self._words_of_place(nearness, km), self._words_of_load(load.count)]
        return found

    def _held(self, households) -> dict[int, Any]:
        terms = HelperAssignment.objects.primary().in_force(self.day).filter(household__in=households)
        return {row.household_id: row.helper for row in terms.select_related("helper__unit")}

    def _of(self, home, current, kin) -> Proposal:
        held = self.loads.get(current.pk) if current else None
        if current and (held is None or (held.count <= self.limits[MOST] and current.pk not in kin)):
            why = [_("现在就由此人负责，不用改")]
            if held:
                why.append(self._words_of_load(held.count))
            return Proposal(home, current, current, why)
        best, nearness, km = self._best(home, kin | ({current.pk} if current else set()))
        if best is None:
            text = _("没有合适的人：看得到的帮扶责任人都满 %(most)s 户，或是亲属")
            return Proposal(home, None, current, [text % {"most": self.limits[MOST]}])
        best.count += 1
        if held:
            held.count -= 1
        why = [self._words_of_place(nearness, km), self._words_of_load(best.count)]
        if held and current.pk in kin:
            why.append(_("原帮扶责任人是亲属"))
        elif held:
            why.append(_("原帮扶责任人超过 %(most)s 户") % {"most": self.limits[MOST]})
        elif kin:
            why.append(_("已避开亲属 %(n)s 人") % {"n": len(kin)})
        return Proposal(home, best.helper, current, why)

    def _best(self, home, barred) -> tuple[Load | None, int, float]:
        near: dict[int, list[Load]] = defaultdict(list)
        for load in self.loads.values():
            if load.count < self.limits[MOST] and load.helper.pk not in barred:
                near[load.nearness(home.area_id)].append(load)
        for nearness, limit in ORDER:
            room = [load for load in near[nearness] if load.count < self.limits[limit]]
            if room:
                return self._first(room, home, nearness)
        return None, ELSEWHERE, UNKNOWN

    def _first(self, room, home, nearness) -> tuple[Load, int, float]:
        if nearness == SAME_VILLAGE:
            return min(room, key=lambda load: (load.count, load.helper.code)), nearness, 0
        km = {load.helper.pk: self.maps.km(home.area_id, load.villages) for load in room}
        best = min(room, key=lambda load: (km[load.helper.pk], load.count, load.helper.code))
        return best, nearness, km[best.helper.pk]

    def _words_of_place(self, nearness, km) -> str:
        places = {SAME_VILLAGE: _("同村"), SAME_TOWNSHIP: _("同乡镇"), ELSEWHERE: _("本县")}
        if nearness == SAME_VILLAGE or km == UNKNOWN:
            return places[nearness]
        return _("%(place)s，相距约 %(km).0f 公里") % {"place": places[nearness], "km": max(km, 1)}

    def _words_of_load(self, count) -> str:
        words = _("负责 %(n)s 户（目标 %(goal)s，上限 %(most)s）")
        return words % {"n": count, "goal": self.limits[GOAL], "most": self.limits[MOST]}


def kin_of(households, helpers) -> dict[int, set[int]]:
    """Return household id → ids of the helpers who are its relatives: members now or once, or declared."""
    found: dict[int, set[int]] = defaultdict(set)
    for household, helper in HelperKin.objects.filter(
        household__in=households, helper__in=helpers
    ).values_list("household_id", "helper_id"):
        found[household].add(helper)
    numbered = Helper.objects.filter(pk__in=helpers).exclude(id_hash="").values_list("id_hash", "pk")
    by_hash = dict(numbered)
    people = HouseholdMember.objects.filter(household__in=households, id_hash__in=by_hash)
    for household, number in people.values_list("household_id", "id_hash"):
        found[household].add(by_hash[number])
    return found


class _Maps:
    """Distances between villages whose coordinates are both known, in kilometres as the crow flies."""

    def __init__(self, villages, loads):
        wanted = set(villages).union(*(load.villages for load in loads))
        known = Village.objects.filter(
            area_id__in=wanted, latitude__isnull=False, longitude__isnull=False
        ).values_list("area_id", "latitude", "longitude")
        self.places = {code: (float(lat), float(lon)) for code, lat, lon in known}
        self.known: dict[tuple[str, str], float] = {}

    def km(self, village, others) -> float:
        """Return the way to the nearest of the other villages; infinite where it is not known."""
        return min((self._between(village, other) for other in others), default=UNKNOWN)

    def _between(self, one, other) -> float:
        if one not in self.places or other not in self.places:
            return UNKNOWN
        if (one, other) not in self.known:
            self.known[one, other] = _arc(*self.places[one], *self.places[other])
        return self.known[one, other]


def _arc(lat, lon, other_lat, other_lon) -> float:
    """Return the length of a great circle's arc between two points in degrees."""
    a, b = math.radians(lat), math.radians(other_lat)
    step = math.radians(other_lon - lon)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(step / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
