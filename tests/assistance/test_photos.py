"""Photos of visits: after the record, in pieces that resume, drawn anew without what cameras write, kept sealed."""

import hashlib
import io
import random
import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from PIL import Image

from assistance.models import HeldSubmission, Visit, VisitPhoto
from assistance.services import accept_held, sweep_photos
from assistance.services.photos import PIECE_BYTES
from povertyapp.core.files import read_file
from povertyapp.core.models import RuleParameter, StoredFile
from tests.assistance.phones import PHOTOS, Phone, body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon", "own_media")]
ORIENTATION, ARTIST, GPS = 0x0112, 0x013B, 0x8825


@pytest.fixture
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def phone(cast):
    return Phone(cast.helper)


@pytest.fixture
def sent(phone, helped):
    """A visit that was recorded, with photos to follow."""
    made = body(helped[0])
    assert phone.post(made).status_code == 201
    return made


def jpeg(width=400, height=300, *, turned=0, noise=True, quality=80):
    """Return a JPEG whose left half is red, with a position and a name in its EXIF."""
    picture = Image.new("RGB", (width, height), "blue")
    picture.paste("red", (0, 0, width // 2, height))
    if noise:
        chance = random.Random(7)
        picture.paste(Image.frombytes("RGB", (64, 64), chance.randbytes(64 * 64 * 3)), (0, 0))
    exif = Image.Exif()
    exif[ARTIST] = "彭帮扶"
    exif.get_ifd(GPS)[2] = (29.0, 30.0, 12.0)
    if turned:
        exif[ORIENTATION] = turned
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, quality=quality)
    return out.getvalue()


def facts(sent, content, **changes):
    return {
        "photo_id": str(uuid.uuid4()),
        "submission_id": sent["submission_id"],
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "caption": "water",
        **changes,
    }


def announce(phone, sent, content, **changes):
    return phone.post(facts(sent, content, **changes), PHOTOS)


def deliver(phone, sent, content, piece=PIECE_BYTES):
    """Send a whole photo in pieces; return the last answer."""
    told = announce(phone, sent, content).json()
    while told["state"] == "receiving":
        part = content[told["offset"] : told["offset"] + piece]
        told = phone.piece(told["photo_id"], told["offset"], part).json()
    return told


def test_a_photo_comes_in_pieces_and_stands_on_the_page_of_its_visit(phone, sent, cast, as_user):
    content = jpeg()
    told = deliver(phone, sent, content, piece=5000)
    assert (told["state"], told["offset"]) == ("stored", len(content))
    visit, photo = Visit.objects.get(), VisitPhoto.objects.get()
    assert (visit.photo_count, photo.visit, photo.received) == (1, visit, "")
    assert photo.sha256 == hashlib.sha256(content).hexdigest()
    page = as_user(cast.township).get(reverse("assistance:visit", args=[visit.pk])).content.decode()
    url = reverse("assistance:visit_photo", args=[visit.pk, photo.photo_id])
    assert url in page
    assert "饮水" in page
    served = as_user(cast.township).get(url)
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in served.headers["Content-Security-Policy"]
    assert Image.open(io.BytesIO(b"".join(served))).format == "JPEG"
    assert as_user(cast.outsider).get(url).status_code == 404


def test_nothing_of_the_camera_is_kept_and_no_clear_byte_lies_on_the_disk(phone, sent, tmp_path):
    deliver(phone, sent, jpeg())
    kept = read_file(VisitPhoto.objects.get().file)
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert "彭帮扶".encode() not in kept
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(b"JFIF" in data or kept[-64:-32] in data for data in files)


@pytest.mark.parametrize("turned", range(1, 9))
def test_the_orientation_is_right(phone, sent, turned):
    deliver(phone, sent, jpeg(turned=turned, noise=False))
    kept = Image.open(io.BytesIO(read_file(VisitPhoto.objects.get().file)))
    assert kept.size == ((400, 300) if turned < 5 else (300, 400))
    width, height = kept.size
    red = {1: (5, 9), 2: (-5, 9), 3: (-5, 9), 4: (5, 9), 5: (9, 5), 6: (9, 5), 7: (9, -5), 8: (9, -5)}[turned]
    found = kept.getpixel((red[0] % width, red[1] % height))
    assert found[0] > 200, found


def test_a_large_one_is_made_smaller(phone, sent):
    deliver(phone, sent, jpeg(3000, 1000, noise=False))
    assert Image.open(io.BytesIO(read_file(VisitPhoto.objects.get().file))).size == (1280, 427)


def test_a_piece_that_was_lost_or_came_twice_changes_nothing(phone, sent):
    content = jpeg()
    number = announce(phone, sent, content).json()["photo_id"]
    assert phone.piece(number, 0, content[:3000]).json()["offset"] == 3000
    for offset in (0, 5000):
        answer = phone.piece(number, offset, content[offset : offset + 1000])
        assert (answer.status_code, answer.json()["offset"]) == (409, 3000)
    assert phone.get(f"{PHOTOS}{number}/").json()["offset"] == 3000
    assert phone.piece(number, 3000, content[3000:]).json()["state"] == "stored"
    assert phone.piece(number, 3000, content[3000:]).json()["state"] == "stored"
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize("offset", ["", "x", "-1", "1" * 30, "١"])
def test_a_piece_says_where_it_begins(phone, sent, offset):
    number = announce(phone, sent, jpeg()).json()["photo_id"]
    headers = {"HTTP_UPLOAD_OFFSET": offset}
    answer = phone.client.generic("PATCH", f"{PHOTOS}{number}/", b"x", **headers)
    assert answer.status_code == 422


def test_a_piece_is_neither_empty_nor_too_large_nor_beyond_the_end(phone, sent):
    content = jpeg()
    number = announce(phone, sent, content).json()["photo_id"]
    for piece in (b"", b"x" * (PIECE_BYTES + 1), content + b"x"):
        assert phone.piece(number, 0, piece).status_code == 422
    assert VisitPhoto.objects.get().offset == 0


def test_announcing_again_tells_where_it_stands(phone, sent):
    content = jpeg()
    told = facts(sent, content)
    assert phone.post(told, PHOTOS).status_code == 201
    phone.piece(told["photo_id"], 0, content[:100])
    again = phone.post(told, PHOTOS)
    assert (again.status_code, again.json()["offset"]) == (200, 100)
    assert phone.post(told | {"size": 5}, PHOTOS).status_code == 409


def test_the_record_comes_first(phone, helped):
    answer = announce(phone, body(helped[0]), jpeg())
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["submission_id"])


