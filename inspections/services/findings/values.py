"""What a rule shows of a record: noted when it is found, read again when it is listed. Sealed columns never."""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models.functions import Cast, JSONObject
from django.utils.translation import gettext as _

from households.models import IncomeStatement, LivingCondition
from inspections.models import Finding
from inspections.models.finding import SubjectKind
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.rules import RULES

# Rows of the newest year that hang on a household: `income.net_income` is a column of one.
HANGING: dict[str, Any] = {"income": IncomeStatement, "living": LivingCondition}
MODELS = {
    SubjectKind.HOUSEHOLD: ("households.Household", "household_no"),
    SubjectKind.MEMBER: ("households.HouseholdMember", "person_no"),
    SubjectKind.HELPER: ("assistance.Helper", "code"),
    SubjectKind.PUBLISHED: ("inspections.PublishedFigure", "pk"),
}


def shown_columns(rule):
    """Return (name, model field) of the columns that a rule shows of a record."""
    model = apps.get_model(MODELS[SubjectKind(rule.subject)][0])
    found = []
    for name in rule.extra.get("shows") or filter(None, [rule.extra.get("field")]):
        head, _dot, column = name.rpartition(".")
        found.append((name, (HANGING[head] if head else model)._meta.get_field(column)))
    return found


def label_of(rule):
    """Return what people call the column that a rule is about, blank where it is about no single one."""
    name = rule.extra.get("field")
    if not name:
        return ""
    column: Any = apps.get_model(MODELS[SubjectKind(rule.subject)][0])._meta.get_field(name)
    return str(column.verbose_name)


def note_values(opened, area, period, moment):
    """Write the shown columns into the findings that were opened at that moment; `opened` counts them by rule."""
    for code in opened:
        rule = RULES[code]
        columns = [(name, f) for name, f in shown_columns(rule) if not isinstance(f, EncryptedTextField)]
        if columns:
            _note(rule, columns, area, period, moment)


def _note(rule, columns, area, period, moment):
    label, key = MODELS[SubjectKind(rule.subject)]
    model = apps.get_model(label)
    noted = JSONObject(**{name: _column(name, period) for name, _field in columns})
    named = Finding.objects.filter(rule=rule.code, found_at=moment, cleared_at=None).values("subject_code")
    rows = (
        model.objects.in_area(area.code)
        .annotate(code=Cast(key, CharField()))
        .filter(code__in=named)
        .values("code")
        .annotate(noted=noted)
        .order_by()
    )
    sql, params = rows.values("code", "noted").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE inspections_finding AS f SET value = shown.noted FROM ({sql}) AS shown"
            " WHERE f.subject_code = shown.code AND f.rule = %s AND f.found_at = %s",
            [*params, rule.code, moment],
        )


def _column(name, period):
    head, _dot, column = name.rpartition(".")
    if not head:
        return F(column)
    newest = HANGING[head].objects.filter(household=OuterRef("pk"), year__lte=period.year).order_by("-year")
    return Subquery(newest.values(column)[:1])


def in_words(rule, value):
    """Return (label, words) of the columns that were noted, as people write them."""
    return [
        (str(field.verbose_name), _words(field, value[name]))
        for name, field in shown_columns(rule)
        if name in value
    ]


def _words(field, stored):
    if stored in (None, "", []):
        return _("未填")
    if isinstance(stored, bool):
        return _("是") if stored else _("否")
    if isinstance(stored, list):
        return "、".join(_words(field.base_field, one) for one in stored)
    return str(dict(field.flatchoices).get(str(stored), stored))
