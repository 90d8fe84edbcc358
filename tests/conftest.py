"""The cast of all tests, and the two settings that tests need otherwise."""

import pytest


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    """Serve static files by their own names: the hashed names exist only after `collectstatic`."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


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
