"""Faults in the exit of a household: whether it may stand, and in what order it went."""

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from households.choices import INCAPACITY, Health, HousingGrade, PovertyStatus
from households.models import Announcement, ProcedureCase, Publicity
from households.poverty_line import poverty_lines
from households.querysets import STUDENT, aged
from households.rules.populations import data_rule, has_income, has_living, has_member
from households.steps import ProcedureKind, PublicityKind
from povertyapp.core.faults import Child, Has, named_by
from povertyapp.core.rules import Fault

SICK = Q(health__overlap=[Health.CHRONIC, Health.SERIOUS])
DROPPED_OUT = ~Q(dropout_reason__in=["", *INCAPACITY]) & ~STUDENT


@data_rule(
    "DQ-38",
    Fault.ILLOGICAL,
    _("已脱贫户不符合脱贫标准"),
    field="poverty_status",
    shows=("exited_on", "income.net_income_per_capita", "living.is_dangerous_house", "living.is_water_safe"),
    how=_("先核对收入、就学、住房、饮水、医保哪一项不对；确实没有达标的，按程序处理，不要改数凑合格。"),
)
def exited_below_standard(period, value):
    """已脱贫户的收入要过线，没有辍学，没有危房，饮水安全，患病成员参加医保。

    An exited household has an income not under `poverty.line` of the statement's year, no dropout from
    `data.school_age_from` to `data.school_age_to`, no dangerous house, safe water, and its sick members are
    insured. What is not recorded is another check's.
    """
    of_age = aged(period.end, value("data.school_age_from"), value("data.school_age_to"))
    dangerous = Q(is_dangerous_house=True) | Q(housing_grade__in=[HousingGrade.C, HousingGrade.D])
    below = (
        Q(has_income(period, _under_the_line(period, value), net_income_per_capita__gt=0))
        | Q(has_member(of_age & DROPPED_OUT))
        | Q(has_living(period, dangerous | Q(is_water_safe=False)))
        | Q(has_member(SICK, is_medical_insured=False))
    )
    return Q(poverty_status=PovertyStatus.EXITED) & below


def _under_the_line(period, value):
    """Return the condition that a statement's income per head is under the line of its own year."""
    under = Q(pk__in=[])
    for first, last, line in poverty_lines(value.area_code, period.year):
        under |= Q(year__gte=first, year__lte=last, net_income_per_capita__lt=line)
    return under


def _days_of_exits(period, value):
    """Return the condition that names the days of postings and announcements of the household's exits."""
    exits = ProcedureCase.objects.filter(kind=ProcedureKind.EXIT)
    days = Q(batch__publicities__posted_on=None, batch__announcements__announced_on=None)
    return ~Q(Has(Child("exits", exits), days))


@data_rule(
    "DQ-40",
    Fault.ILLOGICAL,
    _("进出日期先后颠倒"),
    field="exited_on",
    shows=("registered_on", "exited_on", "returned_on", "left_register_on"),
    reads=_days_of_exits,
    how=_("对照公示、公告的影像和会议记录核对日期，改错的那一个。"),
)
def dates_out_of_order(period, value):
    """识别、公示、公告、脱贫、返贫、移出的日期要依次排列。

    A household is registered before it exits, exits before it returns, and leaves the register last. The list on
    which it exits is posted before it is announced, and both before the day of its exit.
    """
    left = Q(left_register_on__isnull=False)
    return (
        Q(returned_on__isnull=False, exited_on__isnull=False, returned_on__lt=F("exited_on"))
        | Q(returned_on__isnull=False, returned_on__lt=F("registered_on"))
        | (left & Q(left_register_on__lt=F("registered_on")))
        | (left & Q(exited_on__isnull=False, left_register_on__lt=F("exited_on")))
        | named_by(_exits_out_of_order(value))
    )


def _exits_out_of_order(value):
    """Return the ended exits whose publicity, announcement and exit do not follow each other."""
    posted = Publicity.objects.filter(batch=OuterRef("batch"), kind=PublicityKind.EXIT)
    announced = Announcement.objects.filter(batch=OuterRef("batch"))
    exits = ProcedureCase.objects.in_area(value.area_code).filter(
        kind=ProcedureKind.EXIT, household__exited_on__isnull=False
    )
    before_posting = announced.filter(
        Exists(Publicity.objects.filter(batch=OuterRef("batch"), posted_on__gt=OuterRef("announced_on")))
    )
    return exits.filter(
        Exists(posted.filter(posted_on__gt=OuterRef("household__exited_on")))
        | Exists(announced.filter(announced_on__gt=OuterRef("household__exited_on")))
        | Exists(before_posting)
    )
