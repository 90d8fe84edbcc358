"""What the empty roster offers: the words of its drop-downs, the columns that stay text, what a column means."""

from django.utils.translation import gettext_lazy as _

from households.choices import (
    AccessRoad,
    Cause,
    Education,
    Health,
    LabourCapacity,
    MemberChange,
    PoliticalStatus,
    PovertyAttribute,
    PovertyStatus,
    Relation,
    SchoolStatus,
    Sex,
    WorkRegion,
)
from households.importing.layouts import (
    FACT_FIELDS,
    FORM_COLUMNS,
    HOUSEHOLD_FIELDS,
    INCOME_FIELDS,
    LIVING_FIELDS,
    MEMBER_FIELDS,
)
from households.importing.words import labels
from povertyapp.core.imports import Template
from povertyapp.core.workbooks import cells

FIELDS = (*FACT_FIELDS, *MEMBER_FIELDS, *HOUSEHOLD_FIELDS, *INCOME_FIELDS, *LIVING_FIELDS, *FORM_COLUMNS)
CODE_LISTS = {
    "贫困户属性": PovertyAttribute,
    "主要致贫原因": Cause,
    "其他致贫原因": Cause,
    "脱贫状态": PovertyStatus,
    "性别": Sex,
    "与户主关系": Relation,
    "政治面貌": PoliticalStatus,
    "文化程度": Education,
    "在校生状况": SchoolStatus,
    "健康状况": Health,
    "劳动技能": LabourCapacity,
    "务工状况": WorkRegion,
    "变动类型": MemberChange,
    "入户路类型": AccessRoad,
}
LONG_NUMBERS = {cells.long_digits, cells.id_number, cells.bank_account, cells.phone}
NOTES = {
    "户编号": _("国务院扶贫办系统的户编号；同一户每人一行，户编号相同。"),
    "人编号": _("国务院扶贫办系统的人编号，每人一个。"),
    "户主姓名": _("与户主关系为“户主”的那个人。"),
    "人数": _("现有家庭人口，已故的不算。"),
    "证件号码": _("18位公民身份号码，最后一位是X的写X；残疾证号不要填在这里。"),
    "出生日期": _("应与证件号码中的一致。"),
    "识别年度": _("识别为贫困户的年度。"),
    "脱贫年度": _("脱贫状态为“已脱贫”的才填。"),
    "人均纯收入": _("元，家庭纯收入除以人口。"),
    "务工时间(月)": _("一年中务工的月数，0至12。"),
    "健康状况": _("有几种的用顿号隔开。"),
    "其他致贫原因": _("有几种的用顿号隔开，不要重复主要致贫原因。"),
    "变动类型": _("有增减变动的人才填，并填变动日期。"),
    "帮扶措施": _("有几项的用顿号隔开；有劳动能力的户增收措施不少于3项。"),
    "转移性收入": _("应等于其下各项之和。"),
    "家庭纯收入": _("各项收入之和减去生产经营性支出。"),
}


def roster_template() -> Template:
    """Return what the empty roster needs beside its columns."""
    choices = {
        key: tuple(word for word in labels(codes).values() if word) for key, codes in CODE_LISTS.items()
    }
    choices |= {field.key: ("是", "否") for field in FIELDS if field.parse is cells.yes_no}
    texts = frozenset(field.key for field in FIELDS if field.parse in LONG_NUMBERS)
    return Template(choices=choices, notes=NOTES, texts=texts)
