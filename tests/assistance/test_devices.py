"""Phones: enrolled by their owner, in force until something ends that, and then good for handing over only."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import connection
from rest_framework.test import APIClient

from assistance.models import HeldSubmission, Visit
from povertyapp.core.devices import switch_off
from povertyapp.core.models import Device, RoleGrant, User
from tests.assistance.phones import BATCH, DEVICES, VISITS, Phone, body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def enrol(client, device_id, name="红米"):
    return client.post(DEVICES, {"device_id": str(device_id), "name": name}, format="json")


@pytest.fixture
def signed_in(cast):
    client = APIClient()
    client.force_login(cast.helper)
    return client


def test_the_secret_is_new_each_time_and_the_key_stays(signed_in):
    number = uuid.uuid4()
    first, again = enrol(signed_in, number), enrol(signed_in, number)
    assert (first.status_code, again.status_code) == (201, 200)
    one, two = first.json(), again.json()
    assert (one["seal_key"], one["owner"], one["hours"]) == (two["seal_key"], two["owner"], 72)
    assert one["secret"] != two["secret"]
    assert len(one["seal_key"]) == 44
    old = APIClient(headers={"X-Device": f"{number}:{one['secret']}"})
    assert old.get("/m/pack/").status_code == 401


def test_nothing_of_secret_and_key_is_readable_in_the_database(signed_in):
    told = enrol(signed_in, uuid.uuid4()).json()
    with connection.cursor() as cursor:
        cursor.execute("SELECT d::text FROM core_device d")
        [(row,)] = cursor.fetchall()
    assert told["secret"] not in row
    assert told["seal_key"] not in row


def test_two_owners_of_one_phone_have_two_keys(cast):
    number = uuid.uuid4()
    one, two = Phone(cast.helper, number), Phone(cast.cadre, number)
    assert one.device.seal_key != two.device.seal_key
    assert one.get("/m/pack/").status_code == two.get("/m/pack/").status_code == 200


def test_enrolling_needs_a_session_its_csrf_token_and_the_verb(cast):
    assert enrol(APIClient(), uuid.uuid4()).status_code == 403
    checked = APIClient(enforce_csrf_checks=True)
    checked.force_login(cast.helper)
    assert enrol(checked, uuid.uuid4()).status_code == 403
    leader = APIClient()
    leader.force_login(cast.leader)
    assert enrol(leader, uuid.uuid4()).status_code == 403
    assert not Device.objects.exists()


def test_a_phone_needs_neither_cookie_nor_csrf(cast, helped):
    phone = Phone(cast.helper)
    phone.client.force_login(cast.outsider)  # somebody else is signed in on it: the header decides
    assert phone.post(body(helped[0])).status_code == 201
    assert Visit.objects.get().recorded_by == cast.helper


@pytest.mark.parametrize("header", ["", "x", "x:y", "b6f8c942-fbda-4a9b-bd73-5fb2b126b9c9:secret", ":"])
def test_an_unknown_phone_is_401_everywhere(cast, helped, header):
    client = APIClient(headers={"X-Device": header})
    assert client.get("/m/pack/").status_code == 401
    assert client.post(VISITS, body(helped[0]), format="json").status_code == 401
    assert not HeldSubmission.objects.exists()


def ways_out(phone, cast):
    """Return every way in which a phone goes out of force, by name."""
    helper = User.objects.filter(pk=cast.helper.pk)

    def new_password():
        user = helper.get()
        user.set_password("eine-neue-parole-2017")
        user.save()

    return {
        "disabled": lambda: helper.update(is_active=False),
        "role ended": lambda: RoleGrant.objects.filter(user=cast.helper).update(to_date=dt.date(2017, 1, 1)),
        "password": new_password,
        "switched off": lambda: switch_off(by=cast.helper, device=phone.device),
        "signed off": lambda: phone.delete(f"{DEVICES}{phone.device.device_id}/"),
    }


@pytest.mark.parametrize("way", ["disabled", "role ended", "password", "switched off", "signed off"])
def test_a_phone_out_of_force_reads_nothing_and_its_work_is_held(cast, helped, way):
    phone = Phone(cast.helper)
    assert phone.get("/m/pack/").status_code == 200
    ways_out(phone, cast)[way]()
    assert phone.get("/m/pack/").status_code == 403
    assert phone.get(VISITS).status_code == 403
    sent = body(helped[0])
    answer = phone.post(sent)
    assert (answer.status_code, answer.json()["state"]) == (202, "held")
    assert phone.post(sent).json() == answer.json()
    [result] = phone.post({"submissions": [body(helped[0])]}, BATCH).json()["results"]
    assert (result["status"], result["state"]) == (202, "held")
    assert not Visit.objects.exists()
    assert {held.why for held in HeldSubmission.objects.all()} == {"not_entitled"}


def test_another_area_is_no_other_phone_but_holds_what_is_not_his(cast, helped):
    phone = Phone(cast.cadre)
    RoleGrant.objects.filter(user=cast.cadre).update(area=cast.places.next_village)
    assert phone.get("/m/pack/").json()["households"] == []
    assert phone.post(body(helped[0])).json()["state"] == "held"
    held = HeldSubmission.objects.get()
    assert (held.why, held.area_id) == ("not_his", helped[0].area_id)


def test_a_household_that_is_not_there_is_answered_like_one_of_others(cast, helped):
    phone = Phone(cast.outsider)
    theirs, none = body(helped[0]), body(helped[0], household_no="000")
    answers = [phone.post(sent).json() for sent in (theirs, none)]
    for answer in answers:
        answer.pop("submission_id")
    assert answers[0] == answers[1]


def test_switching_off_ends_the_session_on_that_phone(signed_in, cast):
    enrol(signed_in, uuid.uuid4())
    assert Session.objects.count() == 1
    switch_off(by=cast.admin, device=Device.objects.get())
    assert not Session.objects.exists()
    assert signed_in.get(VISITS).status_code == 403
    assert Device.objects.get().revoked_by == cast.admin


def test_only_the_owner_and_who_looks_after_users_switch_a_phone_off(cast):
    phone = Phone(cast.helper)
    with pytest.raises(PermissionDenied):
        switch_off(by=cast.township, device=phone.device)
    assert phone.get("/m/pack/").status_code == 200


def test_enrolling_again_takes_a_phone_up_again(signed_in, cast, helped):
    number = uuid.uuid4()
    enrol(signed_in, number)
    switch_off(by=cast.admin, device=Device.objects.get())
    signed_in.force_login(cast.helper)
    secret = enrol(signed_in, number).json()["secret"]
    phone = APIClient(headers={"X-Device": f"{number}:{secret}"})
    assert phone.post(VISITS, body(helped[0]), format="json").status_code == 201


def test_a_phone_out_of_force_that_still_sends_its_header_is_enrolled_by_signing_in(signed_in, cast):
    phone = Phone(cast.helper)
    switch_off(by=cast.helper, device=phone.device)
    number = phone.device.device_id
    signed_in.force_login(cast.helper)
    signed_in.credentials(HTTP_X_DEVICE=phone.header)
    assert enrol(signed_in, number).status_code == 200
    assert enrol(phone.client, number).status_code == 403, "the header alone enrols nobody"


def test_signing_off_names_its_own_phone_only(cast, signed_in):
    phone, other = Phone(cast.helper), Phone(cast.cadre)
    assert phone.delete(f"{DEVICES}{other.device.device_id}/").status_code == 404
    assert signed_in.delete(f"{DEVICES}{other.device.device_id}/").status_code == 404
    assert signed_in.delete(f"{DEVICES}{phone.device.device_id}/").status_code == 204
    assert phone.delete(f"{DEVICES}{phone.device.device_id}/").status_code == 204


def test_a_phone_has_so_many_requests_a_minute(cast, settings):
    settings.DEVICE_REQUESTS = 3
    phone, other = Phone(cast.helper), Phone(cast.cadre)
    codes = [phone.get("/m/pack/") for _time in range(4)]
    assert [answer.status_code for answer in codes] == [200, 200, 200, 429]
    assert 0 < int(codes[-1]["Retry-After"]) <= 60
    assert other.get("/m/pack/").status_code == 200


def test_when_it_was_seen_is_written_now_and_then_only(cast):
    phone = Phone(cast.helper)
    first = phone.device.seen_at
    for minutes, moved in ((5, False), (15, True)):
        with time_machine.travel(first + dt.timedelta(minutes=minutes), tick=False):
            phone.get("/m/pack/")
        phone.device.refresh_from_db()
        assert (phone.device.seen_at > first) == moved
