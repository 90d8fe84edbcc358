"""What a closed month missed and that was made up since is shown in the next, and changes no score (rulebook D4)."""

import datetime as dt
import io
import json

import openpyxl
import pytest
from django.urls import reverse

from assistance.choices import Channel, PostKind, VoidKind
from inspections.models import AccountLine, CarriedLine, PartyAccount
from inspections.services.account import close_account, compute_account, export_account
from povertyapp.core import clock
from povertyapp.core.period import Period
from tests.assistance.teams import make_days, make_resident
from tests.households.factories import cast
from tests.inspections.factories import make_cared, make_helper, measure, visit

MARCH, APRIL = Period(2017, 3), Period(2017, 4)


@pytest.fixture
def month(places):
    """Close a March in which each of these households missed its line; return them by what happens afterwards."""
    helper = make_helper()
    names = ("late", "twice", "once", "nothing")
    homes = {name: make_cared(helper) for name in names}
    homes["measures"] = make_cared(helper, measures=2)
    homes["lied"] = make_cared(helper)
    homes["away"] = make_cared(helper, away=True)
    visit(homes["measures"], helper, dt.date(2017, 3, 5))
    visit(homes["lied"], helper, dt.date(2017, 3, 5), voided_at=clock.now(), void_kind=VoidKind.FALSE)
    compute_account(places.county, MARCH)
    closed = close_account(places.county, MARCH)
    homes["helper"], homes["closed"], homes["county"] = helper, closed, places.county
    return homes


def made_up(month):
    account = compute_account(month["county"], APRIL)
    rows = CarriedLine.objects.filter(account=account).exclude(
        rule="TF-14"
    )  # a visit brings the file up to date
    homes = {home.household_no: name for name, home in month.items() if hasattr(home, "household_no")}
    return account, {
        (homes.get(row.subject_code, row.subject_code), row.rule, row.required, row.delivered) for row in rows
    }


def test_evidence_that_came_late_and_work_done_since_make_up(month):
    helper = month["helper"]
    visit(month["late"], helper, dt.date(2017, 3, 30), recorded_at=clock.moment(dt.date(2017, 4, 10)))
    for day in (6, 20):
        visit(month["twice"], helper, dt.date(2017, 4, day))
    visit(month["once"], helper, dt.date(2017, 4, 6))
    measure(month["measures"], from_date=dt.date(2017, 4, 2))
    call = {"channel": Channel.PHONE, "recorded_at": clock.moment(dt.date(2017, 4, 10))}
    visit(month["away"], helper, dt.date(2017, 2, 10), **call)
    for day in (7, 21):
        visit(month["lied"], helper, dt.date(2017, 4, day))
    _account, found = made_up(month)
    assert found == {
        ("late", "LF-14", 1, 1),
        ("twice", "LF-14", 1, 1),
        ("measures", "LF-17", 3, 3),
        ("away", "LF-19", 1, 1),
    }


def test_neither_the_closed_month_nor_the_score_changes(month):
    before = compute_account(month["county"], APRIL)
    score = PartyAccount.objects.get(account=before, level="helper").score
    visit(
        month["late"],
        month["helper"],
        dt.date(2017, 3, 30),
        recorded_at=clock.moment(dt.date(2017, 4, 10)),
    )
    account, found = made_up(month)
    assert found == {("late", "LF-14", 1, 1)}
    assert PartyAccount.objects.get(account=account, level="helper").score == score
    line = AccountLine.objects.get(
        account=month["closed"], rule="LF-14", subject_code=month["late"].household_no
    )
    assert line.outcome == "failed"


def test_nothing_is_carried_from_a_month_that_is_not_closed(places):
    helper = make_helper()
    home = make_cared(helper)
    compute_account(places.county, MARCH)
    for day in (7, 21):
        visit(home, helper, dt.date(2017, 4, day))
    assert not CarriedLine.objects.filter(account=compute_account(places.county, APRIL)).exists()


def test_days_on_post_are_made_up_by_days_beyond_those_of_the_month(places):
    short = make_resident()
    enough = make_resident(short.team, PostKind.TEAM_MEMBER)
    make_days(short, days=15)
    make_days(enough, days=18)
    compute_account(places.county, MARCH)
    close_account(places.county, MARCH)
    make_days(short, days=24, month=APRIL.start)
    make_days(enough, days=22, month=APRIL.start)
    account = compute_account(places.county, APRIL)
    rows = CarriedLine.objects.filter(account=account, rule="CB1-08")
    assert [(row.subject_code, row.delivered) for row in rows] == [(enough.official.code, 20)]


def test_board_figure_list_pages_and_files_show_the_same(client, month):
    visit(
        month["late"],
        month["helper"],
        dt.date(2017, 3, 30),
        recorded_at=clock.moment(dt.date(2017, 4, 10)),
    )
    account = compute_account(month["county"], APRIL)
    count = CarriedLine.objects.filter(account=account).count()
    client.force_login(cast().clerk)

    def page(name, *args):
        return client.get(reverse(f"inspections:{name}", args=["2017-04", *args])).content.decode()

    assert f'data-testid="fig-made-up" data-count="{count}"' in page("ha_board")
    rows = page("ha_carried")
    assert f'data-testid="total" data-count="{count}"' in rows
    assert month["late"].head_name in rows
    assert "本月补交的" in page("ha_helper", month["helper"].code)
    made = export_account(by=None, account=account, area=month["county"], form="json")
    (line,) = [line for line in json.loads(made.data)["carried"] if line["rule"] == "LF-14"]
    assert (line["month"], line["outcome"]) == ("2017-03", "met_late")
    assert line["subject_code"] == month["late"].household_no
    assert line["party_code"] == month["helper"].code
    book = openpyxl.load_workbook(
        io.BytesIO(export_account(by=None, account=account, area=month["county"]).data)
    )
    assert month["late"].household_no in {cell.value for cell in book["补交"]["H"]}
