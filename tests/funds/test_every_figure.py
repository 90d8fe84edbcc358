"""Every page of funds that a reader comes to by its links: no link is dead, and every figure is as long as its list."""

import re
from collections import Counter
from urllib.parse import parse_qsl

import pytest
from django.db import transaction
from django.urls import resolve, reverse

from tests.funds.development import development_of_the_world
from tests.funds.lending import loans_of_the_world
from tests.funds.money import money_of_the_world
from tests.funds.notices import notices_of_the_world
from tests.funds.projects import projects_of_the_world
from tests.funds.relocating import BEGIN as BEGAN
from tests.funds.relocating import make_home, moved, movers, on_the_way
from tests.reading import TOTAL, figures_on, total_of

pytestmark = pytest.mark.django_db
BEGIN = ("overview", "flow", "project_board", "project_flags", "notices", "loans", "relocations", "special_areas",
         "whole_villages", "societies", "donations")  # fmt: skip
OURS = re.compile(r'<a\b[^>]*\bhref="((?:/funds/|/projects/)[^"#]*)"')
FILES = re.compile("export|xlsx|paper$|file")
EACH = 1  # pages of one kind


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        people = movers()
        home = make_home(people)
        for of_the_world in (money_of_the_world, projects_of_the_world, loans_of_the_world):
            of_the_world(people, home)
        moved(people, home, people.plan, BEGAN)
        notices_of_the_world(people), development_of_the_world(people)
        on_the_way(people, "key_handed")
        yield people
        transaction.set_rollback(True)


def pages_of(client):
    """Yield (address, page) of what is reached by links, a few of each kind; a dead link is an AssertionError."""
    waiting = [
        url for url in (reverse(f"funds:{name}") for name in BEGIN) if client.get(url).status_code != 403
    ]
    seen, kinds = set(), Counter()
    while waiting:
        url = waiting.pop(0)
        kind = resolve(url.partition("?")[0]).view_name
        if url in seen or kinds[kind] == EACH or FILES.search(kind):
            continue
        seen.add(url)
        kinds[kind] += 1
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        shown = answer.content.decode()
        yield url, shown
        waiting += [href.replace("&amp;", "&") for href in OURS.findall(shown[shown.index("<main") :])]


def kind_of(where):
    """Return what a list is asked for: its path, the names of its conditions, and what stands for a word among them."""
    path, _mark, query = where.partition("?")
    said = parse_qsl(query)
    return path, frozenset(name for name, _v in said), frozenset(v for _n, v in said if v.isalpha())


@pytest.mark.task("T02")
@pytest.mark.parametrize(("who", "least"), [("finance", 30), ("clerk", 40), ("township", 30)])
def test_every_figure_of_every_page_is_as_long_as_its_list(people, client, who, least):
    client.force_login(getattr(people, who))
    wrong, pages = [], list(pages_of(client))
    lengths = {url: int(found[1]) for url, shown in pages if (found := TOTAL.search(shown))}
    kinds = set()
    for url, shown in pages:
        for name, (count, where) in figures_on(shown, url).items():
            if where not in lengths and kind_of(where) in kinds:
                continue
            kinds.add(kind_of(where))
            if where not in lengths:
                lengths[where] = total_of(client, where)
            if lengths[where] != count:
                wrong.append((url, name, count, lengths[where], where))
    assert wrong == []
    assert (len(pages), len(lengths)) > (least, 20)
