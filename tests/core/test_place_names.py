"""Names of places, units and people as offices write them."""

import csv

import pytest

from povertyapp.core.names import pinyin_key
from povertyapp.core.place_names import PlaceIndex, base_name, base_township, base_unit
from tests.data import DIVISIONS


@pytest.fixture(scope="module")
def laifeng():
    with open(DIVISIONS / "laifeng.csv", encoding="utf-8", newline="") as file:
        return PlaceIndex((row["code"], row["name"], row["parent_code"]) for row in csv.DictReader(file))


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("老茶村村民委员会", "老茶"),
        ("老茶村", "老茶"),
        ("老茶", "老茶"),
        ("梨树坝村委会", "梨树坝"),
        ("西沟村民委员会", "西沟"),
        ("三官坪社区居民委员会", "三官坪"),
        ("南关社区居委会", "南关"),
        ("八街居民委员会", "八街"),
        ("安子里村委会会", "安子里"),
        ("水泉湾村村民委会", "水泉湾"),
        (" 老 茶 村\u3000", "老茶"),
        ("村", "村"),
    ],
)
def test_base_name_of_a_village(written, base):
    assert base_name(written) == base


def test_townships_change_their_rank():
    assert base_township("三仓乡") == base_township("三仓镇") == "三仓"
    assert base_township("龙源街道") == "龙源"


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("来凤县水利水产局", "县水利水产局"),
        ("县水利水产局", "县水利水产局"),
        ("来凤县县直机关工委", "县直机关工委"),
        ("乡镇人民政府", "乡镇人民政府"),
        ("来凤县", "来凤县"),
    ],
)
def test_base_name_of_a_unit(written, base):
    assert base_unit(written, "来凤县") == base


@pytest.mark.parametrize(
    "written", ["狮立坪村", "狮立坪", "狮立坪村村民委员会", "狮立坪村委会", "狮立坪村\u3000"]
)
def test_a_village_in_every_spelling(laifeng, written):
    assert laifeng.find("翔凤镇", written).code == "422827100220"
    assert laifeng.find("翔凤", written).code == "422827100220"


def test_a_village_beside_its_community(laifeng):
    names = {
        written: laifeng.names[laifeng.find("漫水乡", written).code]
        for written in ("新拱桥", "新拱桥村", "新拱桥社区", "新拱桥社区居民委员会", "新拱桥居委会")
    }
    assert names == {
        "新拱桥": "新拱桥村村民委员会",
        "新拱桥村": "新拱桥村村民委员会",
        "新拱桥社区": "新拱桥社区居民委员会",
        "新拱桥社区居民委员会": "新拱桥社区居民委员会",
        "新拱桥居委会": "新拱桥社区居民委员会",
    }


def test_a_village_of_another_township_and_one_of_none(laifeng):
    place = laifeng.find("翔凤镇", "体河村")
    assert (place.code, place.problem, place.expected) == (None, "elsewhere", "绿水镇")
    place = laifeng.find("绿水镇", "体何村")
    assert (place.code, place.problem, place.expected) == (None, "unknown", "体河村")
    assert laifeng.find("没有的镇", "没有的村").problem == "unknown"


def test_every_official_name_finds_itself():
    for path in DIVISIONS.glob("*.csv"):
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for county in (row["code"] for row in rows if row["level"] == "county"):
            inside = [row for row in rows if row["code"].startswith(county)]
            index = PlaceIndex((row["code"], row["name"], row["parent_code"]) for row in inside)
            names = {row["code"]: row["name"] for row in inside}
            for row in inside:
                if row["level"] == "village":
                    found = index.find(names[row["parent_code"]], row["name"])
                    assert found.code == row["code"], row


def test_pinyin_key():
    assert pinyin_key("王世山") == "wangshishan wss"
    assert pinyin_key("") == ""


def test_a_village_named_village_may_lose_one():
    places = PlaceIndex([("422828101", "走马镇", None), ("422828101227", "中村村村民委员会", "422828101")])
    assert {places.find("走马镇", name).code for name in ("中村村", "中村", "中村村村民委员会")} == {
        "422828101227"
    }
