"""Files lie sealed on the disk, leave as attachments, and go when their time is over."""

import datetime as dt
import os
from io import BytesIO

import pytest

from povertyapp.core import clock, files
from povertyapp.core.crypto import SealBroken
from povertyapp.core.files import read_file, reseal_file, store_file, sweep_files
from povertyapp.core.models import StoredFile
from povertyapp.core.roles import Role
from tests.households.factories import make_user

pytestmark = pytest.mark.django_db
CANARY = b"42282719900101900X 15400001234"


def keep(cast, content=CANARY, **more):
    options = {"by": cast.township, "area": cast.places.township, "kind": "roster", "name": "花名册.xlsx"}
    return store_file(**options | more, content=content)


def test_no_clear_byte_lies_on_the_disk(cast, settings):
    file = keep(cast, BytesIO(CANARY * 1000))
    assert file.size == len(CANARY) * 1000
    assert CANARY not in file.path.read_bytes()
    assert "花名册" not in str(file.path)
    assert file.path.stat().st_mode & 0o077 == 0
    assert read_file(file) == CANARY * 1000


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 16, 17])
def test_every_length_comes_back_whole(cast, monkeypatch, size):
    monkeypatch.setattr(files, "PIECE", 8)
    content = os.urandom(size)
    assert read_file(keep(cast, content)) == content


def test_pieces_cannot_be_cut_off_turned_round_or_moved(cast, monkeypatch):
    monkeypatch.setattr(files, "PIECE", 8)
    file, other = keep(cast, b"a" * 24), keep(cast, b"b" * 24)
    whole = file.path.read_bytes()
    length = len(whole) // 3
    for touched in (
        whole[: length * 2],
        whole[length : length * 2] + whole[:length] + whole[length * 2 :],
        other.path.read_bytes(),
        whole[:-1] + bytes([whole[-1] ^ 1]),
        b"",
    ):
        file.path.write_bytes(touched)
        with pytest.raises(SealBroken):
            read_file(file)


def test_file_leaves_as_attachment_that_no_browser_opens(cast, client):
    file = keep(cast, verb="households.import_roster")
    client.force_login(cast.township)
    response = client.get(file.get_absolute_url())
    assert b"".join(response) == CANARY
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_colleague_with_the_verb_may_fetch_and_others_may_not(cast, client):
    file = keep(cast, verb="households.import_roster")
    private = keep(cast)
    for user, wanted in (
        (cast.clerk, {file: 200, private: 404}),
        (cast.leader, {file: 404, private: 404}),
        (make_user("elsewhere", Role.TOWNSHIP, cast.places.other_township), {file: 404, private: 404}),
        (cast.outsider, {file: 404, private: 404}),
    ):
        client.force_login(user)
        assert {each: client.get(each.get_absolute_url()).status_code for each in wanted} == wanted


def test_what_is_over_goes_and_what_belongs_to_nobody(cast):
    file, lasting = keep(cast, days=7), keep(cast, days=30)
    stray, fresh = file.path.with_name("0" * 32), file.path.with_name("1" * 32)
    for path in (stray, fresh):
        path.write_bytes(b"x")
    os.utime(stray, (0, 0))
    assert file.expires_on == clock.today() + dt.timedelta(days=7)
    sweep_files(file.expires_on)
    assert StoredFile.objects.filter(pk=file.pk).exists()
    assert not stray.exists()
    assert fresh.exists()
    sweep_files(file.expires_on + dt.timedelta(days=1))
    assert set(StoredFile.objects.values_list("pk", flat=True)) == {lasting.pk}


def test_page_says_when_the_bytes_are_gone(cast, client):
    file = keep(cast)
    file.path.unlink()
    client.force_login(cast.township)
    response = client.get(file.get_absolute_url())
    assert response.status_code == 410
    assert "保留期" in response.content.decode()


def test_half_written_bytes_of_a_killed_process_stand_in_nobodys_way(cast):
    file = keep(cast)
    part = file.path.with_name(f"{file.place}.part")
    part.write_bytes(b"half")
    reseal_file(file)
    assert read_file(file) == CANARY
    os.utime(part, (0, 0)), os.utime(file.path, (0, 0))
    sweep_files()
    assert not part.exists()
    assert read_file(file) == CANARY
