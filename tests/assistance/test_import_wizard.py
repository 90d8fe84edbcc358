"""The import wizard over whole rosters: dry run, findings, error workbook, confirmation, two at once."""

import io
import json
import threading
from functools import cache

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from households.models import Household, HouseholdMember
from povertyapp.core import jobs
from povertyapp.core.errors import Conflict
from povertyapp.core.importing import batches
from povertyapp.core.jobs import run_job
from povertyapp.core.models import ExportRecord, ImportBatch, ImportColumn, Job
from povertyapp.core.models.batch import ImportState
from povertyapp.core.roles import Role
from tests.data import FIXTURES
from tests.households.factories import make_user

pytestmark = pytest.mark.django_db
HOMES = 8
CLEAN, DIRTY = FIXTURES / "roster-clean.xlsx", FIXTURES / "roster-dirty-dev.xlsx"
KEY = json.loads((FIXTURES / "roster-dirty-dev.key.json").read_text("utf-8"))


@pytest.fixture
def office(laifeng, monkeypatch, client):
    """The county's office at its desk; jobs wait until `work()`."""
    from povertyapp.core.models import Area

    monkeypatch.setattr(jobs, "send_job", lambda *args, **options: None)
    user = make_user("office", Role.OFFICE, Area.objects.get(code="422827"))
    client.force_login(user)
    return user


@pytest.fixture
def laifeng(db):
    from povertyapp.core.divisions import SHIPPED, import_divisions

    import_divisions(SHIPPED / "laifeng.csv")


def work():
    """Do what waits, as a worker would."""
    for one in Job.objects.active().order_by("pk"):
        run_job(one.pk)


def upload(client, content, kind="roster", name="花名册.xlsx"):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.read_bytes())
    return client.post(reverse("core:import_new", args=[kind]), {"file": file})


def match(client, batch, **choices):
    """Send the form of the columns as the page offers it, with some selects changed by header."""
    page = client.get(batch.address("map"))
    form = page.context["form"]
    data = {"duplicates": "update"}
    for sheet in form.sheets:
        for row in (*sheet["open"], *sheet["known"], *sheet["aside"]):
            chosen = choices.get(row["column"].written, row["bound"].initial)
            data[row["bound"].html_name] = chosen or ""
    return client.post(batch.address("map"), data)


@cache
def small():
    """Return the first households of the clean roster, as a workbook of their own."""
    book = openpyxl.load_workbook(CLEAN)
    people, homes = book["户成员信息"], book["户基本信息"]
    numbers = list(dict.fromkeys(people.cell(row, 5).value for row in range(4, 60)))[:HOMES]
    rows = [row for row in range(4, 80) if people.cell(row, 5).value in numbers]
    people.delete_rows(rows[-1] + 1, people.max_row)
    homes.delete_rows(5 + HOMES, homes.max_row)
    return saved(book)


def taken_to_preview(client, content, **choices):
    assert upload(client, content).status_code == 302
    batch = ImportBatch.objects.latest("pk")
    response = match(client, batch, **choices)
    assert response.status_code == 302, response.content.decode()
    work()
    batch.refresh_from_db()
    return batch


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_clean_roster_goes_in_as_the_preview_said(office, client):
    batch = taken_to_preview(client, CLEAN)
    assert (batch.state, batch.error_count, batch.finding_count) == (ImportState.CHECKED, 0, 0)
    assert not Household.objects.exists()
    assert batch.number in client.get(reverse("core:todo")).content.decode()
    assert batch.result["tallies"][0]["created"] == 300
    text = client.get(batch.address("preview")).content.decode()
    assert "户：新增 300 · 更新 0 · 不变 0 · 错误 0 · 疑似重复 0" in text
    client.cookies["django_language"] = (
        "en"  # whoever changes the language in between confirms the same figures
    )
    assert "Household: new 300" in client.get(batch.address("preview")).content.decode()
    response = client.post(batch.address("confirm"))
    assert response.url == batch.address("result")
    assert "hx-trigger" in client.get(batch.address("result")).content.decode()
    work()
    batch.refresh_from_db()
    assert batch.state == ImportState.APPLIED, batch.job.error
    assert (Household.objects.count(), HouseholdMember.objects.count()) == (300, 998)
    assert batch.number in client.get(batch.address("result")).content.decode()
    history = Household._meta.get_field("history").related_model.objects.first()
    assert history.pgh_context_id == batch.act
    assert history.pgh_context.metadata["user"] == office.pk


