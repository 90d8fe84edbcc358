"""Keep what a month was computed from as it is at closing; later changes of today's tables do not reach it."""

import hashlib
import io
import zlib
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _

from inspections.models import AccountMonth, FrozenInput
from inspections.services.proof.canon import by_key, digest_of_inputs, key_leaves, root_of
from povertyapp.core.errors import Conflict
from povertyapp.core.inputs import INPUTS, Month, select
from povertyapp.core.parameters import Parameters

# Of zlib: a third of the text's size in a tenth of the time of the best.
LEVEL = 3
# Written by rulings, before the month is closed and after.
CORRECTIONS = "line_corrections"


@dataclass(frozen=True)
class InputFile:
    """The lines of one kind without header, in the order of their bytes."""

    name: str
    columns: tuple[str, ...]
    key: str
    place: str
    lines: list[str]

    @property
    def text(self):
        return "\n".join(self.lines)

    @property
    def key_index(self):
        return self.columns.index(self.key)

    def facts(self):
        """Return what the text of the inputs says of this file."""
        return {"name": self.name, "columns": list(self.columns), "key": self.key, "rows": len(self.lines)}


def read_inputs(account, *, with_results=True) -> list[InputFile]:
    """Read the inputs of a month as they stand now, in the order of their names.

    `with_results` False leaves out what the computation itself writes.
    """
    county, period = account.area_id, account.period
    month = Month(county, period, Parameters(county, period.start), account)
    kinds = sorted(INPUTS.values(), key=lambda kind: kind.name)
    return [_read(kind, month) for kind in kinds if with_results or not kind.is_result]


def _read(kind, month) -> InputFile:
    statement, params = select(kind, month)
    out = io.BytesIO()
    with connection.cursor() as cursor:
        said = cursor.mogrify(statement, params).decode()
        cursor.copy_expert(f"COPY ({said}) TO STDOUT WITH (FORMAT csv)", out)
    # Sorted here: the order of bytes is that of every server, whatever its language.
    lines = sorted(out.getvalue().split(b"\n")[:-1])
    return InputFile(kind.name, tuple(kind.columns), kind.key, kind.place, [line.decode() for line in lines])


def fingerprints(files) -> dict[str, str]:
    """Return the SHA-256 of each file's lines by name."""
    return {file.name: hashlib.sha256(file.text.encode()).hexdigest() for file in files}


@transaction.atomic
def freeze_inputs(account: AccountMonth, before: dict[str, str]) -> None:
    """Keep the inputs of an account that is being closed, and write their fingerprint on it (not yet saved).

    `before` are the fingerprints of the inputs as they were before the account was computed. Conflict when they
    changed meanwhile: then nobody could say which of the two was counted.
    """
    files = read_inputs(account)
    now = fingerprints(files)
    if any(now[name] != sha256 for name, sha256 in before.items()):
        raise Conflict(_("锁定时有记录正在修改。请稍等再锁定一次。"))
    _keep(account, files)
    account.inputs_digest = digest_of_inputs(inputs_of(account, files))


@transaction.atomic
def freeze_corrections(account: AccountMonth) -> None:
    """Keep the rulings that a later version of a closed month takes; its other inputs are those of the first.

    Writes their fingerprint on the version (not yet saved). A month without frozen inputs gets none here either.
    """
    if frozen_of(account):
        _keep(account, [file for file in read_inputs(account) if file.name == CORRECTIONS])
        account.inputs_digest = digest_of_inputs(inputs_of(account, frozen_of(account)))


def _keep(account, files):
    FrozenInput.objects.bulk_create(
        FrozenInput(
            account=account,
            area_id=account.area_id,
            kind=file.name,
            columns=list(file.columns),
            key=file.key,
            place=file.place,
            rows=len(file.lines),
            sha256=fingerprints([file])[file.name],
            body=zlib.compress(file.text.encode(), LEVEL),
        )
        for file in files
    )


def inputs_of(account, files):
    """Return what the text of the inputs says, with `keys` and `leaves` for whoever needs the tree."""
    found = by_key([(file.name, file.key_index, file.lines) for file in files])
    keys, leaves = key_leaves(found)
    return {
        "area": account.area_id,
        "month": account.month,
        "files": [file.facts() for file in files],
        "count": len(leaves),
        "root": root_of(leaves),
        "keys": keys,
        "leaves": leaves,
        "found": found,
    }


def frozen_of(account) -> list[InputFile]:
    """Return the frozen inputs that a version of a month rests on, in the order of their names; none for a month
    that was not closed, or closed before inputs were kept. A later version has its own corrections only."""
    kept = FrozenInput.objects.filter(
        account__area=account.area_id, account__month=account.month, account__version__lte=account.version
    )
    return [
        InputFile(row.kind, tuple(row.columns), row.key, row.place, row.lines)
        for row in kept.order_by("kind", "-account__version").distinct("kind")
    ]
