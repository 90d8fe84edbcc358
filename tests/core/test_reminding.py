"""The daily digest and the reminders: once, by day, made up for after an outage; and what goes to the messenger."""

import datetime as dt
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import connection

from povertyapp.core import clock, reminding
from povertyapp.core.channels import STYLES, send_digests
from povertyapp.core.models import Notice, ReminderDay, RoleGrant, RuleParameter, User
from povertyapp.core.reminding import Due, DueKind, remind, standing_with
from povertyapp.core.todo import Tab, todos_of
from tests.households.factories import COUNTY, VILLAGE, area_tree, make_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 3, 22)


def at(hour, day=DAY):
    return clock.moment(day, hour)


@pytest.fixture
def dues(monkeypatch):
    """Let one kind of things fall due, as the test says."""
    found = []
    kind = DueKind("visits", "走访", "户", lambda county, today: list(found) if county == COUNTY else [])
    monkeypatch.setattr(reminding, "DUES", {"visits": kind})
    monkeypatch.setattr("povertyapp.core.digests.DUES", {"visits": kind})
    return found


def keys():
    return sorted(Notice.objects.values_list("key", flat=True))


def test_one_digest_a_person_and_day_however_often_it_is_asked(cast, dues):
    dues += [Due(cast.helper.pk, 2), Due(cast.helper.pk, 3), Due(cast.cadre.pk)]
    assert remind(at(9)) == 2
    assert remind(at(9)) == remind(at(15)) == 0
    assert Notice.objects.get(reader=cast.helper).facts == {"visits": {"n": 5, "due": None}}
    assert remind(at(9, DAY + dt.timedelta(days=1))) == 2


def test_the_key_alone_keeps_it_one_when_the_day_is_forgotten(cast, dues):
    dues.append(Due(cast.helper.pk, 2, DAY))
    assert remind(at(9)) == 2
    ReminderDay.objects.all().delete()
    assert remind(at(10)) == 0


@pytest.mark.parametrize(("hour", "told"), [(0, 0), (7, 0), (8, 1), (19, 1), (20, 0), (23, 0)])
def test_nothing_at_night_and_a_missed_morning_is_made_up_for(cast, dues, hour, told):
    dues.append(Due(cast.helper.pk))
    assert remind(at(hour)) == told


def test_the_county_s_hours_decide(cast, dues):
    dues.append(Due(cast.helper.pk))
    RuleParameter.objects.create(
        name="notice.from_hour", area_id=COUNTY, effective_from=dt.date(2017, 1, 1), value=10
    )
    assert remind(at(9)) == 0
    assert remind(at(10)) == 1


@pytest.mark.parametrize(
    ("days", "offset"), [(4, None), (3, "-3"), (2, "-3"), (1, "-1"), (0, "-1"), (-1, "+1"), (-9, "+1")]
)
def test_reminded_before_the_day_and_after_it(cast, dues, days, offset):
    due_on = DAY + dt.timedelta(days=days)
    dues.append(Due(cast.helper.pk, 4, due_on))
    remind(at(9))
    expected = [f"reminder:visits:{due_on}:{offset}"] if offset else []
    assert keys() == [f"digest:{DAY}", *expected]


def test_a_reminder_that_was_missed_comes_late_and_once(cast, dues):
    due_on = DAY + dt.timedelta(days=2)
    dues.append(Due(cast.helper.pk, 1, due_on))
    for days in range(4):
        remind(at(9, DAY + dt.timedelta(days=days)))
    reminders = [key for key in keys() if key.startswith("reminder")]
    assert reminders == [f"reminder:visits:{due_on}:{offset}" for offset in ("+1", "-1", "-3")]


def test_who_wants_no_digest_gets_reminders_only(cast, dues):
    User.objects.filter(pk=cast.helper.pk).update(daily_digest=False)
    dues.append(Due(cast.helper.pk, 1, DAY))
    remind(at(9))
    assert keys() == [f"reminder:visits:{DAY}:-1"]


