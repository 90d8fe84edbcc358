"""What makes a visit implausible: each flag, where it is read, and that it changes nothing (E6)."""

import datetime as dt
import random
import uuid

import pytest
from django.urls import reverse

from assistance.models import Submission, Visit, VisitPhoto
from assistance.rules.doubts import EVERYBODY, doubtful, odd_total
from assistance.rules.flags import flags_among, flags_of, flags_on
from assistance.services import void_visit
from assistance.services.doubts import look_anew, look_through
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.models import RuleParameter
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from povertyapp.core.verdicts import data_rows, verdicts
from tests.assistance.factories import make_helped, make_helper, make_visit
from tests.households.factories import COUNTY, VILLAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
MARCH = Period(2017, 3)
DAY = dt.date(2017, 3, 6)
LONG = dt.timedelta(days=30)
URL = reverse("assistance:suspicious_visits")


def found(code=""):
    """Return the ids of the visits of March that a flag finds, and hold page and list to one truth, before they were
    noted and after."""
    listed = told(code)
    for visit in Visit.objects.filter(happened_on__range=(MARCH.start, MARCH.end)):
        on_page = {one.code for one in flags_of(visit, MARCH)}
        assert (visit.pk in listed) == (bool(on_page) if not code else code in on_page)
    return listed


def told(code=""):
    """Return the ids of the visits that are odd, by what was noted and by what is written now alike."""
    listed = odd(code)
    assert listed == {one.pk for one in flags_among({COUNTY: EVERYBODY}, MARCH) if has(one, code)}
    look_through()
    assert listed == odd(code)
    return listed


def odd(code=""):
    """Return the ids of the visits of March that lists and counts call odd."""
    rows = set(doubtful(Visit.objects.all(), [COUNTY], MARCH, code).values_list("pk", flat=True))
    assert code or len(rows) == odd_total([COUNTY], MARCH)
    return rows


def has(visit, code):
    return code in ("", *(one.code for one in flags_on(visit)))


def hours(hour, minutes, length=40):
    began = clock.moment(DAY, hour, minutes)
    return {"began_at": began, "ended_at": began + dt.timedelta(minutes=length)}


@pytest.fixture
def homes(places):
    """Fifteen households of one village and their helper."""
    first, helper = make_helped()
    return [first, *(make_helped(helper=helper)[0] for _each in range(14))], helper


def test_two_homes_at_one_time(homes):
    households, helper = homes
    one = make_visit(households[0], helper, DAY, **hours(9, 0))
    two = make_visit(households[1], helper, DAY, **hours(9, 39))
    make_visit(households[2], helper, DAY, **hours(10, 19))  # begins where the other ends
    make_visit(households[3], make_helper(), DAY, **hours(9, 10))  # somebody else
    make_visit(households[4], helper, DAY)  # says no hours
    assert found("overlap") == {one.pk, two.pk}


def test_more_homes_a_day_than_anybody_enters(homes):
    households, helper = homes
    visits = [make_visit(home, helper, DAY) for home in households[:12]]
    make_visit(households[0], helper, DAY)  # the same home again
    make_visit(households[13], helper, DAY, channel="phone")
    assert found("crowded") == set()
    visits += [make_visit(households[12], helper, DAY)]
    assert {visit.pk for visit in visits} <= found("crowded")


def test_text_copied_from_household_to_household(homes):
    households, helper = homes
    text = "看望，了解生产生活"
    visits = [
        make_visit(home, helper, DAY + dt.timedelta(days=i), content=text)
        for i, home in enumerate(households[:4])
    ]
    make_visit(households[0], helper, dt.date(2017, 3, 30), content=text)  # the same household again
    make_visit(households[5], make_helper(), DAY, content=text)  # another visitor
    make_visit(households[6], helper, dt.date(2017, 2, 27), content=text)  # another month
    make_visit(households[7], helper, DAY, content="")
    assert found("copied") == set()
    visits.append(make_visit(households[8], helper, DAY, content=text))
    assert {visit.pk for visit in visits} <= found("copied")


def test_the_county_s_number_decides(homes):
    households, helper = homes
    two = {make_visit(home, helper, DAY, content="送化肥").pk for home in households[:2]}
    assert found("copied") == set()
    RuleParameter.objects.create(
        name="visit.copied_text_households", area_id=COUNTY, effective_from=dt.date(2017, 3, 1), value=2
    )
    assert found("copied") == two


