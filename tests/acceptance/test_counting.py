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
    report.errors["T04"] = 1
    assert "errors 1 > 0" in report.line("T04", {})["missed"]
    report.errors["T04"] = 0
    del report.legs["T04"]["T04 office"]
    assert report.line("T04", {})["pass"] is False


def test_what_grew_by_more_than_a_tenth_since_the_run_before_is_said(tmp_path):
    report = Report(tmp_path / "tasks")
    report.legs["T06"] = {"T06": {"clicks": 2, "taps": 0, "keys": 11, "t_sys": 1.0, "t_user": 2.3}}
    report.tests["T06"] = {"a": "passed"}
    before = {"clicks": 1, "taps": 0, "keys": 10, "t_sys": 2.0, "t_user": 2.0, "errors": 0, "tests": 1}
    line = report.line("T06", before)
    assert line["grown"] == ["clicks 1 → 2", "t_user 2.0 → 2.3"]
    assert line["before"] == before
    assert report.line("T07", before)["grown"] == []


def test_the_run_before_is_kept_and_so_are_the_figures_of_a_task_that_did_not_pass(tmp_path):
    figures = {"clicks": 2, "taps": 0, "keys": 11, "t_sys": 1.0, "t_user": 2.3}
    first, second, third = (Report(tmp_path / "tasks") for _run in range(3))
    for report in (first, third):
        report.legs["T06"], report.tests["T06"] = {"T06": figures}, {"a": "passed"}
    for report in (first, second):
        report.pytest_sessionfinish(Target())
    assert '"clicks": 2' in (tmp_path / "tasks-before").read_text()
    assert third._before()["T06"]["clicks"] == 2
