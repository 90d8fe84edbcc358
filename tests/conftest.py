"""The cast of all tests, and the two settings that tests need otherwise."""

import gc
import os
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from povertyapp.core.collecting import leave_what_is_loaded
from tests import database

# Whether the test that ends now is the last one of this process.
IS_OVER = pytest.StashKey[bool]()

# Migrations of parameters have a function `write_defaults`.
MIGRATIONS = Path(__file__).parents[1] / "povertyapp" / "core" / "migrations"

# The files with a browser that take longest go first among theirs.
LONGEST = {
    name: i for i, name in enumerate(("test_whole_face", "test_pages", "test_figures", "test_import_wizard"))
}

# Those that leave work in the county which all of them share: lists and searches of the others would find it.
LEAVE_WORK = {
    f"test_{name}"
    for name in ("phone_check", "rectification", "money_to_project", "mend_finding", "objection", "meeting")
}


@pytest.fixture(autouse=True)
def _quick_settings(settings, tmp_path_factory):
    """Serve static files by their own names (the hashed ones exist only after `collectstatic`); hash passwords
    quickly (the real hash is slow on purpose, `tests/core/test_login.py` looks at the setting); speak Chinese
    whatever the test before chose; keep the digests of the audit's chain, which a test takes back, apart; wait
    shortly for workers, of whom most tests have none."""
    settings.AUDIT_ROOTS = str(tmp_path_factory.getbasetemp() / "roots" / os.urandom(6).hex())
    translation.activate(settings.LANGUAGE_CODE)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    settings.WORKER_ANSWERS_WITHIN = 0.1
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Where several processes share the files, begin with the slow ones that have servers of their own, so that no
    process is alone with one at the end, go on with those of many tests, and end with the browser's in one piece:
    each process makes their county once. (`--no-loadscope-reorder` in `script/launcher` leaves this order.)"""
    if not hasattr(config, "workerinput"):
        return
    tests_of = Counter(item.path for item in items)

    def turn(item):
        marks = {mark.name for mark in item.iter_markers()}
        if "browser" in marks:
            return 3 if item.path.stem in LEAVE_WORK else 2, LONGEST.get(item.path.stem, len(LONGEST))
        return (0, 0) if "slow" in marks and "django_db" not in marks else (1, -tests_of[item.path])

    first = {item.path: turn(item) for item in reversed(items)}
    items.sort(key=lambda item: (first[item.path], item.path))


def pytest_sessionstart():
    """Where static files would lie lies an empty folder: whitenoise warns at each test that there is none."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def pytest_itemcollected(item):
    """Let each report say which tasks of the acceptance script its test belongs to."""
    item.user_properties += [("task", task) for mark in item.iter_markers("task") for task in mark.args]


@pytest.hookimpl
def pytest_collection_finish():
    """Keep what was imported and collected out of the search for garbage, which would go through it again and again,
    and search less often."""
    leave_what_is_loaded()
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef, request):
    """Check the foreign keys of rows that several tests share as soon as they are made. They wait for the end of the
    transaction, and the end of each test would check all of them again."""
    made = yield
    if fixturedef.scope != "function" and connection.in_atomic_block:
        with request.config.stash[blocking_manager_key].unblock():
            connection.check_constraints()
    return made


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker, django_db_modify_db_settings):
    """Migrate once for all processes. Alone, a database kept from an earlier run may have been emptied by its last
    transactional test."""
    run = getattr(request.config, "workerinput", {}).get("testrunuid")
    if run is None:
        request.getfixturevalue("django_db_setup")  # that of pytest-django
    with django_db_blocker.unblock():
        if run is not None:
            database.take(run)
        _write_parameters()
    yield
    if run is not None:
        with django_db_blocker.unblock():
            database.leave(run)


@pytest.fixture
def django_assert_max_num_queries(django_assert_max_num_queries, db):
    """Count the queries of a page as they are in a process that has shown one before: it knows the terms."""
    from povertyapp.core import terms

    terms.book()
    return django_assert_max_num_queries


def _write_parameters():
    """Write what migrations wrote, as the owner: tests themselves run with the rights of the application."""
    from povertyapp.core.owner import as_owner

    with as_owner():
        _write_again()


def _write_again():
    from django.apps import apps

    if not apps.get_model("core.RuleParameter").objects.exists():
        for path in sorted(MIGRATIONS.glob("0*.py")):
            migration = import_module(f"povertyapp.core.migrations.{path.stem}")
            if hasattr(migration, "write_defaults"):
                migration.write_defaults(apps, None)
        import_module("households.migrations.0005_procedure_defaults").write(apps, None)
        import_module("households.migrations.0009_checklist").write(apps, None)
        import_module("households.migrations.0010_exit_standards_of_places").write(apps, None)
    if not apps.get_model("households.FormVersion").objects.exists():
        import_module("households.migrations.0013_form_versions").write(apps, None)
    if not apps.get_model("inspections.PermittedStep").objects.exists():
        import_module("inspections.migrations.0014_accountability").write(apps, None)
    if not apps.get_model("funds.NegativeListItem").objects.exists():
        import_module("funds.migrations.0001_projects").write(apps, None)
    if not apps.get_model("assistance.MeasureWord").objects.exists():
        import_module("assistance.migrations.0002_measure_words").write(apps, None)
        import_module("assistance.migrations.0007_measure_families").write(apps, None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Write the parameters again after a transactional test: its end empties all tables.

    After the last test the database itself is gone.
    """
    item.config.stash[IS_OVER] = nextitem is None
    try:
        return (yield)
    finally:
        if nextitem is not None and _is_transactional(item):
            with item.config.stash[blocking_manager_key].unblock():
                _write_parameters()


def _is_transactional(item):
    mark = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(item.fixturenames)
    return bool(asked or (mark and mark.kwargs.get("transaction")))


@pytest.fixture
def places(db):
    """The areas of `tests.households.factories.area_tree()`."""
    from tests.households.factories import area_tree

    return area_tree()


@pytest.fixture
def cast(db):
    """The people of `tests.households.factories.cast()`: clerk, township, cadre, helper, outsider…"""
    from tests.households import factories

    return factories.cast()


@pytest.fixture
def household(places):
    """A household of 老茶村 that keeps every rule."""
    from tests.households.factories import make_household

    return make_household()
