"""The plan of a household, and what a person of it received as relief."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import AssistancePlan, Relief
from households.services import correct_household
from povertyapp.core import clock
from povertyapp.core.history import because


@transaction.atomic
def write_plan(*, by, household, year, exit_year=None, **facts):
    """Write a household's plan of a year, or correct it, and return it (JZ-08, TF-14).

    `facts` are the columns of the plan. `exit_year` is the year in which the household is to leave poverty; it is
    kept with the household, for a plan of every year means the same one.
    """
    plan = AssistancePlan.objects.select_for_update().filter(household=household, year=year).first()
    is_new = plan is None
    plan = plan or AssistancePlan(household=household, area_id=household.area_id, year=year)
    for column, value in facts.items():
        setattr(plan, column, value)
    _check_plan(plan, household, exit_year)
    reason = _("制定%(year)s年帮扶计划") if is_new else _("修改%(year)s年帮扶计划")
    reason %= {"year": year}
    with because(by=by, reason=reason):
        plan.save()
    if exit_year and exit_year != household.planned_exit_year:
        correct_household(by=by, household=household, reason=reason, planned_exit_year=exit_year)
    return plan


def _check_plan(plan, household, exit_year):
    """Tell all that is wrong at once."""
    faults: dict[str, list] = {}
    try:
        plan.full_clean(exclude=["household", "area", "causes"])
    except ValidationError as error:
        faults |= error.error_dict
    if not plan.causes:
        faults["causes"] = [_("请至少选一个致贫原因。")]
    if plan.signed_on and plan.signed_on > clock.today():
        faults["signed_on"] = [_("签字日期不能晚于今天。")]
    if exit_year and exit_year < household.registered_on.year:
        faults["exit_year"] = [_("计划脱贫年度不能早于识别年度。")]
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def record_relief(*, by, household, member, kind, received_on, amount=None, unit=""):
    """Record that a person of the household received a relief, and return it (JZ-42)."""
    relief = Relief(
        household=household,
        area_id=household.area_id,
        member=member,
        kind=kind,
        received_on=received_on,
        amount=amount,
        unit=(unit or "").strip(),
    )
    if received_on > clock.today():
        raise ValidationError({"received_on": _("发放日期不能晚于今天。")})
    if member.household_id != household.pk:
        raise ValidationError({"member": _("受助人不是这一户的成员，请从本户的成员里选。")})
    relief.full_clean(exclude=["household", "area", "member"], validate_constraints=False)
    relief.validate_constraints(exclude=["household", "area"])
    with because(by=by, reason=_("登记救助")):
        relief.save()
    return relief
