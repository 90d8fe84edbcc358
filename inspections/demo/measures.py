"""Measures that fit a household: its labour (LF-17, LF-18) and the causes of its poverty (rulebook B11)."""

import datetime as dt

from assistance.choices import CLASS_OF_KIND, MeasureClass, MeasureItem, MeasureKind
from households.choices import Cause
from inspections.demo.people import Weighted, between
from inspections.demo.words import WORDS, pick

INCOME = {
    MeasureKind.INDUSTRY: WORDS["industries"],
    MeasureKind.EMPLOYMENT: ["外出务工补助", "扶贫车间就业", "劳务输出"],
    MeasureKind.MICROCREDIT: ["扶贫小额信贷"],
    MeasureKind.LAND_TRANSFER: ["土地流转"],
    MeasureKind.COOPERATIVE_LINK: ["合作社带动"],
    MeasureKind.FIRM_LINK: ["龙头企业带动"],
    MeasureKind.PUBLIC_POST: ["公益性岗位"],
    MeasureKind.E_COMMERCE: ["电商代销"],
    MeasureKind.SOLAR: ["光伏收益"],
}
SAFETY_NET = {
    MeasureKind.ASSET_RETURN: ["资产收益分红"],
    MeasureKind.FUND_RETURN: ["产业资金入股分红"],
    MeasureKind.SOCIAL_SAFETY_NET: ["社会保障兜底"],
}
UNITS = {
    MeasureKind.INDUSTRY: "县农业局",
    MeasureKind.EMPLOYMENT: "县人力资源和社会保障局",
    MeasureKind.MICROCREDIT: "县财政局",
    MeasureKind.LAND_TRANSFER: "县农业局",
    MeasureKind.COOPERATIVE_LINK: "县农业局",
    MeasureKind.FIRM_LINK: "县经济和信息化局",
    MeasureKind.PUBLIC_POST: "县人力资源和社会保障局",
    MeasureKind.E_COMMERCE: "县商务局",
    MeasureKind.SOLAR: "县供电公司",
    MeasureKind.ASSET_RETURN: "县财政局",
    MeasureKind.FUND_RETURN: "县财政局",
    MeasureKind.SOCIAL_SAFETY_NET: "县民政局",
    MeasureKind.RELIEF: "县残疾人联合会",
    MeasureKind.MEDICAL: "县卫生和计划生育局",
    MeasureKind.EDUCATION: "县教育局",
    MeasureKind.TRAINING: "县人力资源和社会保障局",
    MeasureKind.WATER: "县水利水产局",
    MeasureKind.INFRASTRUCTURE: "县交通运输局",
    MeasureKind.HOUSING: "县住房和城乡建设局",
    MeasureKind.RELOCATION: "县发展和改革局",
}
# Beside the measures that are counted, one that answers the cause.
ANSWERS = {
    Cause.ILLNESS: (MeasureKind.MEDICAL, "医疗救助"),
    Cause.DISABILITY: (MeasureKind.RELIEF, "残疾人补贴"),
    Cause.SCHOOLING: (MeasureKind.EDUCATION, "教育资助"),
    Cause.LACK_SKILL: (MeasureKind.TRAINING, "实用技术培训"),
    Cause.LACK_WATER: (MeasureKind.WATER, "安全饮水工程"),
    Cause.POOR_TRANSPORT: (MeasureKind.INFRASTRUCTURE, "入户路硬化"),
    Cause.DISASTER: (MeasureKind.HOUSING, "灾后住房修缮"),
    Cause.LACK_MOTIVATION: (MeasureKind.TRAINING, "实用技术培训"),
}
# What answers a cause and counts as income: only for who lacks none of what LF-17 asks for.
EARNING_ANSWERS = {
    Cause.LACK_LAND: (MeasureKind.EMPLOYMENT, "劳务输出"),
    Cause.LACK_LABOUR: (MeasureKind.PUBLIC_POST, "公益性岗位"),
    Cause.LACK_CAPITAL: (MeasureKind.MICROCREDIT, "扶贫小额信贷"),
}
ITEMS = {
    "农村低保": MeasureItem.ALLOWANCE,
    "特困供养": MeasureItem.FIVE_GUARANTEE,
    "残疾人补贴": MeasureItem.DISABILITY_SUBSIDY,
}
EXPECTED = (600, 800, 1000, 1500, 2000, 2500)
EFFECTS = ("已增收，见到钱", "按时领到", "有收成", "落实到位，农户认可")
ANSWERED, SIGNED = 0.95, 0.85
SIGNED_AFTER = (20, 60)  # days
AMOUNTS = (500, 800, 1000, 1200, 2000, 3000, 5000)
INCOME_KIND = Weighted({kind: 30 if kind == MeasureKind.INDUSTRY else 8 for kind in INCOME})
SAFETY_NET_KIND = Weighted(dict.fromkeys(SAFETY_NET, 1))
# Settled measures are at least this old, so that LF-17 and LF-18 find them in force.
AGE_DAYS = (62, 300)
MADE_GOOD = 0.4


