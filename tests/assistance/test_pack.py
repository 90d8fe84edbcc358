"""The pack of a phone: own households only, masked, with the version of each fact."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.assistance.factories import make_helped, make_visit
from tests.assistance.phones import Phone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def pack(user):
    return Phone(user).get("/m/pack/").json()


def test_a_helper_takes_his_own_households_along(cast, helped):
    make_helped()
    [line] = pack(cast.helper)["households"]
    assert (line["no"], line["size"]) == (helped[0].household_no, 2)
    assert (line["state"], line["word"]) == ("pending", "本月未走访")


def test_it_says_until_when_it_may_be_kept_and_where_the_form_is(cast, helped):
    told = pack(cast.helper)
    assert told["as_of"] == "2017-03-20T12:00:00+08:00"
    assert told["expires_at"] == "2017-03-23T12:00:00+08:00"
    assert told["visit_url_form"] == "/m/h/{no}/visit/"
    assert [day["value"] for day in told["days"]] == ["2017-03-20", "2017-03-19"]
    assert {"value": "all_away", "label": "全家外出"} in told["choices"]["presence"]


def test_telephones_are_masked_and_id_numbers_are_not_there(cast, helped):
    household = helped[0]
    member = household.members.first()
    member.phone = "15400001234"
    member.save()
    text = Phone(cast.helper).get("/m/pack/").content.decode()
    for secret in (household.phone, member.phone, member.id_number, household.bank_account):
        assert secret not in text
    assert "154****1234" in text
    assert str(member.birth_date) not in text


def test_each_fact_has_its_version_which_follows_the_value(cast, helped):
    household = helped[0]
    before = {(f["person_no"], f["field"]): f for f in pack(cast.helper)["households"][0]["facts"]}
    member = household.members.order_by("person_no").first()
    assert set(before) >= {(None, "phone"), (None, "presence"), (member.person_no, "health")}
    assert before[None, "phone"]["code"] is None
    assert before[member.person_no, "health"]["code"] == ["01"]
    household.presence = "all_away"
    household.save()
    after = {(f["person_no"], f["field"]): f for f in pack(cast.helper)["households"][0]["facts"]}
    changed = {key for key in before if before[key]["base"] != after[key]["base"]}
    assert changed == {(None, "presence")}


def test_what_was_agreed_last_comes_along(cast, helped):
    make_visit(*helped, next_promise="旧约定")
    make_visit(*helped, day=helped[0].registered_on, next_promise="更旧")
    assert pack(cast.helper)["households"][0]["promise"] == "旧约定"


def test_a_cadre_carries_his_village_and_an_office_nobody_s(cast, helped):
    assert len(pack(cast.cadre)["households"]) == 1
    assert pack(cast.township)["households"] == []
    assert pack(cast.clerk)["households"] == []


def test_who_may_not_visit_has_no_pack(cast, client):
    client.force_login(cast.leader)
    assert client.get("/m/pack/").status_code == 403
    client.force_login(cast.helper)
    assert client.get("/m/pack/").status_code == 200
    client.logout()
    assert client.get("/m/pack/").status_code == 403


def test_queries_do_not_grow_with_the_households(cast, helped):
    phone = Phone(cast.helper)
    phone.get("/m/pack/")
    with CaptureQueriesContext(connection) as few:
        phone.get("/m/pack/")
    for _n in range(4):
        make_helped(helper=helped[1])
    with CaptureQueriesContext(connection) as many:
        assert len(phone.get("/m/pack/").json()["households"]) == 5
    assert len(many) <= len(few)
