"""The county office sets up a round of work, changes what it asks, or withdraws it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from assistance.models.numbering import new_codes
from households.models import Household
from inspections.models import WorkAttendee, WorkRegister, WorkRound, WorkVillage
from inspections.services.work.clerks import clerks_of
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.month_locks import hold_months_open, locked_months
from povertyapp.core.period import Period

LETTER, DIGITS = "R", 3


@transaction.atomic
def make_round(*, by, county, townships, **facts):
    """Set up a round of work for some townships, each with its register; return the round.

    `facts` are kind, title, asks, topics, from_on, due_on. A register begins with whoever is to be covered: the clerks
    of the township, or its villages with registered households. Raises ValidationError for a due day in a month that
    is locked, without a township, and for a title that is taken.
    """
    if not townships:
        raise ValidationError({"townships": _("请选乡镇。")})
    if any(township.parent_id != county.code for township in townships):
        raise ValidationError({"townships": _("请只选本县的乡镇。")})
    made = WorkRound(
        area=county, made_by=by, code=next(new_codes(WorkRound, county.code, LETTER, DIGITS)), **facts
    )
    if not made.is_training:
        made.topics = []
    made.full_clean()
    check_open(county.code, made.due_on)
    with because(by=by, reason=_("布置工作")):
        made.save()
        registers = WorkRegister.objects.bulk_create(
            WorkRegister(round=made, area=township) for township in townships
        )
        fill = _list_clerks if made.is_training else _list_villages
        fill(registers)
    return made


def check_open(county_code, due_on):
    """Refuse what would change what a locked month asked."""
    hold_months_open(county_code)
    if (county_code, str(Period.of(due_on))) in locked_months([county_code]):
        raise ValidationError({"due_on": _("这个月的账已经锁定，时限请改到以后的月份。")})


def _list_clerks(registers):
    WorkAttendee.objects.bulk_create(
        WorkAttendee(register=register, area_id=register.area_id, user=user, name=str(user))
        for register in registers
        for user in clerks_of(register.area_id)
    )


def _list_villages(registers):
    homes = dict(
        Household.objects.on_roll(Period.current())
        .filter(area__parent__in=[register.area_id for register in registers])
        .order_by()
        .values_list("area_id")
        .annotate(n=Count("pk"))
    )
    villages = Area.objects.filter(pk__in=homes, level=Level.VILLAGE).order_by("code")
    of = {register.area_id: register for register in registers}
    WorkVillage.objects.bulk_create(
        WorkVillage(register=of[village.parent_id], area=village, in_scope=homes[village.code])
        for village in villages
    )


@transaction.atomic
def edit_round(*, by, round, title, asks, due_on):
    """Change the words of a round or its due day; return it. A day in a locked month neither goes nor comes."""
    if round.withdrawn_on:
        raise ValidationError(_("这项工作已经撤销，不用再办。"))
    if due_on != round.due_on:
        check_open(round.area_id, round.due_on)
        check_open(round.area_id, due_on)
    round.title, round.asks, round.due_on = title.strip(), asks.strip(), due_on
    round.full_clean()
    with because(by=by, reason=_("修改工作要求")):
        round.save(update_fields=["title", "asks", "due_on"])
    return round


@transaction.atomic
def withdraw_round(*, by, round, reason):
    """Take a round back: from then on nobody owes it. Return it; refused once its month is locked."""
    reason = (reason or "").strip()
    if not reason:
        raise ValidationError({"reason": _("请写明撤销的原因。")})
    if round.withdrawn_on:
        raise ValidationError(_("这项工作已经撤销，不用再办。"))
    hold_months_open(round.area_id)
    if (round.area_id, str(Period.of(round.due_on))) in locked_months([round.area_id]):
        raise ValidationError(_("这项工作的月份已经锁定，不能再撤销。"))
    round.withdrawn_on, round.withdrawn_reason = clock.today(), reason
    with because(by=by, reason=reason):
        round.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    return round
