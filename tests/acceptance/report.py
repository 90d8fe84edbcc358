"""The plugin of `script/bench tasks`: one JSON line a task, then the table against the limits.

A task passes when every test that is marked with it passed, none was skipped, and no figure is above its limit. One
of which no test is marked is named as not yet possible.
What grew by more than a tenth since the last run is named beside it.
"""

import json
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

from tests.acceptance.limits import LEGS, TITLES, WHOLE, Limits, limits_of

COLUMNS = ("clicks", "taps", "keys", "t_sys", "t_user")
GROWN = 1.1
VERDICTS = {True: "yes", False: "NO: ", None: "not yet possible"}
HEAD = f"{'task':14}{''.join(f'{name:>13}' for name in COLUMNS)}{'tests':>6}  pass"


def pytest_addoption(parser):
    parser.addoption(
        "--tasks-to", type=Path, required=True, help="where the lines are kept until the next run"
    )


def pytest_configure(config):
    config.pluginmanager.register(Report(config.getoption("--tasks-to")), "tasks-report")


class Report:
    """Collects what the tests tell about their tasks."""

    def __init__(self, path):
        self.path = path
        self.legs = defaultdict(dict)
        self.tests = defaultdict(dict)

    def pytest_runtest_logreport(self, report):
        told = report.user_properties
        for task in {value for name, value in told if name == "task"}:
            worst = self.tests[task].get(report.nodeid, "passed")
            self.tests[task][report.nodeid] = report.outcome if report.outcome != "passed" else worst
        if report.when == "teardown":
            for name, value in told:
                if name == "leg":
                    self.legs[value["leg"].split()[0]][value["leg"]] = value["figures"]

    def pytest_sessionfinish(self, session):
        before = self._before()
        lines = [self.line(task, before.get(task, {})) for task in TITLES]
        table = "\n".join([HEAD, *(row for line in lines for row in rows(line))])
        told = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        self.path.write_text(f"{told}\n\n{table}\n")
        if any(line["pass"] is False for line in lines):
            session.exitstatus = 1

    def _before(self):
        """Return the lines of the last run, by task."""
        kept = self.path.read_text().splitlines() if self.path.exists() else []
        lines = [json.loads(each) for each in kept if each.startswith("{")]
        return {line["task"]: line for line in lines}

    def line(self, task, before):
        """Return what is told about a task."""
        legs, tests = self.legs[task], self.tests[task]
        sums = _together(task, legs)
        whole = WHOLE.get(task, Limits())
        missed = whole.missed(sums)
        missed += [
            f"{leg}: {said}" for leg, figures in legs.items() for said in limits_of(leg).missed(figures)
        ]
        missed += [f"{outcome}: {nodeid}" for nodeid, outcome in tests.items() if outcome != "passed"]
        wanted = [leg for leg in LEGS if leg.split()[0] == task] or [task] * (task in WHOLE)
        missed += [f"not counted: {leg}" for leg in wanted if tests and leg not in legs]
        return {
            "task": task,
            "title": TITLES[task],
            **sums,
            "errors": sum(outcome == "failed" for outcome in tests.values()),
            "limits": _set(whole),
            "legs": {leg: {"limits": _set(limits_of(leg)), **figures} for leg, figures in legs.items()},
            "tests": len(tests),
            "missed": missed,
            "grown": [name for name in COLUMNS if before.get(name) and sums[name] > GROWN * before[name]],
            "pass": not missed if tests else None,
        }


def _together(task, legs):
    """Return what the legs of a task cost together; where it has several ways, what the dearest of each kind does."""
    add = sum if task in WHOLE else max
    return {name: round(add([leg[name] for leg in legs.values()] or [0]), 2) for name in COLUMNS}


def _set(limits):
    return {name: most for name, most in asdict(limits).items() if most is not None}


def rows(line):
    """Yield the row of a task, then of each leg where it has several."""
    verdict = VERDICTS[line["pass"]] + "; ".join(line["missed"])
    grown = f" (grown: {', '.join(line['grown'])})" if line["grown"] else ""
    yield _row(line["task"], line, f"{line['tests']:>6}  {verdict}{grown}")
    if len(line["legs"]) > 1:
        for leg, told in line["legs"].items():
            yield _row(f"  {leg.partition(' ')[2]}", told)


def _row(name, told, rest=""):
    cells = (_against(told[each], told["limits"].get(each)) for each in COLUMNS)
    return f"{name:14}{''.join(f'{cell:>13}' for cell in cells)}{rest}".rstrip()


def _against(figure, most):
    return f"{figure}" if most is None else f"{figure} / {most}"
