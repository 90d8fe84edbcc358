"""The pages of relocation: the list, one case and its steps, sites, places, the curve, the workbook."""

import datetime as dt
import io

import openpyxl
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from funds.models import RelocationCase, RelocationListed, RelocationPlace, RelocationPlan, RelocationSite
from funds.noticed import entries_of
from funds.services.relocation import list_household, set_plan, withdraw_case
from povertyapp.core.todo import Tab, todos_of
from tests.funds.relocating import BEGIN, make_home, moved, movers, on_the_way, picture
from tests.reading import figures_on, total_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    return movers()


@pytest.fixture
def desk(client, people):
    """Let somebody sign in: `desk("township")` is his client."""

    def sign_in(name):
        client.force_login(getattr(people, name))
        return client

    return sign_in


def figure(page, name):
    return int(page.content.decode().split(f'data-testid="fig-{name}" data-count="')[1].split('"')[0])


def total(page):
    return int(page.content.decode().split('data-testid="total" data-count="')[1].split('"')[0])


def test_every_chip_leads_to_as_many_relocations(people, desk):
    on_the_way(people, "agreed")
    moved(people, make_home(people), people.plan, BEGIN)
    case, _way = on_the_way(people, "site_assigned")
    client = desk("clerk")
    page = client.get(reverse("funds:relocations"))
    for name in ("open", "overdue", "keyed", "living", "closed", "withdrawn", "all"):
        query = {} if name == "all" else {"show": name}
        found = client.get(reverse("funds:relocations"), query)
        assert total(found) == figure(page, f"relocations-{name}"), name
    assert figure(page, "relocations-overdue") == 2  # by now: the agreement's days, and the year to remove
    assert total(client.get(reverse("funds:relocations"), {"site": people.site.code})) == 1
    assert total(client.get(reverse("funds:relocations"), {"township": people.places.township.pk})) == 3
    assert total(client.get(reverse("funds:relocations"), {"q": case.no})) == 1


def test_queries_do_not_grow_with_rows(people, desk, django_assert_max_num_queries):
    for _each in range(3):
        moved(people, make_home(people), people.plan, BEGIN)
    client = desk("clerk")
    for name in ("relocations", "relocation_sites", "relocation_curve"):
        with django_assert_max_num_queries(9):
            client.get(reverse(f"funds:{name}"))


def test_a_relocation_goes_its_way_by_pages(people, desk):
    home = make_home(people)
    client = desk("township")
    facts = {"household": home.household_no, "reason": "hazard", "on": "2017-01-10"}
    assert client.post(reverse("funds:relocation_add"), facts).status_code == 302
    case = RelocationCase.objects.get()
    url = reverse("funds:relocation_step", args=[case.no, "agreed"])
    assert 'name="paper"' in client.get(url).content.decode()
    wrong = client.post(url, {"seen_step": 0, "paper": "档案室", "on": "2017-01-11"})
    assert (wrong.status_code, "建新必拆旧" in wrong.content.decode()) == (400, True)
    right = {"seen_step": 0, "paper": "档案室", "agrees_demolition": "on", "on": "2017-01-11"}
    assert client.post(url, right).status_code == 302
    assert client.post(url, right).status_code in (400, 409)
    locked = client.get(reverse("funds:relocation_step", args=[case.no, "planned"]))
    assert "这一步不由您办" in locked.content.decode()
    assert client.get(reverse("funds:relocation_step", args=[case.no, "flown"])).status_code == 404
    page = client.get(case.get_absolute_url()).content.decode()
    assert "县扶贫办" in page
    assert "档案室" in page


def test_a_picture_is_asked_for_and_kept(people, desk):
    case, way = on_the_way(people, "site_assigned")
    client = desk("township")
    url = reverse("funds:relocation_step", args=[case.no, "building"])
    facts = {"seen_step": case.step, "self_paid": "10001", "on": str(way.on), "image": picture()}
    said = client.post(url, facts).content.decode()
    assert "每户自筹不超过 10,000.00 元" in said
    assert client.post(url, facts | {"self_paid": "8000", "image": picture()}).status_code == 302
    assert "开工照片" in client.get(case.get_absolute_url()).content.decode()


