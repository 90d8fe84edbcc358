"""`import_villages`: the village form as a list, a row a village and year."""

from decimal import Decimal

import pytest

from households.models import Village, VillageYear
from tests.commands import history_sizes, run
from tests.households.factories import area_tree
from tests.list_book import codes, write

pytestmark = pytest.mark.django_db
HEADER = ("序号", "乡镇", "行政村", "年度", "村属性", "村负责人", "村负责人电话", "总户数", "总人口数", "贫困人口",
          "耕地面积", "有效灌溉面积(亩)", "到乡镇是否通沥青(水泥)路", "村集体经济收入")  # fmt: skip
AS_OF = ("--as-of", "2017-06-30")


@pytest.fixture(autouse=True)
def places():
    return area_tree()


def line(
    village="老茶村",
    year=2016,
    township="翔凤镇",
    households=300,
    people=1000,
    poor=120,
    land="1,200.5",
    **other,
):
    return (
        1, township, village, year, other.get("kind", "贫困村"), "田支书", other.get("phone", "15400000001"),
        households, people, poor, land, other.get("wet", 800), other.get("road", "是"), other.get("income", 52000),
    )  # fmt: skip


def test_villages_and_years_are_stored_once(places, tmp_path):
    path = write(tmp_path / "村.xlsx", HEADER, line(), line(year=2017, poor=90))
    code, counts, said = run("import_villages", path, *AS_OF)
    assert (code, said) == (0, "")
    assert (counts["villages_created"], counts["years_created"], counts["findings_total"]) == (1, 2, 0)
    village, year = Village.objects.get(), VillageYear.objects.get(year=2016)
    assert (village.area_id, village.head_name, village.head_phone) == (
        places.village.pk,
        "田支书",
        "15400000001",
    )
    assert (year.population, year.registered_persons, year.cultivated_mu) == (1000, 120, Decimal("1200.5"))
    assert (year.has_paved_road, year.collective_income) == (True, Decimal(52000))
    before = history_sizes()
    counts = run("import_villages", path, *AS_OF)[1]
    assert (counts["years_created"], counts["years_updated"], counts["years_unchanged"]) == (0, 0, 2)
    assert history_sizes() == before


def test_a_blank_cell_says_nothing(places, tmp_path):
    run("import_villages", write(tmp_path / "村.xlsx", HEADER, line()), *AS_OF)
    counts = run("import_villages", write(tmp_path / "二.xlsx", HEADER, line(people=None, poor=100)), *AS_OF)[
        1
    ]
    assert counts["years_updated"] == 1
    year = VillageYear.objects.get()
    assert (year.population, year.registered_persons) == (1000, 100)


def test_every_fault_has_its_row_and_column_and_nothing_is_written(places, tmp_path):
    path = write(
        tmp_path / "村.xlsx",
        HEADER,
        line("没有的村"),
        line(""),
        line(township="别的镇"),
        line(),
        line(),
        line(year=2015, people="很多"),
        line(year=2014, poor=2000),
        line(year=2019),
        line(year=2013, kind="好村"),
        line(year=2012, phone="123"),
    )
    before = history_sizes()
    found = codes(path, tmp_path / "f.json", "import_villages", *AS_OF)
    assert found == [
        ("VILLAGE_UNKNOWN", 3, "行政村"),
        ("LIST_FIELD_MISSING", 4, "行政村"),
        ("VILLAGE_TOWNSHIP_MISMATCH", 5, "乡镇"),
        ("LIST_DUPLICATE", 7, "行政村"),
        ("NUMBER_INVALID", 8, "总人口数"),
        ("LIST_FIGURES_CONFLICT", 9, "贫困人口"),
        ("NUMBER_INVALID", 10, "年度"),
        ("DICT_UNKNOWN", 11, "村属性"),
        ("PHONE_INVALID", 12, "村负责人电话"),
    ]
    assert run("import_villages", path, *AS_OF)[0] == 1
    assert history_sizes() == before
