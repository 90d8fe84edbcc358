"""Installing the locked packages into `.venv`: by uv where it can be had, else by pip."""

import configparser
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from launcher.checkout import PYTHON, ROOT, VENV
from launcher.console import Refused, say

# Names of pip's settings and what uv calls them; uv reads no pip configuration by itself.
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "constraint": "UV_CONSTRAINT",
    "cert": "SSL_CERT_FILE",
    "trusted-host": "UV_INSECURE_HOST",
}
# In the order in which pip reads them: a later one has the last word.
PIP_CONFIG_FILES = (
    "/Library/Application Support/pip/pip.conf",
    "/etc/xdg/pip/pip.conf",
    "/etc/pip.conf",
    "~/.pip/pip.conf",
    "~/Library/Application Support/pip/pip.conf",
    "~/.config/pip/pip.conf",
)
DEBIAN_WHEELS = Path("/usr/share/python-wheels")


def install(lock: Path) -> bool:
    """Install what the lock names; False where neither uv nor pip could, after they said why."""
    uv = find_uv()
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
        if passes([*command, "--requirement", str(lock)], uv_environment()):
            return True
        say("uv could not install them; trying pip.")
    return passes([*pip(), "install", "--quiet", "--requirement", str(lock)], clean_environment())


def find_uv() -> str | None:
    """Return uv of `.venv`, of the machine, or freshly installed by pip; None where it cannot be had."""
    own, found = VENV / "bin" / "uv", shutil.which("uv")
    if own.exists():
        return str(own)
    if found and runs([found, "--version"]):
        return found
    lines = (ROOT / "requirements-dev.txt").read_text().splitlines()
    pinned = [line.split()[0] for line in lines if line.startswith("uv==")]
    return str(own) if passes([*pip(), "install", "--quiet", *pinned], clean_environment()) else None


def pip() -> list[str]:
    """Return the pip of this Python, installed or bundled with it, told to work on `.venv`."""
    arguments = ["--python", str(PYTHON), "--disable-pip-version-check"]
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", *arguments]
    bundled = importlib.util.find_spec("ensurepip")
    folders = (
        [DEBIAN_WHEELS] if bundled is None else [Path(str(bundled.origin)).parent / "_bundled", DEBIAN_WHEELS]
    )
    wheels = [wheel for folder in folders for wheel in sorted(folder.glob("pip-*.whl"))]
    if not wheels:
        raise Refused(
            f"{sys.executable} comes without pip, so nothing can be installed."
            " On Debian and Ubuntu: apt-get install python3-venv; then start again."
        )
    return [sys.executable, str(wheels[-1] / "pip"), *arguments]


def uv_environment() -> dict[str, str]:
    """Return our environment with pip's settings told to uv, and the machine's certificates trusted."""
    env = clean_environment()
    env |= {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1", "UV_INDEX_STRATEGY": "unsafe-best-match"}
    settings = pip_settings()
    for name, variable in PIP_TO_UV.items():
        if settings.get(name) and variable not in env:
            env[variable] = " ".join(settings[name].split())
    return env


def pip_settings() -> dict[str, str]:
    """Return pip's settings as its configuration files and `PIP_…` variables give them."""
    files = [Path(name).expanduser() for name in PIP_CONFIG_FILES]
    files.append(Path(sys.prefix) / "pip.conf")
    if os.environ.get("PIP_CONFIG_FILE"):
        files.append(Path(os.environ["PIP_CONFIG_FILE"]))
    settings: dict[str, str] = {}
    for file in files:
        parser = configparser.RawConfigParser()
        try:
            parser.read(file, encoding="utf-8")
        except (configparser.Error, OSError, UnicodeDecodeError):
            continue  # pip itself will complain about it
        for section in ("global", "install"):
            if parser.has_section(section):
                settings |= dict(parser.items(section))
    for name in PIP_TO_UV:
        settings[name] = os.environ.get(f"PIP_{name.upper().replace('-', '_')}") or settings.get(name, "")
    return settings


def clean_environment() -> dict[str, str]:
    """Return our environment with compiled files allowed: they make all later starts faster."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def runs(command: list[str]) -> bool:
    """Say whether the command can be run and succeeds; it prints nothing."""
    quiet = subprocess.DEVNULL
    try:
        return subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet).returncode == 0
    except OSError:
        return False


def passes(command: list[str], env: dict[str, str]) -> bool:
    """Run the command in the checkout, all its output on standard error, and say whether it succeeded."""
    done = subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    return done.returncode == 0
