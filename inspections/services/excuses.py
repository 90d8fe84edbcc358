"""Excuses from the account (rulebook D2): asked by the party, approved by the level above before the cut-off."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.services.uploads import keep_upload
from inspections.choices.objections import EXCUSE_MOVES, NEEDS_SUBSTITUTE, ExcuseKind, ExcuseStatus
from inspections.models import Excuse
from inspections.models.account import PartyLevel
from inspections.services.answering import answered_at, check_answers, is_of_party
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.moves import advance
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period

ASK, DECIDE = "inspections.add_excuse", "inspections.decide_excuse"
FILE = "excuse"


@transaction.atomic
def ask_excuse(*, by, party, kind, from_date, to_date=None, reason, papers, upload=None, **about):
    """Ask that a party is excused; return the excuse.

    `party` is a helper, an area or a helping unit; `about` names what is excused and who stood in: `household`,
    `rule`, `substitute`. All that is wrong is said at once, as ValidationError.
    """
    excuse = Excuse(
        kind=kind,
        from_date=from_date,
        to_date=to_date,
        reason=(reason or "").strip(),
        papers=(papers or "").strip(),
        asked_by=by,
        asked_at=clock.now(),
        **_party_facts(party, about.get("household")),
        **{name: value for name, value in about.items() if value},
    )
    _check(excuse)
    excuse.full_clean(exclude=["area"])
    with because(by=by, reason=excuse.reason):
        if upload is not None:
            excuse.file = keep_upload(
                by=by, area=excuse.area, upload=upload, kind=FILE, name=FILE, verb=DECIDE
            )
        excuse.save(force_insert=True)
    return excuse


def _party_facts(party, household):
    """Return how a party is known, and where it stands: a helper where the household is, else in his county."""
    model = type(party).__name__
    facts = {"code": party.code, "name": party.name, "area": getattr(party, "area", party)}
    if model == "Helper":
        area = household.area if household else _place_of(party)
        return facts | {"level": PartyLevel.HELPER, "helper": party, "area": area}
    return facts | {"level": PartyLevel.COUNTY_UNIT if model == "HelpingUnit" else party.level}


def _place_of(helper):
    """Return the smallest place in which all the households of a helper lie today, else his county."""
    codes = set(helper.assignments.filter(to_date=None).values_list("area", flat=True))
    places = {code[:9] for code in codes}
    if not codes or len(places) > 1:
        return helper.area
    today = helper.assignments.filter(to_date=None).select_related("area__parent").first().area
    return today if len(codes) == 1 else today.parent


def _check(excuse):
    found = _wrong_with_substitute(excuse) if excuse.kind in NEEDS_SUBSTITUTE else {}
    if excuse.kind == ExcuseKind.AWAY and excuse.household is None:
        found["household"] = _("外出或消亡的是哪一户，请选上。")
    if excuse.kind == ExcuseKind.LEAVE and excuse.to_date:
        most = int(Parameters(excuse.area.code, clock.today())("excuse.leave_days"))
        if (excuse.to_date - excuse.from_date).days >= most:
            found["to_date"] = _("请假最多 %(n)d 天，更长的请办理更换。") % {"n": most}
    if excuse.to_date and excuse.to_date < excuse.from_date:
        found["to_date"] = _("结束日期不能早于开始日期。")
    if not excuse.papers:
        found["papers"] = _("请写明证明材料和文号。")
    if found:
        raise ValidationError(found)


def _wrong_with_substitute(excuse):
    """Return what is wrong with a leave or a replacement, by field: who stands in, and until when."""
    found = {}
    if excuse.level != PartyLevel.HELPER:
        found["kind"] = _("请假和更换只用于帮扶责任人。")
    if excuse.substitute is None:
        found["substitute"] = _("请写明谁代替。")
    elif excuse.substitute == excuse.helper:
        found["substitute"] = _("代替人不能是本人，请另选一人。")
    if excuse.to_date is None:
        found["to_date"] = _("请写明到哪一天为止。")
    return found


def place_of_answer(excuse):
    """Return the code of the place at which an excuse is decided: an outage is recorded by the county."""
    if excuse.kind == ExcuseKind.OUTAGE:
        return excuse.area_id[:COUNTY_DIGITS]
    return answered_at(excuse.level, excuse.area_id)


def last_cutoff(excuse):
    """Return until when an approval still counts: the cut-off of the last month that the excuse touches; None
    while its days have no end."""
    if excuse.to_date is None:
        return None
    period = Period.of(excuse.to_date)
    return period.entry_ends(Parameters(excuse.area_id[:COUNTY_DIGITS], period.start))


def is_own(user, excuse):
    """Say whether an excuse is the user's own: he asked for it, with whichever account, or is the party."""
    return user.person == excuse.asked_by.person or is_of_party(user, excuse.level, excuse.code)


@transaction.atomic
def decide_excuse(*, by, excuse, approve, answer=""):
    """Approve or refuse an excuse, never one's own, before the cut-off of its last month; return it."""
    answer = (answer or "").strip()
    if is_own(by, excuse):
        raise ValidationError(_("申请的人和本人不能批准自己的申请，请由上一级的另一个人办。"))
    check_answers(by, DECIDE, place_of_answer(excuse))
    if not approve and not answer:
        raise ValidationError({"answer": _("不批准的，请写明理由。")})
    ends = last_cutoff(excuse)
    if approve and ends and clock.now() >= ends:
        raise ValidationError(_("录入截止以后不能再批准免责；对已出的账有意见，请提出申诉。"))
    status = ExcuseStatus.APPROVED if approve else ExcuseStatus.REFUSED
    facts = {"decided_by": by, "decided_at": clock.now(), "answer": answer}
    return advance(excuse, status, by=by, moves=EXCUSE_MOVES, reason=answer or _("批准免责"), **facts)


@transaction.atomic
def withdraw_excuse(*, by, excuse):
    """Take back an excuse that nobody has decided; only who asked it may."""
    if by.pk != excuse.asked_by_id:
        raise ValidationError(_("只有申请人能撤回。"))
    return advance(excuse, ExcuseStatus.WITHDRAWN, by=by, moves=EXCUSE_MOVES, reason=_("撤回免责申请"))
