"""待办: its tabs, groups and filters, and that a notice is its reader's alone."""

import datetime as dt
from functools import partial

import pytest
import time_machine
from django.db.models.functions import Length
from django.urls import reverse

from povertyapp.core import clock, todo
from povertyapp.core.models import Area, Notice
from povertyapp.core.notices import KINDS, put_away, sweep_notices, tell
from povertyapp.core.reading import counted
from povertyapp.core.todo import Tab, Todo

pytestmark = pytest.mark.django_db
URL = reverse("core:todo")
TODAY = dt.date(2017, 3, 22)  # a Wednesday


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel("2017-03-22 12:00+08:00", tick=False):
        yield


def line(what, due=None, **more):
    return Todo(
        kind=more.pop("kind", "事"), what=what, why="因为", url=f"/{what}/", action="去办", due=due, **more
    )


@pytest.fixture
def lines(monkeypatch):
    """Let 待办 hold lines of this test only."""
    found = {tab: [] for tab in Tab}
    monkeypatch.setattr(todo, "SOURCES", {tab: [lambda user, tab=tab: found[tab]] for tab in Tab})
    return found


def groups(client, query=""):
    page = client.get(f"{URL}{query}")
    return {str(label): [item.what for item in items] for label, items in page.context["groups"]}


def day(number):
    return TODAY + dt.timedelta(days=number)


def test_what_sources_ask_for_is_one_query_a_turn(cast, monkeypatch, django_assert_num_queries):
    def names(tab, user):
        places = yield Area.objects.order_by("pk")[:2]
        [counts] = yield counted(Area.objects.filter(parent__in=[place.pk for place in places]))
        yield line(f"{tab} {places[0].name} {counts['n']}")

    def nobody(user):
        yield line("before")
        for place in (yield Area.objects.filter(pk="nowhere")):
            yield line(place.name)

    sources = {tab: [partial(names, tab), nobody] for tab in (Tab.DO, Tab.READ)}
    monkeypatch.setattr(todo, "SOURCES", sources)
    first = Area.objects.order_by("pk")[:2]
    below = Area.objects.filter(parent__in=[place.pk for place in first]).count()
    with django_assert_num_queries(2):
        found = todo.todos_by_tab(cast.clerk, (Tab.DO, Tab.READ))
    assert {tab: [item.what for item in items] for tab, items in found.items()} == {
        tab: [f"{tab} {first[0].name} {below}", "before"] for tab in (Tab.DO, Tab.READ)
    }
    assert todo.todos_of(cast.clerk, Tab.DO, without=(sources[Tab.DO][0],))[0].what == "before"


@pytest.mark.parametrize(("most", "told"), [(2, ["{0}", "{1}", "and 1"]), (3, ["{0}", "{1}", "{2}"])])
def test_the_first_of_many_are_named_and_the_others_are_one_line(cast, monkeypatch, most, told):
    named = list(Area.objects.order_by("pk").values_list("name", flat=True)[:3])

    def places(user):
        three = Area.objects.filter(name__in=named).annotate(unused=Length("name")).order_by("pk")
        yield from todo.named_first(three, lambda place: line(place.name), lambda n: line(f"and {n}"), most)

    monkeypatch.setattr(todo, "SOURCES", {Tab.DO: [places]})
    assert [item.what for item in todo.todos_of(cast.clerk, Tab.DO)] == [each.format(*named) for each in told]


def test_lines_stand_under_their_deadline(client, cast, lines):
    client.force_login(cast.clerk)
    lines[Tab.DO] += [
        line("later", day(5)),
        line("sunday", day(4)),
        line("today", TODAY),
        line("yesterday", day(-1)),
        line("whenever"),
        line("back", day(30), is_returned=True),
    ]
    assert groups(client) == {
        "已过期": ["yesterday"],
        "今天到期": ["today"],
        "退回给我": ["back"],
        "本周": ["sunday"],
        "之后": ["later", "whenever"],
    }


def test_first_line_has_the_page_s_button_and_each_line_one(client, cast, lines):
    client.force_login(cast.clerk)
    lines[Tab.DO] += [line("one", TODAY), line("two", TODAY)]
    text = client.get(URL).content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    assert main.count('class="btn btn-primary"') == 1
    assert main.index("btn-primary") < main.index("/two/")
    assert main.count('<a class="btn') == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?kind=走访", {"a"}),
        ("?due=overdue", {"b"}),
        ("?due=none", {"c"}),
        ("?area=422827100", {"a", "b"}),
        ("?area=422827100&kind=走访", {"a"}),
        ("?kind=没有", set()),
    ],
)
def test_filters_by_kind_deadline_and_place(client, cast, lines, query, expected):
    client.force_login(cast.clerk)
    lines[Tab.DO] += [
        line("a", TODAY, kind="走访", area="422827100204"),
        line("b", day(-3), area="422827100"),
        line("c"),
    ]
    page = client.get(URL + query)
    assert {item.what for _label, items in page.context["groups"] for item in items} == expected
    assert [choice["name"] for choice in page.context["choices"]] == ["kind", "due", "area"]
    assert ("422827100204", "老茶村") in page.context["choices"][2]["choices"]


