"""The desk of the register: what each service writes, refuses and leaves in the history."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from households.choices import (
    Cause,
    FormSource,
    Health,
    LabourCapacity,
    MemberChange,
    Presence,
    Relation,
    SchoolStatus,
    Sex,
)
from households.labour import is_labour_capable
from households.models import Household, HouseholdMember, IncomeStatement
from households.services import (
    add_member,
    correct_household,
    correct_member,
    record_form_figures,
    record_income,
    record_living,
    record_member_change,
    refresh_labour_capability,
    register_household,
    reveal,
    seen_mark,
    transfer_household,
)
from povertyapp.core.errors import Conflict
from povertyapp.core.models import RevealRecord, RuleParameter
from povertyapp.core.parameters import Parameters
from tests.households.factories import id_number_of, make_household, make_member

WHY = "村里核实"
BORN = dt.date(1990, 5, 6)


def newest_event(row):
    return row.history.order_by("-pgh_id").select_related("pgh_context").first()


class TestRegister:
    def test_enters_household_and_members(self, cast):
        household = register_household(
            by=cast.township,
            area=cast.places.village,
            household_no="420099990001",
            head_name="覃大山",
            poverty_attribute="general",
            poverty_status="in_poverty",
            registered_on=dt.date(2017, 1, 1),
            phone="15400000001",
            reason=WHY,
            members=[
                {
                    "person_no": "4200999900011",
                    "name": "覃大山",
                    "relation": Relation.HEAD,
                    "id_number": id_number_of(BORN),
                    "labour_capacity": LabourCapacity.ORDINARY,
                }
            ],
        )
        assert household.size == 1
        assert household.is_labour_capable
        assert household.head_pinyin.endswith("ds")
        head = household.members.get()
        assert (head.birth_date, head.sex) == (BORN, Sex.MALE)
        assert head.area_id == household.area_id
        assert head.id_hash
        assert head.id_tail_hash

    def test_refuses_a_township_as_village(self, cast):
        with pytest.raises(ValidationError, match="行政村"):
            register_household(
                by=cast.township,
                area=cast.places.township,
                household_no="1",
                head_name="覃大山",
                poverty_attribute="general",
                poverty_status="in_poverty",
                registered_on=dt.date(2017, 1, 1),
                reason=WHY,
            )
        assert not Household.objects.exists()

    def test_refuses_a_number_that_is_taken(self, cast, household):
        with pytest.raises(ValidationError) as refused:
            register_household(
                by=cast.township,
                area=cast.places.village,
                household_no=household.household_no,
                head_name="覃大山",
                poverty_attribute="general",
                poverty_status="in_poverty",
                registered_on=dt.date(2017, 1, 1),
                reason=WHY,
            )
        assert "household_no" in refused.value.message_dict


class TestCorrectHousehold:
    def test_writes_what_differs_with_who_and_why(self, cast, household):
        correct_household(
            by=cast.township, household=household, reason=WHY, head_name="王世山", address="1组"
        )
        household.refresh_from_db()
        assert household.head_name == "王世山"
        assert household.head_pinyin == "wangshishan wss"
        context = newest_event(household).pgh_context.metadata
        assert context["user"] == cast.township.pk
        assert context["reason"] == WHY

    def test_no_difference_leaves_no_history(self, cast, household):
        before = household.history.count()
        correct_household(by=cast.township, household=household, reason=WHY, phone=household.phone, remark="")
        assert household.history.count() == before

    def test_needs_a_reason(self, cast, household):
        with pytest.raises(ValidationError) as refused:
            correct_household(by=cast.township, household=household, reason="  ", remark="x")
        assert "reason" in refused.value.message_dict

    def test_refuses_wrong_content_by_field(self, cast, household):
        with pytest.raises(ValidationError) as refused:
            correct_household(by=cast.township, household=household, reason=WHY, main_cause="懒")
        assert set(refused.value.message_dict) == {"main_cause"}

    def test_other_cause_must_differ_from_the_main_one(self, cast, household):
        with pytest.raises(ValidationError) as refused:
            correct_household(
                by=cast.township, household=household, reason=WHY, other_causes=[Cause.LACK_SKILL]
            )
        assert "other_causes" in refused.value.message_dict

    def test_the_status_is_not_corrected(self, cast, household):
        with pytest.raises(TypeError):
            correct_household(by=cast.township, household=household, reason=WHY, poverty_status="exited")

    def test_who_was_slower_is_told(self, cast, household):
        seen = seen_mark(household)
        correct_household(by=cast.cadre, household=household, reason=WHY, remark="甲", seen=seen)
        with pytest.raises(Conflict):
            correct_household(by=cast.township, household=household, reason=WHY, remark="乙", seen=seen)


class TestMembers:
    def test_size_and_labour_follow_a_new_member(self, cast):
        household = make_household(members=0, is_labour_capable=False, presence=Presence.HOME_NO_LABOUR)
        add_member(
            by=cast.township,
            household=household,
            person_no="9001",
            name="覃大山",
            reason=WHY,
            birth_date=BORN,
            labour_capacity=LabourCapacity.WEAK,
        )
        household.refresh_from_db()
        assert household.size == 1
        assert household.is_labour_capable
        assert household.presence == Presence.HOME_LABOUR

    def test_wrong_id_number_is_refused_with_what_to_do(self, cast, household):
        number = id_number_of(BORN)
        wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
        with pytest.raises(ValidationError) as refused:
            add_member(
                by=cast.township, household=household, person_no="1", name="覃山", reason=WHY, id_number=wrong
            )
        assert "校验位" in refused.value.message_dict["id_number"][0]

    def test_birthday_must_agree_with_the_number(self, cast, household):
        with pytest.raises(ValidationError) as refused:
            add_member(
                by=cast.township,
                household=household,
                person_no="1",
                name="覃山",
                reason=WHY,
                id_number=id_number_of(BORN),
                birth_date=BORN + dt.timedelta(days=1),
            )
        assert "birth_date" in refused.value.message_dict

    def test_same_person_twice_in_a_household_is_refused(self, cast, household):
        number = household.members.first().id_number
        with pytest.raises(ValidationError) as refused:
            add_member(
                by=cast.township,
                household=household,
                person_no="1",
                name="覃山",
                reason=WHY,
                id_number=number,
            )
        assert "id_number" in refused.value.message_dict

    def test_corrected_number_moves_hashes_and_birthday(self, cast, household):
        member = household.members.first()
        old = member.id_hash
        corrected = correct_member(
            by=cast.township, member=member, reason=WHY, id_number=id_number_of(BORN, member.sex)
        )
        assert corrected.birth_date == BORN
        assert HouseholdMember.objects.get(pk=member.pk).id_hash not in ("", old)

    def test_the_dead_are_kept_and_not_counted(self, cast, household):
        spouse = household.members.get(relation=Relation.SPOUSE)
        record_member_change(
            by=cast.cadre, member=spouse, kind=MemberChange.DEATH, on=dt.date(2017, 3, 2), reason="去世"
        )
        household.refresh_from_db()
        assert household.size == 1
        assert household.members.count() == 2
        assert newest_event(household).pgh_context.metadata["user"] == cast.cadre.pk

    def test_nobody_leaves_twice(self, cast, household):
        spouse = household.members.get(relation=Relation.SPOUSE)
        day = dt.date(2017, 3, 2)
        record_member_change(by=cast.cadre, member=spouse, kind=MemberChange.DEATH, on=day, reason="去世")
        with pytest.raises(ValidationError, match="已登记"):
            record_member_change(
                by=cast.cadre, member=spouse, kind=MemberChange.MOVED_OUT, on=day, reason="迁出"
            )

    @pytest.mark.parametrize(
        ("kind", "on"),
        [
            (MemberChange.DEATH, dt.date(1900, 1, 1)),
            (MemberChange.DEATH, dt.date(2999, 1, 1)),
            (MemberChange.BIRTH, dt.date(2017, 1, 1)),
        ],
    )
    def test_an_impossible_change_is_refused(self, cast, household, kind, on):
        with pytest.raises(ValidationError):
            record_member_change(
                by=cast.cadre, member=household.members.first(), kind=kind, on=on, reason=WHY
            )

    def test_a_wrongly_recorded_change_is_taken_back(self, cast, household):
        spouse = household.members.get(relation=Relation.SPOUSE)
        gone = record_member_change(
            by=cast.cadre, member=spouse, kind=MemberChange.DEATH, on=dt.date(2017, 3, 2), reason="去世"
        )
        correct_member(by=cast.cadre, member=gone, reason="登记错了", change_kind="", changed_on=None)
        household.refresh_from_db()
        assert household.size == 2


class TestLabour:
    ON = dt.date(2017, 6, 30)

    def capable(self, **member):
        household = make_household(members=0)
        make_member(household, **member)
        refresh_labour_capability(household=household, on=self.ON)
        household.refresh_from_db()
        assert household.presence == (
            Presence.HOME_LABOUR if household.is_labour_capable else Presence.HOME_NO_LABOUR
        )
        return household.is_labour_capable

    @pytest.mark.parametrize(
        ("born", "capacity", "capable"),
        [
            (dt.date(2001, 6, 30), LabourCapacity.ORDINARY, True),  # 16 today
            (dt.date(2001, 7, 1), LabourCapacity.ORDINARY, False),  # 16 tomorrow
            (dt.date(1957, 7, 1), LabourCapacity.WEAK, True),  # 59
            (dt.date(1957, 6, 30), LabourCapacity.WEAK, False),  # 60 today
            (dt.date(1957, 6, 30), LabourCapacity.ORDINARY, True),
            (dt.date(1940, 1, 1), LabourCapacity.SKILLED, True),
            (dt.date(1980, 1, 1), LabourCapacity.LOST, False),
            (dt.date(1980, 1, 1), LabourCapacity.NONE, False),
            (dt.date(1980, 1, 1), "", False),
            (None, LabourCapacity.ORDINARY, True),
            (None, LabourCapacity.WEAK, True),
        ],
    )
    def test_age_and_capacity_decide(self, db, born, capacity, capable):
        assert self.capable(birth_date=born, labour_capacity=capacity) is capable
        member = HouseholdMember(birth_date=born, labour_capacity=capacity)
        assert is_labour_capable([member], self.ON, Parameters("422827", self.ON)) is capable

    def test_a_student_is_no_hand(self, db):
        assert not self.capable(birth_date=dt.date(2000, 1, 1), school_status=SchoolStatus.SENIOR_2)

    def test_who_left_is_no_hand(self, db):
        assert not self.capable(change_kind=MemberChange.DEATH, changed_on=dt.date(2016, 1, 1))

    def test_whole_county_writes_only_what_differs(self, places):
        able, unable = make_household(), make_household(members=0)
        away = make_household(presence=Presence.ALL_AWAY)
        outside = make_household(members=0, area=places.outsider_village)
        assert refresh_labour_capability(area_code="422827", on=self.ON) == 1
        assert refresh_labour_capability(area_code="422827", on=self.ON) == 0
        for row in (able, unable, away, outside):
            row.refresh_from_db()
        assert [row.is_labour_capable for row in (able, unable, away, outside)] == [True, False, True, True]
        assert away.presence == Presence.ALL_AWAY
        assert refresh_labour_capability(on=self.ON) == 1  # the county next door

    def test_the_county_sets_the_age(self, places):
        RuleParameter.objects.create(
            name="labour.age_to", area=places.county, effective_from=dt.date(2017, 1, 1), value=64
        )
        assert self.capable(birth_date=dt.date(1955, 1, 1), labour_capacity=LabourCapacity.WEAK)

    def test_costs_few_queries(self, places, django_assert_max_num_queries):
        for _n in range(3):
            make_household()
        with django_assert_max_num_queries(4):
            refresh_labour_capability(area_code="422827", on=self.ON)


class TestStatements:
    def test_net_income_follows_from_the_parts_where_the_form_is_silent(self, cast, household):
        row = record_income(
            by=cast.cadre,
            household=household,
            year=2015,
            reason=WHY,
            wage_income=Decimal(5000),
            business_income=Decimal(3000),
            business_expense=Decimal(1000),
        )
        assert row.net_income == 7000
        assert row.net_income_per_capita == 3500

    def test_a_figure_of_the_form_is_kept_as_it_is(self, cast, household):
        row = record_income(
            by=cast.cadre,
            household=household,
            year=2016,
            reason=WHY,
            net_income=Decimal(1),
            net_income_per_capita=Decimal(2),
        )
        row.refresh_from_db()
        assert (row.net_income, row.net_income_per_capita) == (1, 2)
        assert household.incomes.filter(year=2016).count() == 1

    def test_amounts_are_not_negative_and_years_are_plausible(self, cast, household):
        with pytest.raises(ValidationError) as refused:
            record_income(by=cast.cadre, household=household, year=2016, reason=WHY, wage_income=Decimal(-1))
        assert "wage_income" in refused.value.message_dict
        with pytest.raises(ValidationError):
            record_income(by=cast.cadre, household=household, year=1999, reason=WHY)

    def test_living_conditions_of_a_year(self, cast, household):
        record_living(by=cast.cadre, household=household, year=2015, reason=WHY, is_water_safe=False)
        assert household.living.get(year=2015).is_water_safe is False

    def test_forms_are_corrected_one_by_one(self, cast, household):
        record_form_figures(
            by=cast.cadre, household=household, source=FormSource.HANDBOOK, reason=WHY, size=5
        )
        sizes = dict(household.form_figures.values_list("source", "size"))
        assert sizes == {"handbook": 5, "work_form": 2}

    def test_history_of_a_statement_names_the_person(self, cast, household):
        row = IncomeStatement.objects.get(household=household, year=2016)
        record_income(by=cast.cadre, household=household, year=2016, reason=WHY, wage_income=Decimal(1))
        assert newest_event(row).pgh_context.metadata == {"user": cast.cadre.pk, "reason": WHY}


class TestTransfer:
    def test_moves_everything_that_follows(self, cast, household):
        transfer_household(
            by=cast.clerk, household=household, to_area=cast.places.other_village, reason="搬迁安置"
        )
        household.refresh_from_db()
        assert household.area_id == cast.places.other_village.pk
        for rows in (household.members, household.incomes, household.living, household.form_figures):
            assert set(rows.values_list("area_id", flat=True)) == {cast.places.other_village.pk}

    def test_refuses_the_same_village_and_a_township(self, cast, household):
        for area in (cast.places.village, cast.places.township):
            with pytest.raises(ValidationError):
                transfer_household(by=cast.clerk, household=household, to_area=area, reason=WHY)


class TestReveal:
    def test_shows_the_value_and_records_the_look(self, cast, household):
        assert reveal(by=cast.township, obj=household, column="phone", reason="电话核实") == household.phone
        record = RevealRecord.objects.get()
        assert record.seen_by == cast.township
        assert record.subject == household.household_no
        assert record.column == "households_household.phone"
        assert record.reason == "电话核实"
        assert record.area_id == household.area_id
        assert household.phone not in f"{record.subject}{record.column}{record.reason}"

    def test_a_members_number_is_recorded_under_the_persons_number(self, cast, household):
        member = household.members.first()
        assert reveal(by=cast.clerk, obj=member, column="id_number", reason=WHY) == member.id_number
        assert RevealRecord.objects.get().subject == member.person_no

    def test_without_verb_nothing_is_shown_and_nothing_recorded(self, cast, household):
        with pytest.raises(PermissionDenied):
            reveal(by=cast.cadre, obj=household, column="phone", reason=WHY)
        assert not RevealRecord.objects.exists()

    @pytest.mark.parametrize(("column", "reason"), [("phone", " "), ("head_name", WHY), ("id_hash", WHY)])
    def test_no_reason_no_look_and_only_masked_columns(self, cast, household, column, reason):
        with pytest.raises(ValidationError):
            reveal(by=cast.clerk, obj=household, column=column, reason=reason)
        assert not RevealRecord.objects.exists()


def test_health_of_a_member_holds_several_words(cast, household):
    member = household.members.first()
    row = correct_member(by=cast.cadre, member=member, reason=WHY, health=[Health.CHRONIC, Health.DISABLED])
    row.refresh_from_db()
    assert row.health == [Health.CHRONIC, Health.DISABLED]
