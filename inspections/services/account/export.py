"""Take a month's account out: the workbook, or every line as JSON; each export leaves its record."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from assistance.models import Visit
from inspections.models import (
    AccountLine,
    AccountMonth,
    AccountTally,
    AccountUnitLine,
    CarriedLine,
    LateEntry,
    PartyAccount,
)
from inspections.models.account import PartyLevel
from inspections.months import rules_of, rules_of_places
from inspections.services.account.digest import rules_and_parameters
from inspections.standings import PLACES, add_up, figure_rows
from inspections.workbooks.account import AccountBook, account_workbook
from povertyapp.core import clock
from povertyapp.core.exports import JSON_FORM, XLSX_FORM, hand_out, open_record
from povertyapp.core.models import ExportRecord

KIND = "hard_account"
LINE_FIELDS = (
    "party_level",
    "party_code",
    "party_name",
    "rule",
    "subject_kind",
    "subject_code",
    "required",
    "delivered",
    "voided",
    "outcome",
    "weight",
)
LEVEL_ORDER = [
    PartyLevel.COUNTY,
    PartyLevel.COUNTY_UNIT,
    PartyLevel.TOWNSHIP,
    PartyLevel.VILLAGE,
    PartyLevel.HELPER,
]


@dataclass(frozen=True)
class AccountExport:
    """A file that leaves, with its record and what it holds."""

    record: ExportRecord
    data: bytes
    file_name: str
    counts: dict


@transaction.atomic
def export_account(*, by, account, area, form=XLSX_FORM, reason="") -> AccountExport:
    """Return the account of a month for one place as a workbook (`xlsx`) or with every line (`json`).

    `area` is a place that the user may see, in the account's county; `by` is None on the command line. Raises
    ValidationError when the month was never computed. Of a closed month the bytes are the same each time.
    """
    # The row is held, so that no computation swaps the tables while they are read.
    account = AccountMonth.objects.select_for_update().get(pk=account.pk)
    if account.computed_at is None:
        raise ValidationError(
            _("%(month)s 还没有计算过，没有可导出的硬账；请先计算。") % {"month": account.month}
        )
    content = _Content(account, area)
    record = open_record(
        by=by,
        area=area,
        kind=KIND,
        columns=LINE_FIELDS,
        row_count=content.line_count,
        filters={
            "month": account.month,
            "area": area.code,
            "form": form,
            **({"version": account.version} if account.version > 1 else {}),
        },
        reason=reason,
    )
    made = hand_out(
        record, lambda: _as_json(content) if form == JSON_FORM else account_workbook(_book(content, record))
    )
    version = f"v{account.version}" if account.version > 1 else ""
    name = f"{area.name}{account.month}硬账{version}.{form}"
    return AccountExport(record, made.data, name, content.counts)


def line_count(account, area) -> int:
    """Return how many lines the account of a place holds."""
    return AccountLine.objects.in_area(area.code).filter(account=account).count()


class _Content:
    """What is stored of one place's month. Names are those of the month, not of today."""

    def __init__(self, account, area):
        self.account, self.area = account, area
        self.rules = rules_of(account)
        parties = PartyAccount.objects.in_area(area.code).filter(account=account).order_by("code")
        self.parties = sorted(parties, key=lambda party: (LEVEL_ORDER.index(party.level), party.code))
        self.line_count = self._lines().count()

    def _lines(self):
        return AccountLine.objects.in_area(self.area.code).filter(account=self.account)

    @cached_property
    def names(self):
        """Return (level, code) → name as it was that month, of helpers from beyond the place too."""
        parties = PartyAccount.objects.filter(account=self.account)
        return {(level, code): name for level, code, name in parties.values_list("level", "code", "name")}

    def lines(self) -> Iterator[tuple]:
        """Yield the lines in a fixed order as tuples: LINE_FIELDS, then the area."""
        order = ("party_level", "party_code", "rule", "subject_code", "area_id")
        for line in (
            self._lines().order_by(*order).values_list(*LINE_FIELDS, "area_id").iterator(chunk_size=5000)
        ):
            level, code, name, *rest = line
            yield (level, code, self.names.get((level, code), name), *rest)

    @cached_property
    def late(self) -> list[tuple]:
        """Return the late visits shown in this account: household, area, day, entered, channel, helper."""
        shown = LateEntry.objects.in_area(self.area.code).shown_in(self.account)
        return list(
            Visit.objects.filter(pk__in=shown.values("visit"))
            .order_by("household__household_no", "happened_on", "pk")
            .values_list(
                "household__household_no", "area_id", "happened_on", "recorded_at", "channel", "helper__code"
            )
        )

    @cached_property
    def carried(self) -> list[dict]:
        """Return what was made up of the month before: shown with the account, and in no score."""
        lines = CarriedLine.objects.in_area(self.area.code).filter(account=self.account)
        return [
            {
                "month": line.month,
                "party_level": line.level,
                "party_code": line.code,
                "party_name": line.name,
                "rule": line.rule,
                "title": line.title,
                "subject_kind": line.subject_kind,
                "subject_code": line.subject_code,
                "required": line.required,
                "delivered": line.delivered,
                "outcome": CarriedLine.OUTCOME,
                "weight": line.weight,
                "area": line.area_id,
            }
            for line in lines.order_by("level", "code", "rule", "subject_code", "area_id")
        ]

    @property
    def counts(self) -> dict:
        return {
            "month": self.account.month,
            "area": self.area.code,
            "state": self.account.state,
            "digest": self.account.digest,
            "parties": len(self.parties),
            "lines": self.line_count,
            "late": len(self.late),
        }


