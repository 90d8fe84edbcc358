"""No digital formalism (ux 0.3): nothing that counts presence, hands out points or ranks people, in no source and no
table. That no page shows it, whoever asks, is seen where every door is opened (`test_scope.py`)."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.house.access import FORBIDDEN

ROOT = Path(__file__).parents[2]
OURS = ("core", "households", "assistance", "funds", "inspections")
FOLDERS = ("templates", "static", "povertyapp", "households", "assistance", "funds", "inspections", "locale")
ENDINGS = {".html", ".py", ".js", ".css", ".po", ".json", ".md", ".txt", ".svg"}
# What a column would be called that keeps such a thing of a person.
COLUMN = re.compile(
    r"(^|_)(check_?ins?|punch|points?_total|score_of_person|streaks?|online_(time|seconds|minutes|hours)"
    r"|last_online|last_seen|leaderboard|ranks?|ranking|badges?)(_|$)"
)


def test_no_template_and_no_source_has_the_words():
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in ENDINGS and "vendor" not in path.parts
        for word in FORBIDDEN
        if word in path.read_text("utf-8", errors="ignore")
    ]
    assert found == []


def test_no_table_keeps_such_a_thing():
    found = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.get_fields()
        if COLUMN.search(field.name)
        or any(word in str(getattr(field, "verbose_name", "")) for word in FORBIDDEN)
    ]
    assert found == []


@pytest.mark.parametrize("name", ["check_in_at", "streak", "last_seen_at", "online_seconds", "rank"])
def test_such_a_column_would_be_found(name):
    assert COLUMN.search(name)
