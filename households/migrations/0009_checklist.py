"""Which documents each level must hold (rulebook B13 and B19), and when a visit log counts as kept up."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
ITEMS = {
    "household": (
        ("information_form", "贫困户信息采集表", "year", "B13"),
        ("handbook", "扶贫手册", "once", "B13"),
        ("plan", "脱贫计划", "year", "B13、TF-14"),
        ("measure_list", "帮扶措施清单", "year", "B13、TF-14"),
        ("income_sheet", "上年收入账", "year", "B13"),
        ("visit_log", "走访记录", "year", "B13"),
        ("contact_card", "帮扶联系卡", "year", "B13"),
        ("entry_papers", "识别纳入材料（申请、评议、公示、比对）", "once", "B13、B3"),
        ("exit_papers", "退出材料（申请、核实、公示、确认）", "once", "B13、B5"),
    ),
    "village": (
        ("village_form", "贫困村信息采集表", "year", "B2、B19"),
        ("household_register", "贫困户登记册", "year", "B19"),
        ("minutes", "评议会议记录", "year", "B19、CB1-13"),
        ("publicity_pictures", "公示照片", "year", "B19、CB1-13"),
        ("village_plan", "村脱贫规划", "once", "B19、TF-07"),
        ("project_list", "项目清单", "year", "B19"),
        ("link_list", "合作社和利益联结名单", "year", "B19"),
        ("team_attendance", "驻村工作队出勤", "year", "B19"),
        ("left_behind", "留守人员台账", "year", "B19、LF-32"),
    ),
    "township": (
        ("work_plan", "年度工作方案", "year", "B19、CB1-04"),
        ("development_plan", "脱贫发展规划", "once", "B19、CB1-04"),
        ("five_batch_statistics", "“五个一批”分类统计表", "year", "B19、CB1-04"),
        ("pre_exit_roll", "预脱贫花名册", "year", "B19、CB1-04"),
        ("cleanup_records", "清理核查记录", "year", "B19"),
        ("reimbursement_files", "报账资料", "year", "B19"),
        ("spot_check_sheets", "抽查核实表", "year", "B19"),
        ("rectification_ledger", "乡镇整改台账", "year", "B19"),
    ),
    "county": (
        ("yearly_plan", "项目库和年度计划", "year", "B19"),
        ("integration_plan", "资金整合方案和台账", "year", "B19"),
        ("comparison_results", "部门数据比对结果", "year", "B19、GY-12"),
        ("announcements", "公告", "year", "B19"),
        ("third_party_reports", "第三方评估报告", "year", "B19、GY-07"),
        ("circulars", "通报和反馈", "year", "B19"),
        ("accountability", "问责处理决定", "year", "B19"),
        ("meeting_minutes", "月度调度会议纪要", "month", "B19"),
        ("closing_sheets", "月度硬账表", "month", "B19"),
    ),
}
# Days after which a visit log counts as not kept up: a quarter.
PARAMETERS = {"archive.visit_days": (92, "B13、LF-19")}


def write(apps, schema_editor):
    item = apps.get_model("households", "ChecklistItem")
    item.objects.bulk_create(
        item(
            level=level, code=code, title=title, cycle=cycle, basis=basis, position=position, from_date=BEGIN
        )
        for level, rows in ITEMS.items()
        for position, (code, title, cycle, basis) in enumerate(rows, start=1)
    )
    parameter = apps.get_model("core", "RuleParameter")
    parameter.objects.bulk_create(
        parameter(name=name, effective_from=BEGIN, value=value, basis=basis)
        for name, (value, basis) in PARAMETERS.items()
    )


def remove(apps, schema_editor):
    apps.get_model("households", "ChecklistItem").objects.filter(region="").delete()
    apps.get_model("core", "RuleParameter").objects.filter(area=None, name__in=PARAMETERS).delete()


class Migration(migrations.Migration):
    dependencies = [("households", "0008_archive"), ("core", "0009_posting_parameters")]
    operations = [migrations.RunPython(write, remove)]
