"""T06: find a household by name, end of an ID number and village, safe with a Chinese input method; print its card."""

import re
import time

import pytest
from playwright.sync_api import expect

from povertyapp.core import printing

SEARCHES, SLOWEST = 20, 0.5
CARD_SECONDS = 10


@pytest.fixture
def desk(opened, county):
    """The page of 花名册 for the clerk of 翔凤镇, with the searches that it sends and how often it was left."""
    page = opened(county.cast.township)
    page.sent = []
    page.on("request", lambda asked: "/search/" in asked.url and page.sent.append(asked.url))
    page.goto("/households/")
    return page


def box(page):
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    return page.locator("#search")


def first_hit(page):
    return page.locator("#search-hits li").first


@pytest.mark.task("T06")
def test_name_tail_and_village_lead_to_the_household(desk, county):
    home, page = county.partial, desk
    head = home.members.get(name=home.head_name)
    for text, why in (
        (home.head_name, "户主姓名"),
        (head.id_number[-6:], "证件尾号"),
    ):
        page.goto("/households/")
        box(page).press_sequentially(text)
        hit = first_hit(page)
        expect(hit).to_contain_text(why)
        expect(hit).to_contain_text("来凤县 › 翔凤镇 › 老茶村")
        expect(hit.get_by_role("link")).to_have_attribute("href", home.get_absolute_url())
        assert head.id_number not in page.content()
    box(page).fill(head.id_number[-4:])  # four digits may be those of several people
    own = page.locator("#search-hits li", has=page.locator(f'a[href="{home.get_absolute_url()}"]'))
    expect(own).to_contain_text("证件尾号")
    box(page).fill("老茶")
    expect(first_hit(page)).to_contain_text("村名称")
    page.keyboard.press("Escape")
    expect(page.locator("#search-hits")).to_be_empty()


@pytest.mark.task("T06")
def test_enter_opens_the_only_hit_and_its_gaps_and_card(desk, county, counting):
    home, page = county.partial, desk
    with counting("T06") as hand:
        hand.press(page, "/")
        hand.type(page.locator("#search"), home.head_name)
        expect(first_hit(page)).to_contain_text(home.head_name)
        hand.decide()
        hand.press(page, "Enter")
        expect(page).to_have_url(re.compile(re.escape(home.get_absolute_url())))
        expect(page.get_by_role("list", name="缺口")).to_contain_text("增收项目 2/3")
        hand.decide()
        hand.click(page.get_by_role("link", name="打印明白卡"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("明白卡")
    if printing.why_not():
        return
    began = time.monotonic()
    answer = page.request.get(page.get_by_role("link", name="下载 PDF").get_attribute("href"))
    assert answer.body().startswith(b"%PDF")
    assert time.monotonic() - began <= CARD_SECONDS


@pytest.mark.task("T06")
def test_nothing_is_sent_while_characters_are_composed(desk, county):
    page, field = desk, box(desk)
    field.evaluate(
        """field => {
            field.dispatchEvent(new CompositionEvent("compositionstart", {bubbles: true}));
            for (const text of ["t", "ta", "tan"]) {
                field.value = text;
                field.dispatchEvent(new InputEvent("input", {bubbles: true, isComposing: true}));
            }
        }"""
    )
    page.wait_for_timeout(500)
    field.evaluate(
        """field => {
            const enter = {key: "Enter", keyCode: 229, bubbles: true, cancelable: true, isComposing: true};
            if (field.dispatchEvent(new KeyboardEvent("keydown", enter))) field.form.requestSubmit();
        }"""
    )
    page.wait_for_timeout(300)
    assert page.sent == []
    expect(page).to_have_url(re.compile("/households/$"))
    name = county.partial.head_name
    field.evaluate(
        """(field, name) => {
            field.value = name;
            field.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true}));
        }""",
        name,
    )
    expect(first_hit(page)).to_contain_text(name)
    assert len(page.sent) == 1


@pytest.mark.task("T06")
def test_household_of_another_township_is_not_there(desk, county):
    home, page = county.away, desk
    for text in (home.head_name, home.household_no, home.members.first().id_number[-6:]):
        page.goto("/search/?q=" + text)
        assert home.get_absolute_url() not in page.content()
    page.goto("/search/?q=老寨村")
    expect(page.locator("main")).to_contain_text("没有找到")


@pytest.mark.task("T06")
def test_search_is_quick(desk, county):
    home, page, took = county.partial, desk, []
    texts = (home.head_name, home.members.first().id_number[-6:], "老茶", home.household_no[-4:])
    for n in range(SEARCHES):
        began = time.monotonic()
        assert page.request.get(
            "/search/", params={"q": texts[n % len(texts)]}, headers={"HX-Request": "true"}
        ).ok
        took.append(time.monotonic() - began)
    assert sorted(took)[SEARCHES * 95 // 100 - 1] <= SLOWEST


def test_plain_form_works_without_script(opened, county):
    page = opened(county.cast.township, script=False)
    page.goto("/households/")
    page.locator("#search").fill(county.partial.household_no)
    page.get_by_role("button", name="搜索").click()
    expect(page).to_have_url(re.compile(re.escape(county.partial.get_absolute_url())))
