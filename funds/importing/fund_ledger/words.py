"""The columns and words of the integration ledger's two sheets."""

from funds.choices.money import FundKind, FundLevel, Origin
from funds.choices.projects import ProjectKind, Stage
from povertyapp.core.workbooks import ColumnSpec, Layout

TEMPLATE = "fund-ledger/1"
SERIAL, PROGRESS = "序号", "支付进度"
LEVEL, NAME, DOCUMENT, ORIGIN, DAY, OWNER = "级次", "资金名称", "文号", "资金性质", "下达日期", "主管部门"
ALLOCATED, INTEGRATED, DISBURSED, PAID, REMARK = "下达金额", "纳入整合金额", "已拨付", "已支付", "备注"
AMOUNTS = {"allocated": ALLOCATED, "integrated": INTEGRATED, "disbursed": DISBURSED, "paid": PAID}
SOURCES = Layout(
    "资金整合台账",
    (
        ColumnSpec(SERIAL),
        ColumnSpec(LEVEL, aliases=("资金级次", "级别", "资金来源级次"), required=True),
        ColumnSpec(NAME, aliases=("资金来源名称", "专项资金名称", "资金项目名称"), required=True),
        ColumnSpec(DOCUMENT, aliases=("下达文号", "资金文号", "文件号")),
        ColumnSpec(ORIGIN, aliases=("存量或增量", "存量/增量", "性质"), required=True),
        ColumnSpec(ALLOCATED, aliases=("到账金额", "下达资金", "指标金额"), required=True),
        ColumnSpec(INTEGRATED, aliases=("整合金额", "纳入整合资金", "已整合"), required=True),
        ColumnSpec(DISBURSED, aliases=("已拨付金额", "拨付金额", "已下达到项目")),
        ColumnSpec(PAID, aliases=("已支付金额", "支付金额", "已支出")),
        ColumnSpec(PROGRESS, aliases=("支出进度",)),
        ColumnSpec(DAY, aliases=("到账日期", "下达时间"), required=True),
        ColumnSpec(OWNER, aliases=("主管单位", "归口部门")),
        ColumnSpec(REMARK),
    ),
)
NUMBER, TITLE, KIND, TOWNSHIP, VILLAGE = "项目编号", "项目名称", "项目类别", "乡镇", "村"
SOURCE, ARRANGED, UNIT, CLAIMED, LIBRARY = "资金来源", "安排金额", "单位", "已报账", "入库情况"
STARTED, ACCEPTED, HOMES, STATE = "开工日期", "验收日期", "受益贫困户(户)", "项目状态"
PROJECTS = Layout(
    "到项目安排",
    (
        ColumnSpec(SERIAL),
        ColumnSpec(NUMBER, aliases=("编号", "项目库编号"), required=True),
        ColumnSpec(TITLE, aliases=("建设项目名称",), required=True),
        ColumnSpec(KIND, aliases=("类别", "项目类型"), required=True),
        ColumnSpec(TOWNSHIP, aliases=("所在乡镇",)),
        ColumnSpec(VILLAGE, aliases=("实施村", "行政村", "所在村")),
        ColumnSpec(SOURCE, aliases=("资金来源名称",), required=True),
        ColumnSpec(ARRANGED, aliases=("安排资金", "安排资金金额"), required=True),
        ColumnSpec(UNIT, aliases=("金额单位",)),
        ColumnSpec(CLAIMED, aliases=("已报账金额", "报账金额")),
        ColumnSpec(LIBRARY, aliases=("是否入库", "入库")),
        ColumnSpec(STARTED, aliases=("实际开工",)),
        ColumnSpec(ACCEPTED, aliases=("验收时间",)),
        ColumnSpec(HOMES, aliases=("受益贫困户", "受益户数")),
        ColumnSpec(STATE, aliases=("状态", "进展")),
        ColumnSpec(REMARK),
    ),
)

LEVELS = {
    "中央": FundLevel.CENTRAL,
    "中央级": FundLevel.CENTRAL,
    "省级": FundLevel.PROVINCIAL,
    "省": FundLevel.PROVINCIAL,
    "州级": FundLevel.PREFECTURE,
    "市级": FundLevel.PREFECTURE,
    "市州级": FundLevel.PREFECTURE,
    "县级": FundLevel.COUNTY,
    "县": FundLevel.COUNTY,
    "社会捐赠": FundLevel.SOCIAL,
    "社会": FundLevel.SOCIAL,
    "对口帮扶": FundLevel.PARTNER,
    "东西协作": FundLevel.PARTNER,
}
ORIGINS = {"存量": Origin.STOCK, "增量": Origin.INCREMENT}
KINDS = {
    "产业发展": ProjectKind.INDUSTRY,
    "基础设施": ProjectKind.INFRASTRUCTURE,
    "饮水安全": ProjectKind.WATER,
    "危房改造": ProjectKind.HOUSING,
    "易地搬迁": ProjectKind.RELOCATION,
    "易地扶贫搬迁": ProjectKind.RELOCATION,
    "教育扶贫": ProjectKind.EDUCATION,
    "教育培训": ProjectKind.EDUCATION,
    "健康扶贫": ProjectKind.HEALTH,
    "就业培训": ProjectKind.TRAINING,
    "生态扶贫": ProjectKind.ECOLOGY,
    "金融扶贫": ProjectKind.FINANCE,
    "公共服务": ProjectKind.SERVICE,
    "村级发展": ProjectKind.SERVICE,
    "其他": ProjectKind.OTHER,
}
IN_LIBRARY_WORDS, OUTSIDE_WORDS = {"已入库", "入库", "是"}, {"未入库", "库外", "否"}
# How far the ledger's words put a project that is in the library: asked for or being decided on, it waits there.
STAGES = {
    "申报": Stage.IN_LIBRARY,
    "审批": Stage.IN_LIBRARY,
    "入库": Stage.IN_LIBRARY,
    "批复": Stage.APPROVED,
    "公示": Stage.PLAN_PUBLICITY,
    "招标": Stage.PROCUREMENT,
    "采购": Stage.PROCUREMENT,
    "实施": Stage.IN_PROGRESS,
    "完工": Stage.COMPLETED,
    "验收": Stage.ACCEPTED,
    "报账": Stage.REIMBURSED,
    "办结": Stage.CLOSED,
}


def fund_kind(name: str, level: str) -> str:
    """Return the kind of money that a line's name speaks of."""
    if level == FundLevel.SOCIAL:
        return FundKind.DONATION
    if level == FundLevel.PARTNER:
        return FundKind.PARTNER
    if "搬迁" in name:
        return FundKind.RELOCATION
    return FundKind.SPECIAL if "扶贫" in name else FundKind.FARM
