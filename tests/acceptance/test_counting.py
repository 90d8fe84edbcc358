"""The counter and the table themselves: what costs what, and that too much is not passed over."""

import pytest

from tests.acceptance.counter import Counter
from tests.acceptance.limits import LEGS, TITLES, WHOLE, Limits, limits_of
from tests.acceptance.report import Report


class Target:
    """A field or a button that does nothing."""

    def __getattr__(self, _name):
        return lambda *given, **named: None


def test_a_person_pays_for_clicks_taps_keys_and_decisions():
    hand, target = Counter(), Target()
    target.keyboard = Target()
    hand.click(target), hand.tap(target), hand.fill(target, "三户"), hand.choose(target, index=1)
    hand.press(target, "ArrowRight"), hand.press(target, "Enter"), hand.back(target), hand.decide(2)
    with hand.aside():
        hand.click(target)
    assert (hand.clicks, hand.taps, hand.keys) == (6, 1, 3)
    assert hand.t_user == pytest.approx(6 * 1.3 + 0.6 + 3 * 0.28 + 2 * 1.35)


def test_what_is_above_its_limit_is_named():
    figures = {"clicks": 9, "taps": 0, "keys": 40, "t_sys": 1, "t_user": 46.0}
    assert Limits(clicks=8, keys=40, t_user=45).missed(figures) == ["clicks 9 > 8", "t_user 46.0 > 45"]


def test_every_limit_belongs_to_a_task():
    assert {leg.split()[0] for leg in (*WHOLE, *LEGS)} <= set(TITLES)


def test_a_leg_without_a_limit_is_not_counted():
    assert limits_of("T13 export") == LEGS["T13 export"]
    assert limits_of("T02") == WHOLE["T02"]
    with pytest.raises(KeyError):
        limits_of("T13 exports")


@pytest.mark.parametrize(
    ("clicks", "outcome", "passes"),
    [(7, "passed", True), (8, "passed", False), (7, "failed", False), (7, "skipped", False)],
)
def test_a_task_passes_with_all_of_its_tests_and_figures(tmp_path, clicks, outcome, passes):
    report = Report(tmp_path / "tasks")
    rest = {"taps": 0, "keys": 0, "t_sys": 0, "t_user": 20}
    report.legs["T04"] = {"T04 township": {"clicks": clicks, **rest}, "T04 office": {"clicks": 4, **rest}}
    report.tests["T04"] = {"a": "passed", "b": outcome}
    assert report.line("T04", {})["pass"] is passes
    del report.legs["T04"]["T04 office"]
    assert report.line("T04", {})["pass"] is False
