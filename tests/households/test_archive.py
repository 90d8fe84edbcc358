"""The records of the levels: complete as far as documents are there, current and readable; the books; the command."""

import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError

from households.archive import AREA_DOCUMENTS, HOUSEHOLD_DOCUMENTS, Archive
from households.models import (
    ArchivePaper,
    ChecklistItem,
    FormFigures,
    IncomeStatement,
    ProcedureBatch,
    VillageYear,
)
from households.models.archive import ArchiveLevel
from households.services import transfer_household
from households.services.archive import file_paper
from povertyapp.core import clock, printing
from povertyapp.core.jobs import run_job
from povertyapp.core.models import Act, ExportRecord, Job
from povertyapp.core.models.job import JobState
from povertyapp.core.undo import undo_act, undoable
from tests.commands import counts_of
from tests.households.factories import COUNTY, VILLAGE, make_household, make_income

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n"
TODAY = dt.date.today()


@pytest.fixture
def homes(cast):
    """Two households of 老茶村 with last year's income, one of 老寨村 without it and without a handbook."""
    made = [make_household(area=cast.places.village) for _each in range(2)]
    lacking = make_household(area=cast.places.other_village, forms=False)
    for home in made:
        if not home.incomes.filter(year=TODAY.year - 1).exists():
            make_income(home, TODAY.year - 1)
    IncomeStatement.objects.filter(household=lacking, year=TODAY.year - 1).delete()
    return [*made, lacking]


def archive_of(cast, area):
    return Archive(lambda model: model.objects.visible_to(cast.clerk), area, clock.today())


def tally_of(archive, level, code):
    item = next(one for one in archive.items[level] if one.code == code)
    tally = archive.tally(ArchiveLevel(level), item)
    return (tally.present, tally.required)


def test_every_document_of_code_stands_in_the_checklist():
    known = set(ChecklistItem.objects.values_list("level", "code"))
    assert {("household", code) for code in HOUSEHOLD_DOCUMENTS} <= known
    assert {(str(level), code) for level, code in AREA_DOCUMENTS} <= known


def test_records_count_and_so_do_papers(cast, homes):
    archive = archive_of(cast, cast.places.county)
    assert tally_of(archive, "household", "income_sheet") == (2, 3)
    assert tally_of(archive, "household", "handbook") == (2, 3)
    assert tally_of(archive, "village", "household_register") == (2, 2)
    assert tally_of(archive, "village", "village_plan") == (0, 2)
    assert tally_of(archive, "county", "circulars") == (0, 1)
    own = {"added_by": cast.clerk, "kept_at": "档案柜"}
    ArchivePaper.objects.create(
        area=homes[2].area, household=homes[2], level="household", item="handbook", **own
    )
    ArchivePaper.objects.create(area=cast.places.village, level="village", item="village_plan", **own)
    archive = archive_of(cast, cast.places.county)
    assert tally_of(archive, "household", "handbook") == (3, 3)
    assert tally_of(archive, "village", "village_plan") == (1, 2)


def test_village_form_is_there_when_the_village_year_is_recorded(cast, homes):
    def filed():
        return tally_of(archive_of(cast, cast.places.county), "village", "village_form")

    VillageYear.objects.create(area=cast.places.village, year=TODAY.year - 2)
    assert filed() == (0, 2)
    VillageYear.objects.create(area=cast.places.village, year=TODAY.year - 1)
    assert filed() == (1, 2)
    VillageYear.objects.create(area=cast.places.other_village, year=TODAY.year)
    assert filed() == (2, 2)


def test_minutes_are_asked_where_a_list_was_put_up(cast, homes):
    assert tally_of(archive_of(cast, cast.places.county), "village", "minutes") == (0, 0)
    ProcedureBatch.objects.create(
        area=cast.places.village, kind="exit", year=TODAY.year, number=1, opened_on=TODAY.replace(month=1, day=1),
        opened_by=cast.cadre,
    )  # fmt: skip
    archive = archive_of(cast, cast.places.county)
    assert tally_of(archive, "village", "minutes") == (0, 1)
    assert tally_of(archive, "township", "spot_check_sheets") == (0, 1)
    (item,) = (one for one in archive.items["village"] if one.code == "minutes")
    assert archive.lacking_areas(ArchiveLevel.VILLAGE, item) == [VILLAGE]


