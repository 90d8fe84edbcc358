"""A closed month keeps what it was computed from, hands it out unchanged, and each party's part proves itself."""

import ast
import csv
import io
import json
import random
import subprocess
import sys
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import InternalError
from django.urls import reverse

from assistance.choices import VoidKind
from inspections.models import AccountMonth, FrozenInput, PartyAccount
from inspections.services.account import close_account, compute_account, export_account
from inspections.services.account.digest import digest_now
from inspections.services.proof import canon, freezing, verify
from inspections.services.proof.bundle import export_bundle
from inspections.services.proof.facts import export_facts
from inspections.services.proof.standalone import standing_alone
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.models import ExportRecord, RuleParameter
from tests.households.factories import cast
from tests.inspections.account_month import MARCH, march_county
from tests.inspections.factories import measure, visit

CONTRACT = {
    "households": "household_no,village_code,poverty_status,presence,labour_capable,registered_on,exited_on",
    "assignments": "household_no,helper_code,role,from_date,to_date",
    "visits": "visit_id,household_no,helper_code,channel,happened_on,recorded_at,voided",
    "measures": "measure_id,household_no,measure_class,kind,from_date,to_date",
    "parties": "level,code,name,parent_code",
    "parameters": "name,area_code,effective_from,effective_to,value",
}


