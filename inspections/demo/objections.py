"""Objections in the demo: one of the township to the draft that waits for the county, one of a village that made a new
version of a closed month; and two requests to be excused."""

import datetime as dt

from django.db import transaction

from assistance.models import Helper
from inspections.choices.objections import ExcuseKind
from inspections.models import AccountLine, AccountMonth, Objection, PartyAccount
from inspections.models.account import AccountState, Outcome, PartyLevel
from inspections.services.account.days import days_of
from inspections.services.excuses import ask_excuse, decide_excuse
from inspections.services.objections import Contested, file_objection, rule_objection, take_objection
from povertyapp.core import clock
from povertyapp.core.period import Period

RULE, LINES = "LF-14", 2


@transaction.atomic
def object_to_some(*, users, county, township, village, today):
    """Let the demo's people object to the draft and to the last closed month, and ask to be excused; return how many
    objections there are."""
    months = AccountMonth.objects.filter(area=county, version=1).order_by("-month")
    closed = months.filter(state=AccountState.CLOSED).first()
    draft = next((month for month in months.filter(state=AccountState.DRAFT) if _is_over(month, today)), None)
    if closed:
        _put_right(users, closed, township, village)
    if draft:
        ends = days_of(county.code, draft.period).objections_end
        filed_at = clock.moment(ends, 10)
        _object(users["township"], draft, PartyLevel.TOWNSHIP, township, LINES, filed_at=filed_at)
    _ask_to_be_excused(users, village, today)
    return Objection.objects.in_area(county.code).count()


def _is_over(account, today):
    """Say whether the days for objecting to a draft have gone by: one may sign it."""
    return days_of(account.area_id, account.period).objections_end < today


def _put_right(users, account, township, village):
    """Correct what a village objected to; where it misses nothing, the township."""
    filed, answering = (
        _object(users["cadre"], account, PartyLevel.VILLAGE, village.code, 1),
        users["township"],
    )
    if filed is None:
        filed, answering = (
            _object(users["township"], account, PartyLevel.TOWNSHIP, township, 1),
            users["office"],
        )
    if filed is None:
        return
    taken = take_objection(by=answering, objection=filed)
    put_right = {line: {"delivered": line.required} for line in taken.lines.all()}
    words = "走访登记表有户主签字，手机当天没有信号，认定已走访。"
    rule_objection(by=answering, objection=taken, ruling=words, corrections=put_right)


def _object(by, account, level, code, count, filed_at=None):
    """Object to the first failed lines of a place; None where it has none."""
    lines = AccountLine.objects.in_area(code).filter(
        account=account, party_level=PartyLevel.HELPER, rule=RULE, outcome=Outcome.FAILED
    )
    keys = [
        Contested(*key)
        for key in lines.order_by("subject_code").values_list(
            "party_level", "party_code", "rule", "subject_kind", "subject_code", "area_id"
        )[:count]
    ]
    if not keys:
        return None
    party = PartyAccount.objects.get(account=account, level=level, code=code)
    words = "这几户本月都去过，村里有签字的走访登记表，手机没有信号没有传上来。"
    return file_objection(by=by, party=party, keys=keys, reason=words, filed_at=filed_at)


def _ask_to_be_excused(users, village, today):
    """One leave that waits for the township, and one request that it refused."""
    helper = Helper.objects.get(user=users["helper"])
    other = Helper.objects.in_area(helper.area_id).exclude(pk=helper.pk).order_by("code").first()
    begun = Period.of(today).start
    ask_excuse(
        by=users["helper"],
        party=helper,
        kind=ExcuseKind.LEAVE,
        from_date=begun + dt.timedelta(days=5),
        to_date=begun + dt.timedelta(days=14),
        reason="住院治疗",
        papers="县人民医院住院证明",
        substitute=other,
    )
    refused = ask_excuse(
        by=users["cadre"],
        party=village,
        kind=ExcuseKind.DISASTER,
        from_date=begun,
        to_date=begun + dt.timedelta(days=2),
        reason="大雨，进村道路不通三天",
        papers="村委会情况说明",
    )
    words = "道路三天后已通，当月仍可走访，不予免责。"
    decide_excuse(by=users["township"], excuse=refused, approve=False, answer=words)
