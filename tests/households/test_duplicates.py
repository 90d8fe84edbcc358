"""A person registered twice: own registrations side by side, another place's never shown, only asked."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from households.choices import MemberChange, RequestStatus
from households.models import DuplicateRequest, HouseholdMember
from households.services.duplicates import answer_duplicate_request, ask_about_duplicate, resolve_duplicate
from povertyapp.core import aftermath, clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from tests.households.factories import COUNTY, make_household, make_member

pytestmark = pytest.mark.django_db
LIST = "households:duplicates"


def twin_of(member, **place):
    """Register the same number once more."""
    home = make_household(members=1, **place)
    same = {"id_number": member.id_number, "birth_date": member.birth_date, "sex": member.sex}
    return make_member(home, name="独有姓名", **same)


@pytest.fixture
def person(household):
    return household.members.last()


@pytest.fixture
def near(person, cast):
    return twin_of(person, area=cast.places.next_village)


@pytest.fixture
def far(person, cast):
    return twin_of(person, area=cast.places.outsider_village)


def page_of(member, name="duplicate"):
    return reverse(f"households:{name}", args=[member.person_no])


class TestList:
    def test_is_that_of_the_rule_one_line_a_person(self, client, cast, person, near):
        make_household()
        client.force_login(cast.clerk)
        page = client.get(reverse(LIST))
        period = Period.current()
        broken = RULES["DQ-37"](period, Parameters(COUNTY, period.start))
        found = HouseholdMember.objects.on_roll(period).filter(broken)
        assert set(found) == {person, near}
        assert page.context["total"] == 1
        (row,) = page.context["rows"]
        assert set(row["object"].homes) == {person.household.household_no, near.household.household_no}
        assert person.id_number not in page.content.decode()

    def test_other_county_is_counted_and_not_shown(self, client, cast, person, far):
        client.force_login(cast.clerk)
        text = client.get(reverse(LIST)).content.decode() + client.get(page_of(person)).content.decode()
        assert "另一县(区)有同号登记" in text
        for hidden in (far.name, far.person_no, far.household.household_no, far.household.head_name):
            assert hidden not in text

    def test_outsider_sees_his_own_side_only(self, client, cast, person, far):
        client.force_login(cast.outsider)
        assert client.get(reverse(LIST)).context["total"] == 1
        assert client.get(page_of(person)).status_code == 404
        text = client.get(page_of(far)).content.decode()
        assert person.household.household_no not in text
        assert person.person_no not in text

    def test_queries_do_not_grow(self, client, cast, person, near, far, django_assert_max_num_queries):
        for _n in range(3):
            twin_of(make_household().members.first())
        client.force_login(cast.clerk)
        client.get(reverse(LIST))
        with django_assert_max_num_queries(5):
            assert client.get(reverse(LIST)).context["total"] == 4

    def test_who_has_left_is_no_duplicate(self, client, cast, person, near):
        near.change_kind, near.changed_on = MemberChange.MARRIED_OUT, "2017-01-01"
        near.save()
        client.force_login(cast.clerk)
        assert client.get(reverse(LIST)).context["total"] == 0


class TestResolving:
    def test_one_stays_and_the_other_leaves_with_its_change(self, client, cast, person, near):
        client.force_login(cast.township)
        answers = {
            "keep": person.person_no,
            "kind": MemberChange.MARRIED_OUT,
            "on": "2017-05-01",
            "reason": "户口簿",
        }
        size = near.household.members.present().count()
        assert client.post(page_of(near), answers).status_code == 302
        near.refresh_from_db(), person.refresh_from_db()
        assert (near.change_kind, str(near.changed_on)) == (MemberChange.MARRIED_OUT, "2017-05-01")
        assert not person.is_gone
        near.household.refresh_from_db()
        assert near.household.size == size - 1
        assert client.get(reverse(LIST)).context["total"] == 0

    def test_both_villages_are_looked_at_again(
        self, cast, person, near, monkeypatch, django_capture_on_commit_callbacks
    ):
        told = set()
        monkeypatch.setattr(aftermath, "FOLLOWERS", [told.add])
        with django_capture_on_commit_callbacks(execute=True):
            resolve_duplicate(
                by=cast.clerk,
                keep=person,
                kind=MemberChange.MOVED_OUT,
                on=clock.today(),
                reason="核对了户口簿",
            )
        assert told == {person.area_id, near.area_id}

    def test_other_place_is_never_changed(self, cast, person, far):
        with pytest.raises(ValidationError, match="没有另一处登记"):
            resolve_duplicate(
                by=cast.clerk, keep=person, kind=MemberChange.MOVED_OUT, on=clock.today(), reason="户口簿"
            )
        far.refresh_from_db()
        assert not far.is_gone

    def test_nobody_dies_of_a_duplicate(self, cast, person, near):
        with pytest.raises(ValidationError):
            resolve_duplicate(
                by=cast.clerk, keep=person, kind=MemberChange.DEATH, on=clock.today(), reason="x"
            )

    def test_reader_cannot(self, client, cast, person, near):
        client.force_login(cast.leader)
        assert client.get(page_of(person)).context["form"] is None
        assert client.post(page_of(person), {"keep": person.person_no}).status_code == 403


class TestAsking:
    def test_asked_once_and_only_told_what_became_of_it(self, client, cast, person, far):
        client.force_login(cast.clerk)
        assert client.post(page_of(person, "duplicate_ask"), {"reason": "现住我县"}).status_code == 302
        request = DuplicateRequest.objects.get()
        assert (request.member, request.area_id, request.asking) == (far, far.area_id, person)
        assert client.post(page_of(person, "duplicate_ask"), {"reason": "现住我县"}).status_code == 400
        text = client.get(page_of(person)).content.decode()
        assert "待对方核对" in text
        assert far.household.household_no not in text

    def test_other_county_answers_and_its_own_registration_leaves(self, client, cast, person, far):
        ask_about_duplicate(by=cast.clerk, member=person, reason="现住我县")
        request = DuplicateRequest.objects.get()
        client.force_login(cast.outsider)
        assert "现住我县" in client.get(page_of(far)).content.decode()
        answers = {"moved": "1", "on": "2017-05-01", "answer": "已核对"}
        assert client.post(request.get_absolute_url(), answers).status_code == 302
        request.refresh_from_db(), far.refresh_from_db(), person.refresh_from_db()
        assert (request.status, request.answered_by) == (RequestStatus.MOVED, cast.outsider)
        assert far.is_gone
        assert not person.is_gone

    def test_kept_needs_an_answer_and_changes_nobody(self, client, cast, person, far):
        ask_about_duplicate(by=cast.clerk, member=person, reason="现住我县")
        request = DuplicateRequest.objects.get()
        client.force_login(cast.outsider)
        assert client.post(request.get_absolute_url(), {"moved": "0", "answer": ""}).status_code == 400
        answer_duplicate_request(by=cast.outsider, request=request, moved=False, answer="户口在我县")
        far.refresh_from_db()
        assert not far.is_gone
        client.force_login(cast.clerk)
        assert "户口在我县" in client.get(page_of(person)).content.decode()

    def test_asker_cannot_answer_for_the_other(self, client, cast, person, far):
        ask_about_duplicate(by=cast.clerk, member=person, reason="现住我县")
        client.force_login(cast.clerk)
        assert (
            client.post(DuplicateRequest.objects.get().get_absolute_url(), {"moved": "1"}).status_code == 404
        )
