"""The world in which canaries are planted."""

import io
import logging
import logging.config
import tempfile
from types import SimpleNamespace

import pytest
from django.conf import settings as live
from django.urls import reverse

from povertyapp.celery import app
from povertyapp.core.divisions import SHIPPED, import_divisions
from povertyapp.core.models import Area
from povertyapp.core.roles import Role
from tests.house.canaries import LIST, PASSWORD, ROSTER, Seen, run
from tests.households.factories import COUNTY, make_user


@pytest.fixture
def log(tmp_path):
    """Log as the installation does when it is asked for much, into a file."""
    path = tmp_path / "all.log"
    handler = logging.FileHandler(path, encoding="utf-8")
    told = live.LOGGING["formatters"]["plain"]
    handler.setFormatter(logging.config.DictConfigurator({}).configure_formatter(dict(told)))
    loggers = [logging.getLogger(), logging.getLogger("django")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    yield path
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


@pytest.fixture
def world(settings, tmp_path, monkeypatch, log, client):
    """来凤县 with a small roster and a low-income list, taken in by command, and its office signed in."""
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    app.control.purge()
    import_divisions(SHIPPED / "laifeng.csv")
    clerk = make_user("clerk", Role.OFFICE, Area.objects.get(code=COUNTY))
    clerk.set_password(PASSWORD)
    clerk.save()
    seen, said = Seen(client, tmp_path), io.StringIO()
    world = SimpleNamespace(seen=seen, said=said, clerk=clerk, folder=tmp_path, log=log, pg_dump=None)
    run(world, "import_roster", ROSTER)
    run(world, "match_low_income", LIST)
    seen.post(reverse("core:login"), {"username": "clerk", "password": PASSWORD})
    yield world
    app.control.purge()
