"""A link never leads to a refusal."""

import pytest
from django.urls import reverse

from povertyapp.core.ways import at, way

pytestmark = pytest.mark.django_db
HOUSEHOLD, OTHER = "/households/4228271002040001/", "/households/4228271002040002/#visits"


def test_a_row_is_a_link_for_whoever_has_the_verb_of_its_page(cast):
    for url in (HOUSEHOLD, OTHER):
        assert way(cast.clerk, url) == url
        assert way(cast.finance, url) == ""


def test_a_page_of_another_kind_and_an_address_of_no_page(cast):
    assert way(cast.admin, "/hard-account/2017-03/") == ""
    assert way(cast.clerk, "/hard-account/2017-03/") == "/hard-account/2017-03/"
    assert way(cast.admin, "/no-such-page/7/") == "/no-such-page/7/"
    assert way(cast.admin, "") == ""


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("core:todo", ()),
        ("assistance:visit", (7,)),
        ("households:detail", ("4228271002040001",)),
        ("inspections:ha_rows", ("2017-03", "村 1?", "a&b")),
    ],
)
def test_an_address_is_the_same_looked_up_or_kept(name, parts):
    for _each in range(2):
        assert at(name, *parts) == reverse(name, args=parts)
