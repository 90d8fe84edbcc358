"""一口清: drawn questions with the record's answers, asked once, passed at nine in ten."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from inspections.models import KnowledgeCheck
from inspections.services.field.knowledge import draw_questions, record_knowledge
from povertyapp.core.errors import Conflict
from povertyapp.core.roles import Role
from tests.assistance.teams import make_resident, make_team
from tests.households.factories import make_user
from tests.inspections.factories import make_helper
from tests.inspections.field import make_sample, publish, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(cast):
    return make_resident(make_team(unit=make_helper().unit), name="田驻村")


@pytest.fixture
def made(cast, post):
    sample = make_sample(cast, homes=3)
    return draw_questions(by=cast.supervisor, round=sample.round, post=post, seed="一")


def answered(knowledge, wrong=0):
    numbers = [question.number for question in knowledge.questions.all()]
    return {number: ("wrong" if number <= wrong else "right", "") for number in numbers}


def test_questions_are_drawn_from_the_villages_records_and_kept(cast, post, made):
    questions = list(made.questions.select_related("household"))
    assert made.asked == len(questions) == 10
    assert len({(question.household_id, question.fact) for question in questions}) == 10
    sizes = [question for question in questions if question.fact == "size"]
    assert all(question.expected == f"{question.household.size} 人" for question in sizes)
    with pytest.raises(ValidationError):
        draw_questions(by=cast.supervisor, round=made.round, post=post)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.questions.update(expected="别的")


@pytest.mark.parametrize(("wrong", "passed"), [(0, True), (1, True), (2, False)])
def test_nine_in_ten_is_enough(cast, made, wrong, passed):
    done = record_knowledge(by=cast.supervisor, knowledge=made, said=answered(made, wrong))
    assert (done.right, done.passed) == (10 - wrong, passed)
    with pytest.raises(Conflict):
        record_knowledge(by=cast.supervisor, knowledge=made, said=answered(made))
    with pytest.raises(DatabaseError), transaction.atomic():
        KnowledgeCheck.objects.update(right=3)


def test_who_drew_them_asks_them_and_not_ones_own_unit(cast, post, made):
    with pytest.raises(ValidationError):
        record_knowledge(by=cast.clerk, knowledge=made, said=answered(made))
    colleague = make_user("colleague", Role.SUPERVISOR, cast.places.county)
    make_helper(user=colleague)
    post.official.unit = colleague.helper.unit
    post.official.save()
    with pytest.raises(ValidationError):
        draw_questions(by=colleague, round=made.round, post=post)


def test_pages_ask_and_show_and_stay_silent_until_the_circular(client, cast, post):
    sample = make_sample(cast, homes=2)
    client.force_login(cast.supervisor)
    started = client.post(reverse("inspections:knowledge_add"), {"round": sample.round.pk, "post": post.pk})
    made = KnowledgeCheck.objects.get()
    assert started.url == reverse("inspections:knowledge_ask", args=[made.pk])
    assert client.post(started.url, {}).status_code == 400
    said = {f"said_{question.number}": "right" for question in made.questions.all()}
    assert client.post(started.url, said).url == made.get_absolute_url()
    assert "一口清" in client.get(made.get_absolute_url()).content.decode()
    client.force_login(cast.township)
    assert client.get(made.get_absolute_url()).status_code == 404
    for check in sample.checks:
        record(cast, sample, check)
    publish(cast, sample)
    assert client.get(made.get_absolute_url()).status_code == 200
    client.force_login(cast.outsider)
    assert client.get(made.get_absolute_url()).status_code == 404
