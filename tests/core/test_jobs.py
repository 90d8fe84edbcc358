"""Jobs: the row is the truth, the work is done once, progress is seen from outside and can be stopped."""

import logging
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy, override

from povertyapp.core import clock, jobs
from povertyapp.core.errors import Conflict
from povertyapp.core.jobs import JobResult, cancel_job, dropped_jobs, run_job, start_job
from povertyapp.core.models import Job
from povertyapp.core.models.job import JobState
from tests.households.factories import cast as make_cast

SECRET = "42282719900101900X"


@pytest.fixture
def kind(monkeypatch):
    """Register a kind of job for one test: `kind(function)`."""
    monkeypatch.setattr(jobs, "KINDS", dict(jobs.KINDS))
    monkeypatch.setattr("povertyapp.core.views.jobs.KINDS", jobs.KINDS)
    monkeypatch.setattr(jobs, "send_job", lambda *args, **options: None)

    def register(function, **more):
        jobs.job("test", label="试验", **more)(function)

    return register


def begin(cast):
    return start_job(by=cast.clerk, kind="test", area=cast.places.county, params={"batch": 1})


def run(one):
    run_job(one.pk)
    one.refresh_from_db()
    return one


@pytest.mark.django_db
def test_job_ends_with_its_counts(cast, kind):
    kind(lambda job, progress: JobResult({"rows": job.params["batch"]}))
    one = run(begin(cast))
    assert (one.state, one.counts, one.attempts) == (JobState.DONE, {"rows": 1}, 1)
    assert one.ended_at >= one.began_at >= one.asked_at


@pytest.mark.django_db
def test_id_alone_goes_to_the_queue_and_only_after_the_commit(
    cast, kind, monkeypatch, django_capture_on_commit_callbacks
):
    kind(lambda job, progress: None)
    sent = []
    monkeypatch.setattr(jobs, "send_job", sent.append)
    with django_capture_on_commit_callbacks(execute=True):
        one = begin(cast)
        assert sent == []
    assert sent == [one.pk]


@pytest.mark.django_db
def test_second_message_does_nothing(cast, kind):
    calls = []
    kind(lambda job, progress: calls.append(job.pk))
    one = run(run(begin(cast)))
    assert (calls, one.attempts) == ([one.pk], 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "state", "words"),
    [
        (ValidationError("表头不对"), JobState.REFUSED, "表头不对"),
        (Conflict("已经有人导入"), JobState.REFUSED, "已经有人导入"),
        (PermissionDenied(), JobState.REFUSED, "权限"),
        (KeyError(SECRET), JobState.FAILED, "系统出错"),
    ],
)
def test_bad_end_is_told_in_a_sentence_and_cleared_up(cast, kind, caplog, error, state, words):
    stopped = []

    def work(job, progress):
        raise error

    kind(work, stopped=stopped.append)
    with caplog.at_level(logging.ERROR):
        one = run(begin(cast))
    assert one.state == state
    assert words in one.error
    assert stopped == [one]
    assert SECRET not in one.error + caplog.text
    assert ("KeyError" in caplog.text) == (state == JobState.FAILED)


@pytest.mark.django_db
def test_job_that_kills_its_workers_is_given_up(cast, kind):
    kind(lambda job, progress: pytest.fail("it must not run again"))
    one = begin(cast)
    Job.objects.update(state=JobState.RUNNING, attempts=jobs.MOST_ATTEMPTS)
    one = run(one)
    assert one.state == JobState.FAILED
    assert "中断" in one.error


@pytest.mark.django_db
def test_waiting_job_is_cancelled_at_once_and_an_ended_one_no_more(cast, kind):
    kind(lambda job, progress: pytest.fail("cancelled"))
    one = begin(cast)
    with pytest.raises(PermissionDenied):
        cancel_job(by=cast.leader, job=one)
    assert cancel_job(by=cast.clerk, job=one).state == JobState.CANCELLED
    run(one)
    with pytest.raises(Conflict):
        cancel_job(by=cast.clerk, job=one)


