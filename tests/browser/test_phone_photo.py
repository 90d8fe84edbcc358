"""A photo, a page that the camera killed, a place that was denied, a slow network: the visit arrives all the same."""

import base64
import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from assistance.models import Visit
from tests.browser.phone import READY, answer, finish, go, onward

LARGEST_PHOTO, LONGEST_EDGE = 200 * 1024, 1280
UPRIGHT_AFTER_A_QUARTER_TURN = 6
GPS, ORIENTATION, NORTH = 0x8825, 0x0112, 1
SLOW = {"offline": False, "latency": 100, "downloadThroughput": 30 * 1024, "uploadThroughput": 30 * 1024}

PHOTO = """async () => {
  const safe = await Phone.store.open((await Phone.store.ofDevice()).owner);
  const [photo] = await safe.list("photos");
  return Phone.toBase64(photo.value);
}"""


@pytest.fixture
def camera_file(tmp_path):
    """A photo of 12 megapixels, lying on its side, with the place where it was taken."""
    picture = Image.effect_noise((80, 60), 60).resize((4000, 3000)).convert("RGB")
    facts = Image.Exif()
    facts[ORIENTATION] = UPRIGHT_AFTER_A_QUARTER_TURN
    facts.get_ifd(GPS)[NORTH] = "N"
    path = tmp_path / "IMG_20170610_0841.jpg"
    picture.save(path, quality=92, exif=facts)
    return path


def throttled(page):
    """Make the network and the phone as slow as in a mountain village."""
    link = page.context.new_cdp_session(page)
    link.send("Network.enable")
    link.send("Network.emulateNetworkConditions", SLOW)
    link.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def small_photo(page):
    """Return what the phone keeps of the camera's file: small, upright, without the place where it was taken."""
    expect(page.locator("[data-photo-list] li")).to_have_count(1)
    small = base64.b64decode(page.evaluate(PHOTO))
    picture = Image.open(io.BytesIO(small))
    assert len(small) <= LARGEST_PHOTO
    assert picture.size == (LONGEST_EDGE * 3 // 4, LONGEST_EDGE)
    assert not picture.getexif()
    return small


def kill(page, home, other):
    """Lose the page; its draft is offered for its own household only."""
    expect(page.locator(".step.now [data-draft-said]")).to_have_text(re.compile("草稿已存"))
    go(page, f"/m/h/{other}/visit/").wait_for_selector("html[data-form=ready]")
    assert page.locator(".step.now :checked").count() == 0
    go(page, f"/m/h/{home}/visit/").wait_for_selector("html[data-form=ready]")
    expect(page.locator("[data-draft-bar]")).to_contain_text("已恢复")


@pytest.mark.task("T09")
def test_a_draft_survives_the_camera_and_the_photo_follows_the_record(phones, county, counting, camera_file):
    home, other = county.cared[0].household_no, county.cared[1].household_no
    page, sent = phones(county.cast.helper, service_workers="block"), []
    go(page, f"/m/h/{home}/visit/").wait_for_selector("html[data-form=ready]")
    page.context.route("**/api/v1/photos/", lambda route: route.abort())
    with counting("T09", touch=True) as hand:
        answer(page, hand.tap)
        with hand.aside():
            kill(page, home, other)
        hand.tap(page.get_by_role("button", name="继续"))
        onward(page, hand.tap)
        throttled(page)
        hand.give(page.locator("[data-photo-input]"), camera_file)
        small = small_photo(page)
        hand.tap(page.get_by_role("radio", name="住房", exact=True))
        hand.tap(page.get_by_role("button", name="取位置"))
        expect(page.get_by_text("手机没有允许取位置，不影响提交。")).to_be_visible()
        page.on("request", lambda request: sent.append((request.method, request.url)))
        finish(page, hand.tap)
        expect(page.get_by_text("回执").first).to_be_visible()
    visit = Visit.objects.latest("pk")
    assert visit.household.household_no == home
    assert visit.photos.exclude(state="receiving").count() == 0

    page.context.unroute("**/api/v1/photos/")
    go(page, "/m/queue/")
    expect(page.locator("#outbox").get_by_text("照片 1 张已送达")).to_be_visible(timeout=30_000)
    photo = visit.photos.get()
    assert (photo.state, photo.caption, photo.size) == ("stored", "housing", len(small))
    order = [n for n, (_method, url) in enumerate(sent) if "/visits/batch/" in url or "/photos/" in url]
    assert "/visits/batch/" in sent[order[0]][1]
    assert page.locator(READY).count() == 1
