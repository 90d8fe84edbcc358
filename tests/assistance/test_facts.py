"""Facts from phones: different fields merge, the same field goes to a person, nothing is overwritten silently."""

import itertools
import random
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from assistance.models import HeldValue, Visit
from assistance.services import settle_value
from households.choices import MemberChange
from households.facts import Fact, FactField
from households.services.facts import report_fact
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.reminding import DUES
from povertyapp.core.todo import Tab, todos_of
from tests.assistance.phones import Phone, body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def phone(cast):
    return Phone(cast.helper)


@pytest.fixture
def member(helped):
    return helped[0].members.order_by("person_no").first()


def read(phone):
    """Return the facts of the first household of the pack, by person and field."""
    [line] = phone.get("/m/pack/").json()["households"]
    return {(fact["person_no"], fact["field"]): fact for fact in line["facts"]}


def reported(fact, value):
    return {"person_no": fact["person_no"], "field": fact["field"], "value": value, "base": fact["base"]}


def send(phone, household, *facts):
    return phone.post(body(household, facts=list(facts)))


def test_a_fact_that_stands_as_it_was_read_is_applied(phone, helped, member, cast):
    facts = read(phone)
    answer = send(
        phone,
        helped[0],
        reported(facts[None, "presence"], "all_away"),
        reported(facts[None, "phone"], "15411112222"),
        reported(facts[member.person_no, "health"], ["02", "04"]),
        reported(facts[member.person_no, "phone"], "154 3333 4444"),
    )
    assert answer.status_code == 201, answer.json()
    assert {fact["result"] for fact in answer.json()["facts"]} == {"applied"}
    helped[0].refresh_from_db()
    member.refresh_from_db()
    assert (helped[0].presence, helped[0].phone) == ("all_away", "15411112222")
    assert (member.health, member.phone) == (["02", "04"], "15433334444")
    told = member.history.order_by("pgh_id").last().pgh_context.metadata
    assert told["user"] == cast.helper.pk
    assert Visit.objects.get().receipt in told["reason"]


def test_the_same_value_is_the_same(phone, helped, member):
    facts = read(phone)
    told = send(phone, helped[0], reported(facts[member.person_no, "health"], ["01"])).json()["facts"]
    assert told == [{"person_no": member.person_no, "field": "health", "result": "same"}]
    assert not HeldValue.objects.exists()


def test_different_fields_of_two_phones_merge(phone, helped, member, cast):
    other = Phone(cast.cadre)
    mine, theirs = read(phone), read(other)
    send(phone, helped[0], reported(mine[None, "presence"], "all_away"))
    told = send(other, helped[0], reported(theirs[member.person_no, "health"], "02")).json()["facts"]
    assert [fact["result"] for fact in told] == ["applied"]
    helped[0].refresh_from_db()
    member.refresh_from_db()
    assert (helped[0].presence, member.health) == ("all_away", ["02"])


def test_the_same_field_of_two_phones_goes_to_a_person(phone, helped, cast):
    other = Phone(cast.cadre)
    mine, theirs = read(phone), read(other)
    send(phone, helped[0], reported(mine[None, "phone"], "15411112222"))
    answer = send(other, helped[0], reported(theirs[None, "phone"], "15455556666"))
    assert [fact["result"] for fact in answer.json()["facts"]] == ["held"]
    helped[0].refresh_from_db()
    assert helped[0].phone == "15411112222"
    held = HeldValue.objects.get()
    assert (held.value, held.register_value) == ("15455556666", "15411112222")
    assert (held.sent_by, held.visit.pk) == (cast.cadre, answer.json()["id"])
    with connection.cursor() as cursor:
        for table in ("assistance_heldvalue", "assistance_heldvalueevent", "assistance_submission"):
            cursor.execute(f"SELECT t::text FROM {table} t")
            assert "15455556666" not in str(cursor.fetchall())


def test_a_repeat_applies_nothing_again(phone, helped):
    sent = body(helped[0], facts=[reported(read(phone)[None, "presence"], "all_away")])
    first = phone.post(sent).json()
    helped[0].presence = "home_with_labour"
    helped[0].save()
    assert phone.post(sent).json() == first
    helped[0].refresh_from_db()
    assert helped[0].presence == "home_with_labour"


def test_of_somebody_who_has_left_nothing_is_written(phone, helped, member):
    facts = read(phone)
    member.change_kind, member.changed_on = MemberChange.DEATH, helped[0].registered_on
    member.save()
    told = send(phone, helped[0], reported(facts[member.person_no, "health"], "02")).json()["facts"]
    assert [fact["result"] for fact in told] == ["held"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"base": ""}, 428),
        ({"base": None}, 428),
        ({"value": "away"}, 422),
        ({"value": []}, 422),
        ({"field": "name"}, 422),
        ({"person_no": "000"}, 422),
    ],
)
def test_a_wrong_fact_stops_the_visit_and_leaves_the_number_free(phone, helped, changes, code):
    fact = reported(read(phone)[None, "presence"], "all_away")
    number = str(uuid.uuid4())
    answer = phone.post(body(helped[0], submission_id=number, facts=[fact | changes]))
    assert answer.status_code == code
    assert not Visit.objects.exists()
    assert phone.post(body(helped[0], submission_id=number, facts=[fact])).status_code == 201


