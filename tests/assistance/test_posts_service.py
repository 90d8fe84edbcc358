"""Who comes to a post and who leaves it: the services, and what the database itself refuses."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from assistance.choices import PostKind
from assistance.models import Official, Post, ResidentTeam
from assistance.services import appoint, correct_official, end_post, end_team, hand_over_post, start_team
from povertyapp.core.errors import Conflict
from tests.assistance.factories import make_helper
from tests.assistance.teams import make_official, make_post, make_resident, make_staffed, make_team, make_unit
from tests.households.factories import NEXT_VILLAGE, TOWNSHIP, VILLAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
MARCH, APRIL = dt.date(2017, 3, 1), dt.date(2017, 4, 1)


def put(cast, kind=PostKind.CLERK, place=None, name="向专", from_date=MARCH, **facts):
    area = place or cast.places.village
    return appoint(by=cast.clerk, kind=kind, area=area, name=name, from_date=from_date, **facts)


def refused(**row):
    """Insert a post by raw SQL and expect the database to refuse it."""
    names, values = list(row), list(row.values())
    marks = ", ".join(["%s"] * len(values))
    with pytest.raises(IntegrityError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO assistance_post ({', '.join(names)}) VALUES ({marks})", values)
    return str(error.value)


def as_row(post, **changes):
    columns = ("kind", "official_id", "area_id", "team_id", "is_head", "from_date", "to_date")
    return {name: getattr(post, name) for name in columns} | changes


def test_a_clerk_is_appointed_with_history_and_a_number_of_his_own(cast):
    post = put(cast, phone="15400000021", office="村委委员")
    official = post.official
    assert official.code == "422827G00001"
    assert (official.phone, official.office, post.team) == ("15400000021", "村委委员", None)
    event = post.history.get()
    assert event.pgh_context.metadata["user"] == cast.clerk.pk
    assert put(cast, place=cast.places.next_village, name="向二").official.code == "422827G00002"


def test_a_helper_of_that_unit_is_known_on_the_post(cast):
    helper = make_helper("彭一", user=cast.helper, unit="县林业局", phone="15400000022")
    make_team()
    post = put(cast, PostKind.FIRST_SECRETARY, name="彭一", unit=helper.unit, is_head=True)
    assert (post.official.helper, post.official.user) == (helper, cast.helper)
    assert post.official.phone == "15400000022"
    assert post.title == "第一书记兼队长"


def test_residents_need_the_team_of_that_day(cast):
    with pytest.raises(ValidationError, match="没有驻村工作队") as error:
        put(cast, PostKind.TEAM_MEMBER)
    assert "from_date" in error.value.message_dict
    team = make_team(since=MARCH)
    with pytest.raises(ValidationError, match="没有驻村工作队"):
        put(cast, PostKind.TEAM_MEMBER, from_date=dt.date(2017, 2, 28))
    post = put(cast, PostKind.TEAM_MEMBER)
    assert (post.team, post.official.unit) == (team, team.unit)


@pytest.mark.parametrize("kind", [PostKind.CLERK, PostKind.FIRST_SECRETARY])
def test_a_single_post_is_handed_over_and_not_taken(cast, kind):
    make_team()
    first = put(cast, kind, name="向一", from_date=dt.date(2017, 1, 5))
    with pytest.raises(ValidationError, match="向一 从 2017-01-05 起是.*请办交接"):
        put(cast, kind, name="向二")
    second = hand_over_post(by=cast.clerk, post=first, from_date=MARCH, name="向二")
    first.refresh_from_db()
    assert first.to_date == dt.date(2017, 2, 28)
    assert (second.kind, second.area, second.team, second.from_date) == (kind, first.area, first.team, MARCH)


def test_a_hand_over_that_fails_leaves_the_one_before_on_his_post(cast):
    busy = put(cast, place=cast.places.next_village, name="向忙", unit=make_unit())
    post = put(cast, name="向一")
    with pytest.raises(ValidationError, match="驻村或专干岗位"):
        hand_over_post(by=cast.clerk, post=post, from_date=APRIL, name="向忙", unit=busy.official.unit)
    post.refresh_from_db()
    assert post.to_date is None
    with pytest.raises(ValidationError, match="接任日期"):
        hand_over_post(by=cast.clerk, post=post, from_date=MARCH, name="向二")


def test_one_person_comes_back_as_the_same(cast):
    first = put(cast, name="向一")
    end_post(by=cast.clerk, post=first, to_date=dt.date(2017, 3, 5))
    again = put(cast, name="向一", from_date=APRIL)
    assert again.official == first.official
    with pytest.raises(Conflict):
        end_post(by=cast.clerk, post=first, to_date=APRIL)
    with pytest.raises(ValidationError, match="不能早于到岗"):
        end_post(by=cast.clerk, post=again, to_date=MARCH)


def test_a_team_is_withdrawn_with_its_people(cast):
    first = make_staffed()
    with pytest.raises(ValidationError, match="2017-01-01"):
        end_team(by=cast.clerk, team=first.team, to_date=dt.date(2016, 12, 31))
    end_team(by=cast.clerk, team=first.team, to_date=MARCH)
    assert set(Post.objects.filter(team=first.team).values_list("to_date", flat=True)) == {MARCH}
    assert Post.objects.filter(team=None, to_date=None).count() == 2
    with pytest.raises(Conflict):
        end_team(by=cast.clerk, team=first.team, to_date=MARCH)
    assert start_team(by=cast.clerk, area=first.area, unit=make_unit(), from_date=APRIL).pk


def test_teams_do_not_overlap_and_units_are_the_county_s(cast):
    make_team()
    with pytest.raises(ValidationError, match="一支驻村工作队"):
        start_team(by=cast.clerk, area=cast.places.village, unit=make_unit(), from_date=APRIL)
    with pytest.raises(ValidationError, match="本县"):
        start_team(
            by=cast.clerk,
            area=cast.places.village,
            unit=make_unit(county=cast.places.outsider_county.pk),
            from_date=APRIL,
        )
    with pytest.raises(ValidationError, match="派到村"):
        start_team(by=cast.clerk, area=cast.places.township, unit=make_unit(), from_date=APRIL)


def test_posts_stand_at_their_level(cast):
    assert put(cast, PostKind.TASK_FORCE, cast.places.township, is_head=True).title == "专班负责人"
    assert put(cast, PostKind.CONTACT_LEADER, cast.places.township, name="向领").pk
    assert put(cast, PostKind.CONTACT_LEADER, name="向领").pk
    with pytest.raises(ValidationError, match="不设在这一级"):
        put(cast, PostKind.CLERK, cast.places.township, name="向某")
    with pytest.raises(ValidationError, match="不设在这一级"):
        put(cast, PostKind.TASK_FORCE, name="向某")


def test_the_database_refuses_what_cannot_be(places):
    first = make_staffed()
    team, clerk = first.team, Post.objects.get(kind=PostKind.CLERK)
    other = make_official()
    assert "one_first_secretary_a_village" in refused(**as_row(first, official_id=other.pk, is_head=False))
    assert "one_leader_a_team" in refused(**as_row(first, official_id=other.pk, kind="member"))
    assert "one_clerk_a_village" in refused(**as_row(clerk, official_id=other.pk))
    assert "one_full_time_post" in refused(
        **as_row(clerk, area_id=NEXT_VILLAGE, official_id=first.official_id)
    )
    leader = Post.objects.get(kind=PostKind.CONTACT_LEADER)
    assert "once_a_person_a_post" in refused(**as_row(leader))
    assert "post_ends_after" in refused(**as_row(leader, official_id=other.pk, to_date=dt.date(2016, 1, 1)))
    assert "resident_post_has_a_team" in refused(**as_row(clerk, area_id=NEXT_VILLAGE, team_id=team.pk))
    assert "post_stands_at" in refused(**as_row(clerk, area_id=TOWNSHIP, official_id=other.pk))
    assert "post_that_may_lead" in refused(**as_row(leader, official_id=other.pk, is_head=True))
    head = make_post(PostKind.TASK_FORCE, TOWNSHIP, is_head=True)
    assert "one_head_a_task_force" in refused(**as_row(head, official_id=other.pk))
    with pytest.raises(IntegrityError, match="one_team_a_village"), transaction.atomic():
        ResidentTeam.objects.bulk_create([ResidentTeam(area_id=VILLAGE, unit=team.unit, from_date=APRIL)])


def test_a_leader_may_contact_several_villages_at_once(places):
    leader = make_official()
    for place in (VILLAGE, NEXT_VILLAGE):
        make_post(PostKind.CONTACT_LEADER, place, leader)
    assert leader.posts.count() == 2


def test_a_person_is_corrected_with_a_reason(cast):
    official = make_resident().official
    with pytest.raises(ValidationError, match="理由"):
        correct_official(by=cast.clerk, official=official, reason=" ", office="科长")
    correct_official(by=cast.clerk, official=official, reason="核对", office="科长", phone="15400000023")
    assert Official.objects.get(pk=official.pk).phone == "15400000023"
    with pytest.raises(TypeError):
        correct_official(by=cast.clerk, official=official, reason="核对", name="别人")
