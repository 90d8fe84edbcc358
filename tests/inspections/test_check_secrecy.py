"""Before the circular nobody inspected sees a trace: by any door, in any number; afterwards he sees his own part."""

import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from inspections.models import (
    CheckInspector,
    CheckRound,
    PopulationUnit,
    SampleDraw,
    SampleUnit,
    SealOpening,
    UnannouncedCheck,
)
from inspections.services.checks import assign_inspectors, open_early, publish_round, report_round
from povertyapp.core.figures import figures_of
from povertyapp.core.models import RoleGrant
from povertyapp.core.roles import Role
from povertyapp.core.todo import Tab, todos_of
from tests.households.factories import LONG_AGO, OTHER_VILLAGE, VILLAGE, make_user
from tests.inspections.checks import MARCH, checks_of, make_draw, make_homes, make_round, visit_all

pytestmark = pytest.mark.django_db
HIDDEN = (CheckRound, SampleDraw, PopulationUnit, SampleUnit, UnannouncedCheck, CheckInspector, SealOpening)
INSPECTED = ("township", "cadre", "helper", "outsider", "clerk", "admin")
PAGES = (
    "/inspections/", "/inspections/checks/", "/inspections/coverage/", "/todo/", "/todo/count/", "/search/?q=三月暗访",
    "/households/", "/rectification/", "/assistance/figures/", "/assistance/figures/JZ-15/", "/audit/exports/",
    "/hard-account/2017-03/", "/api/v1/households/", "/jobs/", "/", "/api/v1/check-rounds/",
    "/api/v1/check-draws/",
)  # fmt: skip
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|csrf-token" content="[^"]*"|X-CSRFToken[^}]*')


@pytest.fixture(autouse=True)
def noon():
    """It is 2017-03-20 12:00 in the county: pages say of when they are."""
    with time_machine.travel("2017-03-20 12:00+08:00", tick=False):
        yield


@pytest.fixture
def county(cast):
    cast.homes = make_homes(3, answered_by=cast.helper)
    cast.round = make_round(cast)
    return cast


def seen(user, model):
    return model.objects.visible_to(user).count()


def rows_of(user):
    """What every one of the hidden tables shows a user."""
    return {model.__name__: seen(user, model) for model in HIDDEN}


def doors_of(round, draw):
    check = checks_of(draw).first()
    unit = draw.units.first()
    by_pk = {
        "draw": draw,
        "draw_assign": draw,
        "draw_redraw": draw,
        "draw_sheet": draw,
        "draw_population": draw,
    }
    by_pk |= {name: check for name in ("check", "check_start", "check_open", "check_void", "check_finish")}
    doors = [reverse(f"inspections:{name}", args=[row.pk]) for name, row in by_pk.items()]
    doors += [reverse("inspections:unit_replace", args=[unit.pk])]
    api = ("api_draw", "api_draw_units", "api_draw_population")
    doors += [reverse(f"inspections:{name}", args=[draw.pk]) for name in api]
    names = ("round", "draw_new", "round_report", "round_publish", "api_round")
    return doors + [reverse(f"inspections:{name}", args=[round.pk]) for name in names]


def pages_of(client, user):
    """Every page as that user sees it: its status and its text, but for the token of its forms."""
    client.force_login(user)
    client.get("/todo/count/")  # every page says how much waits, once that was counted
    found = {}
    for url in PAGES:
        answer = client.get(url)
        found[url] = answer.status_code, TOKEN.sub("", answer.content.decode(errors="replace"))
    return found


def take(county):
    """Carry a round out as far as the report, with one check opened too early."""
    draw = make_draw(county, county.round, size=2, spare=1)
    visit_all(county, draw)
    report_round(by=county.supervisor, round=county.round)
    return draw


