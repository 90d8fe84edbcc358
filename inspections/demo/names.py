"""Names, numbers and places of work of people who do not exist."""

import datetime as dt

from households.identity import check_digit
from inspections.demo.words import WORDS, pick

FIRST_SEQUENCE, SEQUENCES_A_SEX = 900, 48  # 900-995, odd for men and even for women
PHONE_MARK, ACCOUNT_MARK = "154", "820100"

SURNAMES, OLD = WORDS["surnames"], 45


def surname(draw):
    """Return a surname; those at the head of the list are the most common."""
    return SURNAMES[int(draw.random() ** 1.6 * len(SURNAMES))]


def given_name(draw, *, male, age):
    """Return a given name of the fashion of that generation, one or two characters."""
    pool = WORDS["men" if male else "women"]["old" if age >= OLD else "young"]
    first = pick(draw, pool)
    if draw.random() < 0.12:
        return first
    second = pick(draw, pool)
    return first + second if second != first else first


class IdNumbers:
    """Hands out ID numbers of one county, each once. All are valid (GB 11643) and none is anybody's."""

    def __init__(self, county_code):
        self.county_code, self.given = county_code, {}

    def __call__(self, born, *, male):
        """Return (day of birth, number); the day moves on by one where that day has no number left."""
        while (count := self.given.get((born, male), 0)) == SEQUENCES_A_SEX:
            born += dt.timedelta(days=1)
        self.given[born, male] = count + 1
        # Neighbours in age should not be neighbours in number.
        place = (count * 7 + born.toordinal() * 11) % SEQUENCES_A_SEX
        body = f"{self.county_code}{born:%Y%m%d}{FIRST_SEQUENCE + 2 * place + male:03d}"
        return born, body + check_digit(body)


def phone(draw):
    """Return a mobile number of a prefix that nobody has."""
    return f"{PHONE_MARK}{int(draw.random() * 10**8):08d}"


def bank_account(draw):
    """Return an account number that no bank gave out."""
    return f"{ACCOUNT_MARK}{int(draw.random() * 10**13):013d}"
