"""Planted numbers of made-up people stay where they belong through the main flows (reliability-security C1-C3).

Every ID number, telephone, account and disability card that goes in is looked for, byte by byte, in all that the
flows leave behind: every column of every table with its history, the bytes of pg_dump, sessions, broker and cache,
task arguments, logs, addresses, mails, files, the pages themselves, and what leaves on paper or as a workbook
(`tests/house/canaries.py`). The reveal is the one way to see one, and a user's own file comes back as he sent it.
"""

import base64
import logging
import logging.config
import re
import uuid
from types import SimpleNamespace

import openpyxl
import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError
from django.db import IntegrityError
from django.urls import reverse

from households.identity import check_digit
from households.models import Household, HouseholdMember, LowIncomeRow
from households.services import REVEALABLE
from povertyapp.celery import app
from povertyapp.core import jobs
from povertyapp.core.importing.forms import ASIDE
from povertyapp.core.models import ExportRecord, ImportBatch, Job, RevealRecord
from tests.assistance.factories import make_helper
from tests.data import FIXTURES
from tests.house.canaries import (
    dumped,
    find_pg_dump,
    hits,
    needed,
    numbers_of_list,
    numbers_of_roster,
    run,
    unpacked,
)
from tests.households.factories import COUNTY

pytestmark = pytest.mark.django_db
DIRTY = FIXTURES / "roster-dirty-dev.xlsx"
# Valid ID numbers, telephones and accounts; household and person numbers are shorter and no secret.
PERSONAL_CELL = re.compile(r"\d{17}[\dXx]|1\d{10}|820100\d{13}")
TYPED = SimpleNamespace(
    phone="15488776655",
    account="8201009988776655443",
    helper="15433221100",
    id_number="",
    card="",
    wrong="42282719770606921",
)
WHY = "打卡发放核对"


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
    make_helper(phone=TYPED.helper)


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
    with pytest.raises(CommandError) as refused:
        run(world, "match_low_income", copy)
    world.said.write(str(refused.value))
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
    planted = {cell for cell in cells if PERSONAL_CELL.fullmatch(cell)}
    fetch_own_errors(seen, batch, planted)
    return planted


def fetch_own_errors(seen, batch, planted):
    """Fetch the error workbook, which is the user's own file: unmasked, sealed at rest, on record once."""
    answer = seen.get(reverse("core:import_errors", args=[batch.pk]), echo=True)
    inside = b"\n".join(unpacked(b"".join(answer)))
    assert any(number.encode() in inside for number in planted)
    record = ExportRecord.objects.get(is_unmasked=True)
    assert (record.kind, record.made_by, record.reason) == ("import_errors", batch.started_by, batch.number)


def send_tasks():
    """Leave every task of ours in the queue with arguments as beat and the pages give them; nobody takes them up."""
    for name in ("inspections.tasks.compute_account_task", "inspections.tasks.close_account_task"):
        app.send_task(name, [COUNTY, "2017-05"])
    for entry in app.conf.beat_schedule.values():
        app.send_task(entry["task"])
    cache.set("canary", "held", 60)


@pytest.mark.django_db(transaction=True)
def test_no_canary_leaves_its_cage(world, monkeypatch):
    world.pg_dump = find_pg_dump()
    planted = numbers_of_roster() | numbers_of_list()
    home, member = walk_the_pages(world)
    write_on_the_pages(world, home, member)
    fail_everywhere(world, monkeypatch, home)
    planted |= import_by_page(world, monkeypatch)
    send_tasks()
    canaries = planted | set(vars(TYPED).values())
    assert len(canaries) > 1500
    sent = world.seen.addresses.index(f"/households/?q={TYPED.id_number}")
    del world.seen.addresses[sent]  # typed into the address by hand: refused, and not repeated
    assert hits(world, canaries) == []
    assert "ValueError" in world.log.read_text("utf-8"), "the log tells that and where it went wrong"


@pytest.mark.django_db(transaction=True)
def test_pg_dump_holds_seals_only_and_the_scan_reads_it(world):
    """The bytes of the real program: no canary in them, until one is written where nothing is sealed."""
    world.pg_dump = find_pg_dump()
    needed(world.pg_dump, "pg_dump")
    home = Household.objects.order_by("household_no").first()
    assert home.head_name.encode() in dumped(world.pg_dump), "what is committed is in the dump"
    assert hits(world, numbers_of_roster() | numbers_of_list()) == []
    Household.objects.filter(pk=home.pk).update(remark=base64.b64encode(b"x" + home.phone.encode()).decode())
    assert ("pg_dump", home.phone) in hits(world, [home.phone])


def test_the_scan_finds_what_is_there(world):
    """The search itself has teeth: a number put into each kind of place, in any writing, is found."""
    number = HouseholdMember.objects.order_by("pk").first().id_number
    cache.set("leak", number, 60)
    mail.send_mail(number, "x", None, ["x@example.test"])
    Household.objects.filter(pk=Household.objects.first().pk).update(remark=number)
    left = world.folder / "temp"
    ways = {
        "utf-16-le": number.encode("utf-16-le"),
        "utf-16-be": number.encode("utf-16-be"),
        "hex": number.encode().hex().encode(),
        **{f"base64-{n}": base64.b64encode(b"abc"[:n] + number.encode() + b"\n") for n in range(3)},
    }
    for name, data in ways.items():
        (left / name).write_bytes(data)
    book = openpyxl.Workbook()
    book.active.append(["", number])
    book.save(left / "xlsx")
    found = {place for place, _number in hits(world, [number])}
    cache.delete("leak")
    assert {"households_household", "households_householdevent", "mail"} <= found
    assert {str(left / name) for name in (*ways, "xlsx")} <= found
    assert any(place.startswith("broker") for place in found)


def test_each_reveal_leaves_exactly_one_record(world):
    home = Household.objects.order_by("household_no").first()
    person = home.members.order_by("person_no").first()
    person.disability_card = person.id_number + "43"
    person.save()
    asked = [
        ("phone", ""),
        ("bank_account", ""),
        ("id_number", person.person_no),
        ("disability_card", person.person_no),
        ("birth_date", person.person_no),
    ]
    assert {column for column, _person in asked} == REVEALABLE
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
