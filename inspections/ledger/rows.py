"""One row of the rectification ledger as plain data: what is read from a workbook and written to one."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class ProgressNote:
    """One entry of progress as written: of a month (`2017-06`) or a day (`2017-06-10`), with its percent."""

    of: str
    text: str
    percent: int | None = None


@dataclass(frozen=True, kw_only=True)
class LedgerRow:
    """A measure and the problem it answers to, or a problem that has no measure (`measure` is then '').

    `row` is the Excel row that it was read from. `completion` is 完成情况 as written, `state` one of the
    six words of our own ledgers, `closed` None where the row has no measure or the ledger does not say.
    """

    row: int | None = None
    problem_no: int | None = None
    problem_code: str = ""
    category: str = ""
    problem: str = ""
    origin: str = ""
    scope: str = ""
    cause: str = ""
    measure_no: int | None = None
    measure: str = ""
    goal: str = ""
    deadline_text: str = ""
    deadline: dt.date | None = None
    deadline_kind: str = ""
    leader: str = ""
    lead_unit: str = ""
    unit: str = ""
    person: str = ""
    completion: str = ""
    state: str = ""
    closed: bool | None = None
    close_date: dt.date | None = None
    progress: tuple[ProgressNote, ...] = ()
    evidence: str = ""
    verifier: str = ""
    remark: str = ""
