"""Families as they live in mountain counties: who belongs to a household, how old, how well, how able."""

import datetime as dt
from bisect import bisect
from dataclasses import dataclass, field
from itertools import accumulate

from households.choices import (
    CAPABLE_AT_ANY_AGE,
    DisabilityKind,
    Education,
    Health,
    LabourCapacity,
    Relation,
    SchoolStatus,
    WorkRegion,
)
from inspections.demo.names import given_name, surname
from inspections.demo.words import WORDS, pick

WORKING_AGE, OLD_AGE = range(16, 60), 60


class Weighted:
    """Draws one of its things by weight; words of a code list come as plain strings."""

    def __init__(self, weights):
        self.things = [getattr(thing, "value", thing) for thing in weights]
        self.sums = list(accumulate(weights.values()))

    def __call__(self, draw):
        return self.things[bisect(self.sums, draw.random() * self.sums[-1])]


@dataclass(slots=True)
class Person:
    """A member of a household; `age` is in full years on the last day that the county knows of."""

    relation: str
    male: bool
    age: int
    name: str = ""
    birth_date: dt.date | None = None
    id_number: str = ""
    health: list = field(default_factory=lambda: [Health.HEALTHY])
    disability: tuple = ("", None)
    school_status: str = ""
    education: str = ""
    labour_capacity: str = LabourCapacity.NONE
    work_region: str = ""
    work_months: int = 0
    public_post: str = ""
    is_newborn: bool = False

    is_gone = False

    @property
    def can_work(self):
        """Say whether the member can work at any age (ordinary or skilled)."""
        return self.labour_capacity in CAPABLE_AT_ANY_AGE


def between(draw, low, high):
    """Return a whole number from `low` to `high`, both inside."""
    return low + int(draw.random() * (high - low + 1))


# Families: lists of (relation, male, age). Ages keep at least 20 years between parent and child.
def _couple(draw, low, high):
    age, male = between(draw, low, high), draw.random() < 0.88
    return [(Relation.HEAD, male, age), (Relation.SPOUSE, not male, max(20, age + between(draw, -5, 3)))]


def _children(draw, parents, count):
    youngest = min(age for _relation, _male, age in parents)
    age, found = youngest - between(draw, 22, 28), []
    for _child in range(count):
        if age < 0:
            break
        male = draw.random() < 0.53
        found.append((Relation.SON if male else Relation.DAUGHTER, male, min(age, 26)))
        age -= between(draw, 2, 6)
    return found


def _grandparents(draw, head_age, count):
    first = draw.random() < 0.35
    kinds = [(Relation.FATHER, True), (Relation.MOTHER, False)] if first else [(Relation.MOTHER, False)]
    kinds = kinds if count == 2 else kinds[-1:]
    return [(relation, male, min(95, head_age + between(draw, 22, 30))) for relation, male in kinds]


def _alone(draw):
    return [(Relation.HEAD, draw.random() < 0.7, between(draw, 64, 86))]


def _bachelor(draw):
    return [(Relation.HEAD, draw.random() < 0.85, between(draw, 34, 61))]


def _old_couple(draw):
    return _couple(draw, 60, 79)


def _family(draw):
    couple = _couple(draw, 30, 55)
    return couple + _children(draw, couple, Weighted({0: 10, 1: 40, 2: 42, 3: 8})(draw))


def _one_parent(draw):
    head = [(Relation.HEAD, draw.random() < 0.6, between(draw, 32, 54))]
    return head + _children(draw, head, between(draw, 1, 2))


def _three_generations(draw):
    couple = _couple(draw, 33, 55)
    children = _children(draw, couple, between(draw, 1, 2))
    return couple + children + _grandparents(draw, couple[0][2], between(draw, 1, 2))


def _with_sons_family(draw):
    couple = _couple(draw, 52, 68)
    son = min(age for _relation, _male, age in couple) - between(draw, 21, 26)
    wife = max(21, son + between(draw, -4, 2))
    family = [*couple, (Relation.SON, True, son), (Relation.DAUGHTER_IN_LAW, False, wife)]
    age = min(son, wife) - between(draw, 20, 24)
    for _child in range(between(draw, 1, 2)):
        if age >= 0:
            male = draw.random() < 0.53
            family.append((Relation.GRANDSON if male else Relation.GRANDDAUGHTER, male, min(age, 14)))
        age -= between(draw, 2, 4)
    return family


FAMILY = Weighted(
    {
        _alone: 5,
        _bachelor: 6,
        _old_couple: 13,
        _family: 42,
        _one_parent: 8,
        _three_generations: 17,
        _with_sons_family: 9,
    }
)
# Families that may leave the township as a whole; a fifth of them did.
ABLE_TO_LEAVE, LEFT = (_family, _one_parent, _bachelor), 0.165

