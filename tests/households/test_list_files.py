"""A list as a file: at once, or as a job whose file waits for the one who asked, and for nobody else."""

import datetime as dt
import io
import json

import pytest
from python_calamine import CalamineWorkbook

from povertyapp.core import printing
from povertyapp.core.files import read_file
from povertyapp.core.jobs import label_of, run_job
from povertyapp.core.models import ExportRecord, Job, RuleParameter
from povertyapp.core.models.job import JobState
from povertyapp.core.progress import told_to
from povertyapp.core.roles import Role
from tests.households.factories import OTHER_VILLAGE, make_household
from tests.pdfs import has_its_fonts, pages_of, text_of

LIST = "/households/list.xlsx"
WECHAT = "Mozilla/5.0 (Linux; Android 10) Chrome/86.0 Mobile MicroMessenger/8.0"


@pytest.fixture
def home(cast):
    return make_household(area=cast.places.village, head_name="王世山")


@pytest.fixture
def township(client, cast, home):
    client.force_login(cast.township)
    return client


def limit(name, value):
    RuleParameter.objects.filter(name=name).update(value=value)


def finished(job):
    run_job(job.pk)
    job.refresh_from_db()
    return job


def test_short_list_is_handed_out_at_once(township, cast, home):
    make_household(area=cast.places.next_village, head_name="李春花")
    answer = township.get(LIST, {"village": home.area_id})
    (row,) = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()[5:6]
    assert (row[1], row[2]) == (home.household_no, "王世山")
    record = ExportRecord.objects.get()
    assert (record.made_by, record.row_count, record.fetched_at) == (cast.township, 1, None)
    assert not Job.objects.exists()


def test_long_list_becomes_one_job_and_its_file_is_only_for_who_asked(township, client, cast, home):
    limit("export.at_once_rows", 0)
    asked = f"{LIST}?village={home.area_id}"
    job = Job.objects.get(pk=int(township.get(asked).url.split("/")[-2]))
    assert township.get(asked).url == job.get_absolute_url()  # asked twice, made once
    assert label_of(job) == "导出花名册"
    assert home.head_name not in json.dumps(job.params)
    file = finished(job).result_file
    assert (job.state, job.counts) == (JobState.DONE, {"rows": 1})
    assert read_file(file).startswith(b"PK")
    assert file.expires_on - job.ended_at.date() in (dt.timedelta(days=7), dt.timedelta(days=8))
    client.force_login(cast.clerk)
    assert client.get(file.get_absolute_url()).status_code == 404
    client.force_login(cast.township)
    assert b"".join(client.get(file.get_absolute_url())) == read_file(file)
    assert ExportRecord.objects.get().fetches == 1
    cast.township.grants.update(to_date=dt.date(2020, 1, 1))
    assert client.get(file.get_absolute_url()).status_code == 404
    assert ExportRecord.objects.get().fetches == 1


def test_rights_are_asked_again_when_the_file_is_made(township, cast):
    limit("export.at_once_rows", 0)
    township.get(LIST)
    cast.township.grants.update(to_date=dt.date(2020, 1, 1))
    assert finished(Job.objects.get()).state == JobState.REFUSED
    assert not ExportRecord.objects.exists()


@pytest.mark.parametrize("lost", [{"area_id": OTHER_VILLAGE[:9]}, {"role": Role.LEADER}])
def test_a_file_waits_no_longer_for_who_left_the_place_or_lost_the_right(township, cast, lost):
    limit("export.at_once_rows", 0)
    township.get(LIST)
    url = finished(Job.objects.get()).result_file.get_absolute_url()
    assert township.get(url).status_code == 200
    cast.township.grants.update(**lost)
    assert township.get(url).status_code == 404


def test_typed_words_stay_out_of_the_queue(township):
    limit("export.at_once_rows", 0)
    assert township.get(LIST, {"q": "王世山"}).content.startswith(b"PK")
    assert not Job.objects.exists()


def test_browser_inside_another_application_is_told_where_to_go(township):
    answer = township.get(LIST, headers={"user-agent": WECHAT})
    assert "在浏览器打开" in answer.content.decode()
    assert "http://testserver/households/list.xlsx" in answer.content.decode()
    assert not ExportRecord.objects.exists()


@pytest.mark.skipif(bool(printing.why_not()), reason="pango is not on this machine")
def test_list_on_paper(township, home):
    answer = township.get("/households/list.pdf")
    assert pages_of(answer.content) == [(297, 210)]
    assert has_its_fonts(answer.content)
    said = text_of(answer.content)
    record = ExportRecord.objects.get()
    for word in ("花名册", "王世山", home.household_no, record.number, record.made_by.username):
        assert word in said, word
    limit("paper.most_lines", 0)
    page = township.get("/households/list.pdf", follow=True).content.decode()
    assert "最多 0 行" in page
    assert ExportRecord.objects.count() == 1


class Heard:
    """What is told of the work, kept as (phase, total) and the number of steps."""

    def __init__(self):
        self.phases, self.steps = [], 0

    def phase(self, name, total=0):
        self.phases.append((str(name), total))

    def advance(self, rows=1):
        self.steps += rows


@pytest.mark.skipif(bool(printing.why_not()), reason="pango is not on this machine")
def test_job_hears_of_each_page_that_is_laid_out(cast):
    heard = Heard()
    with told_to(heard):
        printing.render_pdf("papers/base.html", {"footer": "EX-1", "bar": None})
    assert heard.phases == [("排版（页）", 0), ("写入 PDF", 0)]
    assert heard.steps == 1
