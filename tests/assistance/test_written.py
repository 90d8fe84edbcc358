"""Queries that are written once: the same rows as written anew, for whoever asks and whenever."""

import datetime as dt

import pytest
from django.db.models import Count, Q

from households.models import Household
from povertyapp.core import clock
from povertyapp.core.alike import Alike
from povertyapp.core.models import RoleGrant
from povertyapp.core.period import Period
from povertyapp.core.reading import read_together
from povertyapp.core.scoping import AnyUser, values_of
from povertyapp.core.verdicts import verdicts_by_household, verdicts_of
from povertyapp.core.written import Given, Written
from tests.assistance.factories import make_helped
from tests.households.factories import COUNTY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def seen(user):
    rows = Household.objects.visible_to(AnyUser.like(user)).order_by("pk")
    return Written(rows).ask(**values_of(user))


@pytest.mark.parametrize(
    "name", ["helper", "cadre", "clerk", "township", "outsider", "leader", "supervisor", "nobody"]
)
def test_whoever_asks_sees_what_visible_to_says(cast, helped, name):
    make_helped()
    user = getattr(cast, name)
    assert seen(user) == list(Household.objects.visible_to(user).order_by("pk"))


def test_whoever_is_out_of_force_sees_nothing(cast, helped):
    assert seen(cast.cadre)
    cast.cadre.is_active = False
    assert seen(cast.cadre) == []


def test_one_query_serves_each_with_his_own_values(cast, helped):
    query = Written(Household.objects.visible_to(AnyUser.like(cast.township)))
    assert AnyUser.like(cast.township) == AnyUser.like(cast.outsider)
    assert query.ask(**values_of(cast.township)) == [helped[0]]
    assert query.ask(**values_of(cast.outsider)) == []


def test_what_is_written_is_read_together_with_others(cast, helped, django_assert_num_queries):
    rows = Household.objects.visible_to(AnyUser.like(cast.township)).order_by("pk")
    query = Written(rows.values("household_no", n=Count("members")))
    never = Written(rows.filter(pk__in=[]))
    here, elsewhere = values_of(cast.township), values_of(cast.outsider)
    with django_assert_num_queries(1):
        seen, unseen = query.asked(**here), query.asked(**elsewhere)
        read_together(seen, unseen, never.asked())
        found = list(seen), list(unseen), never.ask()
    alone = Household.objects.visible_to(cast.township).values("household_no", n=Count("members"))
    assert found == (list(alone), [], [])


def of_status(user, status):
    return Household.objects.visible_to(user).filter(poverty_status=status).order_by("pk")


def test_what_many_ask_is_written_once_a_day_and_each_has_his_own(cast, helped, monkeypatch):
    more, status = make_helped()[0], helped[0].poverty_status
    written = []

    def ask(user, status):
        written.append(user)
        return of_status(user, status)

    for user in (cast.township, cast.outsider, cast.township):
        rows = Alike(ask, user, status)
        assert list(rows.all()) == list(of_status(user, status))
        assert list(rows.first(1)) == list(of_status(user, status)[:1])
        assert [row["n"] for row in rows.counted()] == [of_status(user, status).count()]
    assert more in list(Alike(ask, cast.township, status).all())
    assert written == [AnyUser.like(cast.township)] * 3
    assert not Alike(ask, cast.township, "no such").all()
    monkeypatch.setattr(clock, "today", lambda: dt.date(2030, 1, 1))
    assert list(Alike(ask, cast.township, status).first(1)) == [helped[0]]
    assert len(written) == 5


def test_verdicts_of_some_are_those_of_each_as_written_anew(helped):
    homes = [helped[0], *(make_helped()[0] for _more in range(2))]
    march = Period(2017, 3)
    for keys in ([home.pk for home in homes[:2]], [homes[2].pk], [homes[0].pk]):
        anew = verdicts_by_household(Q(household_id__in=keys), COUNTY, march)
        assert verdicts_of(keys, COUNTY, march) == anew
        assert anew.keys() == set(keys)
    only = verdicts_of([homes[0].pk], COUNTY, march, ("LF-14",))[homes[0].pk]
    assert [verdict.rule.code for verdict in only] == ["LF-14"]


def test_a_right_that_ended_is_gone_with_the_next_request(cast):
    assert cast.cadre.grants_today[0].user is cast.cadre
    RoleGrant.objects.filter(user=cast.cadre).update(
        from_date=clock.today() - dt.timedelta(2), to_date=clock.today() - dt.timedelta(1)
    )
    assert type(cast.cadre).objects.get(pk=cast.cadre.pk).grants_today == []


def test_a_value_is_never_part_of_the_sql():
    query = Written(Household.objects.filter(household_no=Given("household_no")))
    assert query.ask(household_no="' OR ''='") == []
