"""Where problems come from, and lists that every unit answers (JZ-32, JZ-33)."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from inspections.models import ChecklistAnswer, Meeting, NoticeSource, Problem
from inspections.services.ledger import load_plan
from inspections.services.sources import answer_item, load_figures, make_checklist, units_standing
from povertyapp.core.todo import Tab, todos_of
from tests.households.factories import cast as make_cast
from tests.inspections.factories import make_helper

TOWNSHIP = ("township", "422827100", "翔凤镇")


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def listed(cast):
    return make_checklist(
        by=cast.clerk, county=cast.places.county, kind="common", title="173项共性问题", stated_count=173,
        texts=["建档立卡不规范", "帮扶方式不精准", "资金管理不科学"], due_on=dt.date(2017, 6, 10),
    )  # fmt: skip


def get(client, user, url, status=200):
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def item(listed, number):
    return listed.items.select_related("checklist__area").get(number=number)


def test_every_unit_owes_every_item_and_blank_is_not_done(cast, listed):
    make_helper()  # of a county unit
    assert {unit["total"] for unit in units_standing(listed)} == {173}
    answer_item(by=cast.township, item=item(listed, 1), unit=TOWNSHIP, exists_here=False)
    standing = {unit["code"]: unit for unit in units_standing(listed)}
    assert (standing["422827100"]["answered"], standing["422827103"]["answered"]) == (1, 0)


def test_what_exists_becomes_a_problem_once_with_its_cause(cast, listed):
    with pytest.raises(ValidationError, match="原因类别"):
        answer_item(by=cast.township, item=item(listed, 1), unit=TOWNSHIP, exists_here=True)
    facts = {"exists_here": True, "causes": ["coordination"], "text": "三个村的卡册对不上"}
    first = answer_item(by=cast.township, item=item(listed, 1), unit=TOWNSHIP, **facts)
    answer_item(by=cast.township, item=item(listed, 1), unit=TOWNSHIP, **facts)
    problem = Problem.objects.get()
    assert (first.problem, problem.text, problem.area_id, problem.track) == (
        problem, "建档立卡不规范", "422827100", "common",
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        ChecklistAnswer.objects.update(causes=[])


def test_an_item_without_words_cannot_be_answered(cast, listed):
    with pytest.raises(ValidationError, match="原文没有列出"):
        answer_item(by=cast.township, item=item(listed, 9), unit=TOWNSHIP, exists_here=False)


def test_answering_on_the_page_leads_to_the_next_open_item(client, cast, listed):
    url = reverse("inspections:checklist_answer", args=[listed.pk, "township", "422827100", 1])
    client.force_login(cast.township)
    answer = client.post(url, {"exists_here": "0", "text": ""})
    assert answer.status_code == 302
    assert answer.url.endswith("/422827100/2/")
    assert client.post(answer.url, {"exists_here": "1", "text": ""}).status_code == 400
    text = get(client, cast.township, reverse("inspections:checklist_unit", args=[listed.pk, *TOWNSHIP[:2]]))
    assert "不存在" in text
    assert 'data-testid="total" data-count="173"' in text


def test_a_township_answers_for_itself_only_and_others_see_no_list(client, cast, listed):
    other = reverse("inspections:checklist_unit", args=[listed.pk, "township", "422827103"])
    get(client, cast.township, other, 404)
    get(client, cast.clerk, other)
    text = get(client, cast.township, listed.get_absolute_url())
    assert "翔凤镇" in text
    assert "绿水镇" not in text
    get(client, cast.outsider, listed.get_absolute_url(), 404)


def test_laifengs_paper_is_shown_as_it_is(client, cast):
    load_plan(by=cast.clerk, county=cast.places.county)
    source = NoticeSource.objects.get()
    load_figures(by=cast.clerk, source=source, bases=("LF",))
    for kind, day in (("government", 15), ("party", 17), ("joint", 22), ("mobilisation", 23)):
        Meeting.objects.create(
            area=cast.places.county, kind=kind, held_on=dt.date(2017, 5, day), chair_name="某", minutes="纪要",
            source=source,
        )  # fmt: skip
    text = get(client, cast.supervisor, reverse("inspections:source", args=[source.pk]))
    assert "来办发【2017】  号" in text  # its number is blank
    assert "健康扶贫覆盖不全" in text
    assert "没有措施" in text
    assert "个数不符" in text  # five stated, six listed
    assert "原文不能核对" in text  # 24 stated, ten headings
    assert "8 天" in text
    assert "先后" not in text
    get(client, cast.outsider, reverse("inspections:source", args=[source.pk]), 404)


def test_a_township_is_asked_until_it_has_answered_what_is_named(cast, listed):
    def waiting():
        return [row.whose for row in todos_of(cast.township, Tab.DO) if row.what == listed.title]

    assert waiting() == ["还有 3 项"]
    for number in (1, 2, 3):
        answer_item(by=cast.township, item=item(listed, number), unit=TOWNSHIP, exists_here=False)
    assert waiting() == []
