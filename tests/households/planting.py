"""How a fault is planted into a roster: where it fits, what it changes, where it is told."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.households.roster_made import ABLE, age, amount, renumbered

ANYBODY = {"ID_CHECKSUM", "ID_LENGTH", "ID_FORMAT"}
SWAPPED = {
    "之子": "之女", "之女": "之子", "之父": "之母", "之母": "之父", "之孙子": "之孙女", "之孙女": "之孙子",
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """Something wrong: where it may be planted, how, and which codes may be told beside its own."""

    code: str
    where: Callable
    plant: Callable  # (house, person, rng) -> (row of the finding, other rows of the same)
    allowed: frozenset = frozenset()
    merges: bool = True  # whether it can stand where the household's columns are merged

    def __call__(self, houses, rng):
        fitting = [
            (house, person) for house in houses if not house.is_taken for person in self._people(house)
        ]
        house, person = rng.choice(fitting)
        house.is_taken = True
        return self.plant(house, person, rng)

    def _people(self, house):
        return [person for person in house.people if self.where(house, person)][:1]


def anybody(house, person):
    return True


def in_cell(code, column, values, where=anybody, allowed=()):
    """Plant one of these values (or what a function makes of the row) into a cell of a member."""

    def plant(house, person, rng):
        value = rng.choice(values) if isinstance(values, (list, tuple)) else values(person)
        person[column] = value
        return person, ()

    return Fault(code, where, plant, frozenset(allowed))


def in_household(code, changes, where=anybody, allowed=()):
    """Plant values into every member row of a household; told at any of them or in the household sheet."""

    def plant(house, person, rng):
        made = changes(house, rng) if callable(changes) else changes
        for name, value in made.items():
            house.set_all(**{name: rng.choice(value) if isinstance(value, (list, tuple)) else value})
        return house.first, [*house.people, house.form]

    return Fault(code, where, plant, frozenset(allowed))


def in_form(code, change, where=anybody, allowed=()):
    """Plant into the household sheet; told in its row or at a member row."""

    def plant(house, person, rng):
        change(house, rng)
        return house.form, house.people

    return Fault(code, where, plant, frozenset(allowed))


def status(*wanted):
    return lambda house, person: house.first["脱贫状态"] in wanted


def general(house, person):
    return house.first["贫困户属性"] == "一般贫困户"


def working(house, person):
    return (
        bool(person["务工状况"]) and age(person) > 18 and sum(bool(p["务工状况"]) for p in house.people) > 1
    )


def unexited(house, person):
    return house.first["脱贫状态"] == "未脱贫"


def grown_up(house, person):
    return age(person) > 30 and not person["务工状况"] and not person["变动类型"]


def pupil(house, person):
    causes = (house.first["主要致贫原因"], house.first["其他致贫原因"])
    return person["在校生状况"] in ("小学", "七年级") and 8 <= age(person) <= 12 and "因学" not in causes


def cause_is_free(house):
    return {"因病", "因残", "因学"}.isdisjoint((house.first["主要致贫原因"], house.first["其他致贫原因"]))


def able(house, person):
    return person["劳动技能"] in ABLE and not person["务工状况"] and age(person) > 18


def with_others_able(house, person):
    return able(house, person) and sum(p["劳动技能"] in ABLE for p in house.people) > 1


def mortal(house, person):
    """Somebody whose death changes nothing else."""
    alone = len(house.people) == 1 or person["与户主关系"] == "户主" or person["变动类型"]
    return not alone and unexited(house, person) and general(house, person) and cause_is_free(house) and (
        age(person) > 40 and person["劳动技能"] not in ABLE and not person["务工状况"]
    )  # fmt: skip


def death(code, day, counted=False, where=mortal, allowed=()):
    def plant(house, person, rng):
        person |= {"变动类型": "死亡", "变动日期": day(person) if callable(day) else day}
        if not counted:
            size = str(int(house.first["人数"]) - 1)
            house.set_all(人数=size)
            house.form |= {"帮扶工作情况表/家庭人口": size, "帮扶手册/家庭人口": size}
            house.earn()
        return person, house.people if counted else ()

    return Fault(code, where, plant, frozenset(allowed))


def _second_head(house, person, rng):
    person["与户主关系"] = "户主"
    return person, house.people


def _no_head(house, person, rng):
    person["与户主关系"] = rng.choice(["其他", "之兄弟姐妹"])
    return person, house.people


def _second_spouse(house, person, rng):
    person["与户主关系"] = "配偶"
    return person, house.people


def _differing(house, person, rng):
    column, value = rng.choice(
        [
            ("贫困户属性", "低保贫困户"),
            ("联系电话", "15400000001"),
            ("帮扶责任人", "陈八"),
            ("识别年度", "2013"),
        ]
    )
    house.people[1][column] = value
    return house.people[1], house.people


def _same_sex(house, person, rng):
    head = house.one(lambda p: p["与户主关系"] == "户主")
    person["性别"] = head["性别"]
    person["证件号码"] = renumbered(person["证件号码"], order="911" if head["性别"] == "男" else "922")
    return person, ()


def _twice_in_household(house, person, rng):
    again = type(person)(person)
    again |= {"人编号": f"{person['人编号']}99", "与户主关系": "其他"}
    house.people.append(again)
    size = str(int(house.first["人数"]) + 1)
    house.set_all(人数=size)
    house.form |= {"帮扶工作情况表/家庭人口": size, "帮扶手册/家庭人口": size}
    house.earn()
    return again, ()


def _drop_form(house, person, rng):
    house.form = type(house.form)()
    return house.first, house.people


def _other_head(house, person, rng):
    name = rng.choice(["邓国生", house.first["户主姓名"][0] + "森"])
    house.set_all(户主姓名=name)
    house.form["户主姓名"] = name
    return house.first, [*house.people, house.form]


def place(code, allowed, **places):
    def plant(house, person, rng):
        for name, value in places.items():
            house.set_all(**{name: value})
            house.form[name] = value
        return house.first, [*house.people, house.form]

    return Fault(code, anybody, plant, frozenset({allowed}))


def _typed(house, rng):
    column = rng.choice(["财产性收入", "帮扶手册/耕地面积(亩)", "帮扶工作情况表/林地面积(亩)", "其中:其他"])
    house.form[column] = rng.choice(["三百", "2亩3分", "约300", "1.2.3", "三千", "#REF!", "300多"])


def _add(column, *amounts):
    def change(house, rng):
        house.form[column] = f"{float(house.form[column]) + rng.choice(amounts):g}"

    return change


def _net(house, rng):
    wrong = amount(house, "家庭纯收入") + rng.choice([2400, 1.5, 500])
    per_head = f"{wrong / int(house.first['人数']):.2f}"
    house.form |= {"家庭纯收入": f"{wrong:g}", "人均纯收入": per_head}
    house.set_all(人均纯收入=per_head)


def _per_head(house, rng):
    wrong = f"{amount(house, '人均纯收入') + rng.choice([120, 35.5, 1.2]):.2f}"
    house.form["人均纯收入"] = wrong
    house.set_all(人均纯收入=wrong)


def _earned(**amounts):
    return lambda house, rng: house.earn(**amounts)


def _moved(part):
    """The money of one part of the transfers stands under another."""
    return lambda house, rng: house.earn(
        **{part: 0, "其中:其他": amount(house, "其中:其他") + amount(house, part)}
    )


def _land(house, rng):
    column, each = rng.choice([("耕地面积(亩)", 61), ("林地面积(亩)", 75)])
    for form in ("帮扶工作情况表", "帮扶手册"):
        house.form[f"{form}/{column}"] = str(each * int(house.first["人数"]))


def wages(house, person):
    return (
        any(p["务工状况"] for p in house.people)
        and amount(house, "工资性收入") > 0
        and unexited(house, person)
    )


def nothing_else(house, person):
    """A household that has no other income than what it grows."""
    return unexited(house, person) and general(house, person) and not any(p["务工状况"] for p in house.people) and (
        amount(house, "其中:养老保险金") == 0
    )  # fmt: skip


def mother_beside_spouse(house, person):
    has_spouse = house.one(lambda p: p["与户主关系"] == "配偶")
    return person["与户主关系"] == "之母" and has_spouse and house.first["性别"] == "男"
