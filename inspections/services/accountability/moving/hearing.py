"""The party is heard: the notice, and what it says for itself."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.services.procedures.common import text_of
from inspections.choices.accountability import Actor, CaseState
from inspections.models import Statement
from inspections.services.accountability.common import given_day, is_clerk, is_party, working_day
from inspections.services.accountability.moving.steps import begin, clerk_only, last_day
from inspections.services.accountability.taking import take
from inspections.services.accountability.telling import tell_party
from povertyapp.core.history import because


@transaction.atomic
def serve_notice(*, by, case, answers_for, paper, answered_by=None, on=None, seen_step=None):
    """Serve the notice: what is proposed, why, and that the party may state its view within the window."""
    case = begin(case, was=(CaseState.PROPOSED,), seen_step=seen_step)
    clerk_only(by, case)
    day = given_day(on, not_before=last_day(case))
    answers_for = text_of(answers_for, "answers_for", _("请填写受送达人。"))
    paper = text_of(paper, "paper", _("请填写告知书文号或存放处。"))
    if answered_by is not None and answered_by.person == by.person:
        raise ValidationError({"answers_for": _("送达的人不能同时是受送达人，请由另一个人送达。")})
    ends = working_day(case.county_id, day, "accountability.statement_days")
    take(
        case,
        CaseState.SERVED,
        by=by,
        acting_as=Actor.CLERK,
        on=day,
        reason=_("告知 %(who)s") % {"who": answers_for},
        paper=paper,
        due_on=working_day(case.county_id, ends, "accountability.decide_days"),
        served_on=day,
        window_ends_on=ends,
        answers_for=answers_for,
        answered_by_id=getattr(answered_by, "pk", None) or case.answered_by_id,
    )
    tell_party(case, "action_served", day=ends)
    return case


@transaction.atomic
def record_statement(*, by, case, text, on=None, paper=""):
    """Keep what the party says for itself. The party does so itself; the office only with the party's paper."""
    case = begin(case, was=(CaseState.SERVED,))
    day = given_day(on, not_before=case.served_on)
    return keep_statement(by, case, text, day, paper, is_appeal=False)


def keep_statement(by, case, text, day, paper, *, is_appeal):
    """Keep what the party says, by itself or with its paper."""
    text = text_of(text, "text", _("请写明陈述内容。"))
    paper = (paper or "").strip()
    if not is_party(case, by):
        if not is_clerk(by, case.county_id):
            raise PermissionDenied(_("陈述由当事人本人提交。"))
        if not paper:
            raise ValidationError({"paper": _("代录当事人陈述，要填写书面材料存放处。")})
    with because(by=by, reason="record_statement"):
        return Statement.objects.create(
            action=case,
            area_id=case.area_id,
            text=text,
            made_on=day,
            paper=paper,
            recorded_by=by,
            is_appeal=is_appeal,
        )
