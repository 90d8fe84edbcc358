"""The county that the browser sees: March 2017 closed, April running, a ledger, a helper's households today."""

import io

from django.core.management import call_command

from households.choices import Cause
from inspections.services.account import compute_account
from inspections.services.findings import refresh_findings
from povertyapp.core import clock
from povertyapp.core.period import Period
from tests.data import FIXTURES
from tests.households.factories import cast
from tests.inspections.account_month import APRIL, march_county
from tests.inspections.factories import make_cared

LEDGER = FIXTURES / "rectification-ledger-laifeng.xlsx"
CARED = 3


def build_county():
    """Write the county into the database and return what was made; `cast` are the people who sign in."""
    people = cast()
    made = march_county(closed=True, users=people)
    own = {"helper_name": made.idle.name, "answered_by": people.helper}
    made.cared = [make_cared(made.idle, area=made.places.village, **own) for _each in range(CARED)]
    newest = (clock.today().year - 1, clock.today().year)
    twice = {"other_causes": [Cause.LACK_SKILL], "years": newest}
    made.faulty = [make_cared(made.idle, area=made.places.village, **twice) for _each in range(CARED)]
    refresh_findings(made.places.village, Period.current())
    made.april = compute_account(made.places.county, APRIL)
    call_command("import_ledger", str(LEDGER), stdout=io.StringIO())
    made.cast = people
    return made