def test_entered_long_after(homes):
    households, helper = homes
    in_time, late, of_a_log = (
        make_visit(
            households[i],
            helper,
            DAY,
            recorded_at=clock.moment(DAY + dt.timedelta(days=days), 23, 59),
            **more,
        )
        for i, (days, more) in enumerate([(3, {}), (4, {}), (20, {"log_key": "x" * 32})])
    )
    assert found("late_entry") == {late.pk}


def test_flags_change_no_figure_and_no_flag_is_on_a_struck_out_visit(cast, homes):
    households, helper = homes
    visits = [make_visit(home, helper, DAY, content="一样的话写了很多遍") for home in households[:6]]
    assert len(found()) == 6
    verdict = next(v for v in verdicts(households[0], MARCH) if v.rule.code == "LF-14")
    assert not verdict.is_missed
    void_visit(by=cast.supervisor, visit=visits[0], reason="没去")
    assert len(found()) == 5


def test_what_is_noted_is_never_older_than_what_is_written(cast, homes):
    """Whatever is written, lists show it at once, beside what was noted before, and after it is noted."""
    households, helper = homes
    other = make_helper()
    visits = [make_visit(home, helper, DAY, content="一样的话写了很多遍") for home in households[:5]]
    plain = make_visit(households[6], other, DAY)
    april = make_visit(households[7], other, dt.date(2017, 4, 3), **hours(9, 0))
    stranger = make_visit(households[8], None, DAY, visitor_name="外来人")
    sent(cast, plain, 1, skew=0)
    photo = VisitPhoto.objects.get(submission_id=sent(cast, april, 2, photo="a" * 64).submission.pk)
    assert len(told()) == 5
    rows = Visit.objects.filter(pk__in=[one.pk for one in visits])
    for change, expected in (
        (lambda: rows.filter(pk=visits[0].pk).update(voided_at=clock.now(), void_kind="disproved"), 0),
        (lambda: rows.filter(pk=visits[0].pk).update(voided_at=None, void_kind=""), 5),
        (lambda: rows.filter(pk=visits[1].pk).update(happened_on=dt.date(2017, 2, 6)), 0),
        (lambda: rows.filter(pk=visits[1].pk).update(happened_on=DAY), 5),
        (lambda: rows.filter(pk=visits[2].pk).update(helper=other), 0),
        (lambda: rows.filter(pk=visits[2].pk).update(helper=helper), 5),
        (lambda: Submission.objects.filter(visit=plain).update(skew_seconds=5000), 6),
        (
            lambda: Visit.objects.filter(pk=plain.pk).update(**hours(9, 10)),
            6,
        ),  # and on an hour of an April visit
        (lambda: Submission.objects.filter(visit=plain).update(skew_seconds=1), 6),
        (lambda: Visit.objects.filter(pk=april.pk).update(began_at=None, ended_at=None), 5),
        (lambda: sent(cast, stranger, 3, photo="a" * 64), 6),
        (lambda: VisitPhoto.objects.filter(pk=photo.pk).update(sha256="b" * 64), 5),
        (lambda: VisitPhoto.objects.filter(pk=photo.pk).update(sha256="a" * 64), 6),
        (lambda: VisitPhoto.objects.filter(pk=photo.pk).delete(), 5),
        (lambda: Visit.objects.filter(pk=stranger.pk).update(recorded_at=clock.moment(DAY, 9) + LONG), 6),
        (lambda: Visit.objects.filter(pk=visits[4].pk).delete(), 1),
    ):
        change()
        assert len(told()) == expected


def test_a_parameter_or_a_migrate_has_the_month_gone_through_anew(homes):
    households, helper = homes
    two = {make_visit(home, helper, DAY, content="送化肥").pk for home in households[:2]}
    assert look_through()
    assert not look_through()
    assert odd() == set()
    facts = {"area_id": COUNTY, "effective_from": dt.date(2017, 3, 1)}
    lower = RuleParameter.objects.create(name="visit.copied_text_households", value=2, **facts)
    assert odd() == two
    assert look_through()
    assert odd() == two
    lower.delete()
    assert odd() == set()
    look_through()
    look_anew(plan=[])
    assert look_through()


