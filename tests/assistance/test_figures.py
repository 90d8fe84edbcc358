"""落实情况: each figure, the rows behind it, the places that it is made of."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from assistance.choices import MeasureKind
from povertyapp.core.figures import ALL, MET, MISSING, Figure, figures_of, rows_behind
from povertyapp.core.models import RuleParameter
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES, Kind, rules_of
from tests.assistance.factories import make_helped, make_measure
from tests.assistance.teams import make_post
from tests.households.factories import make_household
from tests.reading import TOTAL

NUMBER = re.compile(r'data-testid="fig-([^"]+)" data-count="(\d+)" href="([^"]+)"')
PAGE = reverse("assistance:figures")
MARCH = Period(2017, 3)

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def county(cast):
    """老茶村: one home with all that it should have, one with too few measures, one without a helper. 老寨村: one
    that cannot work, without a safety net."""
    places = cast.places
    good, _helper = make_helped(user=cast.helper, area=places.village)
    poor, _helper = make_helped(area=places.village)
    poor.measures.all().delete()
    bare = make_household(area=places.village)
    unable, _helper = make_helped(area=places.other_village, is_labour_capable=False)
    make_measure(unable, name="分红", kind=MeasureKind.INDUSTRY)
    cast.good, cast.poor, cast.bare, cast.unable = good, poor, bare, unable
    return cast


def test_figures_of_a_place(county):
    found = {
        figure.rule.code: figure
        for figure in figures_of(county.clerk, "422827", MARCH)
        if figure.rule.code in ("E-06", "E-09", "E-10")
    }
    said = {code: (f.part, f.whole, f.missing, f.share, f.state) for code, f in found.items()}
    assert said == {
        "E-06": (3, 4, 1, Decimal("75.0"), "short"),
        "E-09": (1, 3, 2, Decimal("33.3"), "short"),
        "E-10": (0, 1, 1, Decimal("0.0"), "short"),
    }
    there = {f.rule.code: f for f in figures_of(county.clerk, county.places.other_village.pk, MARCH)}
    assert (there["E-06"].share, there["E-06"].state) == (Decimal(100), "reached")
    assert (there["E-09"].share, there["E-09"].state) == (None, "")  # nobody there can work


@pytest.mark.parametrize("code", [rule.code for rule in rules_of(Kind.FIGURE)])
def test_number_and_rows_are_one_truth(county, code):
    for place in ("422827", county.places.village.pk, county.places.other_village.pk):
        (figure,) = figures_of(county.clerk, place, MARCH, [RULES[code]])
        counts = [
            rows_behind(county.clerk, RULES[code], place, MARCH, of).count() for of in (ALL, MISSING, MET)
        ]
        assert counts == [figure.whole, figure.missing, figure.whole - figure.missing]


def test_all_figures_of_a_population_are_one_query(county, django_assert_max_num_queries):
    populations = {rule.over for rule in rules_of(Kind.FIGURE)}
    tables = 4  # the families of measures and the answers to causes, for two figures each
    with django_assert_max_num_queries(len(populations) + tables + 2):  # the parameters and the grants
        figures_of(county.clerk, "422827", MARCH)


@pytest.mark.parametrize("user", ["clerk", "township", "cadre"])
def test_every_number_opens_as_many_rows(county, as_user, user):
    client = as_user(getattr(county, user))
    text = client.get(PAGE).content.decode()
    numbers = NUMBER.findall(text)
    assert len(numbers) >= 6
    for name, count, url in numbers:
        opened = client.get(url.replace("&amp;", "&")).content.decode()
        assert TOTAL.search(opened)[1] == count, name


def test_list_names_the_missing_and_leads_to_them(county, as_user):
    url = reverse("assistance:figure", args=["E-09"])
    text = as_user(county.clerk).get(url, {"area": "422827"}).content.decode()
    assert county.poor.household_no in text
    assert county.bare.get_absolute_url() in text
    assert county.good.household_no not in text
    text = as_user(county.clerk).get(url, {"area": "422827", "of": "met"}).content.decode()
    assert county.good.household_no in text
    assert county.poor.household_no not in text


def test_figure_by_place(county, as_user):
    url = reverse("assistance:figure_places", args=["E-06"])
    text = as_user(county.clerk).get(url).content.decode()
    rows = re.findall(r"<tr data-href.*?</tr>", text, re.DOTALL)
    cells = [
        [re.sub(r"<[^>]+>|\s", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        for row in rows
    ]
    assert cells == [
        ["老茶村", "2", "3", "66.6%", "1", "✖\ufe0e没有达到"],
        ["老寨村", "1", "1", "100.0%", "0", "✔\ufe0e达到"],
    ]


def test_nothing_to_divide_by_is_no_zero(county, as_user):
    make_post(place=county.places.next_village.pk)  # the village has all that is asked of any village
    text = as_user(county.clerk).get(PAGE, {"area": county.places.next_village.pk}).content.decode()
    assert "fig-E-06" not in text
    assert not re.search(r"(?<![\d.])0(\.0)?%", text)
    assert "—" in text


def test_place_of_others_is_not_there(county, as_user):
    assert as_user(county.township).get(PAGE, {"area": "422827"}).status_code == 404
    assert as_user(county.outsider).get(PAGE, {"area": "422827"}).status_code == 404
    rows = reverse("assistance:figure", args=["E-06"])
    assert as_user(county.township).get(rows, {"area": county.places.other_village.pk}).status_code == 404
    assert as_user(county.clerk).get(reverse("assistance:figure", args=["LF-14"])).status_code == 404
    assert as_user(county.helper).get(PAGE).status_code == 403


def test_county_may_ask_for_less(county):
    RuleParameter.objects.create(
        name="figure.helper_cover", area=county.places.county, effective_from=MARCH.start, value="0.75"
    )
    (figure,) = figures_of(county.clerk, "422827", MARCH, [RULES["E-06"]])
    assert figure.state == "reached"


@pytest.mark.parametrize(
    ("part", "whole", "asked", "at_most", "share", "state", "missing"),
    [
        (1999, 2000, "1", False, "99.9", "short", 1),
        (5999, 10000, "0.6", False, "59.9", "short", 4001),
        (6000, 10000, "0.6", False, "60.0", "reached", 4000),
        (1004, 10000, "0.1", True, "10.1", "short", 1004),
        (1000, 10000, "0.1", True, "10.0", "reached", 1000),
        (9999, 10000, None, False, "99.9", "", 1),
    ],
)
def test_share_never_reads_better_than_it_is(part, whole, asked, at_most, share, state, missing):
    class Rule:
        extra = {"at_most": at_most}

    figure = Figure(Rule, whole, part, asked and Decimal(asked))
    assert (figure.share, figure.state, figure.missing) == (Decimal(share), state, missing)