def test_last_years_paper_is_not_current(cast, homes):
    own = {"area": cast.places.township, "level": "township", "item": "work_plan", "kept_at": "柜"}
    ArchivePaper.objects.create(period=str(TODAY.year - 1), added_by=cast.clerk, **own)
    assert tally_of(archive_of(cast, cast.places.county), "township", "work_plan") == (0, 2)
    ArchivePaper.objects.create(period=str(TODAY.year), added_by=cast.clerk, **own)
    assert tally_of(archive_of(cast, cast.places.county), "township", "work_plan") == (1, 2)


def test_county_takes_a_document_off_its_own_list(cast, homes):
    ChecklistItem.objects.create(
        region="422827", level="village", code="left_behind", title="留守人员台账", position=9,
        from_date=dt.date(2014, 1, 1), to_date=dt.date(2014, 12, 31),
    )  # fmt: skip
    assert "left_behind" in [item.code for item in archive_of(cast, cast.places.county).items["village"]]
    ChecklistItem.objects.filter(region="").filter(code="left_behind").update(to_date=dt.date(2015, 1, 1))
    assert "left_behind" not in [item.code for item in archive_of(cast, cast.places.county).items["village"]]


def test_each_figure_leads_to_as_many_rows(client, cast, homes):
    client.force_login(cast.clerk)
    page = client.get("/archive/422827/")
    assert page.status_code == 200
    figures = 0
    for one in page.context["levels"]:
        for document in one["documents"]:
            listed = client.get(document["url"])
            assert listed.context["total"] == document["tally"].missing, document["url"]
            figures += document["tally"].missing > 0
    assert figures > 10
    text = client.get("/archive/422827/missing/household/handbook/").content.decode()
    assert homes[2].head_name in text
    assert homes[0].head_name not in text


def test_page_of_a_place_says_what_its_records_lack(client, cast, homes):
    client.force_login(cast.township)
    place = cast.places.township.code
    assert f'href="/archive/{place}/panel/"' in client.get(f"/areas/{place}/").content.decode()
    panel = client.get(f"/archive/{place}/panel/")
    figures = re.findall(r'data-testid="fig-[^"]+" data-count="(\d+)" href="([^"]+)"', panel.content.decode())
    assert len(figures) > 5
    for count, url in figures:
        assert client.get(url).context["total"] == int(count), url
    part = client.get(f"/archive/{place}/panel/", headers={"HX-Request": "true"}).content.decode()
    assert "<h1" not in part
    client.force_login(cast.outsider)
    assert client.get(f"/archive/{place}/panel/").status_code == 404


def test_queries_do_not_grow_with_households(client, cast, homes, django_assert_max_num_queries):
    client.force_login(cast.township)
    for _each in range(10):
        make_household(area=cast.places.next_village)
    with django_assert_max_num_queries(26):
        client.get("/archive/422827100/")


def test_document_is_filed_when_it_opens(client, cast, homes):
    client.force_login(cast.cadre)
    url = f"/archive/{VILLAGE}/papers/add/?item=village_plan"
    assert "村脱贫规划" in client.get(url).content.decode()
    broken = SimpleUploadedFile("规划.pdf", b"no pdf at all")
    refused = client.post(url, {"item": "village_plan", "file": broken})
    assert refused.status_code == 400
    assert "打不开这个文件" in refused.content.decode()
    assert client.post(url, {"item": "village_plan"}).status_code == 400
    assert not ArchivePaper.objects.exists()
    assert (
        client.post(url, {"item": "village_plan", "file": SimpleUploadedFile("规划.pdf", PDF)}).status_code
        == 302
    )
    paper = ArchivePaper.objects.get()
    assert (paper.area_id, paper.added_by, paper.file.name) == (VILLAGE, cast.cadre, "village_plan.pdf")
    assert client.get(paper.file.get_absolute_url()).status_code == 200


