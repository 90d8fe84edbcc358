"""One reader's walk: every link of every page that he is shown, as often as the bound allows, and what is wrong."""

import re
import sys
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from django.conf import settings
from django.core.signals import got_request_exception
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.translation import override

from inspections.benchmarks.crawl.contents import entered
from inspections.benchmarks.crawl.reading import Shown, each_figure, is_english, is_untranslated, total_on
from povertyapp.core.models import User

HERE = "http://localhost"
REDIRECTS = 4
LANGUAGE = "language"
SETS_OF_KEYS = 12  # of conditions under which a page is opened; a file, whose rows are the list's, under one
FILES = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    "pdf": ("application/pdf", b"%PDF-"),
    "csv": ("text/csv", b""),
    "zip": ("application/zip", b"PK"),
    "json": ("application/json", b""),
    "jpg": ("image/jpeg", b"\xff\xd8"),
    "png": ("image/png", b"\x89PNG"),
    "html": ("text/html", b""),
}
NAMED = re.compile(r"""filename\*?=(?:UTF-8'')?"?[^";]*\.(\w+)""")
# What nobody follows to look at something: it ends the session or leaves the application.
LEFT_OUT = ("/static/", "/logout/", "/i18n/")


@dataclass(frozen=True)
class Fault:
    """What is wrong, on which page, behind which link."""

    kind: str
    page: str
    said: str
    where: str = ""


@dataclass(frozen=True)
class Answer:
    """What an address answered: the page or the file, or why there is neither."""

    url: str
    status: int
    media: str
    text: str = ""
    why: str = ""
    file_fault: str = ""

    @property
    def is_page(self):
        return self.status == 200 and self.media == "text/html" and bool(self.text)


