"""A link never leads to a refusal."""

import pytest

from povertyapp.core.ways import way

pytestmark = pytest.mark.django_db
HOUSEHOLD, OTHER = "/households/4228271002040001/", "/households/4228271002040002/#visits"


def test_a_row_is_a_link_for_whoever_has_the_verb_of_its_page(cast):
    for url in (HOUSEHOLD, OTHER):
        assert way(cast.clerk, url) == url
        assert way(cast.finance, url) == ""


def test_numbers_that_only_one_page_knows_and_addresses_of_no_page(cast):
    assert way(cast.finance, "/hard-account/2017-03/") == ""
    assert way(cast.clerk, "/hard-account/2017-03/") == "/hard-account/2017-03/"
    assert way(cast.finance, "/no-such-page/7/") == "/no-such-page/7/"
    assert way(cast.finance, "") == ""
