"""A visit on the phone's pages, answer by answer, and what the phone holds. `tap` is that of a counter."""

from playwright.sync_api import expect

from assistance.choices import Change, Channel, Guarantee, Met, Promise, Satisfaction

ANSWERS = (Met.HEAD, Change.NONE, Guarantee.FINE, Satisfaction.SATISFIED)
MOST_QUESTIONS = 5
READY = "html[data-phone=ready]"

# What lies in the phone's own store: how many items in which state.
STORED = """async () => {
  const device = await Phone.store.ofDevice();
  const safe = device.owner && await Phone.store.open(device.owner);
  return safe ? await safe.states("outbox") : null;
}"""


def go(page, address):
    """Open a page and wait until its script has the store open."""
    page.goto(address)
    page.wait_for_selector(READY)
    return page


def get_ready(page):
    """Open the phone's home with network, until the pages and the households lie on the phone."""
    page.goto("/m/")
    page.wait_for_selector("html[data-pack=kept][data-worker=ready]")
    return page


def questions(page):
    """Return the questions that can be seen now."""
    return page.locator(".step.now .q:not(.fact):visible")


def answer(page, tap, *given):
    """Tap the answers of the first step; whether the last promise was kept is answered where it is asked."""
    assert questions(page).count() <= MOST_QUESTIONS
    assert page.locator(".step.now input:checked").count() == 0
    for one in given or ANSWERS:
        tap(page.get_by_role("radio", name=str(one.label), exact=True))
    kept = page.get_by_role("radio", name=str(Promise.DONE.label), exact=True)
    if kept.count():
        tap(kept)


def onward(page, tap):
    tap(page.get_by_role("button", name="下一步").locator("visible=true"))


def finish(page, tap):
    """Answer the last step and hand the visit over."""
    tap(page.get_by_role("radio", name=str(Channel.HOME.label), exact=True))
    tap(page.get_by_role("radio", name="今天"))
    me = page.get_by_role("radio", name="我本人")
    if me.count():  # asked of those who help no household themselves
        tap(me)
    tap(page.get_by_role("button", name="提交"))


def visit(page, tap, number):
    """Make a whole visit without changes from the form's address."""
    page.goto(f"/m/h/{number}/visit/")
    page.wait_for_selector("html[data-form=ready]")
    answer(page, tap)
    onward(page, tap)
    finish(page, tap)
    expect(page.locator(".done")).to_be_visible()


def stored(page):
    """Return the states of what lies in the outbox, None where no store is open."""
    return page.evaluate(STORED)
