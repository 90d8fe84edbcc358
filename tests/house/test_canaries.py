"""Planted numbers of made-up people stay where they belong through the main flows (reliability-security C1-C3).

Every ID number, telephone, account and disability card that goes in is looked for, byte by byte, in all that the
flows leave behind: every column of every table with its history (what a dump holds), sessions, broker and cache,
task arguments, logs, addresses, mails, files, and the pages themselves. The reveal is the one way to see one.
"""

import csv
import io
import logging
import logging.config
import re
import tempfile
import uuid
from types import SimpleNamespace

import openpyxl
import pytest
import redis
from django.conf import settings as live
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.urls import reverse

from households.identity import check_digit
from households.models import Household, HouseholdMember, LowIncomeRow
from povertyapp.celery import app
from povertyapp.core import jobs
from povertyapp.core.divisions import SHIPPED, import_divisions
from povertyapp.core.importing.forms import ASIDE
from povertyapp.core.models import ExportRecord, ImportBatch, Job, RevealRecord
from povertyapp.core.roles import Role
from povertyapp.environment import cache_url
from tests.data import FIXTURES
from tests.households.factories import COUNTY, make_user

pytestmark = pytest.mark.django_db
ROSTER = FIXTURES / "roster-small-gb18030.csv"
DIRTY = FIXTURES / "roster-dirty-dev.xlsx"
LIST = FIXTURES / "low-income-list-2017q2.xlsx"
# Valid ID numbers, telephones and accounts; household and person numbers are shorter and no secret.
PERSONAL_CELL = re.compile(r"\d{17}[\dXx]|1\d{10}|820100\d{13}")
PASSWORD = "秘密-canaries-2017"
TYPED = SimpleNamespace(
    phone="15488776655", account="8201009988776655443", id_number="", card="", wrong="42282719770606921"
)
WHY = "打卡发放核对"


def numbers_of_roster():
    rows = list(csv.reader(ROSTER.read_text("gb18030").splitlines()))
    places = [rows[2].index(name) for name in ("证件号码", "联系电话", "银行账号")]
    return {
        row[place].strip() for row in rows[3:] for place in places if len(row) > place and row[place].strip()
    }


def numbers_of_list():
    cells = (cell.value for row in openpyxl.load_workbook(LIST).active.iter_rows(min_row=4) for cell in row)
    return {value for value in cells if isinstance(value, str) and value[:15].isdigit()}


@pytest.fixture
def log(tmp_path):
    """Log as the installation does when it is asked for much, into a file."""
    path = tmp_path / "all.log"
    handler = logging.FileHandler(path, encoding="utf-8")
    told = live.LOGGING["formatters"]["plain"]
    handler.setFormatter(logging.config.DictConfigurator({}).configure_formatter(dict(told)))
    loggers = [logging.getLogger(), logging.getLogger("django")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    yield path
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


@pytest.fixture
def world(settings, tmp_path, monkeypatch, log, client):
    """来凤县 with a small roster and a low-income list, taken in by command, and its office signed in."""
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    app.control.purge()
    import_divisions(SHIPPED / "laifeng.csv")
    clerk = make_user("clerk", Role.OFFICE, _county())
    clerk.set_password(PASSWORD)
    clerk.save()
    for command, file in (("import_roster", ROSTER), ("match_low_income", LIST)):
        call_command(command, str(file), stdout=io.StringIO(), stderr=io.StringIO())
    seen = Seen(client, tmp_path)
    seen.post(reverse("core:login"), {"username": "clerk", "password": PASSWORD})
    yield SimpleNamespace(seen=seen, clerk=clerk, folder=tmp_path, log=log)
    app.control.purge()


def _county():
    from povertyapp.core.models import Area

    return Area.objects.get(code=COUNTY)


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
        self.addresses.append(response.headers.get("Location", ""))
        return response


def form_of(seen, url, **answers):
    """Return the answers of a form as it stands, with some changed."""
    form = seen.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, "", False)}
    return {**data, "reason": WHY, **answers}


