"""A township's roster through the wizard, as its staff would do it (ux T11): few clicks, nothing written unasked."""

import re
import threading
import time

import pytest
from celery.contrib.testing.worker import start_worker
from django.db import connections
from playwright.sync_api import expect

from households.models import Household, HouseholdMember
from povertyapp.celery import app
from povertyapp.core.models import Job
from tests.browser.planted import EACH, EXTRA, MEMBERS, correct, write_planted

pytestmark = pytest.mark.slow
PLANTED = 3 * EACH + 1
PREVIEW_SECONDS = 30
PATIENCE = 60_000


@pytest.fixture
def worker(county):
    """A worker on the tests' own broker, in a thread of this process."""
    app.control.purge()
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=20):
        yield
    app.control.purge()


class Watch:
    """Looks at the jobs all the time and notes each figure that it sees."""

    def __init__(self):
        self.seen, self.over = [], threading.Event()
        self.thread = threading.Thread(target=self.look)

    def look(self):
        while not self.over.is_set():
            rows = Job.objects.order_by("-pk").values_list("pk", "phase", "done", "total")[:1]
            self.seen += [row for row in rows if row not in self.seen[-1:]]
            time.sleep(0.02)
        connections.close_all()

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_error):
        self.over.set()
        self.thread.join()

    def falls(self):
        """Return every step at which a figure of one phase went back."""
        return [
            (one, two)
            for one, two in zip(self.seen, self.seen[1:], strict=False)
            if one[:2] == two[:2] and two[2] < one[2]
        ]


def rows():
    return Household.objects.count(), HouseholdMember.objects.count()


def figures(page):
    """Return (new, updated) of the first line of the figures on the page."""
    return tuple(
        int(page.get_by_test_id(name).first.inner_text().replace(",", "")) for name in ("created", "updated")
    )


def leave_and_come_back(page):
    """Go elsewhere while the file is checked, and find the job again."""
    page.goto("/households/")
    page.goto("/jobs/")
    page.get_by_role("row").nth(1).get_by_role("link").first.click()
    page.get_by_role("link", name="看结果").click()
    expect(page.get_by_text("这是预检，数据还没有改动")).to_be_visible(timeout=PATIENCE)


@pytest.mark.task("T11")
def test_roster_with_planted_errors_goes_through_the_wizard(opened, county, counting, worker, tmp_path):
    spoilt, fixed = tmp_path / "花名册.xlsx", tmp_path / "改好.xlsx"
    right = write_planted(spoilt, county.places.county)
    assert len(right) == PLANTED - 1
    before = rows()
    page = opened(county.cast.clerk)
    page.set_default_timeout(PATIENCE)
    page.goto("/imports/")
    page.get_by_role("link", name="导入花名册").click()
    with Watch() as watch, counting("T11") as hand:
        hand.give(page.get_by_label("选择文件"), spoilt)
        hand.decide()
        hand.choose(page.get_by_label(EXTRA), label="忽略这一列")
        begun = time.monotonic()
        hand.click(page.get_by_role("button", name="开始预检"))
        page.wait_for_url("**/preview/")
        with hand.aside():
            leave_and_come_back(page)
        assert time.monotonic() - begun < PREVIEW_SECONDS
        assert page.get_by_test_id("total").get_attribute("data-count") == str(PLANTED)
        assert "末3位已丢失" in page.locator("#results").inner_text()
        assert rows() == before
        with page.expect_download() as fetched:
            hand.click(page.get_by_role("link", name="下载错误工作簿"))
        fetched.value.save_as(fixed)
        assert correct(fixed, right) == PLANTED
        hand.give(page.get_by_label("改好后在这里传回"), fixed)
        expect(page.get_by_text("这是预检，数据还没有改动")).to_be_visible(timeout=PATIENCE)
        assert page.get_by_test_id("total").get_attribute("data-count") == "1"
        preview = figures(page)
        assert rows() == before
        hand.decide()
        hand.click(page.get_by_role("link", name="下一步：确认"))
        hand.click(page.get_by_role("button", name="确认导入"))
        expect(page.get_by_text(re.compile(r"IM-\d{6} 已于 .* 写入"))).to_be_visible(timeout=PATIENCE)
        assert figures(page) == preview
        assert rows()[0] == before[0] + preview[0]
        assert rows()[1] >= before[1] + MEMBERS
        hand.click(page.get_by_role("button", name="撤销这次导入"))
        expect(page.get_by_text(re.compile(r"IM-\d{6} 已于 .* 撤销"))).to_be_visible(timeout=PATIENCE)
    assert rows() == before
    assert watch.falls() == []
    assert len(watch.seen) > 10
