"""How rows, parts and batches are hashed. Whoever changes this breaks every chain there is."""

import hashlib
import json

from povertyapp.core import crypto

HASH_BYTES = 32
PURPOSE = "audit chain"
FIRST = "0" * 64
# The text of a row must not depend on who reads it.
READING = (
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, MDY'; SET LOCAL intervalstyle = 'postgres';"
    " SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL work_mem = '64MB'"
)


def leaf_sql(columns, table=""):
    """Return the SQL of the hash of one row: these columns in this order."""
    prefix = f"{table}." if table else ""
    listed = ", ".join(f'{prefix}"{column}"' for column in columns)
    return f"sha256(convert_to(ROW({listed})::text, 'UTF8'))"


def merkle(leaves):
    """Return the root of hashes (bytes each) as hex digits; a last one without a neighbour goes up as it is."""
    level = list(leaves) or [b""]
    sha256 = hashlib.sha256
    while len(level) > 1:
        pairs = [
            sha256(b"\x01" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        level = pairs + level[2 * len(pairs) :]
    return level[0].hex()


def split(leaves):
    """Return the hashes of a segment, which are stored behind one another."""
    whole = bytes(leaves)
    return [whole[at : at + HASH_BYTES] for at in range(0, len(whole), HASH_BYTES)]


def digest_of(*said):
    """Return the SHA-256 (hex digits) of these values in their one written form."""
    text = json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def segment_digest(source, segment):
    said = (source.name, source.table, source.key, list(source.columns))
    return digest_of(*said, segment.first, segment.last, segment.rows, segment.root)


def statement_digest(statement):
    return digest_of(statement.name, statement.value)


def root_of(digests):
    """Return the root of a batch from the digests of its parts."""
    return merkle([bytes.fromhex(digest) for digest in sorted(digests)])


def batch_digest(batch):
    made_at = batch.made_at.timestamp().hex()
    return digest_of(batch.number, made_at, batch.occasion, batch.rows, batch.root, batch.previous)


def code_of(digest):
    """Return (name of the key, code): what nobody can write who has the database alone."""
    name = crypto.sealing_key()
    return name, crypto.code(digest, PURPOSE, name)


def code_holds(batch):
    """Say whether the code of a batch is right; None where its key was taken away since."""
    if batch.key_name not in crypto.key_names():
        return None
    return crypto.same_code(batch.code, crypto.code(batch.digest, PURPOSE, batch.key_name))
