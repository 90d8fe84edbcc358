"""The half-year log of two townships, from the workbook to the account: each month says what the key says."""

import json

import pytest
from django.core.management import call_command

from inspections.models import AccountLine
from inspections.services.account import compute_account
from povertyapp.core.models import Area
from povertyapp.core.period import Period
from tests.data import DIVISIONS, FIXTURES

KEY = json.loads((FIXTURES / "visit-log-2017h1.key.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """Import the places, the roster and the log once; each test runs in a savepoint inside the transaction."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_divisions", str(DIVISIONS / "laifeng.csv"))
        call_command("import_roster", str(FIXTURES / "roster-clean.xlsx"))
        call_command("import_visits", str(FIXTURES / "visit-log-2017h1.xlsx"))
        yield Area.objects.get(code="422827")
        transaction.set_rollback(True)


def missing(account, rule):
    """Return the households of the key whose line of the rule is not met."""
    known = {row["household_no"] for row in KEY["households"]}
    rows = AccountLine.objects.filter(account=account, rule=rule, subject_code__in=known)
    return {row.subject_code for row in rows if row.outcome != "met"}, {row.subject_code for row in rows}


@pytest.mark.django_db
@pytest.mark.parametrize("month", range(1, 7))
def test_home_visits_missing_in_the_month_are_those_of_the_key(month, county):
    account = compute_account(county, Period(2017, month))
    found, due = missing(account, "LF-14")
    assert due == {row["household_no"] for row in KEY["households"] if not row["away"]}
    assert found == {
        row["household_no"] for row in KEY["households"] if month in row["months_without_home_visit"]
    }
    assert len(found) == KEY["totals"]["monthly_overdue"][str(month)]


@pytest.mark.django_db
@pytest.mark.parametrize("month", range(1, 7))
def test_contacts_missing_in_the_quarter_are_those_of_the_key(month, county):
    account = compute_account(county, Period(2017, month))
    found, due = missing(account, "LF-19")
    if month % 3:
        assert due == set()
        return
    quarter = month // 3
    assert due == {row["household_no"] for row in KEY["households"] if row["away"]}
    assert found == {
        row["household_no"] for row in KEY["households"] if quarter in row["quarters_without_contact"]
    }
    assert len(found) == KEY["totals"]["away_quarter_overdue"][str(quarter)]
