"""口径 pages: every figure says what it means, from the rules themselves, with the numbers of the reader's places."""

import datetime as dt
from html import unescape

import pytest
from django.urls import reverse
from django.utils.translation import override

from inspections.benchmarks.crawl.reading import CHINESE
from inspections.metrics import OWN, metric_of, metrics_by_kind
from inspections.services.account import compute_account
from povertyapp.core.models import RuleParameter
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from povertyapp.core.spoken import Speech, speaking
from tests.inspections.factories import make_cared, make_helper

LIST = reverse("inspections:metric_list")


def page(client, user, url, status=200):
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == status, url
    return unescape(answer.content.decode())


def test_every_rule_and_every_figure_of_the_dashboard_is_told():
    told = [metric.code for _label, found in metrics_by_kind() for metric in found]
    assert sorted(told) == sorted([*RULES, *OWN])


def test_each_says_what_is_divided_by_what_and_from_where():
    for code in [*RULES, *OWN]:
        metric = metric_of(code)
        for said in (metric.what, metric.numerator, metric.denominator, metric.source, metric.basis):
            assert str(said).strip(), code


def test_clauses_are_said_in_english_and_a_county_s_words_are_not_put_into_them(client, cast):
    clause = "帮扶责任人每月至少入户 1 次。"
    speech = Speech({"帮扶责任人": "帮扶联系人"}, {"helper": "contact person"})
    with speaking(speech):
        assert RULES["LF-14"].clause == clause
    with override("en"), speaking(speech):
        assert [code for code, rule in RULES.items() if CHINESE.search(rule.clause)] == []
        assert RULES["LF-14"].clause == "A helper visits the home at least once a month."
    client.cookies["django_language"] = "en"
    text = page(client, cast.clerk, LIST)
    assert "A helper visits the home at least once a month." in text
    assert clause not in text


def test_list_tells_all_and_finds_by_words(client, cast):
    text = page(client, cast.clerk, LIST)
    assert f'data-testid="total" data-count="{len(RULES) + len(OWN)}"' in text
    found = page(client, cast.clerk, f"{LIST}?q=每月入户")
    assert "LF-14" in found
    assert "DQ-20" not in found
    assert "没有这样的口径" in page(client, cast.clerk, f"{LIST}?q=没有这个")


def test_page_shows_text_parts_and_numbers_of_a_rule(client, cast, django_assert_max_num_queries):
    url = reverse("inspections:metric", args=["LF-14"])
    client.force_login(cast.clerk)
    with django_assert_max_num_queries(8):
        client.get(url)
    text = page(client, cast.clerk, url)
    assert str(RULES["LF-14"].clause) in text
    for name in ("visit.min_per_month", "account.HA-H1.weight", "account.HA-H1.hard"):
        assert name in text


def test_numbers_of_other_counties_are_not_shown(client, cast, places):
    for code, area in (("422827", places.county), ("422827100", places.township)):
        RuleParameter.objects.create(
            name="visit.min_per_month", area=area, effective_from=dt.date(2018, 1, 1), value=len(code)
        )
    url = reverse("inspections:metric", args=["LF-14"])
    assert page(client, cast.clerk, url).count("2018-01-01") == 2
    assert page(client, cast.outsider, url).count("2018-01-01") == 0


def test_unknown_code_is_404_and_strangers_sign_in_first(client, cast):
    page(client, cast.clerk, reverse("inspections:metric", args=["XX-1"]), status=404)
    client.logout()
    assert client.get(LIST).status_code == 302


@pytest.mark.parametrize("code", [*OWN, "LF-17", "DQ-20", "E-06", "JZ-20V"])
def test_every_kind_of_page_opens(client, cast, code):
    assert str(metric_of(code).title) in page(client, cast.clerk, reverse("inspections:metric", args=[code]))


def test_figures_lead_to_their_definitions(client, cast, places):
    link = reverse("inspections:metric", args=["LF-14"])
    make_cared(make_helper(), area=places.village)
    compute_account(places.county, Period(2017, 3))
    for address in (
        reverse("inspections:ha_board", args=["2017-03"]),
        reverse("inspections:ha_unit", args=["2017-03", "422827"]),
        f"{reverse('inspections:dashboard')}?month=2017-03",
    ):
        assert link in page(client, cast.clerk, address), address
    assert reverse("inspections:metric", args=["E-06"]) in page(
        client, cast.clerk, reverse("assistance:figures")
    )