@pytest.mark.django_db
def test_job_that_is_cancelled_as_it_is_taken_up_does_not_run(cast, kind, monkeypatch):
    kind(lambda job, progress: pytest.fail("cancelled"))
    one = begin(cast)

    class Clock:
        @staticmethod
        def now():
            monkeypatch.setattr(jobs, "clock", clock)
            cancel_job(by=cast.clerk, job=Job.objects.get(pk=one.pk))
            return clock.now()

    monkeypatch.setattr(jobs, "clock", Clock)
    assert run(one).state == JobState.CANCELLED


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_outside_the_transaction_never_falls_and_stops_when_asked(kind):
    cast = make_cast()
    seen = []

    def work(job, progress):
        with transaction.atomic():
            cast.places.county.name = "改了名"
            cast.places.county.save()
            progress.phase("检查", total=10)
            progress.advance(6)
            progress.write()
            progress.done = 2
            progress.write()
            thread = threading.Thread(target=look)
            thread.start()
            thread.join()
            progress.write(is_last=True)
            progress.write()
            pytest.fail("it should have stopped")

    def look():
        one = Job.objects.get()
        seen.append((one.state, one.phase, one.done, one.total))
        cancel_job(by=cast.clerk, job=one)
        connection.close()

    kind(work)
    one = run(begin(cast))
    assert seen == [(JobState.RUNNING, "检查", 6, 10)]
    assert one.state == JobState.CANCELLED
    cast.places.county.refresh_from_db()
    assert cast.places.county.name == "来凤县"


@pytest.mark.django_db(transaction=True)
def test_job_is_dropped_only_when_nobody_is_at_work_on_it(kind):
    cast = make_cast()
    inside = []

    def work(job, progress):
        inside.append(dropped_jobs())
        twin = threading.Thread(target=lambda: (run_job(job.pk), connection.close()))
        twin.start()
        twin.join()

    kind(work)
    one = begin(cast)
    assert dropped_jobs() == [one.pk]
    run(one)
    assert (inside, one.attempts) == ([[]], 1)
    assert dropped_jobs() == []


@pytest.mark.django_db
def test_pages_show_ones_own_jobs_and_failed_ones_to_the_administrator(cast, kind, client):
    kind(lambda job, progress: None)
    mine, failed = begin(cast), begin(cast)
    Job.objects.filter(pk=failed.pk).update(state=JobState.FAILED)
    for user, wanted in ((cast.clerk, [200, 200]), (cast.admin, [404, 200]), (cast.leader, [404, 404])):
        client.force_login(user)
        got = [client.get(one.get_absolute_url()).status_code for one in (mine, failed)]
        assert got == wanted, user
        listed = client.get(reverse("core:job_list")).context["total"]
        assert listed == wanted.count(200)


@pytest.mark.django_db
def test_page_of_a_running_job_asks_again_with_and_without_script(cast, kind, client):
    kind(lambda job, progress: None)
    one = begin(cast)
    Job.objects.update(state=JobState.RUNNING, phase="检查", done=300, total=1200)
    client.force_login(cast.clerk)
    text = client.get(one.get_absolute_url()).content.decode()
    assert 'hx-trigger="every 1s"' in text
    assert '<noscript><meta http-equiv="refresh"' in text
    assert "检查：300 / 1,200" in text
    client.post(reverse("core:job_cancel", args=[one.pk]))
    one.refresh_from_db()
    assert one.is_cancel_asked
    assert "正在取消" in client.get(one.get_absolute_url()).content.decode()
    Job.objects.update(state=JobState.CANCELLED)
    text = client.get(one.get_absolute_url()).content.decode()
    assert "every 1s" not in text
    assert "数据没有改动" in text


@pytest.mark.django_db(transaction=True)
def test_what_a_job_says_of_itself_is_read_in_the_language_of_the_reader(kind, client):
    """A job speaks for whoever asked for it; how far it is and that it broke is said to whoever looks."""
    cast = make_cast()

    def work(job, progress):
        progress.phase(gettext_lazy("读取工作簿"))
        raise KeyError

    kind(work)
    with override("en"):
        one = run(begin(cast))
    client.force_login(cast.clerk)
    for language, phase, error in (
        ("zh-hans", "读取工作簿", "系统出错"),
        ("en", "Reading", "The system failed"),
    ):
        client.cookies["django_language"] = language
        assert error in client.get(one.get_absolute_url()).content.decode()
        Job.objects.update(state=JobState.RUNNING)
        assert phase in client.get(one.get_absolute_url()).content.decode()
        Job.objects.update(state=JobState.FAILED)


@pytest.mark.django_db
def test_list_of_jobs_costs_the_same_for_many(cast, kind, client, django_assert_max_num_queries):
    kind(lambda job, progress: None)
    for _each in range(30):
        begin(cast)
    client.force_login(cast.clerk)
    with django_assert_max_num_queries(8):
        client.get(reverse("core:job_list"))


@pytest.mark.django_db
def test_what_a_place_does_not_show_of_its_own_is_neither_listed_nor_counted(cast, kind):
    """A colleague over the same county sees no job of another: nor does the list, which may go by the place alone."""
    kind(lambda job, progress: None)
    begin(cast)
    county = cast.places.county.code
    for user, count in ((cast.clerk, 1), (cast.leader, 0)):
        for rows in (
            Job.objects.visible_to(user),
            Job.objects.listed_to(user),
            Job.objects.visible_in(user, county),
        ):
            assert rows.count() == count
