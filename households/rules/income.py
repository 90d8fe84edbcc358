"""Faults in the income statement. Of several years the last one up to the period's year is judged."""

from django.db.models import Count, DecimalField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Abs, Coalesce
from django.utils.translation import gettext_lazy as _

from households.choices import GONE, MemberChange, PovertyAttribute
from households.models import HouseholdMember, IncomeStatement
from households.querysets import aged
from households.rules.people import WORKING
from households.rules.populations import (
    data_rule,
    due_year,
    has_income,
    has_living,
    has_member,
    newest_income,
)
from povertyapp.core.rules import Fault

CAME = frozenset(MemberChange.values) - GONE
OLDEST = 150
EXACT = DecimalField(max_digits=20, decimal_places=4)


@data_rule("DQ-06", Fault.WRONG_VALUE, _("人均纯收入超出范围"), mend="income")
def per_head_out_of_range(period, value):
    """人均纯收入应大于 0，不超过 10 万元。

    Net income per head is above 0 and at most `data.income_per_capita_max`.
    """
    most = value.number("data.income_per_capita_max")
    odd = Q(net_income_per_capita__lte=0) | Q(net_income_per_capita__gt=most)
    return Q(has_income(period, odd))


@data_rule("DQ-18", Fault.OMITTED_RECORD, _("缺上年收入或生产生活条件"), mend="income")
def statement_missing(period, value):
    """每户每年要有收入登记和生产生活条件登记。

    An income statement and living conditions of the year before are on record, from the month
    `data.statement_due_month` on.
    """
    year = due_year(period, value)
    return ~Q(has_income(period, year__gte=year)) | ~Q(has_living(period, year__gte=year))


@data_rule("DQ-26", Fault.ILLOGICAL, _("同时领低保金和五保金"), mend="income")
def allowance_and_five_guarantee(period, value):
    """同一户不应同时有低保金和五保金。

    No household gets allowance and five-guarantee money together.
    """
    return Q(has_income(period, allowance_aid__gt=0, five_guarantee_aid__gt=0))


@data_rule("DQ-27", Fault.ILLOGICAL, _("低保户无低保金或五保户无五保金"), mend="income")
def aid_missing(period, value):
    """低保贫困户的收入里要有低保金，五保贫困户要有五保金。

    The income of an allowance household has allowance money, that of a five-guarantee household its own.
    """
    allowance = Q(poverty_attribute=PovertyAttribute.ALLOWANCE) & has_income(period, allowance_aid=0)
    five = Q(poverty_attribute=PovertyAttribute.FIVE_GUARANTEE) & has_income(period, five_guarantee_aid=0)
    return allowance | five


@data_rule("DQ-29", Fault.ILLOGICAL, _("有经营收入而无经营支出"), mend="income")
def business_without_expense(period, value):
    """有生产经营性收入的，要有生产经营性支出。

    Who earns by production spends on production.
    """
    return Q(has_income(period, business_income__gt=0, business_expense=0))


@data_rule("DQ-32", Fault.ILLOGICAL, _("工资性收入与务工不符"), mend="income")
def wage_and_work_disagree(period, value):
    """有工资性收入的户要有人务工；有人务工的户要有工资性收入。

    A household with wages has somebody at work or in a public post, and the other way round.
    """
    works = has_member(WORKING | ~Q(public_post=""))
    wage, no_wage = has_income(period, wage_income__gt=0), has_income(period, wage_income=0)
    return (wage & ~Q(works)) | (no_wage & Q(works))


@data_rule("DQ-39", Fault.ILLOGICAL, _("收入分项与合计不符"), mend="income")
def sums_disagree(period, value):
    """转移性收入应等于各分项之和；人均纯收入应等于家庭纯收入除以人数。

    The six parts make up the transfer income, and net income divided by the people is the income per head,
    both within `data.income_tolerance` yuan. The people are those of today or those of the end of that year:
    offices take either.
    """
    tolerance = Value(value.number("data.income_tolerance"), EXACT)
    parts = sum((F(name) for name in IncomeStatement.PARTS[1:]), F(IncomeStatement.PARTS[0]))
    wrong_parts = newest_income(period).alias(off=_exact(Abs(F("transfer_income") - parts)))
    wrong_head = newest_income(period).alias(then=_people_of_the_year(), now=F("household__size"))
    for people in ("now", "then"):
        off = _exact(Abs(F("net_income_per_capita") * F(people) - F("net_income")))
        wrong_head = wrong_head.alias(**{f"off_{people}": off})
        wrong_head = wrong_head.filter(
            **{f"{people}__gt": 0, f"off_{people}__gt": _exact(tolerance * F(people))}
        )
    return Q(Exists(wrong_parts.filter(off__gt=tolerance))) | Q(Exists(wrong_head))


def _exact(expression):
    return ExpressionWrapper(expression, output_field=EXACT)


def _people_of_the_year():
    """Return how many people the household had at the end of a statement's year.

    Today's size without those who came later and with those who left later.
    """
    return F("household__size") + _changed_later(GONE) - _changed_later(CAME)


def _changed_later(kinds):
    changed = (
        HouseholdMember.objects.filter(household=OuterRef("household"), change_kind__in=kinds)
        .filter(changed_on__year__gt=OuterRef("year"))
        .order_by()
        .values("household")
        .annotate(n=Count("pk"))
    )
    return Coalesce(Subquery(changed.values("n")), 0)


@data_rule("DQ-49", Fault.ILLOGICAL, _("参保老人无养老金收入"), mend="income")
def pension_missing(period, value):
    """有 60 周岁以上参保成员的户，收入里要有养老保险金。

    With an insured member of `data.pension_age` or more, the income has pension money.
    """
    old = aged(period.end, value("data.pension_age"), OLDEST)
    return has_member(old, is_pension_insured=True) & Q(has_income(period, pension_aid=0))
