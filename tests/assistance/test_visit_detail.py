"""One visit on the desktop: its answers in words, and whether it counts."""

import datetime as dt

import pytest
from django.urls import reverse

from assistance.choices import Channel
from assistance.services import void_visit
from povertyapp.core import clock
from tests.assistance.factories import make_helper, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def show(client, visit):
    return client.get(reverse("assistance:visit", args=[visit.pk]))


def test_answers_stand_in_words(as_user, cast, helped):
    visit = make_visit(
        *helped,
        met="family",
        guarantees="problem",
        detail={"needs": ["water", "school"], "need_note": "井干了"},
        next_promise="接水管",
    )
    text = show(as_user(cast.clerk), visit).content.decode()
    for words in ("家人", "有问题", "饮水、上学", "井干了", "接水管", visit.receipt):
        assert words in text


def test_a_home_visit_by_its_helper_counts(as_user, cast, helped):
    assert show(as_user(cast.clerk), make_visit(*helped)).context["counted"]["state"] == "met"


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"channel": Channel.PHONE}, "计联系"),
        ({"day": dt.date(2017, 2, 1), "recorded_at": clock.moment(dt.date(2017, 3, 10))}, "补报"),
    ],
)
def test_one_that_does_not_count_says_why(as_user, cast, helped, changes, word):
    counted = show(as_user(cast.clerk), make_visit(*helped, **changes)).context["counted"]
    assert (counted["word"], bool(counted["why"])) == (word, True)


def test_a_visit_by_somebody_else_is_a_contact(as_user, cast, helped):
    visit = make_visit(helped[0], make_helper())
    assert show(as_user(cast.clerk), visit).context["counted"]["word"] == "计联系"


def test_a_struck_out_visit_shows_its_reason(as_user, cast, helped):
    visit = void_visit(by=cast.supervisor, visit=make_visit(*helped), reason="照片为旧照")
    page = show(as_user(cast.clerk), visit)
    assert page.context["counted"]["word"] == "已核销"
    assert "照片为旧照" in page.content.decode()


@pytest.mark.parametrize("who", ["outsider", "nobody", "finance"])
def test_outsider_gets_404_and_one_without_the_verb_403(as_user, cast, helped, who):
    expected = 404 if who == "outsider" else 403
    assert show(as_user(getattr(cast, who)), make_visit(*helped)).status_code == expected
