"""What the monthly circular says: tables drawn from the closed account and the ledger, kept with the draft.

Units and officials are named, households never. Places stand in the official order, not ranked. It is an official
document: its words are Chinese in whatever language the page is read.
"""

from collections import Counter

from django.utils.translation import override

from inspections.contested import disputed_parties
from inspections.models import AccountMonth, LedgerItem, PartyAccount
from inspections.models.account import PartyLevel, Verdict
from povertyapp.core import clock
from povertyapp.core.spoken import in_words
from povertyapp.core.statuses import cue_for
from povertyapp.core.templatetags.house import month_text

UNDER_REVIEW = "under_objection"
BAD = (Verdict.NOT_SETTLED, Verdict.FALSIFIED)


def title_of(account) -> str:
    """Return what the circular is called."""
    with override("zh-hans"):
        return f"关于{month_text(account.month)}交硬账情况的通报"


def opening_of(account) -> str:
    """Return the month in one sentence, as a person would begin."""
    disputed = disputed_parties(account)
    townships = PartyAccount.objects.filter(account=account, level=PartyLevel.TOWNSHIP)
    counts = Counter(  # as the table below counts them: who is under review owes by nobody's word
        UNDER_REVIEW if (PartyLevel.TOWNSHIP, code) in disputed else verdict
        for code, verdict in townships.values_list("code", "verdict")
    )
    with override("zh-hans"):
        words = {key: cue_for(key).word for key in (*Verdict.values, UNDER_REVIEW) if counts[key]}
        said = "、".join(f"{word} {counts[verdict]} 个" for verdict, word in words.items())
        return f"{month_text(account.month)}硬账已锁定。全县 {counts.total()} 个乡镇：{said}。"


def sections_of(account) -> list[dict]:
    """Return the tables of the circular: title, head, rows of plain texts, and what an empty one says.

    Whose lines are under review is named among those that owe by nobody until the answer is there.
    """
    disputed = disputed_parties(account)
    found = PartyAccount.objects.filter(account=account).order_by("code")
    parties = [
        party
        for party in found
        if (party.level, party.code) not in disputed or party.level == PartyLevel.TOWNSHIP
    ]
    for party in parties:
        if (party.level, party.code) in disputed:  # a township stands in its place, without verdict and score
            party.verdict, party.score = UNDER_REVIEW, None
    before = _verdicts_before(account)
    return [
        _parties("一、乡镇", parties, before, PartyLevel.TOWNSHIP, [*Verdict.values, UNDER_REVIEW]),
        _parties("二、没有交清的县直单位", parties, before, PartyLevel.COUNTY_UNIT, BAD),
        _parties("三、没有交清的村", parties, before, PartyLevel.VILLAGE, BAD),
        _parties(in_words("四、没有交清的帮扶责任人"), parties, before, PartyLevel.HELPER, BAD),
        _overdue(account),
    ]


def _verdicts_before(account):
    last = AccountMonth.objects.filter(
        area=account.area_id, month=str(account.period.previous), state="closed"
    )
    newest = last.order_by("-version").first()
    rows = PartyAccount.objects.filter(account=newest) if newest else PartyAccount.objects.none()
    return {(level, code): verdict for level, code, verdict in rows.values_list("level", "code", "verdict")}


def _parties(title, parties, before, level, verdicts):
    rows = [
        [
            party.name,
            _word(party.verdict),
            "—" if party.score is None else str(party.score),
            str(party.failed),
            _word(before[level, party.code]) if (level, party.code) in before else "—",
        ]
        for party in parties
        if party.level == level and party.verdict in verdicts
    ]
    head = ["单位", "判定", "得分", "欠（项）", "上月"]
    if level == PartyLevel.HELPER:
        head[0] = "姓名"
    settled = sum(party.level == level and party.verdict == Verdict.SETTLED for party in parties)
    note = "" if len(verdicts) > len(BAD) else f"其余 {settled} 个交清。"
    if level == PartyLevel.HELPER:
        note = f"其余 {settled} 人交清。"
    return {"title": title, "head": head, "rows": rows, "empty": "没有。", "note": note}


def _word(verdict):
    with override("zh-hans"):
        return str(cue_for(verdict).word)


def _overdue(account):
    """Return the measures of the ledger that were overdue when the circular was drafted, by unit."""
    today = clock.today()
    items = LedgerItem.objects.in_area(account.area_id).with_state(today).filter(state="overdue")
    items = items.select_related("problem", "measure", "area").in_ledger_order()
    rows = [
        [
            f"{item.problem.no}-{item.measure.number}",
            item.problem.text,
            item.measure.responsible_unit or "—",
            item.measure.leader_name or "—",
            str(item.measure.deadline),
            str((today - item.measure.deadline).days),
        ]
        for item in items
    ]
    head = ["措施编号", "问题", "责任单位", "责任领导", "时限", "超期（天）"]
    return {"title": "五、整改逾期", "head": head, "rows": rows, "empty": "没有逾期的整改。", "note": ""}
