"""The keys of the sealed columns change while the application runs, and the old one can go (C1)."""

import base64

import pytest
from django.core.management import CommandError
from django.db import connection

from assistance.models import Helper
from households.models import Household, HouseholdMember, LowIncomeRow
from povertyapp.core import crypto
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.files import read_file, store_file
from povertyapp.core.models import StoredFile
from povertyapp.core.owner import as_owner
from povertyapp.core.rotation import rotate_keys, sealed_models
from tests.commands import counts_of, history_sizes
from tests.households.factories import make_household, make_listed
from tests.inspections.factories import make_helper

pytestmark = pytest.mark.django_db
NEW = "k9:" + base64.b64encode(bytes(range(64, 128))).decode()
OTHER = "h1:" + base64.b64encode(bytes(range(128, 192))).decode()


@pytest.fixture
def world(places, settings, tmp_path):
    """People with every sealed column, their history, and a file, all sealed with the old key."""
    settings.MEDIA_ROOT = tmp_path
    home = make_household(members=3)
    first = home.members.first()
    first.disability_card = first.id_number + "43"
    first.save()
    make_listed(first)
    helper = make_helper()
    helper.phone = "15400000001"
    helper.save()
    store_file(by=None, area=places.county, kind="x", name="x.xlsx", content=b"personal", days=9)
    return home


def run(*options):
    return counts_of("rotate_field_keys", *options)


def opened():
    """Return every sealed value of every table, history included, opened."""
    return {
        model._meta.label: [
            [
                str(getattr(row, field.name))
                for field in model._meta.fields
                if isinstance(field, EncryptedTextField)
            ]
            for row in model._base_manager.order_by("pk")
        ]
        for model in sealed_models()
    }


def begin(settings):
    """Put a new key in front and give the hashes the old one for their own."""
    old = settings.FIELD_KEYS
    settings.HASH_KEY, settings.FIELD_KEYS = old, f"{NEW},{old}"


def test_all_sealed_models_are_known():
    names = {model._meta.label for model in sealed_models()}
    assert {"households.Household", "households.HouseholdEvent", "households.LowIncomeRow"} <= names


def test_old_key_can_go_and_everything_reads(world, settings):
    before, hashes = (
        opened(),
        list(HouseholdMember.objects.order_by("pk").values_list("id_hash", "id_tail_hash")),
    )
    assert any(value for rows in before.values() for row in rows for value in row)
    old = crypto.sealing_key()
    begin(settings)
    told = run()
    settings.FIELD_KEYS = NEW
    assert (told["keys_in_use"].keys(), told["removable"]) == ({"k9"}, [old])
    assert opened() == before
    assert read_file(StoredFile.objects.get()) == b"personal"
    assert list(HouseholdMember.objects.order_by("pk").values_list("id_hash", "id_tail_hash")) == hashes
    number = world.members.first().id_number
    assert HouseholdMember.objects.get(id_hash=crypto.keyed_hash(number, "id")) == world.members.first()


def test_second_run_writes_nothing(world, settings):
    begin(settings)
    assert run()["rows_resealed"] > 0
    again = run()
    assert (again["rows_resealed"], again["files_resealed"]) == (0, 0)


def test_rotation_is_no_change_of_the_record(world, settings):
    count = history_sizes()
    begin(settings)
    run()
    assert history_sizes() == count


def test_history_stays_guarded_afterwards(world, settings):
    begin(settings)
    run()
    event = world.history.latest("pgh_id")
    with as_owner(), pytest.raises(Exception, match="Cannot update"):
        type(event).objects.filter(pk=event.pk).update(head_name="x")


def test_row_written_meanwhile_is_left_to_its_writer(world, settings, monkeypatch):
    from povertyapp.core import rotation

    begin(settings)
    reseal = rotation._reseal

    def after_somebody(model, chunk, hashes):
        if model is Household:
            other = Household.objects.get(pk=world.pk)
            other.phone = "15499999999"
            other.save()
        return reseal(model, chunk, hashes)

    monkeypatch.setattr(rotation, "_reseal", after_somebody)
    rotate_keys()
    settings.FIELD_KEYS = NEW
    assert Household.objects.get(pk=world.pk).phone == "15499999999"


def test_stopped_rotation_goes_on(world, settings, monkeypatch):
    from povertyapp.core import rotation

    monkeypatch.setattr(rotation, "CHUNK_ROWS", 1)
    begin(settings)
    calls = []

    def stop(rows):
        calls.append(rows)
        if len(calls) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate_keys(advance=stop)
    assert len(rotate_keys().keys_in_use) == 1


def test_hashes_are_worked_out_anew_with_a_new_hash_key(world, settings):
    begin(settings)
    old = HouseholdMember.objects.order_by("pk").first().id_hash
    settings.HASH_KEY = OTHER
    run("--hashes")
    settings.FIELD_KEYS = NEW
    for member in HouseholdMember.objects.all():
        assert member.id_hash == crypto.keyed_hash(member.id_number, "id") != old
        assert member.history.latest("pgh_id").id_hash == member.id_hash
    assert LowIncomeRow.objects.get().id_hash == world.members.first().id_hash
    assert Household.objects.matching(world.members.first().id_number[-6:]).get() == world


def test_flipped_bit_stops_the_rotation_and_names_the_place(world, settings):
    phone = Household.objects.filter(pk=world.pk).values_list("phone", flat=True)[0]
    key, _colon, text = str.__str__(phone).partition(":")
    body = bytearray(base64.b64decode(text))
    body[0] ^= 1
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE households_household SET phone = %s WHERE id = %s",
            [f"{key}:{base64.b64encode(body).decode()}", world.pk],
        )
    begin(settings)
    with pytest.raises(CommandError) as told:
        run()
    assert told.value.returncode == 1
    assert f"households_household.phone of {world.household_no}" in str(told.value)


def test_helper_phones_rotate_too(world, settings):
    begin(settings)
    run()
    settings.FIELD_KEYS = NEW
    assert Helper.objects.get().phone == "15400000001"


def test_every_keyed_hash_says_how_it_is_worked_out():
    """Else `--hashes` would leave it with the old key, and nobody would be found by it."""
    forgotten = []
    for model in sealed_models():
        if hasattr(model, "pgh_tracked_model"):
            continue
        known = {name for _work, names in getattr(model, "HASHES", {}).values() for name in names}
        hashes = {field.name for field in model._meta.fields if field.name.endswith("_hash")}
        hashes -= {"secret_hash"}  # of a long random secret, and so without a key
        forgotten += [f"{model._meta.label}.{name}" for name in hashes - known]
    assert forgotten == []