@pytest.mark.task("T12")
@pytest.mark.parametrize("name", INSPECTED)
def test_nothing_changes_for_those_inspected_before_the_circular(county, client, name):
    user = getattr(county, name)
    before, todo = pages_of(client, user), len(list(todos_of(user, Tab.DO)))
    figures = [(f.rule.code, f.part, f.whole) for f in figures_of(user, "422827", MARCH)]
    draw = take(county)
    assert rows_of(user) == dict.fromkeys((model.__name__ for model in HIDDEN), 0)
    assert pages_of(client, user) == before
    assert len(list(todos_of(user, Tab.DO))) == todo
    assert [(f.rule.code, f.part, f.whole) for f in figures_of(user, "422827", MARCH)] == figures
    for url in doors_of(county.round, draw):
        assert client.get(url).status_code in (403, 404), url
        assert client.post(url).status_code in (403, 404, 405), (
            url
        )  # 405: the page takes no answers from anybody
    if user.has_perm("inspections.view_check"):
        assert client.get(county.round.get_absolute_url()).status_code == 404
        assert client.get(draw.get_absolute_url()).status_code == 404
        assert client.get(checks_of(draw).first().get_absolute_url()).status_code == 404


def test_those_inspected_see_their_own_part_once_it_is_published(county, client):
    make_homes(3, area_id=OTHER_VILLAGE)
    draw = make_draw(county, county.round, size=6, spare=0)
    visit_all(county, draw)
    report_round(by=county.supervisor, round=county.round)
    publish_round(by=county.supervisor, round=county.round, circular_no="来督〔2017〕3号")
    assert (seen(county.township, CheckRound), seen(county.township, SampleDraw)) == (1, 1)
    assert seen(county.township, SampleUnit) == seen(county.cadre, UnannouncedCheck) == 3
    assert rows_of(county.outsider) == dict.fromkeys((model.__name__ for model in HIDDEN), 0)
    client.force_login(county.township)
    text = client.get(draw.get_absolute_url()).content.decode()
    assert county.homes[0].household_no in text
    other = draw.units.filter(area=OTHER_VILLAGE).first()
    assert other.code not in text
    assert client.get(other.site_check.get_absolute_url()).status_code == 404
    assert client.get(county.round.get_absolute_url()).status_code == 200
    found = {f.rule.code: f.part for f in figures_of(county.clerk, "422827", MARCH)}
    assert found["JZ-16"] == 1


def api(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(f"inspections:{name}", args=args))


def test_api_tells_of_a_round_what_the_pages_tell(county, client):
    make_homes(3, area_id=OTHER_VILLAGE)
    draw = make_draw(county, county.round, size=6, spare=0)
    assert api(client, county.supervisor, "api_draws").json()["count"] == 1
    assert api(client, county.supervisor, "api_draw_population", draw.pk).json()["count"] == 6
    assert api(client, county.township, "api_rounds").json()["count"] == 0
    visit_all(county, draw)
    report_round(by=county.supervisor, round=county.round)
    publish_round(by=county.supervisor, round=county.round, circular_no="来督〔2017〕3号")
    assert api(client, county.township, "api_round", county.round.pk).json()["state"] == "published"
    told = api(client, county.township, "api_draw_units", draw.pk).json()["results"]
    assert {unit["area"] for unit in told} == {VILLAGE}
    assert {unit["is_unannounced"] for unit in told} == {True}
    assert api(client, county.outsider, "api_draws").json()["count"] == 0
    assert api(client, county.outsider, "api_draw", draw.pk).status_code == 404


def test_named_inspector_is_not_told_by_api_what_is_sealed(county, client):
    draw = make_draw(county, county.round, size=1)
    sent = make_user("sent", Role.TOWNSHIP, county.places.other_township)
    assign_inspectors(by=county.supervisor, checks=checks_of(draw), users=[sent])
    assert api(client, sent, "api_draws").json()["count"] == 0
    assert api(client, sent, "api_draw_units", draw.pk).status_code == 404


