"""What follows when records change: once, after the commit, and never to their harm."""

import pytest

from povertyapp.core import aftermath


@pytest.fixture
def told(monkeypatch):
    heard = []
    monkeypatch.setattr(aftermath, "FOLLOWERS", [heard.append])
    return heard


@pytest.mark.django_db
def test_followers_hear_of_an_area_once_and_after_the_commit(told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for code in ("422827", "422827", "422828"):
            aftermath.records_changed(code)
        assert told == []
    assert told == ["422827", "422828"]


@pytest.mark.django_db
def test_a_follower_that_fails_harms_nobody(monkeypatch, django_capture_on_commit_callbacks):
    def fail(code):
        raise RuntimeError("no queue")

    monkeypatch.setattr(aftermath, "FOLLOWERS", [fail])
    with django_capture_on_commit_callbacks(execute=True):
        aftermath.records_changed("422827")
