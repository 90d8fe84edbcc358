"""Migrations are named, linear, complete."""

import re
from pathlib import Path

import pytest
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
