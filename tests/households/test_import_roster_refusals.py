"""`import_roster` with files that cannot be taken in: one sentence, exit 1, nothing written."""

import datetime as dt

import openpyxl
import pytest

from households.importing.roster import read_roster
from households.models import Household
from povertyapp.core.divisions import SHIPPED, import_divisions
from povertyapp.core.models import Area
from povertyapp.core.workbooks import read_workbook
from tests.core.test_workbook_reading import ole_container
from tests.data import FIXTURES
from tests.households.test_import_roster import fingerprint, run

pytestmark = pytest.mark.django_db


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "是空的（0 字节）"),
            (b"%PDF-1.7 not a table", "打不开或不是 Excel 文件"),
            (ole_container("EncryptionInfo", "EncryptedPackage"), "设有打开密码"),
            (
                "姓名,电话\n甲,1\n".encode(),
                "没有找到列：“行政村”、“户编号”、“人编号”、“证件号码”、“与户主关系”",
            ),
            ("乡镇,行政村,户编号,人编号,姓名,证件号码,与户主关系\n".encode(), "只有表头，没有数据行"),
        ],
        ids=["empty", "unreadable", "encrypted", "wrong template", "no rows"],
    )
    def test_one_sentence_and_nothing_written(self, laifeng, tmp_path, content, sentence):
        path = tmp_path / "花名册.xlsx"
        path.write_bytes(content)
        before = fingerprint()
        code, line, said = run(path)
        assert code == 1
        assert line["written"] is False
        assert sentence in said
        assert said.count("。") == 1
        assert "\n" not in said
        assert fingerprint() == before

    def test_a_missing_file_is_wrong_usage(self, tmp_path):
        assert run(tmp_path / "没有.xlsx")[0] == 2

    def test_an_unknown_county_is_told(self):
        code, _line, said = run(FIXTURES / "roster-small.xls")
        assert code == 1
        assert "哪个县" in said

    def test_the_county_of_the_title_is_taken(self, laifeng):
        import_divisions(SHIPPED / "hefeng.csv")
        assert run(FIXTURES / "roster-small.xls", "--as-of", "2017-06-30")[0] == 0
        assert set(Household.objects.values_list("area__parent__parent__name", flat=True)) == {"来凤县"}
        assert Area.objects.filter(level="county").count() == 2

    def test_a_given_county_that_has_no_such_villages(self, laifeng):
        import_divisions(SHIPPED / "hefeng.csv")
        code, counts, _said = run(FIXTURES / "roster-small.xls", "--county", "422828")
        assert code == 1
        assert counts["findings_by_code"]["VILLAGE_UNKNOWN"] == 20


HEADER = ["行政村", "户编号", "人编号", "姓名", "证件号码", "与户主关系"]
FORM = ["户编号", "户主姓名", "家庭纯收入", "工资性收入", "转移性收入"]
PERSON = ["老茶村", "1001", "100101", "田大山", "422827196001019018", "户主"]


def roster_of(folder, **sheets):
    """Return the path of a workbook whose sheets have these rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in {"绿水镇": [HEADER, PERSON], **sheets}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "花名册.xlsx"
    book.save(path)
    return path


class TestSheetsThatLackAColumn:
    def test_each_is_named_with_its_columns_and_nothing_is_written(self, laifeng, tmp_path):
        without = [HEADER[:4] + HEADER[5:], PERSON[:4] + PERSON[5:]]
        path = roster_of(
            tmp_path, 漫水乡=without, 旧司镇=[HEADER[2:], PERSON[2:]], 户表=[FORM[1:], ["田大山", 1, 2, 3]]
        )
        before = fingerprint()
        code, line, said = run(path, "--county", "422827")
        assert (code, line["written"]) == (1, False)
        assert "“漫水乡”缺“证件号码”；“旧司镇”缺“行政村”、“户编号”；“户表”缺“户编号”" in said
        assert said.count("。") == 1
        assert fingerprint() == before

    def test_covers_notes_and_other_lists_are_no_fault(self, tmp_path):
        path = roster_of(
            tmp_path,
            封面=[["来凤县建档立卡贫困户花名册"], ["填报单位：县扶贫办"]],
            说明=[["填表说明：一人一行"], ["列名", "说明"], ["姓名", "按身份证"], ["证件号码", "18 位"]],
            汇总=[
                ["乡镇", "行政村", "户数", "人数", "家庭纯收入", "工资性收入"],
                ["绿水镇", "老茶村", 1, 2, 3, 4],
            ],
            电话=[["姓名", "联系电话"], ["田大山", "15400000001"]],
            空表=[HEADER[:4]],
        )
        roster = read_roster(read_workbook(path), None, dt.date(2017, 6, 30))
        assert [household.household_no for household in roster.households] == ["1001"]
