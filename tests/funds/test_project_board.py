"""The board of projects, its ledger, what looks odd, the to-dos, the panels and the API."""

import datetime as dt
import html
import io
import re
from decimal import Decimal
from functools import partial

import openpyxl
import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from funds.choices.projects import Stage
from funds.models import Benefit, Claim, Project
from povertyapp.core import clock
from povertyapp.core.todo import Tab, named_first, todos_of
from tests.funds.money import make_allotment, make_line
from tests.funds.projects import CLAIM, CONTENT, recorded
from tests.households.factories import cast, make_household
from tests.reading import TOTAL

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 11, 1)
FIGURE = re.compile(r'data-testid="fig-([^"]+)" data-count="(\d+)" href="([^"]+)"')
# stage, days in it, budget; the tenth waits longest in 审核 and is not late there
STANDING = (
    ("applied", 3, 10_000), ("applied", 40, 20_000), ("township_checked", 90, 30_000), ("in_library", 5, 60_000),
    ("in_library", 200, 70_000), ("approved", 300, 80_000), ("procurement", 2, 55_000), ("procurement", 130, 65_000),
    ("procurement", 131, 75_000), ("completed", 1, 40_000), ("reimbursed", 4, 41_000), ("suspended", 9, 42_000),
    ("closed", 50, 43_000), ("rejected", 60, 44_000),
)  # fmt: skip


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(clock.moment(TODAY, 10), tick=False):
        yield


def make(people, stage, days, budget, *homes, **facts):
    """A project from the office's ledger that has stood in its stage for so many days."""
    number = f"XM-2017-B{Project.objects.count():03d}"
    usual = {"number": number, "area": people.places.village, "recorded_from": "2017 年项目台账", **CONTENT}
    usual |= {"name": f"项目{number[-3:]}", "county": people.places.county, "budget": Decimal(budget)}
    since = TODAY - dt.timedelta(days=days)
    project = Project.objects.create(**{**usual, "stage": stage, "stage_since": since, **facts})
    for home in homes:
        Benefit.objects.create(project=project, household=home, area_id=home.area_id, what="苗木", amount=800)
    return project


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(clock.moment(TODAY, 9)):
        people = cast()
        people.home = make_household(answered_by=people.helper)
        people.made = [make(people, *facts, people.home) for facts in STANDING]
        people.built = recorded(people, people.home, name="路", stage_since=TODAY - dt.timedelta(days=80))
        yield people
        transaction.set_rollback(True)


@pytest.fixture
def clerk(world, client):
    client.force_login(world.clerk)
    return client


def test_each_column_says_count_money_median_and_who_is_late(world, clerk):
    answer = clerk.get(reverse("funds:project_board"))
    heads = {column.key: column for column, _url in answer.context["columns"]}
    assert {key: column.count for key, column in heads.items() if column.count} == {
        "apply": 2, "check": 1, "approval": 3, "procurement": 3, "progress": 1, "completion": 1, "handover": 1,
        "suspended": 1,
    }  # fmt: skip
    assert (heads["procurement"].amount, heads["procurement"].days) == (Decimal(195_000), 130)
    assert heads["apply"].days == 22  # halfway between 3 and 40 days, to the even day
    assert heads["approval"].late == 1  # what waits in the library has no limit
    assert (heads["procurement"].late, heads["procurement"].stuck) == (2, 2)
    assert heads["progress"].late == 1  # its contract ended in August
    assert [(label, count) for label, count, _url, _stage in answer.context["over"]] == [
        ("已办结", 1),
        ("不予立项", 1),
    ]
    assert answer.context["total"].count == 13


