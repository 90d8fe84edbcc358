"""Who came and who left: a row each, from pages, corrections and imports; what counts as income, and its cost."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from households.choices import (
    ETHNIC_GROUPS,
    GB2261_3_OF_HEALTH,
    GB3304_OF_ETHNICITY,
    HEALTH_OF_GB2261_3,
    Health,
    MemberChange,
    Produce,
)
from households.models import MemberTurn, ProductionCostRatio
from households.services import (
    add_member,
    correct_member,
    keep_turns,
    record_income,
    record_member_change,
)
from households.services.costs import estimated_expense, income_rules
from povertyapp.core.models import RuleParameter
from tests.households.factories import COUNTY, VILLAGE

DAY = dt.date(2017, 3, 2)


@pytest.fixture
def spouse(cast, household):
    return household.members.get(relation="02")


def turns(member):
    return list(member.turns.values_list("kind", "happened_on", "place"))


class TestTurns:
    def test_leaving_and_coming_back_are_two_rows(self, cast, spouse, household):
        left = {"kind": MemberChange.IMPRISONED, "on": DAY, "place": "恩施", "reason": "判决书"}
        spouse = record_member_change(by=cast.cadre, member=spouse, **left)
        household.refresh_from_db()
        assert household.size == 1
        back = {"kind": MemberChange.MOVED_IN, "on": dt.date(2018, 1, 1), "reason": "释放证明"}
        spouse = record_member_change(by=cast.cadre, member=spouse, **back)
        household.refresh_from_db()
        assert (household.size, spouse.change_kind) == (2, MemberChange.MOVED_IN)
        assert turns(spouse) == [("04", DAY, "恩施"), ("07", dt.date(2018, 1, 1), "")]
        assert {turn.area_id for turn in spouse.turns.all()} == {VILLAGE}

    def test_order_of_days_and_the_dead(self, cast, spouse):
        spouse = record_member_change(
            by=cast.cadre, member=spouse, kind=MemberChange.MOVED_OUT, on=DAY, reason="迁出"
        )
        with pytest.raises(ValidationError, match="不能早于上一次变动"):
            record_member_change(
                by=cast.cadre, member=spouse, kind=MemberChange.MOVED_IN, on=dt.date(2017, 3, 1), reason="回"
            )
        correct_member(by=cast.cadre, member=spouse, reason="更正", change_kind=MemberChange.DEATH)
        spouse.refresh_from_db()
        with pytest.raises(ValidationError, match="已登记为死亡"):
            record_member_change(
                by=cast.cadre, member=spouse, kind=MemberChange.MOVED_IN, on=DAY, reason="回"
            )

    def test_correction_replaces_the_row_that_never_was(self, cast, spouse):
        record_member_change(by=cast.cadre, member=spouse, kind=MemberChange.DEATH, on=DAY, reason="去世")
        correct_member(by=cast.cadre, member=spouse, reason="错日子", changed_on=dt.date(2017, 3, 3))
        assert turns(spouse) == [("01", dt.date(2017, 3, 3), "")]
        spouse.refresh_from_db()
        correct_member(by=cast.cadre, member=spouse, reason="登记错了", change_kind="", changed_on=None)
        assert turns(spouse) == []
        assert MemberTurn.history.rel.related_model.objects.filter(pgh_label="delete").count() == 2

    def test_newborn_has_a_row_with_where_from(self, cast, household):
        facts = {"change_kind": MemberChange.MARRIED_IN, "changed_on": DAY, "place": "龙山县"}
        member = add_member(
            by=cast.cadre, household=household, person_no="p9", name="向新娘", reason="婚", **facts
        )
        assert turns(member) == [("05", DAY, "龙山县")]

    def test_rows_of_an_area_are_written_once(self, household):
        household.members.filter(relation="02").update(change_kind="01", changed_on=DAY)
        assert keep_turns(area_code=COUNTY) == 1
        assert keep_turns(area_code=COUNTY) == 0

    def test_pages(self, client, cast, household, spouse):
        client.force_login(cast.cadre)
        url = f"{household.get_absolute_url()}members/{spouse.person_no}/leave/"
        client.post(url, {"kind": "08", "on": "2017.3.2", "place": "长沙", "reason": "迁移证"})
        assert turns(spouse) == [("08", DAY, "长沙")]
        assert "长沙" in client.get(household.get_absolute_url()).content.decode()
        offered = [value for value, _label in client.get(url).context["form"].fields["kind"].choices]
        assert offered == ["05", "07"]
        history = client.get(f"{household.get_absolute_url()}history/")
        label = next(label for label in history.context["labels"] if "人数" in label)
        one = client.get(f"{household.get_absolute_url()}history/", {"field": label}).context["changes"]
        assert [line.label for change in one for line in change.lines] == [label]
        assert one[0].act is not None


class TestCodes:
    def test_ethnic_groups_by_gb3304(self, spouse):
        assert len(ETHNIC_GROUPS) == 56
        known = {"汉族": "01", "苗族": "06", "侗族": "12", "土家族": "15", "基诺族": "56"}
        assert known.items() <= GB3304_OF_ETHNICITY.items()
        assert spouse.ethnicity_code == "15"

    def test_health_there_and_back(self):
        assert set(GB2261_3_OF_HEALTH) == set(Health)
        back = {health: HEALTH_OF_GB2261_3[code] for health, code in GB2261_3_OF_HEALTH.items()}
        assert back == {health: health for health in Health} | {Health.SERIOUS: Health.CHRONIC}


class TestIncome:
    def test_what_comes_once_is_no_stable_income(self, cast, household):
        row = record_income(
            by=cast.cadre, household=household, year=2018, reason="年报", wage_income=Decimal(9000),
            property_income=Decimal(500), one_off=["property_income"],
        )  # fmt: skip
        assert (row.net_income, row.recurring_net_income) == (9500, 9000)

    def test_kinds_that_the_county_does_not_count(self, cast, household):
        RuleParameter.objects.filter(name="income.excluded_kinds").update(value=["pension_aid"])
        row = record_income(
            by=cast.cadre, household=household, year=2018, reason="年报", wage_income=Decimal(9000),
            transfer_income=Decimal(1200), pension_aid=Decimal(1200),
        )  # fmt: skip
        assert row.net_income == 9000
        assert "不计入：养老保险金" in income_rules(COUNTY, 2018)
        assert "2017-10-01 至 2018-09-30" in income_rules(COUNTY, 2018)

    def test_costs_by_the_nearest_and_newest_ratio(self, places):
        for area, year, ratio in (("42", 2016, "0.5"), (COUNTY, 2015, "0.4"), (COUNTY, 2019, "0.9")):
            ProductionCostRatio.objects.create(area_id=area, year=year, kind="grain", ratio=ratio)
        assert estimated_expense(COUNTY, 2018, {Produce.GRAIN: 1000}) == Decimal("400.00")
        assert estimated_expense(COUNTY, 2018, {Produce.GRAIN: 1000, Produce.FRUIT: 1}) is None
        assert "粮食 40%" in income_rules(COUNTY, 2018)
