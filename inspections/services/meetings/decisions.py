"""What the monthly meeting decides about a party's account, and how it was done."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.choices import DECISION_MOVES, DecisionState
from inspections.models import Meeting, MeetingDecision
from inspections.models.account import PartyLevel
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.moves import advance
from povertyapp.core.todo import forget_count

DECIDE = "inspections.change_meeting"


@transaction.atomic
def decide(*, by, party, text, due_on, person=None, person_name="", rule="", meeting=None):
    """Record what a party promised or was told: the matter, who, until when. Return the decision.

    `party` is a `PartyAccount`; the decision is about its month. The named person finds it in his 待办. The same
    matter of the same party with the same day is recorded once. Without a `meeting` it belongs to the monthly
    meeting that the county has recorded for today, where there is one.
    """
    text = (text or "").strip()
    if not text:
        raise ValidationError({"text": _("请写明要办的事。")})
    if due_on < clock.today():
        raise ValidationError({"due_on": _("时限不能早于今天。")})
    person_name = person_name.strip() or (str(person) if person else "")
    if not person_name:
        raise ValidationError({"person_name": _("请写明由谁负责。")})
    month = party.account.month
    known = MeetingDecision.objects.filter(
        month=month, level=party.level, code=party.code, text=text, due_on=due_on, person_name=person_name
    ).first()
    if known:
        return known
    made = MeetingDecision(
        area_id=party.area_id if party.level != PartyLevel.COUNTY_UNIT else party.account.area_id,
        meeting=meeting or _todays(party),
        month=month,
        level=party.level,
        code=party.code,
        party_name=party.name,
        rule=rule,
        text=text,
        person=person,
        person_name=person_name,
        due_on=due_on,
        recorded_by=by,
    )
    made.full_clean()
    with because(by=by, reason=_("会议决定")):
        made.save()
    if person:
        forget_count(person)
    return made


def _todays(party):
    return Meeting.objects.filter(area=party.account.area_id, kind="monthly", held_on=clock.today()).first()


@transaction.atomic
def answer_decision(*, by, decision, done, result):
    """Say what became of a decision; return it. The named person does, or who may record decisions.

    What was not done stays an answer, and may still be done later. Raises ValidationError without a result,
    PermissionDenied for anybody else.
    """
    if by.pk != decision.person_id and not by.has_perm(DECIDE):
        raise PermissionDenied
    result = (result or "").strip()
    if not result:
        raise ValidationError({"result": _("请写明办理结果。")})
    facts = {"result": result, "answered_on": clock.today(), "answered_by": by}
    to = DecisionState.DONE if done else DecisionState.NOT_DONE
    advance(decision, to, by=by, moves=DECISION_MOVES, field="state", reason=result, **facts)
    forget_count(by)
    return decision
