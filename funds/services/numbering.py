"""Numbers that begin anew each year: of loans and relocations."""

from assistance.models.numbering import new_codes
from povertyapp.core.models import Area

DIGITS = 5


def new_numbers(model, county_code, letter, year):
    """Return the next free numbers (`no`) of a county's year, to be drawn one by one; others wait meanwhile."""
    Area.objects.select_for_update(no_key=True).get(pk=county_code)
    return new_codes(model, county_code, f"{letter}{year}", DIGITS, column="no")
