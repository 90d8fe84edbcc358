"""The county's meetings month by month: what the rhythm asks (LF-57, JZ-16), and what was decided at the last one."""

import datetime as dt

from inspections.choices import MeetingKind
from inspections.models import AccountMonth, Circular, Meeting, MeetingDecision, PartyAccount
from inspections.models.account import AccountState, PartyLevel, Verdict
from inspections.services.meetings import (
    answer_decision,
    decide,
    draft_circular,
    issue_circular,
    record_meeting,
)
from povertyapp.core import clock
from povertyapp.core.period import Period

RHYTHM = (
    (MeetingKind.MONTHLY, 9, "月度交硬账会议"),
    (MeetingKind.ACCOUNTABILITY, 14, "问责会商会"),
    (MeetingKind.DISPATCH, 20, "脱贫攻坚工作调度会"),
)
MINUTES = "会议听取各乡镇和有关单位交账情况，逐项核对上月决定的办理结果，研究本月没有交清的事项。"


def meetings_of(plan):
    """Yield the columns of each meeting of the plan's months that is known: kind, day, title."""
    for period in plan.months:
        for kind, day, title in RHYTHM:
            held_on = period.start + dt.timedelta(days=day - 1)
            if held_on <= plan.last_day:
                yield kind, held_on, f"{period.start.year}年{period.start.month}月{title}"


def write_meetings(plan):
    """Store the meetings of a generated county; return how many."""
    rows = [
        Meeting(
            area=plan.county,
            kind=kind,
            held_on=held_on,
            title=title,
            chair_name="田国安",
            attended=42,
            minutes=MINUTES,
            recorded_at=clock.moment(held_on, 18),
        )
        for kind, held_on, title in meetings_of(plan)
    ]
    return {"meetings": len(Meeting.objects.bulk_create(rows))}


def hold_last_meeting(*, users, county, today):
    """Let the last closed month be talked over: promises, one of them kept, and the circular issued.

    The month before it gets its promises and its circular too, so that the meeting has something to look back on.
    """
    closed = AccountMonth.objects.filter(area=county, state=AccountState.CLOSED)
    accounts = list(closed.order_by("-month", "-version").distinct("month")[:2])
    made = 0
    for account in reversed(accounts):
        made += _promise(users, account, today, kept=account != accounts[0])
        circular = draft_circular(by=users["office"], account=account)
        if account != accounts[0]:
            issue_circular(by=users["leader"], circular=circular)
    if accounts and not Meeting.objects.filter(area=county, kind=MeetingKind.MONTHLY, held_on=today).exists():
        record_meeting(
            by=users["office"],
            area=county,
            kind=MeetingKind.MONTHLY,
            held_on=today,
            title=f"{Period.of(today).start.year}年{today.month}月专题会议",
            chair_name="田国安",
            attended=38,
            minutes=MINUTES,
        )
    return {"decisions": made, "circulars": Circular.objects.filter(area=county).count()}


def _promise(users, account, today, *, kept):
    owing = PartyAccount.objects.filter(account=account, level=PartyLevel.TOWNSHIP)
    owing = owing.filter(verdict=Verdict.NOT_SETTLED).select_related("account").order_by("code")[:3]
    for place, party in enumerate(owing):
        decision = decide(
            by=users["office"],
            party=party,
            text="没有入户的户月底前全部走到，名单报县扶贫办",
            person=users["township"] if party.code == users["township"].area_codes[0] else None,
            person_name="" if party.code == users["township"].area_codes[0] else "包联县领导",
            rule="LF-14",
            due_on=today + dt.timedelta(days=12),
        )
        if kept and place == 0 and decision.state == "open":
            answer_decision(by=users["office"], decision=decision, done=True, result="已走到，名单已报。")
    return MeetingDecision.objects.filter(month=account.month).count()
