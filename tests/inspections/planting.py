"""One fault of each kind, planted into a generated county that has none: each into a household of its own."""

import datetime as dt
from decimal import Decimal

from django.db.models import F, Q

from assistance.choices import Channel, MeasureKind
from assistance.models import AssistanceMeasure, Helper, Visit
from households.choices import (
    Cause,
    Education,
    FormSource,
    Health,
    LabourCapacity,
    PovertyAttribute,
    PovertyStatus,
    Relation,
    SchoolStatus,
)
from households.identity import hashes_of, judged
from households.models import Household, HouseholdMember, MonitoringCase, SchoolYear
from households.services.procedures import open_monitoring
from households.steps import ClueSource, MonitoringCategory
from inspections.services.published import record_published_figure
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.roles import Role
from tests.households.factories import OUTSIDER_VILLAGE, make_household, make_user

GROWN = Q(birth_date__range=(dt.date(1966, 1, 1), dt.date(1992, 1, 1)))
CHILD = Q(birth_date__range=(dt.date(2005, 1, 1), dt.date(2009, 12, 31)))
WORKS = ~Q(work_region="") & Q(public_post="")
IDLE = Q(work_region="", public_post="", school_status="")
STILL = Q(poverty_status=PovertyStatus.IN_POVERTY, left_register_on=None)


