"""Left-behind people: who may be one, whose file is complete, what was done; children's names stay covered."""

import datetime as dt
import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assistance.choices import CareKind, CarerRole, LeftBehindKind
from assistance.models import CareService, LeftBehindPerson
from assistance.services import (
    correct_left_behind,
    end_left_behind,
    record_service,
    register_left_behind,
)
from povertyapp.core.errors import Conflict
from tests.assistance.economy import make_left_behind
from tests.households.factories import make_household, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

LIST = reverse("assistance:left_behind")
SERVICE = {
    "kind": CareKind.COMFORT,
    "happened_on": dt.date(2017, 3, 10),
    "carer_name": "彭主任",
    "carer_role": CarerRole.WOMENS_HEAD,
    "content": "上门陪伴",
}


@pytest.fixture
def home(cast):
    return make_household(members=1, income=False, living=False, forms=False)


@pytest.fixture
def child(home):
    return make_member(home, name="覃小宝", birth_date=dt.date(2010, 5, 1))


@pytest.fixture
def granny(home):
    return make_member(home, name="覃阿婆", birth_date=dt.date(1950, 5, 1), sex="2")


class TestService:
    def test_opens_a_file_once(self, cast, granny):
        facts = {
            "by": cast.cadre,
            "member": granny,
            "kind": LeftBehindKind.ELDERLY,
            "since": dt.date(2017, 1, 1),
        }
        made = register_left_behind(**facts)
        assert (made.household, made.area_id) == (granny.household, granny.area_id)
        with pytest.raises(ValidationError, match="已经登记"):
            register_left_behind(**facts)
        end_left_behind(by=cast.cadre, person=made, until=dt.date(2017, 2, 1), reason="儿子回来了")
        register_left_behind(**facts | {"since": dt.date(2017, 3, 1)})
        assert LeftBehindPerson.objects.left_on(dt.date(2017, 3, 5)).count() == 1

    @pytest.mark.parametrize(
        ("kind", "born", "sex", "fits"),
        [
            (LeftBehindKind.CHILD, dt.date(2001, 3, 21), "1", True),
            (LeftBehindKind.CHILD, dt.date(2001, 3, 20), "1", False),
            (LeftBehindKind.ELDERLY, dt.date(1957, 3, 20), "1", True),
            (LeftBehindKind.ELDERLY, dt.date(1957, 3, 21), "1", False),
            (LeftBehindKind.WOMAN, dt.date(1980, 1, 1), "2", True),
            (LeftBehindKind.WOMAN, dt.date(1980, 1, 1), "1", False),
        ],
    )
    def test_age_and_sex_must_fit_the_word(self, cast, home, kind, born, sex, fits):
        member = make_member(home, birth_date=born, sex=sex)
        facts = {"by": cast.cadre, "member": member, "kind": kind, "since": dt.date(2017, 1, 1)}
        if fits:
            assert register_left_behind(**facts).pk
        else:
            with pytest.raises(ValidationError) as refused:
                register_left_behind(**facts)
            assert set(refused.value.message_dict) == {"kind"}

    def test_all_errors_at_once(self, cast, granny):
        with pytest.raises(ValidationError) as refused:
            register_left_behind(
                by=cast.cadre,
                member=granny,
                kind=LeftBehindKind.CHILD,
                since=dt.date(2017, 4, 1),
                reviewed_on=dt.date(2017, 5, 1),
            )
        assert set(refused.value.message_dict) == {"kind", "since", "reviewed_on"}

    def test_services_lie_within_the_time(self, cast, granny):
        person = make_left_behind(granny, since=dt.date(2017, 3, 1))
        made = record_service(by=cast.cadre, person=person, **SERVICE)
        assert (made.area_id, made.recorded_by) == (granny.area_id, cast.cadre)
        for day in (dt.date(2017, 2, 28), dt.date(2017, 3, 21)):
            with pytest.raises(ValidationError):
                record_service(by=cast.cadre, person=person, **SERVICE | {"happened_on": day})
        with pytest.raises(ValidationError, match="同类服务"):
            record_service(by=cast.cadre, person=person, **SERVICE)

    def test_correcting_and_ending(self, cast, granny):
        person = make_left_behind(granny, carer_name="")
        correct_left_behind(by=cast.cadre, person=person, reason="落实联系人", carer_name="田老师")
        person.refresh_from_db()
        assert person.carer_name == "田老师"
        end_left_behind(by=cast.cadre, person=person, until=dt.date(2017, 3, 1), reason="回家")
        with pytest.raises(Conflict):
            end_left_behind(by=cast.cadre, person=person, until=dt.date(2017, 3, 1), reason="回家")