def test_the_longest_red_card_stands_first_and_leads_to_its_next_step(world, clerk):
    answer = clerk.get(reverse("funds:project_board"))
    cards = {column.key: column.cards for column, _url in answer.context["columns"]}
    assert [card.days for card in cards["approval"]] == [300, 200, 5]
    assert [bool(card.days_over) for card in cards["procurement"]] == [True, True, False]
    first = cards["approval"][0]
    page = answer.content.decode()
    link = reverse("funds:project_stage", args=[first.project.number, Stage.PLAN_PUBLICITY])
    assert f'<a class="btn btn-primary" href="{link}">进入下一阶段' in page
    other = reverse("funds:project_stage", args=[cards["apply"][0].project.number, Stage.TOWNSHIP_CHECKED])
    assert f'<a class="btn" href="{other}">进入下一阶段' in page  # the township's step
    assert "带动 1 户" in page
    assert "覃支书" in page
    assert "等 老茶村 办" in page


@pytest.mark.parametrize(
    "query",
    ["", "?show=bottleneck", "?days=100", "?amount=60000&kind=infrastructure", "?township=422827100", "?show=doubled"],
)  # fmt: skip
def test_every_figure_of_the_board_is_a_list_of_so_many(world, clerk, query):
    page = html.unescape(clerk.get(reverse("funds:project_board") + query).content.decode())
    found = FIGURE.findall(page)
    assert len(found) >= 6
    for name, count, url in found:
        assert TOTAL.search(clerk.get(url).content.decode())[1] == count, (name, url)


def test_the_board_asks_few_queries_however_many_projects(world, clerk, django_assert_max_num_queries):
    for stage in ("applied", "procurement"):
        for number in range(9):
            make(world, stage, 20 + number, 1000)
    with django_assert_max_num_queries(6):
        answer = clerk.get(reverse("funds:project_board"))
    column = next(column for column, _url in answer.context["columns"] if column.key == "procurement")
    assert (column.count, len(column.cards), column.more) == (12, 6, 6)


def test_a_stranger_sees_an_empty_board_and_htmx_gets_the_board_alone(world, client):
    client.force_login(world.outsider)
    answer = client.get(reverse("funds:project_board"), headers={"HX-Request": "true"})
    assert answer.context["total"].count == 0
    assert "项目000" not in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert client.get(reverse("funds:projects_xlsx")).status_code == 302


def test_the_ledger_has_sums_to_click(world, clerk):
    line = make_line(world.finance, world.places.county, "900000", integrated="900000")
    make_allotment(world.finance, line, world.built, "50000")
    answer = clerk.get(reverse("funds:projects_xlsx") + "?show=running")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet["A1"].value == "老茶村扶贫项目台账"
    rows = list(sheet.iter_rows(7, 6 + 13, values_only=True))
    assert sheet["L6"].value == "=SUM(L7:L19)"
    assert sheet["A6"].value == "合计"
    road = next(row for row in rows if row[1] == world.built.number)
    assert [float(value or 0) for value in road[11:17]] == [8, 8, 7.6, 5, 0, 0]
    assert road[21] == "施工"
    assert road[10] == 1
    assert road[24] == "老茶村"
    assert sum(row[11] for row in rows) == pytest.approx(66.8)
    assert "筛选条件:办理情况=在办" in sheet["A21"].value


def test_what_looks_odd_is_shown_with_all_sides(world, clerk, django_assert_max_num_queries):
    homes = [make_household(area=world.places.village) for _each in range(2)]
    pair = [make(world, "approved", 9, 50_000, *homes, kind="water", name=f"水池{n}") for n in range(2)]
    Benefit.objects.create(
        project=pair[0], household=world.home, area_id=world.home.area_id, what="水", amount=1
    )
    homes += [world.home, *[make_household(area=world.places.village) for _each in range(9)]]
    Benefit.objects.exclude(project__in=pair).update(amount=1)
    even = make(world, "approved", 9, 20_000, *homes, kind="education", name="户户有份")
    with django_assert_max_num_queries(7):
        answer = clerk.get(reverse("funds:project_flags"))
    page = html.unescape(answer.content.decode())
    assert all(project.number in page for project in pair)
    flagged = answer.context["flagged"]
    flag = next(flag for flag in flagged.doubled_together if flag.first == pair[0])
    assert flag.projects == pair
    assert flag.homes == homes[:2]
    assert any(flag.projects == pair and flag.amount == 100_000 for flag in flagged.split_together)
    assert [(project, row["n"], row["homes"]) for project, row in flagged.even_rows] == [(even, 12, 12)]
    for name, count, url in FIGURE.findall(page):
        assert TOTAL.search(clerk.get(url).content.decode())[1] == count, name


