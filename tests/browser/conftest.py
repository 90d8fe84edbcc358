"""A browser, a served county that lives as long as this folder's tests, and a page that must not complain.

The county is committed once, because the server has connections of its own, and emptied after the last test:
`live_server` and `transactional_db` are pytest-django's names, for pages and tables that outlive one test.
"""

import contextlib
import os
import shutil
from http import HTTPStatus

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from launcher.system import BROWSERS
from tests.acceptance.counter import Counter
from tests.acceptance.limits import limits_of
from tests.acceptance.whole import IS_WHOLE
from tests.browser.county import build_county
from tests.conftest import IS_OVER, _write_parameters

QUIET = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESK = "desk"  # a cookie: this browser may keep static files
DESKTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {
    "viewport": {"width": 360, "height": 720},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}


OF_A_PHONE = ("net::ERR_", "/m/pack/", "a status of 403")


def pytest_collection_modifyitems(config, items):
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)
    later = [item for item in items if item.get_closest_marker("whole") and not IS_WHOLE]
    if later:
        config.hook.pytest_deselected(items=later)
        items[:] = [item for item in items if item not in later]


def _chromium():
    """Return where Chromium is; without one skip, or fail where CI promised to install it."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("CI=true, but Chromium is missing: apt-get install chromium failed or was not possible")
    if found is None:
        pytest.skip("Chromium is not on this machine (apt-get install chromium)")
    return found


@pytest.fixture(scope="session")
def browser():
    """Chromium without a window."""
    program = _chromium()
    arguments = ["--no-sandbox", *QUIET] if os.geteuid() == 0 else QUIET
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = playwright.chromium.launch(executable_path=program, args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="package")
def county(request, browser, django_db_setup, django_db_blocker):
    """The county of `build_county`, committed; the tables are empty again afterwards, if a test follows."""
    with django_db_blocker.unblock():
        _write_parameters()
        try:
            yield build_county()
        finally:
            if request.config.getvalue("reuse_db") or not request.config.stash[IS_OVER]:
                call_command("flush", verbosity=0, interactive=False)
                _write_parameters()


@pytest.fixture(scope="package")
def live_server(county):
    """povertyapp under an address of its own, with its static files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", _to_be_kept(StaticFilesHandler.serve))
        server = LiveServer("localhost")
        yield server
        server.stop()


def _to_be_kept(serve):
    """Let browsers at a desk keep static files as they do outside of tests, where each name stands for one content.

    A phone asks for each: its own store must do without the network, not the browser's.
    """

    def served(handler, request):
        response = serve(handler, request)
        if DESK in request.COOKIES:
            response["Cache-Control"] = "max-age=3600"
        return response

    return served


@pytest.fixture
def transactional_db(county):
    """Leave the tables alone between tests."""


@pytest.fixture
def opened(browser, live_server, record_property):
    """Open a page for a user (None: nobody signed in); at the end no page may have complained."""
    with _opener(browser, live_server.url) as (open_page, complaints):
        yield open_page
    record_property("errors", len(complaints))
    assert complaints == []


@pytest.fixture
def phones(browser, live_server, record_property):
    """Open a phone's page for a user, like `opened`; a lost network and a right that has ended are no complaint."""
    with _opener(browser, live_server.url) as (open_page, complaints):
        yield lambda user, **more: open_page(user, **PHONE | more)
    unasked = [said for said in complaints if not any(expected in said for expected in OF_A_PHONE)]
    record_property("errors", len(unasked))
    assert unasked == []


@pytest.fixture
def counting(record_property):
    """Count a leg of a task; it costs no more than its limits, and `script/bench tasks` is told what it cost."""

    @contextlib.contextmanager
    def begin(leg, *, touch=False):
        limits, hand = limits_of(leg), Counter(touch=touch)
        yield hand
        hand.stop()
        figures = hand.figures()
        record_property("leg", {"leg": leg, "figures": figures})
        assert limits.missed(figures) == []

    return begin


@contextlib.contextmanager
def _opener(browser, url):
    """Give a function that opens a page in a context of its own, and the list of what the pages complain of."""
    contexts, complaints = [], []

    def open_page(user=None, *, script=True, **device):
        context = browser.new_context(
            base_url=url,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=script,
            **(device or DESKTOP),
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        if not device.get("is_mobile"):
            context.add_cookies([{"name": DESK, "value": "1", "url": url}])
        if user:
            sign_in(context, user, url)
        page = context.new_page()
        _listen(page, complaints)
        return page

    yield open_page, complaints
    for context in contexts:
        context.close()


def sign_in(context, user, url):
    """Let a user be signed in with this browser."""
    context.add_cookies([_session_cookie(user, url)])


def _session_cookie(user, url):
    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }


def _listen(page, complaints):
    """Note what goes wrong on a page: errors of scripts and of the security policy, answers from 400 up."""
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "response",
        lambda answer: (
            answer.status >= HTTPStatus.BAD_REQUEST and complaints.append(f"{answer.status} {answer.url}")
        ),
    )
