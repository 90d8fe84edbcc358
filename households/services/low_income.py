"""Lists of low-income people against the register (TF-04): match a list, keep it, let people decide."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from households.choices import MATCH_MOVES, MatchClass, MatchStatus, PovertyAttribute
from households.importing.low_income import ListedPeople, read_low_income
from households.models import Household, LowIncomeList, LowIncomeRow
from households.places import county_meant
from households.services.changing import given_reason, locked
from households.services.matching import Match, match_rows
from povertyapp.core import clock
from povertyapp.core.copying import merge, stage_like
from povertyapp.core.crypto import seal
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.moves import advance
from povertyapp.core.workbooks import Workbook

DIFFERENT = "ROSTER_ATTR_MISMATCH"
KEY = "entry_no"
FIXED = (
    "listing_id",
    "sheet",
    "row",
    "township",
    "village",
    "group_name",
    "name",
    "id_number",
    "id_hash",
    "id_fault",
    "insured_count",
    "category",
    "monthly_yuan",
    "since",
    "card_no",
)
DECIDED = ("decided_by_id", "decided_at", "decision_reason")
JUDGED = ("area_id", "match_class", "status", "household_id", "member_id", *DECIDED)
ID_NUMBER: Any = LowIncomeRow._meta.get_field("id_number")


@dataclass(frozen=True)
class MatchedList:
    """What came of a list: the list as kept, the match of each row, and who is registered and not listed."""

    listing: LowIncomeList
    matches: list[Match]
    not_listed: list[str]
    counts: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return the file of the contract."""
        rows = [
            {
                "row": match.row.row,
                "class": str(match.match_class),
                "match_household_no": match.person.household.household_no if match.person else None,
                "match_person_no": match.person.person_no if match.person else None,
                "finding": finding_of(match),
            }
            for match in self.matches
        ]
        return {"rows": rows, "roster_low_not_listed": self.not_listed}


def finding_of(match: Match) -> str | None:
    """Return the code of what is wrong with a row: the register says otherwise, or its number is unreadable."""
    if match.person and match.person.household.poverty_attribute == PovertyAttribute.GENERAL:
        return DIFFERENT
    return match.row.fault or None


def match_low_income(
    *,
    by,
    source: str | Path | BinaryIO | Workbook,
    name: str | None = None,
    county: Area | None = None,
    progress: Callable | None = None,
) -> MatchedList:
    """Match a list with the register and keep it; the same file again changes only what the register changed.

    Persons are compared by the keyed hash of their number; a number is kept sealed and told nowhere. Rows that
    only name and village tie to somebody wait for a person. What people decided before, on this list or on an
    earlier one, holds as long as the same person is proposed. Raises `UnreadableWorkbook` or `ValidationError`
    with one sentence.
    """
    listed = read_low_income(source, name)
    county = _county_of(listed, county, by)
    matches = match_rows(listed.rows, county, clock.today())
    with transaction.atomic(), because(by=by, reason=_("匹配低保名单 %(file)s") % {"file": listed.file}):
        listing, _created = LowIncomeList.objects.get_or_create(
            area=county,
            file_sha256=listed.fingerprint,
            defaults={
                "file": listed.file[:200],
                "title": listed.title[:200],
                "period": listed.period,
                "taken_by": by,
                "taken_at": clock.now(),
            },
        )
        written = _store(listing, matches)
    not_listed = list(not_listed_households(listing).values_list("household_no", flat=True))
    if progress:
        progress(len(matches))
    return MatchedList(listing, matches, not_listed, _counts(matches, not_listed, written))


def not_listed_households(listing: LowIncomeList):
    """Return the registered allowance households of the county of whom nobody stands on the list."""
    listed = listing.rows.exclude(status__in=(MatchStatus.REJECTED, MatchStatus.NONE))
    return (
        Household.objects.in_area(listing.area_id)
        .filter(poverty_attribute=PovertyAttribute.ALLOWANCE, left_register_on=None)
        .exclude(pk__in=listed.values("household_id"))
        .order_by("area_id", "household_no")
    )


