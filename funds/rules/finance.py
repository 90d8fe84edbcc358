"""HA-U5: what the county's finance bureau answers for: money is integrated on the path and allotted in time."""

import datetime as dt
from fractions import Fraction
from math import ceil

from django.db.models import (
    Case,
    Count,
    DateField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Floor, Least
from django.utils.translation import gettext_lazy as _

from assistance.models import HelpingUnit
from funds.choices.money import MoneyState, Origin
from funds.models import FundLine, Posting, RiskFundInstalment
from funds.querysets.money import INTEGRATED, MONEY, SPENT, ZERO, total
from povertyapp.core.columns import true_or_false
from povertyapp.core.rules import UNIT, Duty, Kind, Population, Source, Tally, rule
from povertyapp.core.subjects import subject

subject("fund_line", _("资金来源"), "funds.FundLine", url_name="funds:source")
FACTS = {
    "kind": Kind.DUTY,
    "subject": UNIT,
    "party": "county_unit",
    "obligation": "HA-U5",
    "owner": "county_office",
    "basis": "LF-35; D3",
}
# Shares are told in hundredths of a per cent: lines of the account have whole numbers.
BASIS_POINTS = 10_000


def _finance_unit(county, value):
    """Return the code of the finance bureau of the county in a column; nothing where it is not on the list of units."""
    named = HelpingUnit.objects.filter(area=OuterRef(county), name__in=list(value("fund.finance_units")))
    return Subquery(named.order_by("code").values("code")[:1])


def _sum(states, sign, entered_by, on):
    """Return the sum of postings of the outer line in some states up to the day in its column or expression `on`."""
    rows = Posting.objects.filter(
        line=OuterRef("pk"), state__in=states, entry__happened_on__lte=on, entry__made_at__lte=entered_by
    )
    found = rows.order_by().values("line").annotate(amount=Sum(F("amount") * sign, output_field=MONEY))
    return Coalesce(Subquery(found.values("amount"), output_field=MONEY), ZERO)


def _settled(lines, on, days, entered_by):
    """Add `settled`: by the day in the column `on` something was integrated, and as much of it is allotted as arrived
    more than so many days before."""
    earlier = ExpressionWrapper(OuterRef(on) - Value(dt.timedelta(days=days)), output_field=DateField())
    lines = lines.annotate(
        **{
            f"{on}_arrived": _sum([MoneyState.SOURCE], -1, entered_by, Cast(earlier, DateField())),
            f"{on}_integrated": _sum(list(INTEGRATED), 1, entered_by, OuterRef(on)),
            f"{on}_allotted": _sum(list(SPENT), 1, entered_by, OuterRef(on)),
        }
    )
    enough = Q(**{f"{on}_allotted__gte": Least(F(f"{on}_integrated"), F(f"{on}_arrived"))})
    return lines.annotate(**{f"{on}_settled": true_or_false(Q(**{f"{on}_integrated__gt": 0}) & enough)})


def _arrived(period, value):
    """Lines in scope whose days have passed, unless they were settled when the month began."""
    days, entered_by = int(value("fund.allot_days")), period.entry_ends(value)
    ends = ExpressionWrapper(F("arrived_on") + Value(dt.timedelta(days=days)), output_field=DateField())
    lines = FundLine.objects.fiscal().filter(in_scope=True).annotate(ends=Cast(ends, DateField()))
    lines = lines.filter(ends__lte=period.end).annotate(
        start=Value(period.start - dt.timedelta(days=1), output_field=DateField()),
        # in the month in which the days end, by that day; later on by the end of the month
        cut=Case(
            When(ends__gte=period.start, then=F("ends")),
            default=Value(period.end, output_field=DateField()),
            output_field=DateField(),
        ),
    )
    lines = _settled(_settled(lines, "start", days, entered_by), "cut", days, entered_by)
    return lines.filter(Q(ends__gte=period.start) | Q(start_settled=False))


def _lines(period, value):
    lines = _arrived(period, value).annotate(unit=_finance_unit("area_id", value)).filter(unit__isnull=False)
    facts = lines.values("area_id", subject_kind=Value("fund_line"), subject_code=F("code"))
    # The party's code, when that of the line has its other name: Django refuses both in one step.
    return facts.annotate(code=F("unit")).order_by()


def _allotted(period, value):
    return _arrived(period, value).filter(cut_settled=True).annotate(subject_code=F("code"))


KEYS = ("code", "subject_kind", "subject_code")
LINES = Population("arrived_lines", KEYS, _lines)
"""Each line of public money in scope that arrived long enough ago and was not settled when the month began."""
ALLOTTED = Source("allotted_lines", ("subject_code",), _allotted)


@rule("LF-35T", over=LINES, title=_("到账资金及时下达"), **FACTS)
def allotted_in_time(period, value):
    """到账资金 30 天内整合并下达到项目。

    Each line of public money in the scope of integration, once `fund.allot_days` days have passed since it arrived:
    what is integrated of it is allotted to projects by then; a line that was late is owed until it is. Integrated money
    that arrived later has as many days of its own. By what had been entered by the cut-off, for the unit of the county
    whose name is one of `fund.finance_units`.
    """
    return Duty(due=Q(subject_code__gt=""), required=1, counts=Tally(ALLOTTED, Count("pk")))


def _integrable(period, value):
    """Lines of the year whose money should be integrated, with what arrived and what is integrated of it."""
    lines = FundLine.objects.fiscal().filter(in_scope=True, year=period.year)
    on, entered_by = Value(period.end, output_field=DateField()), period.entry_ends(value)
    return lines.annotate(
        so_far=_sum([MoneyState.SOURCE], -1, entered_by, on), pooled=_sum(list(INTEGRATED), 1, entered_by, on)
    )


def _finance(period, value):
    """The finance bureau with what arrived of stock and of increment in the year."""
    units = HelpingUnit.objects.filter(code=_finance_unit("area_id", value))
    for origin in Origin:
        here = (
            _integrable(period, value).filter(area=OuterRef("area"), origin=origin).order_by().values("area")
        )
        found = here.annotate(arrived=Sum("so_far", output_field=MONEY)).values("arrived")
        units = units.annotate(**{f"{origin}_arrived": Coalesce(Subquery(found, output_field=MONEY), ZERO)})
    due = RiskFundInstalment.objects.filter(pk__in=_instalments(period, value).values("pk"))
    found = due.filter(area=OuterRef("area")).order_by().values("area")
    owed = Subquery(found.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    units = units.annotate(instalments=Coalesce(owed, 0))
    return units.values(
        "area_id", "code", "instalments", *(f"{origin}_arrived" for origin in Origin)
    ).order_by()


def _instalments(period, value):
    """What is to be paid into the risk fund by a day of the month, or was not when it began; `is_paid` says whether it
    was by that day, later on by the end of the month. The one place that asks the facts of the risk fund."""
    known = Q(entries__recorded_at__lte=period.entry_ends(value))
    before = known & Q(entries__happened_on__lt=period.start)
    by_then = known & Q(entries__happened_on__lte=period.end)
    in_time = known & Q(entries__happened_on__lte=F("due_on"))
    due_now = Q(due_on__gte=period.start)
    rows = RiskFundInstalment.objects.filter(due_on__lte=period.end).annotate(
        paid_before=total("entries__amount", before),
        paid_by_then=total("entries__amount", by_then),
        paid_in_time=total("entries__amount", in_time),
    )
    paid = (due_now & Q(paid_in_time__gte=F("amount"))) | (~due_now & Q(paid_by_then__gte=F("amount")))
    return rows.filter(due_now | Q(paid_before__lt=F("amount"))).annotate(is_paid=true_or_false(paid))


def _paid_in(period, value):
    """Such instalments that are paid."""
    paid = _instalments(period, value).filter(is_paid=True).values("pk")
    return RiskFundInstalment.objects.filter(pk__in=paid)


def _of(origin):
    def rows(period, value):
        return _integrable(period, value).filter(origin=origin, so_far__gt=0)

    return rows


def _on_path(origin, least, period, value):
    """Return the duty that this share of what arrived is integrated, on the straight path of the year."""
    path = min(Fraction(period.month, int(value("fund.milestone_month"))), Fraction(1))
    share = Floor(
        Sum("pooled", output_field=MONEY) * BASIS_POINTS / Sum("so_far", output_field=MONEY),
        output_field=IntegerField(),
    )
    return Duty(
        due=Q(**{f"{origin}_arrived__gt": 0}),
        required=ceil(Fraction(least) * path * BASIS_POINTS),
        counts=Tally(SOURCES[origin], share),
    )


FINANCE = Population("finance", ("code",), _finance)
"""The unit of the county that answers for its money."""
PAID_IN = Source("paid_into_risk_fund", ("area_id",), _paid_in)
SOURCES = {origin: Source(f"{origin}_integrated", ("area_id",), _of(origin)) for origin in Origin}


@rule("LF-35S", over=FINANCE, title=_("存量资金整合率"), allows_part=True, **FACTS)
def stock_on_path(period, value):
    """存量资金整合率达到当月进度（全年 50%）。

    Of the stock money in scope that arrived for the year, at least `fund.stock_share` is integrated by
    `fund.milestone_month`, before that the same part of it as months have passed. Told in hundredths of a per cent,
    what is integrated cut down. Never pooled with the increment.
    """
    return _on_path(Origin.STOCK, value.number("fund.stock_share"), period, value)


@rule("LF-35I", over=FINANCE, title=_("增量资金整合率"), allows_part=True, **FACTS)
def increment_on_path(period, value):
    """增量资金整合率达到当月进度（全年 15%）。

    Of the increment money in scope that arrived for the year, at least `fund.increment_share` is integrated by
    `fund.milestone_month`, as in LF-35S.
    """
    return _on_path(Origin.INCREMENT, value.number("fund.increment_share"), period, value)


@rule(
    "LF-43U",
    over=FINANCE,
    title=_("风险补偿金按期拨入"),
    allows_part=True,
    **(FACTS | {"basis": "LF-43; D3"}),
)
def risk_fund_paid_in(period, value):
    """扶贫小额信贷风险补偿金按期足额拨入。

    Each instalment of the county's risk fund is paid in full by its date, by what had been entered by the cut-off; one
    that was late is owed until it is. What was given back counts against it.
    """
    return Duty(due=Q(instalments__gt=0), required="instalments", counts=Tally(PAID_IN, Count("pk")))
