"""Faults in the income statement. Of several years the last one up to the period's year is judged."""

import datetime as dt

from django.db.models import DecimalField, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.functions import Abs
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from households.choices import GONE, MemberChange, PovertyAttribute
from households.models import HouseholdMember, IncomeStatement
from households.querysets import aged
from households.rules.people import WORKING
from households.rules.populations import data_rule, due_year, has_income, has_living, has_member
from povertyapp.core.columns import number_of
from povertyapp.core.rules import Fault

CAME = frozenset(MemberChange.values) - GONE
OLDEST = 150
EXACT = DecimalField(max_digits=20, decimal_places=4)


@data_rule(
    "DQ-06",
    Fault.WRONG_VALUE,
    _("人均纯收入超出范围"),
    mend="income",
    shows=("income.net_income", "income.net_income_per_capita"),
    how=_("核对单位是不是元、家庭人数对不对，再改收入。"),
)
def per_head_out_of_range(period, value):
    """人均纯收入应大于 0，不超过 10 万元。

    Net income per head is above 0 and at most `data.income_per_capita_max`.
    """
    most = value.number("data.income_per_capita_max")
    return Q(has_income(period, Q(net_income_per_capita__lte=0) | Q(net_income_per_capita__gt=most)))


@data_rule(
    "DQ-18",
    Fault.OMITTED_RECORD,
    _("缺上年收入或生产生活条件"),
    mend="income",
    how=_("补登上一年度的收入和生产生活条件。"),
)
def statement_missing(period, value):
    """每户每年要有收入登记和生产生活条件登记。

    An income statement and living conditions of the year before are on record, from the month
    `data.statement_due_month` on.
    """
    year = due_year(period, value)
    return ~Q(has_income(period, year__gte=year)) | ~Q(has_living(period, year__gte=year))


@data_rule(
    "DQ-26",
    Fault.ILLOGICAL,
    _("同时领低保金和五保金"),
    mend="income",
    shows=("income.allowance_aid", "income.five_guarantee_aid"),
    how=_("与民政核对领的是哪一种，另一种改为 0。"),
)
def allowance_and_five_guarantee(period, value):
    """同一户不应同时有低保金和五保金。

    No household gets allowance and five-guarantee money together.
    """
    return Q(has_income(period, allowance_aid__gt=0, five_guarantee_aid__gt=0))


@data_rule(
    "DQ-27",
    Fault.ILLOGICAL,
    _("低保户无低保金或五保户无五保金"),
    mend="income",
    shows=("poverty_attribute", "income.allowance_aid", "income.five_guarantee_aid"),
    how=_("补填低保金或五保金；已停发的，改户的属性。"),
)
def aid_missing(period, value):
    """低保贫困户的收入里要有低保金，五保贫困户要有五保金。

    The income of an allowance household has allowance money, that of a five-guarantee household its own.
    """
    allowance = Q(poverty_attribute=PovertyAttribute.ALLOWANCE) & Q(has_income(period, allowance_aid=0))
    five = Q(poverty_attribute=PovertyAttribute.FIVE_GUARANTEE) & Q(has_income(period, five_guarantee_aid=0))
    return allowance | five


@data_rule(
    "DQ-29",
    Fault.ILLOGICAL,
    _("有经营收入而无经营支出"),
    mend="income",
    shows=("income.business_income", "income.business_expense"),
    how=_("补填种养成本；县里有成本比例的按比例算。"),
)
def business_without_expense(period, value):
    """有生产经营性收入的，要有生产经营性支出。

    Who earns by production spends on production.
    """
    return Q(has_income(period, business_income__gt=0, business_expense=0))


@data_rule(
    "DQ-32",
    Fault.ILLOGICAL,
    _("工资性收入与务工不符"),
    mend="income",
    shows=("income.wage_income",),
    how=_("核对谁在务工、挣了多少：补填成员务工信息，或改工资性收入。"),
)
def wage_and_work_disagree(period, value):
    """有工资性收入的户要有人务工；有人务工的户要有工资性收入。

    A household with wages has somebody at work or in a public post, and the other way round.
    """
    works = Q(has_member(WORKING | ~Q(public_post="")))
    wage, no_wage = Q(has_income(period, wage_income__gt=0)), Q(has_income(period, wage_income=0))
    return (wage & ~works) | (no_wage & works)


@data_rule(
    "DQ-39",
    Fault.ILLOGICAL,
    _("收入分项与合计不符"),
    mend="income",
    shows=("income.net_income", "income.net_income_per_capita", "income.transfer_income", "size"),
    how=_("先核对各分项，再按分项重算转移性收入和人均纯收入。"),
)
def sums_disagree(period, value):
    """转移性收入应等于各分项之和；人均纯收入应等于家庭纯收入除以人数。

    The six parts make up the transfer income, and net income divided by the people is the income per head,
    both within `data.income_tolerance` yuan. The people are those of today or those of the end of that year:
    offices take either.
    """
    tolerance = Value(value.number("data.income_tolerance"), EXACT)
    parts = sum((F(name) for name in IncomeStatement.PARTS[1:]), F(IncomeStatement.PARTS[0]))
    wrong_parts = GreaterThan(_exact(Abs(F("transfer_income") - parts)), tolerance)
    wrong_head = _off_per_head(F("household__size"), tolerance)
    then = _off_per_head(_people_of_the_year(), tolerance)
    return Q(has_income(period, wrong_parts)) | Q(has_income(period, wrong_head & then))


def _off_per_head(people, tolerance):
    """Return the condition that the income per head is not that of so many people, where there are any."""
    off = _exact(Abs(F("net_income_per_capita") * people - F("net_income")))
    return Q(GreaterThan(people, 0)) & Q(GreaterThan(off, _exact(tolerance * people)))


def _exact(expression):
    return ExpressionWrapper(expression, output_field=EXACT)


def _people_of_the_year():
    """Return how many people the household had at the end of a statement's year.

    Today's size without those who came later and with those who left later.
    """
    return F("household__size") + _changed_later(GONE) - _changed_later(CAME)


def _changed_later(kinds):
    changed = HouseholdMember.objects.filter(household=OuterRef("household"), change_kind__in=kinds).filter(
        changed_on__year__gt=OuterRef("year")
    )
    return number_of(changed, "household")


@data_rule(
    "DQ-49",
    Fault.ILLOGICAL,
    _("参保老人无养老金收入"),
    mend="income",
    shows=("income.pension_aid",),
    how=_("补填养老保险金；没有参保或还没有领的，改成员的参保情况。"),
)
def pension_missing(period, value):
    """有 60 周岁以上参保成员的户，收入里要有养老保险金。

    With an insured member who was `data.pension_age` or more at the end of the last year that must be on
    record, the income has pension money.
    """
    year_end = dt.date(due_year(period, value), 12, 31)
    old = aged(year_end, value("data.pension_age"), OLDEST)
    return Q(has_member(old, is_pension_insured=True)) & Q(has_income(period, pension_aid=0))
