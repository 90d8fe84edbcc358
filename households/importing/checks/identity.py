"""ID numbers, names, dates of birth and sex."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from households.choices import Sex
from households.identity import ID_DIGITS, OLD_ID_DIGITS, birth_and_sex, birth_of, check_digit
from households.importing.checks.base import Context, Over, check
from households.importing.rows import ANNOTATION, MemberRow, RosterHousehold
from households.importing.words import labels
from povertyapp.core.workbooks import Finding
from povertyapp.core.workbooks.findings import codes

# What Excel leaves of the last three digits of 18.
ROUNDED = "000"
# Letters that hands write for digits.
LOOKALIKES = str.maketrans("OOIL", "0011")


def is_well_formed(number: str) -> bool:
    """Say whether a number has digits only, but for an X at the end."""
    return number.removesuffix("X").isdecimal()


@check("ID_MISSING", Over.MEMBER)
def id_missing(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        if not member.id_number and "证件号码" not in member.errors:
            yield member.at("证件号码", "ID_MISSING")


@check("ID_FORMAT", Over.MEMBER)
def id_format(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        number = member.id_number
        if number and not is_well_formed(number):
            mended = number.translate(LOOKALIKES)
            yield member.at("证件号码", "ID_FORMAT", expected=mended if birth_and_sex(mended) else None)


@check("ID_LENGTH", Over.MEMBER)
def id_length(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        number = member.id_number
        if number and is_well_formed(number) and len(number) not in (OLD_ID_DIGITS, ID_DIGITS):
            yield member.at("证件号码", "ID_LENGTH")


@check("ID_LEN_15", Over.MEMBER)
def id_of_15_digits(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        if len(member.id_number) == OLD_ID_DIGITS and is_well_formed(member.id_number):
            yield member.at("证件号码", "ID_LEN_15", expected=member.whole_id)


@check("ID_BIRTHDATE_INVALID", Over.MEMBER)
def id_birthdate(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        # A number that was cut to 18 digits is told for its length; what the cut says is no fault of its own.
        is_cut = len(member.id_number) > ID_DIGITS
        number = member.whole_id
        if len(number) == ID_DIGITS and is_well_formed(number) and not is_cut:
            born = birth_of(number)
            if born is None or not dt.date(1880, 1, 1) <= born <= context.as_of:
                yield member.at("证件号码", "ID_BIRTHDATE_INVALID")


@check("ID_CHECKSUM", Over.MEMBER)
def id_checksum(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        number = member.id_number
        whole = len(number) == ID_DIGITS and is_well_formed(number) and birth_of(number) is not None
        if whole and check_digit(number) != number[-1] and not number.endswith(ROUNDED):
            yield member.at("证件号码", "ID_CHECKSUM")


@check("ID_PRECISION_LOST", Over.MEMBER)
def id_rounded(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    """A number that was rounded as a number before it was saved as text."""
    for member in members:
        number = member.id_number
        rounded = len(number) == ID_DIGITS and number.endswith(ROUNDED) and is_well_formed(number)
        if rounded and check_digit(number) != number[-1]:
            yield member.at("证件号码", "ID_PRECISION_LOST")


@check("ID_DUP_HOUSEHOLD", Over.ROSTER)
def same_id_in_a_household(context: Context) -> Iterator[Finding]:
    for member, first, is_same in _repeated(context, "whole_id"):
        if is_same:
            yield member.at("证件号码", "ID_DUP_HOUSEHOLD", message=_twice("ID_DUP_HOUSEHOLD", first))


@check("ID_DUP_CROSS", Over.ROSTER)
def same_id_in_two_households(context: Context) -> Iterator[Finding]:
    for member, first, is_same in _repeated(context, "whole_id"):
        if not is_same:
            yield member.at("证件号码", "ID_DUP_CROSS", message=_twice("ID_DUP_CROSS", first))
    # The national number of a person is unique in the same way.
    for member, first, is_same in _repeated(context, "person_no"):
        code = "ID_DUP_HOUSEHOLD" if is_same else "ID_DUP_CROSS"
        yield member.at("人编号", code, message=_twice(code, first))


def _twice(code: str, first: MemberRow) -> str:
    place = {"meaning": codes()[code].meaning, "sheet": first.sheet, "row": first.row}
    return _("%(meaning)s；与“%(sheet)s”第 %(row)s 行相同") % place


def _repeated(context: Context, attr: str) -> Iterator[tuple[MemberRow, MemberRow, bool]]:
    """Yield each member whose number stood on an earlier row, that row, and whether both are one household."""
    alike = Counter(number for m in _people(context) if (number := getattr(m, attr)))
    shared = {number for number, count in alike.items() if count > 1}
    if not shared:
        return
    sheets = {name: place for place, name in enumerate(context.roster.sheets)}
    people = [
        (member, household)
        for household in context.roster.households
        for member in household.members
        if getattr(member, attr) in shared
    ]
    people.sort(key=lambda pair: (sheets.get(pair[0].sheet, 0), pair[0].row))
    first: dict[str, tuple[MemberRow, RosterHousehold]] = {}
    for member, household in people:
        earlier = first.setdefault(getattr(member, attr), (member, household))
        if earlier[0] is not member:
            yield member, earlier[0], earlier[1] is household


def _people(context: Context) -> Iterator[MemberRow]:
    return (member for household in context.roster.households for member in household.members)


@check("SEX_MISMATCH", Over.MEMBER)
def sex_mismatch(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        if member.sex and member.identity and member.sex != member.identity[1]:
            yield member.at("性别", "SEX_MISMATCH", expected=labels(Sex)[member.identity[1]])


@check("BIRTH_MISMATCH", Over.MEMBER)
def birth_mismatch(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        if member.birth_date and member.identity and member.birth_date != member.identity[0]:
            yield member.at("出生日期", "BIRTH_MISMATCH", expected=member.identity[0].isoformat())


@check("NAME_MISSING", Over.MEMBER)
def name_missing(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        if not member.name:
            yield member.at("姓名", "NAME_MISSING")


@check("NAME_ANNOTATED", Over.MEMBER)
def name_annotated(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        if ANNOTATION.search(member.name):
            yield member.at("姓名", "NAME_ANNOTATED", expected=member.plain_name)
