"""The pages of relocation: the list, one case and its steps, sites, places, the curve, the workbook."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse

from funds.models import RelocationCase, RelocationListed, RelocationPlace, RelocationPlan, RelocationSite
from funds.noticed import entries_of
from tests.funds.relocating import BEGIN, make_home, moved, movers, on_the_way, picture

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
        with django_assert_max_num_queries(13):
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
