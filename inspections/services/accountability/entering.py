"""Cases that a person brings with the paper: the three “without exception” (JZ-43), misuse (LF-51), failing
acceptance (JZ-21); and who sits in the deciding bodies."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import Helper, HelpingUnit
from households.services.procedures.common import text_of
from inspections.choices.accountability import BY_PAPER, Body, Trigger
from inspections.escalation import proposal_of
from inspections.models import AccountabilityAction, DecisionSeat
from inspections.models.account import PartyLevel
from inspections.services.accountability.common import (
    given_day,
    is_clerk,
    is_supervisor,
    numbers,
    working_day,
)
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS
from povertyapp.core.period import Period
from povertyapp.core.todo import day_of


@transaction.atomic
def enter_case(*, by, county, level, code, trigger, source, text, misuse=""):
    """Propose an action that no account can show, on the strength of a paper; return the case.

    Who enters it does not decide it. `source` names the paper: the medium and its date, the circular's number.
    """
    if not (is_clerk(by, county.pk) or is_supervisor(by, county.pk)):
        raise PermissionDenied(_("由县扶贫办或督查员录入。"))
    if trigger not in BY_PAPER:
        raise ValidationError({"trigger": _("这一种情形由系统从硬账提出，不能手工录入。")})
    if (trigger == Trigger.MISUSE) != bool(misuse):
        raise ValidationError({"misuse": _("资金违规要写明是哪一种，其他情形不填。")})
    source = text_of(source, "source", _("请填写材料名称和文号。"))
    text = text_of(text, "text", _("请写明情况。"))
    party = party_of(county, level, code)
    now = clock.now()
    proposal = proposal_of(trigger, level)
    no = next(numbers(county.pk, now.year))
    with because(by=by, reason="enter_case"):
        return AccountabilityAction.objects.create(
            no=no,
            county=county,
            level=level,
            code=code,
            proposed_kind=proposal.kind,
            kind=proposal.kind,
            trigger=trigger,
            triggers=[trigger],
            may_exonerate=proposal.may_exonerate,
            month=str(Period.of(day_of(now))),
            key=f"paper:{no}",
            body=proposal.body,
            joint_body=proposal.joint_body,
            appeal_body=proposal.appeal_body,
            facts={"text": text},
            source=source,
            misuse=misuse,
            entered_by=by,
            proposed_at=now,
            state_since=day_of(now),
            due_on=working_day(county.pk, day_of(now), "accountability.serve_days"),
            **party,
        )


def party_of(county, level, code):
    """Return the columns that name a party; ValidationError where the county has none of that code."""
    if level == PartyLevel.HELPER:
        helper = Helper.objects.filter(area=county, code=code).first()
        if helper:
            return {
                "name": helper.name,
                "helper": helper,
                "area_id": county.pk,
                "answered_by_id": helper.user_id,
                "answers_for": helper.name,
            }
    elif level == PartyLevel.COUNTY_UNIT:
        unit = HelpingUnit.objects.filter(area=county, code=code).first()
        if unit:
            return {"name": unit.name, "area_id": county.pk}
    elif level in (PartyLevel.VILLAGE, PartyLevel.TOWNSHIP):
        area = Area.objects.filter(pk=code, level=level, pk__startswith=county.pk).first()
        if area:
            return {"name": area.short_name, "area_id": area.pk}
    raise ValidationError({"code": _("本县没有这个单位或人员，请核对编号。")})


@transaction.atomic
def give_seat(*, by, area, body, user, title, paper, from_date=None):
    """Enter a named person of a deciding body; nobody enters himself, or an account of his own."""
    digits = TOWNSHIP_DIGITS if body == Body.TOWNSHIP else COUNTY_DIGITS
    county = area.pk[:COUNTY_DIGITS]
    if not is_clerk(by, county):
        raise PermissionDenied(_("成员名单由县扶贫办登记。"))
    if len(area.pk) != digits:
        raise ValidationError({"area": _("乡镇党委政府的成员登记在乡镇，其他机关的登记在县。")})
    if user.person == by.person:
        raise ValidationError({"user": _("不能登记自己，请由另一位同志登记。")})
    seat = DecisionSeat(
        area=area,
        county_id=county,
        body=body,
        user=user,
        title=text_of(title, "title", _("请填写职务。")),
        paper=text_of(paper, "paper", _("请填写任命文号。")),
        from_date=from_date or clock.today(),
        appointed_by=by,
    )
    seat.validate_constraints()
    with because(by=by, reason="give_seat"):
        seat.save()
    return seat


@transaction.atomic
def end_seat(*, by, seat, on=None):
    """Let a seat end on a day; what was decided from it stays."""
    if not is_clerk(by, seat.county_id):
        raise PermissionDenied(_("成员名单由县扶贫办登记。"))
    if seat.to_date:
        raise ValidationError(_("这个成员已经离任，不用再办。"))
    day = given_day(on, not_before=seat.from_date)
    with because(by=by, reason="end_seat"):
        DecisionSeat.objects.filter(pk=seat.pk).update(to_date=day)
    seat.to_date = day
    return seat
