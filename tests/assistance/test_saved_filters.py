"""Saved filters and chosen columns: kept for oneself or shared, apart from each other, on every list."""

import pytest
from django.urls import reverse

from povertyapp.core import list_settings
from povertyapp.core.models import SavedFilter
from tests.households.factories import OTHER_VILLAGE, TOWNSHIP, make_household

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

LIST, MENU, ALL = reverse("households:list"), reverse("core:filter_menu"), reverse("core:filter_list")


@pytest.fixture
def rows(places):
    bare = {"members": 0, "income": False, "living": False, "forms": False}
    return {
        "here": make_household(head_name="向在家", main_cause="illness", **bare),
        "there": make_household(head_name="向他乡", main_cause="disaster", area_id=OTHER_VILLAGE, **bare),
    }


def menu(query):
    return f"{MENU}?page=households:list&q={query.replace('&', '%26').replace('=', '%3D')}"


def keep(client, query="main_cause=illness", **data):
    return client.post(menu(query), {"name": "因病", **data})


def text_of(answer):
    return answer.content.decode()


def test_a_filter_is_kept_and_opens_the_list_with_its_conditions(as_user, cast, rows):
    client = as_user(cast.clerk)
    answer = keep(client)
    saved = SavedFilter.objects.get(owner=cast.clerk)
    assert answer["Location"] == saved.get_absolute_url() == f"{LIST}?main_cause=illness"
    page = client.get(answer["Location"])
    assert [row["object"].head_name for row in page.context["rows"]] == ["向在家"]


def test_typed_words_and_the_page_are_not_kept(as_user, cast, rows):
    client = as_user(cast.clerk)
    query = "q=向在家&main_cause=illness&page=2&sort=-size"
    assert "输入的文字" in text_of(client.get(menu(query)))
    keep(client, query)
    assert SavedFilter.objects.get(owner=cast.clerk).query == "main_cause=illness&sort=-size"


def test_without_a_condition_nothing_is_kept_and_it_is_said(as_user, cast):
    answer = keep(as_user(cast.clerk), "q=向")
    assert answer.status_code == 400
    assert "还没有选条件" in str(answer.context["form"].errors)
    assert not SavedFilter.objects.of(cast.clerk).exists()


def test_ones_own_of_the_same_name_is_replaced_and_above_the_most_none_is_kept(as_user, cast, monkeypatch):
    monkeypatch.setattr(list_settings, "MOST_OWN", 1)
    client = as_user(cast.clerk)
    keep(client)
    answer = keep(client, name="另一个")
    assert answer.status_code == 400
    assert "最多保存 1 个" in str(answer.context["form"].errors)
    keep(client, "main_cause=disaster")
    assert SavedFilter.objects.get(owner=cast.clerk).query == "main_cause=disaster"


def test_a_shared_filter_is_seen_in_that_place_only(as_user, cast):
    keep(as_user(cast.township), shared_with=TOWNSHIP)
    keep(as_user(cast.township), name="只自己")
    mine = {one.name for one in SavedFilter.objects.visible_to(cast.township) if one.owner_id}
    assert mine == {"因病", "只自己"}
    assert {one.name for one in SavedFilter.objects.visible_to(cast.cadre) if one.owner_id} == {"因病"}
    assert not SavedFilter.objects.visible_to(cast.outsider).exclude(owner=None).exists()
    assert "因病" not in text_of(as_user(cast.outsider).get(ALL))


def test_nobody_shares_with_a_place_where_he_does_not_stand(as_user, cast):
    answer = keep(as_user(cast.cadre), shared_with=TOWNSHIP)
    assert answer.status_code == 400
    assert not SavedFilter.objects.of(cast.cadre).exists()


def test_others_filters_are_neither_renamed_nor_deleted(as_user, cast):
    keep(as_user(cast.township), shared_with=TOWNSHIP)
    saved = SavedFilter.objects.get(owner=cast.township)
    for name in ("filter_change", "filter_delete"):
        address = reverse(f"core:{name}", args=[saved.pk])
        assert as_user(cast.cadre).get(address).status_code == 404
        assert as_user(cast.cadre).post(address, {"name": "别的"}).status_code == 404
    saved.refresh_from_db()
    assert saved.name == "因病"