def test_every_finding_of_the_dirty_roster_is_listed_and_marked(office, client):
    batch = taken_to_preview(client, DIRTY)
    assert batch.finding_count == len(KEY["findings"])
    assert batch.error_count == sum(found["severity"] == "error" for found in KEY["findings"])
    page = client.get(batch.address("preview"))
    assert page.context["total"] == len(KEY["findings"])
    only = client.get(batch.address("preview") + "?only=error")
    assert only.context["total"] == batch.error_count
    response = client.get(reverse("core:import_errors", args=[batch.pk]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response)))
    marked = {
        (sheet.title, cell.row) for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment
    }
    assert marked == {(found["sheet"], found["row"]) for found in KEY["findings"]}
    assert book["_import"].sheet_state == "hidden"
    record = ExportRecord.objects.get()
    assert (record.kind, record.made_by, record.is_unmasked) == ("import_errors", office, True)
    # by its id as a file it would leave without a record
    assert client.get(reverse("core:file", args=[batch.error_workbook_id])).status_code == 404


def test_with_errors_only_the_clean_part_goes_in_and_only_when_asked(office, client):
    batch = taken_to_preview(client, DIRTY)
    refused = client.post(batch.address("confirm"))
    assert refused.status_code == 400
    assert "处错误" in refused.content.decode()
    client.post(batch.address("confirm"), {"only_clean": "on"})
    work()
    batch.refresh_from_db()
    assert batch.state == ImportState.APPLIED
    assert Household.objects.count() == batch.result["tallies"][0]["created"] > 0
    assert batch.result["left_out"] > 0


def test_error_workbook_that_comes_back_is_known_and_checked_at_once(office, client):
    book = openpyxl.load_workbook(io.BytesIO(small()))
    book["户成员信息"]["M4"].value = "户主人"
    book["户成员信息"]["AQ3"].value = "微信号"
    first = taken_to_preview(client, saved(book), 微信号="-")
    assert first.error_count > 0
    content = b"".join(client.get(reverse("core:import_errors", args=[first.pk])))
    response = upload(client, content, name="改好的.xlsx")
    second = ImportBatch.objects.latest("pk")
    assert response.url == second.address("preview")
    assert second.corrects == first
    work()
    first.refresh_from_db(), second.refresh_from_db()
    assert first.state == ImportState.REPLACED
    assert second.finding_count == first.finding_count
    third = b"".join(client.get(reverse("core:import_errors", args=[second.pk])))
    header = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(third))["户成员信息"][3]]
    assert sum(str(value).startswith("错误说明") for value in header) == 1


def test_unknown_column_must_be_decided_and_is_remembered_for_the_county(office, client):
    book = openpyxl.load_workbook(io.BytesIO(small()))
    sheet = book["户成员信息"]
    for cell in sheet[3]:
        cell.value = {"与户主关系": "和户主啥关系", "村民小组": "居住点位"}.get(cell.value, cell.value)
    content = saved(book)
    upload(client, content)
    batch = ImportBatch.objects.get()
    page = client.get(batch.address("map")).content.decode()
    assert "缺少必填的列：与户主关系" in page
    response = match(client, batch)
    assert response.status_code == 400
    assert "请选择对应的列，或选择忽略" in response.content.decode()
    assert match(client, batch, 和户主啥关系="与户主关系", 居住点位="-").status_code == 302
    work()
    batch.refresh_from_db()
    assert (batch.error_count, batch.finding_count) == (0, 1)
    assert "按您的选择忽略" in client.get(batch.address("preview")).content.decode()
    assert dict(ImportColumn.objects.values_list("written", "key")) == {
        "和户主啥关系": "与户主关系",
        "居住点位": "",
    }
    upload(client, content)
    again = ImportBatch.objects.latest("pk")
    assert match(client, again).status_code == 302


def test_two_columns_for_one_are_refused_with_all_that_is_wrong(office, client):
    upload(client, small())
    batch = ImportBatch.objects.get()
    response = match(client, batch, 民族="姓名")
    assert response.status_code == 400
    assert "有 2 列都对应“姓名”" in response.content.decode()