def test_photos_of_others_are_not_there(phone, sent, cast):
    content = jpeg()
    told = facts(sent, content)
    phone.post(told, PHOTOS)
    other = Phone(cast.cadre)
    assert other.get(f"{PHOTOS}{told['photo_id']}/").status_code == 404
    assert other.piece(told["photo_id"], 0, content[:10]).status_code == 404
    assert other.post(told, PHOTOS).status_code == 409


def test_how_many_and_how_large(phone, sent):
    content = jpeg()
    assert [announce(phone, sent, content).status_code for _n in range(4)] == [201, 201, 201, 422]
    assert announce(phone, sent, content, size=204_801).status_code == 422


def test_so_much_a_day(phone, sent, helped):
    RuleParameter.objects.filter(name="photo.bytes_per_day").update(value=1000)
    assert announce(phone, sent, b"x" * 900).status_code == 201
    assert announce(phone, sent, b"x" * 900).status_code == 422
    with time_machine.travel("2017-03-21 12:00+08:00", tick=False):
        assert announce(phone, sent, b"x" * 900).status_code == 201


def hostile():
    """Return files that call themselves photos."""
    good = jpeg(noise=False)
    gif = io.BytesIO()
    Image.new("RGB", (10, 10)).save(gif, "GIF")
    png = io.BytesIO()
    Image.new("RGB", (10, 10)).save(png, "PNG")
    comment = b"\xff\xfe\x00\x1b<script>alert(1)</script>"
    huge = good.replace(b"\x01\x2c\x01\x90", b"\xff\xf0\xff\xf0")
    return {
        "html": b"<html><script>alert(1)</script></html>" * 9,
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "gif": gif.getvalue(),
        "png": png.getvalue(),
        "page behind": good + b"<html><script>alert(1)</script>",
        "archive behind": good + b"PK\x03\x04" + b"x" * 50,
        "something behind": good + b"hello",
        "script in a comment": good[:2] + comment + good[2:],
        "cut off": good[:-200],
        "many pixels": huge,
        "nothing": b"x",
    }


@pytest.mark.parametrize("name", sorted(hostile()))
def test_what_is_more_or_less_than_a_photo_is_refused(phone, sent, name):
    content = hostile()[name]
    told = deliver(phone, sent, content)
    assert told["state"] == "refused"
    assert told["detail"]
    assert not StoredFile.objects.exists()
    assert Visit.objects.get().photo_count == 0


def test_a_fingerprint_that_does_not_fit_begins_anew_once(phone, sent):
    content = jpeg()
    number = announce(phone, sent, content).json()["photo_id"]
    wrong = b"\0" + content[1:]
    told = phone.piece(number, 0, wrong).json()
    assert (told["state"], told["offset"]) == ("receiving", 0)
    assert phone.piece(number, 0, content).json()["state"] == "stored"


def test_photos_of_held_work_wait_with_it(phone, helped, cast):
    cast.helper.is_active = False
    cast.helper.save()
    held, content = body(helped[0]), jpeg()
    held["photos"] = [
        {name: value for name, value in facts(held, content).items() if name != "submission_id"}
    ]
    assert phone.post(held).status_code == 202
    deliver(phone, held, content)
    assert VisitPhoto.objects.get().visit is None
    accept_held(by=cast.township, held=HeldSubmission.objects.get(), reason="电话核实")
    visit = Visit.objects.get()
    assert [photo.visit for photo in VisitPhoto.objects.filter(state="stored")] == [visit]
    assert visit.photo_count == 1


def test_what_never_came_whole_is_swept(phone, sent):
    content = jpeg()
    number = announce(phone, sent, content).json()["photo_id"]
    phone.piece(number, 0, content[:100])
    deliver(phone, sent, content)
    assert sweep_photos() == 0
    with time_machine.travel("2017-04-19 12:00+08:00", tick=False):
        assert sweep_photos() == 1
    assert [photo.state for photo in VisitPhoto.objects.all()] == ["stored"]


def test_a_photo_with_more_pixels_than_allowed_is_refused_before_it_is_decoded(settings):
    from povertyapp.core.pictures import redrawn

    with pytest.raises(ValidationError):
        redrawn(io.BytesIO(jpeg()), most_pixels=400 * 300 - 1, edge=1280, formats=("JPEG",))
