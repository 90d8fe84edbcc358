"""A finding: one thing that is wrong at one place of a workbook, in the words of the finding codes."""

import datetime as dt
import json
from collections import Counter
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

CODES_FILE = Path(__file__).parent / "data" / "finding-codes.json"
# Codes of lists that the contract does not name.
OWN_CODES_FILE = Path(__file__).parent / "data" / "own-codes.json"
# The one code of the ledgers that is told and does not count as a fault.
HINTS = {"LEDGER_DEADLINE_NOT_DATE"}


@dataclass(frozen=True)
class FindingCode:
    """What is known of a code: error, warning or hint; its scope; its meaning in Chinese; the DQ checks."""

    code: str
    severity: str
    scope: str
    meaning: str
    rulebook: str | None = None


@cache
def codes() -> dict[str, FindingCode]:
    """Return every finding code by name, for rosters, ledgers, visits, funds and low-income lists."""
    known = {}
    sections = [json.loads(path.read_text("utf-8")).items() for path in (CODES_FILE, OWN_CODES_FILE)]
    for section, entries in chain.from_iterable(sections):
        for code, entry in entries.items():
            if isinstance(entry, str):
                severity = "hint" if code in HINTS else "error"
                known[code] = FindingCode(code, severity, section, entry)
            else:
                known[code] = FindingCode(
                    code, entry["severity"], entry["scope"], entry["meaning"], entry["rulebook"]
                )
    return known


@dataclass(frozen=True)
class Finding:
    """One finding as every JSON shows it; sheet, row and column are those that the user sees in Excel."""

    code: str
    severity: str
    scope: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    household_no: str | None = None
    person_no: str | None = None
    value: Any = None
    expected: Any = None
    message: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the finding with its values as JSON can hold them."""
        return {name: plain(value) for name, value in asdict(self).items()}


def finding(code: str, **place) -> Finding:
    """Make a finding of a known code; severity, scope and, unless given, the message come from the code."""
    known = codes()[code]
    place.setdefault("message", known.meaning)
    return Finding(code=code, severity=known.severity, scope=known.scope, **place)


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it: dates as YYYY-MM-DD, decimals as numbers, the rest as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def count_by_code(findings: list[Finding]) -> dict[str, int]:
    """Return how often each code occurs, in the order of the codes' names."""
    return dict(sorted(Counter(found.code for found in findings).items()))


def write_findings(path: str | Path, file: str, as_of: dt.date | None, findings: list[Finding]) -> None:
    """Write the findings file of the contract: `{"file", "as_of", "findings": […]}` in UTF-8."""
    content = {
        "file": file,
        "as_of": as_of.isoformat() if as_of else None,
        "findings": [found.as_json() for found in findings],
    }
    Path(path).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
