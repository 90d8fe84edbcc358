"""T05 (ux 4): the wall chart as one sheet, A3 and A1, and the board on paper; in grey a state is told by its glyph."""

import io
import re
from itertools import combinations

import pytest
from django.template.loader import render_to_string
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import expect

from inspections.choices.wall import WallMetric, WallPaper
from inspections.wall_sheet import draw_sheet
from povertyapp.core import printing
from povertyapp.core.statuses import CUES
from tests.inspections.test_wall import SHEET_NOTE, assert_one_page, county_of_64
from tests.pdfs import pages_of, text_of

BOARD = "/hard-account/2017-03/"
A3_LANDSCAPE = (420, 297)
PIXELS_A_MM = 96 / 25.4
GLYPH = (24, 24)
UNLIKE, STANDS_OUT = 20, 80  # of 255: the glyphs of two states on the mean, a glyph and the tile under it


@pytest.fixture
def fetched(opened):
    """Open a page whose PDFs are kept in `page.papers` instead of being shown in the browser's reader."""

    def open_page(user):
        page = opened(user)
        page.papers = []

        def keep(route):
            answer = route.fetch()
            page.papers.append(answer.body())
            headers = answer.headers | {"content-disposition": "attachment"}
            route.fulfill(response=answer, headers=headers)

        page.route("**/*.pdf*", keep)
        return page

    return open_page


def print_wall(page, hand, metric, paper):
    """Switch to a metric and ask for a sheet of it; return the sheet."""
    hand.decide()
    hand.click(page.get_by_role("link", name=str(metric.label), exact=True))
    page.wait_for_url(re.compile(f"/{metric.value}/"))
    with page.expect_download():
        hand.click(page.get_by_role("link", name=f"{paper.label} PDF"))
    return page.papers.pop()


def assert_says_all(page, data):
    """Look for what the page shows on the sheet: all places, the legend with glyphs and words, how fresh."""
    said = text_of(data)
    names = page.locator(".tile h3").all_inner_texts()
    assert names
    assert [name for name in names if name not in said] == []
    for entry in page.locator(".legend-list .st-g").all():
        words = entry.locator("xpath=..").inner_text().split(maxsplit=1)[1].rsplit(maxsplit=1)[0]
        assert entry.inner_text()[0] in said  # without what asks for its form as a text
        assert words in said
    assert SHEET_NOTE in said


@pytest.mark.task("T05")
@pytest.mark.parametrize(
    ("who", "leg"),
    [("clerk", "county"), pytest.param("cadre", "village", marks=pytest.mark.whole)],
)
def test_the_wall_on_one_sheet(fetched, county, counting, who, leg):
    if printing.why_not():
        pytest.skip("pango is not on this machine (apt-get install libpango-1.0-0 libpangoft2-1.0-0)")
    page = fetched(getattr(county.cast, who))
    for paper, metric in ((WallPaper.A3, WallMetric.VISITS), (WallPaper.A1, WallMetric.EXIT)):
        page.goto("/wall/")
        with counting(f"T05 {leg} {paper.label}") as hand:
            data = print_wall(page, hand, metric, paper)
        assert_one_page(data, paper)
        assert_says_all(page, data)


def grey_glyphs(page, sheet):
    """Return key → picture of the glyph of one tile of each state, from the sheet seen without colour."""
    page.set_content(render_to_string("papers/wall.html", {"sheet": sheet, "title": "图"}))
    page.add_style_tag(content="html { filter: grayscale(1); background: #fff; }")
    shown = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L")
    found = {}
    for tile in sheet.tiles:
        state = tile.words[1] if len(tile.words) > 2 else None
        if state and tile.key not in found:
            box = (state.x, state.top, state.x + state.size, state.top + state.size)
            found[tile.key] = shown.crop([round(PIXELS_A_MM * edge) for edge in box]).resize(GLYPH)
    return found


@pytest.mark.whole
@pytest.mark.task("T05")
def test_without_colour_five_states_are_five_glyphs(opened):
    sheet = draw_sheet(county_of_64(), WallPaper.A3, title="图", notes=["一", "二"], mark="三")
    found = grey_glyphs(opened(), sheet)
    assert set(found) == set(CUES)
    for key, glyph in found.items():
        darkest, lightest = glyph.getextrema()
        assert lightest - darkest >= STANDS_OUT, key
    alike = [
        (one, two)
        for one, two in combinations(found, 2)
        if ImageStat.Stat(ImageChops.difference(found[one], found[two])).mean[0] < UNLIKE
    ]
    assert alike == []


def words_of(table):
    return table.locator("th[scope=row] > a:not(.expander), td").all()


@pytest.mark.task("T05")
def test_the_board_on_paper(opened, county):
    page = opened(county.cast.clerk)
    page.goto(BOARD)
    table = page.locator("table.board")
    told = [each.inner_text() for each in words_of(table)]
    page.emulate_media(media="print")
    for part in (".side", ".top", ".actions"):
        expect(page.locator(part).first).to_be_hidden()
    assert [each.inner_text() for each in words_of(table)] == told
    for cell in table.locator("td.mark").all():
        expect(cell.locator(".st-g").first).to_be_visible()
    sizes = pages_of(page.pdf(prefer_css_page_size=True))
    assert sizes
    assert all(size == pytest.approx(A3_LANDSCAPE, abs=1) for size in sizes)
