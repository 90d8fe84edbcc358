"""The pages of a draw: counted, frozen, drawn, handed out, sent, replaced, reported and published."""

import csv
import io
import re
from hashlib import sha256

import openpyxl
import pytest
from django.urls import reverse

from inspections.models import CheckRound, SampleDraw, UnannouncedCheck
from inspections.services.checks import draw_sample, freeze_population
from povertyapp.core.models import ExportRecord
from povertyapp.core.roles import Role
from tests.assistance.teams import make_resident, make_team
from tests.households.factories import NEXT_VILLAGE, OTHER_VILLAGE, make_user
from tests.inspections.checks import MARCH, SEED, checks_of, make_draw, make_homes, make_published, make_round
from tests.inspections.factories import assign, make_helper
from tests.reading import TOTAL

pytestmark = pytest.mark.django_db
ROUND = {
    "month": "2017-03", "kind": "unannounced", "name": "三月暗访", "groups": 2, "villages_per_group": 2,
    "registered_per_village": 2, "other_per_village": 1,
}  # fmt: skip
FIGURE = re.compile(r'data-testid="fig-checks-[^"]*" data-count="(\d+)" href="([^"]*)"')


@pytest.fixture
def county(cast, client):
    cast.homes = make_homes(4) + make_homes(4, area_id=NEXT_VILLAGE) + make_homes(4, area_id=OTHER_VILLAGE)
    client.force_login(cast.supervisor)
    return cast


def page_of(name, row):
    return reverse(f"inspections:{name}", args=[row.pk])


def test_from_a_new_round_to_its_circular(county, client):
    client.post(reverse("inspections:round_new"), ROUND | {"county": county.places.county.pk})
    made = CheckRound.objects.get()
    asked = {"kind": "household", "stratum": "township", "statuses": ["in_poverty"]}
    counted = client.post(page_of("draw_new", made), asked | {"_count": "1"})
    assert '<strong class="num">12</strong>' in counted.content.decode()
    assert not SampleDraw.objects.exists()
    client.post(page_of("draw_new", made), asked)
    draw = SampleDraw.objects.get()
    assert 'value="8"' in client.get(draw.get_absolute_url()).content.decode()  # 2 × 2 × 2
    sent = {"method": "simple", "size": 3, "spare": 2, "seed_kind": "dice", "seed": "6" * 19}
    refused = client.post(draw.get_absolute_url(), sent)
    assert refused.status_code == 400
    assert "点数" in refused.content.decode()
    client.post(draw.get_absolute_url(), sent | {"seed": SEED})
    draw.refresh_from_db()
    assert draw.units.count() == 5
    places = list(checks_of(draw).values_list("area_id", flat=True))
    client.post(page_of("draw_assign", draw), {"places": places, "inspectors": [county.supervisor.pk]})
    for check in checks_of(draw):
        client.post(page_of("check_start", check), {"kept": ["no_notice"], "place": "村口"})
        client.post(page_of("check_finish", check))
    client.post(page_of("round_report", made))
    client.post(page_of("round_publish", made), {"circular_no": "来督〔2017〕3号"})
    made.refresh_from_db()
    assert (made.state, made.circular_no) == ("published", "来督〔2017〕3号")
    assert {check.state for check in checks_of(draw)} == {"findings_issued"}
    # one of the six was kept: no unannounced round came of it
    assert not CheckRound.objects.unannounced_in(MARCH).exists()


