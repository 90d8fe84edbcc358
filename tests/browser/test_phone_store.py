"""What the phone keeps when it is killed, when it is looked into, and when nobody may read it any more."""

import contextlib
import os
import random
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from assistance.choices import Channel
from assistance.models import Visit
from tests.acceptance.counter import Counter
from tests.browser.conftest import PHONE, QUIET, _chromium, sign_in
from tests.browser.phone import READY, answer, finish, get_ready, go, onward, stored, visit

# docs/phone.md says how to ask for more.
KILLS, DRAFTS = int(os.environ.get("PHONE_KILLS", "3")), int(os.environ.get("PHONE_DRAFTS", "12"))
ONE_HOUR = 3_600_000

# Write drafts one after the other, each told only once it is kept; say how many were told.
WRITE = """async (first) => {
  const safe = await Phone.store.open((await Phone.store.ofDevice()).owner);
  window.told = first;
  (async () => {
    for (let n = first; ; n += 1) {
      await Phone.work.keepDraft(safe, "draft-" + n, "v", { values: [["met", "head"]], name: String(n) });
      window.told = n + 1;
    }
  })();
}"""
# The phone is full.
FULL = """() => {
  Phone.work.post = () => Promise.reject(new DOMException("", "QuotaExceededError"));
}"""
COUNT = """async () => {
  const safe = await Phone.store.open((await Phone.store.ofDevice()).owner);
  const names = (await safe.list("drafts")).map((draft) => draft.value.name);
  return new Set(names).size;
}"""


# What a browser does that finds its database damaged.
THROW_AWAY = """async () => {
  const names = (await indexedDB.databases()).map((each) => each.name);
  await Promise.all(names.map((name) => new Promise((done, failed) => {
    const asked = indexedDB.deleteDatabase(name);
    asked.onsuccess = done;
    asked.onerror = asked.onblocked = failed;
  })));
  return names.length;
}"""


@pytest.fixture
def profile(browser, live_server, tmp_path):
    """Start Chromium with a profile that lasts, as often as asked."""
    running = []

    def start():
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=_chromium(),
            args=["--no-sandbox", *QUIET] if os.geteuid() == 0 else QUIET,
            base_url=live_server.url,
            locale="zh-CN",
            **PHONE,
        )
        running.append(context)
        return context

    yield start
    for context in running:
        with contextlib.suppress(Error):  # it was killed on purpose
            context.close()


def processes_of(folder):
    """Return the processes of the browser that runs on a profile."""
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if (
                entry.name.isdigit()
                and f"--user-data-dir={folder}".encode() in (entry / "cmdline").read_bytes()
            ):
                yield int(entry.name)


def kill(folder):
    """End the browser of a profile as a dying phone does: all of it at once, whatever it is writing."""
    while running := list(processes_of(folder)):
        for number in running:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        time.sleep(0.05)


def test_no_draft_that_was_told_as_kept_is_lost_when_the_browser_is_killed(
    profile, county, live_server, tmp_path
):
    chance, told = random.Random(20170610), 0
    for _kill in range(KILLS):
        context = profile()
        sign_in(context, county.cast.helper, live_server.url)
        page = context.pages[0]
        go(page, "/m/me/")
        assert page.evaluate(COUNT) >= told
        page.evaluate(WRITE, told)
        wanted = told + DRAFTS // KILLS
        while page.evaluate("window.told") < wanted:
            time.sleep(chance.random() / 50)
        told = page.evaluate("window.told")
        kill(tmp_path / "profile")
    context = profile()
    sign_in(context, county.cast.helper, live_server.url)
    page = go(context.pages[0], "/m/me/")
    assert page.evaluate(COUNT) >= told >= DRAFTS


def test_what_the_browser_throws_away_comes_back_when_its_owner_signs_in(phones, county):
    page, tap, before = get_ready(phones(county.cast.helper)), Counter().tap, Visit.objects.count()
    page.context.set_offline(True)
    visit(page, tap, county.cared[0].household_no)
    assert stored(page) == ["waiting"]
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto("/me/")  # of the same origin, and without a script that opens the store
    assert page.evaluate(THROW_AWAY) == 2
    go(page, "/m/queue/")
    expect(page.locator("#outbox").get_by_text("已送达")).to_be_visible()
    assert stored(page) == ["received"]
    assert Visit.objects.count() == before + 1


def test_the_profile_holds_nobody_after_use(profile, county, live_server, tmp_path):
    home = county.cared[0]
    context = profile()
    sign_in(context, county.cast.helper, live_server.url)
    page, tap = context.pages[0], Counter().tap
    get_ready(page)
    context.set_offline(True)
    go(page, f"/m/h/{home.household_no}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(home.head_name)
    visit(page, tap, home.household_no)
    go(page, "/m/h/").wait_for_timeout(500)
    context.close()
    people = [home.head_name, *home.members.values_list("name", flat=True), county.idle.name]
    writings = {name: (name.encode(), name.encode("utf-16-le")) for name in people}
    found = [
        (name, path.relative_to(tmp_path))
        for path in (tmp_path / "profile").rglob("*")
        if path.is_file()
        for name, ways in writings.items()
        if any(way in path.read_bytes() for way in ways)
    ]
    assert found == []


def test_after_its_hours_the_store_is_locked_and_the_work_kept(phones, county):
    page, tap = get_ready(phones(county.cast.helper)), Counter().tap
    page.context.set_offline(True)
    visit(page, tap, county.cared[1].household_no)
    page.clock.install(time=time.time() + 73 * 3600)
    page.goto("/m/h/")
    expect(page.get_by_role("heading", name="要先联网登录")).to_be_visible()
    assert stored(page) is None

    page.context.set_offline(False)
    go(page, "/m/queue/")
    expect(page.locator("#outbox").get_by_text("已送达")).to_be_visible()
    assert page.locator(READY).count() == 1


def test_what_could_not_be_kept_is_said_at_once_and_stays_on_the_page(phones, county):
    page, tap = get_ready(phones(county.cast.helper)), Counter().tap
    page.context.set_offline(True)
    go(page, f"/m/h/{county.cared[2].household_no}/visit/").wait_for_selector("html[data-form=ready]")
    page.evaluate(FULL)
    answer(page, tap)
    onward(page, tap)
    finish(page, tap)
    expect(page.locator("#note")).to_contain_text("没有存住")
    expect(page.locator(f"[name=channel][value={Channel.HOME.value}]")).to_be_checked()
    assert stored(page) == []
