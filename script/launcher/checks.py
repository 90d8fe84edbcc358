"""The static checks of `.ci/run`: all of them run, whatever the first ones say."""

import subprocess

from launcher.checkout import PYTHON, ROOT
from launcher.console import show

TYPED = ("povertyapp/core", "*/services", "*/services.py", "*/rules", "*/rules.py")


def typed_paths() -> list[str]:
    """Return what mypy reads: the core, the services, the rules."""
    return sorted(str(path.relative_to(ROOT)) for pattern in TYPED for path in ROOT.glob(pattern))


def commands() -> dict[str, list[str]]:
    """Return the checks by name."""
    tools = PYTHON.parent
    manage = [str(PYTHON), "manage.py"]
    return {
        "ruff check": [str(tools / "ruff"), "check", "."],
        "ruff format": [str(tools / "ruff"), "format", "--check", "."],
        "import contracts": [str(tools / "lint-imports"), "--no-cache"],
        "types": [str(tools / "mypy"), *typed_paths()],
        "migrations": [*manage, "makemigrations", "--check", "--dry-run"],
        "message catalogues": [str(PYTHON), "script/launcher/catalogues.py", "check"],
    }


def run(env: dict[str, str]) -> int:
    """Run each check, print what failed, return 1 where one did."""
    failed = []
    for name, command in commands().items():
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        show(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name}")
        if done.returncode != 0:
            failed.append(name)
            show(done.stdout.rstrip())
    show(f"static checks: {', '.join(failed)} failed" if failed else "static checks: all ok")
    return 1 if failed else 0