def _as_json(content) -> bytes:
    """Return the JSON of the contract: lines and parties, which month, state and digest they are of, and what the
    digest is made of beside them (docs/proof.md)."""
    account = content.account
    head = content.counts | {
        "version": account.version,
        "digest_format": account.digest_format,
        "inputs_digest": account.inputs_digest,
    }
    del head["parties"], head["lines"], head["late"]
    parties = [
        {
            "level": party.level,
            "code": party.code,
            "name": party.name,
            "score": _number(party.score),
            "verdict": party.verdict,
            "lines": party.lines,
            "failed": party.failed,
        }
        for party in content.parties
    ]
    late = [
        {
            "household_no": number,
            "village_code": area,
            "helper_code": helper,
            "channel": channel,
            "happened_on": day.isoformat(),
            "recorded_at": entered.astimezone(clock.COUNTY_TIME).isoformat(),
        }
        for number, area, day, entered, channel, helper in content.late
    ]
    lines = (dict(zip(LINE_FIELDS, map(_number, line), strict=False)) for line in content.lines())
    told = rules_and_parameters(account)
    rules = [{name: _number(value) for name, value in rule.items()} for rule in told["rules"]]
    parts = [f'"{name}": {_dump(value)}' for name, value in head.items()]
    parts += [f'"parameters": {_dump(told["parameters"])}', f'"rules": {_array(rules)}']
    carried = [
        {name: _number(value) for name, value in line.items() if name not in ("title", "area")}
        for line in content.carried
    ]
    parts += [f'"parties": {_array(parties)}', f'"late": {_array(late)}', f'"carried": {_array(carried)}']
    parts += [f'"lines": {_array(lines)}']
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _array(items) -> str:
    """Return a JSON array with one item a line."""
    said = ",\n".join(_dump(item) for item in items)
    return f"[\n{said}\n]" if said else "[]"


def _dump(value) -> str:
    return json.dumps(value, ensure_ascii=False)


def _number(value):
    """Return an exact decimal as a JSON number: whole ones without a point."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral() else float(value)


def _book(content, record) -> AccountBook:
    account, code = content.account, content.area.code
    figures = figure_rows(
        AccountTally.objects.in_area(code).filter(account=account),
        AccountUnitLine.objects.in_area(code).filter(account=account),
    )
    places = [party for party in content.parties if party.level in PLACES]
    channels = dict(Visit._meta.get_field("channel").flatchoices)
    return AccountBook(
        account=account,
        place_name=content.area.name,
        moment=account.closed_at if account.is_closed else record.made_at,
        export_no="" if account.is_closed else record.number,
        rules=content.rules,
        rules_of_places=rules_of_places(account),
        units=_in_order_of_places(places, content.area),
        helping_units=[party for party in content.parties if party.level == PartyLevel.COUNTY_UNIT],
        helpers=[party for party in content.parties if party.level == PartyLevel.HELPER],
        standings=add_up(figures, content.rules, code),
        area_names={party.code: party.name for party in places},
        lines=((*line[:6], line[-1], *line[6:-1]) for line in content.lines()),
        line_count=content.line_count,
        carried=content.carried,
        late=[
            (number, area, day, entered, str(channels.get(channel, channel)))
            for number, area, day, entered, channel, _helper in content.late
        ],
    )


def _in_order_of_places(places, area) -> list:
    """Return the place itself first, then each township followed by its villages."""
    top = [place for place in places if place.code == area.code]
    below = sorted((place for place in places if place.code != area.code), key=lambda place: place.code)
    if not top:
        raise ValidationError(_("%(place)s 在这个月的账里没有，请核对区划代码。") % {"place": area})
    return top + below
