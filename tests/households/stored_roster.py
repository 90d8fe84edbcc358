"""What is stored of a roster, written as the expected tables write it."""

import csv
from decimal import Decimal

from django.utils.translation import override

from households.choices import FormSource, Presence
from households.models import Household, HouseholdMember, LivingCondition
from tests.data import FIXTURES


def expected(kind):
    with open(FIXTURES / f"roster-clean.{kind}.expected.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def word(choices_of, field, value):
    """Return the form's word for a stored code."""
    choices = choices_of._meta.get_field(field)
    known = dict(labels_of(choices))
    return known[value] if value else ""


def labels_of(field):
    base = getattr(field, "base_field", field)
    with override(None):
        return [(value, str(label)) for value, label in base.choices]


def yes(value):
    return {True: "是", False: "否", None: ""}[value]


def year(day):
    return str(day.year) if day else ""


def day(value):
    return value.isoformat() if value else ""


def number(value):
    return "" if value is None else format(Decimal(value).normalize(), "f")


def household_cells(household):
    """Return what the member sheet says of a household, from what is stored."""
    village, income, living = (
        household.area,
        household.incomes.get(year=2016),
        household.living.get(year=2017),
    )
    assignment = household.assignments.get()
    return {
        "village_code": village.code,
        "乡镇": village.parent.name,
        "村民小组": household.group_name,
        "户编号": household.household_no,
        "户主姓名": household.head_name,
        "人数": str(household.size),
        "贫困户属性": word(Household, "poverty_attribute", household.poverty_attribute),
        "主要致贫原因": word(Household, "main_cause", household.main_cause),
        "其他致贫原因": ",".join(word(Household, "other_causes", cause) for cause in household.other_causes),
        "识别年度": year(household.registered_on),
        "脱贫状态": word(Household, "poverty_status", household.poverty_status),
        "脱贫年度": year(household.exited_on),
        "人均纯收入": number(income.net_income_per_capita),
        "是否危房户": yes(living.is_dangerous_house),
        "是否饮水安全": yes(living.is_water_safe),
        "是否易地扶贫搬迁户": yes(household.is_relocated),
        "联系电话": household.phone,
        "开户银行": household.bank_name,
        "银行账号": household.bank_account,
        "帮扶责任人": assignment.helper.name,
        "帮扶单位": assignment.helper.unit.name,
    }


def member_cells(member):
    """Return what the member sheet says of a person, from what is stored."""

    def own(field):
        return word(HouseholdMember, field, getattr(member, field))

    return {
        "人编号": member.person_no,
        "姓名": member.name,
        "性别": own("sex"),
        "出生日期": day(member.birth_date),
        "证件号码": member.id_number,
        "与户主关系": own("relation"),
        "民族": member.ethnicity,
        "政治面貌": own("political_status"),
        "文化程度": own("education"),
        "在校生状况": own("school_status"),
        "健康状况": ",".join(word(HouseholdMember, "health", code) for code in member.health),
        "劳动技能": own("labour_capacity"),
        "务工状况": own("work_region"),
        "务工时间(月)": number(member.work_months),
        "是否参加城乡居民基本医疗保险": yes(member.is_medical_insured),
        "是否参加大病医疗": yes(member.is_major_illness_insured),
        "是否参加城乡居民基本养老保险": yes(member.is_pension_insured),
        "是否现役军人": yes(member.is_in_service),
        "变动类型": own("change_kind"),
        "变动日期": day(member.changed_on),
    }


def form_cells(household):
    """Return what the household sheet says, from what is stored."""
    income, living = household.incomes.get(year=2016), household.living.get(year=2017)
    forms = {figures.source: figures for figures in household.form_figures.all()}
    cells = {
        "village_code": household.area_id,
        "乡镇": household.area.parent.name,
        "户编号": household.household_no,
        "户主姓名": household.head_name,
        "户主证件号码": household.members.get(relation="01").id_number,
        "工资性收入": number(income.wage_income),
        "生产经营性收入": number(income.business_income),
        "财产性收入": number(income.property_income),
        "转移性收入": number(income.transfer_income),
        "其中:低保金": number(income.allowance_aid),
        "其中:五保金": number(income.five_guarantee_aid),
        "其中:养老保险金": number(income.pension_aid),
        "其中:生态补偿金": number(income.eco_compensation),
        "其中:计划生育金": number(income.family_planning_aid),
        "其中:其他": number(income.other_transfer),
        "生产经营性支出": number(income.business_expense),
        "家庭纯收入": number(income.net_income),
        "人均纯收入": number(income.net_income_per_capita),
        "住房面积(平方米)": number(living.housing_m2),
        "入户路类型": word(LivingCondition, "access_road", living.access_road),
        "与村主干路距离(公里)": number(living.km_to_main_road),
        "是否加入农民专业合作社": yes(living.is_in_cooperative),
        "是否全家外出": yes(household.presence == Presence.ALL_AWAY),
        "帮扶措施": "、".join(household.measures.order_by("pk").values_list("name", flat=True)),
        "备注": household.remark,
    }
    for source, group in ((FormSource.WORK_FORM, "帮扶工作情况表"), (FormSource.HANDBOOK, "帮扶手册")):
        cells[f"{group}/家庭人口"] = number(forms[source].size)
        cells[f"{group}/耕地面积(亩)"] = number(forms[source].cultivated_mu)
        cells[f"{group}/林地面积(亩)"] = number(forms[source].woodland_mu)
    return cells


NUMBERS = {"人均纯收入", "务工时间(月)", "住房面积(平方米)", "与村主干路距离(公里)"} | {
    f"{group}/{name}"
    for group in ("帮扶工作情况表", "帮扶手册")
    for name in ("耕地面积(亩)", "林地面积(亩)", "家庭人口")
}


def comparable(cells):
    return {key: number(value) if key in NUMBERS and value else value for key, value in cells.items()}
