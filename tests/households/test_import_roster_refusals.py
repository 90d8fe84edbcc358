"""`import_roster` with files that cannot be taken in: one sentence, exit 1, nothing written."""

import pytest

from households.models import Household
from povertyapp.core.divisions import SHIPPED, import_divisions
from povertyapp.core.models import Area
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
