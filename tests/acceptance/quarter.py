"""The quarter of an hour of docs/quarter.md, walked as a stranger walks it: a fresh clone, an empty home, a browser.

Run by `script/bench quarter`. The document is the script: under each heading the sentences say who signs in, what is
pressed, chosen, written and seen, with the labels of the pages in bold. A label that changed on a page fails here.
Prints a JSON line a step and one of the whole: the seconds of the machine, and those that a person takes to read and do
it (`tests/acceptance/counter.py` says how that is predicted).
"""

import contextlib
import datetime as dt
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Error, expect, sync_playwright

from povertyapp.core.clock import COUNTY_TIME
from tests.acceptance.counter import PER_CLICK, PER_DECISION, PER_KEY

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "quarter.md"
HEADING = re.compile(r"^## (\d+)\. (.+)$", re.MULTILINE)
BOLD = re.compile(r"\*\*(.+?)\*\*")
PER_WORD_READ = 0.3  # seconds: two hundred words a minute
# What a sentence tells to do.
ACT = re.compile(
    r"[Ss]ign in(?P<phone> on a phone)? as `(?P<login>\w+)`"
    r"|[Ww]rite (?:“(?P<text>[^”]+)”|today's date) into \*\*(?P<field>.+?)\*\*"
    r"|(?P<verb>[Pp]ress|[Cc]hoose|[Ss]ee|[Dd]ownload)(?P<how> the last| one under)? \*\*(?P<label>.+?)\*\*"
    r"(?: beside \*\*(?P<beside>.+?)\*\*)?(?P<maybe> where it is asked)?"
)
MONTH = re.compile(r"/hard-account/(\d{4}-\d{2})/close/")
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
READY_SECONDS, PAGE_MS, LOOK_MS, LEAST_BYTES = 900, 60_000, 5_000, 1_000
# What the commands of the document stand for, once the month is closed.
RESULT, INPUTS = "指纹", "输入指纹"


def steps_of(text):
    """Return (number, title, body) of each step of the document."""
    parts = HEADING.split(text)[1:]
    return [
        (int(n), title, body) for n, title, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    ]


def acts_of(body):
    """Return what the sentences of a step tell to do, in their order."""
    return list(ACT.finditer(" ".join(body.split())))


class Stranger:
    """Somebody with the address, the password and the document."""

    def __init__(self, browser, address, password):
        self.browser, self.address, self.password = browser, address, password
        self.pages, self.page, self.month = {}, None, ""

    def do(self, act):
        """Do what a sentence says."""
        if act["login"]:
            self.sign_in(act["login"], phone=bool(act["phone"]))
        elif act["field"]:
            text = act["text"] or str(dt.datetime.now(COUNTY_TIME).date())
            self.page.get_by_label(starting(act["field"])).locator("visible=true").first.fill(text)
        elif act["verb"].lower() == "press":
            self.press(act["label"], beside=act["beside"], last=bool(act["how"]))
        elif act["verb"].lower() == "choose":
            self.choose(act["label"], in_group=bool(act["how"]), maybe=bool(act["maybe"]))
        else:
            getattr(self, act["verb"].lower())(act["label"])
        if found := MONTH.search(self.page.url):
            self.month = found[1]

    def sign_in(self, login, *, phone):
        """Sign in, in a window of one's own that stays open, or go back to the window of before at its home."""
        if login in self.pages:
            self.page = self.pages[login]
            self.page.goto(self.address)
            return
        context = self.browser.new_context(
            viewport=PHONE if phone else DESK, is_mobile=phone, has_touch=phone, locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )  # fmt: skip
        self.page = self.pages[login] = context.new_page()
        self.page.set_default_timeout(PAGE_MS)
        self.page.goto(f"{self.address}login/")
        self.page.get_by_label("用户名").fill(login)
        self.page.get_by_label("密码", exact=True).fill(self.password)
        self.page.get_by_role("button", name="登录", exact=True).click()
        self.page.wait_for_url(re.compile(r"^(?!.*/login/)"))

    def press(self, label, *, beside="", last=False):
        """Press the button, link or menu with these words: of an open menu first, then of the page and of its frame."""
        until = time.monotonic() + PAGE_MS / 1000
        while True:
            found = next((place for place in self._pressable(label, beside) if place.count()), None)
            if found is not None:
                (found.last if last else found.first).click()
                self.page.wait_for_load_state()
                return
            if time.monotonic() > until:
                raise AssertionError(f"nothing to press says {label} on {self.page.url}")
            time.sleep(0.1)

    def _pressable(self, label, beside):
        main, menu = self.page.locator("main"), self.page.locator("details[open] > .pop-body")
        places = (
            [main.locator("li, tr", has_text=beside)] if beside else [menu, main, self.page.locator("body")]
        )
        for place in places:
            for name in (re.compile(f"^{re.escape(label)}"), re.compile(re.escape(label))):
                for role in ("button", "link"):
                    yield place.get_by_role(role, name=name).locator("visible=true")
            yield place.locator("summary", has_text=label).locator("visible=true")

    def choose(self, label, *, in_group, maybe):
        """Choose an answer by its words, or the first one of a question."""
        if in_group:
            found = self.page.get_by_role("group", name=label).get_by_role("radio")
        else:
            found = self.page.get_by_role("radio", name=starting(label)).locator("visible=true")
        if not maybe or found.count():
            found.first.check()

    def download(self, label):
        """Press what hands out a file, and look that it is one."""
        with self.page.expect_download() as coming:
            self.press(label)
        assert Path(coming.value.path()).stat().st_size > LEAST_BYTES, label

    def fingerprint(self, label):
        """Return a fingerprint of the closing page."""
        row = self.page.locator("tr", has=self.page.get_by_role("rowheader", name=label, exact=True))
        return row.locator("td").inner_text().strip()

    def see(self, label):
        """Look for the words; where a worker is still at it, look again."""
        until = time.monotonic() + PAGE_MS / 1000
        shown = self.page.get_by_text(label).locator("visible=true").first
        while True:
            with contextlib.suppress(AssertionError, Error):
                expect(shown).to_be_visible(timeout=LOOK_MS)
                return
            if time.monotonic() > until:
                raise AssertionError(f"{label} is not on {self.page.url}")
            self.page.reload()


