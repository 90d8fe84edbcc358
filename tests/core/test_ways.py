"""A link never leads to a refusal."""

import pytest

from povertyapp.core.ways import way

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
