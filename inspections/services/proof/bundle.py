"""The evidence of one party's month, as a zip that proves itself without our software (docs/proof.md)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.models import AccountLine, PartyAccount
from inspections.models.account import PartyLevel
from inspections.services.account.digest import leaves_of, month_of
from inspections.services.proof import canon
from inspections.services.proof.freezing import frozen_of, inputs_of
from inspections.services.proof.standalone import README, VERIFY, readme, standing_alone
from povertyapp.core.exports import Export, hand_out, open_record

KIND = "evidence"
LINE_FIELDS = (
    "rule",
    "subject_kind",
    "subject_code",
    "required",
    "delivered",
    "voided",
    "outcome",
    "weight",
)


@dataclass(frozen=True)
class Bundle:
    """The zip of one party's month, with the record of its export."""

    export: Export
    file_name: str

    @property
    def data(self):
        return self.export.data

    @property
    def record(self):
        return self.export.record


@transaction.atomic
def export_bundle(*, by, party: PartyAccount, reason="") -> Bundle:
    """Return the evidence bundle of a party's closed month; `party` is one that the user may see.

    Its lines and verdict, the rules and parameters, the frozen records behind its lines, and the way from each of
    them to the month's two fingerprints. Raises ValidationError while the month is not closed, or when it was
    closed before inputs were kept.
    """
    account = party.account
    files = frozen_of(account) if account.is_closed else []
    if not files or account.digest_format != canon.FORMAT:
        raise ValidationError(_("证据包从锁定的月份里取：这个月还没有锁定，或锁定时还没有冻结输入。"))
    lines = AccountLine.objects.filter(account=account, party_level=party.level, party_code=party.code)
    rows = [dict(zip(LINE_FIELDS, row, strict=True)) for row in lines.values_list(*LINE_FIELDS)]
    record = open_record(
        by=by,
        area=party.area,
        kind=KIND,
        columns=LINE_FIELDS,
        row_count=len(rows),
        filters={"month": account.month, "party": f"{party.level} {party.code}"},
        reason=reason,
    )
    made = hand_out(record, lambda: canon.pack(_files(account, party, rows, files)))
    return Bundle(made, f"{account.month}-{party.code}.zip")


def _files(account, party, rows, files):
    month = _month(account)
    told = _account(account, party, rows)
    inputs = _inputs(account, files, _keys(party, rows, files))
    packed = {
        README: readme(),
        VERIFY: standing_alone(),
        "month.json": canon.as_json(month),
        "account.json": canon.as_json(told),
        "inputs.json": canon.as_json(inputs),
        "lines.csv": canon.lines_table(month, told["lines"]),
        "evidence.csv": canon.evidence_table(inputs),
    }
    listed = {name: canon.sha256(data) for name, data in packed.items()}
    return packed | {canon.MANIFEST: canon.as_json(listed)}


def _month(account):
    """Return what the digest is made of, with the digest."""
    month = month_of(account, leaves_of(account))
    rules = [rule | {"weight": canon.number(rule["weight"])} for rule in month["rules"]]
    facts = {"version": account.version, "closed_at": account.closed_at.isoformat()}
    return month | {"rules": rules, "digest": account.digest, "code_version": account.code_version} | facts


def _account(account, party, rows):
    """Return the party with its lines, and its way to the month's root."""
    parties = [(level, code) for level, code, _leaf in leaves_of(account)]
    index = parties.index((party.level, party.code))
    told = {name: getattr(party, name) for name in ("level", "code", "name", "verdict", "lines", "failed")}
    lines = [row | {"weight": canon.number(row["weight"])} for row in rows]
    return {
        "party": told | {"score": canon.number(party.score)},
        "lines": sorted(lines, key=canon.said),
        "index": index,
        "path": canon.path_of([leaf for _level, _code, leaf in leaves_of(account)], index),
    }


def _inputs(account, files, wanted):
    """Return the records under the keys wanted, each with its way to the root of the inputs."""
    told = inputs_of(account, files)
    places = {key: place for place, key in enumerate(told["keys"])}
    tree = canon.Tree(told["leaves"])
    leaves = [
        {"key": key, "rows": sorted(told["found"][key]), "index": places[key], "path": tree.path(places[key])}
        for key in sorted(wanted & places.keys(), key=str.encode)
    ]
    facts = {name: told[name] for name in ("area", "month", "files", "count", "root")}
    return facts | {"leaves": leaves, "digest": account.inputs_digest}


def _keys(party, rows, files):
    """Return whose records stand behind a party's lines: what the lines speak of, the party itself, and of a
    village its households."""
    wanted = {party.code, *(row["subject_code"] for row in rows)}
    if party.level == PartyLevel.VILLAGE:
        homes = next(file for file in files if file.name == "households")
        at = homes.columns.index("village_code")
        told = (canon.fields(line) for line in homes.lines)
        wanted |= {row[homes.key_index] for row in told if row[at] == party.code}
    return wanted
