"""三率一度 (B6) of a published or running round: what the sample found in persons, with n and an interval each.

Every figure here is an estimate from a sample and stands on its own page: it is never mixed with figures that count
everybody. Acceptance of B6 is at least the limit, so the limit itself keeps it; the three rates ask `limit_inclusive`.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from households.choices import PovertyStatus
from households.models import Household
from inspections.choices import Accepts, Compared, Found, Judged, Listed
from inspections.intervals import Share, passes, share_of
from inspections.models import OtherFrame
from povertyapp.core import clock
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.text import Text


@dataclass(frozen=True)
class Rate:
    """One figure of a sample: its share with n and interval, the limit, and whether it is kept (None: not asked)."""

    code: str
    name: Text
    unit: Text
    found: Share
    limit: Decimal | None = None
    at_most: bool = False
    is_kept: bool | None = None

    @property
    def state(self):
        """Return the look of the figure."""
        return {True: "met", False: "failed", None: "none"}[self.is_kept]


@dataclass(frozen=True)
class Incidence:
    """The composite incidence: the point, and the bounds that follow from both rates at their bounds together."""

    registered: int
    exited: int
    others: int
    point: Decimal | None
    low: Decimal | None
    high: Decimal | None
    limit: Decimal
    is_kept: bool | None

    @property
    def rural(self):
        return self.registered + self.exited + self.others


PERSONS, HOMES, ANSWERS = _("人"), _("户"), _("项")


def rates_of(round_, records, answers, others) -> list[Rate]:
    """Return the figures of a round, in the order of B6, then E-01 to E-03, E-20 and E-29.

    `records`, `answers` and `others` are the rows that the reader may see.
    """
    value = Parameters(round_.area_id[:COUNTY_DIGITS], clock.day_of(round_.made_at))
    counts = _counts(records, answers, others)
    return [_rate(value, counts, *line) for line in LINES]


# code, name, unit, part, whole, the parameter of the limit, whether it is an upper one
LINES = (
    ("omission", _("漏评率"), PERSONS, "missed", "other_persons", "rate.omission_max", True),
    ("wrong_exit", _("错退率"), PERSONS, "exited_wrong", "exited_persons", "rate.wrong_exit_max", True),
    ("wrong_entry", _("错评率"), PERSONS, "registered_wrong", "registered_persons", "", True),
    ("acceptance", _("群众认可度"), HOMES, "accepting", "asked_acceptance", "rate.acceptance_min", False),
    ("E-01", _("贫困识别准确率"), PERSONS, "rightly_listed", "judged_persons", "", False),
    ("E-02", _("精准退出率"), PERSONS, "exited_right", "exited_persons", "", False),
    ("E-03", _("帮扶措施准确率"), HOMES, "fitting", "measures_seen", "", False),
    ("E-20", _("账实不符率"), ANSWERS, "mismatches", "facts", "check.max_mismatch_share", True),
    ("E-29", _("满意度"), HOMES, "satisfied", "asked_satisfaction", "rate.acceptance_min", False),
    ("aware", _("知晓率"), HOMES, "aware", "met", "", False),
    ("policy", _("政策知晓率"), HOMES, "knows_policy", "met", "", False),
)


def _rate(value, counts, code, name, unit, part, whole, limit, at_most):
    found = share_of(counts[part], counts[whole], value.number("rate.quantile"))
    if not limit:
        return Rate(code, name, unit, found, at_most=at_most)
    bound = value.number(limit)
    inclusive = bool(value("rate.limit_inclusive")) if limit.endswith(("omission_max", "exit_max")) else True
    return Rate(
        code,
        name,
        unit,
        found,
        bound,
        at_most,
        passes(found.share, bound, at_most=at_most, inclusive=inclusive),
    )


def _counts(records, answers, others):
    """Return all numbers that the figures are made of, with one query a table."""

    def persons(**of):
        return Sum("persons", filter=Q(judged__in=(Judged.RIGHT, Judged.WRONG), **of), default=0)

    def wrong(**of):
        return Sum("wrong_persons", filter=Q(judged=Judged.WRONG, **of), default=0)

    def homes(**of):
        return Count("pk", filter=Q(found=Found.YES, **of))

    exited, registered = {"listed": Listed.EXITED}, {"listed": Listed.REGISTERED}
    found = records.aggregate(
        exited_persons=persons(**exited),
        exited_wrong=wrong(**exited),
        registered_persons=persons(**registered),
        registered_wrong=wrong(**registered),
        accepting=homes(accepts=Accepts.YES),
        asked_acceptance=Count("pk", filter=~Q(accepts="")),
        fitting=homes(measures_fit=True),
        measures_seen=Count("pk", filter=Q(measures_fit__isnull=False)),
        satisfied=homes(satisfaction="satisfied"),
        asked_satisfaction=Count("pk", filter=~Q(satisfaction="")),
        aware=homes(helper_known="yes"),
        knows_policy=homes(policy_known="yes"),
        met=homes(),
    )
    found |= others.aggregate(
        other_persons=Sum("persons", default=0),
        missed=Sum("missed_persons", default=0),
        others_accepting=Count("pk", filter=Q(accepts=Accepts.YES)),
        others_asked=Count("pk", filter=~Q(accepts="")),
    )
    compared = (Compared.MATCH, Compared.MISMATCH)
    found |= answers.aggregate(
        facts=Count("pk", filter=Q(compared__in=compared)),
        mismatches=Count("pk", filter=Q(compared=Compared.MISMATCH)),
    )
    found["accepting"] += found["others_accepting"]
    found["asked_acceptance"] += found["others_asked"]
    found["exited_right"] = found["exited_persons"] - found["exited_wrong"]
    judged = found["exited_persons"] + found["registered_persons"] + found["other_persons"]
    wrong_all = found["exited_wrong"] + found["registered_wrong"] + found["missed"]
    return found | {"judged_persons": judged, "rightly_listed": judged - wrong_all}


def incidence_of(round_, rates) -> Incidence:
    """Return the composite incidence of the county: those registered, and what the two rates add of the others.

    The persons of the register are counted, those on no list are what the frames of the round say; the interval takes
    both rates at their lower bounds together, and at their upper ones: wider than it need be, never narrower.
    """
    value = Parameters(round_.area_id[:COUNTY_DIGITS], clock.day_of(round_.made_at))
    homes = Household.objects.in_area(round_.area_id).filter(left_register_on=None)
    people = homes.aggregate(
        exited=Sum("size", filter=Q(poverty_status=PovertyStatus.EXITED), default=0),
        registered=Sum("size", filter=~Q(poverty_status=PovertyStatus.EXITED), default=0),
    )
    others = OtherFrame.objects.filter(draw__round=round_).aggregate(n=Sum("persons", default=0))["n"]
    by_code = {rate.code: rate.found for rate in rates}
    omission, wrong_exit = by_code["omission"], by_code["wrong_exit"]
    rural = people["registered"] + people["exited"] + others

    def at(omitted, exited):
        if omitted is None or exited is None or not rural:
            return None
        return (people["registered"] + omitted * others + exited * people["exited"]) / rural

    point, limit = at(omission.share, wrong_exit.share), value.number("rate.incidence_max")
    kept = passes(point, limit, at_most=True, inclusive=bool(value("rate.limit_inclusive")))
    bounds = at(omission.low, wrong_exit.low), at(omission.high, wrong_exit.high)
    return Incidence(people["registered"], people["exited"], others, point, *bounds, limit, kept)