def walk_the_pages(world):
    """Look at what an office looks at: lists, a file, its papers, search by tail and by a whole number."""
    seen, home = world.seen, Household.objects.order_by("household_no").first()
    member = home.members.order_by("person_no").first()
    number, at = member.id_number, home.get_absolute_url()
    listing = LowIncomeRow.objects.first().listing
    paths = [
        "/households/",
        at,
        f"{at}history/",
        f"{at}card/",
        f"{at}handbook/",
        f"/households/?q={number[-6:]}",
        f"/search/?q={number[-6:]}",
        "/api/v1/households/",
        f"/api/v1/households/{home.household_no}/",
        listing.get_absolute_url(),
        *(row.get_absolute_url() for row in listing.rows.all()[:8]),
    ]
    for path in paths:
        assert seen.get(path).status_code in (200, 302), path
    return home, member


def write_on_the_pages(world, home, member):
    """Correct numbers, with mistakes and without; let errors happen that carry values in their words."""
    seen, at = world.seen, home.get_absolute_url()
    body = f"{COUNTY}19770606921"
    TYPED.id_number = body + check_digit(body)
    TYPED.card = TYPED.id_number + "43"
    edit = f"{at}members/{member.person_no}/edit/"
    wrong = form_of(seen, edit, id_number=TYPED.wrong)
    assert seen.post(edit, wrong, echo=True).status_code == 400
    right = form_of(seen, edit, id_number=TYPED.id_number, disability_card=TYPED.card)
    right |= {"birth_date": "1977-06-06"}
    assert seen.post(edit, right, echo=True).status_code in (302, 400)
    basic = f"{at}edit/basic/"
    answers = form_of(seen, basic, phone=TYPED.phone, bank_account=TYPED.account)
    assert seen.post(basic, answers).status_code == 302
    home.refresh_from_db()
    assert (home.phone, home.bank_account) == (TYPED.phone, TYPED.account)


def fail_everywhere(world, monkeypatch, home):
    """Force errors whose words are values, in a page, a command and a task."""

    def broken(*args, **kwargs):
        try:
            raise IntegrityError(f"duplicate key\nDETAIL:  Key (phone)=({TYPED.phone}) exists, {home.phone}")
        except IntegrityError as error:
            raise ValueError(f"{TYPED.id_number} {TYPED.account}") from error

    basic = f"{home.get_absolute_url()}edit/basic/"
    answers = form_of(world.seen, basic, phone=TYPED.phone)
    with monkeypatch.context() as patch:
        patch.setattr("households.forms.household.correct_household", broken)
        assert world.seen.post(basic, answers).status_code == 500
        assert world.seen.get(f"/households/?q={TYPED.id_number}", echo=True).status_code in (200, 400)
    logging.getLogger("celery.app.trace").error("Task raised: %s", TYPED.id_number)
    copy = world.folder / "名单.csv"
    copy.write_text("姓名,身份证号码\n甲," + TYPED.id_number, "utf-8")
    with pytest.raises(CommandError):
        call_command("match_low_income", str(copy), stdout=io.StringIO(), stderr=io.StringIO())
    copy.unlink()


def import_by_page(world, monkeypatch):
    """Take a dirty roster through the wizard up to its findings; return the numbers that stand in it."""
    seen = world.seen
    monkeypatch.setattr(jobs, "send_job", lambda *args, **options: None)
    cells = {
        str(c.value) for sheet in openpyxl.load_workbook(DIRTY) for row in sheet.iter_rows() for c in row
    }
    upload = SimpleUploadedFile("花名册.xlsx", DIRTY.read_bytes())
    seen.post(reverse("core:import_new", args=["roster"]), {"file": upload})
    batch = ImportBatch.objects.get()
    form = seen.get(batch.address("map")).context["form"]
    asked = [row for sheet in form.sheets for part in ("open", "known", "aside") for row in sheet[part]]
    answers = {row["bound"].html_name: row["bound"].initial or ASIDE for row in asked}
    seen.post(batch.address("map"), {"duplicates": "update", **answers})
    for one in Job.objects.active():
        jobs.run_job(one.pk)
    batch.refresh_from_db()
    assert seen.get(batch.address("preview")).context["total"] > 100
    seen.get(batch.address("preview") + "?only=error")
    seen.get(reverse("core:job", args=[batch.job_id]))
    return {cell for cell in cells if PERSONAL_CELL.fullmatch(cell)}


def hand_out(world):
    """Let files leave, masked."""
    out = world.folder / "masked.xlsx"
    call_command("export_roster", str(out), stdout=io.StringIO(), stderr=io.StringIO())
    cells = [str(c.value) for sheet in openpyxl.load_workbook(out) for row in sheet.iter_rows() for c in row]
    world.seen.pages.append(("export_roster", "\n".join(cells).encode()))
    assert not ExportRecord.objects.filter(is_unmasked=True).exists()
    out.unlink()


