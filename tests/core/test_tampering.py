"""Some two hundred attempts on history, acts, the chain and a closed month: the application is refused, and what the
owner does is found by `verify_audit` (reliability-security H1, H3, G3)."""

import psycopg2
import pytest
from django.db import DatabaseError, connection, transaction

from households.models import Household
from inspections.models import AccountMonth
from inspections.models.account import AccountState
from inspections.services.account.tables import Partitions
from povertyapp.core import clock
from povertyapp.core.chain import first_broken, seal_new
from povertyapp.core.chain.roots import export_root
from povertyapp.core.chain.stating import state_all
from povertyapp.core.history import because
from povertyapp.core.models import ChainBatch, MonthLock
from povertyapp.core.owner import as_owner
from tests.households.factories import cast, make_household

pytestmark = pytest.mark.django_db

HISTORY = ("households_householdevent", "households_householdmemberevent", "core_rolegrantevent", "core_userevent",
           "inspections_accountmonthevent", "core_ruleparameterevent")  # fmt: skip
CHAIN = ("core_chainbatch", "core_chainsegment", "core_chainstatement", "core_chainsource")
KEPT = (
    "pghistory_context",
    "core_contextchange",
    "households_transition",
    "core_monthlock",
    "core_revealrecord",
    "inspections_monthseal",
    *CHAIN,
)
MONTH = tuple(f"inspections_account_{part}" for part in ("rule", "fact", "tally", "unit_line", "party"))
COLUMN = {"core_chainbatch": "rows", "pghistory_context": "created_at", "core_monthlock": "month",
          "core_contextchange": "changed_at", "core_chainstatement": "name", "core_chainsource": "name",
          "households_transition": "reason", "core_revealrecord": "reason"}  # fmt: skip
EVERYWHERE = (
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
    "TRUNCATE {table} CASCADE",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "ALTER TABLE {table} DISABLE TRIGGER USER",
    "DROP TABLE {table} CASCADE",
    "ALTER TABLE {table} OWNER TO app",
    "CREATE TRIGGER mine BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
)
REFUSED = [
    statement.format(table=table, column=COLUMN.get(table, "pgh_label" if table in HISTORY else "rows"))
    for table in (*HISTORY, *KEPT)
    for statement in EVERYWHERE
] + [
    f"INSERT INTO {table} SELECT * FROM {table}"
    for table in (*HISTORY, "pghistory_context", "core_contextchange")
]
OF_MONTH = [
    statement.format(table=table)
    for table in MONTH
    for statement in (
        "UPDATE {table} SET area_id = area_id", "DELETE FROM {table}", "INSERT INTO {table} SELECT * FROM {table}",
        "TRUNCATE {table}", "ALTER TABLE {table} DISABLE TRIGGER USER", "DROP TABLE {table} CASCADE",
    )
] + [
    "UPDATE inspections_accountmonth SET digest = 'x'",
    "UPDATE inspections_accountmonth SET state = 'open'",
    "DELETE FROM inspections_accountmonth",
]  # fmt: skip
OF_A_LOGIN = (
    "SET session_replication_role = replica",
    "SET ROLE owner",
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION owner",
    "CREATE TABLE mine (x int)",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE SCHEMA mine",
    "CREATE ROLE mine",
    "ALTER ROLE app SUPERUSER",
    "COPY core_user TO PROGRAM 'cat'",
    "COPY households_householdevent FROM PROGRAM 'true'",
    "SELECT pg_read_file('/etc/hosts')",
    "SELECT setval('households_householdevent_pgh_id_seq', 1)",
    "ALTER SYSTEM SET fsync = off",
    "SELECT _pgh_attach_context()",
)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """A closed month, households with history, all of it sealed and its digests exported."""
    from django.conf import settings

    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        roots = tmp_path_factory.mktemp("roots") / "roots.jsonl"
        patch.setattr(settings, "AUDIT_ROOTS", str(roots))
        if not ChainBatch.objects.exists():  # a test before emptied all tables
            with as_owner():
                state_all("test")
        people = cast()
        homes = [make_household(members=1, income=False, living=False, forms=False) for _ in range(3)]
        seal_new()
        with because(by=people.clerk, reason="核对"):
            Household.objects.update(address="老茶村2组")
        account = close_a_month(people.places.county)
        seal_new()
        for batch in ChainBatch.objects.order_by("number"):
            export_root(batch.number, batch.digest, batch.made_at)
        yield {"home": homes[0].pk, "other": homes[1].pk, "account": account.pk, "roots": roots}
        transaction.set_rollback(True)


