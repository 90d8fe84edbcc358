"""Rules of microcredit: coverage by village (E-18, LF-46), refusals (LF-44), loans that went astray (B14)."""

import datetime as dt

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from assistance.querysets.economy import registered_of
from assistance.rules.coverage import registered
from assistance.rules.economy import FACTS, falls_due, share_on_path
from funds.choices.credit import EVER_OUT, NOT_ELIGIBLE, OUT, LoanStatus
from funds.choices.operators import DECIDED as OPERATORS_DECIDED
from funds.choices.operators import OperatorLoanStatus
from funds.models import Microloan, OperatorLoan
from households.models import Household, Village
from households.rules.populations import data_rule
from povertyapp.core.faults import Child, Has
from povertyapp.core.figures import Group, figure_rule
from povertyapp.core.rules import Duty, Fault, Population, Source, Tally, rule

DECIDED = (LoanStatus.APPROVED, LoanStatus.REFUSED, *EVER_OUT)


def has_loan(day: dt.date) -> Has:
    """Return whether a household ever had a loan paid out by a day: what coverage counts, wherever it is shown."""
    return Has(Child("loans_paid_out", Microloan.objects.ever_out(day)))


def covered_in(villages, day: dt.date):
    """Return village code → (registered households, those with a loan): the coverage of each village on a day."""
    homes = Household.objects.on_register(day).filter(area__in=villages).order_by()
    rows = homes.values("area").annotate(homes=Count("pk"), lent=Count("pk", filter=Q(has_loan(day))))
    return {row["area"]: (row["homes"], row["lent"]) for row in rows}


@figure_rule("E-18", _("小额信贷覆盖率"), over=registered, group=Group.ECONOMY, basis="LF-46")
def borrowed(period, value):
    """以村为单位看扶贫小额信贷的覆盖面；2019 年以后只跟踪，不考核。

    Of the households on the register, those to which at least one loan was paid out. Nothing is asked of the figure
    itself: what a village owed until 2019 is a line of its account (LF-46).
    """
    return Q(has_loan(period.as_of))


def eligible(period):
    """Loans that the bank decided in the year so far, without those that it refused because of the household itself."""
    year = dt.date(period.year, 1, 1)
    steps = Q(steps__to_status__in=(LoanStatus.APPROVED, LoanStatus.REFUSED))
    days = Q(steps__decided_on__gte=year, steps__decided_on__lte=period.as_of)
    made = Microloan.objects.filter(steps & days, status__in=DECIDED).values("pk")
    return Microloan.objects.filter(pk__in=made).exclude(refusal_ground__in=NOT_ELIGIBLE)


@figure_rule(
    "LF-44",
    _("符合条件的都贷到款"),
    over=eligible,
    group=Group.ECONOMY,
    basis="LF-44",
    required="loan.eligible_share",
    unit=_("笔"),
)
def granted_where_eligible(period, value):
    """每一个符合条件的贫困人口都能获得贷款。

    Of the loans that the bank decided this year, those refused because of the household itself left out, those that it
    approved. The share asked for is `loan.eligible_share`.
    """
    return ~Q(status=LoanStatus.REFUSED)


def eligible_operators(period):
    """Loans of operators that the bank decided in the year so far, without those refused because of themselves."""
    year = dt.date(period.year, 1, 1)
    made = OperatorLoan.objects.filter(
        status__in=OPERATORS_DECIDED, decided_on__gte=year, decided_on__lte=period.as_of
    )
    return made.exclude(refusal_ground__in=NOT_ELIGIBLE)


@figure_rule(
    "LF-44-02",
    _("符合条件的经营主体都贷到款"),
    over=eligible_operators,
    group=Group.ECONOMY,
    basis="LF-44",
    required="loan.eligible_share",
    unit=_("笔"),
)
def granted_to_operators(period, value):
    """每一个符合条件的带贫经营主体都能获得贷款。

    Of the operators' loans that the bank decided this year, those refused because of the operator itself left out,
    those that it approved. The share asked for is `loan.eligible_share`.
    """
    return ~Q(status=OperatorLoanStatus.REFUSED)


def _villages(period, value):
    need = share_on_path("registered", value.number("loan.coverage_share"), period, value)
    villages = Village.objects.annotate(registered=registered_of(period.end))
    return villages.values("area_id", code=F("area_id"), need_loans=need).order_by()


def _lent(period, value):
    on_register = Household.objects.on_register(period.end).values("pk")
    return Microloan.objects.ever_out(period.end).filter(household__in=on_register)


VILLAGES = Population("loans_of_villages", ("code",), _villages)
LENT = Source("loans_paid_out", ("area_id",), _lent)


@rule(
    "LF-46", over=VILLAGES, title=_("小额信贷覆盖面"), allows_part=True, until=dt.date(2019, 12, 31), **FACTS
)
def loans_in_village(period, value):
    """以村为单位，扶贫小额信贷覆盖面达 40% 以上。

    At least `loan.coverage_share` of the village's households on the register had a loan paid out by the last day of
    the month `village.milestone_month`; in the months `village.year_lines_months` before it, the same part of them
    as of the year has passed. Owed only while `loan.coverage_in_account` holds: after 2019 the share is followed and
    never held against a village.
    """
    if not falls_due(period, value) or not value("loan.coverage_in_account"):
        return None
    homes = Count("household", distinct=True)
    return Duty(due=Q(need_loans__gt=0), required="need_loans", counts=Tally(LENT, homes))


def _out(*conditions):
    return Has(Child("loans_out", Microloan.objects.filter(status__in=OUT)), *conditions)


@data_rule(
    "B14-01",
    Fault.ILLOGICAL,
    _("户贷企用"),
    mend="loans",
    how=_("督促用款单位归还，由银行登记还清；在还清之前不再贴息、不能展期。"),
)
def loan_with_firm(period, value):
    """扶贫小额信贷要由贫困户自己使用，不得户贷企用。

    No loan of the household that is still out was found to be used by a firm.
    """
    return Q(_out(Q(diverted_on__isnull=False, diverted_on__lte=period.as_of)))


@data_rule(
    "B14-02",
    Fault.OMITTED_RECORD,
    _("贷款用途没有核查"),
    mend="loans",
    how=_("帮扶责任人到户核查贷款用途，登记核查情况。"),
)
def use_not_checked(period, value):
    """放款以后 60 天内要由帮扶责任人核查用途。

    No loan of the household was paid out more than `loan.use_check_days` days ago without its use having been
    checked.
    """
    since = period.as_of - dt.timedelta(days=int(value("loan.use_check_days")))
    return Q(_out(Q(status=LoanStatus.DISBURSED, diverted_on=None, disbursed_on__lt=since)))