def test_second_confirmation_of_a_batch_or_of_a_file_is_a_conflict(office, client):
    batch, twin = taken_to_preview(client, small()), taken_to_preview(client, small())
    assert client.post(batch.address("confirm")).status_code == 302
    for late in (batch, twin):
        response = client.post(late.address("confirm"))
        assert response.status_code == 409
        assert batch.number in response.content.decode()
    work()
    assert client.post(twin.address("confirm")).status_code == 409
    assert Household.objects.count() == HOMES


def test_who_lost_the_right_meanwhile_writes_nothing(office, client):
    batch = taken_to_preview(client, small())
    client.post(batch.address("confirm"))
    office.grants.update(role=Role.LEADER)  # he still stands over the county
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.job.state) == (ImportState.CHECKED, "refused")
    assert not Household.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_sessions_that_confirm_at_once_start_one_import(office, client):
    batch = taken_to_preview(client, small())
    twin = taken_to_preview(client, small())
    together, said = threading.Barrier(3), []

    def confirm(one):
        try:
            mine = ImportBatch.objects.select_related("area", "job").get(pk=one.pk)
            together.wait(10)
            batches.confirm_batch(by=office, batch=mine)
            said.append("started")
        except Conflict as error:
            said.append(str(error.message))
        finally:
            connection.close()

    sessions = [threading.Thread(target=confirm, args=[one]) for one in (batch, batch, twin)]
    for one in sessions:
        one.start()
    for one in sessions:
        one.join(20)
    assert said.count("started") == 1
    assert len(said) == 3
    assert Job.objects.filter(kind=batches.APPLY).count() == 1


def test_number_in_the_name_of_a_file_is_masked(office, client):
    upload(client, small(), name="向某42282719900101900X 15400001234.xlsx")
    batch = ImportBatch.objects.get()
    for name in (batch.file_name, batch.file.name):
        assert "19900101" not in name
        assert "15400001234" not in name
        assert name.endswith(".xlsx")
    assert match(client, batch).status_code == 302


def test_records_that_moved_on_after_the_preview_refuse_the_import(office, client):
    batch = taken_to_preview(client, small())
    other = taken_to_preview(client, changed_roster()[0])
    client.post(other.address("confirm"))
    work()
    client.post(batch.address("confirm"))
    work()
    batch.refresh_from_db()
    assert batch.state == ImportState.CHECKED
    assert "请重新预检" in client.get(batch.address("confirm")).content.decode()


def changed_roster():
    """A clean roster in which one household has another telephone and another group."""
    book = openpyxl.load_workbook(io.BytesIO(small()))
    sheet = book["户成员信息"]
    header = {cell.value.strip(): cell.column for cell in sheet[3] if cell.value}
    number = sheet.cell(4, header["户编号"]).value
    for row in range(4, sheet.max_row + 1):
        if sheet.cell(row, header["户编号"]).value == number:
            sheet.cell(row, header["村民小组"]).value = "9组"
            sheet.cell(row, header["联系电话"]).value = "15400001111"
    return saved(book), number


@pytest.mark.parametrize(
    ("policy", "updated", "unchanged", "errors"),
    [("update", 1, HOMES - 1, 0), ("skip", 0, 0, 0), ("report", 0, 0, HOMES)],
)
def test_policy_for_what_is_stored_shows_in_the_counts(office, client, policy, updated, unchanged, errors):
    first = taken_to_preview(client, small())
    client.post(first.address("confirm"))
    work()
    content, number = changed_roster()
    upload(client, content)
    batch = ImportBatch.objects.latest("pk")
    batches.match_columns(by=office, batch=batch, choices=batch.columns, duplicates=policy, as_of=None)
    work()
    batch.refresh_from_db()
    tally = batch.result["tallies"][0]
    assert (tally["updated"], tally["unchanged"], batch.error_count) == (updated, unchanged, errors)
    if policy == "update":
        text = client.get(batch.address("confirm")).content.decode()
        assert "9组" in text
        assert "154****1111" in text
        assert "15400001111" not in text
        assert Household.objects.get(household_no=number).group_name == "4组"