def test_a_site_is_linked_for_those_who_may_open_it(people, desk):
    case, _way = on_the_way(people, "site_assigned")
    url = people.site.get_absolute_url()
    for name in ("township", "cadre"):  # the site is the township's; the village reads its name
        page = desk(name).get(case.get_absolute_url()).content.decode()
        assert people.site.name in page
        assert (url in page) == (desk(name).get(url).status_code == 200) == (name == "township")


def test_a_picture_is_linked_for_those_who_may_open_it(people, desk):
    case, _way = on_the_way(people, "building")
    for name in (
        "cadre",
        "helper",
    ):  # whoever answers for the household reads of the picture that its village keeps
        page = desk(name).get(case.get_absolute_url()).content.decode()
        assert "开工照片" in page
        url = case.start_image.get_absolute_url()
        assert (url in page) == (desk(name).get(url).status_code == 200) == (name == "cadre")


def test_a_list_of_keys_is_proposed_for_its_notice(people):
    case, _way = on_the_way(people, "accepted")
    (entry,) = entries_of(lambda model: model.objects.all(), "site", people.site.code, "keys")
    assert (entry.name, entry.subject_code, "99.5 平方米" in entry.item) == (
        case.household.head_name, case.no, True,
    )  # fmt: skip


def test_sites_places_and_plans_are_kept_by_pages(people, desk):
    client = desk("clerk")
    site = {
        "area": people.places.township.pk, "name": "新城", "households": 9, "estimate": "900000", "on": "2017-01-02",
    }  # fmt: skip
    assert client.post(reverse("funds:relocation_site_add"), site).status_code == 302
    made = RelocationSite.objects.get(name="新城")
    moves = reverse("funds:relocation_site_move", args=[made.code])
    assert client.post(moves, {"to": "not_started", "on": "2017-02-01"}).status_code == 302
    report = reverse("funds:relocation_site_report", args=[made.code])
    late = {"invested": "1", "progress": 0, "delay_reason": "coordination", "delay_note": "用地没谈妥"}
    assert client.post(report, late).status_code == 302
    assert "协调难度大" in client.get(reverse("funds:relocation_sites")).content.decode()
    place = {"area": people.places.next_village.pk, "reason": "ecology", "document": "文", "on": "2017-01-02"}
    assert client.post(reverse("funds:relocation_place_add"), place).status_code == 302
    listed = RelocationPlace.objects.get(reason="ecology")
    assert (
        client.post(reverse("funds:relocation_place_end", args=[listed.pk]), {"on": "2017-02-02"}).status_code
        == 302
    )
    plan = {
        "area": people.places.other_township.pk, "year": 2017, "households": 2, "persons": 7, "begins_on": "2017-03-01",
        "due_on": "2017-10-30", "document": "文", "points": "2017-03 1户 3人\n2017-10 2户 7人",
    }  # fmt: skip
    wrong = client.post(reverse("funds:relocation_plan_add"), plan | {"points": "三月一户"})
    assert "第 1 行看不懂" in wrong.content.decode()
    assert client.post(reverse("funds:relocation_plan_add"), plan).status_code == 302
    row = RelocationPlan.objects.get(area=people.places.other_township)
    assert row.targets.count() == 2
    home = make_home(people, area=people.places.other_village)
    entry = {"number": home.household_no, "persons": 3, "reason": "hazard"}
    assert client.post(reverse("funds:relocation_list", args=[row.code]), entry).status_code == 302
    assert RelocationListed.objects.get(household=home).plan == row
    assert str(home) in client.get(row.get_absolute_url()).content.decode()


def test_the_curve_shows_moved_in_and_keys_and_leads_to_the_rows(people, desk):
    moved(people, make_home(people), people.plan, dt.date(2017, 2, 10))
    on_the_way(people, "key_handed")
    client = desk("clerk")
    page = client.get(reverse("funds:relocation_curve"), {"year": 2017})
    text = page.content.decode()
    assert text.count("<polyline") == 3
    code = people.plan.code
    assert (figure(page, f"moved-{code}"), figure(page, f"keyed-{code}")) == (1, 2)
    query = {"area": people.places.township.pk, "year": 2017}
    assert total(client.get(reverse("funds:relocations"), query | {"show": "living"})) == 1
    assert total(client.get(reverse("funds:relocations"), query | {"show": "keyed"})) == 2