def test_dq_45_is_the_same_question(homes):
    households, helper = homes
    rule = RULES["DQ-45"]
    assert not data_rows(rule, MARCH, COUNTY).exists()
    for home in households[:2]:
        make_visit(home, helper, DAY, **hours(9, 0))
    other = make_helper()
    for home in households[:13]:
        make_visit(home, other, DAY)
    make_visit(households[0], make_helper(), DAY, **hours(9, 0))
    assert set(data_rows(rule, MARCH, COUNTY)) == {helper, other}
    assert found("overlap") | found("crowded") == set(
        Visit.objects.filter(helper__in=[helper, other]).values_list("pk", flat=True)
    )


def test_page_names_the_reasons_and_the_list_finds_them(as_user, cast, homes):
    households, helper = homes
    for home in households[:2]:
        odd = make_visit(home, helper, DAY, **hours(9, 0))
    plain = make_visit(households[3], helper, DAY)
    client = as_user(cast.supervisor)
    detail = client.get(reverse("assistance:visit", args=[odd.pk])).content.decode()
    assert "有疑点" in detail
    assert "同一时间在两处" in detail
    assert "有疑点" not in client.get(reverse("assistance:visit", args=[plain.pk])).content.decode()
    pages = [client.get(f"{URL}?m=2017-03")]
    look_through()
    pages.append(page := client.get(f"{URL}?m=2017-03"))
    assert [one.context["total"] for one in pages] == [2, 2]
    assert [row["cells"] for row in pages[0].context["rows"]] == [
        row["cells"] for row in page.context["rows"]
    ]
    assert "同一时间在两处" in page.content.decode()
    assert client.get(f"{URL}?m=2017-03&flag=copied").context["total"] == 0
    listed = client.get(reverse("assistance:visits") + "?m=2017-03&flag=any")
    assert listed.context["total"] == 2
    assert client.get(reverse("assistance:visits") + "?m=2017-03&flag=overlap").context["total"] == 2
    assert client.get(reverse("assistance:visits") + "?m=2017-02&flag=any").context["total"] == 0


def test_each_sees_his_own_and_a_wrong_month_is_told(as_user, cast, homes):
    households, helper = homes
    for home in households[:2]:
        make_visit(home, helper, DAY, **hours(9, 0))
    assert as_user(cast.township).get(URL).context["total"] == 2
    assert as_user(cast.outsider).get(URL).context["total"] == 0
    assert as_user(cast.finance).get(URL).status_code == 403
    page = as_user(cast.clerk).get(f"{URL}?m=2017-13")
    assert page.context["filter"].form.errors["m"]


def test_queries_do_not_grow_with_rows(as_user, cast, homes, django_assert_max_num_queries):
    households, helper = homes
    for home in households:
        make_visit(home, helper, DAY)
    client = as_user(cast.clerk)
    client.get(URL)
    with django_assert_max_num_queries(8):
        assert client.get(URL).context["total"] == 15


TOPICS = (
    "问收入",
    "查饮水",
    "看住房",
    "问就医",
    "问就学",
    "送茶苗",
    "教养猪",
    "联系务工",
    "帮销售",
    "看老人",
)
FRAUDS, GENUINE = 200, 2000


