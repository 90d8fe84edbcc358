"""What every command of the contract does alike: progress, one JSON object at the end, exit codes 0, 1, 2."""

import argparse
import datetime as dt
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from povertyapp.core.errors import Conflict
from povertyapp.core.workbooks import Finding, UnreadableWorkbook, write_findings

REFUSED, WRONG_USAGE = 1, 2


@dataclass(frozen=True)
class Outcome:
    """What a command did: the counts to print, and why it refused, blank when it did its work."""

    counts: dict[str, Any]
    refused: str = ""


def day(written: str) -> dt.date:
    """Read an argument as a day, YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“%(text)s”不是 YYYY-MM-DD 形式的日期") % {"text": written}
        ) from None


class HouseCommand(BaseCommand):
    """A command whose last line of standard output is one JSON object.

    Subclasses write `run(**options)` and return an `Outcome`. Bad input and a state that refuses are told on
    standard error, one sentence a line, and end with exit code 1; a missing file is wrong usage (2).
    """

    def run(self, *args: Any, **options: Any) -> Outcome:
        raise NotImplementedError

    def handle(self, *args, **options):
        try:
            outcome = self.run(**options)
        except UnreadableWorkbook as error:
            self._end({"written": False, "error": str(error)})
            code = WRONG_USAGE if error.code == "not_found" else REFUSED
            raise CommandError(str(error), returncode=code) from error
        except ValidationError as error:
            self._end({"written": False, "errors": len(error.messages)})
            raise CommandError("\n".join(error.messages), returncode=REFUSED) from error
        except Conflict as error:
            self._end({"written": False, "error": str(error)})
            raise CommandError(str(error), returncode=REFUSED) from error
        self._end(outcome.counts)
        if outcome.refused:
            raise CommandError(outcome.refused, returncode=REFUSED)

    def _end(self, counts: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(counts, ensure_ascii=False))

    def progress(self, title: str, total: int) -> "Progress":
        """Return a progress line for `total` rows; quiet unless a terminal is watching."""
        return Progress(self.stderr, str(title), total)


class WorkbookCommand(HouseCommand):
    """A command that takes a workbook in: `FILE [--findings OUT.json] [--as-of DATE]`."""

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--findings", type=Path, metavar="OUT.json", help=_("把全部问题写到这个文件"))
        parser.add_argument("--as-of", type=day, metavar="DATE", help=_("以这一天为“今天”"))

    def report(self, options, file: str, as_of: dt.date | None, findings: list[Finding]) -> None:
        """Write the findings file where the user asked for one."""
        if options["findings"]:
            write_findings(options["findings"], file, as_of, findings)


class Progress:
    """Rows done, rows a second, time left, on one line of a terminal."""

    INTERVAL = 0.2

    def __init__(self, stream, title: str, total: int):
        self.stream, self.title, self.total, self.done = stream, title, total, 0
        self.started = self.shown = time.monotonic()
        self.watched = hasattr(stream, "isatty") and stream.isatty()

    def advance(self, rows: int = 1) -> None:
        self.done += rows
        now = time.monotonic()
        if self.watched and (now - self.shown >= self.INTERVAL or self.done >= self.total):
            self.shown = now
            rate = self.done / max(now - self.started, 0.001)
            left = max(self.total - self.done, 0) / rate if rate else 0
            self._show(f"{self.title} {self.done}/{self.total}  {rate:.0f}/s  {left:.0f} s")

    def finish(self) -> None:
        if self.watched:
            self._show("")

    def _show(self, line: str) -> None:
        self.stream.write(f"\r\x1b[2K{line}", ending="")
        self.stream.flush()
