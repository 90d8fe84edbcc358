"""The audit's chain: what it seals, whom it lets in, and that it finds what was changed past all guards."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from households.models import Household
from povertyapp.core.chain import first_broken, seal_new
from povertyapp.core.history import because
from povertyapp.core.models import ChainBatch
from povertyapp.core.owner import as_owner
from tests.households.factories import make_household

pytestmark = pytest.mark.django_db


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
