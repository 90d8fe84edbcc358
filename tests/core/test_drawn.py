"""What is drawn is kept by its facts: it is drawn again where one of them is another, and never else."""

import datetime as dt

import pytest
import time_machine
from django.utils.translation import override

from povertyapp.core import drawn as drawings
from povertyapp.core.drawn import MOMENT, at_this_moment, drawing_anew, drawn
from povertyapp.core.kept import Kept


@pytest.fixture
def hand(monkeypatch):
    """Return a function that draws, or finds drawn, these facts; and how often was drawn."""
    monkeypatch.setattr(drawings, "_KEPT", Kept(most=200))
    done = []

    def draw(*facts):
        return drawn(facts, lambda: done.append(facts) or f"drawing {len(done)}")

    return draw, done


def test_the_same_facts_are_drawn_once_and_another_fact_anew(hand):
    draw, done = hand
    assert [draw("a", 1), draw("a", 1), draw("a", 2), draw("a", 1)] == [
        "drawing 1", "drawing 1", "drawing 2", "drawing 1",
    ]  # fmt: skip
    assert len(done) == 2
    assert draw("ab", "c") != draw("a", "bc")


def test_each_language_and_each_day_has_its_own(hand):
    draw, done = hand
    with time_machine.travel(dt.datetime(2017, 3, 1, 4), tick=False):
        draw("a")
        with override("en"):
            draw("a")
    with time_machine.travel(dt.datetime(2017, 3, 2, 4), tick=False):
        draw("a")
    assert len(done) == 3


def test_drawing_anew_neither_finds_nor_keeps(hand):
    draw, _done = hand
    before = draw("a")
    with drawing_anew():
        assert [draw("a"), draw("b")] == ["drawing 2", "drawing 3"]
    assert [draw("a"), draw("b")] == [before, "drawing 4"]


def test_the_moment_is_that_of_reading():
    with time_machine.travel(dt.datetime(2017, 3, 1, 4, 5), tick=False):
        assert at_this_moment(f"<p>{MOMENT}</p>") == "<p>2017-03-01 12:05</p>"
