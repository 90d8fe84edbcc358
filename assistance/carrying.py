"""Whether what is planned carries a household over the line: expected income against the gap (LF-37)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest

from assistance.models import AssistanceMeasure, AssistancePlan
from households.poverty_line import poverty_line

ZERO = Decimal(0)


def days_of(year):
    """Return the first and the last day of a year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def carried_plans(year, line, projects):
    """Return the plans of a year whose household has so many projects that together close its gap.

    A project is a confirmed measure of the year with an expected income; `Carrying` says the same of one plan.
    """
    found = (
        AssistanceMeasure.objects.in_year(year)
        .filter(expected_income__gt=0, household=OuterRef("household"))
        .order_by()
        .values("household")
        .annotate(n=Count("pk"), total=Sum("expected_income"))
    )
    gap = Greatest(Value(line) * F("household__size") - F("own_income"), Value(ZERO))
    return (
        AssistancePlan.objects.filter(year=year)
        .annotate(
            gap=gap,
            projects=Coalesce(Subquery(found.values("n")), 0),
            expected=Coalesce(Subquery(found.values("total")), Value(ZERO)),
        )
        .filter(Q(projects__gte=projects), Q(expected__gte=F("gap")))
    )


@dataclass
class Carrying:
    """The sum for one plan, in yuan."""

    plan: AssistancePlan
    measures: list[Any]
    line: Decimal

    @property
    def needed(self):
        """Return what the line asks of the whole household in a year."""
        return self.line * self.plan.household.size

    @property
    def gap(self):
        return max(self.needed - self.plan.own_income, ZERO)

    @property
    def projects(self):
        """Return the measures that count: confirmed, with an expected income."""
        return [m for m in self.measures if not m.is_proposed and m.expected_income]

    @property
    def expected(self):
        return sum((m.expected_income for m in self.projects), ZERO)

    @property
    def carries(self):
        return self.expected >= self.gap

    @property
    def lacking(self):
        return max(self.gap - self.expected, ZERO)


def carrying(plan, measures):
    """Return the sum for a plan; of the household's measures those of its year are taken, refused ones never."""
    first, last = days_of(plan.year)
    of_year = [m for m in measures if m.from_date <= last and (m.to_date is None or m.to_date >= first)]
    kept = [m for m in of_year if not (m.is_proposed and m.stop_reason)]
    return Carrying(plan, kept, poverty_line(plan.area_id, plan.year))
