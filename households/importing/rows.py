"""A roster in typed rows, each with the place in the workbook that it came from."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cached_property

from households.choices import GONE, NOT_AT_SCHOOL, MemberChange, Relation
from households.identity import birth_and_sex, card_state, hashes_of, id_fault, normalised_id
from povertyapp.core.workbooks import CellError, Finding, Record, finding

# A remark that somebody wrote into the name: 向嘉文(已嫁), (亡)向嘉文, 向嘉文-去世, 向嘉文已故, 向嘉文2.
ANNOTATION = re.compile(
    r"[(\[{【〔〈《<][^)\]}】〕〉》>]*[)\]}】〕〉》>]?"
    r"|[-—－/\\、,，;；:：。?？!！*＊+#].*|\d+"
    r"|(?<=[\u3400-\u9fff]{2})(?:去世|已故|病故|亡故|死亡|已死|已亡|已嫁|出嫁|外嫁|改嫁|已?迁出|已?外出|服刑|失踪)$"
)


@dataclass(slots=True)
class Row:
    """Something read from one row: `errors` holds, by column key, the cells that could not be understood."""

    record: Record
    errors: dict[str, CellError]

    @property
    def sheet(self) -> str:
        return self.record.sheet

    @property
    def row(self) -> int:
        return self.record.row

    def has(self, key: str) -> bool:
        """Say whether the sheet has this column at all."""
        return key in self.record.table.columns

    def at(self, key: str, code: str, **more) -> Finding:
        """Return a finding at this row's cell of a column."""
        more.setdefault("value", self.record[key])
        return finding(code, sheet=self.sheet, row=self.row, column=self.record.table.written(key), **more)


