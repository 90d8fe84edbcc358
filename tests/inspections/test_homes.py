"""Where each role lands after signing in (ux 2.3), and that it may open what it is led to."""

import datetime as dt

import pytest

from povertyapp.core import clock

HOMES = {
    "leader": "/dashboard/",
    "clerk": "/hard-account/",
    "township": "/todo/",
    "cadre": "/m/",
    "helper": "/m/",
    "supervisor": "/rectification/?state=submitted",
    "finance": "/funds/",
    "admin": "/jobs/",
}


@pytest.mark.parametrize("who", HOMES)
def test_home_of_each_role(client, cast, monkeypatch, who):
    monkeypatch.setattr(clock, "today", lambda: dt.date(2017, 6, 20))
    client.force_login(getattr(cast, who))
    answer = client.get("/")
    assert answer.url == HOMES[who]
    assert client.get(answer.url).status_code in (200, 302)


def test_office_closes_last_month_in_the_first_days(client, cast, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: dt.date(2017, 6, 4))
    client.force_login(cast.clerk)
    assert client.get("/").url == "/hard-account/2017-05/close/"
