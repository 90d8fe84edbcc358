"""Other offices keep the same roster otherwise: the findings stay the same, and clean stays clean."""

import openpyxl
import pytest

from assistance.services.roster import import_roster
from tests.households.roster_key import score
from tests.households.roster_variants import HABITS, Variant

pytestmark = pytest.mark.django_db

ALONE = [frozenset([habit]) for habit in ("merged", "townships", "flat")]
# Several habits at once; nearly each pair of them occurs together somewhere.
TOGETHER = [
    frozenset(("columns", "names", "townships", "flat", "late", "apart")),
    frozenset(("columns", "merged", "totals", "headers", "flat", "names")),
    frozenset(("bare", "columns", "names", "merged", "apart", "late")),
    frozenset(("townships", "merged", "flat", "totals", "headers", "bare")),
    frozenset(HABITS) - {"merged"},
]


def findings(variant, path, name):
    result = import_roster(by=None, source=str(variant.write(path, name)), dry_run=True)
    return [one.as_json() for one in result.findings]


def _name(habits):
    return "+".join(sorted(habits))


@pytest.mark.parametrize("habits", ALONE + TOGETHER, ids=_name)
def test_the_dirty_roster_has_the_findings_of_its_key(laifeng, tmp_path, habits):
    variant = Variant(habits)
    found = findings(variant, tmp_path / "roster.xlsx", "roster-dirty-dev")
    missed, false = score(found, moved=lambda sheet, row: variant.places.get((sheet, row), (sheet, row)))
    assert (missed, false) == ([], [])


@pytest.mark.parametrize("habits", TOGETHER[1::2], ids=_name)
def test_the_clean_roster_stays_clean(laifeng, tmp_path, habits):
    found = findings(Variant(habits, seed=2), tmp_path / "roster.xlsx", "roster-clean")
    assert [(one["code"], one["sheet"], one["row"], one["column"], one["value"]) for one in found] == []


def test_a_sheet_named_after_its_township_needs_no_such_column(laifeng, tmp_path):
    path = Variant(frozenset(["townships"])).write(tmp_path / "roster.xlsx", "roster-clean")
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[:-1]:
        sheet.delete_cols(2)
    book.save(path)
    result = import_roster(by=None, source=str(path), dry_run=True)
    assert (result.findings, result.counts["households_created"]) == ([], 300)