def test_seeded_frauds_are_found_and_the_genuine_left_alone(places):
    """E6: 200 frauds of four kinds among 2,000 genuine visits: all frauds flagged, at most 2% of the others."""
    draw = random.Random(20170520)
    helpers = [make_helper() for _each in range(60)]
    homes = Household.objects.bulk_create(
        Household(
            household_no=f"E6{i:06d}", head_name=f"户{i}", area_id=VILLAGE, registered_on=dt.date(2014, 1, 1)
        )
        for i in range(GENUINE // 2)
    )
    genuine = [_genuine(draw, helpers[i % 40], homes[i % len(homes)], i) for i in range(GENUINE)]
    frauds = _frauds(draw, helpers[40:], homes)
    Visit.objects.bulk_create([*genuine, *frauds])
    flagged = set(doubtful(Visit.objects.all(), [COUNTY], MARCH).values_list("pk", flat=True))
    assert len(frauds) == FRAUDS
    assert [visit.content for visit in frauds if visit.pk not in flagged] == []
    assert sum(visit.pk in flagged for visit in genuine) <= GENUINE * 0.02


def _visit(helper, home, day, **more):
    return Visit(
        household=home,
        area_id=home.area_id,
        helper=helper,
        visitor_name=helper.name,
        happened_on=day,
        recorded_at=more.pop("recorded_at", clock.moment(day, 20)),
        **more,
    )


def _genuine(draw, helper, home, number):
    """A visit as people make them: back to back, entered in the evening or some days later, in short words that are
    often alike."""
    day = dt.date(2017, 3, 1 + number // 40 % 25)
    began = clock.moment(day, 8 + number // 1000 * 4, draw.randrange(0, 20))
    entered = clock.moment(
        day + dt.timedelta(days=draw.choice((0, 0, 0, 1, 1, 2, 3))), 21, draw.randrange(60)
    )
    text = "，".join(draw.sample(TOPICS, draw.choice((1, 2, 3))))
    more = {"began_at": began, "ended_at": began + dt.timedelta(minutes=draw.randrange(15, 50))}
    return _visit(helper, home, day, content=text if draw.random() < 0.9 else "", recorded_at=entered, **more)


def _frauds(draw, helpers, homes):
    """Frauds of each kind: two places at once, a village in a day, one text for all, a month made up at its end."""
    made, day = [], dt.date(2017, 3, 9)
    for i in range(25):
        began = clock.moment(day, 8 + i % 9, draw.randrange(30))
        for home in draw.sample(homes, 2):
            hours = {"began_at": began, "ended_at": began + dt.timedelta(minutes=30)}
            made.append(
                _visit(
                    helpers[i % 5], home, day + dt.timedelta(days=i // 5), content=f"同时{i}{home}", **hours
                )
            )
    made += [_visit(helpers[i // 25 + 5], homes[i], day, content=f"赶场{i}") for i in range(50)]
    made += [
        _visit(helpers[i // 10 + 7], homes[i], day + dt.timedelta(days=i % 10), content="情况良好")
        for i in range(50)
    ]
    at_the_end = clock.moment(dt.date(2017, 3, 31), 23)
    made += [
        _visit(helpers[12 + i % 5], homes[i], day, content=f"补{i}", recorded_at=at_the_end)
        for i in range(50)
    ]
    return made


def sent(cast, visit, number, skew=None, photo=None):
    """Let a visit have come from a phone, with how far its clock was off and the fingerprint of a photo."""
    ids = {"submission_id": uuid.UUID(int=number)}
    Submission.objects.create(
        **ids, body_sha256="x", sent_by=cast.helper, visit=visit, received_at=clock.now(), skew_seconds=skew
    )
    if photo:
        more = {"sent_by": cast.helper, "size": 1, "announced_at": clock.now()}
        VisitPhoto.objects.create(**ids, photo_id=uuid.UUID(int=number), visit=visit, sha256=photo, **more)
    return visit


def test_a_clock_that_is_off_and_photos_that_came_twice(cast, homes):
    households, helper = homes
    skews = (None, 0, 600, -600, 601, -4000)
    visits = [
        sent(cast, make_visit(homes, helper, DAY), number, skew)
        for number, (homes, skew) in enumerate(zip(households, skews, strict=False))
    ]
    assert found("clock") == {visits[4].pk, visits[5].pk}
    other = make_visit(households[7], make_helper(), dt.date(2016, 12, 1))  # another visitor, another year
    sent(cast, other, 100, photo="a" * 64)
    again = sent(cast, make_visit(households[8], helper, DAY), 101, photo="a" * 64)
    sent(cast, make_visit(households[9], helper, DAY), 102, photo="b" * 64)
    assert found("photo") == {again.pk}


def test_every_reused_photo_is_flagged(cast, homes):
    """E6: the same bytes on two visits, however far apart, and none of those whose photos are their own."""
    households, helper = homes
    days = [dt.date(2017, 3, 1 + i % 19) for i in range(150)]
    visits = Visit.objects.bulk_create(
        _visit(helper, households[i % 15], day, content=f"记{i}") for i, day in enumerate(days)
    )
    prints = [
        f"{i // 2 if i < 40 else i:064d}" for i in range(150)
    ]  # the first forty are twenty photos, twice each
    more = {"sent_by": cast.helper, "size": 1, "announced_at": clock.now()}
    VisitPhoto.objects.bulk_create(
        VisitPhoto(
            submission_id=uuid.uuid4(),
            photo_id=uuid.uuid4(),
            visit=one,
            area_id=one.area_id,
            sha256=mark,
            **more,
        )
        for one, mark in zip(visits, prints, strict=True)
    )
    rows = doubtful(Visit.objects.all(), [COUNTY], MARCH, "photo")
    assert set(rows.values_list("pk", flat=True)) == {one.pk for one in visits[:40]}