class Basket:
    """The measures of one household; a name stands in it once."""

    def __init__(self, draw, home, first_day):
        self.draw, self.home, self.first_day = draw, home, first_day
        self.rows = {}

    def put(self, kind, name, day=None):
        """Put a measure in, from that day or from well before the months shown; never before registration."""
        draw = self.draw
        old = self.first_day - dt.timedelta(days=between(draw, *AGE_DAYS))
        day = max(day or old, self.home.registered_on)
        amount = pick(draw, AMOUNTS)
        measure_class = CLASS_OF_KIND.get(kind, MeasureClass.OTHER)
        self.rows.setdefault(name, (measure_class, kind, name, day, amount, UNITS.get(kind, "")))

    def fill(self, names, kind_of, wanted, day=None):
        """Put measures of these kinds in until there are `wanted`."""
        missing = wanted - sum(row[1] in names for row in self.rows.values())
        while missing > 0:
            kind = kind_of(self.draw)
            name = pick(self.draw, names[kind])
            if name not in self.rows:
                self.put(kind, name, day)
                missing -= 1


def measures_of(draw, home, lacking_chance, first_day, last_day):
    """Return rows (class, kind, name, from, amount, unit, item, income, effect, signed on, by) of its measures.

    With `lacking_chance` it lacks some of those that LF-17 or LF-18 ask for; two of five such households get
    them on a day from `first_day` to `last_day`.
    """
    basket = Basket(draw, home, first_day)
    names, kind_of = (INCOME, INCOME_KIND) if home.capable else (SAFETY_NET, SAFETY_NET_KIND)
    enough = 3 if home.capable else 1
    lacking = draw.random() < lacking_chance
    # A household without labour that lacks a safety net has none of any kind.
    if home.capable or not lacking:
        _entitlements(basket)
        basket.fill(names, kind_of, between(draw, 0, 2) if lacking else between(draw, enough, enough + 2))
    _answers(basket, earning=home.capable and not lacking)
    if not basket.rows:  # what is lacking is a measure that counts: nobody was left without any help (DQ-19)
        basket.put(MeasureKind.INFRASTRUCTURE, "入户路硬化")
    if lacking and draw.random() < MADE_GOOD:
        day = first_day + dt.timedelta(days=int(draw.random() * (last_day - first_day).days))
        basket.fill(names, kind_of, enough, day)
    return [(*row, *_results(draw, row, home, last_day)) for row in basket.rows.values()]


def _results(draw, row, home, last_day):
    """Return the item of a measure, what it is to bring in a year, and its effect with the signature."""
    measure_class, _kind, name, day, *_rest = row
    income = pick(draw, EXPECTED) if measure_class != MeasureClass.OTHER else None
    signed = day + dt.timedelta(days=between(draw, *SIGNED_AFTER))
    if signed > last_day or draw.random() >= SIGNED:
        return ITEMS.get(name, ""), income, "", None, ""
    return ITEMS.get(name, ""), income, pick(draw, EFFECTS), signed, home.head.name


def _entitlements(basket):
    if basket.home.is_five_guarantee:
        basket.put(MeasureKind.SOCIAL_SAFETY_NET, "特困供养")
    elif basket.home.gets_allowance:
        basket.put(MeasureKind.SOCIAL_SAFETY_NET, "农村低保")


def _answers(basket, earning):
    for cause in basket.home.causes:
        if cause in ANSWERS and basket.draw.random() < ANSWERED:
            kind, name = ANSWERS[cause]
            # Who was relocated gets no money for the old house (DQ-42).
            if not (basket.home.relocated and kind == MeasureKind.HOUSING):
                basket.put(kind, name)
        elif cause in EARNING_ANSWERS and earning and basket.draw.random() < ANSWERED:
            basket.put(*EARNING_ANSWERS[cause])
    if basket.home.relocated:
        basket.put(MeasureKind.RELOCATION, "易地扶贫搬迁")
