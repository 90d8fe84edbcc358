"""What some tests want of the system: a browser, a Chinese font, an office suite, pango for PDF, lossy networks."""

import ctypes.util
import os
import shutil
import subprocess
import sys

from launcher.console import say, step

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OFFICES = ("soffice", "libreoffice")


def missing() -> list[str]:
    """Return Debian's names of what is not here."""
    wanted = []
    if not any(map(shutil.which, BROWSERS)):
        wanted.append("chromium")
    if not has_chinese_font():
        wanted.append("fonts-wqy-zenhei")
    if not any(map(shutil.which, OFFICES)):
        wanted.append("libreoffice-calc-nogui")
    if not all(map(ctypes.util.find_library, ("pango-1.0", "pangoft2-1.0"))):
        wanted += ["libpango-1.0-0", "libpangoft2-1.0-0"]
    if not shutil.which("nft"):
        wanted.append("nftables")
    if not shutil.which("ip"):
        wanted.append("iproute2")
    return wanted


def has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True).stdout.strip())


def prepare_for_tests() -> None:
    """Under CI=true install what is missing, as root and where apt-get is; else say what will be skipped."""
    wanted = missing()
    if not wanted:
        return
    if os.environ.get("CI") != "true":
        say(f"Not on this machine: {', '.join(wanted)}. Tests that need them are skipped with a reason.")
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        say(f"Not on this machine: {', '.join(wanted)}. Only root can install them, and only with apt-get.")
        return
    step(f"Installing {', '.join(wanted)}")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *wanted]):
        done = subprocess.run(["apt-get", *command], env=env, stdin=subprocess.DEVNULL, stdout=sys.stderr)
        if done.returncode != 0:
            say(f"apt-get {command[0]} failed; the tests that need these programs will say so.")
            return