def test_ones_own_is_renamed_and_deleted(as_user, cast):
    client = as_user(cast.township)
    keep(client)
    saved = SavedFilter.objects.get(owner=cast.township)
    change = reverse("core:filter_change", args=[saved.pk])
    keep(client, name="另一个")
    answer = client.post(change, {"name": "另一个"})
    assert answer.status_code == 400
    assert "已有同名的常用查询" in str(answer.context["form"].errors)
    client.post(change, {"name": "因病户", "shared_with": TOWNSHIP})
    saved.refresh_from_db()
    assert (saved.name, saved.shared_with_id) == ("因病户", TOWNSHIP)
    client.post(reverse("core:filter_delete", args=[saved.pk]))
    assert not SavedFilter.objects.filter(pk=saved.pk).exists()


def test_a_default_is_applied_said_and_can_be_left(as_user, cast, rows):
    client = as_user(cast.clerk)
    keep(client, is_default="on")
    page = client.get(LIST, follow=True)
    assert page.redirect_chain == [(f"{LIST}?main_cause=illness&default=1", 302)]
    chip = page.context["chips"][0]
    assert (str(chip["label"]), page.context["total"]) == ("已应用默认查询", 1)
    assert client.get(LIST + chip["remove_url"]).context["total"] == 2
    assert page.context["clear_url"] == f"{LIST}?default=0"
    # without the last condition the default does not come back by itself
    assert client.get(LIST + page.context["chips"][1]["remove_url"]).context["total"] == 2
    saved = SavedFilter.objects.get(owner=cast.clerk)
    client.post(reverse("core:filter_default", args=[saved.pk]), {"on": "0"})
    assert client.get(LIST).context["total"] == 2


def test_a_default_that_is_gone_is_not_applied(as_user, cast, rows):
    client = as_user(cast.clerk)
    keep(client, is_default="on")
    SavedFilter.objects.of(cast.clerk).delete()
    assert client.get(LIST).context["total"] == 2


def test_the_house_has_filters_for_everybody(as_user, cast):
    text = text_of(as_user(cast.cadre).get(menu("")))
    assert "本月未走访" in text
    assert "设为默认" in text


@pytest.mark.parametrize("saved", ["households:list", "inspections:quality_list", "inspections:ledger"])
def test_filters_of_the_house_ask_what_their_lists_know(as_user, cast, saved):
    found = list(SavedFilter.objects.filter(owner=None, page=saved))
    assert found
    for one in found:
        page = as_user(cast.clerk).get(one.get_absolute_url())
        assert page.context["filter"].form.is_valid()
        assert len(page.context["chips"]) == 1


def test_a_list_that_one_may_not_open_is_refused(as_user, cast):
    assert as_user(cast.cadre).get(f"{MENU}?page=core:audit").status_code == 403
    assert as_user(cast.cadre).get(f"{MENU}?page=core:home").status_code == 404
    assert as_user(cast.cadre).get(MENU).status_code == 404
    answer = as_user(cast.cadre).post(f"{MENU}?page=core:audit&q=since%3D2017-03-01", {"name": "谁看过"})
    assert answer.status_code == 403
    assert not SavedFilter.objects.of(cast.cadre).exists()


def test_hidden_columns_stay_hidden_whatever_the_filter(as_user, cast, rows):
    client = as_user(cast.clerk)
    shown = ["head_name", "village"]
    data = {"page": "households:list", "column": shown, "next": f"{LIST}?main_cause=illness"}
    assert client.post(reverse("core:columns"), data)["Location"] == f"{LIST}?main_cause=illness"
    for query in ("?main_cause=illness", "?poverty_status=in_poverty", ""):
        page = client.get(LIST + query)
        assert [column.key for column in page.context["columns"]] == ["household_no", *shown]
        assert all(len(row["cells"]) == 3 for row in page.context["rows"])
    assert "隐藏 6 列" in text_of(client.get(LIST))
    keep(client)
    cast.clerk.refresh_from_db()
    assert cast.clerk.list_choices["households:list"]["hidden"]
    client.post(reverse("core:columns"), data | {"all": "1"})
    assert len(client.get(LIST).context["columns"]) == 9


def test_columns_of_one_list_and_person_are_not_anothers(as_user, cast):
    data = {"page": "households:list", "column": ["village"], "next": LIST}
    as_user(cast.clerk).post(reverse("core:columns"), data)
    assert len(as_user(cast.township).get(LIST).context["columns"]) == 9
    measures = as_user(cast.clerk).get(reverse("assistance:measures"))
    assert measures.context["arranging"]["hidden"] == 0


@pytest.mark.parametrize("back", ["/", "https://elsewhere.example/households/", "/households/changes/"])
def test_columns_are_chosen_for_the_list_that_is_named(as_user, cast, back):
    answer = as_user(cast.clerk).post(reverse("core:columns"), {"page": "households:list", "next": back})
    assert answer.status_code == 404