@pytest.mark.parametrize("number", ["12", "1541111222", "abcdefghijk", ""])
def test_a_telephone_that_is_none_is_refused_in_words(phone, helped, number):
    answer = send(phone, helped[0], reported(read(phone)[None, "phone"], number))
    assert answer.status_code == 422
    assert "联系电话" in str(answer.json()["errors"]["facts"])


def test_without_the_verb_no_fact_is_written(helped, cast):
    fact = Fact(helped[0], None, FactField.PRESENCE)
    facts = {"person_no": None, "field": "presence", "value": "all_away", "base": fact.base, "reason": "走访"}
    with pytest.raises(PermissionDenied):
        report_fact(by=cast.leader, household=helped[0], **facts)
    assert report_fact(by=cast.helper, household=helped[0], **facts).result == "applied"


def test_no_order_of_phones_loses_a_value(phone, helped, cast):
    """Four phones read, write and wait in any order: each value is in the register, in its history, or held."""
    chance = random.Random(20170520)
    phones = [Phone(cast.helper), Phone(cast.helper), Phone(cast.cadre), Phone(cast.cadre)]
    have = [read(one) for one in phones]
    numbers = itertools.count(15400000000)
    values = set()
    for _step in range(30):
        one = chance.randrange(4)
        if chance.random() < 0.3:
            have[one] = read(phones[one])
            continue
        value = str(next(numbers))
        answer = send(phones[one], helped[0], reported(have[one][None, "phone"], value))
        assert answer.status_code == 201
        values.add(value)
    register = {event.phone for event in helped[0].history.all()}
    held = {one.value for one in HeldValue.objects.all()}
    assert values <= register | held
    assert not register & held
    assert held


@pytest.fixture
def held(phone, helped, cast):
    other = Phone(cast.cadre)
    mine, theirs = read(phone), read(other)
    send(other, helped[0], reported(theirs[None, "presence"], "all_away"))
    send(phone, helped[0], reported(mine[None, "presence"], "home_without_labour"))
    helped[0].refresh_from_db()
    return HeldValue.objects.get()


def seen_of(held):
    held.household.refresh_from_db()
    return Fact(held.household, held.member, FactField(held.field)).base


@pytest.mark.parametrize(
    ("choice", "value", "stands"),
    [
        ("kept", "", "all_away"),
        ("taken", "", "home_without_labour"),
        ("other", "home_with_labour", "home_with_labour"),
    ],
)
def test_a_person_decides_between_the_two(held, cast, as_user, choice, value, stands):
    client = as_user(cast.cadre)
    listed = client.get(reverse("assistance:held_values")).content.decode()
    detail = reverse("assistance:held_value", args=[held.pk])
    assert detail in listed
    page = client.get(detail).content.decode()
    assert "全家外出" in page
    assert "在家无劳力" in page
    answer = client.post(detail, {"choice": choice, "value": value, "seen": seen_of(held)})
    assert answer.status_code == 302
    held.refresh_from_db()
    held.household.refresh_from_db()
    assert (held.status, held.decided_by, held.household.presence) == (choice, cast.cadre, stands)
    assert client.post(detail, {"choice": choice, "value": value, "seen": seen_of(held)}).status_code in (
        400,
        409,
    )


def test_a_telephone_is_compared_masked(phone, helped, cast, as_user):
    other = Phone(cast.cadre)
    mine, theirs = read(phone), read(other)
    send(phone, helped[0], reported(mine[None, "phone"], "15411112222"))
    send(other, helped[0], reported(theirs[None, "phone"], "15499992222"))
    page = as_user(cast.cadre).get(reverse("assistance:held_value", args=[HeldValue.objects.get().pk]))
    text = page.content.decode()
    assert "154****2222" in text
    assert "15499992222" not in text
    assert "15411112222" not in text
    assert "遮住的数字不同" in text


def test_a_register_that_changed_under_the_eyes_is_a_conflict(held, cast):
    seen = seen_of(held)
    held.household.presence = "home_with_labour"
    held.household.save()
    with pytest.raises(Conflict):
        settle_value(by=cast.cadre, held=held, choice="taken", seen=seen)
    held.refresh_from_db()
    assert held.status == "open"


def test_a_third_value_must_be_one_of_the_words(held, cast):
    with pytest.raises(ValidationError):
        settle_value(by=cast.cadre, held=held, choice="other", seen=seen_of(held), value="moon")


def test_it_stands_in_the_to_do_of_the_village(held, cast):
    for user, waits in (
        (cast.cadre, True),
        (cast.township, True),
        (cast.outsider, False),
        (cast.helper, False),
    ):
        lines = [item for item in todos_of(user, Tab.DO) if item.url.startswith("/assistance/held/")]
        assert bool(lines) == waits, user
        assert (
            user.pk in {due.user_id for due in DUES["held_values"].find("422827", clock.today())}
        ) == waits
