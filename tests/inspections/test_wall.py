"""挂图作战: figures as the lists have them, the grid as the county arranges it, one sheet with everything on it."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from inspections.choices.wall import WallLevel, WallMetric, WallPaper
from inspections.models import PartyAccount, WallPlace
from inspections.services.wall import arrange_wall, arrangement_of, move_on_wall, reset_wall
from inspections.wall import LEGENDS, Mark, Tile
from inspections.wall_grid import grid_of, in_official_order, moved, put_before, spots_of
from inspections.wall_sheet import SIZES, draw_sheet, em
from povertyapp.core.models import Area, ExportRecord
from povertyapp.core.printing import render_pdf, why_not
from povertyapp.core.statuses import CUES
from tests.assistance.teams import make_resident, make_team
from tests.inspections.account_month import MARCH, march  # noqa: F401
from tests.inspections.test_board import assert_figures_open, page
from tests.pdfs import has_its_fonts, opened, pages_of, text_of

TOWNSHIP, OTHER = "422827100", "422827103"
VILLAGE, NEXT, BESIDE = "422827100204", "422827100221", "422827103201"
DAY = dt.timedelta(days=1)
SHEET_NOTE = "格网示意，不代表行政区域界线"


@pytest.fixture
def county(march, db):  # noqa: F811
    return march


@pytest.fixture
def cast(county):
    return county.cast


@pytest.fixture
def township(county):
    return Area.objects.get(code=TOWNSHIP)


def wall_url(metric="verdict", month="2017-03", **query):
    url = reverse("inspections:wall", args=[month, metric])
    return url + ("?" if query else "") + "&".join(f"{name}={value}" for name, value in query.items())


def tile_of(text, name):
    """Return what stands on the tile of a place, its card left out."""
    found = next(part for part in text.split("<article ") if f">{name}</a>" in part)
    return " ".join(re.sub(r"<[^>]+>", " ", found.split("tile-card")[0].split(">", 1)[1]).split())


# ---- figures


@pytest.mark.parametrize("who", ["clerk", "township", "cadre"])
def test_every_gap_of_the_wall_leads_to_a_list_of_that_length(client, cast, who):
    found = 0
    for metric in WallMetric:
        found += assert_figures_open(client, page(client, getattr(cast, who), wall_url(metric)))
    assert found >= 2


def test_tile_shows_the_stored_rate_in_four_cues(client, cast):
    text = page(client, cast.clerk, wall_url("visits"))
    board = page(client, cast.clerk, reverse("inspections:ha_board", args=["2017-03"]) + f"?open={TOWNSHIP}")
    tile = tile_of(text, "老茶村")
    assert "✖" in tile
    assert "未完成" in tile
    rate, gap = re.search(r"([\d.]+%) 差 (\d+) 户", tile).groups()
    assert f'fig-LF-14-{VILLAGE}" data-count="{gap}"' in board
    assert f">{rate}<" in board
    assert 'class="tile swatch st-bad"' in text
    assert reverse("inspections:metric", args=["LF-14"]) in text


def test_tile_names_who_answered_at_the_end_of_the_month(client, cast):
    assert "第一书记 —" in tile_of(page(client, cast.clerk, wall_url()), "老茶村")
    team = make_team()
    make_resident(team, name="田先走", until=MARCH.end - DAY)
    make_resident(team, name="覃在岗", since=MARCH.end)
    text = page(client, cast.clerk, wall_url())
    assert "第一书记 覃在岗" in tile_of(text, "老茶村")
    assert "田先走" not in text


def test_what_fell_not_due_is_no_zero(client, cast):
    tile = tile_of(page(client, cast.clerk, wall_url("projects")), "老茶村")
    assert "○ 没有到期事项 /" in tile
    assert "0" not in tile


def test_exit_counts_the_register_as_its_list_does(client, cast, county):
    county.visited.poverty_status = "exited"
    county.visited.save(update_fields=["poverty_status"])
    text = page(client, cast.clerk, wall_url("exit"))
    assert "25.0%" in tile_of(text, "老茶村")
    assert "按登记簿当前状态" in text
    assert_figures_open(client, text)


def test_sheet_says_always_how_fresh_and_what_kind_of_map(client, cast):
    for metric in WallMetric:
        text = page(client, cast.clerk, wall_url(metric))
        assert SHEET_NOTE in text
        assert all(str(cue.word) in text for cue in LEGENDS[metric])
    assert "数据截至" in page(client, cast.clerk, wall_url())


def test_only_those_who_owe_are_left_on_request(client, cast):
    everything, owing = (page(client, cast.clerk, wall_url("visits", owing=only)) for only in ("", "1"))
    row = f'<th scope="row"><a href="{reverse("households:area", args=[BESIDE])}">'
    assert row in everything
    assert "老茶村" in owing
    assert row not in owing


def test_tile_leads_to_the_village(client, cast):
    text = page(client, cast.clerk, wall_url())
    assert client.get(reverse("households:area", args=[VILLAGE])).status_code == 200
    assert f'<h3><a href="{reverse("households:area", args=[VILLAGE])}">老茶村</a></h3>' in text


def test_names_and_notes_stay_text(client, cast, county):
    PartyAccount.objects.filter(code=VILLAGE).update(name="<b>老茶</b>村")
    for url in (wall_url(), reverse("inspections:ha_board", args=["2017-03"]) + f"?open={TOWNSHIP}"):
        text = page(client, cast.clerk, url)
        assert "&lt;b&gt;老茶" in text
        assert "<b>老茶" not in text


def test_level_of_townships_has_no_villages(client, cast):
    text = page(client, cast.clerk, wall_url(level="township"))
    assert "翔凤镇" in text
    assert "老茶村" not in text


def test_table_is_put_in_order(client, cast):
    def names(sort):
        part = page(client, cast.clerk, wall_url("visits", sort=sort), headers={"HX-Request": "true"})
        assert "<html" not in part
        return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', part)

    official = names("name")
    assert official == names("-name")[::-1]
    assert sorted(names("share")) == sorted(official)
    assert names("-gap")[0] == "老茶村"


@pytest.mark.parametrize(
    "url",
    [
        wall_url("x"),
        wall_url("x", "2016-12"),
        wall_url(month="2017-13"),
        wall_url(area="12345"),
        wall_url(version="x"),
    ],
)
def test_nonsense_in_the_address_is_404(client, cast, url):
    page(client, cast.clerk, url, status=404)


def test_month_without_account_says_so(client, cast):
    text = page(client, cast.clerk, wall_url(month="2016-12"))
    assert "还没有出账" in text
    assert 'class="tile' not in text


def test_outsider_finds_nothing_and_township_only_its_own(client, cast):
    assert "老茶村" not in page(client, cast.outsider, wall_url())
    page(client, cast.outsider, wall_url(area="422827"), status=404)
    page(client, cast.township, wall_url(area=OTHER), status=404)
    page(client, cast.nobody, wall_url(), status=403)
    text = page(client, cast.township, wall_url())
    assert "老茶村" in text
    assert "老寨村" not in text


def test_wall_asks_the_database_as_often_whatever_its_size(client, cast, django_assert_max_num_queries):
    client.force_login(cast.clerk)
    client.get(wall_url())
    with django_assert_max_num_queries(8):
        client.get(wall_url("visits"))


# ---- the grid


def test_official_order_fills_rows_evenly():
    codes = [f"{n:02d}" for n in range(11)]
    grid = in_official_order(reversed(codes))
    assert [code for row in grid for code in row] == codes
    assert max(map(len, grid)) - min(map(len, grid)) <= 1
    assert in_official_order([]) == []


def test_who_has_no_spot_follows_those_who_have():
    assert grid_of("abcd", {"c": (1, 5), "a": (3, 1)}) == [["c"], ["a", "b", "d"]]
    assert spots_of([["c"], ["a", "b"]]) == {"c": (1, 1), "a": (2, 1), "b": (2, 2)}


@pytest.mark.parametrize(
    ("move", "grid"),
    [
        ("left", [["b", "a", "e"], ["c", "d"]]),
        ("right", [["a", "e", "b"], ["c", "d"]]),
        ("up", [["b"], ["a", "e"], ["c", "d"]]),
        ("down", [["a", "e"], ["c", "b", "d"]]),
    ],
)
def test_a_place_moves_by_one(move, grid):
    assert moved([["a", "b", "e"], ["c", "d"]], "b", move) == grid


def test_a_place_is_put_before_another():
    assert put_before([["a"], ["b", "c"]], "a", "c") == [["b", "a", "c"]]


# ---- arranging


def test_county_arranges_and_takes_it_back(cast, township):
    arrange_wall(by=cast.clerk, area=township, spots={NEXT: (1, 1), VILLAGE: (2, 9)})
    first = [code for row in arrangement_of(township) for code in row]
    assert (first[0], first[1]) == (NEXT, VILLAGE)
    assert WallPlace.objects.get(area=VILLAGE).column == 1  # counted anew
    move_on_wall(by=cast.clerk, area=township, code=NEXT, before=VILLAGE)
    assert arrangement_of(township)[0][:2] == [NEXT, VILLAGE]
    kept = WallPlace.objects.get(area=NEXT).history
    assert kept.filter(pgh_context__metadata__user=cast.clerk.pk).exists()
    reset_wall(by=cast.clerk, area=township)
    assert not WallPlace.objects.exists()
    assert arrangement_of(township)[0][0] == VILLAGE


@pytest.mark.parametrize("spots", [{BESIDE: (1, 1)}, {VILLAGE: (0, 1)}, {VILLAGE: (1, 100)}])
def test_wrong_spots_are_refused_and_nothing_is_written(cast, township, spots):
    with pytest.raises(ValidationError):
        arrange_wall(by=cast.clerk, area=township, spots=spots)
    assert not WallPlace.objects.exists()


def test_arranging_works_by_numbers_and_by_buttons(client, cast, township):
    url = reverse("inspections:wall_arrange", args=[TOWNSHIP])
    text = page(client, cast.clerk, url)
    names = re.findall(r'name="((?:row|column)-\d+)" value="(\d+)"', text)
    given = dict(names) | {f"row-{VILLAGE}": "9"}
    assert client.post(url, given).status_code == 302
    assert arrangement_of(township)[-1] == [VILLAGE]
    answer = client.post(url, given | {"move": f"{VILLAGE}:up"})
    assert answer.url.endswith(f"#tile-{VILLAGE}")
    assert VILLAGE in arrangement_of(township)[0]
    bad = client.post(url, given | {f"row-{VILLAGE}": "x", f"column-{NEXT}": "100"})
    assert bad.status_code == 400
    assert bad.content.decode().count("行号和列号填 1 到 99 的整数。") >= 4
    for wrong in ("1:up", f"{VILLAGE}:aside", f"{VILLAGE}:before:{BESIDE}"):
        assert client.post(url, given | {"move": wrong}).status_code == 400, wrong
    reset = reverse("inspections:wall_reset", args=[TOWNSHIP])
    assert "按行政区划的次序重新排满" in page(client, cast.clerk, reset)
    assert client.post(reset).status_code == 302
    assert not WallPlace.objects.exists()
    client.cookies["django_language"] = "en"
    assert "whole numbers from 1 to 99." in client.post(url, given | {f"row-{VILLAGE}": "x"}).content.decode()


def test_arranged_grid_is_what_the_wall_shows(client, cast, township):
    arrange_wall(by=cast.clerk, area=township, spots={NEXT: (1, 1), VILLAGE: (1, 2)})
    text = page(client, cast.clerk, wall_url())
    assert text.index(">竹坝村</a></h3>") < text.index(">老茶村</a></h3>")


def test_only_the_office_of_the_county_arranges(client, cast):
    for name in ("wall_arrange", "wall_reset"):
        url = reverse(f"inspections:{name}", args=[TOWNSHIP])
        page(client, cast.township, url, status=403)
        page(client, cast.leader, url, status=403)
        page(client, cast.clerk, reverse(f"inspections:{name}", args=[VILLAGE]), status=404)


# ---- paper


@pytest.mark.parametrize("who", ["clerk", "township"])
def test_sheet_is_one_page_and_is_recorded(client, cast, who):
    if why_not():
        pytest.skip("pango is not on this machine (apt-get install libpango-1.0-0 libpangoft2-1.0-0)")
    user = getattr(cast, who)
    client.force_login(user)
    client.cookies["django_language"] = "en"  # a paper is Chinese whatever language the page is read in
    answer = client.get(reverse("inspections:wall_pdf", args=["2017-03", "visits", "a3"]))
    assert answer.headers["Content-Type"] == "application/pdf"
    record = ExportRecord.objects.get()
    assert (record.kind, record.made_by, record.filters["paper"]) == ("wall", user, "a3")
    assert_one_page(answer.content, "a3")
    said = text_of(answer.content)
    for word in ("翔凤镇", "老茶村", "图例", SHEET_NOTE, record.number):
        assert word in said.replace("\n", "") or word in said, word
    assert re.search(r"差\s*\d+\s*户", said)
    assert ("老寨村" in said) == (who == "clerk")


def test_unknown_paper_is_404(client, cast):
    page(client, cast.clerk, reverse("inspections:wall_pdf", args=["2017-03", "visits", "a4"]), status=404)


def assert_one_page(data, paper):
    assert pages_of(data) == [SIZES[paper]]
    assert len(data) <= 1_000_000
    assert has_its_fonts(data)
    inside = opened(data)
    assert b"/Subtype /Image" not in inside
    assert b"/Subtype/Image" not in inside


def county_of_64():
    """8 townships of 8 villages each, in all five states, as a wall that was read already."""
    keys = list(CUES)
    tiles, villages = {}, {}
    for township in range(8):
        code = f"42282710{township}"
        villages[code] = [f"{code}2{n:02d}" for n in range(8)]
        for n, each in enumerate([code, *villages[code]]):
            cue = CUES[keys[(n + township) % 5]]
            name = f"{'甲乙丙丁戊己庚辛'[township]}{'寨坝沟坪岭湾塘溪山'[n]}{'镇' if each == code else '村'}"
            mark = Mark(cue, "91.2%", "差 37 户")
            tiles[each] = Tile(each, name, "", mark, {}, "第一书记", "覃书记", "", "")
    return SimpleNamespace(
        tiles=tiles,
        grid=in_official_order(villages),
        villages_of=lambda code, ratio=1.4: in_official_order(villages[code], ratio),
        shown_level=WallLevel.VILLAGE,
        legend=[(cue, str(cue.word), 13) for cue in CUES.values()],
    )


@pytest.mark.parametrize("paper", WallPaper)
def test_sheet_of_64_villages_is_full_light_and_readable(paper):
    if why_not():
        pytest.skip("pango is not on this machine (apt-get install libpango-1.0-0 libpangoft2-1.0-0)")
    wall = county_of_64()
    sheet = draw_sheet(wall, paper, title="来凤县挂图作战", notes=["数据截至", SHEET_NOTE], mark="EX-1")
    assert sheet.coverage >= 0.8
    for tile in sheet.tiles:
        for words in tile.words:
            assert em(words.text) * words.size <= tile.box.width
            assert words.size >= 2  # of an A3 sheet: nearly 6 points
    data = render_pdf("papers/wall.html", {"sheet": sheet, "title": "来凤县挂图作战"})
    assert_one_page(data, paper)
    said = text_of(data)
    for tile in wall.tiles.values():
        assert tile.name in said, tile.name
    for cue in CUES.values():
        assert str(cue.word) in said, cue


def test_a_grid_with_one_village_in_a_block_still_fills_the_sheet():
    wall = county_of_64()
    wall.grid = [[code] for row in wall.grid for code in row]
    few = wall.villages_of
    wall.villages_of = lambda code, ratio=1.4: [few(code)[0][:1]] if code.endswith("0") else few(code, ratio)
    assert draw_sheet(wall, "a3", title="图", notes=["一", "二"], mark="三").coverage >= 0.8
