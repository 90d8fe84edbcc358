"""Generating a county: the same for the same arguments, refused in one sentence, quiet in the history."""

import datetime as dt
import hashlib
import json
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction

from assistance.models import Visit
from households.models import Household
from inspections.demo.county import MODELS, generate_county
from inspections.demo.plan import Plan, months_until
from povertyapp.core.divisions import SHIPPED, import_divisions
from povertyapp.core.models import Area
from povertyapp.core.period import Period
from tests.households.factories import make_household

COUNTY = "422827"
LAST, TODAY = Period(2017, 6), dt.date(2017, 8, 1)
BY_NATURE = {
    "household_id": "household__household_no",
    "helper_id": "helper__code",
    "unit_id": "unit__name",
    "user_id": "user__username",
    "answered_by_id": "answered_by__username",
    "recorded_by_id": "recorded_by__username",
}


def plan_of(county, **facts):
    return Plan(
        **{
            "county": county,
            "households": 60,
            "months": months_until(LAST, 3),
            "known_until": TODAY,
            "seed": 7,
            **facts,
        }
    )


def laifeng():
    import_divisions(SHIPPED / "laifeng.csv")
    return Area.objects.get(code=COUNTY)


def digest():
    """Return a fingerprint of every generated row, row ids apart."""
    found = hashlib.sha256()
    for model in MODELS.values():
        columns = [f.attname for f in model._meta.concrete_fields if not f.primary_key]
        rows = model.objects.values_list(*(BY_NATURE.get(column, column) for column in columns))
        found.update("\n".join(sorted(map(repr, rows))).encode())
    return found.hexdigest()


def events_of(model):
    return model._meta.get_field("history").related_model.objects


def digest_of(plan):
    with transaction.atomic():
        generate_county(plan)
        found = digest()
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
class TestSameArguments:
    def test_the_same_plan_gives_the_same_rows(self):
        plan = plan_of(laifeng())
        assert digest_of(plan) == digest_of(plan)

    def test_another_seed_gives_other_rows(self):
        area = laifeng()
        assert digest_of(plan_of(area)) != digest_of(plan_of(area, seed=8))

    def test_a_longer_past_is_asked_for_by_months(self):
        area = laifeng()
        with transaction.atomic():
            generate_county(plan_of(area, months=months_until(LAST, 5)))
            months = {(day.year, day.month) for day in Visit.objects.values_list("happened_on", flat=True)}
        assert months == {(2017, month) for month in range(2, 7)}


@pytest.mark.django_db
class TestHistory:
    def test_is_not_written_for_the_rows_of_nobody_but_for_every_change_of_them(self):
        generate_county(plan_of(laifeng()))
        assert not events_of(Household).exists()
        household = Household.objects.first()
        household.remark = "改过"
        household.save()
        events = household.history.order_by("pgh_id").values_list("pgh_label", "remark")
        assert list(events) == [("base", ""), ("update", "改过")]

    def test_is_written_where_the_plan_keeps_it(self):
        made = generate_county(plan_of(laifeng(), keep_history=True))
        assert events_of(Household).count() == made["households"]
        assert events_of(Visit).count() == made["visits"]


@pytest.mark.django_db
class TestCommand:
    def run(self, **options):
        out = StringIO()
        call_command("generate_county", stdout=out, **{"households": 40, "months": 2, **options})
        return json.loads(out.getvalue().splitlines()[-1])

    def test_says_what_it_made(self):
        said = self.run(end="2017-06", seed=3)
        assert said["households"] == Household.objects.count() == 40
        assert (said["county"], said["seed"]) == (COUNTY, 3)
        assert (said["first_month"], said["last_month"]) == ("2017-05", "2017-06")

    def test_ends_with_last_month_unless_told(self):
        assert self.run(as_of=dt.date(2017, 6, 10))["last_month"] == "2017-05"
        assert not Visit.objects.filter(happened_on__gt=dt.date(2017, 5, 31)).exists()

    def test_another_division(self):
        assert self.run(division="hefeng", end="2017-06")["county"] == "422828"

    def test_one_county_of_several(self):
        assert self.run(division="jiaozuo", county="410821", end="2017-06")["county"] == "410821"
        with pytest.raises(CommandError) as refused:
            self.run(division="jiaozuo", end="2017-06")
        assert refused.value.returncode == 2
        assert "410821 修武县" in str(refused.value)

    @pytest.mark.parametrize(
        ("options", "word"),
        [
            ({"division": "nowhere"}, "laifeng"),
            ({"end": "2017-13"}, "2017-13"),
            ({"end": "2017-07", "as_of": dt.date(2017, 6, 30)}, "2017-07"),
            ({"months": 0}, "月数"),
            ({"months": 90, "end": "2017-06"}, "2015-01"),
        ],
    )
    def test_wrong_usage_ends_with_2(self, options, word):
        with pytest.raises(CommandError, match=word) as refused:
            self.run(**options)
        assert refused.value.returncode == 2
        assert not Household.objects.exists()

    def test_a_county_with_households_is_refused_in_one_sentence(self):
        make_household()
        with pytest.raises(CommandError, match="已经有农户") as refused:
            self.run(end="2017-06")
        assert refused.value.returncode == 1
        assert Household.objects.count() == 1

    @pytest.mark.parametrize("households", [0, 500_001])
    def test_too_few_or_too_many_are_refused(self, households):
        with pytest.raises(ValidationError, match="户数"):
            generate_county(plan_of(laifeng(), households=households))