def test_paper_of_a_household(client, cast, homes):
    client.force_login(cast.township)
    url = f"/households/{homes[0].household_no}/papers/add/"
    client.post(url, {"item": "handbook", "kept_at": "村委会 3 号盒"})
    assert ArchivePaper.objects.get().household == homes[0]
    client.force_login(cast.outsider)
    assert client.post(url, {"item": "handbook", "kept_at": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("code", "sheets"),
    [
        (VILLAGE, ["贫困户登记册", "帮扶措施清单", "合作社和利益联结名单", "留守人员台账", "档案清单"]),
        ("422827100", ["基本情况统计", "“五个一批”分类统计表", "预脱贫花名册", "档案清单"]),
        ("422827", ["基本情况统计", "“五个一批”分类统计表", "月度硬账", "档案清单"]),
    ],
)
def test_book_of_each_level(client, cast, homes, code, sheets):
    client.force_login(cast.clerk)
    answer = client.get(f"/archive/{code}/book.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == sheets
    said = "\n".join(str(cell.value) for ws in book for row in ws.iter_rows() for cell in row)
    for home in homes:
        for hidden in (home.phone, home.bank_account, *(m.id_number for m in home.members.all())):
            assert hidden not in said
    assert ExportRecord.objects.get().kind == "book"


def test_book_as_pdf_and_as_a_job(client, cast, homes):
    client.force_login(cast.township)
    if not printing.why_not():
        assert client.get("/archive/422827100/book.pdf").content.startswith(b"%PDF")
    answer = client.post("/archive/422827100/zip/")
    job = Job.objects.get()
    assert answer.url == job.get_absolute_url()
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert job.result_file.name.startswith("翔凤镇")


def run(*arguments):
    return counts_of("export_archive", *arguments)


@pytest.mark.parametrize("level", ["household", "village", "township", "county"])
def test_command_packs_each_level(cast, homes, tmp_path, level):
    codes = {
        "household": homes[0].household_no,
        "village": VILLAGE,
        "township": "422827100",
        "county": "422827",
    }
    out = tmp_path / "out.zip"
    told = run(level, codes[level], out)
    names = zipfile.ZipFile(out).namelist()
    assert told["written"]
    assert sum(name.endswith(".xlsx") for name in names) == 1
    assert any(name.endswith(".pdf") for name in names) == told["pdf"]
    assert FormFigures.objects.exists()


def test_command_without_pango_says_so(cast, homes, tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "_library", lambda: None)
    told = run("village", VILLAGE, tmp_path / "out.zip")
    assert told["pdf"] is False
    assert "pango" in told["notes"][0]
    for wrong in (("village", "422827"), ("village", "999999999999"), ("household", "1")):
        with pytest.raises(CommandError) as refused:
            run(*wrong, tmp_path / "x.zip")
        assert refused.value.returncode == 2


def test_scan_moves_with_its_household_and_back(cast, client):
    home = make_household(area=cast.places.village)
    item = ChecklistItem.objects.filter(level=ArchiveLevel.HOUSEHOLD).first()
    upload = SimpleUploadedFile("a.pdf", PDF)
    paper = file_paper(by=cast.clerk, area=home.area, item=item, household=home, upload=upload)
    client.force_login(cast.township)
    assert client.get(paper.file.get_absolute_url()).status_code == 200
    with undoable(by=cast.clerk, area=COUNTY, summary="迁移", verb="households.change_household") as act:
        transfer_household(by=cast.clerk, household=home, to_area=cast.places.other_village, reason="搬迁")
    assert client.get(paper.file.get_absolute_url()).status_code == 404
    undo_act(by=cast.clerk, act=Act.objects.get(pk=act.id))
    assert client.get(paper.file.get_absolute_url()).status_code == 200
