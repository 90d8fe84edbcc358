"""HA-T1: a township answers for the truth of its data; what checks found of them is held against what they checked."""

from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Floor, Left
from django.utils.translation import gettext_lazy as _

from inspections.choices import Compared, UnitUse
from inspections.models import CheckAnswer
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import TOWNSHIP_DIGITS, Level
from povertyapp.core.rules import UNIT, Duty, Kind, Population, Source, Tally, rule

DRAW = "record__site_check__unit__draw"


def published_answers(period):
    """Return the facts that were compared by checks whose circular came out in the period: until then nobody who was
    inspected may see that there was a check, and so no account may say it."""
    return CheckAnswer.objects.filter(
        compared__in=(Compared.MATCH, Compared.MISMATCH),
        record__site_check__voided_at=None,
        record__site_check__unit__use=UnitUse.CHOSEN,
        **{
            f"{DRAW}__published_at__gte": clock.moment(period.start),
            f"{DRAW}__published_at__lt": clock.moment(period.next.start),
        },
    )


def _townships(period, value):
    checked = (
        published_answers(period)
        .order_by()
        .annotate(township=Left("area_id", TOWNSHIP_DIGITS))
        .filter(township=OuterRef("code"))
        .values("township")
        .annotate(n=Count("pk"))
        .values("n")
    )
    allowed = Floor(F("checked") * Value(value.number("check.max_mismatch_share")))
    return (
        Area.objects.filter(level=Level.TOWNSHIP, valid_to=None)
        .annotate(checked=Coalesce(Subquery(checked), 0))
        .annotate(need=F("checked") - allowed)
        .values("code", "checked", "need", area_id=F("code"))
    )


def _matching(period, value):
    answers = published_answers(period).filter(compared=Compared.MATCH)
    return answers.annotate(code=Left("area_id", TOWNSHIP_DIGITS))


CHECKED_TOWNSHIPS = Population("checked_townships", ("code",), _townships)
MATCHING = Source("facts_matching", ("code",), _matching)


@rule(
    "JZ-13",
    kind=Kind.DUTY,
    over=CHECKED_TOWNSHIPS,
    subject=UNIT,
    party="township",
    obligation="HA-T1",
    owner="county_office",
    basis="JZ-13; CB1-10; D3",
    title=_("数据真实"),
)
def data_true(period, value):
    """乡镇对数据的真实性、准确性、有效性承担直接责任：核查发现账实不符的不超过 5%。

    Of the facts that checks compared in the township, at most the share `check.max_mismatch_share` may not match.
    Counted in the month of the circular, with the facts of all rounds that it made public; without any the township
    owes nothing. What a household could not say for certain is no fact that was checked.
    """
    return Duty(due=Q(checked__gt=0), required="need", counts=Tally(MATCHING, Count("pk")))
