"""How the households of a helper or a village stand this month: who is to be visited, and by when."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.rules import RULES, Kind
from povertyapp.core.verdicts import RuleVerdict, verdicts_by_household, verdicts_of

VISIT, CONTACT = "LF-14", "LF-19"
OF_THE_MONTH = ("LF-14", "LF-17", "LF-18")
FEW = 500  # up to here a household is named one by one in the query


@dataclass
class Standing:
    """One household and what it is owed: by the end of the month; contacts by the end of the quarter."""

    household: Any
    due_on: dt.date
    verdicts: list[RuleVerdict] = field(default_factory=list)

    @property
    def owed(self):
        """Return what is owed, by code: the visit of the month or the contact of the quarter; or blank."""
        codes = {verdict.rule.code for verdict in self.verdicts}
        return next((code for code in (VISIT, CONTACT) if code in codes), "")

    @property
    def is_open(self):
        return any(verdict.is_missed for verdict in self.verdicts if verdict.rule.code == self.owed)

    @property
    def state(self):
        if not self.owed:
            return "none"
        return "pending" if self.is_open else "met"

    @property
    def word(self):
        if not self.owed:
            return _("本月不考核")
        if self.owed == VISIT:
            return _("本月未走访") if self.is_open else _("本月已走访")
        return _("本季未联系") if self.is_open else _("本季已联系")

    @property
    def note(self):
        """Return what is still lacking and by when, in words."""
        parts = []
        if self.is_open:
            parts.append(_("%(month)s月%(day)s日前") % {"month": self.due_on.month, "day": self.due_on.day})
        for verdict in self.verdicts:
            if verdict.rule.code not in (VISIT, CONTACT) and verdict.is_missed:
                title = verdict.rule.title
                parts.append(f"{title} {verdict.figure}")
        return " · ".join(parts)

    @property
    def order(self):
        """Return the key that puts the households still to be visited first, then by place and number."""
        first = {"pending": 0, "none": 2}.get(self.state, 1)
        return first, self.household.area_id, self.household.household_no


def standings(households, period):
    """Return a Standing for each household of a queryset, those still to be visited first.

    Contacts of households that are away are owed by the quarter: they are shown in each of its months. One
    pass a population and month, whatever the number of households.
    """
    rows = list(
        households.on_roll(period)
        .select_related("area")
        .annotate(last_visit=Max("visits__happened_on", filter=Q(visits__voided_at=None)))
    )
    by_county = defaultdict(list)
    for row in rows:
        by_county[row.area_id[:COUNTY_DIGITS]].append(row.pk)
    monthly: dict[int, list[RuleVerdict]] = {}
    quarterly: dict[int, list[RuleVerdict]] = {}
    quarter_end = period.shift(-period.month % 3)
    for county, keys in by_county.items():
        of_month, of_quarter = _duties(OF_THE_MONTH), _duties((CONTACT,))
        if len(keys) <= FEW:
            monthly |= verdicts_of(keys, county, period, of_month)
            quarterly |= verdicts_of(keys, county, quarter_end, of_quarter)
        else:
            narrow = Q(household_id__in=households.values("pk"))
            monthly |= verdicts_by_household(narrow, county, period, _rules(of_month))
            quarterly |= verdicts_by_household(narrow, county, quarter_end, _rules(of_quarter))
    found = [_standing(row, monthly, quarterly, period, quarter_end) for row in rows]
    return sorted(found, key=lambda standing: standing.order)


def _duties(codes):
    return tuple(code for code in codes if RULES[code].kind == Kind.DUTY)


def _rules(codes):
    return [RULES[code] for code in codes]


def _standing(row, monthly, quarterly, period, quarter_end):
    verdicts = monthly.get(row.pk, [])
    contacts = quarterly.get(row.pk, [])
    owes_visit = any(verdict.rule.code == VISIT for verdict in verdicts)
    end = period.end if owes_visit else quarter_end.end
    return Standing(row, end, [*verdicts, *contacts])


@dataclass(frozen=True)
class Tally:
    """How many households owe a visit (or a contact), and how many of them have had it."""

    due: int
    done: int

    @property
    def left(self):
        return self.due - self.done


def tally(found, code):
    """Return the tally of one duty over standings."""
    owed = [standing for standing in found if standing.owed == code]
    return Tally(len(owed), sum(not standing.is_open for standing in owed))
