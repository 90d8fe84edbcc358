"""docs/quarter.md names what stands on the pages; `script/bench quarter` walks it in a browser."""

import re

from django.conf import settings

from inspections.demo.logins import LOGINS
from tests.acceptance.quarter import BOLD, DOCUMENT, acts_of, steps_of

MSGID = re.compile(r'^msgid ((?:".*"\n)+)', re.MULTILINE)
CODE = re.compile(r"DQ-\d+")
FIGURE = re.compile(r" \d+$")


def said_somewhere():
    """Return every text of the catalogue."""
    catalogue = (settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po").read_text("utf-8")
    return ["".join(re.findall(r'"(.*)"\n', found)) for found in MSGID.findall(catalogue)]


def test_its_labels_stand_in_the_catalogue():
    texts = said_somewhere()
    bodies = [body for _n, _title, body in steps_of(DOCUMENT.read_text("utf-8"))]
    labels = {FIGURE.sub("", label) for body in bodies for label in BOLD.findall(body)}
    assert len(labels) > 30
    words = {label for label in labels if not CODE.fullmatch(label)}
    assert {label for label in words if not any(label in text for text in texts)} == set()


def test_its_people_are_those_of_the_demo():
    acts = [act for _n, _title, body in steps_of(DOCUMENT.read_text("utf-8")) for act in acts_of(body)]
    people = {act["login"] for act in acts if act["login"]}
    assert people == {"leader", "helper", "office", "office2"} <= {login.username for login in LOGINS}


def test_every_label_is_part_of_an_act():
    """A label that no sentence presses, chooses or looks for would be walked by nobody."""
    for _n, title, body in steps_of(DOCUMENT.read_text("utf-8")):
        acted = " ".join(act[0] for act in acts_of(body))
        assert [label for label in BOLD.findall(body) if f"**{label}**" not in acted] == [], title
