"""The audit's chain: what it seals, whom it lets in, and that it finds what was changed past all guards."""

import json
from io import StringIO

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from households.models import Household
from povertyapp.core.chain import first_broken, seal_new, sealing
from povertyapp.core.chain.stating import state_all
from povertyapp.core.history import because
from povertyapp.core.models import ChainBatch
from povertyapp.core.owner import as_owner
from tests.households.factories import make_household

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def begun(db):
    """The chain as a new database has it, where a test before emptied all tables."""
    if not ChainBatch.objects.exists():
        with as_owner():
            state_all("test")


@pytest.fixture
def home(places):
    return make_household(members=1, income=False, living=False, forms=False)


def test_new_rows_enter_the_chain_once(home):
    batch = seal_new()
    assert batch.rows > 0
    assert batch.previous == ChainBatch.objects.get(number=batch.number - 1).digest
    assert seal_new() is None
    Household.objects.update(address="老茶村2组")
    assert seal_new().number == batch.number + 1
    assert first_broken()[0] is None


def test_an_untouched_database_is_whole_sealed_or_not(home):
    with because(reason="核对"):
        Household.objects.update(address="老茶村2组")
    assert first_broken()[0] is None
    seal_new()
    broken, counts = first_broken()
    assert broken is None
    assert counts["batches"] == ChainBatch.objects.count()


def test_command_says_where(home):
    seal_new()
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert json.loads(out.getvalue().splitlines()[-1])["ok"] is True
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE households_householdevent DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE households_householdevent SET head_name = 'x' WHERE pgh_obj_id = %s", [home.pk]
        )
        cursor.execute("ALTER TABLE households_householdevent ENABLE TRIGGER USER")
    out = StringIO()
    with pytest.raises(CommandError, match="households_householdevent") as refused:
        call_command("verify_audit", stdout=out)
    assert refused.value.returncode == 1
    said = json.loads(out.getvalue().splitlines()[-1])
    assert said["broken"]["what"] == "history"
    assert said["broken"]["place"] == "households_householdevent"


def test_an_act_that_leaves_no_trace_does_not_happen(home):
    """The history cannot be written: its table refuses every row."""
    was = Household.objects.get(pk=home.pk).address
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE households_householdevent ADD CONSTRAINT full_disk CHECK (false) NOT VALID"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Household.objects.filter(pk=home.pk).update(address="没有痕迹")
    assert Household.objects.get(pk=home.pk).address == was


def test_sealing_leaves_out_what_a_running_transaction_may_add_to(home, monkeypatch):
    """As if another session were writing households: the others are sealed, nobody waits."""
    monkeypatch.setattr(sealing, "_busy", lambda cursor, tables, patience: {"households_householdevent"})
    sealed = {segment.source.name for segment in seal_new().segments.select_related("source")}
    assert "households_householdmemberevent" in sealed
    assert not any(name.startswith("households_householdevent") for name in sealed)
    monkeypatch.undo()
    assert {s.source.table for s in seal_new().segments.select_related("source")} == {
        "households_householdevent"
    }
    assert first_broken()[0] is None


def test_rows_that_are_older_than_their_history_are_known(home):
    with pgtrigger.ignore("households.Household:insert_insert"):
        make_household(members=0, income=False, living=False, forms=False)
    assert first_broken()[0].place == "households_household"
    with as_owner():
        state_all("generate_county")
    assert first_broken()[0] is None
    Household.objects.update(address="改过一次")
    assert first_broken()[0] is None


def test_what_a_migration_changed_past_the_triggers_is_written_into_the_history(home):
    with pgtrigger.ignore("households.Household:update_update", "households.Household:base_update"):
        Household.objects.update(address="迁移")
    assert first_broken()[0].place == "households_household"
    with as_owner():
        state_all("migrate")
    assert first_broken()[0] is None