@transaction.atomic
def decide_match(*, by, row, same_person, reason):
    """Record that the listed person is, or is not, the proposed member, with the reason; return the row.

    Raises ValidationError without a reason, or where nobody is proposed; `Conflict` when somebody was faster.
    """
    reason = given_reason(reason)
    row = locked(row)
    if row.member_id is None:
        raise ValidationError(_("花名册里没有对上的人，没有可以确认的。请先核对名单里的姓名和号码。"))
    to = MatchStatus.CONFIRMED if same_person else MatchStatus.REJECTED
    return advance(
        row,
        to,
        by=by,
        reason=reason,
        moves=MATCH_MOVES,
        decided_by=by,
        decided_at=clock.now(),
        decision_reason=reason,
    )


def _county_of(listed: ListedPeople, given: Area | None, by) -> Area:
    county = given or county_meant(listed.titles, {row.township for row in listed.rows})
    if county is None:
        raise ValidationError(
            _("看不出“%(file)s”是哪个县的低保名单，请在标题中写明县名。") % {"file": listed.file}
        )
    if by is not None and not Area.objects.visible_to(by).filter(pk=county.pk).exists():
        raise ValidationError(
            _("“%(file)s”是%(county)s全县的名单，请交县扶贫办导入。")
            % {"file": listed.file, "county": county.name}
        )
    return county


def _store(listing: LowIncomeList, matches: list[Match]) -> int:
    """Write the rows that are new or that are judged otherwise now; return how many."""
    decided = _decisions(listing)
    mark = listing.file_sha256[:12]
    sheets = {name: place for place, name in enumerate(dict.fromkeys(m.row.sheet for m in matches), start=1)}
    rows = []
    for match in matches:
        entry_no = f"{listing.area_id}-{mark}-{sheets[match.row.sheet]}-{match.row.row}"
        rows.append([entry_no, *_written(listing, match, entry_no), *_judged(listing, match, decided)])
    table = LowIncomeRow._meta.db_table
    with connection.cursor() as cursor:
        stage_like(cursor, "low_income_incoming", LowIncomeRow, (KEY, *FIXED, *JUDGED), rows)
        return merge(cursor, "low_income_incoming", table, [KEY], JUDGED, fixed=FIXED).count


def _written(listing, match, entry_no) -> list[Any]:
    row = match.row
    number = seal(row.id_number, ID_NUMBER.column_key, entry_no)
    return [
        listing.pk,
        row.sheet[:60],
        row.row,
        row.township,
        row.village,
        row.group_name,
        row.name,
        number,
        row.id_hash,
        row.fault,
        row.insured_count,
        row.category,
        row.monthly_yuan,
        row.since,
        row.card_no,
    ]


def _judged(listing, match, decided) -> list[Any]:
    person = match.person
    area = (person.area_id if person else match.row.village_code) or listing.area_id
    said = decided.get((match.row.id_hash, match.row.name, person.pk if person else None))
    status, who, when, why = said or (match.status, None, None, "")
    own = (person.household_id, person.pk) if person else (None, None)
    return [area, match.match_class, status, *own, who, when, why]


def _decisions(listing) -> dict[tuple, tuple]:
    """Return what people said of (number, name, member) on the county's lists; the last word counts."""
    rows = (
        LowIncomeRow.objects.filter(listing__area=listing.area, decided_at__isnull=False)
        .order_by("decided_at")
        .values_list("id_hash", "name", "member_id", "status", *DECIDED)
    )
    return {row[:3]: row[3:] for row in rows}


def _counts(matches, not_listed, written) -> dict[str, Any]:
    by_class = Counter(str(match.match_class) for match in matches)
    return {
        "rows": len(matches),
        "by_class": {str(kind): by_class[kind] for kind in MatchClass if by_class[kind]},
        "to_confirm": sum(match.status == MatchStatus.OPEN for match in matches),
        "roster_attr_mismatch": sum(finding_of(match) == DIFFERENT for match in matches),
        "roster_low_not_listed": len(not_listed),
        "rows_written": written,
    }
