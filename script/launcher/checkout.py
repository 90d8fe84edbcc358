"""The folders of this checkout and its identity."""

import hashlib
import json
import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
LOGS = VAR / "log"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def make_var() -> None:
    """Create `var/` so that the servers' user can pass through it; what is private in it is so by itself."""
    LOGS.mkdir(parents=True, exist_ok=True)
    if VAR.stat().st_uid == os.geteuid():
        VAR.chmod(0o711)


def identity() -> str:
    """Return the random name of this checkout, kept in `var/id`.

    What lies outside the checkout (sockets, sometimes data) is keyed by it, never by the path: a checkout
    deleted and cloned again must not find the old database. A copy of a checkout gets a name of its own.
    """
    file = VAR / "id"
    known = read_json(file)
    name, place = known.get("id"), known.get("place")
    if name and place == str(ROOT):
        return name
    is_copy = name and read_json(Path(place or "") / "var" / "id").get("id") == name
    if not name or is_copy:
        name = secrets.token_hex(6)
    write_private(file, json.dumps({"id": name, "place": str(ROOT)}) + "\n")
    return name


def read_json(file: Path) -> dict:
    """Return the object in the file, or an empty one where there is none."""
    try:
        found = json.loads(file.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    new = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
    os.replace(new, file)


def digest(*files: Path) -> str:
    """Return a short digest of the contents of the files; a missing file counts as empty."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0")
        total.update(file.read_bytes() if file.is_file() else b"")
    return total.hexdigest()[:16]
