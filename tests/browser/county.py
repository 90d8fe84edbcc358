"""The county that the browser sees: March 2017 closed, April running, a ledger, a helper's households today.

The whole run of the acceptance script puts the same people and households into a whole county: 8 townships, 2,000
households in 64 villages, their helpers and visits, 40 fund lines and 60 projects; March to May are closed.
"""

import io

from django.core.management import call_command

from funds.choices.money import FISCAL
from funds.models import FundLine, Project
from households.choices import Cause
from inspections.demo.care import DEMO
from inspections.demo.county import generate_county
from inspections.demo.plan import Plan, months_until
from inspections.services.account import close_account, compute_account
from inspections.services.findings import refresh_findings
from povertyapp.core import clock
from povertyapp.core.divisions import SHIPPED, import_divisions
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.owner import as_owner
from povertyapp.core.period import Period
from tests.acceptance.whole import IS_WHOLE
from tests.data import FIXTURES
from tests.funds.money import make_line, make_project
from tests.households.factories import COUNTY, cast
from tests.inspections.account_month import APRIL, march_county
from tests.inspections.factories import make_cared

LEDGER = FIXTURES / "rectification-ledger-laifeng.xlsx"
CARED = 3
HOUSEHOLDS, VILLAGES, MONTHS, SEED = 2000, 64, 5, 20170610
FUND_LINES, PROJECTS = 40, 60


def build_county():
    """Write the county into the database and return what was made; `cast` are the people who sign in."""
    if IS_WHOLE:
        _build_around()
    people = cast()
    if IS_WHOLE:
        _fill_up(people)
    made = march_county(closed=True, users=people)
    if IS_WHOLE:
        _close(made.places.county, APRIL, APRIL.shift(1))
    own = {"helper_name": made.idle.name, "answered_by": people.helper}
    made.cared = [make_cared(made.idle, area=made.places.village, **own) for _each in range(CARED)]
    newest = (clock.today().year - 1, clock.today().year)
    twice = {"other_causes": [Cause.LACK_SKILL], "years": newest}
    made.faulty = [make_cared(made.idle, area=made.places.village, **twice) for _each in range(CARED)]
    refresh_findings(made.places.village, Period.current())
    compute_account(made.places.county, Period.current() if IS_WHOLE else APRIL)
    call_command("import_ledger", str(LEDGER), stdout=io.StringIO())
    made.cast = people
    return made


def _build_around():
    """Make everybody else of the county, in the manner of the demo county."""
    with as_owner():
        import_divisions(SHIPPED / "laifeng.csv")
        plan = Plan(
            county=Area.objects.get(code=COUNTY),
            households=HOUSEHOLDS,
            months=months_until(Period.current(), MONTHS),
            known_until=clock.today(),
            seed=SEED,
            villages=VILLAGES,
            manners=DEMO,
        )
        generate_county(plan)


def _close(county, *months):
    for month in months:
        compute_account(county, month)
        close_account(county, month)


def _fill_up(people):
    """Make fund lines and projects until there are as many as the tasks ask for; their villages are those of others."""
    county = people.places.county
    for number in range(FundLine.objects.in_area(COUNTY).count(), FUND_LINES):
        make_line(people.finance, county, integrated="60000", level=FISCAL[number % len(FISCAL)])
    villages = Area.objects.in_area(COUNTY).filter(level=Level.VILLAGE).order_by("-code")
    for number in range(Project.objects.in_area(COUNTY).count(), PROJECTS):
        make_project(villages[number], number=f"XM-2017-9{number:03d}")
