"""What can be taken in from a workbook: the kinds of import, which apps register in their `imports.py`.

The wizard (`povertyapp.core.importing`) does for every kind what is common to all: upload, matching of columns, dry
run, findings, error workbook, confirmation, undo. A kind says which tables it reads and how it writes them.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from povertyapp.core.models import Area
from povertyapp.core.text import Text
from povertyapp.core.workbooks import Finding, Layout, Workbook


class Duplicates(TextChoices):
    """What becomes of a row whose subject is stored already and reads otherwise."""

    UPDATE = "update", _("按文件更新")
    SKIP = "skip", _("跳过，保留系统里的")
    REPORT = "report", _("报错，由我逐个核对")


@dataclass(frozen=True)
class Tally:
    """How many rows of one sort a file makes, changes and finds as they are."""

    label: Text
    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class ImportOutcome:
    """What came of a file: all findings, and what was written (or would be). The first tally is the main one.

    `counts` is the JSON of the contract, `left_out` how many subjects were left out because of errors; `refused`
    says in one sentence why nothing at all can be written.
    """

    findings: Sequence[Finding] = ()
    tallies: Sequence[Tally] = ()
    counts: Mapping[str, Any] = field(default_factory=dict)
    notes: Sequence[str] = ()
    left_out: int = 0
    refused: str = ""


@dataclass(frozen=True)
class ImportRequest:
    """What a kind is asked to do. `progress` is that of a job: `progress.phase(name, total)`, `.advance(rows)`.

    With `only_clean` subjects with an error are left out; without it one error refuses the file. `on_trial` the
    caller takes everything back: locks that keep other imports out are not needed.
    """

    by: Any
    workbook: Workbook
    county: Area
    progress: Any
    as_of: dt.date | None = None
    only_clean: bool = False
    duplicates: str = Duplicates.UPDATE
    on_trial: bool = False


@dataclass(frozen=True)
class Template:
    """What the empty form for a kind needs beside its columns.

    `choices` are the words of a column's drop-down, `notes` what the 填表说明 says of a column, `texts` the columns
    that hold long numbers and must stay text, `leave_out` columns that the form does not offer.
    """

    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    notes: Mapping[str, Text] = field(default_factory=dict)
    texts: frozenset[str] = frozenset()
    leave_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ImportKind:
    """One kind of import.

    `run` takes an `ImportRequest`, writes inside the caller's transaction and returns an `ImportOutcome`. The wizard
    rolls that transaction back for a dry run, so `run` need not know which of the two it is.
    """

    code: str
    label: Text
    verb: str
    layouts: tuple[Layout, ...]
    run: Callable[[ImportRequest], ImportOutcome]
    template: Template = Template()
    hint: Text = ""
    asks_day: bool = False
    policies: tuple[Duplicates, ...] = (Duplicates.UPDATE,)
    # Columns that the kind reads by their headers beside its layouts (a column a month): nobody need decide them.
    reads: Callable[[str], bool] | None = None
    clean_label: Text = _("只导入无误的行")
    order: int = 100


IMPORTS: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> ImportKind:
    """Offer a kind of import in the wizard."""
    IMPORTS[kind.code] = kind
    return kind


def imports_for(user) -> list[ImportKind]:
    """Return the kinds that a user may take in, in the order of the menu."""
    kinds = sorted(IMPORTS.values(), key=lambda kind: (kind.order, kind.code))
    return [kind for kind in kinds if user.has_perm(kind.verb)]
