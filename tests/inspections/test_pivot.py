"""自定义统计: the figures, their totals, the list behind each cell, who sees what, and the workbook."""

import io

import openpyxl
import pytest
from django.urls import reverse

from households.models import Household
from inspections.models import AccountMonth
from inspections.models.account import AccountState
from povertyapp.core.models import ExportRecord, SavedFilter
from tests.inspections.account_month import march  # noqa: F401
from tests.inspections.test_board import figures_of
from tests.reading import TOTAL

PIVOT = reverse("inspections:pivot")
FOLLOWED = 12  # lists behind one table
QUESTIONS = [
    "of=households&rows=village&columns=main_cause&figure=people",
    "of=households&rows=presence&columns=poverty_attribute",
    "of=measures&rows=township&columns=kind",
    "of=households&rows=village&columns=presence&area=422827100",
    "of=lines&rows=township&columns=rule",
    "of=lines&rows=village&columns=month&rule=LF-17",
    "of=lines&rows=rule&columns=month",
]


@pytest.fixture
def county(march, db):  # noqa: F811
    return march


@pytest.fixture
def cast(county):
    return county.cast


def open_as(client, user, query="", status=200):
    client.force_login(user)
    answer = client.get(f"{PIVOT}?{query}")
    assert answer.status_code == status, query
    return answer


@pytest.mark.parametrize("query", QUESTIONS)
def test_every_cell_leads_to_a_list_of_that_length(client, cast, county, query):
    Household.objects.filter(pk=county.partial.pk).update(main_cause="")
    Household.objects.filter(pk=county.visited.pk).update(poverty_status="exited")
    text = open_as(client, cast.clerk, query).content.decode()
    figures = figures_of(text)
    assert figures
    behind = sorted({(href, count) for _name, count, href in figures})
    for href, count in behind[:: -(-len(behind) // FOLLOWED)]:
        total = TOTAL.search(client.get(href).content.decode())
        assert int(total[1]) == count, href


def test_totals_are_the_sums_of_their_rows_and_columns(client, cast, county):
    page = open_as(client, cast.clerk, "of=households&rows=village&columns=presence").context
    table = page["view"].table
    whole = table.cells[None, None].value
    assert whole == Household.objects.visible_to(cast.clerk).count()
    assert whole == sum(table.cells[row, None].value for row, _words in table.rows)
    assert whole == sum(table.cells[None, column].value for column, _words in table.columns)


def test_a_township_counts_its_own_and_an_outsider_nothing(client, cast, county):
    mine = open_as(client, cast.township).context["view"].table
    assert [code for code, _words in mine.rows] == [cast.places.township.code]
    assert not open_as(client, cast.outsider).context["lines"]


def test_what_does_not_fit_gives_way(client, cast, county):
    page = open_as(client, cast.clerk, "of=measures&rows=presence&columns=presence&figure=people")
    assert page.context["by_row"].code == "township"
    assert page.context["by_column"].code == "measure_class"
    open_as(client, cast.clerk, "of=nothing&month=1&rule=x&area=zz")


def test_a_month_that_is_not_counted_is_neither_offered_nor_said(client, cast, county):
    AccountMonth.objects.filter(month="2017-02").update(computed_at=None, state=AccountState.COMPUTING)
    query = "of=lines&rows=township&columns=rule&month="
    asked = open_as(client, cast.clerk, f"{query}2017-02").context["filter"]
    assert "month" not in asked.data
    assert "2017-02" not in dict(asked.filters["month"].extra["choices"])
    assert open_as(client, cast.clerk, f"{query}2017-03").context["filter"].data["month"] == "2017-03"


def test_rules_are_named_in_the_readers_language(client, cast, county):
    client.cookies["django_language"] = "en"
    page = open_as(client, cast.clerk, "of=lines&rows=township&columns=rule")
    assert ("LF-14", "Home visit each month") in page.context["columns"]


def test_it_is_kept_under_a_name(client, cast, county):
    client.force_login(cast.clerk)
    menu = (
        reverse("core:filter_menu")
        + "?page=inspections:pivot&q=of%3Dmeasures%26rows%3Dvillage%26columns%3Dkind"
    )
    client.post(menu, {"name": "各村措施"})
    saved = SavedFilter.objects.get(owner=cast.clerk)
    assert client.get(saved.get_absolute_url()).context["by_row"].code == "village"


def test_it_asks_few_queries_however_many_rows(client, cast, county, django_assert_max_num_queries):
    open_as(client, cast.clerk)
    with django_assert_max_num_queries(8):
        client.get(PIVOT)


def test_the_workbook_has_two_rows_of_heads_and_the_totals(client, cast, county):
    page = open_as(client, cast.clerk, "of=households&rows=village&columns=poverty_status")
    client.cookies["django_language"] = "en"  # a workbook is Chinese whatever language the page is read in
    answer = client.get(page.context["export_url"])
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    heads = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=6)]
    assert "脱贫状态" in heads[0]
    assert heads[2][1] == "合计"
    assert heads[2][len(page.context["columns"]) + 2] == page.context["view"].table.cells[None, None].value
    assert ExportRecord.objects.get().kind == "pivot"
