"""What a document number says and how it is compared, for forms, import and search alike."""

import datetime as dt
import re

from stdnum.cn import ric

from households.choices import CardState, DisabilityKind, IdFault
from povertyapp.core.crypto import keyed_hash
from povertyapp.core.workbooks.cells import word

DISABILITY_LEVELS = "1234"
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


def id_fault(id_number: str, *, is_valid: bool | None = None) -> str:
    """Return what is wrong with a document number (`IdFault`), blank for nothing or where there is none.

    Residents have 18 digits, formerly 15; a disability card has 20 or 22, of which the first 18 are judged.
    `is_valid` saves the look at the digits to whoever has had it.
    """
    written = word(id_number).upper()
    if not written:
        return ""
    if len(written) not in (OLD_ID_DIGITS, ID_DIGITS, *CARD_DIGITS):
        return IdFault.LENGTH
    if not (birth_and_sex(written) is not None if is_valid is None else is_valid):
        return IdFault.CHECK
    return IdFault.OLD if len(written) == OLD_ID_DIGITS else ""


def card_state(card: str, id_number: str) -> str:
    """Return what the number of a disability card is worth (`CardState`).

    It is the ID number of the same person with the kind (1-7) and the level (1-4), and two more digits when the
    card was issued again. A card that was entered as the document number is judged like one.
    """
    number, own = word(card).upper(), word(id_number).upper()
    if not number and len(own) in CARD_DIGITS:
        number = own
    if not number:
        return CardState.NONE
    kind, level = number[ID_DIGITS : ID_DIGITS + 1], number[ID_DIGITS + 1 : ID_DIGITS + 2]
    is_card = len(number) in CARD_DIGITS and kind in DisabilityKind.values and level in DISABILITY_LEVELS
    is_somebody = is_card and birth_and_sex(number) is not None
    is_other = bool(own) and id_fault(own) in ("", IdFault.OLD) and normalised_id(own) != number[:ID_DIGITS]
    return CardState.VALID if is_somebody and not is_other else CardState.INVALID


def judged(id_number: str, card: str = "") -> tuple[str, str]:
    """Return (`id_fault`, `card_state`), which every writer of a member's numbers stores with them."""
    return id_fault(id_number), card_state(card, id_number)