def close_a_month(county):
    account = AccountMonth.objects.create(area=county, month="2017-03")
    with connection.cursor() as cursor:
        tables = Partitions(cursor, account.pk)
        rows = {
            "party": "'county', '422827', '来凤县', NULL, 9, 'settled', 1, 0",
            "unit_line": "'village', '422827103001', 'LF-13', 'village', '422827103001', 1, 0, 0, 'failed'",
            "tally": "'county', '422827', 'LF-13', 1, 0, 0, 1, 0, 0, 1, 0, 0",
            "rule": "'LF-13', 0, 1, 'x', 'village', 'HA-V1', '户户有帮扶人', '…', 10, true, false, 'unit'",
            "fact": "1, NULL, 'x', 1, 1, 0, 0, '{1}', '{0}', '{0}'",
        }
        for part, row in rows.items():
            for number in (1, 2):
                cursor.execute(
                    f"INSERT INTO {tables.name(part)} VALUES ({number}, {account.pk}, '422827', {row})"
                )
        tables.swap()
    account.state, account.closed_at = AccountState.CLOSED, clock.now()
    account.save()
    MonthLock.objects.create(county=county, month="2017-03", closed_at=account.closed_at)
    return account


@pytest.fixture
def here(world, settings):
    settings.AUDIT_ROOTS = str(world["roots"])
    return world


def refused(statement):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


def test_the_world_is_whole_and_so_it_stays_while_rows_are_written(here):
    assert first_broken()[0] is None
    Household.objects.filter(pk=here["home"]).update(address="老茶村3组")
    broken, counts = first_broken()
    assert (broken, counts["outside"]) == (None, counts["batches"])


def test_whoever_knows_of_no_owner_verifies_too(here, settings):
    """The web server: it connects as the application and is told of no other role."""
    settings.APPLICATION_ROLE = ""
    assert first_broken()[0] is None


def test_application_is_refused(here):
    went_through = [statement for statement in (*REFUSED, *OF_MONTH) if not refused(statement)]
    assert len(REFUSED) + len(OF_MONTH) > 150
    assert went_through == []


@pytest.fixture
def application():
    """A connection of its own that signed in as the application, not as the owner in its role."""
    known = connection.get_connection_params()
    if known.get("password"):
        pytest.skip("the server asks for the application's own password")
    made = psycopg2.connect(
        host=known["host"], dbname=known["dbname"], user=connection.settings_dict.get("ROLE", "app")
    )
    made.autocommit = True
    yield made.cursor()
    made.close()


@pytest.mark.parametrize("statement", OF_A_LOGIN)
def test_login_of_the_application_is_refused(application, statement):
    with pytest.raises(psycopg2.Error):
        application.execute(statement)


def test_application_cannot_pass_over_the_triggers_or_hide_history_in_a_table_of_its_own(application):
    """Both are asked of the functions: what this connection writes would stay."""
    application.execute("SET pgtrigger.ignore = '{pgtrigger_insert_insert_1}'")
    application.execute("SELECT public._pgtrigger_should_ignore('pgtrigger_insert_insert_1')")
    assert application.fetchone() == (False,)
    application.execute("CREATE TEMP TABLE core_userevent (x int)")
    application.execute(
        "SELECT count(*) FROM pg_proc WHERE prorettype = 'trigger'::regtype AND pronamespace = 'public'::regnamespace"
        " AND NOT coalesce(proconfig @> ARRAY['search_path=public, pg_temp'], false)"
    )
    assert application.fetchone() == (0,)


