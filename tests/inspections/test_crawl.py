"""The crawler (`script/bench crawl`) bites: on pages that keep every rule it finds nothing, on others what is wrong."""

import pytest
from django.http import HttpResponse
from django.urls import path
from django.utils.translation import get_language

from funds.models import NegativeListItem
from inspections.benchmarks.crawl.walking import Walk
from povertyapp.core.models import User

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CRUMBS = '<nav class="crumbs"><ol><li>首页</li></ol></nav>'
AS_OF = '<p class="as-of">数据截至 2017-03-31</p>'


def page(title, body, head=CRUMBS + AS_OF):
    return lambda request: HttpResponse(
        f'<title>{title} - 精准扶贫档案</title><div class="shell">{head}<h1>{title}</h1>{body}</div>'
    )


def file(name, media, data):
    return lambda request: HttpResponse(
        data, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def rows(request):
    return page("名单", '<span data-testid="total" data-count="2">2</span>')(request)


def failing(request):
    raise ValueError("not caught")


def handler404(request, exception):
    return HttpResponse(status=404)


def figure(count, where):
    return f'<a class="fig" data-testid="fig-x" data-count="{count}" href="{where}">{count}</a>'


SOUND = """
    <a href="list/">名单</a> <a href="list/?page=2">下一页</a> <a href="book.xlsx">导出</a> <a href="#main">正文</a>
    <a href="https://example.org/">别处</a> <div hx-get="/part/"></div> <template><a href="/{later}">稍后</a></template>
"""
FAULTY = """
    <a href="/gone/">不在了</a> <a href="/failing/">出错</a> <a href="/bare/">没有名字</a>
    <a href="/false.xlsx">导出</a> <a href="/twin/">同名</a> <p>Something has gone wrong here.</p>
    <p>来凤县</p> <p>提交</p>
"""
PAPER = """<html lang="zh-Hans"><title>单 - 精准扶贫档案</title><body><p>合计</p><div lang="en"><img alt="提交">
<div lang="en"><a href="#x">返回</a></div><p>企业担保金</p></div><p>序号</p></body></html>"""
urlpatterns = [
    path("", page("起点", SOUND + figure(2, "?list=1") + figure(2, "/list/")), name="start"),
    path("list/", rows, name="list"),
    path("part/", lambda request: HttpResponse(f"<p>{get_language()}</p>"), name="part"),
    path("book.xlsx", file("book.xlsx", XLSX, b"PK\3\4"), name="book"),
    path("faulty/", page("起点", FAULTY + figure(3, "/list/"), head=""), name="faulty"),
    path("failing/", failing),
    path("bare/", lambda request: HttpResponse('<title></title><div class="shell"></div>')),
    path("false.xlsx", file("false.xlsx", "application/pdf", b"%PDF-1.7")),
    path("twin/", page("起点", ""), name="twin"),
    path("paper/", lambda request: HttpResponse(PAPER)),
    path("many/", page("多", "".join(f'<a href="/list/?page={n}">{n}</a>' for n in range(9)))),
]


@pytest.fixture
def walk(db, settings):
    settings.ROOT_URLCONF = __name__
    User.objects.create(username="reader", display_name="读者")
    return lambda **more: Walk("reader", **more).go()


def kinds(found):
    return sorted({fault.kind for fault in found.faults})


def test_pages_that_keep_the_rules_have_no_faults(walk):
    found = walk(starts=("/list/", "/book.xlsx", "/part/"))
    assert found.faults == []
    assert (found.pages, found.files, found.figures) == (2, 1, 0)


def test_every_kind_of_fault_is_named(walk):
    found = walk(starts=("/faulty/",), forbidden=("来凤",))
    assert kinds(found) == [
        *("dead link", "figure", "headings", "language", "no as-of", "no breadcrumb", "no title", "not his"),
        *("same title", "wrong file"),
    ]
    dead = {fault.where: fault.said for fault in found.faults if fault.kind == "dead link"}
    assert dead["/gone/"].startswith("404 “不在了”")
    assert dead["/failing/"] == "500 “出错” ValueError: not caught"
    (wrong,) = [fault for fault in found.faults if fault.kind == "figure"]
    assert (wrong.said, wrong.where) == ("x: 3, its list says 2", "/list/")


def test_a_figure_without_a_list_is_a_fault(walk):
    found = walk(starts=("/",))
    assert {(fault.said, fault.where) for fault in found.faults} == {("x: 2, its list says None", "/?list=1")}
    assert (found.pages, found.files, found.links) == (5, 1, 6)


def test_words_of_the_catalogue_stay_in_no_other_language(walk):
    said = [
        fault.said for fault in walk(starts=("/faulty/",), language="en").faults if fault.kind == "language"
    ]
    assert "提交" in said
    assert "不在了" not in said


def test_what_somebody_entered_and_what_a_paper_says_stays_chinese(walk):
    """So do names that the catalogue knows too; the bar over the paper is in the language of the reader."""
    found = walk(starts=("/paper/",), language="en")
    assert [fault.said for fault in found.faults] == ["提交", "返回"]
    assert NegativeListItem.objects.filter(name="企业担保金").exists()


def test_the_bound_ends_a_walk(walk):
    assert walk(starts=("/many/",), each=3).links == 4