def test_the_way_to_a_sealed_check_waits_for_its_inspectors_alone(county):
    draw = make_draw(county, county.round, size=2, spare=0)
    inspector = make_user("elsewhere", Role.TOWNSHIP, county.places.other_township)
    assign_inspectors(by=county.supervisor, checks=checks_of(draw), users=[inspector])
    line = next(row for row in todos_of(inspector, Tab.DO) if row.action == "去检查")
    assert line.count == 2
    assert county.homes[0].household_no not in f"{line}"
    for name in ("supervisor", *INSPECTED):
        assert not [row for row in todos_of(getattr(county, name), Tab.DO) if row.action == "去检查"]


def test_leader_sees_a_round_from_its_report(county):
    draw = make_draw(county, county.round, size=2)
    assert seen(county.leader, CheckRound) == seen(county.leader, SampleUnit) == 0
    visit_all(county, draw)
    report_round(by=county.supervisor, round=county.round)
    assert seen(county.leader, CheckRound) == 1
    assert seen(county.leader, UnannouncedCheck) == 2


def test_supervisor_who_also_acts_for_a_township_is_not_on_the_inspecting_side(county):
    make_draw(county, county.round)
    both = make_user("both", Role.SUPERVISOR, county.places.county)
    assert seen(both, SampleUnit) == seen(county.supervisor, SampleUnit) > 0
    RoleGrant.objects.create(user=both, role=Role.CADRE, area=county.places.village, from_date=LONG_AGO)
    both = type(both).objects.get(pk=both.pk)
    assert rows_of(both) == dict.fromkeys((model.__name__ for model in HIDDEN), 0)


def test_supervisor_of_a_township_is_of_the_unit_inspected(county):
    make_draw(county, county.round)
    own = make_user("own", Role.SUPERVISOR, county.places.township)
    assert rows_of(own) == dict.fromkeys((model.__name__ for model in HIDDEN), 0)


def test_inspector_from_elsewhere_sees_his_own_checks_and_no_name_before_he_is_there(county, client):
    inspector = make_user("elsewhere", Role.TOWNSHIP, county.places.other_township)
    colleague = make_user("colleague", Role.TOWNSHIP, county.places.other_township)
    draw = make_draw(county, county.round, size=2, spare=0)
    check = checks_of(draw).first()
    assign_inspectors(by=county.supervisor, checks=[check], users=[inspector])
    assert (seen(inspector, UnannouncedCheck), seen(inspector, CheckRound), seen(inspector, SampleDraw)) == (
        1,
        0,
        0,
    )
    assert seen(colleague, UnannouncedCheck) == 0
    client.force_login(inspector)
    for url in (check.get_absolute_url(), reverse("inspections:checks")):
        text = client.get(url).content.decode()
        assert "到场拆封后可见" in text
        assert check.unit.code not in text
    client.post(reverse("inspections:check_start", args=[check.pk]), {"kept": ["no_notice", "no_greeting"]})
    check.refresh_from_db()
    assert (check.state, check.is_unannounced, check.no_notice, check.no_escort) == (
        "on_site",
        False,
        True,
        False,
    )
    assert check.unit.code in client.get(check.get_absolute_url()).content.decode()


def test_opening_early_is_kept_and_voids_the_check(county, client):
    draw = make_draw(county, county.round, size=1)
    check = checks_of(draw).get()
    assign_inspectors(by=county.supervisor, checks=[check], users=[county.supervisor])
    client.force_login(county.supervisor)
    url = reverse("inspections:check_open", args=[check.pk])
    assert client.post(url, {"reason": " "}).status_code == 400
    client.post(url, {"reason": "走漏了消息"})
    check.refresh_from_db()
    opening = SealOpening.objects.get(site_check=check)
    assert (opening.opened_by, opening.reason) == (county.supervisor, "走漏了消息")
    assert check.void_reason == "提前拆封：走漏了消息"
    with pytest.raises(ValidationError, match="作废"):
        open_early(by=county.supervisor, check=check, reason="再开一次")
    text = client.get(check.get_absolute_url()).content.decode()
    assert "走漏了消息" in text
