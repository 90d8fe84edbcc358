"""What the words in a ledger mean: deadlines, completion, close marks, progress."""

import calendar
import datetime as dt
import re

from inspections.choices import DeadlineKind
from povertyapp.core.workbooks import cells

from .rows import ProgressNote

STATES = ("未启动", "整改中", "待验收", "退回", "已销号", "逾期")
DONE = {"已完成", "完成", "整改完成", "已整改", "已整改到位", "整改到位", "已整改完成", "100%"}
NOT_BEGUN = {"未启动", "未开展", "未整改", "尚未启动"}
CLOSED = {"已销号", "销号"}
NOT_CLOSED = {"未销号", "不销号", "暂未销号", "待销号"}

_IMMEDIATE = re.compile(r"立行立改|即知即改|立即|立刻|马上|即时")
_CONTINUOUS = re.compile(r"长期|持续|常态|每[年季月周日天]|按[季月周]|经常")
_BEFORE = re.compile(r"(?:之?前|以前|为止|止|完成|前完成|以内)+$")
_DAY = re.compile(r"(?:(\d{4})[年./-])?(\d{1,2})[月./-](\d{1,2})[日号]?")
_MONTH_END = re.compile(r"(?:(\d{4})[年./-])?(\d{1,2})月(?:底|末)")
_YEAR_END = re.compile(r"(\d{4})年?(?:年底|底|末)")
_MONTH_COLUMN = re.compile(r"(?:(\d{4})年)?(\d{1,2})月份?(?:整改|工作)?(?:进展|进度|成效|完成)(?:情况)?")
_NOTE = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?[:：](.*)")
_PERCENT = re.compile(r"(\d{1,3})(?:\.\d+)?%")
_SPACES = re.compile(r"[ \t\n\u3000\xa0]+")


def prose(value) -> str:
    """Return a free text as it stands, without the blanks around it and with one kind of line break."""
    if value is None:
        return ""
    written = value if isinstance(value, str) else cells.text(value)
    return written.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\u3000\xa0")


def deadline(value, year: int | None) -> tuple[dt.date | None, str]:
    """Return the day that a deadline names and its kind; `year` completes a day written without one.

    `2017年6月30日前`, `2017.10.30`, a date cell and `2017年6月底前` name a day; `从5月20日起` and
    `年度验收前` do not.
    """
    written = _SPACES.sub("", prose(value))
    if not written:
        return None, ""
    try:
        day = cells.date(value) if not isinstance(value, str) else _named_day(written, year)
    except cells.CellError:
        day = None
    if day is not None:
        return day, DeadlineKind.DATE
    if _IMMEDIATE.search(written):
        return None, DeadlineKind.IMMEDIATE
    return None, DeadlineKind.CONTINUOUS if _CONTINUOUS.search(written) else DeadlineKind.WORDS


def _named_day(written: str, year: int | None) -> dt.date | None:
    words = _BEFORE.sub("", cells.text(written))
    try:
        return cells.date(words)
    except cells.CellError:
        pass
    numbers: tuple[int, int, int]
    if match := _DAY.fullmatch(words):
        numbers = (int(match[1] or year or 0), int(match[2]), int(match[3]))
    elif match := _MONTH_END.fullmatch(words):
        numbers = (int(match[1] or year or 0), int(match[2]), 0)
    elif match := _YEAR_END.fullmatch(words):
        numbers = (int(match[1]), 12, 31)
    else:
        return None
    try:
        return dt.date(numbers[0], numbers[1], numbers[2] or calendar.monthrange(*numbers[:2])[1])
    except (ValueError, calendar.IllegalMonthError):
        return None


def is_done(completion: str) -> bool:
    """Tell whether a completion says that the work is done."""
    return cells.word(completion) in DONE


def close_mark(value) -> bool:
    """Return whether a mark says closed (√, 是) or not (blank, ×, 否); raise CellError for other words."""
    written = cells.word(value)
    if written in CLOSED:
        return True
    return False if written in NOT_CLOSED else bool(cells.yes_no(value))


def month_of_column(header: str, as_of: dt.date) -> str | None:
    """Return the month that a column such as 5月进展 reports on (`2017-05`), the last one before `as_of`."""
    match = _MONTH_COLUMN.fullmatch(header)
    if not match or not 1 <= int(match[2]) <= 12:
        return None
    month = int(match[2])
    year = int(match[1]) if match[1] else as_of.year - (month > as_of.month)
    return f"{year:04d}-{month:02d}"


def note(of: str, value) -> ProgressNote | None:
    """Return the entry that a cell of progress makes, None for a blank one."""
    text = _SPACES.sub(" ", prose(value))
    return ProgressNote(of, text, percent(text)) if text else None


def percent(text: str) -> int | None:
    """Return the percent that a text plainly says: `60%`, or `0.45` of a cell that lost its format."""
    cleaned = cells.word(text)
    if match := _PERCENT.fullmatch(cleaned):
        return min(int(match[1]), 100)
    if re.fullmatch(r"0\.\d+", cleaned):
        return int(float(cleaned) * 100 + 0.5)
    return None


def write_notes(notes) -> str:
    """Return entries as our ledgers show them: one a line, each after its month or day."""
    lines = []
    for entry in notes:
        year, month, *day = (int(part) for part in entry.of.split("-"))
        shown = f"{year}年{month}月" + (f"{day[0]}日" if day else "")
        lines.append(f"{shown}:{entry.text}")
    return "\n".join(lines)


def read_notes(value, as_of: dt.date) -> list[ProgressNote]:
    """Return the entries of a cell of our ledgers; a line without month or day is one of the ledger's day."""
    found: dict[str, list[str]] = {}
    label = as_of.isoformat()
    for line in prose(value).split("\n"):
        match = _NOTE.fullmatch(cells.text(line))
        if match:
            label = f"{match[1]}-{int(match[2]):02d}" + (f"-{int(match[3]):02d}" if match[3] else "")
            line = match[4]
        found.setdefault(label, []).append(line)
    entries = (note(of, " ".join(lines)) for of, lines in found.items())
    return [entry for entry in entries if entry]
