"""The commands behind `script/…` and `.ci/run`."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TextIO

from launcher import checks, environment, keys, places, server, session, system
from launcher.checkout import PYTHON, ROOT, VAR, make_var
from launcher.console import Refused, say, show
from launcher.processes import Stop, die_with_parent, ignore_signals, stop_on_signals
from launcher.services import Services

STOPPED = 130
USAGE = (
    "usage: script/server | script/test [pytest arguments] | script/manage ARGUMENTS | script/bench [NAME]"
)


def main(arguments: list[str]) -> int:
    """Run the command and return its exit code; every refusal is one sentence on standard error."""
    table = {"server": serve, "test": test, "manage": manage, "bench": bench, "checks": check}
    if not arguments or arguments[0] not in table:
        say(USAGE)
        return 2
    stop_on_signals()
    try:
        make_var()
        return table[arguments[0]](arguments[1:])
    except Refused as refusal:
        say(f"povertyapp: {refusal}")
        return 1
    except PermissionError as error:
        say(
            f"povertyapp: {error.strerror}: {error.filename} is another user's; was an earlier start as root?"
        )
        return 1
    except Stop:
        return STOPPED


def serve(arguments: list[str]) -> int:
    if arguments:
        say("script/server takes no arguments; PORT, HOST and DEMO are read from the environment.")
        return 2
    try:
        return server.serve()
    except Stop:
        return 0


def manage(arguments: list[str]) -> int:
    """Run manage.py with the services up, in the caller's folder; exit code and output are its own."""
    environment.prepare("demo")
    with session.joined("script/manage") as (services, env):
        if arguments[:1] == ["migrate"]:
            server.forget_migrated()
        elif services is not None and not os.environ.get("DATABASE_URL"):
            server.migrate(services, env)
        return foreground([str(PYTHON), str(ROOT / "manage.py"), *arguments], env)


def test(arguments: list[str]) -> int:
    """Run pytest on servers of its own, thrown away afterwards; pytest's closing line comes last."""
    environment.prepare("dev")
    system.prepare_for_tests()
    command = [str(PYTHON), "-m", "pytest", *spread(arguments), *arguments]
    with places.thrown_away_home(in_memory=True) as home:
        return with_thrown_away(home, "test", lambda env: foreground(command, env, ROOT))


def spread(arguments: list[str]) -> list[str]:
    """Return the options that run the whole suite on all cores; named files or tests run in one process.

    One process more than there are cores: each waits a part of its time for a browser, a server or a worker.
    """
    if any((ROOT / argument.split("::")[0]).exists() for argument in arguments):
        return []
    processes = min(4, (os.cpu_count() or 1) + 1)
    return ["--numprocesses", str(processes), "--dist", "loadfile", "--no-loadscope-reorder"]


def bench(arguments: list[str]) -> int:
    """Run the benchmarks on servers of their own, tuned as in production."""
    if arguments[:1] == ["tasks"]:
        return tasks(arguments[1:])
    if arguments[:1] == ["quarter"]:
        environment.prepare("dev")
        return foreground([str(PYTHON), "-m", "tests.acceptance.quarter"], dict(os.environ), ROOT)
    environment.prepare("demo")

    def run(env: dict[str, str]) -> int:
        server.manage(env, "migrate", "--noinput", "--verbosity", "0")
        return foreground([str(PYTHON), str(ROOT / "manage.py"), "bench", *arguments], env)

    with places.thrown_away_home() as home:
        return with_thrown_away(home, "bench", run)


def tasks(arguments: list[str]) -> int:
    """Run the acceptance script; its lines and its table go to standard output, what pytest says to standard error."""
    environment.prepare("dev")
    system.prepare_for_tests()
    told = VAR / "tasks"
    command = [
        str(PYTHON),
        "-m",
        "pytest",
        "-m",
        "task",
        "-p",
        "tests.acceptance.report",
        f"--tasks-to={told}",
    ]
    with places.thrown_away_home() as home:
        code = with_thrown_away(
            home,
            "test",
            lambda env: foreground([*command, *arguments], env | {"ACCEPTANCE": "whole"}, ROOT, sys.stderr),
        )
    if told.exists():
        show(told.read_text().rstrip())
    return code


def with_thrown_away(home: places.Home, tuning: str, run) -> int:
    services = Services(home, tuning)
    try:
        secrets = keys.made() | {name: os.environ[name] for name in keys.NAMES if os.environ.get(name)}
        return run(session.application_env(services.start(), secrets, home.key, str(home.folder)))
    finally:
        ignore_signals()
        services.stop()


def check(arguments: list[str]) -> int:
    """Run the static checks."""
    environment.prepare("dev")
    secrets = keys.made()
    nowhere = {
        "DATABASE_URL": "postgresql://app@/none?host=/none",
        "REDIS_URL": "unix:///none/broker.sock?db=0",
    }
    return checks.run(session.application_env(nowhere, secrets, "checks", str(VAR)))


def foreground(
    command: list[str], env: dict[str, str], cwd: Path | None = None, out: TextIO | None = None
) -> int:
    """Run a program on the terminal and return its exit code; it gets Ctrl-C itself, SIGTERM is handed on."""
    running = subprocess.Popen(
        command, env=env, cwd=cwd, stdout=out, preexec_fn=die_with_parent(signal.SIGTERM)
    )
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return shell_code(running.wait())
    except Stop:
        running.send_signal(signal.SIGTERM)
        return shell_code(running.wait())
    finally:
        stop_on_signals()


def shell_code(code: int) -> int:
    return code if code >= 0 else 128 - code
