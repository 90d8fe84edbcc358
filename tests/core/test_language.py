"""The interface is Chinese; English is a choice of the reader, not of his browser (ux 45)."""

import re
import runpy
from pathlib import Path

from povertyapp.core.workbooks.findings import codes

ROOT = Path(__file__).parents[2]
ENGLISH = {"Accept-Language": "en-US,en;q=0.9"}


def test_english_browser_is_spoken_to_in_chinese(client, db):
    text = client.get("/login/", headers=ENGLISH).content.decode()
    assert 'lang="zh-Hans"' in text
    assert "登录" in text


def test_reader_who_chose_english_gets_it(client, db):
    client.post("/i18n/setlang/", {"language": "en", "next": "/login/"})
    text = client.get("/login/").content.decode()
    assert 'lang="en"' in text
    assert "Sign in" in text


def test_unknown_language_is_chinese(client, db):
    client.cookies["django_language"] = "xx"
    assert "登录" in client.get("/login/").content.decode()


def test_the_catalogues_hear_every_name_under_which_words_are_translated():
    """A module may call `gettext` by another name; what it says under one that is not known stays Chinese for all."""
    known = runpy.run_path(str(ROOT / "script/launcher/catalogues.py"))["KEYWORDS"]
    called = {
        name
        for app in ("povertyapp", "households", "assistance", "funds", "inspections")
        for file in (ROOT / app).rglob("*.py")
        for name in re.findall(r"import \w*gettext\w* as (\w+)", file.read_text(encoding="utf-8"))
    }
    assert called - {*known} == set()
    assert "_now" in called


def test_a_phase_of_a_job_waits_for_the_language_of_its_reader():
    """What is translated before it is stored stays in the language of whoever asked for the work."""
    early = []
    for app in ("povertyapp", "households", "assistance", "funds", "inspections"):
        for file in (ROOT / app).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            said = re.findall(r"\b(?:phase\(|counted\([^,()]+, )(\w+)\(", text)
            at_once = set(re.findall(r"import gettext as (\w+)", text)) | {"gettext"}
            early += [file.name for name in said if name in at_once]
    assert early == []


def test_no_message_ends_where_the_reader_is_left_alone():
    """What is refused because it is there already, or for a right that one lacks, goes on: what to do, or who does."""
    text = (ROOT / "locale/en/LC_MESSAGES/django.po").read_text(encoding="utf-8").replace('"\n"', "")
    said = re.findall(r'^msgid "(.+)"$', text, flags=re.MULTILINE)
    assert len(said) > 5000
    bare = re.compile(
        r"(登记过|办过|已经有了|您没有[^，；。]*权限|没有[^。]*不在您的范围内)。$|抱歉|对不起|非法"
    )
    given = {one.meaning for one in codes().values()}  # in the words of the contract
    assert [words for words in said if bare.search(words) and words not in given] == []
    assert bare.search("这项变动已经登记过。")
