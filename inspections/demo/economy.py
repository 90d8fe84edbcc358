"""Trainings with those who came, cooperatives and contracts, stations, left-behind people of a generated county.

The households are read back from the register once; everything is drawn village by village, by the plan's seed.
"""

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from assistance.choices import (
    CareKind,
    CarerRole,
    EnterpriseKind,
    InstitutionKind,
    LeftBehindKind,
    LinkMode,
    LinkService,
    TrainingKind,
)
from assistance.models import (
    BenefitLink,
    CareService,
    Enterprise,
    LeftBehindPerson,
    TrainingAttendance,
    TrainingSession,
    VillageInstitution,
)
from assistance.models.link import enterprise_codes
from households.choices import GONE, Presence, Sex, VillageKind, WorkRegion
from households.models import HouseholdMember, Village
from households.querysets import years_before
from inspections.demo.names import given_name, surname
from inspections.demo.people import Weighted, between
from inspections.demo.rows import Sheet, Writer
from inspections.demo.words import pick

MODELS = {
    "trainings": TrainingSession,
    "enterprises": Enterprise,
    "institutions": VillageInstitution,
    "left_behind": LeftBehindPerson,
    "attendances": TrainingAttendance,
    "links": BenefitLink,
    "care_services": CareService,
}
TRAININGS = (
    ("茶园修剪与施肥", TrainingKind.CROPS, "县农业局"),
    ("油茶低产林改造", TrainingKind.CROPS, "县林业局"),
    ("藤茶采摘与制作", TrainingKind.CROPS, "县农业局"),
    ("生猪疫病防治", TrainingKind.LIVESTOCK, "县畜牧兽医局"),
    ("山羊圈养技术", TrainingKind.LIVESTOCK, "县畜牧兽医局"),
    ("电工焊工实操", TrainingKind.WORK_SKILL, "县人力资源和社会保障局"),
    ("西兰卡普编织", TrainingKind.CRAFT, "县妇女联合会"),
    ("母婴护理", TrainingKind.HOUSEKEEPING, "县人力资源和社会保障局"),
    ("农村电商入门", TrainingKind.E_COMMERCE, "县商务局"),
)
HALVES = ((2, 5), (7, 10))  # months: two trainings before the end of June, two before the end of November
# How many households miss a half-year: in most villages hardly one, in some villages many.
MISSES, CARELESS_MISSES, CARELESS = 0.003, 0.3, 0.08
OTHER_LATE = 0.01
# How many of a village's links are with its own cooperative; with a weak one few.
OWN, WEAK_OWN, WEAK = 0.85, 0.15, 0.07
FIRMS = ("茶业发展公司", "油茶加工公司", "藤茶生物公司", "生猪养殖公司", "农副产品公司", "服装加工公司")
MODES = Weighted(
    {LinkMode.ORDER_SERVICE: 45, LinkMode.DIVIDEND: 25, LinkMode.WAGE: 18, LinkMode.LAND_SHARE: 12}
)
SERVICES = {
    LinkMode.ORDER_SERVICE: [LinkService.SEED, LinkService.FERTILISER, LinkService.BUY_BACK],
    LinkMode.WAGE: [LinkService.JOBS],
    LinkMode.LAND_SHARE: [LinkService.ADVICE],
    LinkMode.DIVIDEND: [],
}
CARERS = Weighted(
    {CarerRole.WOMENS_HEAD: 50, CarerRole.OFFICIAL: 25, CarerRole.VOLUNTEER: 15, CarerRole.TEACHER: 10}
)
CARE = {
    CareKind.LIVING: "送米面油，帮助打扫",
    CareKind.COMFORT: "上门陪伴，与外出亲属视频",
    CareKind.MEDICAL: "陪同体检，代取药品",
    CareKind.EMERGENCY: "突发疾病，联系送医",
    CareKind.LEGAL: "讲解赡养和监护的规定",
}
AWAY = (WorkRegion.PROVINCE, WorkRegion.OUTSIDE)
GROWN, OLD, CHILD_BELOW = 16, 60, 16
DAY = dt.timedelta(days=1)


class Person(NamedTuple):
    """What is asked of a member."""

    pk: int
    born: dt.date
    sex: str
    work_region: str


class Home(NamedTuple):
    """A household of the register with its members."""

    pk: int
    since: dt.date
    left: dt.date | None
    all_away: bool
    people: list


def write_economy(cursor, plan, sizes, new_ids):
    """Write all of it for the villages of a plan; return how many rows of each kind. `new_ids(model, n)` gives unused
    row ids."""
    maker = _Maker(plan, sizes, new_ids)
    with Writer(cursor.cursor, list(maker.sheets.values())) as writer:
        maker.make_firms()
        for village in sizes:
            maker.make(village)
            writer.flush()
    return {name: sheet.count for name, sheet in maker.sheets.items()}