class TestList:
    def test_children_are_covered_in_list_and_workbook_and_named_in_their_file(
        self, as_user, cast, child, granny
    ):
        person = make_left_behind(child, LeftBehindKind.CHILD)
        make_left_behind(granny)
        client = as_user(cast.clerk)
        text = client.get(LIST).content.decode()
        assert "覃**" in text
        assert "覃小宝" not in text
        assert "覃阿婆" in text
        book = openpyxl.load_workbook(
            io.BytesIO(client.get(reverse("assistance:left_behind_export")).content)
        )
        cells = [cell.value for row in book.active.iter_rows() for cell in row]
        assert "覃**" in cells
        assert "覃小宝" not in cells
        assert "覃小宝" in client.get(person.get_absolute_url()).content.decode()
        assert as_user(cast.outsider).get(person.get_absolute_url()).status_code == 404
        assert as_user(cast.outsider).get(LIST).context["total"] == 0

    @pytest.mark.parametrize(
        ("missing", "complete"),
        [
            ({}, True),
            ({"carer_name": ""}, False),
            ({"carer_role": ""}, False),
            ({"lives_with": ""}, False),
            ({"needs": ""}, False),
            ({"reviewed_on": None}, False),
            ({"reviewed_on": dt.date(2016, 3, 19)}, False),
            ({"reviewed_on": dt.date(2016, 3, 20)}, True),
        ],
    )
    def test_what_a_complete_file_says(self, as_user, cast, granny, missing, complete):
        make_left_behind(granny, **missing)
        page = as_user(cast.clerk).get(LIST, {"complete": "true"})
        assert page.context["total"] == int(complete)

    def test_figures_lead_to_lists_with_the_same_total(self, as_user, cast, child, granny):
        person = make_left_behind(child, LeftBehindKind.CHILD, needs="")
        make_left_behind(granny)
        for kind in (CareKind.COMFORT, CareKind.MEDICAL):
            record_service(by=cast.cadre, person=person, **SERVICE | {"kind": kind})
        client = as_user(cast.clerk)
        strip = client.get(LIST).context["strip"]
        counts = {item["key"]: item["count"] for item in strip}
        assert (counts["child"], counts["incomplete"], counts["care-comfort"], counts["care-legal"]) == (
            1,
            1,
            1,
            0,
        )
        for item in strip:
            assert client.get(item["url"]).context["total"] == item["count"]

    def test_whose_time_is_over_and_who_left_the_register_are_not_listed(self, as_user, cast, granny):
        make_left_behind(granny, until=dt.date(2017, 3, 19))
        assert as_user(cast.clerk).get(LIST).context["total"] == 0

    def test_queries_do_not_grow_with_rows(self, as_user, cast, child, granny, django_assert_max_num_queries):
        client = as_user(cast.clerk)
        make_left_behind(child, LeftBehindKind.CHILD)
        make_left_behind(granny)
        client.get(LIST)
        with django_assert_max_num_queries(7):
            client.get(LIST)


class TestPages:
    def test_a_member_is_chosen_from_his_household(self, as_user, cast, granny):
        client = as_user(cast.cadre)
        url = f"{reverse('assistance:left_behind_add')}?household={granny.household.household_no}"
        assert granny.name in client.get(url).content.decode()
        posted = {"member": granny.person_no, "kind": "elderly", "since": "2017-01-01"}
        assert client.post(url, posted).status_code == 302
        assert client.post(url, posted).status_code == 400
        assert as_user(cast.outsider).get(url).status_code == 404

    def test_service_form_writes_and_shows_errors(self, as_user, cast, granny):
        person = make_left_behind(granny)
        client, url = as_user(cast.cadre), reverse("assistance:care_add", args=[person.pk])
        assert client.get(url).context["form"].initial["carer_name"] == "彭主任"
        posted = SERVICE | {"happened_on": "2017-03-10"}
        assert client.post(url, posted | {"content": ""}).status_code == 400
        assert client.post(url, posted).status_code == 302
        assert CareService.objects.get().person == person
        page = client.get(person.get_absolute_url())
        assert page.context["total"] == 1

    def test_edit_and_end_forms(self, as_user, cast, granny):
        person = make_left_behind(granny)
        client = as_user(cast.cadre)
        url = reverse("assistance:left_behind_edit", args=[person.pk])
        form = client.get(url).context["form"]
        posted = {name: form.initial.get(name) or "" for name in form.fields}
        assert client.post(url, posted | {"needs": "看病", "reason": "核实"}).status_code == 302
        url = reverse("assistance:left_behind_end", args=[person.pk])
        assert client.post(url, {"last_day": "2018-01-01", "reason": "x"}).status_code == 400
        assert client.post(url, {"last_day": "2017-03-01", "reason": "回家"}).status_code == 302
        person.refresh_from_db()
        assert (person.needs, person.until) == ("看病", dt.date(2017, 3, 1))
