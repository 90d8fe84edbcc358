"""The inputs of a month as CSV files (contract.md), enough for an independent program to recompute every line."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.models import AccountMonth
from inspections.models.account import PartyLevel
from inspections.services.proof.canon import INPUTS_FORMAT, as_json, digest_of_inputs, fields
from inspections.services.proof.freezing import InputFile, frozen_of, inputs_of, read_inputs
from inspections.services.proof.standalone import VERIFY, standing_alone
from povertyapp.core.exports import hand_out, open_record
from povertyapp.core.models import ExportRecord

KIND = "facts"
HOUSEHOLD_NO = "household_no"


@dataclass(frozen=True)
class Facts:
    """The files of a month by name, with the record of the export."""

    record: ExportRecord
    files: dict[str, bytes]
    is_frozen: bool
    rows: dict[str, int]
    digest: str


@transaction.atomic
def export_facts(*, by, account, area, reason="") -> Facts:
    """Return the inputs of a month for one place, a CSV a kind, and `inputs.json` that says what they are.

    Of a closed month what was frozen: the same bytes each time. Of a month that is not closed the records as they
    stand. Raises ValidationError when the month was never computed, or was closed before inputs were kept.
    """
    account = AccountMonth.objects.select_for_update().get(pk=account.pk)
    if account.computed_at is None:
        raise ValidationError(
            _("%(month)s 还没有计算过，没有可导出的事实；请先计算。") % {"month": account.month}
        )
    kept = frozen_of(account)
    if account.is_closed and not kept:
        raise ValidationError(
            _("%(month)s 锁定时还没有冻结输入，没有可导出的事实；请导出以后锁定的月份。")
            % {"month": account.month}
        )
    files = kept or read_inputs(account)
    if area.code != account.area_id:
        files = narrowed(files, area.code)
    rows = {file.name: len(file.lines) for file in files}
    filters = {"month": account.month, "area": area.code}
    record = open_record(
        by=by, area=area, kind=KIND, columns=list(rows), row_count=sum(rows.values()), filters=filters,
        reason=reason,
    )  # fmt: skip
    about = _about(account, area, files, bool(kept))
    made = hand_out(record, lambda: as_json(about))
    written = {f"{file.name}.csv": as_csv(file) for file in files}
    written |= {"inputs.json": made.data, VERIFY: standing_alone()}
    return Facts(record, written, bool(kept), rows, about["digest"])


def as_csv(file: InputFile) -> bytes:
    """Return a file with its header, each line ended."""
    return "".join(f"{line}\n" for line in (",".join(file.columns), *file.lines)).encode()


def _about(account, area, files, is_frozen):
    told = inputs_of(account, files)
    return {
        "format": INPUTS_FORMAT,
        "area": account.area_id,
        "part": area.code,
        "month": account.month,
        "version": account.version,
        "state": account.state,
        "frozen": is_frozen,
        "files": told["files"],
        "count": told["count"],
        "root": told["root"],
        "digest": digest_of_inputs(told),
    }


def narrowed(files: Iterable[InputFile], code: str) -> list[InputFile]:
    """Return what concerns one place: its households with all that hangs on them, what lies there, whom they name.

    Parameters stay whole; of the parties the places in and above it, and the helpers and units that are named.
    """
    by_name = {file.name: file for file in files}
    homes = _kept(by_name["households"], "village_code", lambda place: place.startswith(code))
    numbers = {fields(line)[0] for line in homes.lines}
    found = []
    for file in by_name.values():
        if file.place == HOUSEHOLD_NO:
            file = _kept(file, HOUSEHOLD_NO, numbers.__contains__)
        elif file.place:
            file = _kept(file, file.place, lambda place: place.startswith(code))
        found.append(file)
    return [_named(file, found, code) if file.name == "parties" else file for file in found]


def _kept(file, column, wanted):
    place = file.columns.index(column)
    return replace(file, lines=[line for line in file.lines if wanted(fields(line)[place])])


def _named(parties, files, code):
    """Return the parties of a place: by their own code where they are places, else where a row names them."""
    told = {
        fields(line)[file.columns.index(column)]
        for file in files
        for column in ("helper_code", "unit_code")
        if column in file.columns
        for line in file.lines
    }
    people = {
        line for line in parties.lines if fields(line)[0] == PartyLevel.HELPER and fields(line)[1] in told
    }
    told |= {fields(line)[3] for line in people}

    def concerns(line):
        level, own, *_rest = fields(line)
        if level in (PartyLevel.HELPER, PartyLevel.COUNTY_UNIT):
            return own in told
        return own.startswith(code) or code.startswith(own)

    return replace(parties, lines=[line for line in parties.lines if concerns(line)])
