"""The faults of a roster that are tried: many ways to write each, and the finding that is due."""

from tests.households.planting import (
    ANYBODY,
    SWAPPED,
    Fault,
    _add,
    _differing,
    _drop_form,
    _earned,
    _land,
    _moved,
    _net,
    _no_head,
    _other_head,
    _per_head,
    _same_sex,
    _second_head,
    _second_spouse,
    _twice_in_household,
    _typed,
    able,
    anybody,
    cause_is_free,
    death,
    general,
    grown_up,
    in_cell,
    in_form,
    in_household,
    mortal,
    nothing_else,
    place,
    pupil,
    status,
    unexited,
    wages,
    with_others_able,
    working,
)
from tests.households.roster_made import ABLE, MONEY, age, amount, renumbered

NOTHING = dict.fromkeys((*MONEY[:3], *MONEY[4:11]), 0) | {"转移性收入": 0}

FAULTS = [
    in_cell("ID_MISSING", "证件号码", ["", "无", "暂无"]),
    in_cell("ID_FORMAT", "证件号码", lambda p: p["证件号码"].replace("0", "O", 1)),
    in_cell("ID_FORMAT", "证件号码", lambda p: p["证件号码"][:6] + "********" + p["证件号码"][14:]),
    in_cell(
        "ID_LEN_15", "证件号码", lambda p: p["证件号码"][:6] + p["证件号码"][8:17], lambda h, p: age(p) > 30
    ),
    in_cell("ID_LENGTH", "证件号码", lambda p: p["证件号码"][:10] + p["证件号码"][11:]),
    in_cell("ID_LENGTH", "证件号码", lambda p: p["证件号码"][:12] + "00" + p["证件号码"][12:]),
    in_cell(
        "ID_CHECKSUM", "证件号码", lambda p: p["证件号码"][:17] + ("X" if p["证件号码"][-1] != "X" else "1")
    ),
    in_cell(
        "ID_BIRTHDATE_INVALID",
        "证件号码",
        lambda p: renumbered(p["证件号码"], born=f"{p['出生日期'][:4]}0230"),
    ),
    in_cell("ID_PRECISION_LOST", "证件号码", lambda p: int(p["证件号码"][:15] + "000"), allowed=ANYBODY),
    in_cell(
        "ID_PRECISION_LOST", "证件号码", ["4.22827E+17", "4.2E17", "４．２２８２７Ｅ＋１７"], allowed=ANYBODY
    ),
    Fault("ID_DUP_HOUSEHOLD", lambda h, p: mortal(h, p) and len(h.people) < 5, _twice_in_household),
    in_cell("BIRTH_MISMATCH", "出生日期", lambda p: f"{int(p['出生日期'][:4]) - 1}-12-28"),
    in_cell(
        "DATE_INVALID",
        "出生日期",
        ["1997.0.27", "1956.13.27", "1990-02-30", "不详", "1956年13月2日"],
        allowed={"BIRTH_MISMATCH"},
    ),
    in_cell("NAME_MISSING", "姓名", ["", "　"], lambda h, p: p["与户主关系"] != "户主"),
    in_cell("NAME_ANNOTATED", "姓名", lambda p: p["姓名"] + "（去世）"),
    in_cell("NAME_ANNOTATED", "姓名", lambda p: "(亡)" + p["姓名"]),
    in_cell("NAME_ANNOTATED", "姓名", lambda p: p["姓名"] + "已嫁", lambda h, p: len(p["姓名"]) > 1),
    in_cell(
        "RELATION_SEX_CONFLICT",
        "与户主关系",
        lambda p: SWAPPED[p["与户主关系"]],
        lambda h, p: p["与户主关系"] in SWAPPED,
    ),
    in_cell(
        "RELATION_SEX_CONFLICT",
        "与户主关系",
        ["之侄女", "之兄弟媳妇"],
        lambda h, p: p["与户主关系"] == "之子",
    ),
    in_cell(
        "RELATION_AGE_CONFLICT",
        "与户主关系",
        ["之子", "之孙子", "之曾孙子"],
        lambda h, p: p["与户主关系"] == "之父",
    ),
    in_cell(
        "RELATION_AGE_CONFLICT", "与户主关系", ["之母", "之祖母"], lambda h, p: p["与户主关系"] == "之女"
    ),
    Fault("SPOUSE_SEX_CONFLICT", lambda h, p: p["与户主关系"] == "配偶", _same_sex),
    in_cell(
        "SEX_MISMATCH", "性别", lambda p: "女" if p["性别"] == "男" else "男", lambda h, p: len(h.people) == 1
    ),
    Fault(
        "HH_TWO_SPOUSES",
        lambda h, p: (
            p["与户主关系"] == "之母"
            and h.one(lambda x: x["与户主关系"] == "配偶")
            and h.first["性别"] == "男"
        ),
        _second_spouse,
        frozenset({"RELATION_AGE_CONFLICT"}),
    ),
    Fault(
        "HH_TWO_HEADS", lambda h, p: p["与户主关系"] in ("配偶", "之母", "之子") and age(p) > 20, _second_head
    ),
    Fault("HH_NO_HEAD", lambda h, p: p["与户主关系"] == "户主", _no_head),
    Fault("HH_HEAD_NAME_MISMATCH", anybody, _other_head),
    in_cell(
        "SCHOOL_AGE_CONFLICT", "在校生状况", ["小学", "普通高中一年级", "七年级", "中职二年级"], grown_up
    ),
    in_cell("SCHOOL_AGE_CONFLICT", "在校生状况", ["大专及以上", "普通高中三年级", "高职一年级"], pupil),
    in_cell("SCHOOL_MISSING", "在校生状况", [""], pupil),
    in_cell("DICT_UNKNOWN", "民族", ["土族家", "外星族"]),
    in_cell("DICT_UNKNOWN", "文化程度", ["本科", "文盲", "中专"], grown_up),
    in_cell(
        "DICT_UNKNOWN",
        "健康状况",
        ["良好", "慢性病", "残疾人"],
        lambda h, p: able(h, p) and p["健康状况"] == "健康",
    ),
    in_cell("DICT_UNKNOWN", "是否参加大病医疗", ["有", "未知"]),
    in_cell("FIELD_MISSING", "民族", ["", " "]),
    in_cell("FIELD_MISSING", "文化程度", [""], grown_up),
    in_cell("FIELD_MISSING", "健康状况", [""], able),
    in_cell(
        "LABOUR_AGE_CONFLICT",
        "劳动技能",
        [*ABLE],
        lambda h, p: age(p) < 13 and any(x["劳动技能"] in ABLE for x in h.people),
    ),
    in_cell(
        "LABOUR_CONFLICT",
        "劳动技能",
        ["丧失劳动力", "无劳动力"],
        lambda h, p: working(h, p) and p["健康状况"] != "健康",
    ),
    in_cell(
        "LABOUR_HEALTH_CONFLICT",
        "劳动技能",
        ["丧失劳动力"],
        lambda h, p: with_others_able(h, p) and 20 < age(p) < 54 and p["健康状况"] == "健康",
    ),
    in_cell("WORK_MONTHS_RANGE", "务工时间(月)", ["-3", "20", "13", "100"], working),
    in_cell("WORK_STATUS_CONFLICT", "务工时间(月)", ["0"], working),
    in_cell("WORK_STATUS_CONFLICT", "务工状况", [""], working),
    Fault(
        "WORK_AGE_CONFLICT",
        lambda h, p: pupil(h, p) and amount(h, "工资性收入") > 0,
        lambda h, p, rng: (p.update({"务工状况": "省外务工", "务工时间(月)": "10"}), (p, ()))[1],
        frozenset({"LABOUR_CONFLICT"}),
    ),
    death("DEATH_BEFORE_BIRTH", lambda p: f"{int(p['出生日期'][:4]) - 3}-03-12"),
    death("DEATH_AFTER_EXPORT", "2018-03-12"),
    death(
        "DEATH_STILL_ACTIVE",
        "2015-10-12",
        where=lambda h, p: (
            working(h, p)
            and unexited(h, p)
            and general(h, p)
            and cause_is_free(h)
            and p["与户主关系"] != "户主"
            and sum(x["劳动技能"] in ABLE for x in h.people) > 1
        ),
    ),
    death("DEATH_COUNTED", "2017-01-05", counted=True, allowed={"HH_COUNT_MISMATCH"}),
    in_household("HH_COUNT_MISMATCH", lambda h, rng: {"人数": str(len(h.people) + rng.choice([1, 2]))}),
    Fault(
        "HH_FIELD_INCONSISTENT",
        lambda h, p: len(h.people) > 2 and general(h, p) and unexited(h, p),
        _differing,
        merges=False,
    ),
    in_household(
        "ATTR_CONFLICT",
        lambda h, rng: (
            h.earn(**{"其中:五保金": 50, "转移性收入": amount(h, "转移性收入") + 50}),
            {"贫困户属性": "五保贫困户"},
        )[1],
        lambda h, p: able(h, p) and age(p) < 60 and general(h, p),
    ),
    in_household("REG_YEAR_RANGE", {"识别年度": ["2008", "2012年", "2018"]}, unexited),
    in_household(
        "EXIT_BEFORE_REG",
        {"脱贫年度": "2013"},
        lambda h, p: status("已脱贫")(h, p) and h.first["识别年度"] > "2013",
    ),
    in_household("EXIT_STATUS_CONFLICT", {"脱贫年度": "2016"}, unexited),
    in_household("EXIT_STATUS_CONFLICT", {"脱贫年度": ""}, status("已脱贫", "返贫")),
    in_household("EXIT_FUTURE", {"脱贫年度": ["2018", "2019年"]}, status("已脱贫")),
    in_household(
        "EXIT_BELOW_LINE",
        {"脱贫状态": "已脱贫", "脱贫年度": "2016"},
        lambda h, p: (
            unexited(h, p)
            and amount(h, "人均纯收入") < 2952
            and h.first["是否危房户"] == "否"
            and h.first["是否饮水安全"] == "是"
        ),
    ),
    in_household("EXIT_GUARANTEE", {"是否危房户": "是"}, status("已脱贫")),
    in_household("EXIT_GUARANTEE", {"是否饮水安全": "否"}, status("已脱贫")),
    place("VILLAGE_UNKNOWN", "VILLAGE_TOWNSHIP_MISMATCH", 行政村="大柏树村"),
    place("VILLAGE_TOWNSHIP_MISMATCH", "VILLAGE_UNKNOWN", 乡镇="翔凤镇", 行政村="体河村"),
    in_household(
        "PHONE_INVALID",
        lambda h, rng: {"联系电话": h.first["联系电话"] + "6"},
        lambda h, p: h.first["联系电话"],
    ),
    in_household(
        "PHONE_INVALID",
        lambda h, rng: {"联系电话": h.first["联系电话"][:10]},
        lambda h, p: h.first["联系电话"],
    ),
    in_household("BANK_PRECISION_LOST", {"银行账号": [8201005403862080000, "8.20101E+18"]}),
    in_household("HELPER_MISSING", {"帮扶责任人": ["", "无"]}),
    in_household("CAUSE_DUPLICATE", lambda h, rng: {"其他致贫原因": h.first["主要致贫原因"]}),
    in_household(
        "CAUSE_MEMBER_CONFLICT",
        {"主要致贫原因": "因学"},
        lambda h, p: not any(x["在校生状况"] for x in h.people) and h.first["其他致贫原因"] != "因学",
    ),
    in_household(
        "CAUSE_MEMBER_CONFLICT",
        {"主要致贫原因": "因残"},
        lambda h, p: not any("残疾" in x["健康状况"] for x in h.people),
    ),
    Fault("SHEET_MISSING_HOUSEHOLD", anybody, _drop_form),
    in_form(
        "NUMBER_INVALID",
        _typed,
        allowed={"FORM_LAND_MISMATCH", "FORM_FOREST_MISMATCH", "INCOME_SUM_MISMATCH"},
    ),
    in_form("FORM_POP_MISMATCH", _add("帮扶手册/家庭人口", 1)),
    in_form("FORM_LAND_MISMATCH", _add("帮扶手册/耕地面积(亩)", 0.5, 0.1)),
    in_form("FORM_FOREST_MISMATCH", _add("帮扶手册/林地面积(亩)", 3.5, 0.1)),
    in_form("LAND_RANGE", _land),
    in_form("INCOME_SUM_MISMATCH", _net),
    in_form("INCOME_PERCAP_MISMATCH", _per_head),
    in_form("INCOME_PART_MISMATCH", _add("其中:生态补偿金", 360, 1.5)),
    in_form(
        "INCOME_CROSS_SHEET",
        lambda h, rng: h.set_all(人均纯收入=f"{amount(h, '人均纯收入') + 18:.2f}"),
        unexited,
    ),
    in_form(
        "INCOME_NEGATIVE",
        _earned(生产经营性收入=-300),
        lambda h, p: unexited(h, p) and amount(h, "家庭纯收入") - amount(h, "生产经营性收入") > 900,
    ),
    in_form("INCOME_RANGE", lambda h, rng: h.earn(工资性收入=131000 * len(h.people)), wages),
    in_form("INCOME_RANGE", _earned(**NOTHING), nothing_else),
    in_form(
        "LOWINC_CONFLICT",
        lambda h, rng: h.earn(**{"其中:低保金": 480, "转移性收入": amount(h, "转移性收入") + 480}),
        general,
    ),
    in_form("LOWINC_CONFLICT", _moved("其中:低保金"), lambda h, p: h.first["贫困户属性"] == "低保贫困户"),
    in_form("LOWINC_CONFLICT", _moved("其中:五保金"), lambda h, p: h.first["贫困户属性"] == "五保贫困户"),
    in_form("EXPENSE_MISSING", _earned(生产经营性支出=0), lambda h, p: amount(h, "生产经营性收入") > 0),
    in_form(
        "WAGE_WORK_CONFLICT",
        _earned(工资性收入=0),
        lambda h, p: wages(h, p) and amount(h, "家庭纯收入") - amount(h, "工资性收入") > 900,
    ),
    in_form(
        "WAGE_WORK_CONFLICT", _earned(工资性收入=3600), lambda h, p: not any(x["务工状况"] for x in h.people)
    ),
    in_form(
        "PENSION_MISSING",
        _moved("其中:养老保险金"),
        lambda h, p: (
            age(p) > 60 and p["是否参加城乡居民基本养老保险"] == "是" and amount(h, "其中:养老保险金") > 0
        ),
    ),
    in_form(
        "MEASURE_BELOW_MIN",
        lambda h, rng: h.form.update(帮扶措施=rng.choice(["茶叶种植、藤茶种植", "土鸡养殖", ""])),
        able,
    ),
]