def test_the_register_leaves_in_the_office_frame_with_sums(people, desk):
    case = moved(people, make_home(people), people.plan, BEGIN)
    made = desk("clerk").get(reverse("funds:relocations_xlsx"), {"show": "living"})
    sheet = openpyxl.load_workbook(
        io.BytesIO(b"".join(made.streaming_content) if made.streaming else made.content)
    )
    cells = [cell.value for row in sheet.active.iter_rows() for cell in row]
    assert case.no in cells
    assert any(str(cell).startswith("=SUM(H") for cell in cells)


def test_the_panel_of_a_household_leads_to_its_relocation(people, desk):
    home = make_home(people)
    url = reverse("funds:relocation_panel", args=[home.household_no])
    assert "识别为搬迁户" in desk("township").get(url).content.decode()
    case = moved(people, home, people.plan, BEGIN)
    assert case.no in desk("township").get(url).content.decode()


def figures_of(client, url, **query):
    """Return the figures of a page by name, each of which has as many rows behind it as it says."""
    found = figures_on(client.get(url, query).content.decode(), url)
    for name, (count, where) in found.items():
        if name[-7:-2] == "2017-" and int(name[-2:]) > 3:
            continue  # a month like those before it
        assert total_of(client, where) == count, (url, name, where)
    return {name: count for name, (count, _where) in found.items()}


def test_every_figure_of_relocation_has_as_many_rows_behind_it(people, desk):
    moved(people, make_home(people), people.plan, dt.date(2017, 2, 10), site=people.site)
    on_the_way(people, "key_handed")
    case, way = on_the_way(people, "site_assigned")
    withdraw_case(by=people.township, case=case, reason="不愿搬", on=way.on)
    list_household(by=people.clerk, plan=people.plan, household=make_home(people), persons=3, reason="hazard")
    client = desk("clerk")
    of_list = figures_of(client, reverse("funds:relocations"))
    assert (of_list["relocations-standing-people"], of_list["relocations-waiting"]) == (2, 1)
    assert figures_of(client, reverse("funds:relocation_sites")) == {
        "sites-planned": 0, "sites-not_started": 0, "sites-under_construction": 0, "sites-built": 1,
        "sites-occupied": 0, "sites-late": 0,
    }  # fmt: skip
    curve = figures_of(client, reverse("funds:relocation_curve"), year=2017)
    assert (curve["listed"], curve["keyed"], curve["moved"], curve["moved-people"]) == (4, 2, 1, 1)
    assert (curve["moved-by-2017-01"], curve["moved-by-2017-02"]) == (0, 1)
    assert figures_of(client, people.plan.get_absolute_url())["plan-listed"] == 4
    site = figures_of(client, people.site.get_absolute_url())
    assert site == {"site-standing": 2, "site-keyed": 2, "site-living": 1}


def test_a_site_tells_a_township_how_many_are_of_others(people, desk):
    other = make_home(people, area=people.places.other_village)
    plan = set_plan(
        by=people.clerk, township=people.places.other_township, year=2017, households=2, persons=8,
        begins_on=dt.date(2017, 1, 1), due_on=dt.date(2017, 10, 30), document="来搬〔2017〕2 号",
    )  # fmt: skip
    moved(people, other, plan, BEGIN, site=people.site)
    moved(people, make_home(people), people.plan, BEGIN, site=people.site)
    client = desk("township")
    assert figures_of(client, people.site.get_absolute_url())["site-standing"] == 1
    assert "另有别的乡镇" in client.get(people.site.get_absolute_url()).content.decode()


