"""Make the households of one village with everything that hangs on them, as rows for COPY."""

import datetime as dt
import re

from assistance.models import AssistanceMeasure, Helper, HelperAssignment
from households.choices import (
    CardState,
    DatePrecision,
    FormSource,
    MemberChange,
    PoliticalStatus,
    PovertyStatus,
    Presence,
)
from households.identity import hashes_of
from households.labour import is_labour_capable
from households.models import FormFigures, Household, HouseholdMember, IncomeStatement, LivingCondition
from inspections.demo import homes
from inspections.demo.care import (
    FAIR,
    HOUSEHOLDS_A_HELPER,
    Group,
    HelperMaker,
    Ward,
    post_of,
    spans_of,
    terms_of_group,
    uncover,
)
from inspections.demo.measures import measures_of
from inspections.demo.names import IdNumbers, bank_account, phone
from inspections.demo.people import PeopleMaker, Weighted, between
from inspections.demo.plan import Arranged
from inspections.demo.rows import Sheet
from inspections.demo.visits import Month, VisitMaker
from inspections.demo.words import WORDS, pick
from povertyapp.core.crypto import seal
from povertyapp.core.names import pinyin_key
from povertyapp.core.parameters import Parameters

# Where the people of the mountain counties are mostly Tujia and Miao, and elsewhere.
ETHNICITIES = {
    "4228": Weighted({"土家族": 57, "汉族": 25, "苗族": 16, "侗族": 2}),
    "": Weighted({"汉族": 96, "回族": 3, "藏族": 1}),
}
REGISTERED_YEARS_AGO = Weighted({3: 76, 2: 11, 1: 13})
FIRST_YEAR = 2013
COMMITTEE = re.compile(r"(村民委员会|居民委员会|村委会|居委会)$")

HOUSEHOLD_COLUMNS = (
    "id",
    "area_id",
    "household_no",
    "group_name",
    "head_name",
    "head_pinyin",
    "address",
    "phone",
    "bank_name",
    "bank_account",
    "poverty_attribute",
    "five_guarantee_mode",
    "poverty_status",
    "main_cause",
    "other_causes",
    "not_exited_reason",
    "registered_on",
    "registered_precision",
    "exited_on",
    "returned_on",
    "return_reason",
    "left_register_on",
    "planned_exit_year",
    "size",
    "size_year_start",
    "size_year_end",
    "presence",
    "is_labour_capable",
    "is_relocated",
    "helper_name",
    "answered_by_id",
)
MEMBER_COLUMNS = (
    "area_id",
    "household_id",
    "person_no",
    "name",
    "name_pinyin",
    "sex",
    "birth_date",
    "id_number",
    "id_hash",
    "id_tail_hash",
    "id_fault",
    "card_state",
    "relation",
    "ethnicity",
    "political_status",
    "education",
    "school_status",
    "health",
    "disability_card",
    "disability_kind",
    "disability_level",
    "labour_capacity",
    "work_region",
    "work_months",
    "public_post",
    "public_post_months",
    "is_medical_insured",
    "is_major_illness_insured",
    "is_supplementary_insured",
    "is_pension_insured",
    "gets_allowance",
    "gets_five_guarantee",
    "gets_disability_subsidy",
    "change_kind",
    "changed_on",
)
MEASURE_COLUMNS = (
    "area_id",
    "household_id",
    "measure_class",
    "kind",
    "name",
    "from_date",
    "amount",
    "responsible_unit",
    "item",
    "expected_income",
    "effect",
    "signed_on",
    "signed_by",
)
HELPER_COLUMNS = (
    "area_id",
    "id",
    "code",
    "name",
    "unit_id",
    "user_id",
    "post",
    "expertise",
    "phone",
    "id_number",
    "id_hash",
)


def _key(model, name):
    return model._meta.get_field(name).column_key


PHONE, ACCOUNT = _key(Household, "phone"), _key(Household, "bank_account")
ID_NUMBER, CARD = _key(HouseholdMember, "id_number"), _key(HouseholdMember, "disability_card")
HELPER_PHONE, HELPER_ID = _key(Helper, "phone"), _key(Helper, "id_number")


