"""What an inspector's phone takes along and hands over: his own sample alone, and one answer for each submission."""

import pytest
from django.urls import reverse

from inspections.models import CheckRecord
from inspections.services.checks import assign_inspectors
from tests.inspections.field import answers, make_sample, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(cast):
    return make_sample(cast, homes=2)


def parts(client, user):
    client.force_login(user)
    return client.get(reverse("assistance:m_pack")).json()["parts"]


def test_the_pack_holds_ones_own_sample_and_nobody_elses(client, cast, sample):
    first, second = sample.checks
    assign_inspectors(by=cast.supervisor, checks=[second], users=[cast.clerk])
    found = parts(client, cast.supervisor)
    assert [line["key"] for line in found["checks"]] == [str(first.key)]
    assert "visits" not in found
    home = sample.homes[first.unit.code]
    assert found["checks"][0]["size_words"] == f"{home.size} 人"
    assert len(found["checks"][0]["measures"]) == 3
    assert [line["key"] for line in parts(client, cast.clerk)["checks"]] == [str(second.key)]
    assert parts(client, cast.township)["checks"] == []
    assert parts(client, cast.helper) == {"visits": True}
    client.force_login(cast.clerk)
    assert client.get(reverse("inspections:m_form", args=[first.key])).status_code == 404


def test_how_many_queries_a_sample_takes_does_not_depend_on_its_size(
    client, cast, sample, django_assert_max_num_queries
):
    client.force_login(cast.supervisor)
    with django_assert_max_num_queries(16):
        client.get(reverse("inspections:m_checks"))


def test_each_answer_of_the_door_is_told_by_its_status(client, cast, sample):
    check = sample.checks[0]
    client.force_login(cast.supervisor)
    sent = answers(sample, check) | {"place": {"lat": 29.5, "lon": 109.4, "accuracy": 12}}
    sent |= {"submission_id": str(sent["submission_id"]), "check": str(check.key)}

    def post(body):
        return client.post(reverse("inspections:api_check_records"), body, content_type="application/json")

    assert post(sent | {"found": "perhaps"}).status_code == 422
    assert "size_actual" in post(sent | {"size": "mismatch"}).json()["errors"]
    first = post(sent)
    assert (first.status_code, post(sent).status_code) == (201, 200)
    assert first.json()["receipt"] == CheckRecord.objects.get().receipt
    assert post(sent | {"size": "unclear"}).status_code == 409
    made = CheckRecord.objects.get()
    again = answers(sample, check, size="mismatch", size_actual="9.00") | {"check": str(check.key)}
    assert post(again | {"submission_id": str(again["submission_id"])}).status_code == 201
    assert made.answers.get(fact="size").actual == "9 人"
    assert made.point == {"lat": 29.5, "lon": 109.4, "accuracy": 12.0}
    client.force_login(cast.helper)
    assert post(sent).status_code == 403


def test_the_plain_form_records_corrects_and_says_when_it_is_too_late(client, cast, sample):
    check = sample.checks[0]
    client.force_login(cast.supervisor)
    url = reverse("inspections:m_form", args=[check.key])
    page = client.get(url).content.decode()
    assert sample.homes[check.unit.code].head_name in page
    facts = {name: value for name, value in answers(sample, check).items() if name not in ("check",)}
    wrong = client.post(url, facts | {"size": "mismatch", "size_actual": "九"})
    assert wrong.status_code == 400
    assert "请只填数字" in wrong.content.decode()
    done = client.post(url, facts | {"size": "mismatch", "size_actual": "9"})
    assert done.url == reverse("inspections:m_check_done", args=[check.key])
    text = client.get(done.url).content.decode()
    assert "账实不符：家庭人口" in text
    assert "更正（" in text
    assert (
        client.get(reverse("inspections:check_record", args=[CheckRecord.objects.get().pk])).status_code
        == 200
    )


def test_a_record_that_is_fixed_shows_no_form(client, cast, sample):
    import pgtrigger

    check = sample.checks[0]
    made = record(cast, sample, check)
    with pgtrigger.ignore("inspections.CheckRecord:record_is_read_only"):
        CheckRecord.objects.filter(pk=made.pk).update(fixed_at=made.recorded_at)
    client.force_login(cast.supervisor)
    assert "已经只读" in client.get(reverse("inspections:m_form", args=[check.key])).content.decode()
