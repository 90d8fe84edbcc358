"""What the application may do in the database: each table, seen from the database's own catalogue."""

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from inspections.services.account.tables import Partitions
from povertyapp.core.rights import moving_column, rights_of

ALL = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")

pytestmark = pytest.mark.django_db


def ask(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def held():
    """Return table → the rights that the application holds on the whole table, by the catalogue."""
    rows = ask(
        "SELECT relname, array(SELECT word FROM unnest(%s::text[]) AS word"
        " WHERE has_table_privilege(%s, c.oid, word)) FROM pg_class AS c"
        " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')"
        " AND NOT relispartition",
        list(ALL),
        settings.APPLICATION_ROLE,
    )
    return dict(rows)


def test_every_table_has_the_rights_that_its_model_says():
    found = held()
    assert len(found) > 150
    assert {table: ", ".join(rights) for table, rights in found.items()} == {
        table: rights_of(table) for table in found
    }


def test_whatever_looks_like_history_is_only_read():
    """By the column that every history table has, not by the models."""
    tables = [
        name
        for (name,) in ask(
            "SELECT table_name FROM information_schema.columns"
            " WHERE column_name = 'pgh_id' AND table_schema = 'public'"
        )
    ]
    rights = held()
    assert len(tables) > 50
    assert {table: rights[table] for table in tables if rights[table] != ["SELECT"]} == {}


def test_columns_of_kept_rows_that_may_change_are_places():
    rows = ask(
        "SELECT c.relname, a.attname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0"
        " AND has_column_privilege(%s, c.oid, a.attnum, 'UPDATE')"
        " AND NOT has_table_privilege(%s, c.oid, 'UPDATE')",
        settings.APPLICATION_ROLE,
        settings.APPLICATION_ROLE,
    )
    assert rows
    assert {column for _table, column in rows} == {"area_id"}
    assert all(moving_column(table) == column for table, column in rows)


def test_the_role_is_nobody_special_and_nobody_else_has_anything():
    role = settings.APPLICATION_ROLE
    assert ask(
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = %s", role
    ) == [(False, False, False, False)]
    assert ask("SELECT has_schema_privilege(%s, 'public', 'CREATE')", role) == [(False,)]
    assert not ask("SELECT 1 FROM pg_auth_members WHERE member = %s::regrole", role)
    assert not ask(
        "SELECT relname FROM pg_class AS c, aclexplode(c.relacl) AS g"
        " WHERE relnamespace = 'public'::regnamespace AND g.grantee = 0"
    )


def test_history_is_written_with_the_rights_of_the_owner_and_no_trigger_sees_temporary_tables():
    rows = ask(
        "SELECT p.proname, p.prosecdef, p.proconfig FROM pg_proc AS p"
        " WHERE p.pronamespace = 'public'::regnamespace AND p.prorettype = 'trigger'::regtype"
    )
    assert len(rows) > 150
    loose = [name for name, _definer, config in rows if config != ["search_path=public, pg_temp"]]
    assert loose == []
    assert any(definer for _name, definer, _config in rows)


def test_functions_of_the_owner_are_for_the_application_alone():
    rows = ask(
        "SELECT p.proname, p.proconfig FROM pg_proc AS p WHERE p.prosecdef"
        " AND p.pronamespace = 'public'::regnamespace AND p.prorettype <> 'trigger'::regtype"
        " AND (p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) AS g WHERE g.grantee = 0))"
    )
    assert rows == []


@pytest.mark.parametrize(
    "call",
    [
        "SELECT account_make_tables(999999, '0123abcd')",
        "SELECT account_make_tables(%(account)s, 'x; DROP TABLE core_user')",
        "SELECT account_swap_tables(%(account)s, '../../..')",
        "SELECT house_analyze('pg_authid')",
    ],
)
def test_functions_of_the_owner_check_what_they_are_given(call, places):
    from inspections.models import AccountMonth

    account = AccountMonth.objects.create(area=places.county, month="2017-03")
    with pytest.raises(Exception, match="account|no name|no table"), transaction.atomic():  # noqa: B017
        ask(call % {"account": account.pk})


def test_a_new_table_of_a_month_is_filled_and_then_closed_to_writing(places):
    from inspections.models import AccountMonth

    account = AccountMonth.objects.create(area=places.county, month="2017-03")
    with connection.cursor() as cursor:
        tables = Partitions(cursor, account.pk)
        name = tables.name("party")
        values = f"(1, {account.pk}, '422827', 'county', '422827', '来凤县', NULL, 9, 'settled', 1, 0)"
        cursor.execute(f"INSERT INTO {name} VALUES {values}")
        tables.swap()
        for statement in (
            f"INSERT INTO {name} VALUES {values}",
            f"DELETE FROM {name}",
            f"DROP TABLE {name}",
            f"ALTER TABLE inspections_account_party DETACH PARTITION {name}",
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                cursor.execute(statement)
        cursor.execute("SELECT count(*) FROM inspections_account_party WHERE account_id = %s", [account.pk])
        assert cursor.fetchone() == (1,)
