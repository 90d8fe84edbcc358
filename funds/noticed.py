"""What stands on a notice: lines of four columns, drawn from what the notice is about or written by hand (B20).

A name, a place, an item, an amount, and nothing else. A subject registers where its lines come from, as
`funds.noticed_subjects` does:

@noticed(NoticeSubject.PROJECT)
def project(rows, code, kind): ...
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

COLUMNS = ("名称", "地点", "事项", "金额（元）")
SEPARATORS = re.compile(r"[\t|,，]")
# Blanks and hyphens inside a number; a number that is no amount: of an ID, an account, a telephone, masked or not.
BROKEN = re.compile(r"(?<=[\dXx*])[\s-]+(?=[\dXx*])")
PRIVATE = re.compile(r"\d{12,}|(?<!\d)1[3-9]\d{9}(?!\d)|\d{3,}\*+|\*{3,}\d+")


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """One line to be put up. There is no other column; the code says what the line is about and is not printed."""

    name: str
    group: str
    item: str
    amount: Decimal | None = None
    subject_kind: str = ""
    subject_code: str = ""


Lines = Callable[[Callable[[Any], Any], str, str], Iterable[NoticeEntry]]
NOTICED: dict[str, Lines] = {}


def noticed(subject_kind: str):
    """Register `lines(rows, code, kind)` as the lines of one kind of subject; `rows` applies `visible_to`."""

    def register(lines: Lines) -> Lines:
        NOTICED[subject_kind] = lines
        return lines

    return register


def entries_of(rows, subject_kind: str, code: str, kind: str) -> list[NoticeEntry]:
    """Return the lines that a subject proposes for a notice of that kind; none where they are written by hand."""
    lines = NOTICED.get(subject_kind)
    return list(lines(rows, code, kind)) if lines else []


def read_lines(text: str, known: Iterable[NoticeEntry] = ()) -> list[NoticeEntry]:
    """Read lines as people write them: name, place, item, amount, with bars, commas or tabs between them.

    A line whose name is that of a known one keeps what that is about. ValidationError names every line that cannot
    be read.
    """
    by_name = {entry.name: entry for entry in known}
    found, wrong = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [part.strip() for part in SEPARATORS.split(unicodedata.normalize("NFKC", line))]
        amount = _amount(parts[3]) if len(parts) > 3 and parts[3] else None
        if len(parts) not in (3, 4) or not parts[0] or not parts[2] or amount is False:
            wrong.append(str(number))
            continue
        like = by_name.get(parts[0])
        about = (like.subject_kind, like.subject_code) if like else ("", "")
        found.append(NoticeEntry(parts[0], parts[1], parts[2], amount or None, *about))
    if wrong:
        said = _("第 %(lines)s 行看不懂：每行写“名称｜地点｜事项｜金额”，金额可以不写。")
        raise ValidationError({"lines": said % {"lines": "、".join(wrong)}})
    return found


def _amount(text):
    """Return an amount in yuan, or False for what is none: not below zero, in cents at the finest."""
    try:
        amount = Decimal(text.replace(" ", ""))
    except ArithmeticError:
        return False
    fits = (
        amount.is_finite() and 0 <= amount < Decimal(10) ** 16 and amount == amount.quantize(Decimal("0.01"))
    )
    return amount if fits else False


def written(entries: Iterable[NoticeEntry]) -> str:
    """Return lines as `read_lines` reads them."""
    return "\n".join(
        f"{entry.name}｜{entry.group}｜{entry.item}｜{'' if entry.amount is None else entry.amount}"
        for entry in entries
    )


def is_private(text: str) -> bool:
    """Say whether a text holds what looks like the number of a person, an account or a telephone, masked or not."""
    return bool(PRIVATE.search(BROKEN.sub("", unicodedata.normalize("NFKC", text))))


def private_words(text: str, words: Iterable[str]) -> list[str]:
    """Return the words in a text that tell of somebody's health."""
    return [word for word in words if word in text]