def _homes(county):
    """Return village → its households, in the order of their numbers."""
    columns = (
        "household__area_id",
        "household_id",
        "household__registered_on",
        "household__left_register_on",
    )
    columns += ("household__presence", "pk", "birth_date", "sex", "work_region")
    rows = HouseholdMember.objects.in_area(county).exclude(change_kind__in=GONE)
    found, last = defaultdict(list), None
    ordered = rows.order_by("person_no").values_list(*columns)
    for village, pk, since, left, presence, *person in ordered.iterator(chunk_size=20_000):
        if last is None or last.pk != pk:
            last = Home(pk, since, left, presence == Presence.ALL_AWAY, [])
            found[village].append(last)
        last.people.append(Person(*person))
    return found


class _Maker:
    """Makes what the villages of one county have; `sheets` hold the rows until they are written."""

    def __init__(self, plan, sizes, new_ids):
        self.plan, self.last_day, self.county = plan, plan.last_day, plan.county.code
        self.years = range(plan.months[0].year, self.last_day.year + 1)
        self.homes = _homes(self.county)
        self.poor = set(
            Village.objects.in_area(self.county)
            .filter(kind=VillageKind.POOR)
            .values_list("area_id", flat=True)
        )
        spare = {
            TrainingSession: 4 * len(self.years) * len(sizes),
            Enterprise: len(sizes) + len(FIRMS),
            LeftBehindPerson: 2 * plan.households,
        }
        self.ids = {model: iter(new_ids(model, count)) for model, count in spare.items()}
        self.firms, self.codes = [], enterprise_codes(self.county)
        self._make_sheets()

    def _make_sheets(self):
        own = ("area_id",)
        entered = f"{self.last_day} 17:00:00+08"
        columns = {
            "trainings": ("id", *own, "topic", "kind", "held_on", "organiser", "place", "hours"),
            "enterprises": ("id", *own, "code", "name", "kind", "industry", "head_name", "founded_on"),
            "institutions": (*own, "kind", "name", "bank", "capital", "founded_on"),
            "left_behind": ("id", *own, "household_id", "member_id", "kind", "since", "away", "lives_with")
            + ("carer_name", "carer_role", "needs", "reviewed_on"),
            "attendances": (*own, "session_id", "household_id", "member_id", "happened_on", "recorded_at"),
            "links": (*own, "household_id", "enterprise_id", "mode", "services", "contract_no", "signed_on")
            + ("from_date", "amount"),
            "care_services": (
                *own,
                "person_id",
                "kind",
                "happened_on",
                "carer_name",
                "carer_role",
                "content",
            ),
        }
        fixed = {"care_services": {"recorded_at": entered}}
        self.sheets = {
            name: Sheet(MODELS[name], listed, **fixed.get(name, {})) for name, listed in columns.items()
        }

    def make_firms(self):
        """Make the county's enterprises, which link households of any village."""
        draw, short = self.plan.random("firms"), self.plan.county.name.removesuffix("县")
        for name in FIRMS:
            pk = next(self.ids[Enterprise])
            founded = dt.date(between(draw, 2008, 2014), between(draw, 1, 12), 8)
            industry = name.removesuffix("公司")
            self.sheets["enterprises"].add(
                pk,
                self.county,
                next(self.codes),
                f"{short}{name}",
                EnterpriseKind.LEADING.value,
                industry,
                _name(draw),
                founded,
            )
            self.firms.append(pk)

    def make(self, village):
        """Make everything of one village."""
        draw, homes = self.plan.random(village.code, "economy"), self.homes.get(village.code, [])
        self._train(draw, village, homes)
        cooperative = self._found(draw, village)
        self._link(draw, village, homes, cooperative)
        carer, role = _name(draw), CARERS(draw)
        for home in homes:
            if not home.all_away and home.left is None:
                self._leave_behind(draw, village, home, carer, role)

    def _train(self, draw, village, homes):
        misses = CARELESS_MISSES if draw.random() < CARELESS else MISSES
        for year in self.years:
            topics = draw.sample(TRAININGS, 4)
            for number, (first, last) in enumerate(HALVES):
                held = [
                    self._session(draw, village, topic, year, first, last)
                    for topic in topics[2 * number :][:2]
                ]
                held = [one for one in held if one]
                if held:
                    self._attend(draw, village, homes, held, misses)

    def _session(self, draw, village, training, year, first, last):
        """Write a training of those months; return (its row, its day), or None where it is still to come."""
        topic, kind, organiser = training
        day = dt.date(year, between(draw, first, last), between(draw, 3, 26))
        hours = between(draw, 2, 8)
        if day + 3 * DAY > self.last_day:
            return None
        pk = next(self.ids[TrainingSession])
        self.sheets["trainings"].add(
            pk, village.code, topic, kind.value, day, organiser, f"{village.short_name}活动室", hours
        )
        return pk, day

    def _attend(self, draw, village, homes, held, misses):
        """Let a grown person of each household come to one of the trainings; some come to none."""
        grown_before = years_before(self.last_day, GROWN)
        for home in homes:
            session, day = held[int(draw.random() * len(held))]
            if draw.random() < misses or day < home.since or (home.left and day >= home.left):
                continue
            grown = [person for person in home.people[:2] if person.born <= grown_before]
            if grown:
                later = 40 if draw.random() < OTHER_LATE else 2
                entered = min(day + later * DAY, self.last_day)
                member = grown[int(draw.random() * len(grown))].pk
                self.sheets["attendances"].add(
                    village.code, session, home.pk, member, day, f"{entered} 17:00:00+08"
                )

    def _found(self, draw, village):
        """Make the village's cooperative, station and society, where it has them; return the cooperative."""
        poor = village.code in self.poor
        for kind, chance in ((InstitutionKind.FINANCE_STATION, 0.97), (InstitutionKind.MUTUAL_FUND, 0.96)):
            founded = dt.date(between(draw, 2013, 2014), between(draw, 1, 12), 15)
            there = draw.random() < (chance if poor else 0.55)
            if there:
                capital = between(draw, 5, 30) * 10_000 if kind == InstitutionKind.MUTUAL_FUND else None
                bank = f"{self.plan.county.name}农村商业银行" if capital is None else ""
                name = f"{village.short_name}{kind.label}"
                self.sheets["institutions"].add(village.code, kind.value, name, bank, capital, founded)
        founded = dt.date(between(draw, 2010, 2014), between(draw, 1, 12), 20)
        head = _name(draw)
        if draw.random() >= (0.95 if poor else 0.75):
            return None
        pk = next(self.ids[Enterprise])
        name = f"{village.short_name}种植专业合作社"
        self.sheets["enterprises"].add(
            pk, village.code, next(self.codes), name, EnterpriseKind.COOPERATIVE.value, "种植", head, founded
        )
        return pk

    def _link(self, draw, village, homes, cooperative):
        """Link households of the village: most by contract, some by word; how many differs from village to village."""
        share, own = 0.5 + 0.38 * draw.random(), WEAK_OWN if draw.random() < WEAK else OWN
        for number, home in enumerate(homes, start=1):
            chance = draw.random()
            if chance >= share + 0.1:
                continue
            mode = MODES(draw)
            enterprise = cooperative if cooperative and draw.random() < own else pick(draw, self.firms)
            begin = max(home.since, self.plan.since)
            signed = begin if chance < share else None
            contract = f"{village.code}{number:04d}" if signed else ""
            services = SERVICES[mode]
            amount = between(draw, 4, 40) * 100
            self.sheets["links"].add(
                village.code, home.pk, enterprise, mode, services, contract, signed, begin, amount
            )

    def _leave_behind(self, draw, village, home, carer, role):
        """Register who stays at home while somebody works far away, with his file and this year's services."""
        if not any(person.work_region in AWAY for person in home.people):
            return
        kinds = [(self._kind_of(person), person) for person in home.people]
        for kind, person in [pair for pair in kinds if pair[0]][:2]:
            if draw.random() < 0.35:
                continue
            pk, since = next(self.ids[LeftBehindPerson]), max(home.since, self.plan.since)
            complete = draw.random() < 0.92
            reviewed = self.last_day - between(draw, 3, 150) * DAY if complete else None
            needs = pick(draw, ("定期看望", "看病路远", "学习辅导", "农活缺人手")) if complete else ""
            self.sheets["left_behind"].add(
                pk, village.code, home.pk, person.pk, kind.value, since, "在省外务工", "其他家人",
                carer, role, needs, reviewed and max(reviewed, since),
            )  # fmt: skip
            self._care(draw, village, pk, since, carer, role)

    def _kind_of(self, person):
        if person.born > years_before(self.last_day, CHILD_BELOW):
            return LeftBehindKind.CHILD
        if person.born <= years_before(self.last_day, OLD):
            return LeftBehindKind.ELDERLY
        if person.sex == Sex.FEMALE and not person.work_region:
            return LeftBehindKind.WOMAN
        return None

    def _care(self, draw, village, person, since, carer, role):
        first = max(since, dt.date(self.last_day.year, 1, 1))
        for kind in draw.sample(list(CARE), between(draw, 0, 3)):
            day = first + int(draw.random() * ((self.last_day - first).days + 1)) * DAY
            self.sheets["care_services"].add(village.code, person, kind.value, day, carer, role, CARE[kind])


def _name(draw):
    return surname(draw) + given_name(draw, male=draw.random() < 0.5, age=48)