def test_draw_is_repeated_from_the_files_that_leave(county, client):
    draw = make_draw(county, make_round(county), size=4, spare=2)
    text = client.get(page_of("draw_population", draw)).content.decode()
    codes = [row["code"] for row in csv.DictReader(io.StringIO(text))]
    assert sha256("\n".join(codes).encode()).hexdigest() == draw.fingerprint
    answer = client.get(page_of("draw_sheet", draw))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["抽样名单"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    notes = next(row[0] for row in cells if str(row[0]).startswith("说明"))
    seed = re.search(r"种子:(\w+)", notes)[1]
    assert draw.fingerprint in notes
    expected = sorted(codes, key=lambda code: sha256(f"{seed}\n{code}\n1".encode()).hexdigest())[:6]
    listed = [row for row in cells if isinstance(row[0], int)]
    assert [row[2] for row in listed] == expected
    assert [row[1] for row in listed] == ["样本"] * 4 + ["备选"] * 2
    assert set(ExportRecord.objects.values_list("kind", "row_count")) == {
        ("sample_population", 12),
        ("sample_list", 6),
    }


def test_redraw_and_substitute_ask_why(county, client):
    draw = make_draw(county, make_round(county), size=2, spare=1)
    assert client.post(page_of("draw_redraw", draw), {"reason": ""}).status_code == 400
    unit = draw.units.first()
    assert client.post(page_of("unit_replace", unit), {"reason": ""}).status_code == 400
    client.post(page_of("unit_replace", unit), {"reason": "搬走了"})
    assert "已替换：搬走了" in client.get(draw.get_absolute_url()).content.decode()
    answer = client.post(page_of("draw_redraw", draw), {"reason": "骰子落地"})
    again = SampleDraw.objects.get(redraw_of=draw)
    assert answer.url == again.get_absolute_url()
    assert "骰子落地" in client.get(draw.get_absolute_url()).content.decode()
    assert client.get(page_of("draw_sheet", again)).status_code == 404  # nothing is drawn yet


def test_nobody_is_sent_to_his_own_place_or_unit(county, client):
    caring = make_helper(user=make_user("caring", Role.OFFICE, county.places.county))
    assign(county.homes[0], make_helper())  # another helper of the same unit
    clerk = make_user("clerk2", Role.TOWNSHIP, county.places.other_township, display_name="绿水专干")
    draw = make_draw(county, make_round(county), size=12, spare=0)
    url = page_of("draw_assign", draw)
    answer = client.post(url, {"places": [OTHER_VILLAGE], "inspectors": [clerk.pk]})
    assert "绿水专干（4）" in answer.content.decode()
    answer = client.post(url, {"places": [county.places.village.pk], "inspectors": [caring.user.pk]})
    assert "caring（1）" in answer.content.decode()
    assert not UnannouncedCheck.objects.exclude(state="drawn").exists()
    client.post(url, {"places": [NEXT_VILLAGE], "inspectors": [clerk.pk, caring.user.pk]})
    assert UnannouncedCheck.objects.filter(state="sealed", area=NEXT_VILLAGE).count() == 4


def test_numbers_of_a_round_open_as_many_checks(county, client, django_assert_max_num_queries):
    draw = make_draw(county, make_round(county), size=5, spare=1)
    client.post(page_of("unit_replace", draw.units.first()), {"reason": "搬走了"})
    with django_assert_max_num_queries(12):
        text = client.get(draw.round.get_absolute_url()).content.decode()
    found = FIGURE.findall(text)
    assert sum(int(count) for count, _url in found) == 5
    assert_each_opens_as_many(client, found)


def assert_each_opens_as_many(client, found):
    for count, url in found:
        behind = client.get(url.replace("&amp;", "&")).content.decode()
        assert TOTAL.search(behind)[1] == count, url


def test_units_of_the_county_are_not_the_checks_of_its_villages(county, client):
    make_helper()  # of 县农业局
    made = make_round(county)
    make_draw(county, made, size=5)
    units = freeze_population(
        by=county.supervisor, county=county.places.county, kind="county_unit", round=made
    )
    draw_sample(by=county.supervisor, draw=units, size=1, seed=SEED)
    found = FIGURE.findall(client.get(made.get_absolute_url()).content.decode())
    assert sum(int(count) for count, _url in found) == 6
    assert_each_opens_as_many(client, found)


@pytest.mark.parametrize("url", ["/inspections/", "/inspections/checks/", "/inspections/coverage/"])
def test_lists_ask_the_same_however_many_there_are(county, client, url, django_assert_max_num_queries):
    make_published(county, size=10)
    with django_assert_max_num_queries(9):
        assert client.get(url).status_code == 200


def test_coverage_counts_villages_people_on_post_and_units(county, client):
    make_helper()  # of 县农业局
    make_resident(make_team(OTHER_VILLAGE))
    posts = freeze_population(
        by=county.supervisor, county=county.places.county, kind="post", round=make_round(county, "抽岗")
    )
    assert list(posts.population.values_list("area_id", flat=True)) == [OTHER_VILLAGE]
    units = freeze_population(
        by=county.supervisor, county=county.places.county, kind="county_unit", round=posts.round
    )
    assert units.population_size >= 1
    make_published(county, size=12)
    text = client.get(reverse("inspections:coverage")).content.decode()
    assert "3 个有建档立卡户的村里，3 个在 366 天以内查过" in text
    assert "县农业局" in text
