"""T15 (ux 4): the style sheets of the pages are read by old engines, too."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

TEMPLATES = Path(__file__).parents[2] / "templates"
SHEET = re.compile(r"{% static '([^']+\.css)' %}")
TOO_NEW = re.compile(r"oklch\(|light-dark\(|color-mix\(")


def without_supports(text):
    """Return a style sheet without its `@supports` blocks, in which an engine is asked first."""
    kept, at = [], 0
    while (begin := text.find("@supports", at)) >= 0:
        kept.append(text[at:begin])
        at, depth = text.index("{", begin) + 1, 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
    return "".join([*kept, text[at:]])


@pytest.mark.task("T15")
def test_no_colour_is_written_as_old_engines_cannot_read_it():
    names = {name for path in TEMPLATES.rglob("*.html") for name in SHEET.findall(path.read_text("utf-8"))}
    assert len(names) > 4
    found = {name: TOO_NEW.findall(without_supports(Path(finders.find(name)).read_text())) for name in names}
    assert {name: words for name, words in found.items() if words} == {}


def test_what_is_asked_for_first_may_be_new():
    asked = (
        "a { color: #fff } @supports (color: oklch(0 0 0)) { a { b { color: oklch(1 0 0) } } } i { left: 0 }"
    )
    assert without_supports(asked) == "a { color: #fff }  i { left: 0 }"
    assert TOO_NEW.search(without_supports("a { color: oklch(1 0 0) }"))
