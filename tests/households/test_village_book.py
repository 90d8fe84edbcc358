"""The page of a place and the forms of a village: figures that lead to their rows, and what the services refuse."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from households.choices import PovertyStatus
from households.models import Village, VillageYear
from households.services import record_village, record_village_year
from povertyapp.core.models import Act
from tests.households.factories import COUNTY, OTHER_VILLAGE, TOWNSHIP, VILLAGE, make_household


@pytest.fixture
def year(cast):
    facts = {"household_count": 400, "population": 1500, "registered_persons": 60, "women": 700}
    return record_village_year(by=cast.clerk, area=cast.places.village, year=2016, reason="年报", **facts)


@pytest.mark.parametrize(("person", "place"), [("clerk", COUNTY), ("township", TOWNSHIP), ("cadre", VILLAGE)])
def test_menu_leads_to_the_place_where_one_stands(client, cast, person, place):
    client.force_login(getattr(cast, person))
    assert client.get("/areas/").url == f"/areas/{place}/"
    client.force_login(cast.helper)
    assert client.get("/areas/").status_code == 404


class TestServices:
    def test_village_is_kept_once_and_corrected(self, cast):
        place = cast.places.village
        record_village(by=cast.cadre, area=place, kind="poor", head_phone="15400000001", reason="登记")
        record_village(by=cast.cadre, area=place, head_name="覃支书", reason="补录")
        village = Village.objects.get()
        assert (village.kind, village.head_name, village.head_phone) == ("poor", "覃支书", "15400000001")
        assert list(village.history.order_by("pgh_id").values_list("pgh_label", flat=True)) == [
            "insert",
            "update",
        ]
        assert Act.objects.latest("made_at").back_url == f"/areas/{VILLAGE}/"

    def test_rate_of_poverty_is_worked_out(self, year):
        assert year.poverty_incidence == Decimal("4.0")
        assert VillageYear(population=0, registered_persons=0).poverty_incidence is None
        assert VillageYear(population=10).poverty_incidence is None

    @pytest.mark.parametrize(
        ("facts", "wrong"),
        [
            ({"population": 10, "women": 11}, {"women"}),
            ({"household_count": 5, "registered_households": 6, "dangerous_houses": 7},
             {"registered_households", "dangerous_houses"}),
            ({"population": -1}, {"population"}),
        ],
    )  # fmt: skip
    def test_part_larger_than_its_whole(self, cast, facts, wrong):
        with pytest.raises(ValidationError) as error:
            record_village_year(by=cast.cadre, area=cast.places.village, year=2016, reason="年报", **facts)
        assert set(error.value.message_dict) == wrong
        assert not VillageYear.objects.exists()

    def test_part_is_compared_with_what_is_stored(self, cast, year):
        with pytest.raises(ValidationError, match="不能大于总人口"):
            record_village_year(by=cast.cadre, area=year.area, year=2016, reason="更正", women=1501)

    def test_only_villages_of_a_year_that_can_be(self, cast):
        with pytest.raises(ValidationError, match="不是行政村"):
            record_village(by=cast.clerk, area=cast.places.township, reason="错")
        with pytest.raises(ValidationError, match="年度应在"):
            record_village_year(by=cast.clerk, area=cast.places.village, year=1999, reason="错")


class TestPage:
    def test_figures_lead_to_lists_of_the_same_length(self, client, cast):
        for status in (PovertyStatus.IN_POVERTY, PovertyStatus.IN_POVERTY, PovertyStatus.EXITED):
            make_household(poverty_status=status)
        make_household(area_id=OTHER_VILLAGE)
        client.force_login(cast.clerk)
        for code, wanted in ((VILLAGE, (3, 2, 1, 0)), (TOWNSHIP, (3, 2, 1, 0)), (COUNTY, (4, 3, 1, 0))):
            book = client.get(f"/areas/{code}/").context["book"]
            lines, persons = book.figures
            assert tuple(line["count"] for line in lines) == wanted
            assert persons == 2 * wanted[0]
            for line in lines:
                assert client.get(line["url"]).context["total"] == line["count"]

    def test_parts_and_neighbours(self, client, cast):
        make_household()
        client.force_login(cast.township)
        parts = client.get(f"/areas/{TOWNSHIP}/").context["book"].parts
        assert {part["code"]: part["households"] for part in parts}[VILLAGE] == 1
        text = client.get(f"/areas/{VILLAGE}/").content.decode()
        assert "竹坝村" in text
        assert f'href="/areas/{TOWNSHIP}/"' in text
        assert f'href="/areas/{COUNTY}/"' not in text  # a clerk of the township would only meet 404 there

    def test_year_of_the_village_and_sums_of_the_county(self, client, cast, year):
        client.force_login(cast.leader)
        text = client.get(f"/areas/{VILLAGE}/").content.decode()
        assert "4.0%" in text
        assert "修改" not in text
        text = client.get(f"/areas/{COUNTY}/?year=2016").content.decode()
        assert "已报 1 村，共" in text
        assert client.get(f"/areas/{VILLAGE}/?year=1900").status_code == 404

    def test_queries_do_not_grow(self, client, cast, year, django_assert_max_num_queries):
        for _times in range(5):
            make_household()
        client.force_login(cast.clerk)
        for code in (VILLAGE, TOWNSHIP):
            with django_assert_max_num_queries(11):
                client.get(f"/areas/{code}/")

    @pytest.mark.parametrize("path", ["", "edit/people/"])
    def test_outsider_finds_nothing(self, client, cast, path):
        client.force_login(cast.outsider)
        assert client.get(f"/areas/{VILLAGE}/{path}").status_code == 404


class TestHistory:
    def test_who_changed_what_and_why(self, client, cast, year):
        record_village_year(by=cast.cadre, area=year.area, year=2016, reason="复核", women=690)
        client.force_login(cast.cadre)
        page = client.get(f"/areas/{VILLAGE}/history/")
        newest = page.context["changes"][0]
        assert (newest.who, newest.reason, newest.act.summary) == (
            "覃支书",
            "复核",
            "已修改村年度情况：妇女人口",
        )
        assert [(line.label, line.old, line.new) for line in newest.lines] == [("2016 妇女人口", 700, 690)]
        one = client.get(f"/areas/{VILLAGE}/history/", {"field": "2016 妇女人口"})
        assert len(one.context["changes"]) == 1
        client.force_login(cast.outsider)
        assert client.get(f"/areas/{VILLAGE}/history/").status_code == 404


class TestForm:
    def fill(self, client, user, **answers):
        client.force_login(user)
        return client.post(f"/areas/{VILLAGE}/edit/people/?year=2016", {"reason": "年报", **answers})

    def test_people_of_the_year(self, client, cast):
        response = self.fill(client, cast.cadre, population="１５００", household_count=["400", "户"][0])
        assert response.status_code == 302
        assert response.url == f"/areas/{VILLAGE}/?year=2016"
        assert VillageYear.objects.get().population == 1500

    def test_errors_at_the_fields(self, client, cast):
        response = self.fill(client, cast.cadre, population="10", women="11", labour_count="很多")
        assert response.status_code == 400
        text = response.content.decode()
        assert "<title>错误：" in text
        assert 'href="#id_labour_count"' in text
        assert 'value="很多"' in text

    def test_telephone_of_the_head_is_masked(self, client, cast):
        place = cast.places.village
        record_village(by=cast.clerk, area=place, kind="poor", head_phone="15400000001", reason="登记")
        client.force_login(cast.cadre)
        for path in ("", "edit/basic/"):
            text = client.get(f"/areas/{VILLAGE}/{path}").content.decode()
            assert "154****0001" in text
            assert "15400000001" not in text
        client.post(f"/areas/{VILLAGE}/edit/basic/", {"kind": "ordinary", "reason": "更正"})
        village = Village.objects.get()
        assert (village.kind, village.head_phone) == ("ordinary", "15400000001")

    def test_no_such_heading_and_no_village(self, client, cast):
        client.force_login(cast.clerk)
        assert client.get(f"/areas/{VILLAGE}/edit/nothing/").status_code == 404
        assert client.get(f"/areas/{TOWNSHIP}/edit/people/").status_code == 404
