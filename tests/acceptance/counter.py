"""What a task costs the person who does it: clicks, taps, keys, seconds of waiting and seconds of work.

The seconds of work are predicted, as of somebody who knows the page and makes no mistake (a keystroke-level model):

    t_user = 1.3 * clicks + 0.6 * taps + 0.28 * keys + 1.35 * decisions

A click or a tap includes pointing at the target; Enter and Space that press something are clicks. A key is a typed
character or an arrow. A decision is a point at which one reads and makes up one's mind: each test names its own.
The seconds of waiting (`t_sys`) are those of the clock, without what a test looks up aside.
"""

import contextlib
import time
from dataclasses import dataclass

from playwright.sync_api import expect

PER_CLICK, PER_TAP, PER_KEY, PER_DECISION = 1.3, 0.6, 0.28, 1.35
PRESSING = {"Enter", "Space"}


@dataclass
class Spent:
    """What was spent on one leg of a task."""

    clicks: int = 0
    taps: int = 0
    keys: int = 0
    decisions: int = 0
    t_sys: float = 0.0

    @property
    def t_user(self):
        work = PER_CLICK * self.clicks + PER_TAP * self.taps + PER_KEY * self.keys
        return round(work + PER_DECISION * self.decisions, 2)

    def figures(self):
        """Return what is limited, by name."""
        return {
            "clicks": self.clicks,
            "taps": self.taps,
            "keys": self.keys,
            "t_sys": round(self.t_sys, 2),
            "t_user": self.t_user,
        }


class Counter(Spent):
    """The hand of a person on a page: does what it is told to, and counts. On a phone it is a thumb, which taps."""

    def __init__(self, *, touch=False):
        super().__init__()
        self._touch = touch
        self._began = time.monotonic()

    def _point(self, times=1):
        if self._touch:
            self.taps += times
        else:
            self.clicks += times

    def click(self, target):
        self._point()
        target.click()

    def tap(self, target):
        self.taps += 1
        target.tap()

    def fill(self, target, text):
        """Click into a field and type."""
        self._point()
        self.keys += len(text)
        target.fill(text)

    def type(self, target, text):
        """Type into the field that has the focus already."""
        expect(target).to_be_focused()
        self.keys += len(text)
        target.fill(text)

    def choose(self, target, **option):
        """Open a list and click a row of it."""
        self._point(2)
        target.select_option(**option)

    def give(self, target, files):
        """Click what asks for a file; the dialog after it is the system's own."""
        self._point()
        target.set_input_files(files)

    def press(self, page, key):
        """Press a key that leads on or presses what has the focus."""
        if key in PRESSING:
            self.clicks += 1
        else:
            self.keys += 1
        page.keyboard.press(key)

    def back(self, page):
        """Go back with the browser's own button."""
        self._point()
        page.go_back()

    def decide(self, points=1):
        """Read, and make up one's mind."""
        self.decisions += points

    @contextlib.contextmanager
    def aside(self):
        """Look something up that is no part of the task: neither its clicks nor its seconds count."""
        kept, began = (self.clicks, self.taps, self.keys, self.decisions), time.monotonic()
        yield
        self.clicks, self.taps, self.keys, self.decisions = kept
        self._began += time.monotonic() - began

    def stop(self):
        """Take the time, once the last answer is there."""
        self.t_sys = time.monotonic() - self._began
