"""Personal columns are sealed at rest, bound to their row, and found only by a keyed hash (C1)."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from households.models import Household, HouseholdMember
from povertyapp.core import crypto
from tests.households.factories import make_household


@pytest.fixture
def home(places):
    return make_household(members=2)


def raw(table, column, pk):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def test_database_holds_no_plain_number(home):
    member = home.members.first()
    assert member.id_number not in raw("households_householdmember", "id_number", member.pk)
    assert home.phone not in raw("households_household", "phone", home.pk)


def test_value_comes_back_as_it_was(home):
    assert Household.objects.get(pk=home.pk).bank_account == home.bank_account


def test_same_value_in_two_rows_looks_different(home):
    other = make_household(members=0, phone=home.phone)
    assert raw("households_household", "phone", home.pk) != raw("households_household", "phone", other.pk)


def test_seal_moved_to_another_row_does_not_open(home):
    first, second = home.members.all()[:2]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE households_householdmember SET id_number = %s WHERE id = %s",
            [raw("households_householdmember", "id_number", first.pk), second.pk],
        )
    with pytest.raises(crypto.SealBroken):
        _ = HouseholdMember.objects.get(pk=second.pk).id_number


def test_altered_seal_does_not_open(home):
    sealed = raw("households_household", "phone", home.pk)
    altered = sealed[:-2] + ("A" if sealed[-2] != "A" else "B") + sealed[-1]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE households_household SET phone = %s WHERE id = %s", [altered, home.pk])
    with pytest.raises(crypto.SealBroken):
        _ = Household.objects.get(pk=home.pk).phone


def test_unchanged_save_writes_the_same_seal(home):
    before = raw("households_household", "phone", home.pk)
    again = Household.objects.get(pk=home.pk)
    again.phone = home.phone
    again.save()
    assert raw("households_household", "phone", home.pk) == before


def test_looking_up_a_sealed_column_is_refused(home):
    with pytest.raises(FieldError):
        Household.objects.filter(phone=home.phone).exists()


def test_writing_plain_text_past_the_model_is_refused(home):
    with pytest.raises(TypeError):
        Household.objects.update(phone="15400000000")


def test_member_is_found_by_keyed_hash(home):
    member = home.members.first()
    assert HouseholdMember.objects.get(id_hash=crypto.keyed_hash(member.id_number, "id")) == member


def test_keys_rotate(home, settings):
    import base64

    settings.FIELD_KEYS = "k9:" + base64.b64encode(bytes(range(64, 128))).decode() + "," + settings.FIELD_KEYS
    again = Household.objects.get(pk=home.pk)
    assert again.phone == home.phone
    again.save()
    assert raw("households_household", "phone", home.pk).startswith("k9:")
    assert Household.objects.get(pk=home.pk).phone == home.phone
