"""Bar D6: each name comes out of an import, the database and an export as it went in, code point by code point."""

from io import StringIO

import openpyxl
import pytest
from django.core.management import call_command

from households.models import HouseholdMember
from povertyapp.core.names import pinyin_key
from povertyapp.core.workbooks import read_workbook
from tests.data import FIXTURES
from tests.households.test_import_roster import run

pytestmark = pytest.mark.django_db

SURNAMES = "覃田向彭张黄杨李王刘"
# Characters beyond the first plane of Unicode, as rare names have them (extensions B to G).
RARE = "\U00020000\U0002a6d6\U0002b740\U0002b81f\U0002ceaf\U00030000\U0003106c𬭸𠮷𡈽"
LONG = "买买提·阿不都热合曼·依布拉音·吐尔逊·玉素甫·艾合买提·木合塔尔·阿卜杜拉·库尔班"
NAMES = [
    LONG,
    "阿依古丽·买买提",
    "尼玛·次仁",
    "〇一",
    "㐂田",
    "龘靐",
    "欧阳娜娜",
    *(f"{surname}{rare}" for surname in SURNAMES for rare in RARE),
    *(f"{rare}{surname}大山" for surname in SURNAMES[:5] for rare in RARE),
]


@pytest.fixture(scope="module")
def roster(tmp_path_factory):
    """The clean roster with the names of its first members changed to these."""
    book = openpyxl.load_workbook(FIXTURES / "roster-clean.xlsx")
    members, forms = book["户成员信息"], book["户基本信息"]
    heads, rows = {}, iter(range(4, 4 + len(NAMES)))
    for row, name in zip(rows, NAMES, strict=True):
        members[f"I{row}"] = name
        if members[f"M{row}"].value.strip() == "户主":
            heads[str(members[f"E{row}"].value).strip()] = name
    for row in range(4, members.max_row + 1):
        number = str(members[f"E{row}"].value or "").strip()
        if number in heads:
            members[f"G{row}"] = heads[number]
    for row in range(5, forms.max_row + 1):
        number = str(forms[f"D{row}"].value or "").strip()
        if number in heads:
            forms[f"E{row}"] = heads[number]
    path = tmp_path_factory.mktemp("names") / "roster.xlsx"
    book.save(path)
    return path


def test_names_survive_import_database_and_export(laifeng, roster, tmp_path):
    assert len(LONG) > 40
    code, counts, _said = run(roster)
    assert (code, counts["findings_total"]) == (0, 0)
    stored = list(HouseholdMember.objects.order_by("person_no").values_list("name", flat=True))
    assert set(NAMES) <= set(stored)
    assert all(pinyin_key(name) for name in NAMES)
    out = tmp_path / "out.xlsx"
    call_command("export_roster", str(out), "--unmasked", "--reason", "核对姓名", stdout=StringIO())
    cells = {value for row in read_workbook(out).sheets[0].rows for value in row}
    assert set(NAMES) <= cells
    code, counts, _said = run(out)
    assert (code, counts["members_unchanged"]) == (0, len(stored))
