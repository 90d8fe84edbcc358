"""Drafts, checking the answers, 说不清, and which questions the form of a year asks."""

import pytest
from django.db import connection

from households.form_versions import asked_on
from households.models import FormVersion, LivingCondition
from povertyapp.core.models import Draft
from tests.households.factories import make_household


@pytest.fixture
def page(client, cast, household):
    client.force_login(cast.cadre)
    return f"{household.get_absolute_url()}edit/living/?year=2016"


def given(client, page):
    form = client.get(page).context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in data.items() if value not in (None, "", False)}


class TestDrafts:
    def test_is_kept_sealed_shown_and_gone_when_sent(self, client, cast, household, page):
        data = given(client, page)
        answer = client.post(page, data | {"housing_m2": "98.5", "_draft": "1"}, headers={"X-Draft": "1"})
        assert answer.status_code == 200
        assert "已存草稿" in answer.content.decode()
        draft = Draft.objects.get()
        assert (draft.user, draft.area_id, draft.path) == (cast.cadre, household.area_id, page)
        with connection.cursor() as cursor:
            cursor.execute("SELECT answers FROM core_draft")
            assert "98.5" not in cursor.fetchone()[0]
        shown = client.get(page)
        assert "草稿</span>" in shown.content.decode() or "草稿·覃支书" in shown.content.decode()
        assert shown.context["form"]["housing_m2"].value() == "98.5"
        assert LivingCondition.objects.get(year=2016).housing_m2 != 98.5
        client.post(page, given(client, page) | {"reason": "核实"})
        assert float(LivingCondition.objects.get(year=2016).housing_m2) == 98.5
        assert not Draft.objects.exists()

    def test_without_script_and_thrown_away(self, client, page):
        assert client.post(page, {"housing_m2": "98.5", "_draft": "1"}).status_code == 302
        assert Draft.objects.count() == 1
        client.post(page, {"_discard": "1"})
        assert not Draft.objects.exists()

    def test_of_an_address_of_any_length(self, client, page):
        longer = f"{page}&from={'x' * 300}"
        assert client.post(longer, {"housing_m2": "98.5", "_draft": "1"}).status_code == 302
        assert client.get(longer).context["form"]["housing_m2"].value() == "98.5"

    def test_is_among_what_its_writer_has_to_do(self, client, cast, page):
        def lines():
            groups = client.get("/todo/").context["groups"]
            return [(t.kind, t.action, t.url) for _label, items in groups for t in items if t.kind == "草稿"]

        client.post(page, {"housing_m2": "98.5", "_draft": "1"})
        assert lines() == [("草稿", "继续填写", page)]
        client.force_login(cast.township)
        assert lines() == []

    def test_others_see_that_it_is_there_and_not_what_it_says(self, client, cast, page):
        client.post(page, {"settlement_place": "河对面", "_draft": "1"})
        client.force_login(cast.township)
        shown = client.get(page).content.decode()
        assert "草稿·覃支书" in shown
        assert "河对面" not in shown
        assert client.get("/drafts/").context["total"] == 1
        client.force_login(cast.outsider)
        assert client.get("/drafts/").context["total"] == 0
        assert client.post(page, {"_draft": "1"}).status_code == 404


class TestCheck:
    def test_answers_are_shown_before_they_are_saved(self, client, household, page):
        data = given(client, page) | {"housing_m2": "98.5", "fuel": "4", "reason": "核实"}
        asked = client.post(page, data | {"_check": "1"})
        text = asked.content.decode()
        assert asked.status_code == 200
        assert "核对" in text
        assert "清洁能源" in text
        assert [a["label"] for a in asked.context["answers"] if a["is_new"]][0] == "住房面积(平方米)"
        assert float(LivingCondition.objects.get(year=2016).housing_m2) != 98.5
        back = client.post(page, data | {"_back": "1"})
        assert back.context["form"]["housing_m2"].value() == "98.5"
        assert client.post(page, dict(asked.context["sent"])).status_code == 302
        assert float(LivingCondition.objects.get(year=2016).housing_m2) == 98.5

    def test_errors_come_first(self, client, page):
        answer = client.post(page, {"housing_m2": "很大", "_check": "1"})
        assert answer.status_code == 400
        assert "<title>错误：" in answer.content.decode()


class TestUnclear:
    def test_nobody_knows_is_an_answer_and_a_task(self, client, household, page):
        client.post(
            page,
            given(client, page) | {"is_water_safe": "?", "housing_built_year": "说不清", "reason": "入户"},
        )
        row = LivingCondition.objects.get(year=2016)
        assert row.unclear == ["housing_built_year", "is_water_safe"]
        assert (row.is_water_safe, row.housing_built_year) == (None, None)
        assert client.get(page).context["form"]["is_water_safe"].value() == "?"
        LivingCondition.objects.filter(year=2017).delete()
        file = client.get(household.get_absolute_url()).content.decode()
        assert "是否饮水安全说不清，请帮扶责任人核实" in file
        answer = client.post(page, given(client, page) | {"is_water_safe": "1", "reason": "核实"})
        assert answer.status_code == 302, answer.context["form"].errors
        row.refresh_from_db()
        assert (row.unclear, row.is_water_safe) == (["housing_built_year"], True)


class TestFormVersions:
    @pytest.mark.parametrize(
        ("year", "asked", "not_asked"),
        [
            (2015, "km_to_main_road", "housing_structure"),
            (2017, "needs_relocation", None),
            (2022, "housing_structure", "needs_relocation"),
        ],
    )
    def test_the_form_of_the_year(self, client, cast, year, asked, not_asked):
        home = make_household(living=False)
        client.force_login(cast.cadre)
        form = client.get(f"{home.get_absolute_url()}edit/living/?year={year}").context["form"]
        assert asked in form.fields
        assert not_asked not in form.fields

    def test_what_is_filled_in_is_shown_whatever_the_form(self, client, cast):
        home = make_household(years=(2015,))
        home.living.update(housing_structure="2")
        client.force_login(cast.cadre)
        form = client.get(f"{home.get_absolute_url()}edit/living/?year=2015").context["form"]
        assert "housing_structure" in form.fields

    def test_without_a_form_in_force_everything_is_asked(self, db):
        import datetime as dt

        assert asked_on(dt.date(2013, 1, 1)) is None
        assert FormVersion.objects.count() == 3
