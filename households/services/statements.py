"""What is stated once a year or once a form: income, living conditions, the two paper forms' figures."""

from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.models import FormFigures, IncomeStatement, LivingCondition
from households.services.changing import check_known, create, locked, write
from households.services.costs import excluded_kinds
from povertyapp.core import clock

FIRST_YEAR = 2010
_KEYS = {"id", "area", "household", "year", "source"}


def _facts_of(model):
    return tuple(f.name for f in model._meta.fields if f.name not in _KEYS)


INCOME_FACTS, LIVING_FACTS, FORM_FACTS = map(_facts_of, (IncomeStatement, LivingCondition, FormFigures))
_GROSS = ("wage_income", "business_income", "property_income", "transfer_income")
_MAY_BE_NEGATIVE = {"net_income", "net_income_per_capita"}


@transaction.atomic
def record_income(*, by, household, year, reason, seen="", **parts):
    """Enter or correct the income statement of a year, in yuan; return it.

    `net_income` and `net_income_per_capita` are kept as the form says; where the form does not say (None or
    not given) they follow from the parts and the household's size; kinds that the county does not count are left
    out. Parts that do not add up are a finding
    (DQ-39), not refused.
    """
    check_known(parts, INCOME_FACTS)
    check_year(year)
    check_not_negative(parts, INCOME_FACTS)
    household = locked(household)
    row = _row(IncomeStatement, household, year=year)
    amounts = {name: getattr(row, name) for name in INCOME_FACTS} | parts
    if parts.get("net_income") is None:
        gross = sum(Decimal(amounts[name] or 0) for name in _GROSS)
        less = ("business_expense", *excluded_kinds(household.area_id, year))
        parts["net_income"] = gross - sum(Decimal(amounts[name] or 0) for name in less)
    if parts.get("net_income_per_capita") is None:
        per_head = Decimal(parts["net_income"]) / max(household.size, 1)
        parts["net_income_per_capita"] = per_head.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return _put(row, parts, by=by, reason=reason, seen=seen)


@transaction.atomic
def record_living(*, by, household, year, reason, seen="", **conditions):
    """Enter or correct the production and living conditions of a year; return them."""
    check_known(conditions, LIVING_FACTS)
    check_year(year)
    check_not_negative(conditions, LIVING_FACTS)
    row = _row(LivingCondition, locked(household), year=year)
    return _put(row, conditions, by=by, reason=reason, seen=seen)


@transaction.atomic
def record_form_figures(*, by, household, source, reason, seen="", **figures):
    """Enter or correct what one paper form says of size and land; return it. Forms may differ (CB1-12)."""
    check_known(figures, FORM_FACTS)
    check_not_negative(figures, FORM_FACTS)
    row = _row(FormFigures, locked(household), source=source)
    return _put(row, figures, by=by, reason=reason, seen=seen)


def _row(model, household, **key):
    found = model._base_manager.select_for_update().filter(household=household, **key).first()
    return found or model(household=household, area_id=household.area_id, **key)


def _put(row, values, *, by, reason, seen):
    if row.pk:
        write(row, values, by=by, reason=reason, seen=seen)
        return row
    for name, value in values.items():
        setattr(row, name, value)
    return create(row, by=by, reason=reason)


def check_year(year):
    """Raise ValidationError for a year that no form can be of."""
    this_year = clock.today().year
    if not FIRST_YEAR <= year <= this_year:
        span = {"first": FIRST_YEAR, "last": this_year}
        raise ValidationError({"year": _("年度应在 %(first)s 到 %(last)s 之间。") % span})


def check_not_negative(values, names):
    """Raise ValidationError naming each amount or count below zero."""
    wrong = {
        name: _("不能是负数。")
        for name in names
        if name not in _MAY_BE_NEGATIVE and isinstance(values.get(name), int | Decimal) and values[name] < 0
    }
    if wrong:
        raise ValidationError(wrong)