def off(table, *statements):
    """Do it as a superuser would: with the triggers off, which are on again afterwards."""
    return (
        f"ALTER TABLE {table} DISABLE TRIGGER USER",
        *statements,
        f"ALTER TABLE {table} ENABLE TRIGGER USER",
    )


def _history(table, column="area_id"):
    newest, oldest = (f"(SELECT {which}(pgh_id) FROM {table})" for which in ("max", "min"))
    yield off(table, f"UPDATE {table} SET {column} = 'x' || substr({column}, 2) WHERE pgh_id = {oldest}")
    yield off(
        table,
        f"UPDATE {table} SET pgh_created_at = pgh_created_at - interval '1 day' WHERE pgh_id = {newest}",
    )
    yield off(table, f"UPDATE {table} SET pgh_context_id = NULL WHERE pgh_context_id IS NOT NULL",
              f"UPDATE {table} SET pgh_label = 'x' WHERE pgh_id = {oldest}")  # fmt: skip
    yield off(table, f"DELETE FROM {table} WHERE pgh_id = {oldest}")
    yield off(table, f"DELETE FROM {table} WHERE pgh_id = {newest}")
    yield off(table, f"DELETE FROM {table}")
    yield (f"TRUNCATE {table}",)
    yield off(table, f"UPDATE {table} SET pgh_id = pgh_id + 1000 WHERE pgh_id = {newest}")
    yield off(table, f"UPDATE {table} SET pgh_id = -pgh_id WHERE pgh_id IN ({newest}, {oldest})",
              f"UPDATE {table} SET pgh_id = pgh_id - (SELECT min(pgh_id) + max(pgh_id) FROM {table}"
              " WHERE pgh_id < 0) WHERE pgh_id < 0")  # fmt: skip
    yield (f"ALTER TABLE {table} DISABLE TRIGGER USER",)
    yield (f"GRANT UPDATE ON {table} TO app",)
    yield (f"CREATE RULE silent AS ON INSERT TO {table} DO INSTEAD NOTHING",)


def _current(table, column):
    one = f"(SELECT min(id) FROM {table})"
    yield off(table, f"UPDATE {table} SET {column} = 'x' || substr({column}, 2) WHERE id = {one}")
    yield off(table, f"UPDATE {table} SET {column} = 'x'")
    yield (f"ALTER TABLE {table} DISABLE TRIGGER USER",)
    yield (f"ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL",)
    yield (f"GRANT TRUNCATE ON {table} TO app",)


def _month(table):
    yield (f"ALTER TABLE {table} DISABLE TRIGGER USER",)
    yield off(table, f"UPDATE {table} SET area_id = '422828' WHERE id = 1")
    yield off(table, f"DELETE FROM {table} WHERE id = 1")
    yield off(table, f"INSERT INTO {table} SELECT * FROM {table} WHERE id = 1")
    yield off(table, f"UPDATE {table} SET id = id + 10")
    yield off(table, f"DELETE FROM {table}")
    yield (f"TRUNCATE {table}",)


