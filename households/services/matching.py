"""Find the people of a list in the register of a county: by keyed hash, else by name and village."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from households.choices import MatchClass, MatchStatus, Relation
from households.identity import ID_DIGITS, birth_and_sex, normalised_id
from households.importing.low_income import ListedRow
from households.likeness import digits_apart, is_variant, plain_name
from households.models import HouseholdMember
from povertyapp.core.copying import stage
from povertyapp.core.models import Area
from povertyapp.core.parameters import Parameters
from povertyapp.core.place_names import PlaceIndex
from povertyapp.core.scoping import within

# The name in the register without remark and dots, as `households.likeness.plain_name` has it of the list's.
CANDIDATES = r"""
SELECT member.id FROM households_householdmember AS member
JOIN households_household AS household ON household.id = member.household_id
JOIN listed_people AS listed ON listed.id_hash = member.id_hash
WHERE member.id_hash <> '' AND household.left_register_on IS NULL
  AND member.area_id >= %(county)s AND member.area_id < %(end)s
UNION
SELECT member.id FROM households_householdmember AS member
JOIN households_household AS household ON household.id = member.household_id
JOIN listed_people AS listed ON listed.village = member.area_id AND listed.name =
     regexp_replace(regexp_replace(member.name, '[(（\[【〔<].*$', ''), '[·•・.‧∙]', '', 'g')
WHERE household.left_register_on IS NULL
"""
AUTOMATIC = frozenset({MatchClass.EXACT, MatchClass.NON_HEAD})


@dataclass(frozen=True)
class Match:
    """How one row stands to the register: its class, the person proposed, and whether somebody must agree."""

    row: ListedRow
    match_class: MatchClass
    person: HouseholdMember | None = None
    status: MatchStatus = MatchStatus.NONE


def match_rows(rows: list[ListedRow], county: Area, on) -> list[Match]:
    """Return the match of each row, in their order. A few statements, however many rows."""
    areas = Area.objects.filter(within(county.code, "code"), valid_to=None)
    places = PlaceIndex(areas.values_list("code", "name", "parent_id"))
    for row in rows:
        row.village_code = places.find(row.township, row.village).code
    judge = _Judge(_candidates(rows, county), Parameters(county.code, on)("matching.id_digits_apart"))
    return [judge(row) for row in rows]


def _candidates(rows: list[ListedRow], county: Area) -> list[HouseholdMember]:
    """Return the members of the county with a listed number, and those of a listed name in the same village."""
    with transaction.atomic(), connection.cursor() as cursor:
        columns = {"id_hash": "text", "village": "text", "name": "text"}
        stage(cursor, "listed_people", columns, ((r.id_hash, r.village_code, r.plain_name) for r in rows))
        cursor.execute(CANDIDATES, {"county": county.code, "end": f"{county.code}:"})
        found = [pk for (pk,) in cursor.fetchall()]
    return list(HouseholdMember.objects.filter(pk__in=found).select_related("household"))


class _Judge:
    """Judges row after row; remembers the numbers that stood on the list before."""

    def __init__(self, candidates: Iterable[HouseholdMember], most_apart: int):
        self.most_apart = most_apart
        self.by_number: dict[str, list[HouseholdMember]] = defaultdict(list)
        self.by_name: dict[tuple[str, str], list[HouseholdMember]] = defaultdict(list)
        self.seen: dict[str, Match] = {}
        for member in sorted(candidates, key=_standing):
            if member.id_hash:
                self.by_number[member.id_hash].append(member)
            self.by_name[member.area_id, plain_name(member.name)].append(member)

    def __call__(self, row: ListedRow) -> Match:
        first = self.seen.get(row.id_hash) if row.id_hash else None
        if first is not None:
            return Match(row, MatchClass.DUPLICATE, first.person, first.status)
        match = self._by_number(row) or self._by_name(row)
        if row.id_hash:
            self.seen[row.id_hash] = match
        return match

    def _by_number(self, row: ListedRow) -> Match | None:
        people = self.by_number.get(row.id_hash, []) if row.id_hash else []
        if not people:
            return None
        person = next((one for one in people if one.name == row.name), people[0])
        if row.is_old_number:
            return Match(row, MatchClass.ID_15, person, MatchStatus.OPEN)
        if person.name != row.name:
            # The same number under a wholly other name is for a person to look at.
            status = MatchStatus.SETTLED if is_variant(row.name, person.name) else MatchStatus.OPEN
            return Match(row, MatchClass.NAME_VARIANT, person, status)
        kind = MatchClass.EXACT if person.relation == Relation.HEAD else MatchClass.NON_HEAD
        return Match(row, kind, person, MatchStatus.SETTLED)

    def _by_name(self, row: ListedRow) -> Match:
        namesakes = self.by_name.get((row.village_code or "", row.plain_name), [])
        if not namesakes:
            return Match(row, MatchClass.NOT_IN_ROSTER)
        for person in namesakes:
            if self._is_slip(row, person):
                return Match(row, MatchClass.ID_TYPO, person, MatchStatus.OPEN)
        return Match(row, MatchClass.OTHER_PERSON)

    def _is_slip(self, row: ListedRow, person: HouseholdMember) -> bool:
        """Say whether the two numbers can be one with a slip of the pen: two valid ones are two people."""
        own = normalised_id(person.id_number)
        if not row.whole_id or not own:
            return True  # nothing to compare: name and village are all there is
        if row.is_valid_number and len(own) == ID_DIGITS and birth_and_sex(own) is not None:
            return False
        return digits_apart(row.whole_id, own) <= self.most_apart


def _standing(member: HouseholdMember):
    """Order people who share a number: those still there, heads first."""
    return member.is_gone, member.relation != Relation.HEAD, member.person_no