def test_personal_numbers_are_masked_on_every_page(office, client):
    batch = taken_to_preview(client, DIRTY)
    pages = [batch.address("map"), batch.address("preview"), batch.address("confirm")]
    pages += [f"{batch.address('preview')}?page={number}" for number in range(2, 7)]
    text = "".join(client.get(page).content.decode() for page in pages)
    book = openpyxl.load_workbook(DIRTY)
    sheet = book["户成员信息"]
    header = {str(cell.value).strip(): cell.column for cell in sheet[3] if cell.value}
    numbers = {
        str(sheet.cell(row, header[name]).value).strip()
        for row in range(4, sheet.max_row + 1)
        for name in ("证件号码", "联系电话", "银行账号")
    }
    assert [number for number in numbers if len(number) > 10 and number in text] == []


def test_township_takes_in_its_own_villages_only(office, client):
    from povertyapp.core.models import Area

    township = Area.objects.get(name="翔凤镇")
    client.force_login(make_user("town", Role.TOWNSHIP, township))
    batch = taken_to_preview(client, CLEAN)
    created = batch.result["tallies"][0]["created"]
    assert 0 < created < 300
    assert batch.error_count == 300 - created
    assert "不在您负责的区域内" in client.get(batch.address("preview")).content.decode()
    client.post(batch.address("confirm"), {"only_clean": "on"})
    work()
    assert {code[:9] for code in Household.objects.values_list("area_id", flat=True)} == {township.code}


def test_bad_files_are_refused_on_the_upload_page_in_one_sentence(office, client):
    for name, content, words in (
        ("空.xlsx", b"", "0 字节"),
        ("图.xlsx", b"PK\x03\x04nothing", "打不开"),
        ("走访.xlsx", (FIXTURES / "visit-log-2017h1.xlsx").read_bytes(), "没有找到列"),
    ):
        response = upload(client, content, name=name)
        assert response.status_code == 400, name
        assert words in response.content.decode(), name
    assert client.post(reverse("core:import_new", args=["roster"])).status_code == 400
    assert not ImportBatch.objects.exists()


def test_cancelled_check_goes_back_to_the_columns(office, client):
    upload(client, small())
    batch = ImportBatch.objects.get()
    match(client, batch)
    batch.refresh_from_db()
    client.post(reverse("core:job_cancel", args=[batch.job_id]))
    batch.refresh_from_db()
    assert batch.state == ImportState.UPLOADED
    assert client.get(batch.address("map")).status_code == 200


@pytest.mark.parametrize("kind", ["roster", "visits", "ledger"])
def test_template_has_frame_words_and_explanations_and_is_known_when_filled_in(office, client, kind):
    response = client.get(reverse("core:import_template", args=[kind]))
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    first = book.worksheets[0]
    assert first["A1"].comment.text == "请勿改动表头"
    assert first["A1"].value.startswith("来凤县")
    assert "填表说明" in book.sheetnames
    assert book["_words"].sheet_state == "hidden"
    refused = upload(client, response.content, kind=kind)
    assert refused.status_code == 302  # its header is ours; that it is empty is told by the check
    batch = ImportBatch.objects.latest("pk")
    assert client.get(batch.address("map")).context["form"].sheets[0]["open"] == []
    match(client, batch)
    work()
    batch.refresh_from_db()
    assert batch.state == ImportState.UPLOADED
    assert "只有表头，没有数据行" in client.get(batch.address("preview")).content.decode()


def test_visits_and_ledger_go_the_same_way(office, client):
    roster = taken_to_preview(client, CLEAN)
    client.post(roster.address("confirm"))
    work()
    for kind, name in (("visits", "visit-log-2017h1.xlsx"), ("ledger", "rectification-ledger-laifeng.xlsx")):
        assert upload(client, FIXTURES / name, kind=kind).status_code == 302
        batch = ImportBatch.objects.latest("pk")
        assert match(client, batch).status_code == 302
        work()
        batch.refresh_from_db()
        assert batch.state == ImportState.CHECKED, batch.job.error
        created = batch.result["tallies"][0]["created"]
        assert created > 0
        client.post(batch.address("confirm"), {"only_clean": "on"})
        work()
        batch.refresh_from_db()
        assert batch.state == ImportState.APPLIED, batch.job.error
