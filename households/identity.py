"""What a document number says and how it is compared, for forms, import and search alike."""

import datetime as dt
import re

from stdnum.cn import ric
from stdnum.exceptions import ValidationError as StdnumError

from povertyapp.core.crypto import keyed_hash
from povertyapp.core.workbooks.cells import word

ID_DIGITS, OLD_ID_DIGITS, CARD_DIGITS, TAIL_DIGITS = 18, 15, (20, 22), 6


def normalised_id(id_number: str) -> str:
    """Return the 18-digit number that a document number stands for, so that equal persons compare equal.

    Spaces go, x becomes X, a 15-digit number is upgraded, a disability card is cut to the ID number in it.
    A number of any other length is returned as it is: a wrong number is a finding, never refused here.
    """
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


def birth_and_sex(id_number: str) -> tuple[dt.date, str] | None:
    """Return the date of birth and the sex code (1 male, 2 female) that a number states.

    None for a number that is no ID number: length, digits, check digit or date of birth are wrong. Where the
    person was first registered is not looked at (rulebook B20).
    """
    number = normalised_id(id_number)
    if len(number) != ID_DIGITS or not number[:-1].isdigit() or check_digit(number) != number[-1]:
        return None
    try:
        born = ric.get_birth_date(number)
    except StdnumError:
        return None
    return born, "1" if int(number[16]) % 2 else "2"
