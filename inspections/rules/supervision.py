"""JZ-20 traced upward: what a village, a township or a helping unit answers for after a decision on a party below."""

from django.db.models import F, Q, Value
from django.db.models.aggregates import Count
from django.utils.translation import gettext_lazy as _

from inspections.models import SupervisionLine
from inspections.models.account import PartyLevel
from povertyapp.core.rules import UNIT, Duty, Kind, Population, Source, Tally, rule
from povertyapp.core.subjects import subject

subject("action", _("问责事项"), "inspections.AccountabilityAction", key="no", url_name="inspections:action")
KEYS = ("code", "subject_kind", "subject_code")


def _lines(level):
    def rows(period, value):
        lines = SupervisionLine.objects.filter(level=level, month=str(period), revoked_on=None)
        return lines.annotate(subject_code=F("action__no"), subject_kind=Value("action")).values(
            "area_id", *KEYS
        )

    return rows


def _found_themselves(period, value):
    lines = SupervisionLine.objects.filter(month=str(period), revoked_on=None, self_report__isnull=False)
    return lines.annotate(subject_code=F("action__no"))


VILLAGE_LINES = Population("traced_to_village", KEYS, _lines(PartyLevel.VILLAGE))
"""Each line of supervision of a village for a month."""
TOWNSHIP_LINES = Population("traced_to_township", KEYS, _lines(PartyLevel.TOWNSHIP))
"""Each line of supervision of a township for a month."""
UNIT_LINES = Population("traced_to_unit", KEYS, _lines(PartyLevel.COUNTY_UNIT))
"""Each line of supervision of a helping unit for a month."""
SELF_FOUND = Source("found_themselves", ("code", "subject_code"), _found_themselves)


def _answered():
    return Duty(due=Q(code__gt=""), required=1, counts=Tally(SELF_FOUND, Count("pk")))


@rule(
    "JZ-20SV",
    kind=Kind.DUTY,
    over=VILLAGE_LINES,
    subject=UNIT,
    party="village",
    obligation="JZ-20",
    owner="county_office",
    basis="JZ-20; D6",
    title=_("倒查：村内帮扶责任人被问责"),
)
def traced_to_village(period, value):
    """村内帮扶责任人被问责的，村要负督促责任；事先自查报告的不追究。

    Each decision on a helper with households in the village makes one line of the month of the decision. It is met
    where the village had reported the fault itself before the month was closed.
    """
    return _answered()


@rule(
    "JZ-20ST",
    kind=Kind.DUTY,
    over=TOWNSHIP_LINES,
    subject=UNIT,
    party="township",
    obligation="JZ-20",
    owner="county_office",
    basis="JZ-20; D6",
    title=_("倒查：所辖村被问责"),
)
def traced_to_township(period, value):
    """所辖村被问责的，乡镇要负督促责任；事先自查报告的不追究。

    Each decision on a village of the township makes one line of the month of the decision. It is met where the
    township had reported the fault itself before the month was closed.
    """
    return _answered()


@rule(
    "JZ-20SU",
    kind=Kind.DUTY,
    over=UNIT_LINES,
    subject=UNIT,
    party="county_unit",
    obligation="JZ-20",
    owner="county_office",
    basis="JZ-20; D6",
    title=_("倒查：派出的帮扶人或帮扶村被问责"),
)
def traced_to_unit(period, value):
    """派出的帮扶责任人或者定点帮扶的村被问责的，帮扶单位要负督促责任；事先自查报告的不追究。

    Each decision on a helper whom the unit sent, or on a village that it helps, makes one line of the month of the
    decision. It is met where the unit had reported the fault itself before the month was closed.
    """
    return _answered()
