"""Division tables become areas, with the counts of their README, once."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from povertyapp.core.models import Area
from tests.commands import counts_of
from tests.data import DIVISIONS

pytestmark = pytest.mark.django_db

COUNTS = {
    "laifeng": (1, 8, 196),
    "hefeng": (1, 9, 164),
    "tuanfeng": (1, 11, 210),
    "liuyang": (1, 32, 326),
    "jiaozuo": (11, 112, 2024),
    "guangyuan": (7, 146, 1735),
    "longnan": (9, 199, 3290),
}


def run(path):
    return counts_of("import_divisions", path)


def refused(path):
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("import_divisions", str(path), stdout=out, stderr=StringIO())
    assert json.loads(out.getvalue().splitlines()[-1])["written"] is False
    return caught.value


@pytest.fixture
def table(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "区划.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.mark.parametrize("name", COUNTS)
def test_counts_of_every_place(name):
    counties, townships, villages = COUNTS[name]
    result = run(DIVISIONS / f"{name}.csv")
    assert result["by_level"] == {
        "province": 1,
        "prefecture": 1,
        "county": counties,
        "township": townships,
        "village": villages,
    }
    assert result["areas"] == result["created"] == Area.objects.count()
    assert result["updated"] == result["unchanged"] == 0


def test_a_second_run_changes_nothing():
    first = run(DIVISIONS / "laifeng.csv")
    before = list(Area.objects.values_list())
    second = run(DIVISIONS / "laifeng.csv")
    assert (second["created"], second["updated"], second["unchanged"]) == (0, 0, first["areas"])
    assert list(Area.objects.values_list()) == before


def test_every_place_together():
    for name in COUNTS:
        run(DIVISIONS / f"{name}.csv")
    assert Area.objects.filter(level="village").count() == sum(count[2] for count in COUNTS.values())
    village = Area.objects.get(code="422827100220")
    assert [village.name, village.parent.name, village.parent.parent.name] == [
        "狮立坪村村民委员会",
        "翔凤镇",
        "来凤县",
    ]


def test_a_new_name_is_taken_over_and_dates_stay(table):
    run(DIVISIONS / "laifeng.csv")
    Area.objects.filter(code="422827100").update(valid_from="1996-01-01")
    result = run(table("code,name,level,parent_code\n422827100,翔凤新镇,township,422827\n"))
    assert (result["created"], result["updated"]) == (0, 1)
    area = Area.objects.get(code="422827100")
    assert (area.name, str(area.valid_from)) == ("翔凤新镇", "1996-01-01")


def test_gb18030_with_the_byte_order_of_excel(table):
    text = "code,name,level,parent_code\r\n42,湖北省,province,\r\n"
    assert run(table(text, "gb18030"))["areas"] == 1
    assert run(table(text, "utf-8-sig"))["unchanged"] == 1


def test_all_wrong_lines_at_once(table):
    error = refused(
        table(
            "code,name,level,parent_code\n42,湖北省,province,\n4228,恩施州,county,42\n"
            "4228271,来凤县,county,4228\n422828,,county,4299\n51,四川省,province,42\n42,湖北省,province,\n"
            "5108,广元市,prefecture,\n"
        )
    )
    assert error.returncode == 1
    assert str(error).splitlines() == [
        "第 3 行：代码 4228 的级别应为 prefecture，表中是“county”。",
        "第 4 行：代码“4228271”应为 2、4、6、9 或 12 位数字。",
        "第 5 行：代码 422828 没有名称，请在表中补上。",
        "第 5 行：上级代码“4299”不在表中，也不在系统中；请核对，或先导入上级。",
        "第 6 行：代码 51 应以上级代码 42 开头。",
        "第 7 行：代码 42 重复。",
        "第 8 行：代码 5108 没有上级代码，请在表中补上。",
    ]
    assert Area.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "是空的"),
        ("a,b\n1,2\n", "没有找到列：code、name、level、parent_code"),
        ("code,name,level,parent_code\n", "没有数据行"),
    ],
)
def test_one_sentence_for_a_useless_file(table, text, sentence):
    error = refused(table(text))
    assert sentence in str(error)
    assert error.returncode == 1


def test_a_missing_file_is_wrong_usage(tmp_path):
    assert refused(tmp_path / "没有.csv").returncode == 2
