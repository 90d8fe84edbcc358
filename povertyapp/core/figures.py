"""Figures: of the rows of a population, how many meet a rule, in a place; and the rows behind each number.

A FIGURE rule returns a condition over its population, which is the denominator; the rows that meet it are the
numerator. What share is required is a parameter. The number and its lists are the same condition.
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, F, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from povertyapp.core.columns import true_or_false
from povertyapp.core.faults import compile_counts
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.rules import RULES, Kind, Rule, rule, rules_of
from povertyapp.core.scoping import within

MISSING, MET, ALL = "missing", "met", "all"
HOMES, PEOPLE, VILLAGES, TOWNSHIPS = _("户"), _("人"), _("个村"), _("个乡镇")  # what rows are counted in
TENTH = Decimal("0.1")


class Group(TextChoices):
    """What figures are about, in the order of the page."""

    PEOPLE = "people", _("帮扶力量")
    VISITS = "visits", _("走访与档案")
    MEASURES = "measures", _("帮扶措施")
    ECONOMY = "economy", _("产业与利益联结")
    CARE = "care", _("关爱与救助")
    FUNDS = "funds", _("资金项目")
    CHECKS = "checks", _("督查检查")


def figure_rule(
    code, title, *, over, group, basis, required="", at_most=False, unit="", owner="county_office"
):
    """Register a figure. `over` is a function of the period that returns the rows counted, the denominator.

    `required` names the parameter with the share that is asked for, `at_most` says that it is a limit. `unit` is
    the word that the rows are counted in.
    """
    facts = {"required": required, "at_most": at_most, "group": Group(group), "unit": unit or HOMES}
    return rule(code, kind=Kind.FIGURE, over=over, title=title, owner=owner, basis=basis, extra=facts)


@dataclass(frozen=True)
class Figure:
    """One figure of one place: `part` of `whole` rows meet the rule; `asked` is the share required, or None."""

    rule: Rule
    whole: int
    part: int
    asked: Decimal | None = None

    @property
    def at_most(self):
        return self.rule.extra["at_most"]

    @property
    def missing(self):
        """Return how many rows are not as they should be."""
        return self.part if self.at_most else self.whole - self.part

    @property
    def share(self):
        """Return the share in per cent, None where there is nothing to divide by.

        With one decimal; short of what is asked it never reads as if that were reached, and 100 is only all.
        """
        if not self.whole:
            return None
        rounding = ROUND_HALF_UP
        if self.state == "short":
            rounding = ROUND_UP if self.at_most else ROUND_DOWN
        share = (Decimal(self.part) * 100 / self.whole).quantize(TENTH, rounding)
        return share if self.part == self.whole else min(share, 100 - TENTH)

    @property
    def state(self):
        """Return `reached` or `short`; blank where nothing is asked or there is nothing to divide by."""
        if self.asked is None or not self.whole:
            return ""
        given, asked = Decimal(self.part), self.asked * self.whole
        return "reached" if (given <= asked if self.at_most else given >= asked) else "short"


def figures_of(user, area_code, period, rules=None):
    """Return a Figure for each rule, in the order of groups and codes: one query a population.

    Of the rows in the area that the user may see.
    """
    rules = rules if rules is not None else rules_of(Kind.FIGURE)
    value = Parameters(area_code[:COUNTY_DIGITS], period.start)
    found = []
    for over in dict.fromkeys(each.over for each in rules):
        of_it = [each for each in rules if each.over is over]
        whole, *parts = _numbers(_seen(user, over, area_code, period), of_it, period, value, area_code)
        found += [_figure(each, whole, part, value) for each, part in zip(of_it, parts, strict=True)]
    order = list(Group)
    return sorted(found, key=lambda figure: (order.index(figure.rule.extra["group"]), figure.rule.code))


def figure_by_place(user, rule, area_code, period):
    """Return a dictionary for each place in the area that has rows of the population: `place`, `name` and counts.

    `figure_of` makes the Figure of such a row.
    """
    rows = _seen(user, rule.over, area_code, period).order_by()
    column = rows.model.AREA_COLUMN
    name = "name" if column == "code" else f"{column.removesuffix('_id')}__name"
    condition = _condition(rule, period, Parameters(area_code[:COUNTY_DIGITS], period.start))
    grouped = rows.values(place=F(column), place_name=F(name))
    return grouped.annotate(whole=Count("pk"), part=Count("pk", filter=condition))


def figure_of(rule, row, value):
    """Return the Figure of one row of `figure_by_place`."""
    return _figure(rule, row["whole"], row["part"], value)


def rows_behind(user, rule, area_code, period, of=ALL):
    """Return the rows that a number counts: all of the population in the area, those met, those missing.

    Met are those that are as they should be: under a limit (`at_most`) those that do not meet the condition.
    """
    rows = _seen(user, rule.over, area_code, period)
    if of == ALL:
        return rows
    value = Parameters(area_code[:COUNTY_DIGITS], period.start)
    wanted = (of == MET) != rule.extra["at_most"]
    return rows.alias(meets=true_or_false(_condition(rule, period, value))).filter(meets=wanted)


def figure_rule_or_none(code):
    """Return the FIGURE rule of that code, or None."""
    found = RULES.get(code)
    return found if found and found.kind == Kind.FIGURE else None


def _seen(user, over, area_code, period):
    rows = over(period).visible_to(user)
    return rows.filter(within(area_code, rows.model.AREA_COLUMN))


def _condition(rule, period, value):
    """Return the condition of a rule; one that asks nothing is met by every row."""
    return Q(rule(period, value)) or Q(pk__isnull=False)


def _numbers(rows, rules, period, value, area_code):
    """Return how many rows there are and how many meet each rule."""
    conditions = [_condition(rule, period, value) for rule in rules]
    try:
        sql, params = compile_counts(conditions, rows, area_code)
    except EmptyResultSet:  # nobody sees a row
        return [0] * (len(rules) + 1)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()


def _figure(rule, whole, part, value):
    required = rule.extra["required"]
    asked = value.number(required) if required else None
    return Figure(rule, whole, part, asked)
