"""Sealing of personal columns: AES-SIV, bound to table, column and row (reliability-security C1).

A sealed text looks like `k1:…` where `k1` names the key. The seal is deterministic per row: the same value in
the same row gives the same text, so that an unchanged import writes nothing; the same value in another row gives
another text, and a text moved to another row does not open. Searching goes through `keyed_hash`.
Keys come from `FIELD_KEYS`: `k2:<base64 of 64 bytes>,k1:<…>`; the first one seals, all of them open. The key of
the hashes is `HASH_KEY` (one such entry), else the last of `FIELD_KEYS`.
"""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 64


class SealBroken(Exception):  # noqa: N818 - read as a sentence: the seal is broken
    """A sealed value was altered, moved to another row, or sealed with a key that we do not hold."""


@lru_cache
def _keys(text: str) -> dict[str, bytes]:
    keys = {}
    for part in filter(None, (text or "").split(",")):
        name, _, value = part.strip().partition(":")
        raw = base64.b64decode(value)
        if not name or len(raw) != KEY_BYTES:
            raise ImproperlyConfigured("FIELD_KEYS: each entry is name:base64 of 64 bytes")
        keys[name] = raw
    if not keys:
        raise ImproperlyConfigured("FIELD_KEYS is empty: no column can be sealed without a key")
    return keys


@lru_cache
def _cipher(text: str, name: str) -> AESSIV:
    return AESSIV(_keys(text)[name])


@lru_cache
def _hash_key(text: str, purpose: str) -> bytes:
    # Without a key of its own the oldest stays it: rotating the seals must not change what searches compare.
    oldest = list(_keys(text).values())[-1]
    return hmac.new(oldest, f"povertyapp hash {purpose}".encode(), hashlib.sha256).digest()


def sealing_key() -> str:
    """Return the name of the key that seals now: the first of `FIELD_KEYS`."""
    return next(iter(_keys(settings.FIELD_KEYS)))


def key_names() -> list[str]:
    """Return the names of all keys that open, newest first."""
    return list(_keys(settings.FIELD_KEYS))


def key_of(text: str) -> str:
    """Return the name of the key that a sealed text was sealed with."""
    return text.partition(":")[0]


def seal(value: str, column: str, row_key: str) -> str:
    """Return `value` sealed for one `table.column` of the row known by `row_key`. Blank stays blank."""
    if value in (None, ""):
        return ""
    name = sealing_key()
    sealed = _cipher(settings.FIELD_KEYS, name).encrypt(
        value.encode(), [column.encode(), str(row_key).encode()]
    )
    return f"{name}:{base64.b64encode(sealed).decode()}"


def unseal(text: str, column: str, row_key: str) -> str:
    """Open what `seal` made for the same column and row; raises SealBroken for anything else."""
    if text in (None, ""):
        return ""
    name, _, body = text.partition(":")
    try:
        cipher = _cipher(settings.FIELD_KEYS, name)
        return cipher.decrypt(base64.b64decode(body), [column.encode(), str(row_key).encode()]).decode()
    except (KeyError, ValueError, InvalidTag) as error:
        raise SealBroken(f"{column} of {row_key} does not open") from error


def keyed_hash(value: str, purpose: str) -> str:
    """Return the keyed hash (HMAC-SHA-256, 32 hex digits) of a normalised value, or blank for blank.

    `purpose` keeps kinds apart: the hash of an ID number never equals that of a telephone.
    """
    if value in (None, ""):
        return ""
    key = _hash_key(settings.HASH_KEY or settings.FIELD_KEYS, purpose)
    return hmac.digest(key, str(value).encode(), "sha256").hex()[:32]


def seal_bytes(value: bytes, *bound: str) -> bytes:
    """Return bytes sealed with the newest key, bound to where they belong; only the same words open them."""
    name = sealing_key()
    sealed = _cipher(settings.FIELD_KEYS, name).encrypt(value, [word.encode() for word in bound])
    return name.encode() + b":" + sealed


def unseal_bytes(sealed: bytes, *bound: str) -> bytes:
    """Open what `seal_bytes` made for the same words; raises SealBroken for anything else."""
    name, _, body = sealed.partition(b":")
    try:
        cipher = _cipher(settings.FIELD_KEYS, name.decode("ascii", "replace"))
        return cipher.decrypt(body, [word.encode() for word in bound])
    except (KeyError, ValueError, InvalidTag) as error:
        raise SealBroken(f"{' '.join(bound)} does not open") from error


def code(text: str, purpose: str, name: str) -> str:
    """Return the HMAC-SHA-256 (hex digits) of a text with the key of that name: proof that we wrote it."""
    key = hmac.digest(_keys(settings.FIELD_KEYS)[name], f"povertyapp {purpose}".encode(), "sha256")
    return hmac.digest(key, text.encode(), "sha256").hex()


def same_code(one: str, other: str) -> bool:
    """Compare two codes in a time that tells nothing of them."""
    return hmac.compare_digest(one, other)
