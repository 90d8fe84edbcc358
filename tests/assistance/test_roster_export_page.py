"""The roster out of the list of households: what is listed, masked or with a reason, as a job when it is long."""

import datetime as dt
import io
import json

from python_calamine import CalamineWorkbook

from povertyapp.core.files import read_file
from povertyapp.core.jobs import run_job
from povertyapp.core.models import ExportRecord, Job, RuleParameter
from povertyapp.core.models.job import JobState
from tests.households.factories import make_household


def test_page_hands_out_what_the_list_shows(client, cast):
    village = make_household(area=cast.places.village, head_name="王世山")
    other = make_household(area=cast.places.next_village, head_name="李春花")
    client.force_login(cast.township)
    assert (
        "/households/export/roster/?village=422827100204"
        in client.get("/households/", {"village": "422827100204"}).content.decode()
    )
    url = "/households/export/roster/?village=422827100204"
    assert "共 1 户" in client.get(url).content.decode()
    answer = client.post(url, {"which": "full", "reason": "核对"})
    (row,) = (
        CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
        .get_sheet_by_name("户基本信息")
        .to_python()[4:]
    )
    assert (row[3], row[4]) == (village.household_no, "王世山")
    assert other.household_no not in str(row)
    record = ExportRecord.objects.get()
    assert (record.made_by, record.is_unmasked, record.area_id) == (cast.township, True, "422827100204")


def test_page_asks_for_a_reason_and_for_the_verb(client, cast, household):
    client.force_login(cast.township)
    answer = client.post("/households/export/roster/", {"which": "full", "reason": " "})
    assert answer.status_code == 400
    assert "请写明用途" in answer.content.decode()
    assert not ExportRecord.objects.exists()
    client.force_login(cast.cadre)
    assert client.post("/households/export/roster/", {"which": "masked"}).status_code == 403
    assert "/households/export/roster/" not in client.get("/households/").content.decode()


def test_many_households_become_a_job(client, cast, household):
    RuleParameter.objects.filter(name="export.at_once_rows").update(value=0)
    client.force_login(cast.township)
    answer = client.post("/households/export/roster/", {"which": "masked"})
    job = Job.objects.get()
    assert answer.url == job.get_absolute_url()
    assert household.head_name not in json.dumps(job.params)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.counts) == (JobState.DONE, {"households": 1, "members": 2})
    assert read_file(job.result_file).startswith(b"PK")
    assert client.get(job.result_file.get_absolute_url()).status_code == 200
    assert ExportRecord.objects.get().fetches == 1
    cast.township.grants.update(to_date=dt.date(2020, 1, 1))
    assert client.get(job.result_file.get_absolute_url()).status_code == 404
    Job.objects.update(state=JobState.QUEUED)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.REFUSED
