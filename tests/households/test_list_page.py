"""The register: conditions in the address, official order, few queries, nothing for outsiders."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from households.choices import Cause, PovertyAttribute, PovertyStatus, Presence
from households.models.household import REGISTERED
from povertyapp.core.models import Tally
from povertyapp.core.owner import as_owner
from tests.households.factories import make_household, make_member

URL = "/households/"


@pytest.fixture
def register(cast):
    """Three households: of 老茶村, 竹坝村 and of 老寨村 in the next township; one in another county."""
    places = cast.places
    return [
        make_household(area=places.village, head_name="王世山", answered_by=cast.helper),
        make_household(
            area=places.next_village,
            head_name="李春花",
            poverty_status=PovertyStatus.EXITED,
            presence=Presence.ALL_AWAY,
        ),
        make_household(
            area=places.other_village,
            head_name="张秋菊",
            main_cause=Cause.ILLNESS,
            poverty_attribute=PovertyAttribute.ALLOWANCE,
        ),
        make_household(area=places.outsider_village, head_name="外县户"),
    ]


def numbers(response):
    return [row["object"].household_no for row in response.context["rows"]]


def found(client, user, **query):
    client.force_login(user)
    response = client.get(URL, query)
    assert response.status_code == 200
    assert response.context["total"] == len(numbers(response))
    return numbers(response)


def test_each_sees_his_place_in_the_official_order(client, cast, register):
    laocha, zhuba, laozhai, abroad = (household.household_no for household in register)
    assert found(client, cast.clerk) == [laocha, zhuba, laozhai]
    assert found(client, cast.township) == [laocha, zhuba]
    assert found(client, cast.cadre) == [laocha]
    assert found(client, cast.helper) == [laocha]
    assert found(client, cast.outsider) == [abroad]
    assert found(client, cast.leader) == [laocha, zhuba, laozhai]


def test_the_total_is_what_is_noted_and_what_lies_elsewhere(client, cast, register):
    _laocha, _zhuba, laozhai, _abroad = register
    type(laozhai).objects.filter(pk=laozhai.pk).update(answered_by=cast.township)
    assert len(found(client, cast.township)) == 3
    with as_owner():
        Tally.objects.filter(kind=REGISTERED, code="422827100").delete()
    assert client.get(URL).context["total"] == 1
    assert client.get(URL, {"presence": "all_away"}).context["total"] == 1


def test_half_a_code_is_counted_as_it_is_found(client, cast, register):
    for code in ("42282710", "4228271002"):
        assert found(client, cast.clerk, area=code)


def test_a_status_and_a_place_are_noted_too(client, cast, register):
    _laocha, zhuba, laozhai, _abroad = register
    assert found(client, cast.clerk, poverty_status="exited", area="422827100") == [zhuba.household_no]
    with as_owner():
        Tally.objects.filter(kind=REGISTERED, key__startswith="exited|").delete()
        Tally.objects.filter(kind=REGISTERED, code="422827103").delete()
    for query in ({"poverty_status": "exited"}, {"township": "422827103"}):
        assert client.get(URL, query).context["total"] == 0
    apart = {"township": "422827103", "area": "422827100"}
    for counted in ({"poverty_status": "exited", "presence": "all_away"}, {"q": "春花"}, apart):
        page = client.get(URL, counted)
        assert page.context["total"] == len(numbers(page))


def test_each_is_offered_his_own_places(client, cast, register):
    for user, offered in ((cast.clerk, 2), (cast.township, 1), (cast.clerk, 2)):
        client.force_login(user)
        townships = client.get(URL).context["filter"].form.fields["township"].choices
        assert sum(bool(code) for code, _name in townships) == offered


def test_what_somebody_typed_is_not_kept(client, cast, register):
    client.force_login(cast.clerk)
    assert "覃腊梅" in client.get(URL, {"q": "覃腊梅"}).content.decode()
    assert "覃腊梅" not in client.get(URL).content.decode()
    assert 'value="exited" selected' in client.get(URL, {"poverty_status": "exited"}).content.decode()
    assert 'value="exited" selected' not in client.get(URL, {"poverty_status": "no such"}).content.decode()


def test_without_the_verb_it_is_refused(client, cast):
    for user in (cast.nobody, cast.finance, cast.admin):
        client.force_login(user)
        assert client.get(URL).status_code == 403


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"township": "422827103"}, [2]),
        ({"village": "422827100221"}, [1]),
        ({"area": "422827100"}, [0, 1]),
        ({"poverty_status": "exited"}, [1]),
        ({"presence": "all_away"}, [1]),
        ({"poverty_attribute": "subsistence_allowance"}, [2]),
        ({"main_cause": "illness"}, [2]),
        ({"q": "春花"}, [1]),
        ({"q": " 春 花 "}, [1]),
        ({"q": "lch"}, [1]),
        ({"q": "LiChun"}, [1]),
        ({"q": "不存在"}, []),
        ({"township": "422827100", "poverty_status": "in_poverty"}, [0]),
    ],
)
def test_conditions(client, cast, register, query, expected):
    assert found(client, cast.clerk, **query) == [register[i].household_no for i in expected]


def test_search_by_number_by_member_and_by_the_end_of_an_id_number(client, cast, register):
    zhuba = register[1]
    spouse = make_member(zhuba, name="覃腊梅")
    for text in (zhuba.household_no, zhuba.household_no[-7:], "腊梅", "tlm", spouse.id_number[-6:].lower()):
        assert found(client, cast.clerk, q=text) == [zhuba.household_no], text


def test_search_stays_inside_the_area(client, cast, register):
    member = register[3].members.first()
    assert found(client, cast.clerk, q=member.id_number[-6:]) == []
    assert found(client, cast.clerk, q="外县") == []
    assert found(client, cast.clerk, area="422828") == []


def test_a_whole_id_number_is_not_taken_into_the_address(client, cast, register):
    client.force_login(cast.clerk)
    response = client.get(URL, {"q": register[0].members.first().id_number})
    assert "请只输入身份证后六位" in response.content.decode()


def test_conditions_are_chips_and_kept_in_the_pager(client, cast, register):
    client.force_login(cast.clerk)
    page = client.get(URL, {"presence": "all_away", "area": "422827100", "q": ""})
    chips = page.context["chips"]
    assert [chip["label"].replace("：", ":") for chip in chips] == ["区域:翔凤镇", "在家情况:全家外出"]
    assert chips[1]["remove_url"] == "?area=422827100&q="


def test_columns_and_masks(client, cast, register):
    client.force_login(cast.clerk)
    text = client.get(URL).content.decode()
    for word in ("户编号", "户主", "人均纯收入", "帮扶责任人", "王世山", "老茶村", "6,700"):
        assert word in text
    for household in register:
        assert household.phone not in text
        assert household.bank_account not in text
        for member in household.members.all():
            assert member.id_number not in text


def test_choices_of_places_are_those_of_the_reader(client, cast, register):
    client.force_login(cast.township)
    text = client.get(URL).content.decode()
    assert "竹坝村" in text
    assert "绿水镇" not in text
    client.force_login(cast.helper)
    assert 'name="township"' not in client.get(URL).content.decode()


def test_htmx_gets_the_table_alone(client, cast, register):
    client.force_login(cast.clerk)
    text = client.get(URL, headers={"HX-Request": "true"}).content.decode()
    assert text.lstrip().startswith("<section")
    assert "王世山" in text


def test_sorting(client, cast, register):
    order = found(client, cast.clerk, sort="-newest_income")
    assert set(order) == {household.household_no for household in register[:3]}
    assert found(client, cast.clerk, sort="head_name") == [
        register[i].household_no for i in (1, 0, 2)
    ]  # li, wang, zhang


def test_the_number_of_queries_does_not_follow_the_rows(client, cast, register):
    client.force_login(cast.clerk)

    def queries(**query):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(URL, query).status_code == 200
        return len(captured)

    few = queries()
    for _n in range(30):
        make_household(members=1, forms=False, living=False, years=(2016,))
    many = queries()
    assert many == few <= 7
    assert queries(q="春花", township="422827100", sort="size") <= 7


def test_pages_of_25(client, cast):
    for _n in range(26):
        make_household(members=0, forms=False, living=False, income=False)
    client.force_login(cast.cadre)
    page = client.get(URL)
    assert len(page.context["rows"]) == 25
    assert page.context["total"] == 26
    assert len(client.get(URL, {"page": 2}).context["rows"]) == 1
