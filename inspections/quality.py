"""The figures of the 四无 page: open findings by class, rule and place, the pass rate, twelve months."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Min, Q
from django.db.models.functions import Substr

from households.models import Household, HouseholdMember
from inspections.models import Finding
from inspections.models.finding import SubjectKind
from inspections.months import rate
from inspections.services.findings import blocking_rules
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS
from povertyapp.core.period import Period
from povertyapp.core.reading import counted, read_together
from povertyapp.core.rules import RULES, Fault, Kind, Rule, rules_of

MONTHS, VILLAGE_DIGITS = 12, 12
BELOW = {COUNTY_DIGITS: TOWNSHIP_DIGITS, TOWNSHIP_DIGITS: VILLAGE_DIGITS}


@dataclass(frozen=True)
class RuleCount:
    """A rule with how many records break it now, how many came and how many went this month."""

    rule: Rule
    is_blocking: bool
    open: int = 0
    came: int = 0
    went: int = 0


@dataclass(frozen=True)
class MonthCount:
    """How many findings stood open at the end of a month (of the running one: now), None before the first look."""

    period: Period
    count: int | None


class QualityBoard:
    """What one reader sees of the findings of a place (None: of all that he may see)."""

    def __init__(self, user, place):
        self.user, self.place = user, place
        self.period = Period.current()

    def _here(self, rows):
        if self.place:
            return rows.visible_in(self.user, self.place.code)
        return rows.visible_to(self.user)

    @property
    def findings(self):
        return self._here(Finding.objects)

    @cached_property
    def rules(self):
        """Return a RuleCount for each data check, those with most open findings first."""
        since = clock.moment(self.period.start)
        found = {
            row["rule"]: row
            for row in self.findings.order_by()
            .values("rule")
            .annotate(
                open=Count("pk", filter=Q(cleared_at=None, is_claimed=False)),
                came=Count("pk", filter=Q(found_at__gte=since)),
                went=Count("pk", filter=Q(cleared_at__gte=since)),
            )
        }
        blocking = self._blocking()
        rows = [
            RuleCount(
                rule,
                rule.code in blocking,
                **{name: found.get(rule.code, {}).get(name, 0) for name in ("open", "came", "went")},
            )
            for rule in rules_of(Kind.DATA)
        ]
        return sorted(rows, key=lambda row: (-row.open, row.rule.code))

    def _blocking(self):
        code = self.place.code if self.place else "".join(self.user.area_codes[:1])
        return blocking_rules(code, clock.today())

    @cached_property
    def by_class(self):
        """Return class of fault → open findings, in the order of 四无."""
        return {
            fault: sum(row.open for row in self.rules if row.rule.fault == fault)
            for fault in (Fault.WRONG_VALUE, Fault.OMITTED_RECORD, Fault.MISSING_FIELD, Fault.ILLOGICAL)
        }

    @property
    def open(self):
        return sum(self.by_class.values())

    @property
    def blocking(self):
        return sum(row.open for row in self.rules if row.is_blocking)

    @cached_property
    def households(self):
        """Return (households on the register, those of them without an open finding)."""
        rows = self._here(Household.objects).on_roll(self.period)
        standing = self.findings.open()
        own = standing.filter(subject_kind=SubjectKind.HOUSEHOLD).values("subject_code")
        people = standing.filter(subject_kind=SubjectKind.MEMBER).values("subject_code")
        # From the findings, which are few beside the register.
        named = Household.objects.filter(household_no__in=own).order_by().values("pk")
        faulty = rows.filter(pk__in=named.union(_households_of(people), all=True))
        asked = counted(rows), counted(faulty)
        read_together(*asked)
        every, broken = (sum(row["n"] for row in answer) for answer in asked)
        return every, every - broken

    @property
    def pass_rate(self):
        every, clean = self.households
        return rate(every, every - clean)

    @cached_property
    def places(self):
        """Return (place, open findings) of the places below, in official order; those without any too."""
        digits = BELOW.get(len(self.place.code)) if self.place else None
        if digits is None:
            return []
        rows = self.findings.to_mend().order_by().values(below=Substr("area_id", 1, digits))
        counts = {row["below"]: row["n"] for row in rows.annotate(n=Count("pk"))}
        below = Area.objects.visible_to(self.user).filter(parent=self.place, valid_to=None).order_by("code")
        return [(area, counts.get(area.code, 0)) for area in below]

    @cached_property
    def trend(self):
        """Return a MonthCount for each of the last twelve months, the running one last."""
        months = [self.period.shift(-back) for back in reversed(range(MONTHS))]
        ends = {f"m{i}": min(_end(month), clock.now()) for i, month in enumerate(months)}
        unclaimed = Q(is_claimed=False)  # as in the counts above: the last month is their figure
        standing = {
            name: Count(
                "pk", filter=unclaimed & Q(found_at__lt=end) & (Q(cleared_at=None) | Q(cleared_at__gte=end))
            )
            for name, end in ends.items()
        }
        counts = self.findings.order_by().aggregate(first=Min("found_at"), **standing)
        first = counts["first"] or clock.now()
        return [
            MonthCount(month, counts[f"m{i}"] if ends[f"m{i}"] > first else None)
            for i, month in enumerate(months)
        ]


def _end(month):
    return clock.moment(month.end + dt.timedelta(days=1))


def _households_of(people):
    return HouseholdMember.objects.filter(person_no__in=people).order_by().values("household_id")


def level_of_rule(rule):
    """Return which level puts a finding of the rule right: the village, but for what the county keeps."""
    return "county" if rule.subject in (SubjectKind.HELPER, SubjectKind.PUBLISHED) else "village"


def rule_or_none(code):
    """Return the data check with that code, or None."""
    rule = RULES.get(code)
    return rule if rule is not None and rule.kind == Kind.DATA else None
