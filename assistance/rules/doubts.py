"""Which visits of a month are odd (decision 48): those that were noted when it was gone through, and, of whoever wrote
since, those in which the flags are found now. A month that was never gone through, or under other parameters, is looked
at whole."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Left

from assistance.models import Doubt, OddVisit, Visit, VisitPhoto
from assistance.models.doubt import Watched
from assistance.rules.flags import FLAGS, flags_among, flags_on, parameters_read
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.once import once
from povertyapp.core.parameters import Parameters
from povertyapp.core.scoping import nothing

TEXT = CharField()
EVERYBODY = Q()
# Who made a visit, as a doubt names him.
KIND = Case(
    When(helper=None, then=Value(Watched.NAME.value)), default=Value(Watched.HELPER.value), output_field=TEXT
)
WHOM = Coalesce(Cast("helper_id", TEXT), "visitor_name", output_field=TEXT)


@dataclass
class Doubts:
    """What is to be looked at of a county and month: whoever wrote since it was gone through, under some parameters."""

    under: str = ""
    whom: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, kind, whom):
        if kind == Watched.ALL:
            self.under = whom
        else:
            self.whom[kind].add(whom)

    def condition(self, told):
        """Return the condition of the visits to look at: all, unless they were gone through with what is `told`."""
        if self.under != told:
            return EVERYBODY
        who = nothing()
        if helpers := self.whom[Watched.HELPER]:
            who |= Q(helper_id__in=sorted(map(int, helpers)))
        if names := self.whom[Watched.NAME]:
            who |= Q(helper=None, visitor_name__in=sorted(names))
        return who


def told(county, period):
    """Return what the flags of a month read of the parameters, as a short text."""
    value = Parameters(county, period.start)
    read = json.dumps({name: value(name) for name in parameters_read()})
    return hashlib.sha256(read.encode()).hexdigest()


def doubts_of(counties, period):
    """Return the rows (county, kind, whom) that say whom to look at in some counties; among them is whoever has a photo
    like one that came since."""
    rows = Doubt.objects.filter(month__in=["", str(period)], county__in=["", *counties])
    photos = Doubt.objects.filter(kind=Watched.PHOTO)
    visits = VisitPhoto.objects.filter(sha256__in=photos.values("whom")).values("visit_id")
    alike = Visit.objects.filter(pk__in=visits).happened(period.start, period.end).order_by()
    alike = alike.values_list(Left("area_id", COUNTY_DIGITS), KIND, WHOM)
    return rows.exclude(kind=Watched.PHOTO).values_list("county", "kind", "whom").union(alike)


class OddOnes:
    """The odd visits of a month in some counties, by the rows of `doubts_of`."""

    def __init__(self, counties, period, rows):
        self.counties, self.period = counties, period
        self.doubts = {county: Doubts() for county in counties}
        for county, kind, whom in rows:
            for each in [county] if county else counties:
                if each in self.doubts:
                    self.doubts[each].add(kind, whom)
        found = {county: one.condition(told(county, period)) for county, one in self.doubts.items()}
        self.watched = {county: who for county, who in found.items() if who != nothing()}

    def holds(self, to=""):
        """Return the condition of what was noted and still holds: of odd visits, or of what leads `to` them."""
        whole = [county for county in self.counties if self.watched.get(county) != EVERYBODY]
        holds = Q(**{f"{to}month": str(self.period), f"{to}county__in": whole})
        for county in whole:
            for kind, whom in self.doubts[county].whom.items():
                holds &= ~Q(**{f"{to}county": county, f"{to}kind": kind, f"{to}whom__in": sorted(whom)})
        return holds

    def looked_at(self):
        """Return the odd visits of whoever is to be looked at, to be read."""
        return flags_among(self.watched, self.period)

    def among(self, visits, code="", found=()):
        """Return those of these visits that are odd, in one way or any, with their `flags` and `day`; `found` are those
        that were `looked_at`."""
        by_flags = defaultdict(list)
        for one in found:
            flags = tuple(flag.code for flag in flags_on(one))
            if code in ("", *flags):
                by_flags[flags].append(one.pk)
        has = Q(odd__flags__contains=[code]) if code else Q()
        if not by_flags:
            return visits.filter(has & self.holds("odd__")).annotate(flags=F("odd__flags"), day=F("odd__day"))
        noted = OddVisit.objects.filter(self.holds(), **({"flags__contains": [code]} if code else {}))
        seen = Visit.objects.filter(pk__in=[pk for pks in by_flags.values() for pk in pks])
        keys = noted.values("pk").union(seen.order_by().values("pk"))
        whens = (When(pk__in=pks, then=Value(list(flags))) for flags, pks in by_flags.items())
        kept = Case(*whens, default=F("odd__flags"), output_field=OddVisit._meta.get_field("flags"))
        return visits.filter(pk__in=keys).annotate(flags=kept, day=F("happened_on"))


def doubtful(visits, counties, period, code=""):
    """Return those of these visits of a month that are odd, in one way or any, with their `flags` and
    their `day`, by which they are found in order."""
    counties = tuple(counties)
    odd, found = _ask(counties, period)
    return odd.among(visits, code, found)


def odd_total(counties, period):
    """Return how many visits of some counties are odd in a month."""
    odd, found = _ask(tuple(counties), period)
    return OddVisit.objects.filter(odd.holds()).count() + len(found)


def _ask(counties, period):
    def ask():
        odd = OddOnes(counties, period, doubts_of(counties, period))
        return odd, list(odd.looked_at()) if odd.watched else []

    return once(("odd", counties, period), ask)


def labels_of(visit):
    """Return why a visit of `doubtful` is odd, in words."""
    return [one.label for one in FLAGS.values() if one.code in visit.flags]