@pytest.fixture(scope="module")
def month(django_db_setup, django_db_blocker):
    """March 2017, closed, made once for the module; what a test changes is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = cast()
        made = march_county(closed=True, users=people)
        made.cast = people
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def closed(month, db):
    return month


def facts_of(made, **where):
    return export_facts(by=None, account=made.account, area=where.get("area", made.places.county))


def rows_of(files, name):
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode())))


def party_of(made, level, code):
    return PartyAccount.objects.get(account=made.account, level=level, code=code)


def bundle_of(made, level="helper", code=None):
    return export_bundle(by=None, party=party_of(made, level, code or made.busy.code)).data


def rejected(files, **expected):
    try:
        verify.check_bundle(files, **expected)
    except (canon.AlteredError, *verify.BROKEN):
        return True
    return False


# ---- frozen inputs and facts


def test_files_have_the_columns_of_the_contract(closed):
    files = facts_of(closed).files
    for name, columns in CONTRACT.items():
        assert files[f"{name}.csv"].decode().split("\n")[0] == columns
    row = next(row for row in rows_of(files, "visits") if row["household_no"] == closed.lied.household_no)
    assert row["recorded_at"] == "2017-03-10T18:00:00.000000+08:00"
    assert (row["happened_on"], row["voided"], row["channel"]) == ("2017-03-10", "1", "home")
    values = {row["name"]: row["value"] for row in rows_of(files, "parameters")}
    assert (values["account.HA-H1.hard"], values["account.HA-V7.hard"]) == ("1", "0")
    assert json.loads(values["account.HA-H5.hard"]) == [11]


def test_what_is_changed_later_does_not_reach_the_frozen_inputs(closed):
    before = facts_of(closed).files
    visit(closed.missed, closed.idle, MARCH.start, recorded_at=clock.moment(MARCH.start, 9))
    kept = closed.visited.visits.get()
    kept.voided_at, kept.void_kind, kept.void_reason = clock.now(), VoidKind.FALSE, "事后查实"
    kept.save()
    measure(closed.partial)
    closed.visited.assignments.update(to_date=MARCH.start)
    RuleParameter.objects.filter(name="visit.min_per_month").update(value=9)
    after = facts_of(closed).files
    assert after == before
    assert rows_of(before, "visits")
    assert digest_now(closed.account) == closed.account.digest


def test_database_keeps_frozen_inputs(closed):
    for statement in ("UPDATE inspections_frozeninput SET rows = 0", "DELETE FROM inspections_frozeninput"):
        with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert FrozenInput.objects.filter(account=closed.account).count() > 20


def test_facts_of_a_draft_are_those_of_now_and_say_so(closed):
    april = compute_account(closed.places.county, MARCH.next)
    made = export_facts(by=None, account=april, area=closed.places.county)
    assert not made.is_frozen
    assert json.loads(made.files["inputs.json"])["frozen"] is False


def test_facts_of_a_village_hold_nothing_of_another(closed):
    files = facts_of(closed, area=closed.places.village).files
    homes = {row["household_no"] for row in rows_of(files, "households")}
    assert closed.missed.household_no in homes
    assert closed.away.household_no not in homes
    assert {row["household_no"] for row in rows_of(files, "visits")} <= homes
    parties = {row["code"] for row in rows_of(files, "parties")}
    assert {closed.places.village.code, closed.places.county.code, closed.idle.code} <= parties
    assert closed.busy.code not in parties


def test_closing_waits_for_records_that_are_being_changed(month, db, monkeypatch):
    county = month.places.county
    april = compute_account(county, MARCH.next)
    monkeypatch.setattr("povertyapp.core.period.Period.entry_ends", lambda *_args: clock.moment(MARCH.start))
    AccountMonth.objects.filter(pk=april.pk).update(state="draft")
    real = compute_account

    def computed(*args, **kwargs):
        made = real(*args, **kwargs)
        measure(month.partial)
        return made

    april = real(county, MARCH.next)
    monkeypatch.setattr("inspections.services.account.close.compute_account", computed)
    with pytest.raises(Conflict, match="正在修改"), transaction.atomic():
        close_account(county, MARCH.next)


def test_command_writes_a_folder_that_the_verifier_checks(closed, tmp_path, capsys):
    call_command("export_facts", str(MARCH), str(tmp_path / "facts"), area=closed.places.county.code)
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert said["inputs_digest"] == closed.account.inputs_digest
    assert verify.main([str(tmp_path / "facts"), "--inputs", said["inputs_digest"]]) == 0
    visits = tmp_path / "facts" / "visits.csv"
    visits.write_text(visits.read_text().replace(",home,", ",phone,", 1))
    assert verify.main([str(tmp_path / "facts")]) == 1


# ---- the fingerprint


def test_exported_json_makes_the_fingerprint_again(closed):
    data = export_account(by=None, account=closed.account, area=closed.places.county, form="json").data
    told = json.loads(data)
    assert verify.check_month(told)["digest"] == closed.account.digest
    line = next(line for line in told["lines"] if line["outcome"] == "failed")
    line["outcome"] = "met"
    with pytest.raises(canon.AlteredError):
        verify.check_month(told)


@pytest.mark.parametrize("name", ["text", "title", "weight", "is_hard"])
def test_fingerprint_holds_the_rules(closed, name):
    told = json.loads(
        export_account(by=None, account=closed.account, area=closed.places.county, form="json").data
    )
    rule = next(rule for rule in told["rules"] if rule["rule"] == "JZ-20V")
    rule[name] = {"text": "x", "title": "x", "weight": 7, "is_hard": not rule["is_hard"]}[name]
    with pytest.raises(canon.AlteredError):
        verify.check_month(told)


def test_fingerprint_of_either_format_is_that_of_the_rows(closed):
    account = compute_account(closed.places.county, MARCH.next)
    account.asked_parameters = closed.account.asked_parameters
    found = {}
    for number in (1, canon.FORMAT):
        account.digest_format = number
        found[number] = digest_now(account)
    assert len(set(found.values())) == 2
    with connection.cursor() as cursor:
        cursor.execute("UPDATE inspections_account_party SET score = 1 WHERE account_id = %s", [account.pk])
    for number, before in found.items():
        account.digest_format = number
        assert digest_now(account) != before


# ---- the bundle


@pytest.mark.parametrize(
    ("level", "named"),
    [
        ("helper", "busy"),
        ("village", "places.village"),
        ("county_unit", "busy.unit"),
        ("township", "places.township"),
    ],
)
def test_bundle_of_each_kind_of_party_proves_itself(closed, level, named):
    thing = closed
    for name in named.split("."):
        thing = getattr(thing, name)
    files = canon.unpack(bundle_of(closed, level, thing.code))
    account = closed.account
    proved = verify.check_bundle(files, account.digest, account.inputs_digest)
    assert proved["party"] == thing.code
    party = party_of(closed, level, thing.code)
    assert (proved["verdict"], proved["lines"]) == (party.verdict, party.lines)
    assert rejected(files, digest="0" * 64)
    assert rejected(files, inputs_digest="0" * 64)


def test_bundle_holds_the_evidence_as_it_was_and_nobody_elses(closed):
    files = canon.unpack(bundle_of(closed))
    told = files["evidence.csv"].decode()
    assert closed.next_visited.visits.get().receipt in told
    late = closed.next_missed.visits.get()
    assert late.receipt in told
    everything = b"".join(files.values()).decode()
    for household in (closed.visited, closed.missed, closed.bare):
        assert household.household_no not in everything
    for household in (closed.next_visited, closed.away):
        for secret in (household.head_name, household.phone, household.bank_account):
            assert secret not in everything
    for other in (closed.steady, closed.idle):
        assert other.name not in everything
        assert other.code not in everything


def test_a_thousand_alterations_are_found(closed):
    data, chance = bundle_of(closed), random.Random(5)
    account, missed = closed.account, 0
    for _each in range(1000):
        altered = bytearray(data)
        place = chance.randrange(len(altered))
        altered[place] ^= 1 << chance.randrange(8)
        try:
            files = canon.unpack(bytes(altered))
        except canon.AlteredError:
            continue
        missed += not rejected(files, digest=account.digest, inputs_digest=account.inputs_digest)
    assert missed == 0


def test_alterations_with_a_new_manifest_are_found(closed):
    """Whoever alters a bundle may write its list and its tables anew; the fingerprints he cannot."""
    files = canon.unpack(bundle_of(closed))
    account = closed.account
    for name in ("account.json", "inputs.json", "month.json"):
        values = list(places_in(json.loads(files[name])))
        for number in range(len(values)):
            told = json.loads(files[name])
            holder, key = list(places_in(told))[number]
            before = holder[key]
            holder[key] = altered_value(before)
            forged = forge(files, name, told)
            if NOT_PROVED.get(name, set()) & {key}:
                continue
            assert rejected(forged, digest=account.digest, inputs_digest=account.inputs_digest), (name, key)


# Said beside, and no part of what is judged.
NOT_PROVED = {"account.json": {"name"}, "month.json": {"version", "closed_at", "code_version"}}


def places_in(told):
    """Yield (container, key) of every value in a JSON document."""
    pairs = told.items() if isinstance(told, dict) else enumerate(told)
    for key, value in list(pairs):
        if isinstance(value, dict | list):
            yield from places_in(value)
        else:
            yield told, key


def altered_value(value):
    if isinstance(value, bool) or value is None:
        return not value
    return value + 1 if isinstance(value, int | float) else f"{value}1"


def forge(files, name, told):
    forged = files | {name: canon.as_json(told)}
    try:
        month, account, inputs = (
            json.loads(forged[part]) for part in ("month.json", "account.json", "inputs.json")
        )
        forged["lines.csv"] = canon.lines_table(month, account["lines"])
        forged["evidence.csv"] = canon.evidence_table(inputs)
    except (KeyError, ValueError, IndexError):
        pass
    listed = {part: canon.sha256(data) for part, data in forged.items() if part != canon.MANIFEST}
    return forged | {canon.MANIFEST: canon.as_json(listed)}


def test_verifier_stands_alone_on_bare_python(closed, tmp_path):
    (tmp_path / "verify.py").write_bytes(standing_alone())
    (tmp_path / "b.zip").write_bytes(bundle_of(closed))
    command = [sys.executable, "-I", "-S", str(tmp_path / "verify.py"), str(tmp_path / "b.zip")]
    done = subprocess.run([*command, "--digest", closed.account.digest], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "一致" in done.stdout
    assert subprocess.run([*command, "--digest", "0" * 64], capture_output=True).returncode == 1
    with zipfile.ZipFile(tmp_path / "b.zip") as book:
        book.extractall(tmp_path / "open")
    inside = [sys.executable, "-I", "-S", str(tmp_path / "open" / "verify.py")]
    assert subprocess.run(inside, capture_output=True).returncode == 0


def test_bundle_is_for_closed_months(closed):
    april = compute_account(closed.places.county, MARCH.next)
    party = PartyAccount.objects.get(account=april, level="village", code=closed.places.village.code)
    with pytest.raises(ValidationError, match="还没有锁定"):
        export_bundle(by=None, party=party)


# ---- the pages


def url(month, level, code):
    return reverse("inspections:ha_evidence", args=[str(month), level, code])


def test_helper_takes_his_own_bundle_and_leaves_a_record(closed, client):
    client.force_login(closed.cast.helper)
    page = client.get(reverse("inspections:ha_helper", args=[str(MARCH), closed.idle.code]))
    assert url(MARCH, "helper", closed.idle.code) in page.content.decode()
    answer = client.get(url(MARCH, "helper", closed.idle.code))
    assert verify.check_bundle(canon.unpack(answer.content))["party"] == closed.idle.code
    record = ExportRecord.objects.get(kind="evidence")
    assert (record.made_by, record.filters["party"]) == (closed.cast.helper, f"helper {closed.idle.code}")
    assert client.get(url(MARCH, "helper", closed.steady.code)).status_code == 404


def test_bundle_is_seen_by_whom_the_account_is(closed, client):
    client.force_login(closed.cast.outsider)
    assert client.get(url(MARCH, "village", closed.places.village.code)).status_code == 404
    client.force_login(closed.cast.clerk)
    page = client.get(reverse("inspections:ha_unit", args=[str(MARCH), closed.places.village.code]))
    assert url(MARCH, "village", closed.places.village.code) in page.content.decode()
    assert client.get(url(MARCH, "village", closed.places.village.code)).status_code == 200


def test_open_month_says_that_there_is_no_bundle_yet(closed, client):
    compute_account(closed.places.county, MARCH.next)
    client.force_login(closed.cast.clerk)
    page = client.get(url(MARCH.next, "village", closed.places.village.code), follow=True)
    assert "还没有锁定" in page.content.decode()


def test_frozen_inputs_are_named_in_their_files(closed):
    names = {file.name for file in freezing.frozen_of(closed.account)}
    assert {*CONTRACT, "posts", "attendance", "excuses", "line_corrections"} <= names


def test_verifier_is_written_in_the_grammar_of_an_old_python():
    ast.parse(standing_alone().decode(), feature_version=(3, 8))
