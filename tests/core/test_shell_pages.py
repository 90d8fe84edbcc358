"""Pages that belong to no app: signing in, being refused, getting lost, help, and the shell around all."""

import re

import pytest
from django.contrib.messages import SUCCESS, WARNING
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.test import RequestFactory

from inspections.benchmarks.crawl.reading import Shown, each_figure
from povertyapp.core.context import MENU, Shell
from povertyapp.core.errors import Conflict
from povertyapp.core.views.pages import address
from povertyapp.core.ways import steps_for, way

pytestmark = pytest.mark.django_db


def text_of(response):
    return response.content.decode()


def test_login_page_has_what_a_password_manager_needs(client):
    text = text_of(client.get("/login/?next=/help/keys/"))
    assert 'autocomplete="username"' in text
    assert 'autocomplete="current-password"' in text
    assert 'name="next" value="/help/keys/"' in text
    assert '<html lang="zh-Hans"' in text


def test_a_wrong_password_is_said_above_the_form_and_the_name_is_kept(client):
    text = text_of(client.post("/login/", {"username": "nobody-here", "password": "wrong wrong wrong"}))
    assert text.index("处需要改") < text.index("<h1>")
    assert 'value="nobody-here"' in text
    assert "wrong wrong wrong" not in text
    assert re.search(r"<title>\s*错误", text)


def test_an_address_takes_conditions_of_whatever_name():
    assert address("/list/?a=1", **{"path": "x", "query": "y"}) == "/list/?a=1&path=x&query=y"


def test_lost_without_signing_in_shows_no_menu(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "没有找到" in text_of(response)
    assert "主菜单" not in text_of(response)


def test_lost_while_signed_in_keeps_the_menu(client, cast):
    client.force_login(cast.clerk)
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "主菜单" in text_of(response)


def test_the_shell_says_who_is_here_and_what_he_sees(client, cast):
    client.force_login(cast.township)
    text = text_of(client.get("/help/index/"))
    assert "向专干" in text
    assert "乡镇专干" in text
    assert re.search(r"当前范围：</span><strong>翔凤镇</strong>", text)


def test_a_helper_is_told_that_he_sees_his_own_households(cast):
    request = RequestFactory().get("/")
    request.user = cast.helper
    assert Shell(request).scope == "我帮扶的户"


def test_the_phone_is_offered_to_whoever_may_use_it(client, cast):
    offered = {}
    for who in ("helper", "finance"):
        client.force_login(getattr(cast, who))
        offered[who] = 'href="/m/"' in text_of(client.get("/help/index/"))
    assert offered == {"helper": True, "finance": client.get("/m/").status_code == 200}


def test_a_link_never_leads_to_a_refusal(cast):
    household, nowhere = "/households/422827000001/?tab=1", "/no-such-page/"
    assert way(cast.clerk, household) == household
    assert way(cast.finance, household) == ""
    assert way(cast.finance, nowhere) == nowhere
    assert steps_for(cast.finance, [{"label": "甲", "url": household}, {"label": "乙", "url": ""}]) == [
        {"label": "甲", "url": ""},
        {"label": "乙", "url": ""},
    ]


def test_whoever_has_no_grant_is_told_so(client, cast):
    client.force_login(cast.nobody)
    assert "没有授权区域" in text_of(client.get("/help/index/"))


@pytest.mark.parametrize(
    "person", ["clerk", "township", "cadre", "helper", "leader", "supervisor", "finance", "admin"]
)
def test_every_menu_line_opens_for_whoever_sees_it(client, cast, person):
    """And each page says where it stands and, where it shows figures, as of when."""
    user = getattr(cast, person)
    client.force_login(user)
    request = RequestFactory().get("/")
    request.user = user
    for group in Shell(request).menu:
        for item in group.items:
            answer = client.get(item.url, follow=True)
            shown = Shown(answer.content.decode(), "zh-hans")
            assert answer.status_code == 200, item.name
            assert shown.layout != "desktop" or shown.has_crumbs or item.name == "core:home", item.name
            assert shown.layout != "desktop" or shown.has_as_of or not list(each_figure(shown.text)), (
                item.name
            )


def test_the_menu_names_pages_in_strings_only():
    names = [entry.url_name for _label, _icon, entries in MENU for entry in entries]
    assert len(names) == len(set(names))
    assert all(":" in name for name in names)


def test_large_font_is_remembered_without_script(client, cast):
    client.force_login(cast.clerk)
    response = client.post("/preferences/", {"font": "large", "next": "/help/index/"})
    assert response["Location"] == "/help/index/"
    assert 'data-font="large"' in text_of(client.get("/help/index/"))


def test_the_language_switch_keeps_the_page_and_its_filters(client, cast):
    client.force_login(cast.clerk)
    text = text_of(client.get("/help/index/?m=2017-05"))
    assert 'name="next" value="/help/index/?m=2017-05"' in text
    client.post("/i18n/setlang/", {"language": "en", "next": "/help/index/?m=2017-05"})
    assert '<html lang="en"' in text_of(client.get("/help/index/"))


def test_error_pages_that_have_no_context_still_render():
    for name in ("400.html", "500.html", "403_csrf.html"):
        html = render_to_string(name)
        assert 'href="/"' in html
        assert "{" not in re.sub(r"<[^>]*>", "", html)


def test_a_conflict_says_what_happened_and_how_to_go_on(cast):
    request = RequestFactory().get("/x/")
    request.user = cast.clerk
    html = render_to_string("409.html", {"message": Conflict("田办已经锁定。").message}, request=request)
    assert "田办已经锁定。" in html
    assert 'href="/x/"' in html


def test_a_refusal_names_role_and_area(cast):
    request = RequestFactory().get("/x/")
    request.user = cast.finance
    html = render_to_string("403.html", {}, request=request)
    assert "财务人员" in html
    assert "来凤县" in html


@pytest.mark.parametrize(
    "page", ["/search/?q=%00", "/postings/?area=422827%00", "/households/quality/?area=%00"]
)
def test_an_address_with_a_nul_leads_nowhere(client, cast, page):
    client.force_login(cast.clerk)
    assert client.get(page).status_code == 404


def test_several_messages_are_one_banner(rf, cast):
    said = [Message(SUCCESS, "已保存。"), Message(WARNING, "还有一处要核对。")]
    text = render_to_string("components/messages.html", {"messages": said}, request=rf.get("/"))
    assert text.count('role="status"') == 1
    assert "已保存。" in text
    assert "还有一处要核对。" in text
