"""What every rule promises (house.md 4.5): text, examples that keep and break it, one truth for all readers."""

import datetime as dt
from collections import Counter
from types import SimpleNamespace

import pytest
from django.db import transaction

from assistance.choices import Channel
from households.models import Household
from inspections.models import AccountFact, AccountRule, AccountTally
from inspections.services.account import compute_account
from povertyapp.core.models import RuleParameter
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES, Kind, rule, rules_of
from povertyapp.core.verdicts import data_rows, missed_households, verdicts
from tests.assistance.economy import make_training
from tests.households.factories import COUNTY, area_tree, make_household
from tests.inspections.factories import assign, make_cared, make_helper, visit

MARCH = Period(2017, 3)
DUTIES = [r.code for r in rules_of(Kind.DUTY, subject="household")]


@pytest.mark.parametrize("code", sorted(RULES))
def test_rule_says_what_it_is(code):
    found = RULES[code]
    assert found.text
    assert found.owner
    assert found.basis
    assert str(found.title)
    assert found.kind != Kind.DUTY or (found.party and found.obligation)
    assert found.kind != Kind.DATA or found.fault


def test_code_is_never_used_twice():
    def again(period, value):
        """Say something."""

    with pytest.raises(ValueError, match="registered twice"):
        rule("LF-14", kind=Kind.DATA, over=None, owner="x", basis="x", title="x")(again)


def test_rule_without_text_is_refused():
    def silent(period, value):
        return None

    with pytest.raises(ValueError, match="docstring"):
        rule("XX-99", kind=Kind.DATA, over=None, owner="x", basis="x", title="x")(silent)


@pytest.fixture(scope="module")
def counted(django_db_setup, django_db_blocker):
    """March of the county of `build_county`, made, computed and judged once; each test looks at one duty of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        places = build_county()
        account = compute_account(places.county, MARCH)
        judged = [
            (household, [v.rule.code for v in verdicts(household, MARCH) if v.is_missed])
            for household in Household.objects.all()
        ]
        yield SimpleNamespace(places=places, account=account, judged=judged)
        transaction.set_rollback(True)


def build_county():
    """Make households that keep each duty and households that break it, in two townships."""
    places = area_tree()
    helper, other = make_helper(), make_helper()
    RuleParameter.objects.create(
        name="training.min_by_month", area=places.county, effective_from=MARCH.start, value={"3": 1}
    )
    for area in (places.village, places.other_village):
        good, away = make_cared(helper, area=area), make_cared(helper, area=area, away=True)
        make_training(good.members.first())
        visit(good, helper, dt.date(2017, 3, 2))
        visit(away, helper, dt.date(2017, 2, 2), channel=Channel.PHONE)
        make_cared(helper, area=area)  # not visited
        make_cared(helper, area=area, away=True)  # not contacted
        make_cared(helper, area=area, measures=1)  # neither visited nor enough measures
        make_cared(helper, area=area, capable=False)
        make_cared(helper, area=area, capable=False, measures=0)
        make_household(area=area)  # nobody helps
        handed_over = make_household(area=area)
        assign(handed_over, helper, dt.date(2017, 1, 1), dt.date(2017, 3, 10))
        assign(handed_over, other, dt.date(2017, 3, 12))
    return places


@pytest.mark.django_db
@pytest.mark.parametrize("code", DUTIES)
def test_some_household_keeps_it_and_some_breaks_it(code, counted):
    tally = AccountTally.objects.get(account=counted.account, level="county", rule=code)
    assert tally.met > 0
    assert tally.missing > 0


@pytest.mark.django_db
@pytest.mark.parametrize("code", DUTIES)
def test_tally_list_and_verdict_are_one_truth(code, counted):
    account, places = counted.account, counted.places
    bit = AccountRule.objects.get(account=account, rule=code).bit
    for place in (places.county, places.township, places.other_township, places.village):
        stored = [
            fact.household_id
            for fact in AccountFact.objects.filter(account=account).in_area(place.code)
            if fact.missed >> bit & 1
        ]
        tally = AccountTally.objects.get(account=account, code=place.code, rule=code)
        listed = Household.objects.filter(pk__in=missed_households(RULES[code], MARCH, place.code))
        judged = [
            household.pk
            for household, missed in counted.judged
            if household.area_id.startswith(place.code) and code in missed
        ]
        assert tally.missing == len(stored)
        assert Counter(set(stored)) == Counter(listed.values_list("pk", flat=True)) == Counter(judged)


@pytest.mark.django_db
@pytest.mark.parametrize("code", [r.code for r in rules_of(Kind.DATA)])
def test_condition_is_true_or_false_and_never_unknown(code, places):
    make_household()
    empty = make_household(members=0, income=False, living=False, forms=False, main_cause="", remark="")
    assert empty.pk
    found = RULES[code]
    value = Parameters(COUNTY, MARCH.start)
    rows = found.over(MARCH)
    condition = found(MARCH, value)
    assert rows.filter(condition).count() + rows.filter(~condition).count() == rows.count()
    assert data_rows(found, MARCH, COUNTY).count() == rows.filter(condition).count()


@pytest.mark.django_db
def test_nearest_and_newest_parameter_wins(places):
    def value(day):
        return Parameters(COUNTY, day)("measure.income_min")

    RuleParameter.objects.create(
        name="measure.income_min", area=places.province, effective_from=dt.date(2016, 1, 1), value=4
    )
    RuleParameter.objects.create(
        name="measure.income_min",
        area=places.county,
        effective_from=dt.date(2017, 1, 1),
        effective_to=dt.date(2017, 6, 30),
        value=5,
    )
    assert [value(dt.date(y, m, 1)) for y, m in ((2015, 1), (2016, 5), (2017, 6), (2017, 7))] == [3, 4, 5, 4]
