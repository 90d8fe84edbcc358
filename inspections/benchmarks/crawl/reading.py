"""What a page says to whoever reads it by program: its title, its way down, its links, its figures, its words."""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.utils.translation import gettext

FIGURE = re.compile(r"<a\b[^>]*\bdata-testid=\"fig-[^>]*>")
TOTAL = re.compile(r'data-testid="total" data-count="(\d+)"')
SPOKEN = ("title", "placeholder", "aria-label", "alt")
UNSAID = {"script", "style", "template"}
NEVER_ENDS = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
AS_OF = ("数据截至", "本机资料截至")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SENTENCE = re.compile(r"[A-Za-z]{3,} [a-z]{2,}")
SPACE = re.compile(r"\s+")


def each_figure(shown, url=""):
    """Yield name, count and address of each figure of a page; an address of conditions alone is that of the page."""
    for tag in FIGURE.findall(shown):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        href = html.unescape(said["href"])
        where = href if href.startswith("/") else url.partition("?")[0] + href
        yield said["data-testid"].removeprefix("fig-"), int(said["data-count"]), where


def total_on(shown):
    """Return how many rows a list says it has; None where the page is no list."""
    found = TOTAL.search(shown)
    return int(found[1]) if found else None


def is_english(words):
    """Say whether words on a Chinese page are a sentence in English: several words, none of them Chinese."""
    return bool(SENTENCE.search(words)) and not CHINESE.search(words)


def is_untranslated(words):
    """Say whether words on a page in another language are the Chinese of our catalogue, which knows better."""
    return bool(CHINESE.search(words)) and gettext(words) != words


@dataclass(frozen=True)
class Link:
    """A way on: where to, what stands on it, and how it is asked for (a page, a part of one, a picture)."""

    href: str
    said: str = ""
    how: str = "page"


@dataclass
class Shown(HTMLParser):
    """One page, read once. Its `words` are those in the language of its reader: what is in another says so."""

    text: str
    language: str = ""
    title: str = ""
    headings: int = 0
    layout: str = "part"
    has_crumbs: bool = False
    has_as_of: bool = False
    links: list[Link] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()
        self._within: list[str] = []
        self._spoken: list[tuple[str, str]] = []
        self._anchor: list[str] | None = None
        self._href = ""
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        if tag in UNSAID or tag == "title":
            self._within.append(tag)
        if any(tag in UNSAID for tag in self._within):
            return  # what a script fills in later
        said = {name: value or "" for name, value in attrs}
        self._speak(tag, said.get("lang", ""))
        classes = said.get("class", "").split()
        self.headings += tag == "h1"
        self.has_crumbs |= "crumbs" in classes
        self._lay(tag, classes)
        if self._is_for_the_reader:
            self.words += [said[name] for name in SPOKEN if said.get(name)]
        if tag == "a" and "href" in said:
            self._anchor, self._href = [said.get("aria-label", "")], said["href"]
        if said.get("hx-get") and tag != "form":
            self.links.append(Link(said["hx-get"], said.get("id", ""), "part"))
        if tag in ("img", "iframe") and said.get("src"):
            self.links.append(Link(said["src"], said.get("alt", ""), "picture"))

    def _speak(self, tag, language):
        """Note in which language the words up to the end of this tag are."""
        if tag in NEVER_ENDS:
            return
        within = self._spoken[-1] if self._spoken else ("", "")
        if language or tag == within[0]:  # one within another of its name: its end is not that of the other
            self._spoken.append((tag, language or within[1]))

    @property
    def _is_for_the_reader(self):
        language = self._spoken[-1][1] if self._spoken and self.language else self.language
        return language.lower().partition("-")[0] == self.language.lower().partition("-")[0]

    def _lay(self, tag, classes):
        if tag == "div" and "shell" in classes:
            self.layout = "desktop"
        elif tag == "div" and "door" in classes:
            self.layout = "door"
        elif tag == "header" and "bar" in classes:
            self.layout = "phone"

    def handle_endtag(self, tag):
        if self._within and self._within[-1] == tag:
            self._within.pop()
        elif self._spoken and self._spoken[-1][0] == tag:
            self._spoken.pop()
        if tag == "a" and self._anchor is not None:
            self.links.append(Link(self._href, SPACE.sub(" ", "".join(self._anchor)).strip()))
            self._anchor = None

    def handle_data(self, data):
        if self._within:
            self.title += data if self._within[-1] == "title" else ""
        elif data := data.strip():
            if self._is_for_the_reader:
                self.words.append(data)
            self.has_as_of |= data.startswith(AS_OF)
            if self._anchor is not None:
                self._anchor.append(data)
