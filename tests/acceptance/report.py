"""The plugin of `script/bench tasks`: one JSON line a task, then the table against the limits.

A task passes when every test that is marked with it passed, none was skipped, no page complained, and no figure is
above its limit. What grew by more than a tenth since the last run in which it passed is named beside it; the run before
is kept beside this one.
"""

import json
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

from tests.acceptance.limits import ERRORS, LEGS, TITLES, WHOLE, Limits, limits_of

COLUMNS = ("clicks", "taps", "keys", "t_sys", "t_user")
COUNTED = (*COLUMNS, "errors")
GROWN = 1.1
BEFORE = "before"  # the run before lies beside the last one, under its name with this ending
VERDICTS = {True: "yes", False: "NO: ", None: "not run"}
HEAD = f"{'task':14}{''.join(f'{name:>14}' for name in COUNTED)}{'tests':>6}  pass"


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
        self.errors = defaultdict(int)

    def pytest_runtest_logreport(self, report):
        told = report.user_properties
        for task in {value for name, value in told if name == "task"}:
            worst = self.tests[task].get(report.nodeid, "passed")
            self.tests[task][report.nodeid] = report.outcome if report.outcome != "passed" else worst
            if report.when == "teardown":
                self.errors[task] += sum(value for name, value in told if name == "errors")
        if report.when == "teardown":
            for name, value in told:
                if name == "leg":
                    self.legs[value["leg"].split()[0]][value["leg"]] = value["figures"]

    def pytest_sessionfinish(self, session):
        before = self._before()
        lines = [self.line(task, before.get(task, {})) for task in TITLES]
        table = "\n".join([HEAD, *(row for line in lines for row in rows(line))])
        told = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        if self.path.exists():
            self.path.replace(self.path.with_name(f"{self.path.name}-{BEFORE}"))
        self.path.write_text(f"{told}\n\n{table}\n")
        if any(line["pass"] is False for line in lines):
            session.exitstatus = 1

    def _before(self):
        """Return the line of each task from the last run in which it passed."""
        kept = self.path.read_text().splitlines() if self.path.exists() else []
        lines = [json.loads(each) for each in kept if each.startswith("{")]
        return {line["task"]: line if line["pass"] else line.get(BEFORE, {}) for line in lines}

    def line(self, task, before):
        """Return what is told about a task."""
        legs, tests = self.legs[task], self.tests[task]
        sums = _together(task, legs)
        whole = WHOLE.get(task, Limits())
        missed = whole.missed(sums)
        missed += [
            f"{leg}: {said}" for leg, figures in legs.items() for said in limits_of(leg).missed(figures)
        ]
        errors = self.errors[task]
        missed += [f"errors {errors} > {ERRORS}"] if errors > ERRORS else []
        missed += [f"{outcome}: {nodeid}" for nodeid, outcome in tests.items() if outcome != "passed"]
        wanted = [leg for leg in LEGS if leg.split()[0] == task] or [task] * (task in WHOLE)
        missed += [f"not counted: {leg}" for leg in wanted if tests and leg not in legs]
        return {
            "task": task,
            "title": TITLES[task],
            **sums,
            "errors": errors,
            "limits": {**_set(whole), "errors": ERRORS},
            "legs": {leg: {"limits": _set(limits_of(leg)), **figures} for leg, figures in legs.items()},
            "tests": len(tests),
            "missed": missed,
            "grown": _grown(before, sums | {"errors": errors}) if tests else [],
            "pass": not missed if tests else None,
            BEFORE: {name: before[name] for name in (*COUNTED, "tests") if name in before},
        }


def _grown(before, now):
    """Return a sentence for each figure that is above that of the run before by more than a tenth."""
    known = [name for name in COUNTED if name in before and now[name] > GROWN * before[name]]
    return [f"{name} {before[name]} → {now[name]}" for name in known]


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
    cells = (_against(told.get(each, ""), told["limits"].get(each)) for each in COUNTED)
    return f"{name:14}{''.join(f'{cell:>14}' for cell in cells)}{rest}".rstrip()


def _against(figure, most):
    return f"{figure}" if most is None else f"{figure} / {most}"