class Planter:
    """Plants faults; `planted` holds rule → the natural key of the row that breaks it."""

    def __init__(self, county, period):
        self.county, self.period = county, period
        self.used, self.planted = set(), {}

    def plant_all(self):
        for name in sorted(vars(Planter)):
            if name.startswith("dq_"):
                self.planted[f"DQ-{name[3:]}"] = str(getattr(self, name)())

    def household(self, *conditions, **lookups):
        """Return a household of that kind in which nothing was planted yet."""
        rows = Household.objects.filter(*conditions, **lookups).filter(left_register_on=None)
        found = rows.exclude(pk__in=self.used).order_by("pk").distinct().first()
        assert found, (conditions, lookups)
        self.used.add(found.pk)
        return found

    def still_poor(self, *conditions, **lookups):
        return self.household(STILL, *conditions, main_cause=Cause.LACK_SKILL, other_causes=[], **lookups)

    def member(self, *conditions, **lookups):
        rows = HouseholdMember.objects.present().filter(*conditions, **lookups)
        rows = rows.filter(
            household__poverty_status=PovertyStatus.IN_POVERTY,
            household__main_cause__in=[Cause.LACK_SKILL, Cause.LACK_CAPITAL],
            household__left_register_on=None,
        )
        found = rows.exclude(household__in=self.used).order_by("pk").first()
        assert found, (conditions, lookups)
        self.used.add(found.household_id)
        return found

    def of_member(self, *conditions, **values):
        """Change a member of that kind; return its number."""
        found = self.member(*conditions)
        HouseholdMember.objects.filter(pk=found.pk).update(**values)
        return found.person_no

    def of_household(self, *conditions, **values):
        found = self.still_poor(*conditions)
        Household.objects.filter(pk=found.pk).update(**values)
        return found.household_no

    def of_income(self, *conditions, **values):
        found = self.still_poor(*conditions)
        found.incomes.update(**values)
        return found.household_no

    def of_living(self, *conditions, **values):
        found = self.still_poor(*conditions)
        found.living.update(**values)
        return found.household_no

    def number(self, change, *conditions, card=None):
        """Write another document number, or card, as the services do."""
        found = self.member(*conditions)
        found.id_number = change(found.id_number) if change else found.id_number
        found.disability_card = found.disability_card if card is None else card
        found.id_hash, found.id_tail_hash = hashes_of(found.id_number)
        found.id_fault, found.card_state = judged(found.id_number, found.disability_card)
        found.save()
        return found.person_no

    def dq_01(self):
        return self.number(lambda number: number[:-1])

    def dq_02(self):
        return self.number(lambda number: number[:-1] + ("0" if number[-1] != "0" else "1"))

    def dq_03(self):
        return self.number(lambda number: number[:6] + number[8:17], GROWN)

    def dq_04(self):
        return self.number(None, Q(health=[Health.DISABLED]), card="残疾证第9号")

    def dq_05(self):
        return self.of_member(WORKS, work_months=13)

    def dq_06(self):
        found = self.still_poor()
        found.incomes.update(net_income=200_000 * found.size, net_income_per_capita=200_000)
        return found.household_no

    def dq_07(self):
        found = self.still_poor()
        for rows in (found.living, found.form_figures):
            rows.update(cultivated_mu=51 * found.size)
        return found.household_no

    def dq_08(self):
        return self.of_living(km_to_main_road=80)

    def dq_09(self):
        found = self.household(poverty_status=PovertyStatus.EXITED)
        found.living.update(housing_m2=0)
        return found.household_no

    def dq_10(self):
        return self.of_member(ethnicity="")

    def dq_11(self):
        return self.of_member(GROWN & IDLE, education="")

    def dq_12(self):
        return self.of_member(GROWN, health=[])

    def dq_13(self):
        return self.of_living(fuel="")

    def dq_14(self):
        return self.number(None, Q(health=[Health.DISABLED]), card="")

    def dq_15(self):
        return self._two_heads(self.still_poor(members__relation=Relation.SPOUSE))

    def _two_heads(self, household):
        household.members.filter(relation=Relation.SPOUSE).update(relation=Relation.HEAD)
        return household.household_no

    def dq_16(self):
        found = self.still_poor(~Q(incomes__wage_income__gt=0), poverty_attribute=PovertyAttribute.GENERAL)
        found.members.all().delete()
        return found.household_no

    def dq_17(self):
        found = self.still_poor()
        found.assignments.all().delete()
        return found.household_no

    def dq_18(self):
        found = self.still_poor()
        found.incomes.all().delete()
        return found.household_no

    def dq_19(self):
        found = self.still_poor()
        found.measures.all().delete()
        return found.household_no

    def dq_20(self):
        sick = HouseholdMember.objects.exclude(health=[Health.HEALTHY]).values("household")
        return self.of_household(~Q(pk__in=sick), main_cause=Cause.ILLNESS)

    def dq_21(self):
        pupils = HouseholdMember.objects.exclude(school_status="").values("household")
        return self.of_household(~Q(pk__in=pupils), main_cause=Cause.SCHOOLING)

    def dq_22(self):
        disabled = HouseholdMember.objects.filter(health__contains=[Health.DISABLED]).values("household")
        return self.of_household(~Q(pk__in=disabled), main_cause=Cause.DISABILITY)

    def dq_23(self):
        return self.of_household(other_causes=[Cause.LACK_SKILL])

    def dq_24(self):
        return self._allowance(self.still_poor(poverty_attribute=PovertyAttribute.GENERAL))

    def _allowance(self, household):
        HouseholdMember.objects.filter(pk=household.members.first().pk).update(gets_allowance=True)
        return household.household_no

    def dq_25(self):
        found = self.household(poverty_attribute=PovertyAttribute.FIVE_GUARANTEE)
        HouseholdMember.objects.filter(pk=found.members.first().pk).update(
            labour_capacity=LabourCapacity.ORDINARY, birth_date=dt.date(1960, 1, 1)
        )
        return found.household_no

    def dq_26(self):
        found = self.household(poverty_attribute=PovertyAttribute.ALLOWANCE)
        found.incomes.update(five_guarantee_aid=100, transfer_income=F("transfer_income") + 100)
        return found.household_no

    def dq_27(self):
        found = self.household(poverty_attribute=PovertyAttribute.ALLOWANCE)
        found.incomes.update(allowance_aid=0, transfer_income=F("transfer_income") - F("allowance_aid"))
        return found.household_no

    def dq_28(self):
        return self.of_member(GROWN & IDLE & Q(health=[Health.HEALTHY]), labour_capacity=LabourCapacity.LOST)

    def dq_29(self):
        return self.of_income(Q(incomes__business_income__gt=0), business_expense=0)

    def dq_30(self):
        return self.of_member(WORKS, work_months=0)

    def dq_31(self):
        return self.of_member(WORKS, labour_capacity=LabourCapacity.LOST)

    def dq_32(self):
        return self.of_income(Q(incomes__wage_income__gt=0), wage_income=0)

    def dq_33(self):
        helper = Helper.objects.order_by("pk").first()
        Helper.objects.filter(pk=helper.pk).update(id_hash=self.member().id_hash)
        return helper.code

    def dq_34(self):
        return self.of_member(Q(relation=Relation.SON), relation=Relation.DAUGHTER)

    def dq_35(self):
        return self.of_member(CHILD, school_status=SchoolStatus.SENIOR_1)

    def dq_36(self):
        pupil = self.member(school_status=SchoolStatus.GRADE_9)
        for year in (2014, 2015, 2016):
            SchoolYear.objects.create(member=pupil, year=year, school_status=SchoolStatus.GRADE_9)
        return pupil.person_no

    def dq_37(self):
        """The other one is in another county, which has its own findings."""
        found = self.member()
        stranger = make_household(area_id=OUTSIDER_VILLAGE)
        HouseholdMember.objects.filter(pk=stranger.members.first().pk).update(id_hash=found.id_hash)
        return found.person_no

    def dq_38(self):
        found = self.household(poverty_status=PovertyStatus.EXITED)
        found.living.update(is_water_safe=False)
        return found.household_no

    def dq_39(self):
        return self.of_income(transfer_income=F("transfer_income") + 100)

    def dq_40(self):
        found = self.household(poverty_status=PovertyStatus.EXITED)
        Household.objects.filter(pk=found.pk).update(returned_on=found.exited_on - dt.timedelta(days=30))
        return found.household_no

    def dq_41(self):
        found = self.still_poor()
        handbook = found.form_figures.filter(source=FormSource.HANDBOOK)
        handbook.update(cultivated_mu=F("cultivated_mu") + 1)
        return found.household_no

    def _measure(self, household, kind, day):
        AssistanceMeasure.objects.create(
            household=household, measure_class="other", kind=kind, name="另一项措施", from_date=day
        )
        return household.household_no

    def dq_42(self):
        return self._measure(self.household(is_relocated=True), MeasureKind.HOUSING, self.period.start)

    def dq_43(self):
        found = self.household(registered_precision="day")
        self._visit(found, Helper.objects.last(), found.registered_on - dt.timedelta(days=1))
        return found.household_no

    def _visit(self, household, helper, day, **fields):
        Visit.objects.create(
            household=household,
            helper=helper,
            channel=Channel.PHONE,
            happened_on=day,
            recorded_at=clock.moment(day, 18),
            **fields,
        )

    def dq_44(self):
        found = self.still_poor()
        return self._measure(found, MeasureKind.INDUSTRY, found.registered_on - dt.timedelta(days=10))

    def dq_45(self):
        helper, day = Helper.objects.order_by("-pk")[1], self.period.start
        for hour in (8, 9):
            self._visit(
                self.still_poor(),
                helper,
                day,
                began_at=clock.moment(day, hour),
                ended_at=clock.moment(day, hour + 1, 30),
            )
        return helper.code

    def dq_46(self):
        return self.of_member(CHILD, school_status="", education=Education.PRIMARY)

    def dq_47(self):
        return self.of_member(GROWN & IDLE, public_post_months=3)

    def dq_48(self):
        found, day = self.still_poor(), self.period.start
        cadre = make_user("planter", Role.CADRE, found.area)
        case = open_monitoring(
            by=cadre, area=found.area, category=MonitoringCategory.UNSTABLE, clue_source=ClueSource.CADRE,
            risks=["illness"], household=found, on=day,
        )  # fmt: skip
        MonitoringCase.objects.filter(case=case).update(monitored_on=day, risk_removed_on=day)
        return found.household_no

    def dq_49(self):
        old = HouseholdMember.objects.filter(birth_date__lt=dt.date(1955, 1, 1)).values("household")
        return self.of_income(
            Q(pk__in=old), pension_aid=0, transfer_income=F("transfer_income") - F("pension_aid")
        )

    def dq_50(self):
        figure = record_published_figure(
            by=None,
            area=self.county,
            unit="县财政局",
            name="互助资金借款占比",
            published_on=self.period.start,
            numerator=Decimal("7003.5"),
            denominator=Decimal(43820),
            published_text="15.2%",
        )
        return figure.pk


def make_outsiders():
    """Make the other county, in which the second registration of a person stands."""
    from tests.households.factories import area_tree

    area_tree()
    assert Area.objects.filter(code=OUTSIDER_VILLAGE).exists()
