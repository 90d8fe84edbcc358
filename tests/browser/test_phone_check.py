"""T12 on the phone: a drawn household is checked without a signal, and the mismatch becomes a line of the ledger."""

import pytest
from playwright.sync_api import expect

from assistance.choices import Satisfaction
from inspections.choices import BEFORE_OPENING, CheckState, Compared, Found, Kept, Known, Times
from inspections.models import CheckRecord, Problem, UnannouncedCheck
from inspections.services.checks import void_check
from tests.acceptance.counter import Counter
from tests.browser.phone import MOST_QUESTIONS, READY, go, onward, questions, stored
from tests.browser.reading import faults_of
from tests.browser.test_phone_reading import NARROWEST, SMALL
from tests.inspections.field import make_sample, publish

SOON = 10_000
TYPED = 1_000  # what is being typed is kept when the thumb rests
ACTUAL = {"last_visit": "visit_actual"}
KNOWS = (Known.YES, Times.MONTHLY, Known.YES, Satisfaction.SATISFIED)


@pytest.fixture(scope="module")
def sample(county):
    """A sealed sample of two homes in 老茶村, for the supervisor, who has nothing else to inspect."""
    waiting = UnannouncedCheck.objects.filter(voided_at=None, state__in=(*BEFORE_OPENING, CheckState.ON_SITE))
    for check in waiting.filter(inspectors__user=county.cast.supervisor).distinct():
        void_check(by=county.cast.clerk, check=check, reason="换一次抽样")
    return make_sample(county.cast, homes=2, helper=county.idle, area=county.places.village)


def choose(page, hand, name, value):
    """Tap one answer of a question of the step that is shown."""
    hand.decide()
    hand.tap(page.locator(f".step.now [name={name}][value={value}]"))


def compare(page, hand, **wrong):
    """Answer the first step: the household is there, all is as the record says but for what is named."""
    choose(page, hand, "found", Found.YES)
    assert questions(page).count() <= MOST_QUESTIONS
    for fact in ("size", "land", "measures", "last_visit"):
        choose(page, hand, fact, Compared.MISMATCH if fact in wrong else Compared.MATCH)
        if fact in wrong:
            hand.type(page.locator(f"[name={ACTUAL.get(fact, f'{fact}_actual')}]"), wrong[fact])


def finish(page, hand):
    onward(page, hand.tap)
    assert questions(page).count() <= MOST_QUESTIONS
    names = ("helper_known", "times_told", "policy_known", "satisfaction")
    for name, value in zip(names, KNOWS, strict=True):
        choose(page, hand, name, value)
    onward(page, hand.tap)
    choose(page, hand, "six", Kept.ALL)
    hand.tap(page.get_by_role("button", name="提交"))


@pytest.mark.task("T12")
def test_a_check_without_a_signal_arrives_once_and_prefills_the_ledger(phones, county, counting, sample):
    page = phones(county.cast.supervisor)
    page.goto("/m/checks/")
    page.wait_for_selector("html[data-pack=kept][data-worker=ready]")
    page.context.set_offline(True)
    page.reload()
    page.wait_for_selector(READY)
    expect(page.locator(".rows a.open")).to_have_count(2)
    with counting("T12 phone", touch=True) as hand:
        hand.tap(page.locator(".rows a.open").first)
        page.wait_for_selector("html[data-form=ready]")
        assert "{" not in page.inner_text("body")
        compare(page, hand, size="9")
        with hand.aside():
            page.wait_for_timeout(TYPED)
            page.reload()  # the draft survives
            page.wait_for_selector("html[data-form=ready]")
            expect(page.locator("[name=size_actual]")).to_have_value("9")
            page.get_by_role("button", name="继续", exact=True).tap()
        finish(page, hand)
        expect(page.get_by_role("status").filter(has_text="已存本机，等待发送")).to_be_visible()
    assert stored(page) == ["waiting"]
    assert not CheckRecord.objects.exists()

    page.context.set_offline(False)
    go(page, "/m/queue/")
    expect(page.locator("#outbox").get_by_text("已送达")).to_be_visible(timeout=SOON)
    made = CheckRecord.objects.get()
    expect(page.locator("#outbox").get_by_text(made.receipt)).to_be_visible()
    size = made.answers.get(fact="size")
    assert (size.compared, size.actual) == (Compared.MISMATCH, "9 人")
    go(page, f"/m/checks/{made.site_check.key}/done/")
    expect(page.get_by_text("账实不符：家庭人口")).to_be_visible()
    assert not Problem.objects.filter(category="账实不符：家庭人口").exists()


@pytest.mark.task("T12")
def test_the_pages_can_be_read_in_large_print_and_without_script(phones, opened, county, live_server, sample):
    page, found = phones(county.cast.supervisor), {}
    page.context.add_cookies([{"name": "font", "value": "large", "url": live_server.url}])
    page.goto("/m/checks/")
    page.wait_for_selector("html[data-pack=kept][data-worker=ready]")
    key = sample.checks[-1].key

    def read(name):
        faults = faults_of(page, NARROWEST) + page.evaluate(SMALL, 60)
        if faults:
            found[name] = faults

    read("list")
    go(page, f"/m/checks/{key}/").wait_for_selector("html[data-form=ready]")
    hand = Counter()
    compare(page, hand, size="9", last_visit="那天没有人来过")
    choose(page, hand, "measures", Compared.MISMATCH)
    read("comparison")
    page.locator("[name=measures_actual]").fill("有一项没有落实")
    onward(page, hand.tap)
    read("what it knows")
    assert found == {}
    plain = opened(county.cast.supervisor, script=False, viewport={"width": 360, "height": 720})
    plain.goto(f"/m/checks/{key}/")
    for name, value in (("found", "away"), ("six", "all")):
        plain.locator(f"[name={name}][value={value}]").check()
    plain.get_by_role("button", name="提交").click()
    expect(plain.get_by_text("回执")).to_be_visible()
    assert CheckRecord.objects.filter(site_check__key=key, found=Found.AWAY).exists()
    publish(county.cast, sample)
    assert Problem.objects.filter(category="账实不符：家庭人口").count() == 1
