"""The secrets of this installation: from the environment, else made once into `var/keys.env`."""

import base64
import os
import secrets

from launcher.checkout import VAR, write_private
from launcher.console import Refused, step

FILE = VAR / "keys.env"
NAMES = ("SECRET_KEY", "FIELD_KEYS")
FIELD_KEY_BYTES = 64


def made() -> dict[str, str]:
    """Return new secrets."""
    field_key = base64.b64encode(secrets.token_bytes(FIELD_KEY_BYTES)).decode()
    return {"SECRET_KEY": secrets.token_urlsafe(48), "FIELD_KEYS": f"k1:{field_key}"}


def load(has_data: bool) -> dict[str, str]:
    """Return both secrets; make them where there are none, but never beside data sealed with lost ones."""
    given = {name: os.environ[name] for name in NAMES if os.environ.get(name)}
    if len(given) == len(NAMES):
        return given
    if os.environ.get("DATABASE_URL"):
        missing = " and ".join(name for name in NAMES if name not in given)
        raise Refused(f"DATABASE_URL names a server of your own: give {missing} in the environment too.")
    known = _read()
    if not known:
        if has_data:
            raise Refused(
                f"{FILE} is missing, but there is a database whose personal columns are sealed with its keys."
                " Put the file back, or move var/data away to begin anew."
            )
        known = made()
        write_private(FILE, "".join(f"{name}={value}\n" for name, value in known.items()))
        step(f"Made the keys of this installation: {FILE}")
    return known | given


def _read() -> dict[str, str]:
    try:
        lines = FILE.read_text().splitlines()
    except FileNotFoundError:
        return {}
    known = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    missing = [name for name in NAMES if not known.get(name)]
    if missing:
        raise Refused(f"{FILE} lacks {' and '.join(missing)}.")
    return known
