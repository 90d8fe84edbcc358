"""Inputs of the month's account that stand on the top floor: its parties, and the numbers it was computed with."""

from django.db.models import Case, CharField, F, Func, Q, Value, When
from django.db.models.functions import Left

from inspections.models import PartyAccount
from inspections.models.account import PartyLevel
from povertyapp.core.inputs import input_kind
from povertyapp.core.models import RuleParameter
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS
from povertyapp.core.parameters import ancestors


class _Plain(Func):
    """A parameter's value as it is read: text without quotes, yes and no as 1 and 0, lists and tables as JSON."""

    template = "CASE %(expressions)s WHEN 'true'::jsonb THEN '1' WHEN 'false'::jsonb THEN '0'"
    template += " ELSE (%(expressions)s) #>> '{}' END"
    output_field = CharField()


PARENT = Case(
    When(level=PartyLevel.HELPER, then=F("helper__unit__code")),
    When(level=PartyLevel.VILLAGE, then=Left("code", TOWNSHIP_DIGITS)),
    When(level__in=(PartyLevel.TOWNSHIP, PartyLevel.COUNTY_UNIT), then=Left("code", COUNTY_DIGITS)),
    default=Value(""),
    output_field=CharField(),
)


@input_kind(
    "parties",
    "inspections.PartyAccount",
    "assistance.Helper",
    "assistance.HelpingUnit",
    columns={"level": "level", "code": "code", "name": "name", "parent_code": PARENT},
    key="code",
    is_result=True,
)
def parties(month):
    """Who has an account; a helper belongs to the unit that sent him."""
    return PartyAccount.objects.filter(account=month.account)


@input_kind(
    "parameters",
    "core.RuleParameter",
    columns={
        "name": "name",
        "area_code": "area_id",
        "effective_from": "effective_from",
        "effective_to": "effective_to",
        "value": _Plain("value"),
    },
    key="name",
)
def parameters(month):
    """Every value in force for the county in the month: the nearest place wins, then the newest."""
    first = month.period.start
    return RuleParameter.objects.filter(
        Q(area=None) | Q(area__in=ancestors(month.county)),
        Q(effective_to=None) | Q(effective_to__gte=first),
        effective_from__lte=first,
    )
