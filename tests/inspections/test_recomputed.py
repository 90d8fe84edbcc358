"""A second calculator agrees on a generated county; what must not matter does not (reliability-security G1, G2)."""

import ast
import csv
import datetime as dt
import json
import random
import sys
from pathlib import Path

import pgtrigger
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Concat

from assistance.choices import Channel, VoidKind
from assistance.models import (
    AssistanceMeasure,
    ContactCard,
    Helper,
    HelperAssignment,
    TrainingAttendance,
    Visit,
)
from households.models import Household
from inspections.models import AccountMonth, Excuse, LateEntry
from inspections.services.account import compute_account, export_account
from inspections.services.proof.facts import export_facts
from povertyapp.core import clock
from povertyapp.core.inputs import INPUTS, Month, select
from povertyapp.core.models import Area
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from tests.households.factories import make_user
from tests.independent import recompute
from tests.inspections.factories import visit

COUNTY, JUNE = "422827", Period(2017, 6)
HOMES = 300
INDEPENDENT = Path(recompute.__file__).parent


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """A generated county with every kind of trouble in June 2017, computed once for the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("generate_county", households=HOMES, months=6, end=str(JUNE), verbosity=0)
        make_trouble()
        compute_account(Area.objects.get(code=COUNTY), JUNE)
        yield Area.objects.get(code=COUNTY)
        transaction.set_rollback(True)


def make_trouble():
    """Let helpers change, households move away or leave, records be late, struck out, proved false."""
    homes = list(Household.objects.order_by("household_no")[:60])
    helpers = list(Helper.objects.order_by("code"))
    for number, home in enumerate(homes):
        TROUBLE[number % len(TROUBLE)](home, helpers[number % len(helpers)], number)
    excuse()


def handed_over(home, helper, number):
    last = dt.date(2017, 6, 3 + number % 27)
    home.assignments.filter(to_date=None).update(to_date=last)
    HelperAssignment.objects.create(
        household=home, helper=helper, from_date=last + dt.timedelta(days=1 + number % 3)
    )
    visit(home, helper, dt.date(2017, 6, 29))


def left(home, _helper, number):
    home.left_register_on = dt.date(2017, 6, 1 + number % 29)
    home.save()


def came(home, _helper, number):
    home.assignments.update(from_date=dt.date(2017, 6, 1 + number % 25))
    Household.objects.filter(pk=home.pk).update(
        registered_on=dt.date(2017, 6, 1 + number % 20), exited_on=None
    )


def went_away(home, helper, number):
    home.presence = "all_away"
    home.save()
    visit(home, helper, dt.date(2017, 4, 30), channel=Channel.PHONE)


def late(home, _helper, _number):
    moment = clock.moment(dt.date(2017, 7, 4))
    home.visits.filter(happened_on__month=6).update(recorded_at=moment)


def struck_out(home, helper, number):
    kind = VoidKind.FALSE if number % 2 else VoidKind.DISPROVED
    visit(home, helper, dt.date(2017, 6, 30), voided_at=clock.now(), void_kind=kind, void_reason="暗访")
    own = home.assignments.filter(to_date=None).first()
    if own:
        visit(
            home, own.helper, dt.date(2017, 6, 30), voided_at=clock.now(), void_kind=kind, void_reason="暗访"
        )
    home.measures.filter(pk=home.measures.first().pk).update(
        voided_at=clock.now(), void_kind=kind, void_reason="暗访"
    )


def bare(home, _helper, _number):
    home.assignments.all().delete()
    home.contact_cards.all().delete()


def changed(home, _helper, _number):
    home.address = "老茶村9组"
    home.size += 1
    home.save()


def excuse():
    """Approve excuses in time: of helpers with and without a substitute who went there, of a village, of a unit."""
    asked, decided = make_user("asks"), make_user("decides")
    facts = {
        "from_date": dt.date(2017, 6, 5),
        "to_date": dt.date(2017, 6, 25),
        "reason": "防汛",
        "papers": "命令",
        "status": "approved",
        "asked_by": asked,
        "asked_at": clock.moment(dt.date(2017, 6, 30)),
        "decided_by": decided,
        "decided_at": clock.moment(dt.date(2017, 7, 2)),
    }
    one, other, third = Helper.objects.order_by("-code")[:3]
    of_helper = facts | {"level": "helper", "area": one.area}
    for number, home in enumerate(Household.objects.filter(assignments__helper=one).order_by("pk")):
        home.visits.filter(happened_on__month=6).delete()
        if number % 2:
            visit(home, other, dt.date(2017, 6, 10))
    Excuse.objects.create(**of_helper, kind="leave", code=one.code, name="x", helper=one, substitute=other)
    Excuse.objects.create(**of_helper, kind="disaster", code=third.code, name="x", helper=third, rule="LF-17")
    for level, code in (("village", one.assignments.first().area_id), ("county_unit", third.unit.code)):
        Excuse.objects.create(**facts, level=level, code=code, name="x", kind="outage", area_id=code[:6])


TROUBLE = (handed_over, left, came, went_away, late, struck_out, bare, changed)


@pytest.fixture
def june(county, db):
    return AccountMonth.objects.get(area=county, month=str(JUNE))


def written(account, folder):
    """Write the facts of a month and return them with what was exported of it."""
    made = export_facts(by=None, account=account, area=account.area)
    folder.mkdir(exist_ok=True)
    for name, data in made.files.items():
        (folder / name).write_bytes(data)
    exported = export_account(by=None, account=account, area=account.area, form="json")
    return json.loads(exported.data)


def test_second_calculator_finds_every_cell_the_same(june, tmp_path):
    exported = written(june, tmp_path)
    cells, differing = recompute.compare(tmp_path, exported)
    assert differing == []
    assert cells > 10 * HOMES
    outcomes = {line["outcome"] for line in exported["lines"]}
    assert outcomes == {"met", "partial", "failed", "excused", "falsified"}
    assert {line["rule"] for line in exported["lines"]} >= {
        "LF-14",
        "LF-19",
        "LF-17",
        "TF-14",
        "LF-28",
        "JZ-20U",
    }


def test_second_calculator_sees_what_was_altered(june, tmp_path):
    exported = written(june, tmp_path)
    line = next(line for line in exported["lines"] if line["rule"] == "LF-14" and line["outcome"] == "met")
    line["delivered"] += 1
    exported["parties"][0]["failed"] += 1
    assert len(recompute.compare(tmp_path, exported)[1]) == 2


def test_second_calculator_shares_nothing_with_the_application():
    for path in INDEPENDENT.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = (
                    [node.module] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]
                )
                assert all(
                    name.startswith("tests.independent") or name.split(".")[0] in sys.stdlib_module_names
                    for name in names
                ), path


# ---- what must not matter, asked of both calculators


def test_names_do_not_matter(county, june):
    before = june.digest
    Household.objects.update(head_name="某某", address="某地")
    Helper.objects.update(name=Concat("name", Value("某")))
    assert compute_account(county, JUNE).digest == before


def test_one_more_valid_visit_never_lowers_a_verdict(june, tmp_path):
    """Asked of the second calculator, that is of the rules: 40 visits, each on the facts of before."""
    written(june, tmp_path)
    before = recompute.Month(tmp_path).parties
    with open(tmp_path / "assignments.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["role"] == "primary" and not row["to_date"]]
    visits = (tmp_path / "visits.csv").read_text(encoding="utf-8")
    for number, row in enumerate(random.Random(7).sample(rows, 40)):
        stamp = "2017-06-30,2017-06-30T18:00:00.000000+08:00,0"
        added = f"9{number:06},{row['household_no']},{row['helper_code']},home,{stamp}\n"
        (tmp_path / "visits.csv").write_text(visits + added, encoding="utf-8")
        after = recompute.Month(tmp_path).parties
        for party, own in before.items():
            now = after[party]
            assert now["failed"] <= own["failed"], party
            assert own["score"] is None or now["score"] is None or now["score"] >= own["score"], party


def test_villages_add_up_to_townships_and_the_county(june):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rule, sum(lines) FILTER (WHERE level = 'village'), sum(lines) FILTER (WHERE level = 'township'),"
            " sum(lines) FILTER (WHERE level = 'county'), sum(met) FILTER (WHERE level = 'village'),"
            " sum(met) FILTER (WHERE level = 'county')"
            " FROM inspections_account_tally WHERE account_id = %s"
            " GROUP BY rule HAVING count(*) FILTER (WHERE level = 'village') > 0",
            [june.pk],
        )
        rows = cursor.fetchall()
    assert len(rows) > 8
    for _rule, villages, townships, whole, met, all_met in rows:
        assert villages == townships == whole
        assert met == all_met


def rows_of(cursor, statement, params):
    cursor.execute(statement, params)
    return sorted(cursor.fetchall(), key=str)


def test_session_that_writes_dates_otherwise_hands_out_the_same_text(june):
    month = Month(COUNTY, JUNE, Parameters(COUNTY, JUNE.start), june)
    statements = {name: select(kind, month) for name, kind in INPUTS.items()}

    def read():
        with connection.cursor() as cursor:
            return {name: rows_of(cursor, *said) for name, said in statements.items()}

    before = read()
    with connection.cursor() as cursor:
        for setting in ("TIME ZONE 'America/New_York'", "DateStyle = 'German'", "extra_float_digits = -15"):
            cursor.execute(f"SET LOCAL {setting}")
        after = read()
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        cursor.execute("SET LOCAL DateStyle = 'ISO, MDY'")
    assert after == before
    assert before["visits"]


# What rules count, in the order in which it can be taken away.
TABLES = (Visit, HelperAssignment, AssistanceMeasure, TrainingAttendance, ContactCard)


def test_order_and_ids_of_the_rows_do_not_matter(county, june):
    """Twenty orders: what the rules count is taken away and written again, shuffled, under other ids."""
    found = set()
    for number in range(20):
        with pgtrigger.ignore(), connection.cursor() as cursor:
            LateEntry.objects.all().delete()
            cursor.execute("SELECT setseed(%s)", [number / 20])
            for model in TABLES:
                write_again(cursor, model._meta)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        found.add(compute_account(county, JUNE).digest)
    assert found == {june.digest}


def write_again(cursor, meta):
    """Delete the rows of a table and write them anew in another order, under new ids."""
    columns = ", ".join(f'"{field.column}"' for field in meta.concrete_fields if not field.primary_key)
    cursor.execute(f"CREATE TEMP TABLE shuffled ON COMMIT DROP AS SELECT {columns} FROM {meta.db_table}")
    cursor.execute(f"DELETE FROM {meta.db_table}")
    cursor.execute(
        f"INSERT INTO {meta.db_table} ({columns}) SELECT {columns} FROM shuffled ORDER BY random()"
    )
    cursor.execute("DROP TABLE shuffled")