CHAIN_LAST = "(SELECT max(number) FROM core_chainbatch)"
FOUND = [
    *_history("households_householdevent"),
    *_history("households_householdmemberevent", "person_no"),
    *_history("core_rolegrantevent"),
    *_current("households_household", "address"),
    *_current("households_householdmember", "name"),
    *(probe for part in ("party", "unit_line", "fact", "tally") for probe in _month(f"inspections_account_{part}")),
    # Somebody writes a household past its history, or takes one back as it was.
    off("households_household", "UPDATE households_household SET address = e.address FROM households_householdevent e"
        " WHERE e.pgh_obj_id = households_household.id AND e.pgh_label = 'insert'"),
    off("core_rolegrant", "UPDATE core_rolegrant SET role = 'admin'"),
    off("core_ruleparameter", "UPDATE core_ruleparameter SET value = '0'"),
    off("core_ruleparameter", "DELETE FROM core_ruleparameter WHERE id = (SELECT min(id) FROM core_ruleparameter)"),
    # The month's own row, its lock, its seals.
    off("inspections_accountmonth", "UPDATE inspections_accountmonth SET digest = 'x'"),
    off("inspections_accountmonth", "UPDATE inspections_accountmonth SET state = 'open'"),
    off("core_monthlock", "DELETE FROM core_monthlock"),
    off("core_monthlock", "UPDATE core_monthlock SET closed_at = closed_at + interval '1 day'"),
    off("inspections_monthseal", "DELETE FROM inspections_monthseal WHERE part = 'party'"),
    off("inspections_monthseal", "UPDATE inspections_monthseal SET digest = repeat('0', 64)"),
    # Who and why.
    off("pghistory_context", "UPDATE pghistory_context SET metadata = '{}'"),
    off("pghistory_context", "DELETE FROM pghistory_context"),
    off("core_contextchange", "UPDATE core_contextchange SET metadata = '{}'"),
    off("core_contextchange", "DELETE FROM core_contextchange"),
    # The chain itself: a link, its code, its tail.
    off("core_chainbatch", "UPDATE core_chainbatch SET made_at = made_at - interval '1 day'"),
    off("core_chainbatch", f"UPDATE core_chainbatch SET code = repeat('0', 64) WHERE number = {CHAIN_LAST}"),
    off("core_chainbatch", f"UPDATE core_chainbatch SET key_name = 'mine' WHERE number = {CHAIN_LAST}"),
    off("core_chainsegment", "UPDATE core_chainsegment SET leaves = ''"),
    off("core_chainsegment", "DELETE FROM core_chainsegment WHERE id = (SELECT max(id) FROM core_chainsegment)"),
    off("core_chainstatement", "UPDATE core_chainstatement SET value = '{}'"),
    off("core_chainsource", "UPDATE core_chainsource SET columns = columns[1:1]"),
    ("TRUNCATE core_chainbatch, core_chainsegment, core_chainstatement, core_chainsource",),
    # What guards them.
    ("CREATE OR REPLACE FUNCTION house_keep_context() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",),
    ("ALTER FUNCTION _pgtrigger_should_ignore(name) RESET ALL",),
    ("GRANT ALL ON ALL TABLES IN SCHEMA public TO app",),
    ("GRANT CREATE ON SCHEMA public TO app",),
    ("DROP INDEX one_lock_a_month",),
    ("GRANT CREATE ON SCHEMA public TO app", "ALTER TABLE households_householdevent OWNER TO app"),
]  # fmt: skip


def undetected(statements):
    """Say whether nothing is found after these statements of a superuser; nothing of them stays."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)
        found = first_broken()[0]
        transaction.set_rollback(True)
    return found is None


def test_owner_is_found(here):
    with as_owner():
        missed = [statements for statements in FOUND if undetected(statements)]
    assert missed == []


def test_a_chain_that_was_made_anew_is_found(here):
    """By somebody with the whole database but without the key, who knows how everything is worked out."""
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in CHAIN:
            cursor.execute(f"TRUNCATE {table} CASCADE")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("povertyapp.core.crypto.code", lambda *said: "0" * 64)
            seal_new("minute")
        assert first_broken()[0].what == "chain"
        transaction.set_rollback(True)


def test_a_tail_that_was_cut_off_is_found_by_the_exported_digests(here):
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        last = ChainBatch.objects.latest("number").number
        for table, column in (("core_chainsegment", "batch_id"), ("core_chainstatement", "batch_id"),
                              ("core_chainbatch", "number")):  # fmt: skip
            for statement in off(table, f"DELETE FROM {table} WHERE {column} = {last}"):
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(statement)
        broken = first_broken()[0]
        assert (broken.what, broken.row) == ("outside", str(last))
        transaction.set_rollback(True)


def test_there_are_two_hundred(here):
    assert len(REFUSED) + len(OF_MONTH) + len(OF_A_LOGIN) + len(FOUND) + 3 >= 200
