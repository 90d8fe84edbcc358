"""POST /api/v1/visits/: once for ever, and nobody learns about others."""

import threading
import uuid

import pytest
from django.db import connection
from rest_framework.test import APIClient

from assistance.models import Visit
from tests.assistance.factories import make_helped, make_helper, make_visit
from tests.households.factories import OUTSIDER_VILLAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

URL = "/api/v1/visits/"


def api(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def body(household, **changes):
    return {
        "submission_id": str(uuid.uuid4()),
        "household_no": household.household_no,
        "happened_on": "2017-03-18",
        "channel": "home",
        "met": "head",
        "people_change": "none",
        "next_promise": "送鸡苗",
        **changes,
    }


def post(user, sent):
    return api(user).post(URL, sent, format="json")


def test_the_first_post_is_201_with_a_receipt(cast, helped):
    answer = post(cast.helper, body(helped[0]))
    visit = Visit.objects.get()
    assert answer.status_code == 201
    told = answer.json()
    assert (told["id"], told["receipt"]) == (visit.pk, visit.receipt)
    assert (told["helper_code"], told["is_late"]) == (helped[1].code, False)


def test_the_same_again_is_200_with_the_same_answer(cast, helped):
    sent = body(helped[0])
    first, again = post(cast.helper, sent), post(cast.helper, sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Visit.objects.count() == 1


def test_the_order_of_fields_and_the_phone_s_clock_are_no_other_body(cast, helped):
    sent = body(helped[0])
    post(cast.helper, sent)
    turned = dict(reversed(sent.items())) | {"device_at": "2017-03-19T08:00:00+08:00"}
    assert post(cast.helper, turned).status_code == 200


def test_another_body_under_the_same_id_is_409(cast, helped):
    sent = body(helped[0])
    post(cast.helper, sent)
    assert post(cast.helper, sent | {"met": "nobody"}).status_code == 409
    assert Visit.objects.get().met == "head"


def test_another_user_with_the_same_id_learns_nothing(cast, helped):
    sent = body(helped[0])
    first = post(cast.helper, sent).json()
    answer = post(cast.cadre, sent)
    assert answer.status_code == 409
    for fact in (first["receipt"], helped[0].household_no, helped[0].head_name):
        assert fact not in answer.content.decode()
    stranger, _helper = make_helped(area_id=OUTSIDER_VILLAGE, helper=make_helper(county="422828"))
    own = body(stranger, submission_id=sent["submission_id"])
    assert post(cast.outsider, own).json() == answer.json()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"household_no": "999"}, "household_no"),
        ({"happened_on": "2017-03-21"}, "happened_on"),
        ({"happened_on": "2013-01-01"}, "happened_on"),
        ({"happened_on": "18.3.2017"}, "happened_on"),
        ({"channel": "pigeon"}, "channel"),
        ({"submission_id": "1"}, "submission_id"),
        ({"helper_code": "nobody"}, "helper_code"),
        ({"next_promise": "长" * 201}, "next_promise"),
        ({"detail": {"needs": ["love"]}}, "detail"),
    ],
)
def test_wrong_content_is_422_by_field(cast, helped, changes, field):
    answer = post(cast.helper, body(helped[0], **changes))
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
    assert not Visit.objects.exists()


def test_wrong_content_does_not_burn_the_id(cast, helped):
    sent = body(helped[0])
    post(cast.helper, sent | {"happened_on": "2017-03-21"})
    assert post(cast.helper, sent).status_code == 201


def test_a_household_of_others_reads_like_one_that_does_not_exist(cast, helped):
    theirs = post(cast.outsider, body(helped[0]))
    none = post(cast.outsider, body(helped[0], household_no="000"))
    assert theirs.status_code == none.status_code == 422
    assert theirs.json() == none.json()


def test_a_helper_cannot_write_under_another_helper_s_name(cast, helped):
    answer = post(cast.helper, body(helped[0], helper_code=make_helper().code))
    assert answer.status_code == 422


def test_a_township_clerk_enters_a_visit_of_the_helper(cast, helped):
    assert post(cast.township, body(helped[0], helper_code=helped[1].code)).status_code == 201
    assert Visit.objects.get().helper == helped[1]


def test_what_is_no_json_is_answered_in_words_of_ours(cast):
    answer = api(cast.helper).post(URL, "{", content_type="application/json")
    assert (answer.status_code, answer.json()) == (
        400,
        {"detail": "送来的内容读不懂，请按 JSON 的格式改好再送。"},
    )


def test_without_the_verb_and_without_login_it_is_403(cast, helped):
    assert post(cast.leader, body(helped[0])).status_code == 403
    assert APIClient().post(URL, body(helped[0]), format="json").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_the_same_post_many_times_at_once_makes_one_visit(cast, helped):
    sent, start, codes = body(helped[0]), threading.Barrier(5), []

    def press():
        try:
            start.wait()
            codes.append(post(cast.helper, sent).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _press in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [200, 200, 200, 200, 201]
    assert Visit.objects.count() == 1


def test_the_list_takes_the_filter_of_the_page(cast, helped):
    make_visit(*helped)
    make_visit(*helped, channel="phone")
    answer = api(cast.clerk).get(URL, {"m": "2017-03", "channel": "phone"}).json()
    assert (answer["count"], answer["results"][0]["channel"]) == (1, "phone")
    assert api(cast.clerk).get(URL, {"m": "2017-3"}).status_code == 422


def test_outsider_finds_nothing_and_404(cast, helped):
    visit = make_visit(*helped)
    assert api(cast.outsider).get(URL).json()["count"] == 0
    assert api(cast.outsider).get(f"{URL}{visit.pk}/").status_code == 404
    assert api(cast.clerk).get(f"{URL}{visit.pk}/").json()["receipt"] == visit.receipt


def test_helpers_with_their_caseload(cast, helped):
    [row] = api(cast.township).get("/api/v1/helpers/").json()["results"]
    assert (row["code"], row["caseload"]) == (helped[1].code, 1)
    assert api(cast.outsider).get("/api/v1/helpers/").json()["count"] == 0
    assert api(cast.outsider).get(f"/api/v1/helpers/{helped[1].code}/").status_code == 404


def test_the_schema_names_the_answers_of_a_submission(client):
    schema = client.get("/api/schema/", {"format": "json"}).json()
    answers = schema["paths"]["/api/v1/visits/"]["post"]["responses"]
    assert {"200", "201", "409", "422"} <= set(answers)
