"""LF-41, T-40: four things to the township, eight to the village; the county names them, each hand enters its own."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from funds.choices.deliveries import PLACES
from funds.models import DeliveryItem, ProjectDelivery
from funds.services.projects import deliver, name_items
from tests.funds.projects import day, recorded
from tests.households.factories import cast, make_household

pytestmark = pytest.mark.django_db
NAMED = {("township", 1): "资金文件到乡", ("village", 1): "项目公示到村", ("village", 2): "资金到村"}


@pytest.fixture
def people(db):
    people = cast()
    people.project = recorded(people, make_household(area=people.places.village))
    return people


def item(reach, number=1):
    return DeliveryItem.objects.get(reach=reach, number=number)


def test_a_list_that_the_county_has_not_named_is_marked_incomplete(people, client):
    """T-40: an empty checklist of the stated length."""
    assert [sum(reach == wanted for reach, _n in PLACES) for wanted in ("township", "village")] == [4, 8]
    client.force_login(people.clerk)
    shown = client.get(people.project.get_absolute_url()).content.decode()
    assert "还有 4 项县里没有写明是什么" in shown
    assert "还有 8 项县里没有写明是什么" in shown
    page = reverse("funds:delivery_items")
    assert shown.count(page) == 1
    sent = {f"{reach}_{number}": NAMED.get((reach, number), "") for reach, number in PLACES}
    assert client.post(page, sent).url == reverse("funds:project_list")
    shown = client.get(people.project.get_absolute_url()).content.decode()
    assert "还有 3 项县里没有写明是什么" in shown
    assert "还有 6 项县里没有写明是什么" in shown
    assert 'value="资金文件到乡"' in client.get(page).content.decode()
    client.force_login(people.township)
    assert client.get(page).status_code == 403


def test_each_hand_enters_what_came_down_to_it(people, client):
    name_items(by=people.clerk, county=people.places.county, texts=NAMED)
    facts = {"project": people.project, "done_on": day(70), "paper": "镇档案柜"}
    for by, reach in ((people.cadre, "township"), (people.township, "village"), (people.clerk, "township")):
        with pytest.raises(PermissionDenied):
            deliver(by=by, item=item(reach), **facts)
    client.force_login(people.township)
    url = reverse("funds:project_paper", args=[people.project.number, "to_township"])
    assert url in client.get(people.project.get_absolute_url()).content.decode()
    sent = {"item": item("township").pk, "done_on": str(day(70)), "paper": "来财农〔2017〕9 号"}
    assert client.post(url, {**sent, "item": item("village").pk}).status_code == 400
    assert client.post(url, sent).status_code == 302
    shown = client.get(people.project.get_absolute_url()).content.decode()
    assert "到乡 1 / 4" in shown
    assert "来财农〔2017〕9 号" in shown
    assert url not in shown  # nothing of the list is left
    with pytest.raises(ValidationError, match="已经登记过"):
        deliver(by=people.township, item=item("township"), **facts)


def test_it_is_entered_of_a_day_that_has_been_with_its_paper(people):
    name_items(by=people.clerk, county=people.places.county, texts=NAMED)
    facts = {"by": people.cadre, "project": people.project, "item": item("village")}
    with pytest.raises(ValidationError):
        deliver(**facts, done_on=dt.date(2999, 1, 1), paper="柜")
    with pytest.raises(ValidationError):
        deliver(**facts, done_on=day(70), paper=" ")
    assert deliver(**facts, done_on=day(70), paper="柜").area_id == people.project.area_id


def test_a_line_that_projects_rest_on_is_put_in_other_words_and_not_left_out(people):
    county = people.places.county
    assert name_items(by=people.clerk, county=county, texts=NAMED) == 3
    deliver(by=people.cadre, project=people.project, item=item("village"), done_on=day(70), paper="柜")
    less = {("village", 1): "公示牌到村"}
    assert name_items(by=people.clerk, county=county, texts=less) == 1
    assert item("village").text == "公示牌到村"
    name_items(by=people.clerk, county=county, texts=less | {("township", 1): "资金文件到乡"})
    told = {"project": people.project, "item": item("township"), "done_on": day(70), "paper": "柜"}
    deliver(by=people.township, **told)
    with pytest.raises(ValidationError, match="不能删去") as caught:
        name_items(by=people.clerk, county=county, texts={})
    assert len(caught.value.messages) == 2
    assert ProjectDelivery.objects.count() == 2
