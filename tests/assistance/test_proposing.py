"""The proposal: the near first, load in balance, no relative; and the reasons in words."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assistance.models import Helper, HelperKin
from assistance.proposing import Proposer
from households.choices import MemberChange
from households.models import Village
from povertyapp.core.models import Area, RuleParameter
from tests.assistance.factories import make_helper, put_in_charge
from tests.households.factories import COUNTY, NEXT_VILLAGE, OTHER_VILLAGE, make_household

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 5, 16)


def home(**fields):
    fields = {"members": 0, "income": False, "living": False, "forms": False} | fields
    return make_household(**fields)


def busy(name, count, village=None):
    """A helper with so many households in a village."""
    helper = make_helper(name)
    for _n in range(count):
        put_in_charge(helper, home(**({"area_id": village} if village else {})))
    return helper


@pytest.fixture(autouse=True)
def limits(db):
    RuleParameter.objects.filter(name="assignment.goal_households").update(value=3)
    RuleParameter.objects.filter(name="assignment.max_households").update(value=4)


def propose(*households):
    return Proposer(Helper.objects.all(), COUNTY, DAY).propose(households)


def names(proposals):
    return [proposal.helper.name if proposal.helper else None for proposal in proposals]


def test_near_first_then_load(places):
    busy("远", 1, OTHER_VILLAGE), busy("邻", 1, NEXT_VILLAGE), busy("近", 2)
    [found] = propose(home())
    assert found.helper.name == "近"
    assert found.why == ["同村", "负责 3 户（目标 3，上限 4）"]


def test_the_least_loaded_of_a_village_takes_the_next(places):
    busy("多", 2), busy("少", 1)
    assert names(propose(home(), home(), home())) == ["少", "多", "少"]


def test_goal_before_maximum_and_never_beyond(places):
    busy("满", 4), busy("到", 3), busy("邻", 2, NEXT_VILLAGE)
    assert names(propose(home(), home(), home(), home())) == ["邻", "到", "邻", None]


def test_nobody_fits_is_said(places):
    busy("满", 4)
    [found] = propose(home())
    assert found.helper is None
    assert "没有合适的人" in found.why[0]


def test_of_a_township_the_nearer_village_goes_first(places):
    busy("远村", 1, NEXT_VILLAGE)
    near = busy("近村", 2, "422827100221")
    third = "422827100299"
    Area.objects.create(code=third, name="新村", level="village", parent_id="422827100")
    for assignment in near.assignments.all():
        assignment.household.area_id = third
        assignment.household.save()
    near.assignments.update(area_id=third)
    places_of = {
        "422827100204": ("29.50", "109.40"),
        third: ("29.51", "109.41"),
        NEXT_VILLAGE: ("29.60", "109.50"),
    }
    for code, (latitude, longitude) in places_of.items():
        Village.objects.create(area_id=code, latitude=latitude, longitude=longitude)
    [found] = propose(home())
    assert found.helper.name == "近村"
    assert found.why[0] == "同乡镇，相距约 1 公里"


def test_a_member_now_or_once_and_a_declared_relative_are_not_proposed(places):
    household = home(members=2, registered_on=dt.date(2014, 1, 1), left_register_on=None)
    first, second = household.members.order_by("pk")
    # somebody who married out of the household keeps his row there
    second.change_kind = MemberChange.MARRIED_OUT
    second.save()
    married = busy("嫁出", 1)
    married.id_hash = second.id_hash
    married.save()
    declared = busy("舅舅", 1)
    HelperKin.objects.create(household=household, helper=declared, relation="舅舅", area_id=household.area_id)
    busy("外人", 2)
    [found] = propose(household)
    assert found.helper.name == "外人"
    assert "已避开亲属 2 人" in found.why
    assert names(propose(home())) == ["嫁出"]


def test_who_is_registered_poor_himself_is_proposed_for_nobody(places):
    poor = home(members=1)
    helper = busy("贫困户本人", 0)
    helper.id_hash = poor.members.get().id_hash
    helper.save()
    assert names(propose(home())) == [None]


def test_a_helper_of_today_stays_unless_he_has_too_many(places):
    held = busy("满", 5)
    busy("邻", 1)
    homes = [row.household for row in held.assignments.order_by("pk")]
    assert names(propose(*homes)) == ["邻", "满", "满", "满", "满"]
    assert propose(homes[1], homes[0])[1].why == ["现在就由此人负责，不用改", "负责 4 户（目标 3，上限 4）"]


def test_queries_do_not_grow(places, django_assert_num_queries):
    busy("一", 1)
    homes = [home() for _n in range(8)]
    with CaptureQueriesContext(connection) as few:
        propose(homes[0])
    with django_assert_num_queries(len(few)):
        propose(*homes)
