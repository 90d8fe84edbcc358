"""The file of a backup: a ZIP whose comment is the code of everything before it, made with our key.

A flipped bit anywhere, a piece cut off or a file of somebody else is refused before anything is written.
"""

import hashlib
import hmac
import json
import zipfile
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from povertyapp.core import crypto

MANIFEST = "manifest.json"
PURPOSE = "backup"
CODE_BYTES = 64
KEY_BYTES = 32
NOTHING = b" " * (KEY_BYTES + CODE_BYTES)


def close_archive(archive: zipfile.ZipFile, path: Path, manifest: dict) -> None:
    """Write the manifest, close the file and sign it."""
    archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1))
    archive.comment = NOTHING
    archive.close()
    name = crypto.sealing_key()
    signed = name.encode().ljust(KEY_BYTES) + crypto.code(_digest(path), PURPOSE, name).encode()
    with path.open("r+b") as file:
        file.seek(-len(NOTHING), 2)
        file.write(signed)


def open_archive(path: Path) -> tuple[zipfile.ZipFile, dict]:
    """Return the archive and its manifest; raise ValidationError where it is not whole, or not ours."""
    try:
        with path.open("rb") as file:
            file.seek(-len(NOTHING), 2)
            signed = file.read()
        name = signed[:KEY_BYTES].decode("ascii").rstrip()
        code = signed[KEY_BYTES:].decode("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise ValidationError(
            _("“%(file)s”不是完整的备份文件，请另选一份备份。") % {"file": path.name}
        ) from error
    if name not in crypto.key_names():
        raise ValidationError(
            _(
                "“%(file)s”要用做备份时的 FIELD_KEYS 才能恢复，或者已经损坏；"
                "请设好当时的 FIELD_KEYS 再试，仍不行请另选一份备份。"
            )
            % {"file": path.name}
        )
    if not hmac.compare_digest(code, crypto.code(_digest(path), PURPOSE, name)):
        raise ValidationError(
            _("“%(file)s”已经损坏或被改动，没有恢复。请用另一份备份。") % {"file": path.name}
        )
    archive = zipfile.ZipFile(path)
    return archive, json.loads(archive.read(MANIFEST))


def _digest(path: Path) -> str:
    """Return the SHA-256 of the file without its comment."""
    left, sha256 = path.stat().st_size - len(NOTHING), hashlib.sha256()
    with path.open("rb") as file:
        while left > 0 and (piece := file.read(min(left, 1 << 20))):
            sha256.update(piece)
            left -= len(piece)
    return sha256.hexdigest()
