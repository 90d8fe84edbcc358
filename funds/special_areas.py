"""How much of the money and of the projects goes into special areas (LN-03, LN-26, E-23)."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from funds.choices.money import FundKind
from funds.choices.projects import APPROVED
from funds.models import Allotment, FundLine, Project, SpecialAreaVillage
from povertyapp.core.parameters import Parameters


@dataclass(frozen=True)
class Part:
    """A part of a whole beside the share that is asked for; without a whole there is no share."""

    part: Decimal
    whole: Decimal
    least: Decimal

    @property
    def state(self) -> str:
        """Return `reached` or `short`, blank where there is nothing to divide by."""
        if not self.whole:
            return ""
        return "reached" if self.part >= self.least * self.whole else "short"


def shares_of(rows: Callable[[Any], Any], county: str, day) -> tuple[Part, Part]:
    """Return the parts of the year's special funds and of its approved projects in special areas, as of a day.

    Of the special funds that arrived, what was allotted to projects in villages that belong to an area on the day; of
    the approved projects, those that lie there. `rows` applies `visible_to`.
    """
    value = Parameters(county, day)
    inside = rows(SpecialAreaVillage).in_area(county).in_force(day).values("area_id")
    lines = rows(FundLine).in_area(county).filter(year=day.year, kind=FundKind.SPECIAL)
    arrived = sum(lines.with_money().values_list("arrived", flat=True), Decimal(0))
    there = rows(Allotment).standing().filter(line__in=lines.values("pk"), project__area_id__in=inside)
    allotted = sum(there.with_money().values_list("allotted", flat=True), Decimal(0))
    projects = rows(Project).in_area(county).filter(year=day.year, stage__in=APPROVED)
    return (
        Part(allotted, arrived, value.number("special_area.money_min")),
        Part(
            Decimal(projects.filter(area_id__in=inside).count()),
            Decimal(projects.count()),
            value.number("special_area.projects_min"),
        ),
    )
