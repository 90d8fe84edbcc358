"""Enterprises, benefit links, stations: checked when entered, counted once, shown to who stands over them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assistance.choices import EnterpriseKind, InstitutionKind, LinkMode, LinkService
from assistance.models import BenefitLink, Enterprise, VillageInstitution
from assistance.services import (
    correct_enterprise,
    correct_institution,
    end_link,
    found_institution,
    link_household,
    register_enterprise,
)
from households.choices import VillageKind
from households.models import Village, VillageYear
from povertyapp.core.errors import Conflict
from tests.assistance.economy import (
    BEGIN,
    make_credit_code,
    make_enterprise,
    make_institution,
    make_link,
)
from tests.assistance.factories import make_helped
from tests.households.factories import OTHER_VILLAGE, VILLAGE, make_household

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

COOP = {"name": "老茶村茶叶合作社", "kind": EnterpriseKind.COOPERATIVE, "founded_on": BEGIN}
LINK = {"mode": LinkMode.DIVIDEND, "from_date": dt.date(2017, 1, 1)}


@pytest.fixture
def home(cast):
    return make_household(members=1, income=False, living=False, forms=False)


@pytest.fixture
def elsewhere(cast):
    return make_household(members=1, income=False, living=False, forms=False, area_id=OTHER_VILLAGE)


class TestEnterprises:
    def test_a_right_credit_code_is_tidied_and_a_wrong_one_refused(self, cast, places):
        code = make_credit_code()
        facts = {"by": cast.cadre, "area": places.village, **COOP}
        made = register_enterprise(credit_code=f" {code[:10].lower()} {code[10:].lower()}", **facts)
        assert made.credit_code == code
        assert (made.code, made.get_absolute_url()) == ("422827E0001", "/assistance/enterprises/422827E0001/")
        wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
        with pytest.raises(ValidationError) as refused:
            register_enterprise(credit_code=wrong, **facts | {"name": "另一家"})
        assert set(refused.value.message_dict) == {"credit_code"}
        with pytest.raises(ValidationError, match="已经登记过"):
            register_enterprise(credit_code=code, **facts | {"name": "另一家"})
        with pytest.raises(ValidationError, match="同名"):
            register_enterprise(**facts)

    def test_codes_of_a_county_go_on_wherever_an_enterprise_sits(self, cast, places):
        for number, area in enumerate((places.village, places.county, places.other_village), start=1):
            made = register_enterprise(by=cast.clerk, area=area, **COOP | {"name": f"第{number}家"})
            assert made.code == f"422827E{number:04d}"

    def test_days_that_have_not_come_are_refused(self, cast, places):
        facts = COOP | {"founded_on": dt.date(2017, 3, 21)}
        with pytest.raises(ValidationError) as refused:
            register_enterprise(by=cast.cadre, area=places.village, **facts)
        assert set(refused.value.message_dict) == {"founded_on"}
        made = make_enterprise(places.village.pk)
        with pytest.raises(ValidationError):
            correct_enterprise(by=cast.cadre, enterprise=made, reason="x", ended_on=dt.date(2018, 1, 1))
        correct_enterprise(by=cast.cadre, enterprise=made, reason="注销", ended_on=dt.date(2017, 3, 1))
        assert not Enterprise.objects.standing(dt.date(2017, 3, 1)).exists()
        assert Enterprise.objects.standing(dt.date(2017, 2, 28)).exists()

    def test_list_counts_different_households_and_figures_lead_to_as_many_rows(self, as_user, cast, home):
        coop = make_enterprise(home.area_id)
        make_link(home, coop)
        make_link(home, coop, mode=LinkMode.WAGE)
        make_link(home, coop, mode=LinkMode.DIVIDEND, to_date=dt.date(2017, 1, 1))
        client = as_user(cast.clerk)
        page = client.get(reverse("assistance:enterprises"))
        [row] = page.context["rows"]
        assert (row["object"].lifted, row["object"].link_count) == (1, 2)
        links = client.get(
            reverse("assistance:links"),
            {"enterprise": coop.code, "in_force": "true", "registered": "true"},
        )
        assert links.context["total"] == 2
        for item in page.context["strip"]:
            assert client.get(item["url"]).context["total"] == item["count"]

    def test_a_village_sees_an_enterprise_elsewhere_through_its_households(
        self, as_user, cast, home, elsewhere
    ):
        firm = make_enterprise(elsewhere.area_id, EnterpriseKind.LEADING)
        make_link(elsewhere, firm)
        url = firm.get_absolute_url()
        assert as_user(cast.cadre).get(url).status_code == 404
        make_link(home, firm)
        page = as_user(cast.cadre).get(url)
        assert page.status_code == 200
        assert [row["household"] for row in page.context["links"]] == [str(home)]
        assert as_user(cast.outsider).get(url).status_code == 404

    def test_forms_write(self, as_user, cast, places):
        client = as_user(cast.cadre)
        page = client.post(reverse("assistance:enterprise_add"), {"area": VILLAGE, **COOP})
        made = Enterprise.objects.get()
        assert page.url == made.get_absolute_url()
        edit = reverse("assistance:enterprise_edit", args=[made.code])
        seen = client.get(edit).context["form"].initial["seen"]
        posted = {**COOP, "name": "改名社", "reason": "更名", "seen": seen}
        assert client.post(edit, posted).status_code == 302
        made.refresh_from_db()
        assert made.name == "改名社"


class TestLinks:
    def test_is_recorded_with_its_services(self, cast, home):
        link = link_household(
            by=cast.cadre,
            household=home,
            enterprise=make_enterprise(home.area_id),
            services=[LinkService.SEED, LinkService.BUY_BACK],
            contract_no="HT-1",
            signed_on=dt.date(2017, 1, 1),
            **LINK,
        )
        assert list(BenefitLink.objects.contracts().in_force(dt.date(2017, 3, 20))) == [link]

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"from_date": dt.date(2013, 1, 1)}, "from_date"),
            ({"signed_on": dt.date(2017, 3, 21)}, "signed_on"),
            ({"contract_no": "HT-1"}, "__all__"),
            ({"services": ["magic"]}, "services"),
            ({"to_date": dt.date(2016, 1, 1)}, "__all__"),
            ({"amount": -1}, "amount"),
        ],
    )
    def test_refuses_what_cannot_be(self, cast, home, facts, field):
        coop = make_enterprise(home.area_id)
        with pytest.raises(ValidationError) as refused:
            link_household(by=cast.cadre, household=home, enterprise=coop, **LINK | facts)
        assert set(refused.value.message_dict) == {field}
        assert not BenefitLink.objects.exists()

    def test_an_enterprise_that_ended_takes_nobody(self, cast, home):
        coop = make_enterprise(home.area_id, ended_on=dt.date(2016, 12, 31))
        with pytest.raises(ValidationError, match="注销"):
            link_household(by=cast.cadre, household=home, enterprise=coop, **LINK)

    def test_the_same_way_from_the_same_day_is_one_link(self, cast, home):
        coop = make_enterprise(home.area_id)
        link_household(by=cast.cadre, household=home, enterprise=coop, **LINK)
        with pytest.raises(ValidationError, match="同样方式"):
            link_household(by=cast.cadre, household=home, enterprise=coop, **LINK)

    def test_ends_once(self, cast, home):
        link = make_link(home, make_enterprise(home.area_id))
        stale = BenefitLink.objects.get()
        end_link(by=cast.cadre, link=link, to_date=dt.date(2017, 3, 1), reason="到期")
        with pytest.raises(Conflict):
            end_link(by=cast.cadre, link=stale, to_date=dt.date(2017, 3, 2), reason="到期")
        assert not BenefitLink.objects.in_force(dt.date(2017, 3, 2)).exists()

    def test_the_form_finds_household_and_enterprise_by_what_people_write(
        self, as_user, cast, home, elsewhere
    ):
        firm = make_enterprise(elsewhere.area_id, name="县茶业公司", credit_code=make_credit_code())
        client, url = as_user(cast.cadre), reverse("assistance:link_add")
        posted = {"household": home.household_no, "mode": "wage", "from_date": "2017-01-01"}
        assert client.post(url, posted | {"enterprise": "没有这家"}).status_code == 400
        assert client.post(url, posted | {"enterprise": firm.credit_code.lower()}).status_code == 302
        away = posted | {"household": elsewhere.household_no, "enterprise": firm.name}
        assert client.post(url, away).status_code == 400
        assert BenefitLink.objects.get().household == home

    def test_figures_by_way_and_service_lead_to_their_lists(self, as_user, cast, home):
        make_link(home, make_enterprise(home.area_id), services=["seed", "jobs"])
        make_link(home, make_enterprise(home.area_id), mode=LinkMode.WAGE, signed_on=None)
        make_link(home, make_enterprise(home.area_id), to_date=dt.date(2017, 1, 1))
        client = as_user(cast.clerk)
        strip = client.get(reverse("assistance:links")).context["strip"]
        counts = {item["key"]: item["count"] for item in strip}
        assert (counts["signed"], counts["mode_wage"], counts["service_seed"]) == (1, 1, 1)
        for item in strip:
            assert client.get(item["url"]).context["total"] == item["count"]

    def test_a_helper_is_not_led_to_an_enterprise_that_he_may_not_open(self, as_user, cast):
        home, _helper = make_helped(cast.helper)
        firm = make_enterprise(home.area_id)
        make_link(home, firm)
        seen = {
            who: as_user(getattr(cast, who)).get(reverse("assistance:links")).content.decode()
            for who in ("helper", "cadre")
        }
        assert all(firm.name in text for text in seen.values())
        assert {who: firm.get_absolute_url() in text for who, text in seen.items()} == {
            "helper": False,
            "cadre": True,
        }

    def test_export_and_end_page(self, as_user, cast, home):
        link = make_link(home, make_enterprise(home.area_id))
        answer = as_user(cast.clerk).get(reverse("assistance:links_export"))
        assert answer.status_code == 200
        client, url = as_user(cast.cadre), reverse("assistance:link_end", args=[link.pk])
        assert client.get(url).status_code == 200
        assert client.post(url, {"last_day": "2015-01-01", "reason": "x"}).status_code == 400
        assert client.post(url, {"last_day": "2017-03-01", "reason": "到期"}).status_code == 302
        link.refresh_from_db()
        assert link.to_date == dt.date(2017, 3, 1)


class TestVillages:
    @pytest.fixture
    def village(self, home):
        row = Village.objects.create(area_id=home.area_id, kind=VillageKind.POOR)
        VillageYear.objects.create(area_id=home.area_id, year=2016, cultivated_mu=1000, industry_base_mu=590)
        return row

    def test_stations_are_entered_for_villages_and_one_of_a_kind(self, cast, places):
        facts = {"by": cast.clerk, "kind": InstitutionKind.FINANCE_STATION, "name": "站", "founded_on": BEGIN}
        with pytest.raises(ValidationError, match="不是行政村"):
            found_institution(area=places.township, **facts)
        station = found_institution(area=places.village, **facts)
        with pytest.raises(ValidationError, match="已有这一类"):
            found_institution(area=places.village, **facts)
        correct_institution(by=cast.clerk, institution=station, reason="撤", ended_on=dt.date(2017, 1, 1))
        found_institution(area=places.village, **facts)
        assert VillageInstitution.objects.standing(dt.date(2017, 3, 1)).count() == 1

    def test_list_says_what_is_lacking_and_figures_fit(self, as_user, cast, home, village):
        client, url = as_user(cast.clerk), reverse("assistance:village_economies")
        make_institution(home.area_id)
        strip = {item["key"]: item for item in client.get(url).context["strip"]}
        assert {key: item["count"] for key, item in strip.items()} == {
            "lacks-station": 0,
            "lacks-cooperative": 1,
            "lacks-fund": 1,
            "lacks-all_three": 1,
            "lacks-base": 0,
        }
        for item in strip.values():
            assert client.get(item["url"]).context["total"] == item["count"]

    def test_page_shows_the_shares_and_what_is_below(self, as_user, cast, home, village):
        make_link(home, make_enterprise(home.area_id))
        page = as_user(cast.cadre).get(reverse("assistance:village_economy", args=[home.area_id]))
        shown = page.context["village"]
        assert (shown.contracted, shown.registered, shown.cooperative_count) == (1, 1, 1)
        said = " ".join(str(gap["label"]) for gap in page.context["gaps"])
        assert "59.0%，应达 60%" in said
        assert "签合同户" not in said
        assert page.context["contracts"] == 1

    def test_form_of_a_station(self, as_user, cast, home, village):
        client = as_user(cast.cadre)
        url = reverse("assistance:institution_add", args=[home.area_id])
        posted = {"kind": "mutual_fund", "name": "互助社", "founded_on": "2016-01-01"}
        assert client.post(url, posted).status_code == 302
        assert client.post(url, posted).status_code == 400
        other = reverse("assistance:institution_add", args=[OTHER_VILLAGE])
        assert client.post(other, posted).status_code == 404

    def test_queries_do_not_grow(self, as_user, cast, home, village, django_assert_max_num_queries):
        client = as_user(cast.clerk)
        client.get(reverse("assistance:village_economies"))
        with django_assert_max_num_queries(5):
            client.get(reverse("assistance:village_economies"))

    def test_panel_of_a_place(self, as_user, cast, home, village):
        make_link(home, make_enterprise(home.area_id))
        client = as_user(cast.clerk)
        for code in (home.area_id, home.area_id[:9], home.area_id[:6]):
            page = client.get(reverse("assistance:place_panel", args=[code]))
            for item in page.context["figures"]:
                assert client.get(item["url"]).context["total"] == item["count"]
