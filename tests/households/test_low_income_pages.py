"""The pages of low-income lists: figures lead to their rows, a person decides, an outsider sees nothing."""

import pytest
from django.urls import reverse

from households.choices import MatchClass, MatchStatus, PovertyAttribute
from households.models import LowIncomeRow
from povertyapp.core.models import BulkRun
from tests.households.factories import make_household, make_listed

pytestmark = pytest.mark.django_db
REASON = "核对了户口簿"


@pytest.fixture
def row(household):
    return make_listed(household.members.first())


def decide(client, row, answer, reason=REASON):
    return client.post(row.get_absolute_url(), {"answer": answer, "reason": reason})


class TestList:
    def test_each_figure_is_the_total_of_its_rows(self, client, cast, row):
        make_listed(
            make_household().members.first(), row.listing, MatchClass.EXACT, status=MatchStatus.SETTLED
        )
        make_household(poverty_attribute=PovertyAttribute.ALLOWANCE)
        client.force_login(cast.clerk)
        kpis = client.get(row.listing.get_absolute_url()).context["kpis"]
        shown = {kpi["name"]: kpi["value"] for kpi in kpis}
        assert (shown["open"], shown["differing"], shown["not-listed"], shown["EXACT"]) == (1, 1, 1, 1)
        for kpi in kpis:
            assert client.get(kpi["url"]).context["total"] == kpi["value"], kpi["name"]

    def test_queries_do_not_grow(self, client, cast, row, django_assert_max_num_queries):
        for _n in range(5):
            make_listed(make_household().members.first(), row.listing)
        client.force_login(cast.clerk)
        client.get(row.listing.get_absolute_url())
        with django_assert_max_num_queries(7):
            client.get(row.listing.get_absolute_url())
        with django_assert_max_num_queries(4):
            client.get(reverse("households:low_income_lists"))

    def test_township_counts_its_own_rows_only(self, client, cast, row):
        elsewhere = make_household(area=cast.places.other_village)
        make_listed(elsewhere.members.first(), row.listing)
        client.force_login(cast.township)
        page = client.get(row.listing.get_absolute_url())
        assert page.context["total"] == 1
        assert elsewhere.household_no not in page.content.decode()
        lists = client.get(reverse("households:low_income_lists")).context["rows"]
        assert [listed["cells"][2] for listed in lists] == [1]

    def test_numbers_are_masked(self, client, cast, row):
        client.force_login(cast.clerk)
        for url in (row.listing.get_absolute_url(), row.get_absolute_url()):
            text = client.get(url).content.decode()
            assert row.id_number not in text
            assert f"{row.id_number[:4]}************{row.id_number[-2:]}" in text


class TestDeciding:
    def test_confirmed_with_reason_and_history(self, client, cast, row):
        client.force_login(cast.cadre)
        response = decide(client, row, "confirmed")
        row.refresh_from_db()
        assert response.url == f"{row.listing.get_absolute_url()}?status=open"
        assert (row.status, row.decided_by, row.decision_reason) == (
            MatchStatus.CONFIRMED,
            cast.cadre,
            REASON,
        )
        last = row.history.latest("pgh_id")
        assert last.pgh_context.metadata["user"] == cast.cadre.pk
        assert last.pgh_context.metadata["reason"] == REASON

    def test_confirmed_person_of_a_general_household_is_a_difference(self, client, cast, row):
        client.force_login(cast.cadre)
        assert not LowIncomeRow.objects.differing().exists()
        decide(client, row, "confirmed")
        page = client.get(row.get_absolute_url()).content.decode()
        assert LowIncomeRow.objects.differing().get() == row
        assert reverse("households:edit", args=[row.household.household_no, "basic"]) in page

    def test_rejected_person_is_none(self, client, cast, row):
        client.force_login(cast.cadre)
        decide(client, row, "rejected")
        assert not LowIncomeRow.objects.differing().exists()

    def test_no_reason_no_decision(self, client, cast, row):
        client.force_login(cast.cadre)
        assert decide(client, row, "confirmed", "").status_code == 400
        row.refresh_from_db()
        assert row.status == MatchStatus.OPEN

    def test_reader_without_the_verb_cannot_decide(self, client, cast, row):
        client.force_login(cast.leader)
        assert '<form class="form-col"' not in client.get(row.get_absolute_url()).content.decode()
        assert decide(client, row, "confirmed").status_code == 403

    def test_outsider_finds_nothing(self, client, cast, row):
        client.force_login(cast.outsider)
        assert decide(client, row, "confirmed").status_code == 404
        assert client.get(row.listing.get_absolute_url()).status_code == 404
        assert client.get(reverse("households:low_income_lists")).context["total"] == 0

    def test_settled_row_cannot_be_confirmed_again(self, client, cast, household):
        row = make_listed(household.members.first(), status=MatchStatus.SETTLED)
        client.force_login(cast.cadre)
        assert decide(client, row, "confirmed").status_code == 400


def test_household_page_tells_the_difference(client, cast, household):
    make_listed(household.members.first(), match_class=MatchClass.EXACT, status=MatchStatus.SETTLED)
    client.force_login(cast.cadre)
    page = client.get(household.get_absolute_url())
    assert "在低保名单内" in str(page.context["file"].gaps)


def test_several_are_confirmed_after_both_sides_were_shown_and_undone(client, cast, row):
    settled = make_listed(
        make_household().members.first(), row.listing, MatchClass.EXACT, status=MatchStatus.SETTLED
    )
    client.force_login(cast.township)
    page = client.get(row.listing.get_absolute_url())
    (url,) = [url for label, url in page.context["arranging"]["bulk"] if label == "确认是同一人"]
    picked = {"pick": [row.pk, settled.pk]}
    shown = client.post(url, picked)
    (one,) = shown.context["looked_at"]
    assert row.id_number not in shown.content.decode()
    client.post(url, {**picked, f"seen_{one['pk']}": one["mark"], "reason": REASON, "_do": "1"})
    run = BulkRun.objects.get()
    assert (run.done, run.skipped) == (1, 1)
    row.refresh_from_db()
    assert (row.status, row.decided_by) == (MatchStatus.CONFIRMED, cast.township)
    client.post(run.act.get_absolute_url())
    row.refresh_from_db()
    assert (row.status, row.decided_by) == (MatchStatus.OPEN, None)
    elsewhere = url.replace(f"at=%2Flow-income%2F{row.listing.pk}%2F", "at=%2Fhouseholds%2F")
    assert elsewhere != url
    assert client.post(elsewhere, picked).status_code == 404
