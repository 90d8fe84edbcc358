"""Migrations are named, linear, complete."""

import re
from pathlib import Path

import pghistory.models
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).parents[2]
APPS = ("core", "households", "assistance", "funds", "inspections")


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("app", APPS)
def test_each_app_has_one_line_of_migrations(app):
    loader = MigrationLoader(None)
    assert len(loader.graph.leaf_nodes(app)) <= 1


def test_migrations_have_names_of_their_own():
    folders = [ROOT / app / "migrations" for app in APPS if app != "core"] + [
        ROOT / "povertyapp/core/migrations"
    ]
    names = [path.name for folder in folders for path in folder.glob("0*.py")]
    assert names
    assert not [name for name in names if re.search(r"_auto_|_migration|_merge", name)]


def test_a_migration_that_changes_rows_goes_past_the_triggers_of_before():
    """On a database with rows the triggers still know the columns of before: an update would fail, or be misread."""
    events = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]
    tables = {event.pgh_tracked_model._meta.db_table for event in events}
    models = {event.pgh_tracked_model._meta.object_name for event in events}
    faulty = []
    for path in sorted(ROOT.glob("*/migrations/0*.py")) + sorted(ROOT.glob("povertyapp/*/migrations/0*.py")):
        text = path.read_text(encoding="utf-8")
        changed = set(re.findall(r"\bUPDATE (\w+)", text)) & tables
        if re.search(r"\.(update|bulk_update|save)\(", text):
            changed |= set(re.findall(r'get_model\("\w+", "(\w+)"\)', text)) & models
        if changed and "pgtrigger.ignore(" not in text:
            faulty.append((path.name, changed))
    assert not faulty
