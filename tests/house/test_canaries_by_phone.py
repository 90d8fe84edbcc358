"""Planted numbers, positions and keys that phones send stay where they belong: sealed in the database, in no answer,
page, log, address, task or file."""

import hashlib
import io
import uuid

import pytest
from django.urls import reverse
from PIL import Image

from assistance.models import HeldSubmission, HeldValue, Visit
from households.facts import Fact, FactField
from households.models import Household
from povertyapp.core.models import User
from povertyapp.core.roles import Role
from tests.assistance.phones import BATCH, VISITS, Phone, body
from tests.house.canaries import hits, numbers_of_roster
from tests.households.factories import make_user

pytestmark = pytest.mark.django_db

APPLIED, COLLIDES, HELD, IN_PHOTO = "15422223333", "15422224444", "15422225555", "15422226666"
LATITUDE, LONGITUDE = 29.51234567891, 109.41234567891


def picture():
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x013B] = IN_PHOTO
    Image.new("RGB", (60, 40), "green").save(out, "JPEG", exif=exif)
    return out.getvalue()


class Kept:
    """A phone whose answers are looked through as well."""

    def __init__(self, world, user):
        self.world, self.phone = world, Phone(user)

    def post(self, sent, url=VISITS):
        answer = self.phone.post(sent, url)
        self.world.seen.pages.append((url, answer.content))
        return answer

    def get(self, url):
        answer = self.phone.get(url)
        self.world.seen.pages.append((url, answer.content))
        return answer


def phone_fact(home, value):
    base = Fact(home, None, FactField.PHONE).base
    return [{"person_no": None, "field": "phone", "value": value, "base": base}]


def test_what_phones_send_leaves_no_canary(world):
    home = next(home for home in Household.objects.order_by("household_no") if home.phone)
    day = {"happened_on": home.registered_on.replace(year=home.registered_on.year + 1).isoformat()}
    cadre = make_user("cadre", Role.CADRE, home.area)
    first, second = Kept(world, cadre), Kept(world, cadre)
    assert first.get("/m/pack/").json()["households"]
    stale, photo = phone_fact(home, COLLIDES), picture()
    facts = {"photo_id": str(uuid.uuid4()), "sha256": hashlib.sha256(photo).hexdigest(), "size": len(photo)}
    sent = body(home, facts=phone_fact(home, APPLIED), photos=[facts], **day)
    sent["place"] = {"lat": LATITUDE, "lon": LONGITUDE}
    assert first.post(sent).status_code == 201
    assert first.phone.piece(facts["photo_id"], 0, photo).json()["state"] == "stored"
    results = second.post({"submissions": [body(home, facts=stale, **day)]}, BATCH).json()["results"]
    assert [fact["result"] for fact in results[0]["facts"]] == ["held"]
    User.objects.filter(pk=cadre.pk).update(is_active=False)
    late = body(home, facts=phone_fact(home, HELD), **day) | {"place": sent["place"]}
    assert first.post(late).status_code == 202
    assert first.post(late | {"facts": [stale[0] | {"value": "1" * 40}]}).status_code in (202, 409)
    walk(world)
    keys = {first.phone.enrolled.secret, first.phone.device.seal_key}
    planted = {APPLIED, COLLIDES, HELD, IN_PHOTO, str(LATITUDE), str(LONGITUDE), *keys}
    assert hits(world, planted | numbers_of_roster()) == []


def walk(world):
    """Look at the pages where people decide on it, and at the visit."""
    value, held, visit = HeldValue.objects.get(), HeldSubmission.objects.first(), Visit.objects.first()
    paths = [
        reverse("assistance:held_values"),
        reverse("assistance:held_value", args=[value.pk]),
        reverse("assistance:review"),
        reverse("assistance:review_item", args=[held.pk]),
        reverse("assistance:visits"),
        reverse("assistance:visit", args=[visit.pk]),
        reverse("core:todo"),
        "/api/v1/visits/",
    ]
    for path in paths:
        assert world.seen.get(path).status_code == 200, path
    seen = Fact(value.household, value.member, FactField(value.field)).base
    world.seen.post(reverse("assistance:held_value", args=[value.pk]), {"choice": "taken", "seen": seen})
    world.seen.post(reverse("assistance:review_item", args=[held.pk]), {"accept": "1", "reason": "核实"})
    value.refresh_from_db()
    assert value.status == "taken"
