"""What two phones of the demo have sent: so that every page of theirs has something true to show."""

import datetime as dt
import hashlib
import io
import uuid

from PIL import Image, ImageDraw

from assistance.models import Visit
from assistance.services import correct_visit, receive_piece, take_submission
from assistance.services.photos import PIECE_BYTES
from households.choices import Health, Presence
from households.facts import Fact, FactField
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.devices import enrol_device
from povertyapp.core.models import Device
from povertyapp.core.period import Period

# Names the numbers of the demo's phones and submissions: the same each time.
NUMBERS = uuid.UUID("6e1c1a52-0f5b-4b36-9d4e-20170528aaaa")
FAST_SECONDS = 25 * 60
HOMES = 3


def send_from_phones(*, users, elsewhere):
    """Let the helper and the cadre send visits: a correction, a photo, a fast clock, two values that differ from
    the register, a second content under one number, a household that is not the cadre's. Return how many were sent,
    nothing where they have phones already or the helper has too few homes.
    """
    helper, cadre = users["helper"], users["cadre"]
    homes = _visited_homes(helper)
    if Device.objects.filter(owner=helper).exists() or len(homes) < HOMES:
        return {}
    phones = {
        user.pk: enrol_device(by=user, device_id=_number(user.username), name=name).device
        for user, name in ((helper, "红米 Note 12"), (cadre, "荣耀 X50"))
    }

    taken = []

    def send(by, name, household, **more):
        taken.append(take_submission(by=by, sent=_visit(name, household) | more, device=phones[by.pk]))
        return taken[-1]

    for household, fact in ((homes[0], _presence(homes[0])), (homes[1], _health(homes[1]))):
        whose = fact.member.person_no if fact.member else None
        told = {"person_no": whose, "field": str(fact.field), "base": fact.base}
        first, second = _others(fact)
        send(cadre, f"cadre {household.pk}", household, facts=[told | {"value": first}])
        send(helper, f"helper {household.pk}", household, facts=[told | {"value": second}])
    _send_with_photo(helper, homes[2], send)
    send(helper, "helper photo", homes[2], met="family", content="后来在另一部手机上又改过")
    for household in Household.objects.in_area(elsewhere.code).order_by("household_no")[:1]:
        send(cadre, "cadre elsewhere", household, content="帮邻村代走访")
    return {"sent_by_phones": len(taken)}


def _visit(name, household):
    return {
        "submission_id": _number(name),
        "household_no": household.household_no,
        "happened_on": clock.today(),
        "channel": "home",
        "met": "head",
        "people_change": "none",
        "guarantees": "fine",
        "satisfaction": "satisfied",
        "sent_at": clock.now(),
    }


def _send_with_photo(by, household, send):
    """Send a visit from a fast clock with a photo and a place, and correct it."""
    picture = _house()
    photo = {
        "photo_id": _number("photo"),
        "sha256": hashlib.sha256(picture).hexdigest(),
        "size": len(picture),
        "caption": "housing",
    }
    fast = clock.now() + dt.timedelta(seconds=FAST_SECONDS)
    place = {"lat": 29.5102, "lon": 109.4076, "accuracy": 18}
    more = {"sent_at": fast, "device_at": fast, "photos": [photo], "place": place, "content": "看了住房"}
    taken = send(by, "helper photo", household, **more)
    for offset in range(0, len(picture), PIECE_BYTES):
        piece = picture[offset : offset + PIECE_BYTES]
        receive_piece(by=by, photo_id=photo["photo_id"], offset=offset, content=piece)
    correct_visit(
        by=by,
        visit=taken.visit,
        reason="漏写了约定",
        submission_id=_number("correction"),
        body_sha256="0" * 64,
        content="看了住房，屋顶已修好",
        next_promise="联系合作社收茶叶",
    )


def _visited_homes(helper):
    """Return households of the helper that have had their visit of this month, so that his list stays as it is."""
    month = Period.of(clock.today())
    done = Visit.objects.happened(month.start, month.end).filter(voided_at=None).values("household")
    return list(
        Household.objects.visible_to(helper)
        .filter(pk__in=done, left_register_on=None)
        .select_related("area")
        .order_by("household_no")[:HOMES]
    )


def _presence(household):
    return Fact(household, None, FactField.PRESENCE)


def _health(household):
    member = household.members.present().order_by("person_no").last()
    return Fact(household, member, FactField.HEALTH)


def _others(fact):
    """Return two values that differ from the register's and from each other."""
    if fact.field == FactField.PRESENCE:
        return [value for value in Presence.values if value != fact.value][:2]
    return [
        value for value in ([Health.CHRONIC], [Health.SERIOUS], [Health.DISABLED]) if value != fact.value
    ][:2]


def _house():
    """Return a drawn house as a JPEG: no photo of anybody's home."""
    picture = Image.new("RGB", (640, 480), "#bcd7ee")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 330, 640, 480), fill="#7da35c")
    draw.rectangle((180, 200, 460, 360), fill="#e8dcc4")
    draw.polygon(((150, 200), (320, 100), (490, 200)), fill="#8a4b32")
    draw.rectangle((290, 270, 350, 360), fill="#5b3a25")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _number(name):
    return uuid.uuid5(NUMBERS, name)