def send_tasks():
    """Leave every task of ours in the queue with arguments as beat and the pages give them; nobody takes them up."""
    for name in ("inspections.tasks.compute_account_task", "inspections.tasks.close_account_task"):
        app.send_task(name, [COUNTY, "2017-05"])
    for entry in app.conf.beat_schedule.values():
        app.send_task(entry["task"])
    cache.set("canary", "held", 60)


def database_text():
    """Return every row of every table as text: what a dump would hold."""
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
    yield from broker_bytes()
    yield from world.seen.pages
    yield "addresses", "\n".join(world.seen.addresses).encode()
    yield "log", world.log.read_bytes()
    yield "mail", "\n".join(f"{m.subject}{m.body}" for m in mail.outbox).encode()
    yield from ((str(path), path.read_bytes()) for path in world.folder.rglob("*") if path.is_file())
    yield "file names", "\n".join(str(path) for path in world.folder.rglob("*")).encode()


def hits(world, canaries):
    """Return (place, number) for every canary found, in any of four writings."""
    needles = {}
    for number in canaries:
        for form in (number.encode(), number.encode("utf-16-le"), number.encode().hex().encode()):
            needles[form] = number
    return [
        (place, number) for place, data in places(world) for form, number in needles.items() if form in data
    ]


def test_no_canary_leaves_its_cage(world, monkeypatch):
    planted = numbers_of_roster() | numbers_of_list()
    home, member = walk_the_pages(world)
    write_on_the_pages(world, home, member)
    fail_everywhere(world, monkeypatch, home)
    planted |= import_by_page(world, monkeypatch)
    hand_out(world)
    send_tasks()
    canaries = planted | {TYPED.phone, TYPED.account, TYPED.id_number, TYPED.card, TYPED.wrong}
    assert len(canaries) > 1500
    sent = world.seen.addresses.index(f"/households/?q={TYPED.id_number}")
    del world.seen.addresses[sent]  # typed into the address by hand: refused, and not repeated
    assert hits(world, canaries) == []
    assert "ValueError" in world.log.read_text("utf-8"), "the log tells that and where it went wrong"


def test_the_scan_finds_what_is_there(world):
    """The search itself has teeth: a number put into each kind of place is found."""
    number = HouseholdMember.objects.order_by("pk").first().id_number
    cache.set("leak", number, 60)
    mail.send_mail(number, "x", None, ["x@example.test"])
    Household.objects.filter(pk=Household.objects.first().pk).update(remark=number)
    (world.folder / "temp" / "left").write_text(number, "utf-16-le")
    found = {place for place, _number in hits(world, [number])}
    wanted = {"households_household", "households_householdevent", "mail"}
    assert wanted <= found
    assert any(place.endswith("left") for place in found)
    assert any(place.startswith("broker") for place in found)
    cache.delete("leak")


def test_each_reveal_leaves_exactly_one_record(world):
    home = Household.objects.order_by("household_no").first()
    person = home.members.order_by("person_no").first()
    asked = [
        ("phone", ""),
        ("bank_account", ""),
        ("id_number", person.person_no),
        ("birth_date", person.person_no),
    ]
    for column, person_no in asked:
        url = f"{home.get_absolute_url()}reveal/?column={column}" + (
            f"&person={person_no}" if person_no else ""
        )
        world.seen.get(url)
        assert world.seen.post(url, {"reason": ""}).status_code == 400
        shown = world.seen.post(url, {"reason": WHY}, echo=True)
        value = getattr(person if person_no else home, column)
        assert str(value) in shown.content.decode()
        assert shown.headers["Cache-Control"] == "no-store"
    records = RevealRecord.objects.order_by("pk")
    assert [r.column.partition(".")[2] for r in records] == [column for column, _person in asked]
    assert {(r.reason, r.seen_by_id) for r in records} == {(WHY, world.clerk.pk)}
    assert hits(world, {home.phone, home.bank_account, person.id_number}) == []


def test_visit_leaves_no_canary(world):
    home = Household.objects.order_by("household_no").first()
    url = reverse("assistance:m_visit", args=[home.household_no])
    world.seen.post(
        url, {"submission_id": str(uuid.uuid4()), "met": "head", "channel": "home", "day": "2017-03-20"}
    )
    assert hits(world, numbers_of_roster()) == []