# What a row may repeat of its household only to say which one it is.
NAMES_HOUSEHOLD = ("household_no", "township", "village", "group_name", "head_name")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a member row says of its household."""

    household_no: str = ""
    township: str = ""
    village: str = ""
    group_name: str = ""
    head_name: str = ""
    size: int | None = None
    poverty_attribute: str = ""
    main_cause: str = ""
    other_causes: tuple[str, ...] = ()
    registered_year: int | None = None
    poverty_status: str = ""
    exited_year: int | None = None
    net_income_per_capita: Decimal | None = None
    is_dangerous_house: bool | None = None
    is_water_safe: bool | None = None
    is_relocated: bool | None = None
    phone: str = ""
    bank_name: str = ""
    bank_account: str = ""
    helper_name: str = ""
    helper_unit: str = ""

    @property
    def is_bare(self) -> bool:
        """Say whether a row names its household and tells nothing of it."""
        return not any(getattr(self, f.name) for f in fields(self) if f.name not in NAMES_HOUSEHOLD)

    def differences(self, other: "Facts") -> list[str]:
        """Return the names of the facts that differ."""
        return [f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name)]


@dataclass(slots=True)
class MemberRow(Row):
    """One person, as one row of a member sheet says."""

    facts: Facts
    fact_errors: dict[str, CellError]
    person_no: str = ""
    name: str = ""
    sex: str = ""
    birth_date: dt.date | None = None
    id_number: str = ""
    relation: str = ""
    ethnicity: str = ""
    political_status: str = ""
    education: str = ""
    school_status: str = ""
    health: tuple[str, ...] = ()
    labour_capacity: str = ""
    work_region: str = ""
    work_months: Decimal | None = None
    is_medical_insured: bool | None = None
    is_major_illness_insured: bool | None = None
    is_pension_insured: bool | None = None
    is_in_service: bool | None = None
    change_kind: str = ""
    changed_on: dt.date | None = None
    # The number that persons are compared by, and what it says where it is valid (date of birth, sex).
    whole_id: str = field(init=False)
    identity: tuple[dt.date, str] | None = field(init=False)
    # By the ID number, where that is valid, else by the columns.
    born: dt.date | None = field(init=False)
    known_sex: str = field(init=False)
    # In full years on the roster's date.
    age: int | None = field(init=False, default=None)
    _hashes: tuple[str, str] | None = field(init=False, default=None, repr=False)

    def __post_init__(self):
        self.whole_id = normalised_id(self.id_number)
        self.identity = birth_and_sex(self.whole_id) if self.whole_id else None
        self.born, self.known_sex = self.identity or (self.birth_date, self.sex)

    @property
    def hashes(self) -> tuple[str, str]:
        """Return the keyed hashes of the ID number and of its last six characters."""
        if self._hashes is None:
            self._hashes = hashes_of(self.id_number)
        return self._hashes

    @property
    def verdicts(self) -> tuple[str, str]:
        """Return what the ID number is worth (`identity.judged`); a roster has no column for cards."""
        fault = id_fault(self.id_number, is_valid=self.identity is not None)
        return fault, card_state("", self.id_number)

    @property
    def is_dead(self) -> bool:
        return self.change_kind == MemberChange.DEATH

    @property
    def is_gone(self) -> bool:
        return self.change_kind in GONE

    def at(self, key: str, code: str, **more) -> Finding:
        return Row.at(self, key, code, household_no=self.facts.household_no, person_no=self.person_no, **more)

    @property
    def is_student(self) -> bool:
        return self.school_status not in NOT_AT_SCHOOL

    @property
    def is_working(self) -> bool:
        """Say whether the row shows work: a place, or more than no months."""
        return bool(self.work_region) or (self.work_months or 0) > 0

    @property
    def plain_name(self) -> str:
        """Return the name without a remark."""
        return ANNOTATION.sub("", self.name)


@dataclass(slots=True)
class FormFiguresRow:
    """Size and land as one paper form states them."""

    size: int | None = None
    cultivated_mu: Decimal | None = None
    woodland_mu: Decimal | None = None


@dataclass(slots=True)
class IncomeRow:
    """The income of one year in yuan, as written; None where the cell is blank or the column absent."""

    year: int
    wage_income: Decimal | None = None
    business_income: Decimal | None = None
    property_income: Decimal | None = None
    transfer_income: Decimal | None = None
    allowance_aid: Decimal | None = None
    five_guarantee_aid: Decimal | None = None
    pension_aid: Decimal | None = None
    eco_compensation: Decimal | None = None
    family_planning_aid: Decimal | None = None
    other_transfer: Decimal | None = None
    business_expense: Decimal | None = None
    net_income: Decimal | None = None
    net_income_per_capita: Decimal | None = None


@dataclass(slots=True)
class LivingRow:
    """What the household sheet says of house and road."""

    housing_m2: Decimal | None = None
    access_road: str = ""
    km_to_main_road: Decimal | None = None
    is_in_cooperative: bool | None = None


@dataclass(slots=True)
class HouseholdRow(Row):
    """One household, as one row of the household sheet says."""

    forms: dict[str, FormFiguresRow]
    income: IncomeRow
    living: LivingRow
    household_no: str = ""
    township: str = ""
    village: str = ""
    head_name: str = ""
    head_id_number: str = ""
    is_all_away: bool | None = None
    measures: list[str] = field(default_factory=list)
    remark: str = ""

    def at(self, key: str, code: str, **more) -> Finding:
        return Row.at(self, key, code, household_no=self.household_no, **more)


@dataclass
class RosterHousehold:
    """A household with its members, in the order of the sheet, and its row of the household sheet."""

    household_no: str
    members: list[MemberRow]
    form: HouseholdRow | None = None
    village_code: str | None = None

    @property
    def first(self) -> MemberRow:
        return self.members[0]

    @cached_property
    def facts(self) -> Facts:
        """Return what most of the member rows say; the first of equals."""
        if all(member.facts is self.members[0].facts for member in self.members):
            return self.members[0].facts
        return Counter(member.facts for member in self.members).most_common(1)[0][0]

    @cached_property
    def present(self) -> list[MemberRow]:
        """Return the members who are counted: all but those who died."""
        return [member for member in self.members if not member.is_dead]

    @cached_property
    def heads(self) -> list[MemberRow]:
        return [member for member in self.members if member.relation == Relation.HEAD]

    @property
    def head(self) -> MemberRow | None:
        return self.heads[0] if self.heads else None

    def at(self, key: str, code: str, **more) -> Finding:
        """Return a finding at the household's first row."""
        return self.first.at(key, code, **more)


@dataclass
class Roster:
    """A roster workbook, read: members by household, the rows of the household sheet, its date."""

    file: str
    as_of: dt.date
    income_year: int
    households: list[RosterHousehold]
    forms_without_members: list[HouseholdRow] = field(default_factory=list)
    has_household_sheet: bool = False
    columns: frozenset[str] = frozenset()
    titles: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    formulas: int = 0

    @property
    def member_count(self) -> int:
        return sum(len(household.members) for household in self.households)
