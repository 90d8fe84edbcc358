"""The columns of the register and of what it is compared with."""

from django.utils.translation import gettext_lazy as _

from households.cross_forms import sides_of, written
from povertyapp.core.masks import mask_id
from povertyapp.core.templatetags.house import money
from povertyapp.core.views import Column


def income_of(household):
    """Return the income per head in yuan; nothing where none is on record."""
    return "" if household.newest_income is None else money(household.newest_income, "yuan")


HOUSEHOLD_COLUMNS = (
    Column("household_no", _("户编号"), order="household_no"),
    Column("head_name", _("户主"), order="head_pinyin"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("size", _("人数"), numeric=True, order="size"),
    Column("poverty_attribute", _("属性"), "get_poverty_attribute_display", order="poverty_attribute"),
    Column("main_cause", _("致贫原因"), "get_main_cause_display", order="main_cause"),
    Column("poverty_status", _("脱贫状态"), "get_poverty_status_display", order="poverty_status"),
    Column("newest_income", _("人均纯收入（元）"), income_of, numeric=True, order="newest_income"),
    Column("helper_name", _("帮扶责任人"), order="helper_name"),
)

LOW_INCOME_LIST_COLUMNS = (
    Column("title", _("名单"), order="title"),
    Column("period", _("所属期"), "period_text", order="period"),
    Column("row_count", _("人"), numeric=True, order="row_count"),
    Column("to_confirm", _("待人工确认"), numeric=True, order="to_confirm"),
    Column("differing", _("属性不符"), numeric=True, order="differing"),
    Column("taken_at", _("导入时间"), order="taken_at"),
)

LOW_INCOME_ROW_COLUMNS = (
    Column("row", _("行号"), numeric=True, order="row"),
    Column("name", _("名单姓名"), order="name"),
    Column("id_number", _("名单号码"), lambda row: mask_id(row.id_number)),
    Column("village", _("名单所在村"), lambda row: f"{row.township}{row.village}", order="village"),
    Column("match_class", _("匹配情况"), "get_match_class_display", order="match_class"),
    Column("member", _("花名册"), lambda row: _person(row)),
    Column("attribute", _("属性"), "household.get_poverty_attribute_display"),
    Column("status", _("处理"), "get_status_display", order="status"),
)

NOT_LISTED_COLUMNS = tuple(
    column
    for column in HOUSEHOLD_COLUMNS
    if column.key in ("household_no", "head_name", "village", "size", "poverty_attribute", "helper_name")
)


def _person(row):
    """Return the proposed member with his household's number; nothing where there is none."""
    return f"{row.member.name} {row.household.household_no}" if row.member_id else ""


def _side(name):
    """Return what writes one figure of all sides, marked where they differ."""

    def cell(household):
        sides = next(side for side in sides_of(household) if side.name == name)
        text = " / ".join(written(value) for value in sides.values.values())
        return f"▲ {text}" if sides.differs else text

    return cell


CROSS_FORM_COLUMNS = (
    *(column for column in HOUSEHOLD_COLUMNS if column.key in ("household_no", "head_name", "village")),
    *(
        Column(name, label, _side(name))
        for name, label in (
            ("size", _("家庭人口：系统 / 工作情况表 / 手册")),
            ("cultivated_mu", _("耕地（亩）：系统 / 工作情况表 / 手册")),
            ("woodland_mu", _("林地（亩）：系统 / 工作情况表 / 手册")),
        )
    ),
    Column("helper_name", _("帮扶责任人"), order="helper_name"),
)

DUPLICATE_COLUMNS = (
    Column("name", _("姓名"), order="name_pinyin"),
    Column("id_number", _("证件号码"), lambda member: mask_id(member.id_number)),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("homes", _("本区域内登记的户"), lambda member: "、".join(member.homes)),
    Column("elsewhere", _("区域外"), lambda member: _("有同号登记") if len(member.homes) < 2 else ""),
    Column("asked", _("别处请核对"), lambda member: _("待答复") if member.asked else ""),
)