def test_who_waits_is_struck_off_with_a_reason_and_who_is_moved_is_not(people, desk):
    home = make_home(people)
    row = list_household(by=people.clerk, plan=people.plan, household=home, persons=3, reason="hazard")
    url = reverse("funds:relocation_strike_off", args=[row.pk])
    assert desk("township").get(url).status_code == 403
    client = desk("clerk")
    assert url in client.get(people.plan.get_absolute_url()).content.decode()
    assert client.post(url, {"reason": " "}).status_code == 400
    assert client.post(url, {"reason": "已在县城购房"}).url == people.plan.get_absolute_url()
    assert not RelocationListed.objects.filter(household=home).exists()
    case, _way = on_the_way(people, "planned")
    facts = {"plan": people.plan, "household": case.household, "persons": 9, "reason": "hazard"}
    with pytest.raises(ValidationError, match="不能再改名单"):
        list_household(by=people.clerk, **facts)
    url = reverse("funds:relocation_strike_off", args=[case.listed_id])
    assert "不能移出名单" in client.get(url).content.decode()
    refused = client.post(url, {"reason": "改到明年"})
    assert (refused.status_code, "不能移出名单" in refused.content.decode()) == (400, True)
    assert url not in client.get(people.plan.get_absolute_url()).content.decode()


def told(user):
    return [todo for todo in todos_of(user, Tab.DO) if todo.kind == "搬迁"]


@pytest.mark.parametrize(("today", "asked"), [("2017-01-30", 0), ("2017-01-31", 1), ("2017-11-15", 1)])
def test_a_township_is_told_what_is_behind_its_curve(people, client, today, asked):
    moved(people, make_home(people), people.plan, BEGIN)
    with time_machine.travel(f"{today} 10:00+08:00", tick=False):
        lines = [todo for todo in told(people.township) if "落后于" in todo.why]
        assert len(lines) == asked
        assert not [todo for todo in told(people.clerk) if "落后于" in todo.why]
        if asked:
            client.force_login(people.township)
            behind = client.get(lines[0].url)
            assert (lines[0].due, behind.status_code) == (dt.date(2017, 10, 30), 200)


def test_a_task_that_is_on_its_curve_is_not_told(people):
    task = set_plan(
        by=people.clerk, township=people.places.township, year=2016, households=2, persons=8,
        begins_on=dt.date(2017, 5, 1), due_on=dt.date(2017, 6, 30), document="来搬〔2016〕9 号",
    )  # fmt: skip
    moved(people, make_home(people), task, dt.date(2017, 5, 20))
    waits = list_household(
        by=people.clerk, plan=task, household=make_home(people), persons=4, reason="hazard"
    )
    for today, asked in (("2017-05-31", 0), ("2017-06-29", 0), ("2017-06-30", 1)):
        with time_machine.travel(f"{today} 10:00+08:00", tick=False):
            lines = [todo for todo in told(people.township) if todo.what.startswith(task.name)]
            assert len(lines) == asked, today
    assert lines[0].count == 1
    assert task.code in lines[0].url
    assert waits.plan == task


def test_overdue_steps_wait_for_whoever_takes_them(people, client):
    """C5: sixty days from the key to the new home, a year until the old house is down."""
    case, way = on_the_way(people, "key_handed")
    settled = moved(people, make_home(people, answered_by=None), people.plan, BEGIN)

    def of(user, today):
        with time_machine.travel(f"{today} 10:00+08:00", tick=False):
            return {todo.url: todo for todo in told(user) if "落后于" not in todo.why}

    step = reverse("funds:relocation_step", args=[case.no, "moved_in"])
    keyed = "status=key_handed&show=overdue"
    last = case.keys_on + dt.timedelta(days=60)
    assert step in of(people.helper, way.on)
    assert of(people.helper, way.on)[step].due == last
    assert not [url for url in of(people.township, last) if keyed in url]
    (url,) = [url for url in of(people.township, last + dt.timedelta(days=1)) if keyed in url]
    after = settled.moved_in_on + dt.timedelta(days=366)
    assert [url for url in of(people.township, after) if "status=moved_in&show=overdue" in url]
    assert not [
        url for url in of(people.township, settled.moved_in_on + dt.timedelta(days=365)) if "moved_in&" in url
    ]
    assert not of(people.clerk, after)
    with time_machine.travel(f"{last + dt.timedelta(days=1)} 10:00+08:00", tick=False):
        client.force_login(people.township)
        assert total(client.get(url)) == 1
