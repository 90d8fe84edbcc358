"""Looking for planted numbers: every place where one could lie, and every way in which it could be written."""

import base64
import csv
import io
import os
import subprocess
import zipfile
from collections import defaultdict

import openpyxl
import pytest
import redis
from django.conf import settings as live
from django.core import mail
from django.core.management import call_command
from django.db import connection

from launcher.binaries import find_postgres
from launcher.console import Refused
from povertyapp.environment import cache_url
from tests.data import FIXTURES
from tests.pdfs import opened, text_of

ROSTER = FIXTURES / "roster-small-gb18030.csv"
LIST = FIXTURES / "low-income-list-2017q2.xlsx"
PASSWORD = "秘密-canaries-2017"
# No canary is shorter, and none of its writings.
SHORTEST = 11


def numbers_of_roster():
    rows = list(csv.reader(ROSTER.read_text("gb18030").splitlines()))
    places = [rows[2].index(name) for name in ("证件号码", "联系电话", "银行账号")]
    return {
        row[place].strip() for row in rows[3:] for place in places if len(row) > place and row[place].strip()
    }


def numbers_of_list():
    cells = (cell.value for row in openpyxl.load_workbook(LIST).active.iter_rows(min_row=4) for cell in row)
    return {value for value in cells if isinstance(value, str) and value[:15].isdigit()}


def run(world, command, *arguments):
    """Run a command and keep what it says."""
    call_command(command, *map(str, arguments), stdout=world.said, stderr=world.said)


class Seen:
    """A browser that remembers every page and every address."""

    def __init__(self, client, folder):
        self.client, self.pages, self.addresses, self.revealed = client, [], [], []
        client.raise_request_exception = False

    def get(self, url, echo=False):
        self.addresses.append(url)
        response = self.client.get(url)
        return response if echo else self._keep(response)

    def post(self, url, data, echo=False):
        """Post; with `echo` the answer may show the sender what he typed himself."""
        self.addresses.append(url)
        response = self.client.post(url, data)
        return response if echo else self._keep(response)

    def _keep(self, response):
        body = b"".join(response) if response.streaming else response.content
        self.pages.append((response.request["PATH_INFO"], body))
        headers = (response.headers.get(name, "") for name in ("Location", "Content-Disposition"))
        self.addresses += headers
        return response


def needed(is_here, what):
    """Skip with a reason where something is not on this machine; fail where CI promised to have it."""
    if not is_here and os.environ.get("CI") == "true":
        pytest.fail(f"CI=true, but {what} is missing")
    if not is_here:
        pytest.skip(f"{what} is not on this machine")


def find_pg_dump():
    """Return the program pg_dump of this checkout's PostgreSQL; None without one, or one too old for the server."""
    try:
        found = find_postgres()
    except Refused:
        return None
    program, server = found.program("pg_dump"), connection.cursor().connection.info.server_version
    return program if program.exists() and found.major >= server // 10000 else None


def dumped(program):
    """Return what pg_dump writes of the test's database: what is committed, as a backup holds it."""
    told = connection.settings_dict
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    env = os.environ | {name: str(told[key]) for name, key in names.items() if told.get(key)}
    done = subprocess.run([program, "--no-password"], env=env, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def database_text():
    """Return every row of every table as text: what a dump would hold, of what is not committed too."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        assert {"django_session", "households_householdmemberevent", "pghistory_context"} <= set(tables)
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" AS t')
            yield table, "\n".join(row for (row,) in cursor.fetchall()).encode()


def broker_bytes():
    """Return everything that broker and cache hold."""
    for url in (live.REDIS_URL, cache_url(live.REDIS_URL)):
        store = redis.Redis.from_url(url.replace("virtual_host", "db"))
        for key in store.scan_iter():
            yield f"broker {key!r}", key + (store.dump(key) or b"") + _plain(store, key)


def _plain(store, key):
    kind = store.type(key)
    if kind == b"list":
        return b"\n".join(store.lrange(key, 0, -1))
    if kind == b"hash":
        return b"\n".join(store.hvals(key))
    return store.get(key) or b"" if kind == b"string" else b""


def places(world):
    yield from database_text()
    if world.pg_dump:
        yield "pg_dump", dumped(world.pg_dump)
    yield from broker_bytes()
    yield from world.seen.pages
    yield "addresses", "\n".join(world.seen.addresses).encode()
    yield "log", world.log.read_bytes()
    yield "commands", world.said.getvalue().encode()
    yield "mail", "\n".join(f"{m.subject}{m.body}" for m in mail.outbox).encode()
    yield from ((str(path), path.read_bytes()) for path in world.folder.rglob("*") if path.is_file())
    yield "file names", "\n".join(str(path) for path in world.folder.rglob("*")).encode()


def unpacked(data):
    """Return bytes and all that is packed in them: the parts of a zip or workbook, the text of a PDF."""
    yield data
    if data.startswith(b"%PDF"):
        text = text_of(data)
        yield from (opened(data), text.encode(), text.replace("\n", "").encode())
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from unpacked(packed.read(name))


def writings(number):
    """Return a number as it may lie in bytes: plain, UTF-16 of both orders, hex of these, base64 wherever it begins.

    The last X of an ID number is left off: 17 digits of it are as bad, and the X may be small.
    """
    plain = number.rstrip("Xx").encode()
    wide = plain.decode().encode("utf-16-le")[:-1]
    yield from (plain, wide, plain.hex().encode(), wide.hex().encode())
    for before in range(3):
        coded = base64.b64encode(bytes(before) + plain)
        yield coded[-(-before * 8 // 6) : (before + len(plain)) * 8 // 6]


def hits(world, canaries):
    """Return (place, number) for every canary found, in any of its writings."""
    by_head = defaultdict(list)
    for number in canaries:
        for needle in writings(number):
            assert len(needle) >= SHORTEST, "too short to look for"
            by_head[needle[:SHORTEST]].append((needle, number))
    return [
        (place, number)
        for place, packed in places(world)
        for data in unpacked(packed)
        for number in _numbers_in(data, by_head)
    ]


def _numbers_in(data, by_head):
    starts = (at for at in range(len(data) - SHORTEST + 1) if data[at : at + SHORTEST] in by_head)
    return {
        number
        for at in starts
        for needle, number in by_head[data[at : at + SHORTEST]]
        if data.startswith(needle, at)
    }