def test_whoever_owes_the_next_step_is_told_and_nobody_else(world):
    def told(user):
        return {todo.what for todo in todos_of(user, Tab.DO) if todo.kind == "项目"}

    name = {project.stage: project.name for project in world.made}
    assert told(world.leader) == {"项目003", "项目004"}
    assert told(world.township) == {"项目000", "项目001"}
    assert name["township_checked"] in told(world.clerk)
    assert name["procurement"] not in told(world.clerk)
    assert name["procurement"] in told(world.cadre)
    assert "路" in told(world.cadre)
    assert not told(world.outsider) | told(world.helper) | told(world.finance)
    first = next(todo for todo in todos_of(world.cadre, Tab.DO) if todo.kind == "项目")
    assert (first.what, first.state) == ("路", "bad")


def test_of_many_projects_the_first_are_named_and_the_rest_lead_to_their_list(world, client, monkeypatch):
    every = [todo for todo in todos_of(world.clerk, Tab.DO) if todo.kind == "项目"]
    monkeypatch.setattr("funds.todo.projects.named_first", partial(named_first, most=1))
    named, rest = [todo for todo in todos_of(world.clerk, Tab.DO) if todo.kind == "项目"]
    assert (named, rest.count) == (every[0], len(every) - 1)
    client.force_login(world.clerk)
    assert TOTAL.search(client.get(rest.url).content.decode())[1] == str(len(every))


def test_a_claim_comes_to_whoever_decides_and_then_to_whoever_pays(world):
    def told(user):
        return [todo.why for todo in todos_of(user, Tab.DO) if todo.kind == "报账"]

    days = {"handed_in_on": TODAY, "claimed_on": TODAY, "due_on": TODAY}
    facts = {**CLAIM, **days, "kind": "advance", "number": 1, "amount": 1000, "claimed_by": world.township}
    claim = Claim.objects.create(project=world.built, **facts)
    assert told(world.clerk) == told(world.finance) == ["乡镇报账，等县里审核"]
    Claim.objects.filter(pk=claim.pk).update(state="passed", decided_by=world.clerk, decided_on=TODAY)
    assert told(world.finance) == ["已审核，等支付"]
    assert not told(world.clerk) + told(world.township)


def test_the_village_shows_its_projects_and_the_household_what_it_gets(world, clerk, client):
    page = clerk.get(reverse("funds:place_projects", args=[world.places.village.code])).content.decode()
    assert 'data-testid="fig-place-running" data-count="13"' in page
    client.force_login(world.helper)
    page = client.get(reverse("funds:benefit_panel", args=[world.home.household_no])).content.decode()
    assert "项目007" in page
    assert "800.00" in page
    other = make_household(area=world.places.village)
    assert client.get(reverse("funds:benefit_panel", args=[other.household_no])).status_code == 404


def test_projects_and_benefits_are_read_by_the_api(world, clerk):
    found = clerk.get(reverse("funds:api-project-list") + "?column=procurement").json()
    assert {row["stage"] for row in found["results"]} == {"procurement"}
    assert len(found["results"]) == 3
    assert found["results"][0]["households"] == 1
    assert found["results"][0]["budget"] == "55000.00"
    number = world.built.number
    assert clerk.get(reverse("funds:api-project-detail", args=[number])).json()["limit_on"] == "2017-08-03"
    benefits = clerk.get(reverse("funds:api-benefit-list") + f"?project={number}").json()["results"]
    assert [(row["household_no"], row["amount"]) for row in benefits] == [(world.home.household_no, "800.00")]
    assert clerk.post(reverse("funds:api-project-list"), {}).status_code in (403, 405)