HEALTH_BY_AGE = (
    # up to this age: chronic, serious, disabled
    (15, 0.01, 0.004, 0.012),
    (39, 0.05, 0.015, 0.045),
    (59, 0.14, 0.035, 0.09),
    (200, 0.27, 0.05, 0.13),
)
EDUCATION = (
    (
        39,
        Weighted({Education.PRIMARY: 12, Education.JUNIOR: 58, Education.SENIOR: 20, Education.COLLEGE: 10}),
    ),
    (
        59,
        Weighted({Education.ILLITERATE: 6, Education.PRIMARY: 46, Education.JUNIOR: 42, Education.SENIOR: 6}),
    ),
    (200, Weighted({Education.ILLITERATE: 42, Education.PRIMARY: 48, Education.JUNIOR: 10})),
)
WELL = Weighted({LabourCapacity.ORDINARY: 93, LabourCapacity.SKILLED: 7})
CAPACITY_OF_WORKING_AGE = {
    Health.CHRONIC: Weighted({LabourCapacity.ORDINARY: 55, LabourCapacity.WEAK: 35, LabourCapacity.LOST: 10}),
    Health.SERIOUS: Weighted({LabourCapacity.WEAK: 25, LabourCapacity.LOST: 75}),
    Health.DISABLED: Weighted(
        {LabourCapacity.ORDINARY: 10, LabourCapacity.WEAK: 25, LabourCapacity.LOST: 65}
    ),
}
CAPACITY_OF_SIXTIES = Weighted(
    {LabourCapacity.ORDINARY: 30, LabourCapacity.WEAK: 42, LabourCapacity.NONE: 28}
)
REGION = Weighted(
    {WorkRegion.OUTSIDE: 48, WorkRegion.PROVINCE: 18, WorkRegion.COUNTY: 19, WorkRegion.TOWNSHIP: 15}
)
REGION_FAR = Weighted({WorkRegion.OUTSIDE: 68, WorkRegion.PROVINCE: 22, WorkRegion.COUNTY: 10})
SENIOR = (
    (SchoolStatus.SENIOR_1, SchoolStatus.VOCATIONAL_1),
    (SchoolStatus.SENIOR_2, SchoolStatus.VOCATIONAL_2),
    (SchoolStatus.SENIOR_3, SchoolStatus.VOCATIONAL_3),
)
JUNIOR = (SchoolStatus.GRADE_7, SchoolStatus.GRADE_8, SchoolStatus.GRADE_9)
HIGHER = (
    SchoolStatus.HIGHER_VOCATIONAL_1,
    SchoolStatus.HIGHER_VOCATIONAL_2,
    SchoolStatus.HIGHER_VOCATIONAL_3,
    SchoolStatus.COLLEGE,
)


class PeopleMaker:
    """Makes the members of households of one county, each with an ID number of his own."""

    def __init__(self, today, id_numbers):
        self.today, self.id_numbers = today, id_numbers

    def __call__(self, draw):
        """Return (members, whether they are all away): a head first, then the others."""
        family = FAMILY(draw)
        people = [Person(relation, male, age) for relation, male, age in family(draw)]
        away = family in ABLE_TO_LEAVE and people[0].age < OLD_AGE and draw.random() < LEFT
        self._name(draw, people)
        for person in people:
            self._born(draw, person)
            self._school(draw, person)
            if not away:
                self._health(draw, person)
            self._labour(draw, person, away)
        return people, away

    def _name(self, draw, people):
        family_name = surname(draw)
        for person in people:
            kin = person.relation not in (Relation.SPOUSE, Relation.DAUGHTER_IN_LAW, Relation.MOTHER)
            own = family_name if kin else surname(draw)
            person.name = own + given_name(draw, male=person.male, age=person.age)

    def _born(self, draw, person):
        turned = dt.date(self.today.year - person.age, self.today.month, min(self.today.day, 28))
        born = turned - dt.timedelta(days=between(draw, 5, 350))
        person.birth_date, person.id_number = self.id_numbers(born, male=person.male)
        person.is_newborn = person.age == 0

    def _school(self, draw, person):
        age = person.age
        if age < 6:
            at_kindergarten = age == 5 or (age >= 3 and draw.random() < 0.8)
            person.school_status = SchoolStatus.KINDERGARTEN if at_kindergarten else ""
        elif age < 12:
            person.school_status = SchoolStatus.PRIMARY
        elif age < 16:  # well inside the ages of DQ-35, whatever day is looked at
            person.school_status = JUNIOR[min(age - 12, 2)]
        elif age < 18:
            person.school_status = SENIOR[age - 16 + (draw.random() < 0.4)][draw.random() < 0.4]
        elif age < 22 and draw.random() < 0.45:
            person.school_status = pick(draw, HIGHER)
        if not person.school_status:
            levels = next(levels for top, levels in EDUCATION if age <= top)
            person.education = Education.PRESCHOOL if age < 6 else levels(draw)

    def _health(self, draw, person):
        chances = next(row for row in HEALTH_BY_AGE if person.age <= row[0])[1:]
        chance = draw.random()
        for health, share in zip((Health.CHRONIC, Health.SERIOUS, Health.DISABLED), chances, strict=True):
            if chance < share:
                person.health = [health]
                break
            chance -= share
        if person.health == [Health.DISABLED]:
            kind = pick(draw, DisabilityKind.values)
            person.disability = (kind, between(draw, 1, 4))
            if person.age >= OLD_AGE and draw.random() < 0.1:
                person.health = [Health.CHRONIC, Health.DISABLED]

    def _labour(self, draw, person, away):
        person.labour_capacity = self._capacity(draw, person)
        if person.school_status or not person.can_work or person.age >= 65:
            return
        if away:
            person.work_region, person.work_months = REGION_FAR(draw), between(draw, 8, 12)
        elif draw.random() < 0.42:
            person.work_region, person.work_months = REGION(draw), between(draw, 3, 11)
        elif draw.random() < 0.06:
            person.public_post = pick(draw, WORDS["public_posts"])
            person.work_region, person.work_months = WorkRegion.TOWNSHIP, between(draw, 6, 12)

    def _capacity(self, draw, person):
        if person.age < WORKING_AGE.start or person.school_status or person.age >= 75:
            return LabourCapacity.NONE
        worst = person.health[-1]
        if person.age in WORKING_AGE:
            return WELL(draw) if worst == Health.HEALTHY else CAPACITY_OF_WORKING_AGE[worst](draw)
        if worst in (Health.SERIOUS, Health.DISABLED):
            return LabourCapacity.LOST
        if person.age < 70 and worst == Health.HEALTHY:
            return CAPACITY_OF_SIXTIES(draw)
        return LabourCapacity.NONE if draw.random() < 0.7 else LabourCapacity.WEAK
