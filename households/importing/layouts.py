"""The columns of a roster workbook and how each is read: the member sheet and the household sheet."""

from households.choices import (
    AccessRoad,
    Cause,
    Education,
    FormSource,
    Health,
    LabourCapacity,
    MemberChange,
    PoliticalStatus,
    PovertyAttribute,
    PovertyStatus,
    Relation,
    SchoolStatus,
    WorkRegion,
)
from households.importing import words
from povertyapp.core.workbooks import ColumnSpec, Field, Layout, cells

# Facts of the household that the member sheet repeats on every row.
FACT_FIELDS = (
    Field("乡镇", "township", cells.word),
    Field("行政村", "village", cells.word),
    Field("村民小组", "group_name", cells.word),
    Field("户编号", "household_no", cells.long_digits),
    Field("户主姓名", "head_name", words.person),
    Field("人数", "size", cells.integer),
    Field("贫困户属性", "poverty_attribute", words.choice(PovertyAttribute)),
    Field("主要致贫原因", "main_cause", words.choice(Cause)),
    Field("其他致贫原因", "other_causes", words.choices_many(Cause)),
    Field("识别年度", "registered_year", cells.year),
    Field("脱贫状态", "poverty_status", words.choice(PovertyStatus)),
    Field("脱贫年度", "exited_year", cells.year),
    Field("人均纯收入", "net_income_per_capita", cells.number),
    Field("是否危房户", "is_dangerous_house", words.yes_no),
    Field("是否饮水安全", "is_water_safe", words.yes_no),
    Field("是否易地扶贫搬迁户", "is_relocated", words.yes_no),
    Field("联系电话", "phone", cells.phone),
    Field("开户银行", "bank_name", cells.word),
    Field("银行账号", "bank_account", cells.bank_account),
    Field("帮扶责任人", "helper_name", words.person),
    Field("帮扶单位", "helper_unit", cells.word),
)

MEMBER_FIELDS = (
    Field("人编号", "person_no", cells.long_digits),
    Field("姓名", "name", words.person),
    Field("性别", "sex", words.sex),
    Field("出生日期", "birth_date", cells.date),
    Field("证件号码", "id_number", cells.id_number),
    Field("与户主关系", "relation", words.choice(Relation)),
    Field("民族", "ethnicity", words.ethnicity),
    Field("政治面貌", "political_status", words.choice(PoliticalStatus)),
    Field("文化程度", "education", words.choice(Education)),
    Field("在校生状况", "school_status", words.choice(SchoolStatus)),
    Field("健康状况", "health", words.choices_many(Health)),
    Field("劳动技能", "labour_capacity", words.choice(LabourCapacity)),
    Field("务工状况", "work_region", words.choice(WorkRegion)),
    Field("务工时间(月)", "work_months", cells.number),
    Field("是否参加城乡居民基本医疗保险", "is_medical_insured", words.yes_no),
    Field("是否参加大病医疗", "is_major_illness_insured", words.yes_no),
    Field("是否参加城乡居民基本养老保险", "is_pension_insured", words.yes_no),
    Field("是否现役军人", "is_in_service", words.yes_no),
    Field("变动类型", "change_kind", words.choice(MemberChange)),
    Field("变动日期", "changed_on", cells.date),
)

# Names of the exported list of exited people (rulebook B1.7), which comes without some columns.
EXPORT_NAMES = {
    "主要致贫原因": ("致贫原因1",),
    "是否危房户": ("危房户",),
    "是否饮水安全": ("是否解决安全饮用水",),
    "联系电话": ("户联系电话",),
    "识别年度": ("首次识别时间",),
    "务工状况": ("务工区域",),
}
REQUIRED = ("行政村", "户编号", "人编号", "姓名", "证件号码", "与户主关系")

MEMBERS = Layout(
    "户成员信息",
    tuple(
        ColumnSpec(field.key, aliases=EXPORT_NAMES.get(field.key, ()), required=field.key in REQUIRED)
        for field in FACT_FIELDS + MEMBER_FIELDS
    ),
)

