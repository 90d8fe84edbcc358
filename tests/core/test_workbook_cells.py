"""Cells as people type them, and findings as they are reported."""

import datetime as dt
import json
from decimal import Decimal

import pytest

from povertyapp.core.workbooks import CellError, cells, finding, write_findings
from povertyapp.core.workbooks.findings import codes, count_by_code


class TestCells:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            (None, ""), ("  覃仁堂\u3000", "覃仁堂"), ("（２０１７）Ａ",
            "(2017)A"), ("'4228", "4228"), (2, "2"),
            (2.0, "2"), (3261.5, "3261.5"), ("了解情况，宣传政策", "了解情况，宣传政策"), ("1\t", "1"),
            (dt.datetime(2017, 6, 30), "2017-06-30"), ("a\xa0", "a"),
        ],
    )  # fmt: skip
    def test_text(self, written, meant):
        assert cells.text(written) == meant

    def test_names(self):
        assert cells.name("王 芳") == cells.name("王\u3000芳 ") == "王芳"
        assert cells.name("阿依古丽•买买提") == "阿依古丽·买买提"

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            (12300, "12300"), ("12,300.00", "12300"), ("１２，３００．５",
            "12300.5"), (" 7346 ", "7346"), (0.1, "0.1"),
            (3261.5, "3261.5"), ("-300", "-300"), ("－３", "-3"), (1.1 + 2.2, "3.3"),
        ],
    )  # fmt: skip
    def test_numbers(self, written, meant):
        assert cells.number(written) == Decimal(meant)

    @pytest.mark.parametrize("blank", [None, "", " ", "—", "/", "--"])
    def test_blank_numbers(self, blank):
        assert cells.number(blank) is None
        assert cells.integer(blank) is None

    @pytest.mark.parametrize("wrong", ["2亩3分", "三千", "待报", "NaN", "1.2.3", dt.date(2017, 1, 1), True])
    def test_what_is_no_number(self, wrong):
        with pytest.raises(CellError) as caught:
            cells.number(wrong)
        assert caught.value.code == "NUMBER_INVALID"
        assert caught.value.accepted

    @pytest.mark.parametrize(
        "written",
        [2016, 2016.0, "2016", "2016年", "２０１６", "2016年度", "2016.12", dt.date(2016, 5, 1), 42735],
    )
    def test_years(self, written):
        assert cells.year(written) == 2016

    @pytest.mark.parametrize("wrong", ["去年", 16, "216", 20166])
    def test_what_is_no_year(self, wrong):
        with pytest.raises(CellError):
            cells.year(wrong)

    @pytest.mark.parametrize(
        "written",
        [
            "1975.3.12", "1975/3/12", "1975-03-12",
            "1975年3月12日", "１９７５．３．１２", "19750312", 19750312,
            dt.datetime(1975, 3, 12), dt.date(1975, 3, 12), 27465, 27465.0, "27465", "1975-03-12 00:00:00",
            "一九七五年三月十二日",
        ],
    )  # fmt: skip
    def test_dates(self, written):
        day = cells.date(written)
        assert day == dt.date(1975, 3, 12)
        assert type(day) is dt.date

    def test_chinese_tens(self):
        assert cells.date("二〇一七年十月三十一日") == dt.date(2017, 10, 31)
        assert cells.date("二〇一七年十一月二十日") == dt.date(2017, 11, 20)

    def test_bare_serials(self):
        assert cells.date(7667) == cells.date("7667") == dt.date(1920, 12, 27)
        assert cells.date(27512) == cells.date("27512.0") == dt.date(1975, 4, 28)

    @pytest.mark.parametrize(
        "wrong", ["1997.0.27", "1956.13.27", "2017.2.30", "不详", "1975.3", 5, 1975, "1975", 3261.5e9]
    )
    def test_what_is_no_date(self, wrong):
        with pytest.raises(CellError) as caught:
            cells.date(wrong)
        assert caught.value.code == "DATE_INVALID"

    def test_yes_no(self):
        assert [cells.yes_no(v) for v in ("是 ", "否", "√", "×", "", None, 1, 0)] == [
            True, False, True, False, None, None, True, False,
        ]  # fmt: skip
        with pytest.raises(CellError):
            cells.yes_no("可能")

    def test_id_numbers(self):
        assert cells.id_number("'４２２８２７１９４６１１０１９７５x") == "42282719461101975X"
        assert cells.id_number("422827 19461101 9758") == "422827194611019758"
        assert cells.id_number("无") == cells.id_number(None) == ""
        assert cells.id_number(422827480419942) == "422827480419942"

    @pytest.mark.parametrize("lost", [433130197711029000, 4.3e17, "4.22827E+17", "４．２２８２７Ｅ＋１７"])
    def test_lost_digits(self, lost):
        with pytest.raises(CellError) as caught:
            cells.id_number(lost)
        assert caught.value.code == "ID_PRECISION_LOST"
        with pytest.raises(CellError) as caught:
            cells.bank_account(lost)
        assert caught.value.code == "BANK_PRECISION_LOST"

    def test_phones(self):
        assert cells.phone("154 0519-8797") == cells.phone(15405198797) == "15405198797"
        assert cells.phone("0718-6281234") == "07186281234"
        for wrong in ("154788613806", "1540519879", "25405198797"):
            with pytest.raises(CellError):
                cells.phone(wrong)

    def test_lists(self):
        assert cells.many("患有大病，残疾") == cells.many("患有大病、 残疾、") == ["患有大病", "残疾"]
        assert cells.many("无") == cells.many(None) == []


class TestFindings:
    def test_every_code_has_severity_scope_and_meaning(self):
        assert len(codes()) > 90
        assert all(
            known.severity in ("error", "warning", "hint") and known.meaning for known in codes().values()
        )

    def test_file_of_findings(self, tmp_path):
        found = finding(
            "NUMBER_INVALID",
            sheet="户基本信息",
            row=9,
            column="耕地面积(亩)",
            household_no="1",
            value=Decimal("2.50"),
        )
        write_findings(tmp_path / "f.json", "a.xlsx", dt.date(2017, 6, 30), [found])
        content = json.loads((tmp_path / "f.json").read_text("utf-8"))
        assert content == {
            "file": "a.xlsx",
            "as_of": "2017-06-30",
            "findings": [
                {
                    "code": "NUMBER_INVALID", "severity": "error",
                    "scope": "household", "sheet": "户基本信息", "row": 9,
                    "column": "耕地面积(亩)", "household_no": "1",
                    "person_no": None, "value": 2.5, "expected": None,
                    "message": "数值栏无法解析(如“2亩3分”“三千”)",
                }
            ],
        }  # fmt: skip
        assert count_by_code([found, found]) == {"NUMBER_INVALID": 2}