def test_only_what_one_can_act_on_is_counted(client, cast, lines):
    client.force_login(cast.clerk)
    lines[Tab.DO].append(line("one"))
    lines[Tab.READ] += [line("two"), line("three")]
    lines[Tab.DONE].append(line("four"))
    assert client.get(reverse("core:todo_count")).content == b"1"
    tabs = client.get(URL).context["tabs"]
    assert [(str(tab["label"]), tab["count"]) for tab in tabs] == [
        ("待办", 1),
        ("待阅", 2),
        ("已办", None),
        ("我发起", None),
    ]


def test_what_has_happened_stands_newest_first(client, cast, lines):
    client.force_login(cast.clerk)
    lines[Tab.DONE] += [line("old", on=day(-9)), line("new", on=TODAY)]
    assert groups(client, "?tab=done") == {"": ["new", "old"]}


@pytest.mark.parametrize("tab", [*Tab, "nonsense"])
def test_an_empty_tab_says_so(client, cast, lines, tab):
    client.force_login(cast.clerk)
    assert "empty-box" in client.get(f"{URL}?tab={tab}").content.decode()


def remind(*readers, key="a", told_at=None):
    tell(readers=[reader.pk for reader in readers], kind="said", key=key)
    if told_at:
        Notice.objects.filter(key=key).update(told_at=told_at)


@pytest.fixture
def said(monkeypatch):
    """A kind of notices that says its key."""
    monkeypatch.setitem(KINDS, "said", lambda notice: line(notice.key))


def test_a_notice_is_told_once_and_to_its_reader_alone(client, cast, said):
    assert tell(readers=[cast.clerk.pk, cast.clerk.pk, None], kind="said", key="a") == 1
    assert tell(readers=[cast.clerk.pk, cast.township.pk], kind="said", key="a") == 1
    client.force_login(cast.clerk)
    assert "/a/" in client.get(f"{URL}?tab=read").content.decode()
    client.force_login(cast.supervisor)
    assert "/a/" not in client.get(f"{URL}?tab=read").content.decode()


def test_notices_are_put_away_together_and_others_stay(client, cast, said):
    remind(cast.clerk, cast.township)
    remind(cast.clerk, key="b")
    remind(cast.clerk, key="c")
    mine = {one.key: one.pk for one in Notice.objects.filter(reader=cast.clerk)}
    others = Notice.objects.get(reader=cast.township).pk
    client.force_login(cast.clerk)
    ticked = {"notice": [mine["a"], mine["b"], others, "x"]}
    answer = client.post(reverse("core:notices_put_away"), ticked, follow=True)
    assert "已收起 2 条。" in answer.content.decode()
    text = client.get(f"{URL}?tab=read").content.decode()
    assert ("/a/" in text, "/b/" in text, "/c/" in text) == (False, False, True)
    assert Notice.objects.get(pk=others).put_away_at is None
    assert put_away(by=cast.clerk, ids=[others]) == 0


def test_nothing_ticked_is_told(client, cast):
    client.force_login(cast.clerk)
    answer = client.post(reverse("core:notices_put_away"), follow=True)
    assert "请先勾选" in answer.content.decode()


def test_old_notices_are_swept(cast, said):
    remind(cast.clerk, key="old", told_at=clock.now() - dt.timedelta(days=61))
    remind(cast.clerk, key="new", told_at=clock.now() - dt.timedelta(days=59))
    assert sweep_notices() == 1
    assert Notice.objects.get().key == "new"


def test_digest_is_turned_off_and_on_again(client, cast):
    client.force_login(cast.helper)
    url = reverse("core:prefs")
    assert "checked" in client.get(url).content.decode()
    assert client.post(url, {}).url == url
    cast.helper.refresh_from_db()
    assert not cast.helper.daily_digest
    assert "已保存" in client.get(url).content.decode()
    client.post(url, {"daily_digest": "on"})
    cast.helper.refresh_from_db()
    assert cast.helper.daily_digest
