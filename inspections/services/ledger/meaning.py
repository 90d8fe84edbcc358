"""What a row of a ledger means for the records: which field a column fills, which status it amounts to."""

import datetime as dt

from inspections.choices import DeadlineKind, EntryPrecision, LedgerState, MeasureStatus, RootCause
from inspections.ledger import LedgerRow, ProgressNote, words
from inspections.ledger.checks import is_closed
from inspections.models import ProgressEntry, RectificationMeasure

# Column of the ledger → field of the row → field of the record.
PROBLEM_COLUMNS = {
    "问题类别": ("category", "category"),
    "突出问题": ("problem", "text"),
    "问题来源": ("origin", "origin"),
    "涉及范围": ("scope", "scope_text"),
    "原因分析": ("cause", "cause_text"),
}
MEASURE_COLUMNS = {
    "整改措施": ("measure", "text"),
    "整改目标": ("goal", "goal"),
    "责任领导": ("leader", "leader_name"),
    "牵头单位": ("lead_unit", "lead_unit"),
    "责任单位": ("unit", "responsible_unit"),
    "责任人": ("person", "person_name"),
    "完成情况": ("completion", "completion"),
    "佐证材料": ("evidence", "evidence_text"),
    "销号日期": ("close_date", "closed_on"),
    "验收人": ("verifier", "verifier_name"),
    "备注": ("remark", "remark"),
}
STATE_OF_WORD = {str(word): state for word, state in zip(words.STATES, LedgerState, strict=True)}
CAUSE_OF_WORD = {
    "学习思想不深入": RootCause.STUDY,
    "思想认识不深刻": RootCause.AWARENESS,
    "统筹协调不到位": RootCause.COORDINATION,
    "项目管理不严格": RootCause.PROJECTS,
}


def status_of(row: LedgerRow) -> MeasureStatus:
    """Return the status that a row's words amount to."""
    if is_closed(row):
        return MeasureStatus.CLOSED
    by_state = {
        LedgerState.IN_PROGRESS: MeasureStatus.IN_PROGRESS,
        LedgerState.SUBMITTED: MeasureStatus.SUBMITTED,
        LedgerState.SENT_BACK: MeasureStatus.SENT_BACK,
        LedgerState.OVERDUE: MeasureStatus.IN_PROGRESS,
    }
    state = STATE_OF_WORD.get(row.state)
    if state in by_state:
        return by_state[state]
    if not state:
        if words.is_done(row.completion):
            return MeasureStatus.SUBMITTED
        if _has_begun(row):
            return MeasureStatus.IN_PROGRESS
    complete = all((row.goal, row.deadline_text, row.leader, row.unit, row.person))
    return MeasureStatus.ASSIGNED if complete else MeasureStatus.PLANNED


def _has_begun(row: LedgerRow) -> bool:
    """Tell whether a row without a state says that work has begun: by completion, else by progress."""
    if row.completion:
        return row.completion not in words.NOT_BEGUN
    return bool(row.progress)


def causes_in(text: str) -> list[str]:
    return [code.value for word, code in CAUSE_OF_WORD.items() if word in text]


def deadline_of(row: LedgerRow) -> dict:
    return {
        "deadline": row.deadline,
        "deadline_text": row.deadline_text,
        "deadline_kind": row.deadline_kind,
    }


def same_deadline(row: LedgerRow, measure: RectificationMeasure) -> bool:
    """Tell whether a row gives the deadline that stands; the same day in other words is the same."""
    if row.deadline_kind == DeadlineKind.DATE:
        return measure.deadline == row.deadline
    return measure.deadline is None and measure.deadline_text == row.deadline_text


def latest_percent(notes) -> int | None:
    """Return the percent of the latest entry that gives one."""
    return next(
        (
            note.percent
            for note in sorted(notes, key=lambda note: note.of, reverse=True)
            if note.percent is not None
        ),
        None,
    )


def entry_of(measure: RectificationMeasure, note: ProgressNote) -> ProgressEntry:
    is_month = len(note.of) == len("2017-06")
    return ProgressEntry(
        measure=measure,
        area_id=measure.area_id,
        happened_on=dt.date.fromisoformat(f"{note.of}-01" if is_month else note.of),
        precision=EntryPrecision.MONTH if is_month else EntryPrecision.DAY,
        text=note.text,
        percent=note.percent,
    )
