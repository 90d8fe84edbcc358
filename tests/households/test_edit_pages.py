"""Correcting a file on its pages: each ends in a service, with a reason; errors keep what was written."""

import datetime as dt
from decimal import Decimal

import pytest

from households.choices import Cause, FormSource, Health, Relation
from tests.households.factories import id_number_of, make_household


@pytest.fixture
def edit(client, cast):
    """Return a function that fills in the form of a page as it stands, with some answers changed."""

    def fill(household, path, user=None, **answers):
        client.force_login(user or cast.cadre)
        url = f"/households/{household.household_no}/{path}"
        page = client.get(url)
        assert page.status_code == 200
        form = page.context["form"]
        data = {name: form[name].value() for name in form.fields}
        data = {name: value for name, value in data.items() if value not in (None, "", False)}
        return client.post(url, {**data, "reason": "村里核实", **answers})

    return fill


def test_basic_facts(edit, household):
    response = edit(
        household, "edit/basic/", main_cause=Cause.ILLNESS, address="三组 12 号", is_one_child="0"
    )
    assert response.status_code == 302
    assert response.url == f"/households/{household.household_no}/#card"
    phone = household.phone
    household.refresh_from_db()
    assert (household.main_cause, household.address) == (Cause.ILLNESS, "三组 12 号")
    assert household.is_one_child is False
    assert household.phone == phone
    assert household.is_martyr_family is None


def test_a_masked_column_is_changed_only_when_filled_in(edit, household):
    edit(household, "edit/basic/", phone="15400007777")
    household.refresh_from_db()
    assert household.phone == "15400007777"


def test_unchanged_form_writes_nothing(edit, household):
    before = household.history.count()
    assert edit(household, "edit/basic/").status_code == 302
    assert household.history.count() == before


def test_errors_keep_the_answers_and_say_where(edit, household):
    response = edit(household, "edit/basic/", main_cause="懒", address="三组", reason="")
    text = response.content.decode()
    assert response.status_code == 400
    assert {"main_cause", "reason"} <= set(response.context["form"].errors)
    assert "三组" in text
    household.refresh_from_db()
    assert household.address == ""


def test_the_slower_one_gets_409(client, cast, household):
    client.force_login(cast.cadre)
    url = f"/households/{household.household_no}/edit/basic/"
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    client.post(url, {**data, "reason": "甲", "remark": "甲"})
    assert client.post(url, {**data, "reason": "乙", "remark": "乙"}).status_code == 409


def test_income_of_a_year_takes_what_people_write(edit, household):
    response = edit(
        household,
        "edit/income/?year=2016",
        wage_income="１２，０００．００",
        net_income="",
        net_income_per_capita="",
    )
    assert response.status_code == 302
    row = household.incomes.get(year=2016)
    assert row.wage_income == 12000
    assert row.net_income == 16400
    assert row.net_income_per_capita == 8200


def test_income_of_a_new_year(edit, household):
    assert edit(household, "edit/income/?year=2015", wage_income="100").status_code == 302
    row = household.incomes.get(year=2015)
    assert (row.wage_income, row.business_income, row.net_income) == (100, 0, 100)


@pytest.mark.parametrize("path", ["edit/income/?year=abc", "edit/income/?year=1900", "edit/nothing/"])
def test_what_does_not_exist_is_404(client, cast, household, path):
    client.force_login(cast.cadre)
    assert client.get(f"/households/{household.household_no}/{path}").status_code == 404


def test_living_conditions(edit, household):
    response = edit(household, "edit/living/?year=2016", is_water_safe="0", housing_m2="96.5", fuel="")
    assert response.status_code == 302
    row = household.living.get(year=2016)
    assert (row.is_water_safe, row.housing_m2, row.fuel) == (False, Decimal("96.5"), "")


def test_figures_of_a_form(edit, household):
    edit(household, "edit/handbook/", size="5")
    sizes = dict(household.form_figures.values_list("source", "size"))
    assert sizes == {FormSource.HANDBOOK: 5, FormSource.WORK_FORM: 2}


def test_a_member(edit, household):
    spouse = household.members.get(relation=Relation.SPOUSE)
    number, born = spouse.id_number, spouse.birth_date
    response = edit(
        household,
        f"members/{spouse.person_no}/edit/",
        ethnicity="汉族",
        health=[Health.CHRONIC, Health.DISABLED],
        work_months="3.5",
        work_region="02",
    )
    assert response.status_code == 302
    spouse.refresh_from_db()
    assert (spouse.ethnicity, spouse.health) == ("汉族", ["02", "04"])
    assert (spouse.id_number, spouse.birth_date) == (number, born)


def test_a_new_member(edit, household):
    number = id_number_of(dt.date(2017, 1, 5), sequence=951)
    response = edit(
        household,
        "members/add/",
        person_no="900000000001",
        name="覃小宝",
        relation=Relation.SON,
        id_number=number.lower(),
        change_kind="06",
        changed_on="2017.1.5",
    )
    assert response.status_code == 302, response.context and response.context["form"].errors
    household.refresh_from_db()
    assert household.size == 3
    assert household.members.get(person_no="900000000001").birth_date == dt.date(2017, 1, 5)


def test_a_person_who_left(edit, household):
    spouse = household.members.get(relation=Relation.SPOUSE)
    response = edit(household, f"members/{spouse.person_no}/leave/", kind="01", on="2017年3月2日")
    assert response.status_code == 302
    household.refresh_from_db()
    assert household.size == 1


def test_wrong_answers_are_told_in_words(edit, household):
    spouse = household.members.get(relation=Relation.SPOUSE)
    response = edit(household, f"members/{spouse.person_no}/leave/", kind="01", on="去年")
    assert "看不懂“去年”" in response.content.decode()
    response = edit(household, f"members/{spouse.person_no}/edit/", id_number="123")
    assert "18 位" in response.content.decode()


def test_who_may_only_look_gets_403(client, cast, household):
    make_household(answered_by=cast.helper)
    for user in (cast.leader, cast.supervisor):
        client.force_login(user)
        assert client.get(f"/households/{household.household_no}/edit/basic/").status_code == 403
        assert "edit/" not in client.get(f"/households/{household.household_no}/").content.decode()


def test_a_member_of_another_household_is_404(client, cast, household):
    stranger = make_household().members.first()
    client.force_login(cast.cadre)
    url = f"/households/{household.household_no}/members/{stranger.person_no}/edit/"
    assert client.get(url).status_code == 404
