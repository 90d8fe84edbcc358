"""`import_relocations`: the year's list; every fault told, the same file twice writes nothing."""

import pytest

from funds.models import RelocationListed
from tests.commands import run
from tests.funds.relocating import make_home, movers, on_the_way
from tests.list_book import write

pytestmark = pytest.mark.django_db
HEADER = ("序号", "户编号", "户主姓名", "搬迁年度", "搬迁人口", "迁出区类型", "安置方式")


@pytest.fixture
def people(db):
    return movers(households=3, persons=12)


def line(home, year=2017, persons=4, reason="地质灾害多发易发", settlement="集中安置", **other):
    return (
        1,
        other.get("number", home.household_no),
        other.get("head", home.head_name),
        year,
        persons,
        reason,
        settlement,
    )


def test_a_list_comes_in_once_and_changes_what_differs(people, tmp_path):
    home, other = make_home(people), make_home(people)
    first = write(tmp_path / "名单.xlsx", HEADER, line(home), line(other, "2017年", 3, settlement=""))
    code, counts, said = run("import_relocations", first)
    assert (code, said, counts["listed_created"]) == (0, "", 2)
    row = RelocationListed.objects.get(household=home)
    assert (row.plan, row.persons, row.reason, row.settlement) == (people.plan, 4, "hazard", "centralised")
    assert run("import_relocations", first)[1]["listed_unchanged"] == 2
    second = write(tmp_path / "改.xlsx", HEADER, line(home, persons=5), line(other, persons=3, settlement=""))
    counts = run("import_relocations", second)[1]
    assert (counts["listed_updated"], counts["listed_unchanged"]) == (1, 1)


def test_every_fault_of_a_dirty_list_is_told_and_nothing_is_half_written(people, tmp_path):
    homes = [make_home(people) for _each in range(5)]
    moving, _way = on_the_way(people, "planned")
    path = write(
        tmp_path / "脏.xlsx",
        HEADER,
        line(homes[0], number="999999999999"),
        line(homes[0], head="别人"),
        line(homes[1], persons="四"),
        line(homes[1], persons=31),
        line(homes[1], reason="想搬"),
        line(homes[1], reason=""),
        line(homes[2], 2019),
        line(moving.household, persons=9),
        line(homes[3]),
        line(homes[3]),
        line(homes[4], settlement="投亲"),
    )
    code, counts, said = run("import_relocations", path)
    assert (code, counts["written"]) == (1, False)
    assert RelocationListed.objects.count() == 1
    assert counts["findings_by_code"] == {
        "LIST_HOUSEHOLD_UNKNOWN": 1,
        "LIST_HOUSEHOLD_OTHER": 1,
        "NUMBER_INVALID": 2,
        "DICT_UNKNOWN": 2,
        "LIST_FIELD_MISSING": 1,
        "RELOCATION_NO_PLAN": 1,
        "RELOCATION_IN_HAND": 1,
        "LIST_DUPLICATE": 4,
    }
    code, counts, said = run("import_relocations", path, "--only-clean")
    assert (code, counts["listed_created"]) == (0, 1)


def test_a_list_is_no_longer_than_its_plan(people, tmp_path):
    path = write(tmp_path / "长.xlsx", HEADER, *(line(make_home(people)) for _each in range(4)))
    assert run("import_relocations", path)[1]["findings_by_code"] == {"RELOCATION_OVER_PLAN": 1}
