"""What the flags of projects have found, with all sides of each (LN-37, LN-32, CB1-15)."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Value, Window
from django.utils.functional import cached_property

from funds.flags import evenly_paid, same_amount, split_projects

SHOWN = 60  # projects of each kind; the rest stands in its list
ALIKE = ("area_id", "kind", "year")


@dataclass
class Flag:
    """One place, kind and year with the projects that are odd together; `homes` are the households they share."""

    projects: list = field(default_factory=list)
    homes: list = field(default_factory=list)

    @property
    def first(self):
        return self.projects[0]

    @property
    def amount(self):
        return sum((project.budget for project in self.projects), Decimal(0))


class Flagged:
    """The odd ones among a reader's projects. A flag says nothing of intent: somebody looks."""

    def __init__(self, projects, benefits, value):
        self.projects, self.benefits, self.value = projects, benefits, value

    @property
    def limit(self):
        """Return the amount from which on a project is to be tendered."""
        return self.value.number("project.tender_threshold")

    @cached_property
    def found(self):
        """Return what is odd in which way → its first projects, and → how many there are: one statement for all."""
        ways = {
            "doubled": self.projects.doubled(),
            "split": split_projects(self.projects, self.value),
            "same_amount": same_amount(self.projects, self.value),
        }
        first, *others = (
            rows.annotate(flag=Value(name), total=Window(Count("pk")))
            .order_by(*ALIKE, "number")
            .values_list("flag", "pk", "total")[:SHOWN]
            for name, rows in ways.items()
        )
        told = list(first.union(*others, all=True))
        known = self.projects.select_related("area__parent").in_bulk({key for _flag, key, _total in told})
        shown, totals = {name: [] for name in ways}, dict.fromkeys(ways, 0)
        for flag, key, total in told:
            shown[flag].append(known[key])
            totals[flag] = total
        for projects in shown.values():
            projects.sort(key=lambda project: (*(getattr(project, name) for name in ALIKE), project.number))
        return shown, totals

    @property
    def doubled(self):
        return self.found[0]["doubled"]

    @property
    def split(self):
        return self.found[0]["split"]

    @property
    def even(self):
        return self.found[0]["same_amount"]

    @cached_property
    def doubled_together(self):
        """Return the doubled projects side by side, with the households that more than one of them helps."""
        flags = _together(self.doubled)
        rows = self.benefits.filter(project__in=[project.pk for project in self.doubled])
        found = defaultdict(dict)
        for row in rows.select_related("household", "project").order_by("household__household_no"):
            key = tuple(getattr(row.project, name) for name in ALIKE)
            found[key].setdefault(row.household, []).append(row)
        for key, homes in found.items():
            flags[key].homes = [home for home, got in homes.items() if len(got) > 1]
        return list(flags.values())

    @cached_property
    def split_together(self):
        return list(_together(self.split).values())

    @cached_property
    def even_rows(self):
        """Return the projects that pay all the same, each with how many get it, how much, of how many households."""
        groups = evenly_paid(self.value).filter(project__in=[project.pk for project in self.even])
        by_project = {row["project"]: row for row in groups}
        return [(project, by_project[project.pk]) for project in self.even if project.pk in by_project]


def _together(projects):
    flags = defaultdict(Flag)
    for project in projects:
        flags[tuple(getattr(project, name) for name in ALIKE)].projects.append(project)
    return flags
