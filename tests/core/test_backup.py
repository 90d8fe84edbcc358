"""A backup holds everything, comes back row for row, and is refused when a bit of it is wrong."""

import json
import random
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection

from households.models import Household
from inspections.models import MonthSeal
from povertyapp.core.backup import back_up, restore
from povertyapp.core.backup.archive import open_archive
from povertyapp.core.chain import first_broken, seal_new
from povertyapp.core.owner import as_owner
from tests.core.test_tampering import close_a_month
from tests.households.factories import cast, make_household

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings, tmp_path):
    """Two households, a closed month, a stored file; and where the backup goes."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.AUDIT_ROOTS = str(tmp_path / "audit" / "roots.jsonl")
    (tmp_path / "media" / "sealed").mkdir(parents=True)
    (tmp_path / "media" / "sealed" / "abc").write_bytes(bytes(range(256)) * 50)
    people = cast()
    for _ in range(2):
        make_household(members=2)
    close_a_month(people.places.county)
    seal_new()
    return tmp_path


def everything():
    """Return table → its rows as text, and the sequences."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class AS c WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1"
        )
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM \"{table}\" AS t"
            )
            found[table] = cursor.fetchone()[0]
        return found


def test_everything_comes_back_row_for_row(world):
    before = everything()
    made = back_up(world / "out.zip")
    assert made["files"].keys() == {"media/sealed/abc"}
    Household.objects.update(address="x")
    (world / "media" / "sealed" / "abc").unlink()
    with as_owner():
        counts = restore(world / "out.zip", replace=True)
    assert everything() == before
    assert (world / "media" / "sealed" / "abc").read_bytes() == bytes(range(256)) * 50
    assert counts["rows"] == sum(table["rows"] for table in made["tables"].values())
    assert MonthSeal.objects.count() == 6
    assert first_broken()[0] is None
    Household.objects.update(address="y")  # triggers are on again
    assert first_broken()[0] is None


def test_a_database_with_people_is_not_overwritten_unasked(world):
    out = StringIO()
    call_command("backup", str(world / "out.zip"), stdout=out)
    assert json.loads(out.getvalue())["files"] == 1
    with pytest.raises(CommandError, match="已经有数据") as refused:
        call_command("restore", str(world / "out.zip"), stdout=StringIO())
    assert refused.value.returncode == 1


def test_twenty_flipped_bits_are_refused(world):
    path = world / "out.zip"
    back_up(path)
    whole = path.read_bytes()
    dice = random.Random(5)
    for _ in range(20):
        spoilt = bytearray(whole)
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
        path.write_bytes(spoilt)
        with pytest.raises(ValidationError):
            open_archive(path)
    path.write_bytes(whole[:-1000])
    with pytest.raises(ValidationError):
        open_archive(path)
    path.write_bytes(whole)
    open_archive(path)


def test_a_backup_needs_the_key_it_was_made_with_and_the_same_tables(world, settings):
    back_up(world / "out.zip")
    kept = settings.FIELD_KEYS
    settings.FIELD_KEYS = "other:" + "A" * 86 + "=="
    with pytest.raises(ValidationError, match="FIELD_KEYS"):
        open_archive(world / "out.zip")
    settings.FIELD_KEYS = kept
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '0012_proof'")
        with pytest.raises(ValidationError, match="先装上"):
            restore(world / "out.zip", replace=True)


def test_the_file_is_the_owners_alone_and_there_whole_or_not_at_all(world, monkeypatch):
    back_up(world / "out.zip")
    assert (world / "out.zip").stat().st_mode & 0o077 == 0
    monkeypatch.setattr("povertyapp.core.backup.writing._files", lambda archive: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        back_up(world / "other.zip")
    assert sorted(path.name for path in world.glob("*.zip*")) == ["out.zip"]
    assert not list(world.glob(".other*"))
