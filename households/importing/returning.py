"""A roster that we handed out and that comes back: what nobody touched is left alone.

The hidden sheet holds a fingerprint of each household's rows. Where it still fits, the household is as we wrote it,
whatever happened to the record since, so the file has nothing to say of it.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from households.importing.rows import Roster, RosterHousehold
from households.models import Household
from povertyapp.core.workbooks import Workbook, cells
from povertyapp.core.workbooks.findings import plain
from povertyapp.core.workbooks.stamps import read_stamp

TEMPLATE = "roster/1"


def fingerprint(rows: Iterable[Sequence[Any]]) -> str:
    """Return one fingerprint of a household's rows, in any order; the running number in front is left out."""
    lines = sorted("\x1f".join(cells.text(plain(value)) for value in row).rstrip("\x1f") for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def take_untouched(workbook: Workbook, roster: Roster) -> list[RosterHousehold]:
    """Take the households out of a roster of ours that came back as they left and are on record; return them."""
    stamp = read_stamp(workbook, TEMPLATE)
    if stamp is None:
        return []
    left = {line.key: line.digests[0] for line in stamp.lines.values() if line.digests}
    same = {h.household_no for h in roster.households if left.get(h.household_no) == fingerprint(_rows_of(h))}
    known = set(Household.objects.filter(household_no__in=same).values_list("household_no", flat=True))
    kept = [household for household in roster.households if household.household_no in known]
    roster.households = [household for household in roster.households if household.household_no not in known]
    return kept


def _rows_of(household: RosterHousehold):
    rows = [*household.members, *([household.form] if household.form else [])]
    return [row.record.values[1:] for row in rows]
