"""The visits of the half-year log, sent by phones through the API, give the account lines of the log's key."""

import datetime as dt
import uuid
from collections import defaultdict

import pytest
import time_machine
from django.core.management import call_command

from assistance.importing.visits import read_visit_log
from assistance.models import Helper, Submission, Visit
from inspections.services.account import compute_account
from povertyapp.core.models import Area, RoleGrant, User
from povertyapp.core.period import Period
from tests.assistance.phones import BATCH, Phone
from tests.data import DIVISIONS, FIXTURES
from tests.inspections.test_account_of_visit_log import KEY, missing

LOG = FIXTURES / "visit-log-2017h1.xlsx"
COUNTY = "422827"


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """Import places and roster, send the log's visits month by month, each on the evening of the month's last day."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_divisions", str(DIVISIONS / "laifeng.csv"))
        call_command("import_roster", str(FIXTURES / "roster-clean.xlsx"))
        county = Area.objects.get(code=COUNTY)
        user = User.objects.create(username="sender", display_name="县办代录")
        RoleGrant.objects.create(user=user, role="office", area=county, from_date=dt.date(2017, 1, 1))
        send_log(user)
        yield county
        transaction.set_rollback(True)


def send_log(user):
    """Send every row of the log that has a day and a number, as it stands: what cannot be is answered so."""
    by_month, codes = defaultdict(list), defaultdict(list)
    for helper in Helper.objects.filter(area_id=COUNTY):
        codes[helper.name].append(helper.code)
    for row in read_visit_log(LOG).rows:
        if row.day and row.household_no and Period(2017, 1) <= Period.of(row.day) <= Period(2017, 6):
            by_month[Period.of(row.day)].append(as_sent(row, codes[row.visitor]))
    for period, sent in sorted(by_month.items()):
        with time_machine.travel(f"{period.end} 20:00+08:00", tick=False):
            phone = Phone(user)
            for start in range(0, len(sent), 50):
                answer = phone.post({"submissions": sent[start : start + 50]}, BATCH)
                assert {one["status"] for one in answer.json()["results"]} <= {201, 202, 422}


def as_sent(row, codes):
    who = {"helper_code": codes[0]} if len(codes) == 1 else {"visitor_name": row.visitor}
    return {
        "submission_id": str(uuid.uuid4()),
        "household_no": row.household_no,
        "happened_on": row.day.isoformat(),
        "channel": row.channel,
        "content": row.content,
        **who,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("month", range(1, 7))
def test_home_visits_and_contacts_missing_are_those_of_the_key(month, county):
    account = compute_account(county, Period(2017, month))
    found, due = missing(account, "LF-14")
    assert due == {row["household_no"] for row in KEY["households"] if not row["away"]}
    assert found == {
        row["household_no"] for row in KEY["households"] if month in row["months_without_home_visit"]
    }
    found, due = missing(account, "LF-19")
    assert due == (
        {row["household_no"] for row in KEY["households"] if row["away"]} if not month % 3 else set()
    )
    if not month % 3:
        lacking = {
            row["household_no"] for row in KEY["households"] if month // 3 in row["quarters_without_contact"]
        }
        assert found == lacking


@pytest.mark.django_db
def test_each_has_its_receipt(county):
    assert Submission.objects.filter(visit__isnull=False).count() == Visit.objects.count() > 400
