"""Populations of households and people: querysets that take a period and read as a sentence."""

import datetime as dt
import re

from django.apps import apps
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Subquery, Value, When

from households.choices import GONE, NOT_AT_SCHOOL, MatchClass, MatchStatus, PovertyAttribute
from households.identity import tail_hashes
from povertyapp.core.columns import number_of
from povertyapp.core.names import named, sounding, sounding_just
from povertyapp.core.scoping import ScopedQuerySet
from povertyapp.core.workbooks.cells import word

LETTERS = re.compile(r"[A-Za-z]+")
DIGITS = re.compile(r"[\dXx]+")


def years_before(day: dt.date, years: int) -> dt.date:
    """Return the same day that many years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def aged(on: dt.date, from_age: int, to_age: int) -> Q:
    """Return the condition that a person has an age from … to … (full years, both inside) on a day.

    False, never unknown, for a person without a birthday.
    """
    return Q(
        birth_date__isnull=False,
        birth_date__lte=years_before(on, from_age),
        birth_date__gt=years_before(on, to_age + 1),
    )


def school_year_of(day: dt.date, first_month: int) -> int:
    """Return the school year of a day, called by the year in which it began."""
    return day.year if day.month >= first_month else day.year - 1


STUDENT = ~Q(school_status__in=NOT_AT_SCHOOL)


def _members():
    return apps.get_model("households", "HouseholdMember")._base_manager


def _with_member(condition):
    """Return the condition that a household has a member who meets one. The members are looked up once, not for
    each household."""
    return Q(pk__in=_members().filter(condition).values("household"))


class HouseholdQuerySet(ScopedQuerySet):
    """Registered households."""

    def on_roll(self, period):
        """Households on the register on at least one day of the period, exited ones too (脱贫不脱政策)."""
        return self.filter(
            Q(left_register_on=None) | Q(left_register_on__gt=period.start), registered_on__lte=period.end
        )

    def on_register(self, day):
        """Households on the register on that day."""
        return self.filter(Q(left_register_on=None) | Q(left_register_on__gt=day), registered_on__lte=day)

    def matching(self, text):
        """Households that a search for this text means.

        Four to six digits are the end of an ID number (compared by its keyed hash) or part of a household
        number, letters are pinyin or its initials, anything else is part of the name of a head or a member.
        """
        text = word(text)
        if LETTERS.fullmatch(text):
            key = text.lower()
            return self._of(sounding("head_pinyin", key), sounding("name_pinyin", key))
        if DIGITS.fullmatch(text):
            return self._of(Q(household_no__contains=text), Q(id_tail_hash__in=tail_hashes(text)))
        return self._of(named("head_name", text), named("name", text))

    def best_first(self, text):
        """Order what `matching` found: the very number or name before what only contains it."""
        text = word(text)
        if LETTERS.fullmatch(text):
            key = text.lower()
            steps = [sounding_just("head_pinyin", key), _with_member(sounding_just("name_pinyin", key))]
        elif DIGITS.fullmatch(text):
            steps = [Q(household_no=text), _with_member(Q(id_tail_hash__in=tail_hashes(text)))]
            steps.append(Q(household_no__endswith=text))
        else:
            steps = [Q(head_name=text), _with_member(named("name", text, "exact"))]
            steps.append(Q(head_name__startswith=text))
        ranks = [When(condition, then=Value(rank)) for rank, condition in enumerate(steps)]
        rank = Case(*ranks, default=Value(len(steps)), output_field=IntegerField())
        return self.annotate(rank=rank).order_by("rank", "area_id", "household_no")

    def _of(self, head, member):
        """Return those of which the household itself or a member meets a condition. Each of the two is looked up in
        an index of its own; with OR between them every household would be looked at."""
        own = self.model._base_manager.filter(head).order_by().values("pk")
        return self.filter(pk__in=own.union(_members().filter(member).order_by().values("household")))

    def with_newest_income(self):
        """Add `newest_income`: net income per head of the last year on record, None where there is none."""
        statements = apps.get_model("households", "IncomeStatement")._base_manager
        newest = statements.filter(household=OuterRef("pk")).order_by("-year")
        return self.annotate(newest_income=Subquery(newest.values("net_income_per_capita")[:1]))


class MemberQuerySet(ScopedQuerySet):
    """People of registered households."""

    def present(self):
        """Members who are counted: they neither died nor left."""
        return self.exclude(change_kind__in=GONE)

    def on_roll(self, period):
        """Counted members of the households on the register in the period."""
        left = Q(household__left_register_on=None) | Q(household__left_register_on__gt=period.start)
        return self.present().filter(left, household__registered_on__lte=period.end)


class StatementQuerySet(ScopedQuerySet):
    """Statements of a year: income, living conditions."""

    def newest(self, year):
        """The last statement of each household up to that year."""
        later = self.model._base_manager.filter(
            household=OuterRef("household"), year__gt=OuterRef("year"), year__lte=year
        )
        return self.filter(~Exists(later), year__lte=year)


# Rows of a list that count as a person of the register: matched by number, or confirmed by somebody.
COUNTING = Q(status__in=(MatchStatus.SETTLED, MatchStatus.CONFIRMED))
TO_CONFIRM = Q(status=MatchStatus.OPEN)
# Listed people whose household stands in the register as a general one: one of the two is wrong (TF-04).
DIFFERING = (
    COUNTING & ~Q(match_class=MatchClass.DUPLICATE) & Q(household__poverty_attribute=PovertyAttribute.GENERAL)
)


class LowIncomeListQuerySet(ScopedQuerySet):
    """Lists of low-income people."""

    def with_counts(self, user):
        """Add how many of the rows that the user sees there are, wait for somebody, and differ."""
        rows = apps.get_model("households", "LowIncomeRow").objects.visible_to(user)
        rows = rows.filter(listing=OuterRef("pk"))
        return self.annotate(
            **{
                name: number_of(rows.filter(which), "listing")
                for name, which in (
                    ("row_count", Q()),
                    ("to_confirm", TO_CONFIRM),
                    ("differing", DIFFERING),
                )
            }
        )


class LowIncomeRowQuerySet(ScopedQuerySet):
    """People on lists of low-income people."""

    def to_confirm(self):
        """Rows that wait for somebody's word."""
        return self.filter(TO_CONFIRM)

    def differing(self):
        """Listed people whose household stands in the register as a general one."""
        return self.filter(DIFFERING)

    def on_newest_list(self):
        """Rows of the newest list of each county; what older lists say has passed."""
        lists = apps.get_model("households", "LowIncomeList")._base_manager
        later = lists.filter(area=OuterRef("listing__area"), taken_at__gt=OuterRef("listing__taken_at"))
        return self.filter(~Exists(later))