def starting(label):
    return re.compile("^" + re.escape(label))


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def started(folder):
    """Clone the repository into a folder and start it there with nothing of one's own; yield address and password."""
    clone, home, said = folder / "clone", folder / "home", folder / "said"
    home.mkdir()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    env = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    env |= {"HOME": str(home), "PORT": os.environ.get("PORT") or str(free_port())}
    with said.open("w") as out:
        server = subprocess.Popen(["script/server"], cwd=clone, env=env, stdout=out, stderr=subprocess.STDOUT)
    try:
        yield clone, *_introduction(server, said)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _introduction(server, said):
    """Return the address and the password that the server prints when it is ready."""
    for _tick in range(READY_SECONDS * 2):
        text = said.read_text()
        found = re.search(r"^povertyapp: (\S+)$.*^password: +(\S+)$", text, re.MULTILINE | re.DOTALL)
        if found:
            return found[1], found[2]
        if server.poll() is not None:
            break
        time.sleep(0.5)
    raise AssertionError(f"the server did not start: {said.read_text()}")


def run_block(me, clone, body):
    """Run the commands that a step prints, in the clone, with the month and the fingerprints of the page."""
    for block in re.findall(r"```\n(.*?)```", body, re.DOTALL):
        result, inputs = me.fingerprint(RESULT), me.fingerprint(INPUTS)
        block = block.replace("YYYY-MM", me.month).replace("RESULT", result).replace("INPUTS", inputs)
        subprocess.run(["bash", "-euc", block], cwd=clone, check=True, stdout=subprocess.DEVNULL)


def tell(**facts):
    sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def work_of(body):
    """Return the seconds of work of a person who reads a step and does it, by the model of the acceptance script."""
    seconds = PER_WORD_READ * len(body.split())
    for act in acts_of(body):
        keys = len(act["text"] or act["login"] or "") or (len("2026-01-01") if act["field"] else 0)
        looking = bool(act["verb"]) and act["verb"].lower() == "see"
        seconds += PER_DECISION if looking else PER_CLICK + PER_KEY * keys
    return round(seconds)


def walk(me, clone, steps):
    for number, title, body in steps:
        began = time.monotonic()
        try:
            for act in acts_of(body):
                me.do(act)
            run_block(me, clone, body)
        except (AssertionError, Error, subprocess.CalledProcessError) as error:
            tell(step=number, title=title, failed=str(error).splitlines()[0])
            return False
        tell(step=number, title=title, seconds=round(time.monotonic() - began, 1), person=work_of(body))
    return True


def main():
    first, *others = steps_of(DOCUMENT.read_text("utf-8"))
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="quarter-") as folder,
        sync_playwright() as playwright,
        started(Path(folder)) as (clone, address, password),
    ):
        tell(step=first[0], title=first[1], seconds=round(time.monotonic() - began, 1))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        walked = walk(Stranger(browser, address, password), clone, others)
        work = sum(work_of(body) for _number, _title, body in others)
        tell(walked=walked, seconds=round(time.monotonic() - began, 1), person=work)
        browser.close()
    return 0 if walked else 1


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

if __name__ == "__main__":
    sys.exit(main())