class VillageMaker:
    """Makes villages of one county, one after another; `sheets` hold the rows until they are written."""

    def __init__(self, plan, household_ids, helper_ids):
        self.plan, self.county, self.last_day = plan, plan.county, plan.last_day
        self.household_ids = household_ids
        self.value = Parameters(plan.county.code, self.last_day)
        self.make_people = PeopleMaker(self.last_day, IdNumbers(plan.county.code))
        self.make_helper = HelperMaker(plan.county.code, helper_ids, plan.manners)
        cutoff_day = self.value("account.entry_cutoff_day")
        months = [Month(plan.random("answers", month), month, cutoff_day) for month in plan.months]
        self.visits = VisitMaker(months, plan.known_until, plan.manners.voided)
        self.ethnicity = ETHNICITIES.get(plan.county.code[:4], ETHNICITIES[""])
        self.count = 0
        self._make_sheets()

    def _make_sheets(self):
        known = f"{self.last_day} 18:00:00+08"
        self.households = Sheet(Household, HOUSEHOLD_COLUMNS, updated_at=known)
        self.members = Sheet(HouseholdMember, MEMBER_COLUMNS)
        self.forms = Sheet(
            FormFigures, ("area_id", "household_id", "source", "size", "cultivated_mu", "woodland_mu")
        )
        self.incomes = Sheet(IncomeStatement, ("area_id", "household_id", "year", *homes.INCOME_COLUMNS))
        self.living = Sheet(LivingCondition, ("area_id", "household_id", "year", *homes.LIVING_COLUMNS))
        self.helpers = Sheet(Helper, HELPER_COLUMNS)
        self.assignments = Sheet(
            HelperAssignment, ("area_id", "household_id", "helper_id", "from_date", "to_date")
        )
        self.measures = Sheet(AssistanceMeasure, MEASURE_COLUMNS)

    @property
    def sheets(self):
        return [
            self.helpers,
            self.households,
            self.members,
            self.forms,
            self.incomes,
            self.living,
            self.assignments,
            self.measures,
            self.visits.sheet,
        ]

    def make(self, village, size, unit_id):
        """Make a village of `size` households; helpers of one unit look after a dozen each."""
        draw, plan = self.plan.random(village.code), self.plan
        arranged = plan.arranged.get(village.code, Arranged())
        without = arranged.uncovered or draw.random() < plan.manners.gap_villages
        groups = max(1, round(size / HOUSEHOLDS_A_HELPER))
        made = len(self.make_helper.made)
        for number in range(groups):
            first = {"user": arranged.user, "diligence": FAIR} if arranged.user and number == 0 else {}
            terms = terms_of_group(draw, self.make_helper, unit_id, plan, **first)
            group = Group(terms)
            for place in range(size * number // groups, size * (number + 1) // groups):
                # Never a household of the helper who signs in: the last group's first.
                gap = without and number == groups - 1 and place == size * number // groups
                group.wards.append(self._household(draw, village, terms, arranged, gap))
            self.visits.write(draw, group)
        self._write_helpers(draw, self.make_helper.made[made:])

    def _write_helpers(self, draw, helpers):
        for helper in helpers:
            number = seal(phone(draw), HELPER_PHONE, helper.code)
            unit, user = helper.unit_id, helper.user_id
            self.helpers.add(
                self.county.code,
                helper.pk,
                helper.code,
                helper.name,
                unit,
                user,
                *post_of(draw),
                number,
                *self._number_of(helper),
            )

    def _number_of(self, helper):
        """Return a helper's ID number, sealed, and its hash. He is nobody of the register."""
        draw = self.plan.random("helpers", helper.code)
        born = self.last_day - dt.timedelta(days=between(draw, 26 * 366, 58 * 365))
        _born, number = self.make_people.id_numbers(born, male=draw.random() < 0.68)
        return seal(number, HELPER_ID, helper.code), hashes_of(number)[0]

    def _household(self, draw, village, terms, arranged, gap):
        """Make one household with all its rows; return it as its helpers see it."""
        home, plan = self._home(draw), self.plan
        pk, self.count = next(self.household_ids), self.count + 1
        spans = spans_of(terms, home)
        if gap:
            spans = uncover(draw, spans, plan, still=arranged.uncovered)
        number = f"{self.county.code}{self.count:06d}"
        self._write_household(draw, village, home, pk, number, spans)
        self._write_members(draw, village, home, pk, number)
        self._write_statements(draw, village, home, pk)
        for span in spans:
            self.assignments.add(village.code, pk, span.helper.pk, span.since, span.to)
        lacking = terms[0].helper.diligence.lacking
        for row in measures_of(draw, home, lacking, plan.months[0].start, self.last_day):
            self.measures.add(village.code, pk, *row)
        return Ward(pk, village.code, home.presence == Presence.ALL_AWAY, spans)

    def _home(self, draw):
        """Make people and what their form says, with the dates of entry and exit."""
        plan = self.plan
        people, away = self.make_people(draw)
        capable = is_labour_capable(people, self.last_day, self.value)
        home = homes.settle(draw, people, away and capable, capable)
        year = max(FIRST_YEAR, plan.months[0].year - REGISTERED_YEARS_AGO(draw))
        home.registered_on = dt.date(year, 1, 1)
        window = (self.last_day - plan.months[0].start).days
        chance = draw.random()
        if chance < plan.manners.newcomers:
            home.status, home.registered_precision = PovertyStatus.IN_POVERTY, DatePrecision.DAY
            home.registered_on = plan.months[0].start + dt.timedelta(days=int(draw.random() * window))
        elif chance < plan.manners.newcomers + plan.manners.leavers and window:
            home.left_on = plan.months[0].start + dt.timedelta(days=1 + int(draw.random() * window))
        if home.status in (PovertyStatus.EXITED, PovertyStatus.RETURNED):
            last = max(year, plan.months[0].year - 1)
            home.exited_on = dt.date(between(draw, year, last), 12, 31)
        if home.status == PovertyStatus.RETURNED:
            home.returned_on = min(home.exited_on + dt.timedelta(days=150), self.last_day)
        return home

    def _write_household(self, draw, village, home, pk, number, spans):
        group = f"{between(draw, 1, 11)}组"
        now = spans[-1].helper if spans and spans[-1].to is None else None
        going = not home.exited and not home.left_on
        returned = home.status == PovertyStatus.RETURNED
        self.households.add(
            pk,
            village.code,
            number,
            group,
            home.head.name,
            pinyin_key(home.head.name),
            f"{village.parent.name}{_place(village.name)}{group}",
            seal(phone(draw), PHONE, number),
            f"{self.county.name}农村商业银行",
            seal(bank_account(draw), ACCOUNT, number),
            home.attribute,
            homes.five_guarantee_mode(draw, home),
            home.status,
            home.causes[0],
            home.causes[1:],
            homes.not_exited_reason(draw, home),
            home.registered_on,
            home.registered_precision,
            home.exited_on,
            home.returned_on,
            pick(draw, WORDS["return_reasons"]) if returned else "",
            home.left_on,
            self.last_day.year + between(draw, 0, 1) if going else None,
            home.size,
            home.size_in(self.last_day.year - 1),
            home.size,
            home.presence,
            home.capable,
            home.relocated,
            now.name if now else "",
            now.user_id if now else None,
        )

    def _write_members(self, draw, village, home, pk, number):
        ethnicity = self.ethnicity(draw)
        uninsured = between(draw, 0, home.size - 1) if home.weakness == "insurance" else None
        for place, person in enumerate(home.people):
            person_no, insured = f"{number}{place + 1:02d}", place != uninsured
            kind, level = person.disability
            self.members.add(
                village.code,
                pk,
                person_no,
                person.name,
                pinyin_key(person.name),
                "1" if person.male else "2",
                person.birth_date,
                seal(person.id_number, ID_NUMBER, person_no),
                *hashes_of(person.id_number),
                "",  # made valid
                CardState.VALID if kind else CardState.NONE,
                person.relation,
                ethnicity,
                _politics(draw, person),
                person.education,
                person.school_status,
                person.health,
                seal(f"{person.id_number}{kind}{level}", CARD, person_no) if kind else "",
                kind,
                level,
                person.labour_capacity,
                person.work_region,
                person.work_months,
                person.public_post,
                person.work_months if person.public_post else None,
                insured,
                insured,
                draw.random() < 0.3,
                person.age >= 16 and not person.school_status,
                home.gets_allowance,
                home.is_five_guarantee,
                bool(kind) and level <= 2,
                MemberChange.BIRTH if person.is_newborn else "",
                person.birth_date if person.is_newborn else None,
            )

    def _write_statements(self, draw, village, home, pk):
        year = self.plan.months[-1].year
        cultivated, woods = homes.land(draw, home)
        wrong = 0.5 if draw.random() < self.plan.manners.faulty_forms else 0
        self.forms.add(village.code, pk, FormSource.WORK_FORM, home.size, cultivated, woods)
        self.forms.add(village.code, pk, FormSource.HANDBOOK, home.size, cultivated + wrong, woods)
        for ago, growth in ((2, 0.92), (1, 1)):
            figures = homes.income(draw, home, year - ago, growth)
            self.incomes.add(village.code, pk, year - ago, *figures)
        conditions = homes.living(draw, home, year - 1, cultivated, woods)
        for conditions_year in (year - 1, year):
            self.living.add(village.code, pk, conditions_year, *conditions)


def _place(village_name):
    """Return a village's name as it stands in addresses: 老茶村, 三官坪社区."""
    name = COMMITTEE.sub("", village_name)
    return name if name.endswith(("村", "社区")) else f"{name}村"


def _politics(draw, person):
    chance = draw.random()
    if person.age >= 22 and chance < 0.03:
        return PoliticalStatus.MEMBER
    if 14 <= person.age <= 27 and chance < 0.25:
        return PoliticalStatus.YOUTH_LEAGUE
    return PoliticalStatus.MASSES
