"""The pages of projects: the list with who is to act, one project, its steps and papers as forms, claims."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funds.choices.projects import Stage
from funds.flags import same_amount, split_projects
from funds.models import Benefit, Project
from funds.services import projects as desk
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.roles import Role
from povertyapp.core.todo import Tab, todos_of
from tests.funds.projects import CONTRACT, Walk, day, recorded
from tests.households.factories import COUNTY, cast, make_household, make_user

pytestmark = pytest.mark.django_db
BARE = {"members": 1, "income": False, "living": False, "forms": False}


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield cast()
        transaction.set_rollback(True)


def page(client, user, url, /, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"funds:{url}", args=args), query)


def send(client, user, url, /, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"funds:{url}", args=args), data)


def queries(client, user, name, *args):
    page(client, user, name, *args)
    with CaptureQueriesContext(connection) as found:
        assert page(client, user, name, *args).status_code == 200
    return len(found)


def test_the_list_says_what_is_stuck_and_who_has_to_act(client, people):
    stuck = recorded(people, name="卡住的路")
    recorded(people, name="已入库的路", stage=Stage.IN_LIBRARY)
    text = page(client, people.clerk, "project_list", show="blocked").content.decode()
    assert "卡住的路" in text
    assert "已入库的路" not in text
    assert (f"超 {(clock.today() - day(150)).days} 天" in text, "老茶村" in text) == (True, True)
    assert page(client, people.outsider, "project", stuck.number).status_code == 404


def test_pages_ask_no_more_for_more_rows(client, people):
    home = make_household(area=people.places.village, **BARE)
    project = recorded(people, home)
    before = (
        queries(client, people.clerk, "project_list"),
        queries(client, people.clerk, "project", project.number),
    )
    for _each in range(3):
        recorded(people, make_household(area=people.places.village, **BARE), name="另一条路", year=2016)
        other = make_household(area=people.places.village, **BARE)
        Benefit.objects.create(project=project, household=other, area_id=other.area_id, what="路", amount=1)
    after = (
        queries(client, people.clerk, "project_list"),
        queries(client, people.clerk, "project", project.number),
    )
    assert after == before


def test_a_draft_becomes_an_application_on_the_pages(client, people):
    home = make_household(area=people.places.village, **BARE)
    shown = page(client, people.cadre, "project_add").content.decode()
    assert "老茶村" in shown
    facts = {
        "area": people.places.village.pk, "name": "新修水池", "year": 2017, "kind": "water", "nature": "new",
        "budget": "50000", "uses": ["works"],
    }  # fmt: skip
    assert send(client, people.cadre, "project_add", **facts).status_code == 302
    project = Project.objects.get(name="新修水池")
    step = {"seen_step": 0, "on": clock.today().isoformat()}
    refused = send(client, people.cadre, "project_stage", project.number, "applied", **step)
    assert refused.status_code == 400
    assert "没有绩效目标，不予入库" in refused.content.decode()
    whole = Walk(people).content | {"name": "新修水池", "budget": "50000", "uses": ["works"]}
    whole = {name: content for name, content in whole.items() if content is not None}
    assert send(client, people.cadre, "project_edit", project.number, **whole).status_code == 302
    gains = {"numbers": home.household_no, "what": "饮水", "amount": "100"}
    assert send(client, people.cadre, "project_benefits_add", project.number, **gains).status_code == 302
    assert send(client, people.cadre, "project_stage", project.number, "applied", **step).status_code == 302
    assert send(client, people.cadre, "project_stage", project.number, "applied", **step).status_code in (
        400,
        409,
    )
    project.refresh_from_db()
    assert project.stage == Stage.APPLIED


def test_a_step_that_is_not_his_is_told_before_he_begins(client, people):
    walk = Walk(people)
    walk.to(Stage.COMPLETED)
    text = page(client, people.cadre, "project_stage", walk.project.number, "accepted").content.decode()
    assert "这一步不由您办" in text
    answer = send(
        client, people.cadre, "project_stage", walk.project.number, "accepted", seen_step=walk.now.step,
        on=day(151).isoformat(),
    )  # fmt: skip
    assert answer.status_code == 403
    sheet = page(client, people.clerk, "project_paper", walk.project.number, "acceptance")
    assert "逐一验收数" in sheet.content.decode()


def test_the_county_decides_a_claim_on_its_page(client, people):
    walk = Walk(people)
    walk.to(Stage.CONTRACTED)
    claim = walk.claim("advance", "10000", 57)
    args = (walk.project.number, claim.number)
    assert "审核通过" not in page(client, people.township, "claim", *args).content.decode()
    on = {"on": day(58).isoformat()}
    back = send(client, people.clerk, "claim", *args, give_back="1", **on)
    assert back.status_code == 400
    assert send(client, people.clerk, "claim", *args, decision="同意", **on).status_code == 302
    claim.refresh_from_db()
    assert claim.state == "passed"
    shown = page(client, people.clerk, "project", walk.project.number).content.decode()
    assert all(word in shown for word in ("招标采购", "10,000.00", "公开招标", "村民评议"))


def test_the_same_amount_to_every_household_is_flagged(client, people):
    """CB1-15: all registered households of the village, each the same; one amount that differs ends it."""
    area = people.places.next_village
    homes = [make_household(area=area, **BARE) for _each in range(10)]
    value = Parameters(COUNTY, clock.today())
    cadre = make_user("cadre_next", Role.CADRE, area)
    equal = recorded(SimpleNamespace(places=people.places, cadre=cadre), area=area, name="平均分的补助")
    for home in homes:
        Benefit.objects.create(project=equal, household=home, area_id=area.pk, what="补助", amount=500)
    assert set(same_amount(Project.objects.all(), value)) == {equal}
    assert "平均分的补助" in page(client, people.clerk, "project_list", show="same_amount").content.decode()
    equal.benefits.first().delete()
    assert not same_amount(Project.objects.all(), value).exists()


def test_one_work_in_pieces_below_the_limit_is_flagged(people):
    """LN-32: two works of a village, of one kind and year, that reach the limit together and were not tendered."""
    value = Parameters(COUNTY, clock.today())
    facts = {"kind": "water", "budget": Decimal("60000"), "approved_amount": Decimal("60000")}
    first = recorded(people, **facts)
    assert not split_projects(Project.objects.all(), value).exists()
    second = recorded(people, **facts, name="老茶村产业路二期")
    assert set(split_projects(Project.objects.all(), value)) == {first, second}
    desk.record_procurement(
        by=people.cadre,
        project=second,
        mode="open",
        bidders=3,
        winner="公司",
        paper="档案",
        opened_on=day(61),
    )
    assert not split_projects(Project.objects.all(), value).exists()


def test_todo_brings_the_next_step_to_whoever_takes_it(people):
    walk = Walk(people, name="等人办的路").skip("contract")
    walk.to(Stage.PROCUREMENT)
    walk.tender()
    desk.record_contract(
        by=people.cadre,
        project=walk.now,
        **{**CONTRACT, "signed_on": day(55), "starts_on": day(60), "ends_on": day(150)},
    )

    def lines(user):
        return {
            (str(line.kind), line.what) for line in todos_of(user, Tab.DO) if walk.project.name in line.what
        }

    assert lines(people.cadre) == {("项目", "等人办的路")}
    assert lines(people.township) == {("合同", "等人办的路")}
    desk.agree_contract(by=people.township, project=walk.now, on=day(56))
    walk.sign()
    claim = walk.claim("advance", "1000", 57)
    assert lines(people.clerk) == {("报账", f"等人办的路 {claim}")}
    assert not lines(people.outsider)
    assert not lines(people.supervisor)