@dataclass
class Walk:
    """A walk as one login, which opens `each` addresses of a kind: a page under the same conditions.

    Every figure of every page that it opens is followed, whatever the bound.
    """

    login: str
    each: int = 2
    language: str = settings.LANGUAGE_CODE
    forbidden: tuple[str, ...] = ()
    starts: tuple[str, ...] = ("/",)
    faults: list[Fault] = field(default_factory=list)
    pages: int = 0
    links: int = 0
    figures: int = 0
    files: int = 0
    words: set[str] = field(default_factory=set)

    def __post_init__(self):
        self.client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        self.client.cookies[settings.LANGUAGE_COOKIE_NAME] = self.language
        self.client.force_login(User.objects.get(username=self.login))
        self._kinds: Counter = Counter()
        self._asked: set[tuple[str, str]] = set()
        self._totals: dict[str, int | None] = {}
        self._titles: dict[tuple[str, str], tuple[object, str]] = {}
        self._files_of: set[str] = set()
        self._raised = ""

    @property
    def is_chinese(self):
        return self.language == settings.LANGUAGE_CODE

    def go(self):
        """Walk until nothing is left within the bound; return the walk."""
        started = time.monotonic()
        got_request_exception.connect(self._note)
        try:
            waiting = deque((start, "page", "", start) for start in self.starts)
            while waiting:
                waiting += self._visit(*waiting.popleft())
        finally:
            got_request_exception.disconnect(self._note)
        self._forgive_contents()
        self.seconds = time.monotonic() - started
        return self

    def kinds_of_faults(self):
        """Return the faults, those of the same pages and links once, with how often they were met."""
        kinds: dict[tuple[str, ...], dict] = {}
        for fault in self.faults:
            kind = (fault.kind, _name_of(fault.page), _name_of(fault.where))
            told = {
                "fault": fault.kind,
                "page": fault.page,
                "said": fault.said,
                "where": fault.where,
                "times": 0,
            }
            kinds.setdefault(kind, told)["times"] += 1
        return list(kinds.values())

    def _note(self, sender, **more):
        error = sys.exc_info()[1]
        self._raised = f"{type(error).__name__}: {str(error)[:200]}"

    def _visit(self, address, how, page, said):
        """Open an address unless the bound says that enough of its kind were; return the ways on from there."""
        if (address, how) in self._asked or not self._is_wanted(address, how):
            return []
        self._asked.add((address, how))
        self.links += 1
        answer = self._ask(address, how)
        if answer.status != 200:
            self._blame("dead link", page, f"{answer.status} “{said}” {answer.why}", address)
            return []
        if answer.file_fault:
            self._blame("wrong file", page, answer.file_fault, address)
        if not answer.is_page:
            self.files += 1
            self._files_of.add(_name_of(address))
            return []
        self.pages += 1
        if how == "page":
            self._totals.setdefault(address, total_on(answer.text))
        return self._read(answer)

    def _is_wanted(self, address, how):
        """Say whether an address may be opened; count it under its kind."""
        name = _name_of(address)
        if not name:
            return True  # what leads nowhere is looked at each time
        keys = frozenset(parse_qs(urlsplit(address).query, keep_blank_values=True))
        kind, whole = (name, how, frozenset() if name in self._files_of else keys), (name, how)
        self._kinds.update([kind])
        if self._kinds[kind] > self.each or self._kinds[whole] >= self.each * SETS_OF_KEYS:
            return False
        self._kinds.update([whole])
        return True

    def _ask(self, address, how):
        more = {"HTTP_HX_REQUEST": "true"} if how == "part" else {}
        self._raised = ""
        url = address
        for _turn in range(REDIRECTS):
            answer = self.client.get(url, **more)
            if answer.status_code not in (301, 302, 303, 307, 308):
                break
            url = urljoin(url, answer.headers["Location"])
            if urlsplit(url).path.startswith("/login/"):
                return Answer(url, 401, "", why="asks to sign in")
        media = answer.headers.get("Content-Type", "").partition(";")[0]
        if "attachment" in answer.headers.get("Content-Disposition", "") or media != "text/html":
            data = b"".join(answer.streaming_content) if answer.streaming else answer.content
            return Answer(
                url, answer.status_code, media, why=self._raised, file_fault=_fault_of(answer, media, data)
            )
        return Answer(url, answer.status_code, media, answer.content.decode(), self._raised)

    def _read(self, answer):
        """Hold a page to what every page keeps; return the ways on from it."""
        shown = Shown(answer.text, self.language)
        self._hold(answer, shown)
        self._count(answer, shown)
        self._listen(answer, shown)
        found = []
        for link in shown.links:
            address, _fragment = urldefrag(urljoin(HERE + answer.url, link.href))
            if address.startswith(HERE + "/") and not address.removeprefix(HERE).startswith(LEFT_OUT):
                found.append((address.removeprefix(HERE), link.how, answer.url, link.said))
        return found

    def _hold(self, answer, shown):
        for word in self.forbidden:
            if word in answer.text:
                self._blame("not his", answer.url, word)
        if shown.layout == "part":
            return
        title = shown.title.strip().rpartition(" - ")[0]
        if not title:
            self._blame("no title", answer.url, shown.title)
        self._compare(title, shown.layout, answer.url)
        if shown.headings != 1:
            self._blame("headings", answer.url, f"{shown.headings} h1")
        if shown.layout == "desktop" and not shown.has_crumbs and urlsplit(answer.url).path != "/":
            self._blame("no breadcrumb", answer.url, title)

    def _listen(self, answer, shown):
        """Blame what is said in another language than the page's: a sentence of English, words of the catalogue."""
        foreign = is_english if self.is_chinese else is_untranslated
        with override(self.language):
            for word in sorted(set(shown.words) - self.words):
                if foreign(word):
                    self._blame(LANGUAGE, answer.url, word)
        self.words.update(shown.words)

    def _forgive_contents(self):
        """Take back what was blamed as Chinese of the application and is what somebody entered."""
        if not self.is_chinese:
            known = entered({fault.said for fault in self.faults if fault.kind == LANGUAGE})
            self.faults = [
                fault for fault in self.faults if fault.kind != LANGUAGE or fault.said not in known
            ]

    def _compare(self, title, layout, url):
        """Blame a title that pages of two kinds have: whoever has both open cannot tell which is which."""
        view = resolve(urlsplit(url).path)
        name = getattr(view.func, "view_class", view.view_name)
        other, where = self._titles.setdefault((title, layout), (name, url))
        if title and other != name:
            self._blame("same title", url, title, where)

    def _count(self, answer, shown):
        found = list(each_figure(answer.text, answer.url))
        if found and shown.layout == "desktop" and self.is_chinese and not shown.has_as_of:
            self._blame("no as-of", answer.url, f"{len(found)} figures")
        for name, count, where in found:
            where = urldefrag(urljoin(HERE + answer.url, where))[0].removeprefix(HERE)
            self.figures += 1
            if where not in self._totals:
                self._totals[where] = self._total(where)
            if self._totals[where] != count:  # the list may have been read before something changed
                self._totals[where] = self._total(where)
            if (total := self._totals[where]) != count:
                self._blame("figure", answer.url, f"{name}: {count}, its list says {total}", where)

    def _total(self, where):
        answer = self._ask(where, "page")
        return total_on(answer.text) if answer.is_page else None

    def _blame(self, kind, page, said, where=""):
        self.faults.append(Fault(kind, page, said.strip(), where))


def _name_of(address):
    """Return the name under which the application serves an address; empty where it does not."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def _fault_of(answer, media, data):
    """Say what is wrong with a file; empty where its name, its type and its first bytes agree."""
    named = NAMED.search(answer.headers.get("Content-Disposition", ""))
    if answer.status_code != 200 or not named:
        return "" if answer.status_code != 200 or data else "empty"
    wanted, magic = FILES.get(named[1].lower(), ("", b""))
    if not wanted:
        return f"unknown ending .{named[1]} ({media})"
    return (
        "" if media == wanted and data.startswith(magic) and data else f".{named[1]} as {media}, {data[:8]!r}"
    )