FORM_GROUPS = {"帮扶工作情况表": FormSource.WORK_FORM, "帮扶手册": FormSource.HANDBOOK}
FORM_COLUMNS = (
    Field("家庭人口", "size", cells.integer),
    Field("耕地面积(亩)", "cultivated_mu", cells.number),
    Field("林地面积(亩)", "woodland_mu", cells.number),
)

# The figures that one paper form states, filed under the form: one tuple of fields a form.
FORM_FIELDS = {
    source: tuple(Field(f"{group}/{name}", attr, parse) for name, attr, parse in FORM_COLUMNS)
    for group, source in FORM_GROUPS.items()
}

INCOME_FIELDS = (
    Field("工资性收入", "wage_income", cells.number),
    Field("生产经营性收入", "business_income", cells.number),
    Field("财产性收入", "property_income", cells.number),
    Field("转移性收入", "transfer_income", cells.number),
    Field("其中:低保金", "allowance_aid", cells.number),
    Field("其中:五保金", "five_guarantee_aid", cells.number),
    Field("其中:养老保险金", "pension_aid", cells.number),
    Field("其中:生态补偿金", "eco_compensation", cells.number),
    Field("其中:计划生育金", "family_planning_aid", cells.number),
    Field("其中:其他", "other_transfer", cells.number),
    Field("生产经营性支出", "business_expense", cells.number),
    Field("家庭纯收入", "net_income", cells.number),
    Field("人均纯收入", "net_income_per_capita", cells.number),
)

LIVING_FIELDS = (
    Field("住房面积(平方米)", "housing_m2", cells.number),
    Field("入户路类型", "access_road", words.choice(AccessRoad)),
    Field("与村主干路距离(公里)", "km_to_main_road", cells.number),
    Field("是否加入农民专业合作社", "is_in_cooperative", words.yes_no),
)

HOUSEHOLD_FIELDS = (
    Field("乡镇", "township", cells.word),
    Field("行政村", "village", cells.word),
    Field("户编号", "household_no", cells.long_digits),
    Field("户主姓名", "head_name", words.person),
    Field("户主证件号码", "head_id_number", cells.id_number),
    Field("是否全家外出", "is_all_away", words.yes_no),
    Field("帮扶措施", "measures", cells.many),
    Field("备注", "remark", cells.text),
)

HOUSEHOLD_NAMES = {
    "其中:低保金": ("低保金",),
    "其中:五保金": ("五保金", "特困供养金", "其中:特困供养金"),
    "其中:养老保险金": ("养老保险金", "养老金", "其中:养老金"),
    "其中:生态补偿金": ("生态补偿金",),
    "其中:计划生育金": ("计划生育金",),
    "其中:其他": ("其他转移性收入",),
    "住房面积(平方米)": ("住房面积",),
    "与村主干路距离(公里)": ("与村主干路距离",),
    "帮扶措施": ("主要帮扶措施",),
}

HOUSEHOLDS = Layout(
    "户基本信息",
    (
        *(
            ColumnSpec(field.key, aliases=HOUSEHOLD_NAMES.get(field.key, ()), required=field.key == "户编号")
            for field in HOUSEHOLD_FIELDS + INCOME_FIELDS + LIVING_FIELDS
        ),
        *(
            ColumnSpec(name, group=group, aliases=(name.partition("(")[0],))
            for group in FORM_GROUPS
            for name, _attr, _parse in FORM_COLUMNS
        ),
    ),
    headings=("家庭收入", "家庭年收入"),
)
# A sheet that has the household number and nothing of this is some other list.
HOUSEHOLD_OWN = frozenset(spec.key for spec in HOUSEHOLDS.columns) - {
    *(field.key for field in HOUSEHOLD_FIELDS),
    "人均纯收入",
}