def test_nobody_without_a_role_today_is_told(cast, dues):
    dues += [Due(cast.helper.pk), Due(cast.cadre.pk), Due(cast.nobody.pk), Due(cast.outsider.pk)]
    User.objects.filter(pk=cast.helper.pk).update(is_active=False)
    RoleGrant.objects.filter(user=cast.cadre).update(to_date=DAY - dt.timedelta(days=1))
    assert remind(at(9)) == 0


def test_places_are_those_of_the_verb_and_the_county(cast):
    found = standing_with("households.change_household", COUNTY, DAY)
    assert found == {
        cast.clerk.pk: [COUNTY],
        cast.township.pk: [VILLAGE[:9]],
        cast.cadre.pk: [VILLAGE],
    }


def test_the_digest_stands_in_to_read_for_its_day(cast, dues):
    dues.append(Due(cast.helper.pk, 12, DAY))
    remind(at(9, clock.today()))
    lines = [item for item in todos_of(cast.helper, Tab.READ) if item.notice]
    assert {(item.kind, item.what) for item in lines} == {
        ("今日提醒", "走访 12 户"),
        ("到期提醒", "走访 12 户"),
    }
    Notice.objects.update(told_at=clock.now() - dt.timedelta(days=1))
    assert [item for item in todos_of(cast.helper, Tab.READ) if item.notice] == []


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_one_moment_tell_once(dues):
    user = make_user("one", "township", area_tree().township)
    dues.append(Due(user.pk))
    told, begun = [], threading.Barrier(2)

    def beat():
        begun.wait()
        told.append(remind(at(9)))
        connection.close()

    beats = [threading.Thread(target=beat) for _each in range(2)]
    for each in beats:
        each.start()
    for each in beats:
        each.join()
    assert sorted(told) == [0, 1]
    assert Notice.objects.count() == 1


@pytest.fixture
def gateway(settings):
    """A messenger's gateway that keeps what it was sent and answers as it is told."""
    messages, answer = [], {"status": 200, "body": b'{"errcode": 0}'}

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self):
            messages.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(answer["status"])
            self.end_headers()
            self.wfile.write(answer["body"])

        def log_message(self, *args):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.NOTICE_WEBHOOK_URL = f"http://127.0.0.1:{server.server_port}/"
    yield messages, answer
    server.shutdown()
    server.server_close()


def digests(*people):
    for person in people:
        facts = {"visits": {"n": 12, "due": None}}
        Notice.objects.create(reader=person, kind="digest", key=f"digest:{DAY}", facts=facts, told_at=at(9))


def test_messenger_gets_a_link_and_nothing_of_anybody(cast, gateway):
    messages, _answer = gateway
    digests(cast.helper, cast.cadre)
    assert send_digests(at(9)) == 2
    assert json.loads(messages[0]) == {
        "touser": "helper|cadre",
        "msgtype": "text",
        "text": {"content": "您有新的待办，请打开 https://fp.example.gov.cn/todo/"},
    }
    assert "12" not in messages[0]
    assert send_digests(at(10)) == 0
    assert len(messages) == 1


def test_dingtalk_wants_it_otherwise():
    assert STYLES["dingtalk"](["a", "b"], "x") == {
        "userid_list": "a,b",
        "msg": {"msgtype": "text", "text": {"content": "x"}},
    }


@pytest.mark.parametrize("answer", [{"status": 500}, {"body": b'{"errcode": 40014}'}, {"body": b"<html>"}])
def test_what_the_gateway_refused_is_sent_again_later(cast, gateway, answer):
    messages, said = gateway
    said.update(answer)
    digests(cast.helper)
    assert send_digests(at(9)) == 0
    said.update(status=200, body=b"{}")
    assert send_digests(at(10)) == 1
    assert len(messages) == 2


def test_nothing_is_sent_at_night_without_a_gateway_or_of_yesterday(cast, gateway, settings):
    messages, _answer = gateway
    digests(cast.helper)
    assert send_digests(at(21)) == send_digests(at(9, DAY + dt.timedelta(days=1))) == 0
    settings.NOTICE_WEBHOOK_URL = ""
    assert send_digests(at(9)) == 0
    assert messages == []
