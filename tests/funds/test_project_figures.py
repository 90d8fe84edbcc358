"""E-32 and LF-50: projects of tender size that were tendered, accepted ones that were checked in three phases."""

from decimal import Decimal

import pytest
import time_machine
from django.db import transaction

from funds.choices.projects import Stage
from funds.models import Procurement
from povertyapp.core.figures import figures_of
from povertyapp.core.models import RuleParameter
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from tests.funds.projects import TENDER, Walk, day, recorded
from tests.households.factories import COUNTY, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture(autouse=True)
def in_december():
    with time_machine.travel("2017-12-20 12:00+08:00", tick=False):
        yield


def figure(people, code):
    (found,) = figures_of(people.clerk, COUNTY, Period(2017, 12), [RULES[code]])
    return (found.part, found.whole)


def bought(people, project, **facts):
    made = {**TENDER, "opened_on": day(50), **facts}
    return Procurement.objects.create(project=project, area=project.area, recorded_by=people.cadre, **made)


def test_what_reaches_the_limit_has_a_tender_or_a_lawful_ground_for_none(people):
    large = recorded(people, approved_amount=Decimal(100_000))
    recorded(people, approved_amount=Decimal("99999.99"))  # below the limit
    recorded(people, approved_amount=Decimal(200_000), stage=Stage.APPROVED)  # nobody is bound yet
    recorded(people, approved_amount=Decimal(200_000), year=2016)
    assert figure(people, "E-32") == (0, 1)
    bought(people, large, mode="negotiated")
    assert figure(people, "E-32") == (0, 1)
    lawful = recorded(people, approved_amount=Decimal(300_000))
    bought(people, lawful, mode="self", exception="work_relief", exception_paper="来扶〔2017〕3 号")
    assert figure(people, "E-32") == (1, 2)
    bought(people, recorded(people, approved_amount=Decimal(500_000)))
    assert figure(people, "E-32") == (2, 3)


def test_the_limit_is_that_of_the_day_of_the_opening(people):
    project = recorded(people, approved_amount=Decimal(200_000))
    bought(people, project, mode="negotiated")
    RuleParameter.objects.create(
        name="project.tender_threshold", area=people.places.county, effective_from=day(51), value=500_000, basis="新规"
    )  # fmt: skip
    assert figure(people, "E-32") == (0, 1)
    RuleParameter.objects.filter(area=people.places.county).update(effective_from=day(50))
    assert figure(people, "E-32") == (0, 0)


def test_before_during_and_after_each_has_a_check(people):
    with time_machine.travel("2018-11-20 12:00+08:00", tick=False), transaction.atomic():
        walk = Walk(people)
        walk.to(Stage.COMPLETED)
    assert figure(people, "LF-50") == (0, 0)
    with time_machine.travel("2018-11-20 12:00+08:00", tick=False):
        walk.to(Stage.ACCEPTED)
    assert figure(people, "LF-50") == (0, 1)  # nobody looked after the building
    with time_machine.travel("2018-11-20 12:00+08:00", tick=False):
        walk.check(152)
    assert figure(people, "LF-50") == (1, 1)
