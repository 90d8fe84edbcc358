"""The roster as it leaves and comes back: the office's layout, masked by default, recorded, nothing changed."""

import openpyxl
import pytest
from django.core.management import CommandError
from django.db import transaction
from python_calamine import CalamineWorkbook

from households.models import Household, HouseholdMember
from povertyapp.core.divisions import SHIPPED, import_divisions
from povertyapp.core.models import ExportRecord
from povertyapp.core.workbooks import lists
from tests.commands import counts_of, history_sizes
from tests.data import FIXTURES

pytestmark = pytest.mark.django_db

CLEAN = FIXTURES / "roster-clean.xlsx"
UNCHANGED = {"households_created": 0, "households_updated": 0, "members_created": 0, "members_updated": 0}
SMALL = ("--area", "422827100")
REASON = ("--unmasked", "--reason", "核对省系统")


@pytest.fixture(scope="module")
def roster(django_db_setup, django_db_blocker):
    """The clean roster, taken in once; each test runs in a savepoint inside this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_divisions(SHIPPED / "laifeng.csv")
        counts_of("import_roster", CLEAN)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def stored(roster, db):
    """300 households of 来凤县."""


def rows_of(path, sheet):
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()


@pytest.mark.parametrize("held", [5000, 0])
def test_unmasked_file_comes_back_and_changes_nothing(stored, tmp_path, monkeypatch, held):
    monkeypatch.setattr(lists, "HELD", held)  # 0: the rows are streamed, as of a county
    out = tmp_path / "out.xlsx"
    told = counts_of("export_roster", out, *REASON)
    assert (told["households"], told["members"]) == (300, 998)
    before = history_sizes()
    counts = counts_of("import_roster", out)
    assert counts.items() >= UNCHANGED.items()
    assert (counts["households_unchanged"], counts["members_unchanged"]) == (300, 998)
    assert counts["findings_total"] == 0
    assert history_sizes() == before


def test_same_headers_and_cells_as_the_office(stored, tmp_path):
    out = tmp_path / "out.xlsx"
    counts_of("export_roster", out, "--as-of", "2017-06-30", *REASON)
    for sheet, rows in (("户成员信息", 3), ("户基本信息", 4)):
        heads = [[clean(v) for v in row] for row in rows_of(CLEAN, sheet)[2:rows]]
        assert [[clean(v) for v in row] for row in rows_of(out, sheet)[2:rows]] == heads
    members = rows_of(out, "户成员信息")
    assert members[3][1:10] == [
        "翔凤镇",
        "狮立坪村",
        "4组",
        "420000001639",
        "4200000018591",
        "覃仁堂",
        2,
        "覃仁堂",
        "男",
    ]
    assert members[3][11] == "422827194611019758"
    homes = rows_of(out, "户基本信息")
    assert homes[4][6:9] == [2, 1.3, 1.4]
    assert homes[4][30] == "资产收益分红"
    assert (len(members), len(homes)) == (3 + 998, 4 + 300)


def clean(value):
    return "".join(str(value or "").split())


def test_stripped_of_its_stamp_it_still_changes_nothing(stored, tmp_path):
    out = tmp_path / "out.xlsx"
    counts_of("export_roster", out, "--as-of", "2017-06-30", *SMALL, *REASON)
    book = openpyxl.load_workbook(out)
    del book["_meta"]
    book.save(out)
    before = history_sizes()
    assert counts_of("import_roster", out).items() >= UNCHANGED.items()
    assert history_sizes() == before


def test_one_corrected_cell_changes_one_household(stored, tmp_path):
    out = tmp_path / "out.xlsx"
    counts_of("export_roster", out, "--as-of", "2017-06-30", *SMALL, *REASON)
    Household.objects.filter(household_no="420000001640").update(remark="导出以后写的")
    book = openpyxl.load_workbook(out)
    book["户基本信息"]["AF5"] = "改过的备注"
    book.save(out)
    counts = counts_of("import_roster", out)
    assert (counts["households_updated"], counts["members_updated"]) == (1, 0)
    assert Household.objects.get(household_no="420000001639").remark == "改过的备注"
    assert Household.objects.get(household_no="420000001640").remark == "导出以后写的"


def test_masked_by_default(stored, tmp_path):
    out = tmp_path / "out.xlsx"
    told = counts_of("export_roster", out, "--area", "422827100")
    record = ExportRecord.objects.get()
    assert (record.is_unmasked, record.row_count) == (False, told["members"])
    said = "\n".join(
        str(v) for s in ("户成员信息", "户基本信息", "_meta") for row in rows_of(out, s) for v in row
    )
    household = Household.objects.in_area("422827100").first()
    assert household.household_no in said
    assert household.phone not in said
    assert household.bank_account not in said
    for member in household.members.all():
        assert member.id_number not in said
        assert str(member.birth_date) not in said
        assert f"{member.id_number[:4]}************{member.id_number[-2:]}" in said
    outside = Household.objects.exclude(pk__in=Household.objects.in_area("422827100")).first()
    assert outside.household_no not in said


def test_in_full_only_with_a_reason(stored, tmp_path):
    with pytest.raises(CommandError) as refused:
        counts_of("export_roster", tmp_path / "out.xlsx", "--unmasked")
    assert refused.value.returncode == 2
    assert not ExportRecord.objects.exists()
    counts_of("export_roster", tmp_path / "out.xlsx", *REASON)
    record = ExportRecord.objects.get()
    assert (record.is_unmasked, record.reason) == (True, "核对省系统")
    assert "证件号码" in record.columns


def test_queries_do_not_grow_with_households(stored, tmp_path, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        counts_of("export_roster", tmp_path / "out.xlsx")
    assert HouseholdMember.objects.count() == 998
