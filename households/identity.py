"""What a document number says and how it is compared, for forms, import and search alike."""

import datetime as dt
import re

from stdnum.cn import ric

from povertyapp.core.crypto import keyed_hash
from povertyapp.core.workbooks.cells import word

ID_DIGITS, OLD_ID_DIGITS, CARD_DIGITS, TAIL_DIGITS, SHORTEST_TAIL = 18, 15, (20, 22), 6, 4


def normalised_id(id_number: str) -> str:
    """Return the 18-digit number that a document number stands for, so that equal persons compare equal.

    Spaces go, x becomes X, a 15-digit number is upgraded, a disability card is cut to the ID number in it.
    A number of any other length is returned as it is: a wrong number is a finding, never refused here.
    """
    if len(id_number) == ID_DIGITS and id_number.isascii() and id_number.isalnum():  # nearly every number
        return id_number.upper()
    written = word(id_number).upper()
    if re.fullmatch(rf"\d{{{OLD_ID_DIGITS}}}", written):
        body = written[:6] + "19" + written[6:]
        return body + check_digit(body)
    return written[:ID_DIGITS] if len(written) in CARD_DIGITS else written


def check_digit(body: str) -> str:
    """Return the last digit of an ID number from its first 17 (GB 11643-1999)."""
    return ric.calc_check_digit(body[:17] + "0")


def hashes_of(id_number: str) -> tuple[str, str]:
    """Return (`id_hash`, `id_tail_hash`) of a document number, both blank for a blank one.

    The first finds the same person again, the second serves the search by the last six digits. Every
    writer of `HouseholdMember.id_number` stores both with it.
    """
    number = normalised_id(id_number)
    return keyed_hash(number, "id"), tail_hash(number)


def tail_hash(text: str) -> str:
    """Return the keyed hash of the last six characters of a number: what the search box compares."""
    return keyed_hash(word(text).upper()[-TAIL_DIGITS:], "id_tail")


def tail_hashes(text: str) -> list[str]:
    """Return the hashes of every last-six that ends with this text of four to six characters, else none.

    Four characters leave a hundred possibilities; a column of its own for them would be easier to break.
    """
    written = word(text).upper()
    if not SHORTEST_TAIL <= len(written) <= TAIL_DIGITS or not re.fullmatch(r"\d+[\dX]", written):
        return []
    open_digits = TAIL_DIGITS - len(written)
    leads = (f"{n:0{open_digits}d}" if open_digits else "" for n in range(10**open_digits))
    return [tail_hash(lead + written) for lead in leads]


def birth_and_sex(id_number: str) -> tuple[dt.date, str] | None:
    """Return the date of birth and the sex code (1 male, 2 female) that a number states.

    None for a number that is no ID number: length, digits, check digit or date of birth are wrong. Where the
    person was first registered is not looked at (rulebook B20).
    """
    number = normalised_id(id_number)
    if len(number) != ID_DIGITS or not number[:-1].isdigit() or check_digit(number) != number[-1]:
        return None
    born = birth_of(number)
    return None if born is None else (born, "1" if int(number[16]) % 2 else "2")


def birth_of(number: str) -> dt.date | None:
    """Return the date of birth in an 18-digit number, None where there is no such day."""
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
