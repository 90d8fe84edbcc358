"""Take a roster workbook in: read, check, write what differs, all in one transaction."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from households.importing.checks import Context, run_checks
from households.importing.returning import take_untouched
from households.importing.roster import read_roster
from households.importing.rows import Roster, RosterHousehold
from households.importing.store import store_roster
from households.models import Household
from households.places import EVERYWHERE, OUT_OF_REACH, county_meant, reach_of
from households.poverty_line import poverty_line
from households.services.turns import keep_turns
from povertyapp.core import clock
from povertyapp.core.aftermath import records_changed
from povertyapp.core.collecting import without_collecting
from povertyapp.core.copying import stage
from povertyapp.core.import_locks import hold_file, hold_imports
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.place_names import PlaceIndex
from povertyapp.core.scoping import within
from povertyapp.core.undo import undoable
from povertyapp.core.workbooks import Finding, Workbook, read_workbook
from povertyapp.core.workbooks.findings import count_by_code
from povertyapp.core.workbooks.guards import Limits

TURN_REASON = 100
# An import is one act: whoever may import may take it back.
VERB, BACK = "households.import_roster", "/households/"
# What becomes of households that are in the records already.
UPDATE, SKIP, REPORT = "update", "skip", "report"


class Progress(Protocol):
    """What counts the rows that are done, for somebody who waits."""

    def advance(self, rows: int = 1) -> None: ...


class Half(Protocol):
    """What a higher floor adds to the import: its own checks, and what it writes of the same households."""

    def check(self, context: Context) -> Iterable[Finding]: ...

    def store(self, context: Context, households: list[RosterHousehold], county: Area) -> dict[str, Any]: ...


@dataclass(frozen=True)
class RosterResult:
    """What an import did. `counts` is the JSON of the contract; `refused` says why nothing was written."""

    file: str
    as_of: dt.date
    workbook: Workbook
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, Any] = field(default_factory=dict)
    refused: str = ""


@transaction.atomic
def import_roster(
    *,
    by,
    source: str | BinaryIO | Workbook,
    name: str | None = None,
    county: Area | None = None,
    as_of: dt.date | None = None,
    only_clean: bool = False,
    dry_run: bool = False,
    limits: Limits | None = None,
    stored: str = UPDATE,
    on_trial: bool = False,
    halves: Sequence[Half] = (),
    progress: Callable[[int], Progress] | None = None,
) -> RosterResult:
    """Import a roster workbook; the same file again writes nothing.

    Nobody (`by`) imports households of places that he does not stand on. `stored` says what becomes of households
    that are in the records already: updated, skipped, or reported as errors. `on_trial` the caller takes everything
    back himself, so that nobody else is kept out.

    A finding of severity error refuses the whole file, unless `only_clean` leaves out the households that
    have one; a warning refuses nothing. `dry_run` counts and writes nothing. `county` is taken from the
    titles or the townships when not given; `progress` is told how many members there are and counts the
    checked ones; `limits` are those of an upload unless given. Raises `UnreadableWorkbook` or
    `ValidationError` with one sentence, `Conflict` while another import of the file or into the county runs.
    """
    writes = not dry_run and not on_trial
    if writes:
        hold_file(source)
    with without_collecting():
        workbook = read_workbook(source, name, limits)
        roster = read_roster(workbook, as_of, clock.today())
        county = county or county_of(roster)
        if writes:
            hold_imports(county.code)
        kept = take_untouched(workbook, roster)
        context = _context(roster, county)
        findings = run_checks(context, progress=progress and progress(roster.member_count))
    findings += stored_conflicts(roster, county.code)
    for half in halves:
        findings += half.check(context)
    findings += out_of_reach(roster, by)
    known = set() if stored == UPDATE else _stored_numbers(roster)
    if stored == REPORT:
        findings += _reported(roster, known)
    clean = [h for h in _clean(roster, findings) if stored != SKIP or h.household_no not in known]
    refused = "" if not _errors(findings) or (only_clean and clean) else _refusal(findings)
    counts = _empty_counts() if refused else _write(by, context, clean, county, halves, dry_run)
    counts |= {
        "households_unchanged": counts["households_unchanged"] + len(kept),
        "members_unchanged": counts["members_unchanged"] + sum(len(h.members) for h in kept),
        "findings_total": len(findings),
        "findings_by_code": count_by_code(findings),
        "written": not refused and not dry_run,
    }
    if notes := [*_notes(roster), *counts.pop("notes", [])]:
        counts["notes"] = notes
    if only_clean or known:
        counts["households_left_out"] = len(roster.households) - len(clean)
    return RosterResult(workbook.file, roster.as_of, workbook, findings, counts, refused)


def _notes(roster: Roster) -> list[str]:
    """Return what the reader of the result should know of the file itself."""
    notes = []
    if not roster.has_household_sheet:
        notes.append(_("没有“户基本信息”表，收入、表册数据和人均纯收入没有导入。"))
    if roster.formulas:
        text = _("有 %(count)s 个单元格是公式，按 Excel 最近一次算出的值导入。")
        notes.append(text % {"count": roster.formulas})
    return notes


def _write(by, context, clean, county, halves, dry_run: bool) -> dict[str, Any]:
    reason = _("导入花名册 %(file)s") % {"file": context.roster.file}
    act = undoable(by=by, area=county, summary=reason, verb=VERB, reason=reason, back_url=BACK)
    with transaction.atomic(), act:
        counts: dict[str, Any] = store_roster(context.roster, clean, county.code)
        keep_turns(area_code=county.code, reason=reason[:TURN_REASON])
        for half in halves:
            counts |= half.store(context, clean, county)
        if not dry_run:
            records_changed(county.code)
        if dry_run:
            transaction.set_rollback(True)
    return counts


def _context(roster: Roster, county: Area) -> Context:
    areas = Area.objects.filter(within(county.code, "code"), valid_to=None)
    places = PlaceIndex(areas.values_list("code", "name", "parent_id"))
    for household in roster.households:
        household.village_code = places.find(household.facts.township, household.facts.village).code
    line = poverty_line(county.code, roster.income_year)
    return Context(roster, places, Parameters(county.code, roster.as_of), line)


def county_of(roster: Roster) -> Area:
    """Return the county of a roster: the one that its titles name, else the one that has its townships."""
    townships = {household.facts.township for household in roster.households}
    county = county_meant(roster.titles, townships)
    if county is None:
        raise ValidationError(
            _("看不出“%(file)s”是哪个县的花名册，请在标题中写明县名，或用 --county 指明区划代码。")
            % {"file": roster.file}
        )
    return county


def stored_conflicts(roster: Roster, county_code: str) -> list[Finding]:
    """Return members who are stored in another household, and household numbers of another county.

    People and households of this very file are compared by the checks, not here. A number that is stored under
    another name is told by the data checks (DQ-37): which of the two rows is wrong, this file does not show.
    """
    members = {m.person_no: m for h in roster.households for m in h.members if m.person_no}
    households = {household.household_no: household for household in roster.households}
    with transaction.atomic(), connection.cursor() as cursor:
        people = ((number, member.hashes[0]) for number, member in members.items())
        stage(cursor, "incoming_people", {"person_no": "text", "id_hash": "text"}, people)
        cursor.execute(
            "SELECT incoming.person_no, household.household_no, present.name FROM incoming_people AS incoming"
            " JOIN households_householdmember AS present ON present.id_hash = incoming.id_hash"
            " JOIN households_household AS household ON household.id = present.household_id"
            " WHERE incoming.id_hash <> '' AND present.id_hash <> ''"
            " AND NOT EXISTS (SELECT FROM incoming_people AS own WHERE own.person_no = present.person_no)"
        )
        elsewhere = cursor.fetchall()
        cursor.execute(
            "SELECT household_no, left(area_id, %s) FROM households_household"
            " WHERE household_no = ANY(%s) AND left(area_id, %s) <> %s",
            [COUNTY_DIGITS, list(households), COUNTY_DIGITS, county_code],
        )
        foreign = cursor.fetchall()
    text = _("证件号码已登记在户编号 %(number)s 的另一名成员名下")
    found = [
        members[person].at("证件号码", "ID_DUP_CROSS", message=text % {"number": number})
        for person, number, name in elsewhere
        if name == members[person].plain_name
    ]
    text = _("户编号已登记在另一个县（%(county)s）")
    found += [
        households[number].at("户编号", "HH_NO_DUP", message=text % {"county": county})
        for number, county in foreign
    ]
    return found


def out_of_reach(roster: Roster, by) -> list[Finding]:
    """Return the households that lie, by the file or by the records, where the user does not stand."""
    reach = reach_of(by)
    if reach == EVERYWHERE:
        return []
    stored = Household.objects.filter(household_no__in=[h.household_no for h in roster.households])
    foreign = {
        number for number, area in stored.values_list("household_no", "area_id") if not area.startswith(reach)
    }
    return [
        household.at("行政村", "VILLAGE_UNKNOWN", message=str(OUT_OF_REACH))
        for household in roster.households
        if household.household_no in foreign
        or (household.village_code and not household.village_code.startswith(reach))
    ]


def _stored_numbers(roster: Roster) -> set[str]:
    """Return the numbers of the roster's households that are in the records already."""
    numbers = [household.household_no for household in roster.households]
    return set(Household.objects.filter(household_no__in=numbers).values_list("household_no", flat=True))


def _reported(roster: Roster, known: set[str]) -> list[Finding]:
    text = _("系统里已有这一户，请核对后再决定更新或跳过")
    return [
        household.at("户编号", "HH_NO_DUP", message=text)
        for household in roster.households
        if household.household_no in known
    ]


def _errors(findings: list[Finding]) -> list[Finding]:
    return [found for found in findings if found.severity == "error"]


def _clean(roster: Roster, findings: list[Finding]) -> list[RosterHousehold]:
    """Return the households without any error."""
    faulty = {found.household_no or "" for found in _errors(findings)}
    return [household for household in roster.households if household.household_no not in faulty]


def _refusal(findings: list[Finding]) -> str:
    errors = _errors(findings)
    return _("有 %(count)s 处错误，没有写入；请改正后再导入，或用 --only-clean 只导入无误的户。") % {
        "count": len(errors)
    }


def _empty_counts() -> dict[str, Any]:
    names = ("created", "updated", "unchanged")
    return {f"{kind}_{name}": 0 for kind in ("households", "members") for name in names}
