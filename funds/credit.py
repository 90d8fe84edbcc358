"""What a county's lending comes to: what a household owes, what the risk fund carries, what of the loans is bad.

The figures are functions of the database, because its triggers hold the limits by the same ones.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from django.db import connection

from funds.models import RiskFund
from povertyapp.core import clock
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters

CENT = Decimal("0.01")
NOTHING = Decimal(0)


def _ask(function: str, *given):
    marks = ", ".join(["%s"] * len(given))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({marks})", given)
        return cursor.fetchone()[0]


def household_debt(household, but=None) -> Decimal:
    """Return what a household owes or asks for over all its loans but one."""
    return _ask("funds_household_debt", household.pk, but.pk if but else None)


def may_borrow(household, day: dt.date) -> bool:
    """Say whether a household may borrow on a day: on the register, exited or monitored as the parameters say."""
    return _ask("funds_may_borrow", household.pk, day)


def standing_days(codes) -> tuple[int, int]:
    """Return how many days ahead is soon and how many late is bad: over several counties those of the first."""
    value = Parameters([*codes, ""][0], clock.today())
    return int(value("loan.due_soon_days")), int(value("loan.bad_days"))


def cents(amount: Decimal) -> Decimal:
    """Round an amount of money half up to the cent."""
    return amount.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Exposure:
    """How a county's lending stands on a day (E-19)."""

    fund: Decimal
    outstanding: Decimal
    owed: Decimal
    bad: Decimal
    leverage_max: Decimal
    bad_share_max: Decimal

    @property
    def carried(self) -> Decimal:
        """Return the most that may be out with this fund."""
        return self.fund * self.leverage_max

    @property
    def room(self) -> Decimal:
        """Return what may still be lent."""
        return max(self.carried - self.outstanding, NOTHING)

    @property
    def leverage(self) -> Decimal | None:
        """Return how many times the fund is out, never rounded down; None without a fund."""
        return (self.outstanding / self.fund).quantize(CENT, ROUND_UP) if self.fund else None

    @property
    def bad_share(self) -> Decimal:
        """Return the part of what is owed that is bad."""
        return self.bad / self.owed if self.owed else NOTHING

    @property
    def bad_percent(self) -> Decimal:
        """Return that part in per cent, rounded away from the side on which it stands of the limit."""
        rounding = ROUND_UP if self.is_halted else ROUND_DOWN
        return (self.bad_share * 100).quantize(CENT, rounding)

    @property
    def is_halted(self) -> bool:
        """Say whether new lending is halted because too many loans are bad."""
        return self.bad > self.owed * self.bad_share_max

    @property
    def is_over(self) -> bool:
        """Say whether more is out than the fund carries."""
        return self.outstanding > self.carried


def exposure_of(county_code: str, day: dt.date) -> Exposure:
    """Return how the lending of a county stands on a day; without a fund nothing is carried."""
    code = county_code[:COUNTY_DIGITS]
    value = Parameters(code, day)
    fund = RiskFund.objects.filter(area=code).values_list("balance", flat=True).first()
    return Exposure(
        fund=fund or NOTHING,
        outstanding=_ask("funds_outstanding", code),
        owed=_ask("funds_owed", code),
        bad=_ask("funds_bad_loans", code, day),
        leverage_max=value.number("loan.leverage_max"),
        bad_share_max=value.number("loan.bad_share_max"),
    )


@dataclass(frozen=True)
class Target:
    """What the county set out to lend, and to how many households (LF-45): stretch goals, reported and nothing else."""

    yuan: Decimal
    households: int
    limit: Decimal

    @property
    def average(self) -> Decimal:
        """Return what each household would have to borrow on average."""
        return cents(self.yuan / self.households)

    @property
    def needs_the_cap(self) -> bool:
        """Say whether the goal is reached only if every household borrows as much as one may (T-11)."""
        return self.average >= self.limit


def target_of(value: Parameters) -> Target:
    """Return the goals of a county as its parameters say."""
    yuan, households = value.number("loan.target_yuan"), int(value("loan.target_households"))
    return Target(yuan, households, value.number("loan.household_limit"))
