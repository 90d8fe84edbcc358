"""The search box: what it finds and why, only inside the reader's places, nothing masked laid open."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from households.models import Household
from tests.households.factories import make_household, make_member
from tests.inspections.factories import make_helper

URL = "/search/"


@pytest.fixture
def homes(cast):
    """王世山 of 老茶村 with his sister 覃腊梅, 王世 of 竹坝村, and 王世山 of the next township."""
    places = cast.places
    own = make_household(area=places.village, head_name="王世山", answered_by=cast.helper)
    make_member(own, name="覃腊梅")
    return [
        own,
        make_household(area=places.next_village, head_name="王世"),
        make_household(area=places.other_village, head_name="王世山"),
    ]


def found(client, user, text, key="households"):
    """Return the titles and reasons of one kind of hit, through the fragment that typing asks for."""
    client.force_login(user)
    response = client.get(URL, {"q": text}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    for group in response.context["groups"]:
        if group.key == key:
            return [(hit.url.split("/")[2], hit.why) for hit in group.found.hits]
    return []


def numbers(hits):
    return [number for number, _why in hits]


def test_name_finds_the_exact_one_first(client, cast, homes):
    first, shorter, other = homes
    hits = found(client, cast.clerk, "王世山")
    assert numbers(hits) == [first.household_no, other.household_no]
    assert hits[0][1] == "户主姓名：王世山"
    assert numbers(found(client, cast.clerk, "王世"))[0] == shorter.household_no


def test_member_pinyin_number_and_tail_say_why(client, cast, homes):
    sister = homes[0].members.get(name="覃腊梅")
    assert found(client, cast.township, "腊梅") == [(homes[0].household_no, "成员姓名：覃腊梅 其他")]
    assert found(client, cast.township, "tlm")[0][1].startswith("拼音")
    assert found(client, cast.township, homes[0].household_no)[0][1] == f"户编号 {homes[0].household_no}"
    for length in (4, 6):
        (number, why), *_more = found(client, cast.township, sister.id_number[-length:].lower())
        assert number == homes[0].household_no
        assert "覃腊梅" in why
        assert sister.id_number not in why
        assert f"{sister.id_number[:4]}************{sister.id_number[-2:]}" in why


@pytest.mark.parametrize(
    ("text", "own"),
    [
        *(("世山", True), ("世", True), ("腊", True), ("山世", False), ("王山", False), ("%", False)),
        *(("wangshi", True), ("wss", True), ("WS", True), ("tl", True), ("ss", False), ("shishan", False)),
    ],
)
def test_a_part_of_a_name_stands_together_and_pinyin_begins(cast, homes, text, own):
    assert (homes[0] in Household.objects.matching(text)) is own


def test_names_are_looked_up_in_their_indexes(cast, homes):
    # In a table of three rows any way through it would do: only those remain that an index of the names opens.
    with connection.cursor() as cursor:
        for way in ("seqscan", "indexscan", "indexonlyscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    for text, index in (("世山", "characters"), ("wang", "pinyin"), ("wss", "initials")):
        plan = Household.objects.matching(text).explain()
        assert {f"{table}_by_{index}" for table in ("household", "member")} <= set(plan.split()), text


def test_place_helper_and_their_paths(client, cast, homes):
    make_helper(name="彭有才", user=None)
    assert found(client, cast.clerk, "竹坝", "places")[0][1] == "村名称"
    assert found(client, cast.clerk, "zbc", "places")
    assert found(client, cast.clerk, "彭有", "helpers")
    client.force_login(cast.clerk)
    assert "来凤县 › 翔凤镇 › 老茶村" in client.get(URL, {"q": "王世"}).content.decode()


def test_other_places_are_not_found(client, cast, homes):
    outside = homes[2]
    tail = outside.members.first().id_number[-6:]
    for text in ("王世山", outside.household_no, tail, "老寨"):
        assert outside.household_no not in numbers(found(client, cast.township, text)), text
    assert found(client, cast.township, "老寨", "places") == []
    for text in ("王世山", "老茶", homes[0].household_no):
        assert found(client, cast.outsider, text) == found(client, cast.outsider, text, "places") == []
    assert numbers(found(client, cast.helper, "王世山")) == [homes[0].household_no]


def test_without_the_verb_a_kind_is_not_asked(client, cast, homes):
    for user in (cast.nobody, cast.finance):
        assert found(client, user, "王世山") == []


def test_enter_opens_the_only_hit(client, cast, homes):
    client.force_login(cast.cadre)
    response = client.get(URL, {"q": "王世山"})
    assert response.status_code == 302
    assert response.url == homes[0].get_absolute_url()
    page = client.get(URL, {"q": "没有这个人"})
    assert "没有找到“没有这个人”" in page.content.decode()


def test_a_whole_id_number_is_refused_and_not_repeated(client, cast, homes):
    number = homes[0].members.first().id_number
    client.force_login(cast.clerk)
    for headers in ({}, {"HX-Request": "true"}):
        response = client.get(URL, {"q": number}, headers=headers, follow=True)
        assert "请只输入身份证后六位" in response.content.decode()
        assert number not in response.content.decode()


def test_queries_do_not_grow_with_hits(client, cast, homes):
    client.force_login(cast.clerk)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(URL, {"q": "王世"})
        counts.append(len(queries))
        for _each in range(12):
            make_household(area=cast.places.village, head_name="王世贵")
    assert counts[1] == counts[0] <= 8
    page = client.get(URL, {"q": "王世"}).content.decode()
    assert "全部 27 条" in page
    assert "/households/?q=%E7%8E%8B%E4%B8%96" in page
