"""Projects (rulebook C3): the library, the way of a project, its papers and claims; the negative list."""

import datetime as dt

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import povertyapp.core.together
from funds.models.project_functions import FUNCTIONS

# What special funds for poverty alleviation are not spent on (B16); a county adds its own.
BEGIN = dt.date(2013, 1, 1)
NEGATIVE_LIST = (
    ("staffing", "行政事业单位编制人员和办公经费"),
    ("bonuses", "工资、奖金、津贴补贴"),
    ("debts", "偿还债务和垫资"),
    ("vehicles", "购买交通工具和通讯设备"),
    ("guarantees", "企业担保金"),
    ("offices", "楼堂馆所"),
    ("image", "景观和形象工程"),
    ("city", "城市基础设施"),
    ("routine", "本级常规支出"),
)


def write(apps, schema_editor):
    """Write the negative list that holds everywhere."""
    item = apps.get_model("funds", "NegativeListItem")
    item.objects.bulk_create(
        item(code=code, name=name, from_date=BEGIN, basis="B16") for code, name in NEGATIVE_LIST
    )


def clear(apps, schema_editor):
    apps.get_model("funds", "NegativeListItem").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0008_void_measures"),
        ("core", "0025_project_parameters"),
        ("households", "0013_form_versions"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        povertyapp.core.together.Together(
            operations=[
                migrations.CreateModel(
                    name="Project",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=20, unique=True, verbose_name="项目编号")),
                        ("name", models.CharField(max_length=120, verbose_name="项目名称")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("industry", "产业发展"),
                                    ("infrastructure", "基础设施"),
                                    ("water", "饮水安全"),
                                    ("housing", "危房改造"),
                                    ("relocation", "易地搬迁"),
                                    ("education", "教育扶贫"),
                                    ("health", "健康扶贫"),
                                    ("training", "就业培训"),
                                    ("ecology", "生态扶贫"),
                                    ("finance", "金融扶贫"),
                                    ("service", "公共服务"),
                                    ("other", "其他"),
                                ],
                                max_length=16,
                                verbose_name="项目类别",
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("new", "新建"),
                                    ("extend", "改扩建"),
                                    ("continue", "续建"),
                                    ("repair", "维修"),
                                    ("subsidy", "到户补助"),
                                ],
                                max_length=10,
                                verbose_name="建设性质",
                            ),
                        ),
                        (
                            "uses",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("production", "生产发展"),
                                        ("works", "工程建设"),
                                        ("equipment", "设备购置"),
                                        ("subsidy", "补助到户"),
                                        ("training", "技能培训"),
                                        ("interest", "贷款贴息"),
                                        ("insurance", "保险保费"),
                                        ("preliminary", "前期工作费"),
                                        ("staffing", "行政事业单位编制人员和办公经费"),
                                        ("bonuses", "工资、奖金、津贴补贴"),
                                        ("debts", "偿还债务和垫资"),
                                        ("vehicles", "购买交通工具和通讯设备"),
                                        ("guarantees", "企业担保金"),
                                        ("offices", "楼堂馆所"),
                                        ("image", "景观和形象工程"),
                                        ("city", "城市基础设施"),
                                        ("routine", "本级常规支出"),
                                    ],
                                    max_length=16,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="资金用途",
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="实施地点")),
                        ("task", models.TextField(blank=True, verbose_name="建设任务")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="计划开工")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="计划完工")),
                        ("season_ends_on", models.DateField(blank=True, null=True, verbose_name="栽植期限")),
                        (
                            "responsible_unit",
                            models.CharField(blank=True, max_length=80, verbose_name="责任单位"),
                        ),
                        (
                            "responsible_person",
                            models.CharField(blank=True, max_length=40, verbose_name="项目法人"),
                        ),
                        (
                            "budget",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="概算(元)"),
                        ),
                        (
                            "money_sources",
                            models.CharField(blank=True, max_length=200, verbose_name="资金来源"),
                        ),
                        ("performance_goal", models.TextField(blank=True, verbose_name="绩效目标")),
                        ("participation", models.TextField(blank=True, verbose_name="群众参与")),
                        ("benefit_mechanism", models.TextField(blank=True, verbose_name="带贫减贫机制")),
                        (
                            "deliberated_on",
                            models.DateField(blank=True, null=True, verbose_name="村民评议日期"),
                        ),
                        (
                            "deliberation_paper",
                            models.CharField(blank=True, max_length=100, verbose_name="评议记录存放"),
                        ),
                        ("is_mass", models.BooleanField(default=False, verbose_name="面广量小到户项目")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "草拟"),
                                    ("applied", "入库申报"),
                                    ("township_checked", "乡镇审核"),
                                    ("county_reviewed", "县级会审"),
                                    ("library_publicity", "入库公示"),
                                    ("in_library", "已入库"),
                                    ("approved", "立项批复"),
                                    ("plan_publicity", "计划公示"),
                                    ("procurement", "招投标采购"),
                                    ("contracted", "已签合同"),
                                    ("in_progress", "施工"),
                                    ("completed", "完工待验"),
                                    ("accepted", "已验收"),
                                    ("completion_publicity", "竣工公示"),
                                    ("reimbursed", "已报账"),
                                    ("closed", "已办结"),
                                    ("returned", "退回修改"),
                                    ("rejected", "不予立项"),
                                    ("removed_from_library", "调出项目库"),
                                    ("suspended", "暂停"),
                                    ("cancelled", "终止"),
                                ],
                                default="draft",
                                max_length=24,
                                verbose_name="阶段",
                            ),
                        ),
                        ("step", models.PositiveSmallIntegerField(default=0, verbose_name="步")),
                        ("stage_since", models.DateField(verbose_name="进入本阶段")),
                        (
                            "recorded_from",
                            models.CharField(blank=True, max_length=120, verbose_name="登记依据"),
                        ),
                        (
                            "site_seen_on",
                            models.DateField(blank=True, null=True, verbose_name="现场踏勘日期"),
                        ),
                        ("site_seen_by", models.CharField(blank=True, max_length=60, verbose_name="踏勘人")),
                        ("in_library_on", models.DateField(blank=True, null=True, verbose_name="入库日期")),
                        (
                            "library_paper",
                            models.CharField(blank=True, max_length=100, verbose_name="入库文号"),
                        ),
                        ("approved_on", models.DateField(blank=True, null=True, verbose_name="批复日期")),
                        (
                            "approved_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="批复金额(元)",
                            ),
                        ),
                        (
                            "approval_paper",
                            models.CharField(blank=True, max_length=100, verbose_name="批复文号"),
                        ),
                        (
                            "plan_paper",
                            models.CharField(blank=True, max_length=100, verbose_name="年度计划文号"),
                        ),
                        ("approved_digest", models.CharField(blank=True, editable=False, max_length=64)),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="实际开工")),
                        ("completed_on", models.DateField(blank=True, null=True, verbose_name="实际完工")),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="验收日期")),
                        (
                            "reimbursed_on",
                            models.DateField(blank=True, null=True, verbose_name="报账完成日期"),
                        ),
                        (
                            "handed_over_on",
                            models.DateField(blank=True, null=True, verbose_name="资产移交日期"),
                        ),
                        (
                            "handed_over_to",
                            models.CharField(blank=True, max_length=80, verbose_name="资产接收人"),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="县",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="projects",
                                to="assistance.helpingunit",
                                verbose_name="主管单位",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["area", "stage"], name="project_by_area_and_stage"),
                            models.Index(
                                fields=["county", "year", "kind"], name="project_by_county_and_year"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("budget__gt", 0)),
                                name="project_budget_is_positive",
                                violation_error_message="概算要大于零。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="project_ends_after_it_begins",
                                violation_error_message="计划完工不能早于计划开工。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_amount", None),
                                    models.Q(
                                        ("approved_amount__gt", 0),
                                        models.Q(
                                            models.Q(("recorded_from", ""), _negated=True),
                                            ("approved_amount__lte", models.F("budget")),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="approved_amount_within_budget",
                                violation_error_message="批复金额要大于零，不能超过概算。",
                            ),
                        ],
                        "verbose_name": "项目",
                        "ordering": ["area_id", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="Acceptance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("accepted_on", models.DateField(verbose_name="验收日期")),
                        (
                            "body",
                            models.CharField(
                                choices=[("department", "行业主管部门"), ("third_party", "第三方机构")],
                                max_length=12,
                                verbose_name="验收方",
                            ),
                        ),
                        ("unit_name", models.CharField(max_length=80, verbose_name="验收单位")),
                        ("people", models.CharField(max_length=120, verbose_name="验收人员")),
                        ("quantity", models.CharField(max_length=200, verbose_name="完成数量")),
                        ("quality", models.CharField(max_length=200, verbose_name="质量情况")),
                        ("finding", models.TextField(verbose_name="验收意见")),
                        ("items", models.PositiveSmallIntegerField(default=1, verbose_name="应验收项(户)数")),
                        (
                            "items_seen",
                            models.PositiveSmallIntegerField(default=1, verbose_name="逐一验收数"),
                        ),
                        (
                            "accepted_amount",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="审定金额(元)"),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("pass", "合格"), ("fail", "不合格")],
                                max_length=8,
                                verbose_name="结论",
                            ),
                        ),
                        ("paper", models.CharField(max_length=100, verbose_name="验收单存放")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "scan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.storedfile",
                                verbose_name="验收单扫描件",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acceptances",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("items__gt", 0), ("items_seen__lte", models.F("items"))),
                                name="acceptance_counts_fit",
                                violation_error_message="逐一验收数不能多于应验收数。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("quantity", ""), _negated=True),
                                    models.Q(("quality", ""), _negated=True),
                                    models.Q(("finding", ""), _negated=True),
                                    ("accepted_amount__gte", 0),
                                ),
                                name="acceptance_states_what_was_done",
                                violation_error_message="验收单要写明完成数量、质量、意见和审定金额。",
                            ),
                        ],
                        "verbose_name": "验收",
                        "ordering": ["project_id", "accepted_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Benefit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("what", models.CharField(max_length=100, verbose_name="受益内容")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="受益金额(元)"
                            ),
                        ),
                        ("got_on", models.DateField(blank=True, null=True, verbose_name="受益核实日期")),
                        (
                            "got_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="实际受益(元)",
                            ),
                        ),
                        ("got_note", models.CharField(blank=True, max_length=100, verbose_name="核实情况")),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="benefits",
                                to="households.household",
                                verbose_name="受益户",
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="benefits",
                                to="assistance.assistancemeasure",
                                verbose_name="帮扶措施",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="benefits",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["area"], name="benefit_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("project"),
                                models.F("household"),
                                name="one_benefit_a_household",
                                violation_error_message="这一户已经在受益名单里。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gte", 0),
                                    models.Q(("got_amount", None), ("got_amount__gte", 0), _connector="OR"),
                                ),
                                name="benefit_is_not_negative",
                                violation_error_message="受益金额不能是负数。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("got_amount", None), ("got_on", None)),
                                    models.Q(("got_amount__isnull", False), ("got_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="checked_benefit_has_day_and_amount",
                                violation_error_message="核实受益要写日期和金额。",
                            ),
                        ],
                        "verbose_name": "受益户",
                        "ordering": ["project_id", "area_id", "household_id"],
                    },
                ),
                migrations.CreateModel(
                    name="Claim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("advance", "预付款"),
                                    ("settlement", "结算款"),
                                    ("retention", "质保金"),
                                ],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="报账金额(元)"),
                        ),
                        ("handed_in_on", models.DateField(verbose_name="村交票据日期")),
                        ("claimed_on", models.DateField(verbose_name="报账日期")),
                        ("due_on", models.DateField(verbose_name="应办结日期")),
                        ("vouchers", models.CharField(max_length=200, verbose_name="发票和凭证号")),
                        ("department_signed", models.CharField(max_length=60, verbose_name="主管部门签字人")),
                        ("opinion", models.CharField(max_length=200, verbose_name="乡镇意见")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="报账资料存放")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("filed", "已报账待审"),
                                    ("passed", "审核通过待付"),
                                    ("settled", "已付清"),
                                    ("returned", "退回"),
                                ],
                                default="filed",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="审核日期")),
                        ("decision", models.CharField(blank=True, max_length=200, verbose_name="审核意见")),
                        ("settled_on", models.DateField(blank=True, null=True, verbose_name="付清日期")),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "claimed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="报账人",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审核人",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["area", "state", "due_on"], name="claim_by_area_and_state")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("project"), models.F("number"), name="one_claim_a_number"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="claim_is_positive",
                                violation_error_message="报账金额要大于零。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("claimed_on__gte", models.F("handed_in_on")),
                                    ("due_on__gte", models.F("claimed_on")),
                                ),
                                name="claim_follows_its_vouchers",
                                violation_error_message="乡镇报账不能早于村里交票据。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("vouchers", ""), _negated=True),
                                    models.Q(("department_signed", ""), _negated=True),
                                    models.Q(("opinion", ""), _negated=True),
                                ),
                                name="claim_has_vouchers_and_signatures",
                                violation_error_message="报账要有票据、主管部门签字和乡镇意见。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_by", None), ("decided_on", None), ("state", "filed")),
                                    models.Q(
                                        ("decided_by__isnull", False),
                                        ("decided_on__gte", models.F("claimed_on")),
                                        models.Q(("state", "filed"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="decided_claim_names_who_and_when",
                                violation_error_message="审核报账要写明审核人和日期，不早于报账日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", "settled"), ("settled_on__gte", models.F("decided_on"))
                                    ),
                                    models.Q(
                                        models.Q(("state", "settled"), _negated=True), ("settled_on", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="settled_claim_has_its_day",
                                violation_error_message="付清的报账要有付清日期。",
                            ),
                        ],
                        "verbose_name": "报账",
                        "ordering": ["project_id", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="Contract",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=40, verbose_name="合同编号")),
                        ("contractor", models.CharField(max_length=80, verbose_name="承包单位")),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="合同金额(元)"),
                        ),
                        ("signed_on", models.DateField(verbose_name="签订日期")),
                        ("starts_on", models.DateField(verbose_name="合同开工")),
                        ("ends_on", models.DateField(verbose_name="合同完工")),
                        (
                            "retention_percent",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=4,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="质保金比例(%)",
                            ),
                        ),
                        ("is_related", models.BooleanField(verbose_name="承包单位与村乡干部有利害关系")),
                        (
                            "relation_note",
                            models.CharField(max_length=100, verbose_name="利害关系承诺或说明"),
                        ),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="合同存放")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        ("agreed_on", models.DateField(blank=True, null=True, verbose_name="乡镇同意日期")),
                        (
                            "supervision",
                            models.CharField(
                                blank=True,
                                choices=[("engineer", "监理单位"), ("villagers", "村民监督小组")],
                                max_length=12,
                                verbose_name="监督方式",
                            ),
                        ),
                        (
                            "supervisor_name",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="监理单位或监督小组成员"
                            ),
                        ),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="乡镇同意人",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "scan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.storedfile",
                                verbose_name="合同扫描件",
                            ),
                        ),
                        (
                            "project",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contract",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="contract_amount_is_positive",
                                violation_error_message="合同金额要大于零。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__gte", models.F("starts_on")),
                                    ("starts_on__gte", models.F("signed_on")),
                                ),
                                name="contract_is_signed_before_it_runs",
                                violation_error_message="先签合同，后开工，再完工。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("retention_percent__gte", 0), ("retention_percent__lte", 10)
                                ),
                                name="retention_at_most_a_tenth",
                                violation_error_message="质保金不超过合同金额的 10%。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_related", False)),
                                name="contractor_is_not_related",
                                violation_error_message="承包单位与村乡干部有利害关系，不能签合同。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_by", None), ("agreed_on", None)),
                                    models.Q(
                                        ("agreed_by__isnull", False),
                                        ("agreed_on__gte", models.F("signed_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="agreement_names_person_and_day",
                                violation_error_message="乡镇同意要写明人和日期，不早于签订日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("supervision", ""), ("supervisor_name", "")),
                                    models.Q(
                                        models.Q(("supervision", ""), _negated=True),
                                        models.Q(("supervisor_name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="supervision_names_somebody",
                                violation_error_message="请写明谁监督。",
                            ),
                        ],
                        "verbose_name": "合同",
                        "ordering": ["project_id"],
                    },
                ),
                migrations.CreateModel(
                    name="JointReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="会审日期")),
                        ("chair_name", models.CharField(max_length=40, verbose_name="主持人")),
                        ("attendees", models.CharField(max_length=200, verbose_name="参加单位")),
                        ("minutes", models.TextField(verbose_name="会审纪要")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="纪要文号")),
                        (
                            "estimate",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="审定概算(元)"),
                        ),
                        ("proposed_line", models.CharField(max_length=120, verbose_name="建议资金渠道")),
                        (
                            "scale_score",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="投入规模适度",
                            ),
                        ),
                        (
                            "poverty_score",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="贫困发生率高",
                            ),
                        ),
                        (
                            "income_score",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="帮助显著增收",
                            ),
                        ),
                        (
                            "lasting_score",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="效益可持续",
                            ),
                        ),
                        (
                            "duplicates_note",
                            models.CharField(blank=True, max_length=200, verbose_name="重复项目审查意见"),
                        ),
                        ("is_passed", models.BooleanField(verbose_name="会审通过")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("income_score__range", (1, 10)),
                                    ("lasting_score__range", (1, 10)),
                                    ("poverty_score__range", (1, 10)),
                                    ("scale_score__range", (1, 10)),
                                ),
                                name="review_scores_from_1_to_10",
                                violation_error_message="每项打 1 到 10 分。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("minutes", ""), _negated=True),
                                    models.Q(("proposed_line", ""), _negated=True),
                                    ("estimate__gt", 0),
                                ),
                                name="review_has_minutes_estimate_and_line",
                                violation_error_message="会审要有纪要、审定概算和建议资金渠道。",
                            ),
                        ],
                        "verbose_name": "联席会审",
                        "ordering": ["project_id", "held_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="NegativeListItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=16, verbose_name="代码")),
                        ("name", models.CharField(max_length=100, verbose_name="内容")),
                        ("region", models.CharField(blank=True, max_length=12, verbose_name="地区代码")),
                        ("from_date", models.DateField(verbose_name="起")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("basis", models.CharField(blank=True, max_length=120, verbose_name="依据")),
                    ],
                    options={
                        "verbose_name": "负面清单",
                        "ordering": ["region", "code", "from_date"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("region"),
                                models.F("code"),
                                models.F("from_date"),
                                name="one_negative_item_a_region",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_date", None),
                                    ("to_date__gte", models.F("from_date")),
                                    _connector="OR",
                                ),
                                name="negative_item_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Procurement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("open", "公开招标"),
                                    ("invited", "邀请招标"),
                                    ("negotiated", "议标"),
                                    ("consultation", "竞争性磋商"),
                                    ("inquiry", "询价采购"),
                                    ("single", "单一来源"),
                                    ("self", "村民自建"),
                                ],
                                max_length=12,
                                verbose_name="采购方式",
                            ),
                        ),
                        ("announced_on", models.DateField(blank=True, null=True, verbose_name="公告日期")),
                        ("opened_on", models.DateField(verbose_name="开标或评定日期")),
                        ("bidders", models.PositiveSmallIntegerField(verbose_name="参加家数")),
                        ("winner", models.CharField(max_length=80, verbose_name="中标或成交单位")),
                        ("paper", models.CharField(max_length=100, verbose_name="招标采购文件存放")),
                        (
                            "exception",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("work_relief", "以工代赈，使用本地贫困劳力"),
                                    ("emergency", "抢险救灾"),
                                    ("secret", "国家安全、国家秘密"),
                                    ("patent", "须用不可替代的专利或专有技术"),
                                    ("to_households", "补助直接发放到户，没有采购"),
                                    ("failed_tender", "两次招标失败，经批准"),
                                ],
                                max_length=16,
                                verbose_name="不招标的理由",
                            ),
                        ),
                        (
                            "exception_paper",
                            models.CharField(blank=True, max_length=100, verbose_name="不招标批准文号"),
                        ),
                        (
                            "preliminary_cost",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="前期费用(元)"
                            ),
                        ),
                        (
                            "preliminary_source",
                            models.CharField(blank=True, max_length=100, verbose_name="前期费用来源"),
                        ),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "project",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="procurement",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("exception", ""), ("exception_paper", "")),
                                    models.Q(
                                        models.Q(("exception", ""), _negated=True),
                                        models.Q(("exception_paper", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="tender_exception_has_its_paper",
                                violation_error_message="不招标要写理由和批准文号。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("preliminary_cost__gte", 0),
                                    models.Q(
                                        ("preliminary_cost", 0),
                                        models.Q(("preliminary_source", ""), _negated=True),
                                        _connector="OR",
                                    ),
                                ),
                                name="preliminary_cost_has_a_source",
                                violation_error_message="有前期费用的，要写明从哪里出。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("announced_on", None),
                                    ("opened_on__gte", models.F("announced_on")),
                                    _connector="OR",
                                ),
                                name="tender_opens_after_its_notice",
                                violation_error_message="开标不能早于公告。",
                            ),
                        ],
                        "verbose_name": "招标采购",
                        "ordering": ["project_id"],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reported_on", models.DateField(verbose_name="日期")),
                        (
                            "percent",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="形象进度(%)",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="进展")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="progress",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("percent__lte", 100)),
                                name="progress_up_to_all",
                                violation_error_message="进度不能超过 100%。",
                            )
                        ],
                        "verbose_name": "进度报告",
                        "ordering": ["project_id", "reported_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressReportEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reported_on", models.DateField(verbose_name="日期")),
                        (
                            "percent",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="形象进度(%)",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="进展")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="funds.progressreport",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProcurementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("open", "公开招标"),
                                    ("invited", "邀请招标"),
                                    ("negotiated", "议标"),
                                    ("consultation", "竞争性磋商"),
                                    ("inquiry", "询价采购"),
                                    ("single", "单一来源"),
                                    ("self", "村民自建"),
                                ],
                                max_length=12,
                                verbose_name="采购方式",
                            ),
                        ),
                        ("announced_on", models.DateField(blank=True, null=True, verbose_name="公告日期")),
                        ("opened_on", models.DateField(verbose_name="开标或评定日期")),
                        ("bidders", models.PositiveSmallIntegerField(verbose_name="参加家数")),
                        ("winner", models.CharField(max_length=80, verbose_name="中标或成交单位")),
                        ("paper", models.CharField(max_length=100, verbose_name="招标采购文件存放")),
                        (
                            "exception",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("work_relief", "以工代赈，使用本地贫困劳力"),
                                    ("emergency", "抢险救灾"),
                                    ("secret", "国家安全、国家秘密"),
                                    ("patent", "须用不可替代的专利或专有技术"),
                                    ("to_households", "补助直接发放到户，没有采购"),
                                    ("failed_tender", "两次招标失败，经批准"),
                                ],
                                max_length=16,
                                verbose_name="不招标的理由",
                            ),
                        ),
                        (
                            "exception_paper",
                            models.CharField(blank=True, max_length=100, verbose_name="不招标批准文号"),
                        ),
                        (
                            "preliminary_cost",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="前期费用(元)"
                            ),
                        ),
                        (
                            "preliminary_source",
                            models.CharField(blank=True, max_length=100, verbose_name="前期费用来源"),
                        ),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="funds.procurement",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="JointReviewEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("held_on", models.DateField(verbose_name="会审日期")),
                        ("chair_name", models.CharField(max_length=40, verbose_name="主持人")),
                        ("attendees", models.CharField(max_length=200, verbose_name="参加单位")),
                        ("minutes", models.TextField(verbose_name="会审纪要")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="纪要文号")),
                        (
                            "estimate",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="审定概算(元)"),
                        ),
                        ("proposed_line", models.CharField(max_length=120, verbose_name="建议资金渠道")),
                        (
                            "scale_score",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="投入规模适度",
                            ),
                        ),
                        (
                            "poverty_score",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="贫困发生率高",
                            ),
                        ),
                        (
                            "income_score",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="帮助显著增收",
                            ),
                        ),
                        (
                            "lasting_score",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="效益可持续",
                            ),
                        ),
                        (
                            "duplicates_note",
                            models.CharField(blank=True, max_length=200, verbose_name="重复项目审查意见"),
                        ),
                        ("is_passed", models.BooleanField(verbose_name="会审通过")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="funds.jointreview",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContractEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=40, verbose_name="合同编号")),
                        ("contractor", models.CharField(max_length=80, verbose_name="承包单位")),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="合同金额(元)"),
                        ),
                        ("signed_on", models.DateField(verbose_name="签订日期")),
                        ("starts_on", models.DateField(verbose_name="合同开工")),
                        ("ends_on", models.DateField(verbose_name="合同完工")),
                        (
                            "retention_percent",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=4,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="质保金比例(%)",
                            ),
                        ),
                        ("is_related", models.BooleanField(verbose_name="承包单位与村乡干部有利害关系")),
                        (
                            "relation_note",
                            models.CharField(max_length=100, verbose_name="利害关系承诺或说明"),
                        ),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="合同存放")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        ("agreed_on", models.DateField(blank=True, null=True, verbose_name="乡镇同意日期")),
                        (
                            "supervision",
                            models.CharField(
                                blank=True,
                                choices=[("engineer", "监理单位"), ("villagers", "村民监督小组")],
                                max_length=12,
                                verbose_name="监督方式",
                            ),
                        ),
                        (
                            "supervisor_name",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="监理单位或监督小组成员"
                            ),
                        ),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="乡镇同意人",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="funds.contract",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "scan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.storedfile",
                                verbose_name="合同扫描件",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClaimEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("advance", "预付款"),
                                    ("settlement", "结算款"),
                                    ("retention", "质保金"),
                                ],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="报账金额(元)"),
                        ),
                        ("handed_in_on", models.DateField(verbose_name="村交票据日期")),
                        ("claimed_on", models.DateField(verbose_name="报账日期")),
                        ("due_on", models.DateField(verbose_name="应办结日期")),
                        ("vouchers", models.CharField(max_length=200, verbose_name="发票和凭证号")),
                        ("department_signed", models.CharField(max_length=60, verbose_name="主管部门签字人")),
                        ("opinion", models.CharField(max_length=200, verbose_name="乡镇意见")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="报账资料存放")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("filed", "已报账待审"),
                                    ("passed", "审核通过待付"),
                                    ("settled", "已付清"),
                                    ("returned", "退回"),
                                ],
                                default="filed",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="审核日期")),
                        ("decision", models.CharField(blank=True, max_length=200, verbose_name="审核意见")),
                        ("settled_on", models.DateField(blank=True, null=True, verbose_name="付清日期")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "claimed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="报账人",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审核人",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="funds.claim",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BenefitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("what", models.CharField(max_length=100, verbose_name="受益内容")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="受益金额(元)"
                            ),
                        ),
                        ("got_on", models.DateField(blank=True, null=True, verbose_name="受益核实日期")),
                        (
                            "got_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="实际受益(元)",
                            ),
                        ),
                        ("got_note", models.CharField(blank=True, max_length=100, verbose_name="核实情况")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.household",
                                verbose_name="受益户",
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.assistancemeasure",
                                verbose_name="帮扶措施",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="funds.benefit",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AcceptanceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("accepted_on", models.DateField(verbose_name="验收日期")),
                        (
                            "body",
                            models.CharField(
                                choices=[("department", "行业主管部门"), ("third_party", "第三方机构")],
                                max_length=12,
                                verbose_name="验收方",
                            ),
                        ),
                        ("unit_name", models.CharField(max_length=80, verbose_name="验收单位")),
                        ("people", models.CharField(max_length=120, verbose_name="验收人员")),
                        ("quantity", models.CharField(max_length=200, verbose_name="完成数量")),
                        ("quality", models.CharField(max_length=200, verbose_name="质量情况")),
                        ("finding", models.TextField(verbose_name="验收意见")),
                        ("items", models.PositiveSmallIntegerField(default=1, verbose_name="应验收项(户)数")),
                        (
                            "items_seen",
                            models.PositiveSmallIntegerField(default=1, verbose_name="逐一验收数"),
                        ),
                        (
                            "accepted_amount",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="审定金额(元)"),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("pass", "合格"), ("fail", "不合格")],
                                max_length=8,
                                verbose_name="结论",
                            ),
                        ),
                        ("paper", models.CharField(max_length=100, verbose_name="验收单存放")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="funds.acceptance",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "scan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.storedfile",
                                verbose_name="验收单扫描件",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProjectCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "phase",
                            models.CharField(
                                choices=[("before", "实施前"), ("during", "实施中"), ("after", "实施后")],
                                max_length=8,
                                verbose_name="阶段",
                            ),
                        ),
                        ("checked_on", models.DateField(verbose_name="检查日期")),
                        ("checked_by_words", models.CharField(max_length=60, verbose_name="检查人")),
                        ("finding", models.TextField(verbose_name="检查情况")),
                        ("is_in_order", models.BooleanField(verbose_name="未发现问题")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "项目检查",
                        "ordering": ["project_id", "checked_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectCheckEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "phase",
                            models.CharField(
                                choices=[("before", "实施前"), ("during", "实施中"), ("after", "实施后")],
                                max_length=8,
                                verbose_name="阶段",
                            ),
                        ),
                        ("checked_on", models.DateField(verbose_name="检查日期")),
                        ("checked_by_words", models.CharField(max_length=60, verbose_name="检查人")),
                        ("finding", models.TextField(verbose_name="检查情况")),
                        ("is_in_order", models.BooleanField(verbose_name="未发现问题")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="funds.projectcheck",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProjectEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=20, verbose_name="项目编号")),
                        ("name", models.CharField(max_length=120, verbose_name="项目名称")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("industry", "产业发展"),
                                    ("infrastructure", "基础设施"),
                                    ("water", "饮水安全"),
                                    ("housing", "危房改造"),
                                    ("relocation", "易地搬迁"),
                                    ("education", "教育扶贫"),
                                    ("health", "健康扶贫"),
                                    ("training", "就业培训"),
                                    ("ecology", "生态扶贫"),
                                    ("finance", "金融扶贫"),
                                    ("service", "公共服务"),
                                    ("other", "其他"),
                                ],
                                max_length=16,
                                verbose_name="项目类别",
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("new", "新建"),
                                    ("extend", "改扩建"),
                                    ("continue", "续建"),
                                    ("repair", "维修"),
                                    ("subsidy", "到户补助"),
                                ],
                                max_length=10,
                                verbose_name="建设性质",
                            ),
                        ),
                        (
                            "uses",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("production", "生产发展"),
                                        ("works", "工程建设"),
                                        ("equipment", "设备购置"),
                                        ("subsidy", "补助到户"),
                                        ("training", "技能培训"),
                                        ("interest", "贷款贴息"),
                                        ("insurance", "保险保费"),
                                        ("preliminary", "前期工作费"),
                                        ("staffing", "行政事业单位编制人员和办公经费"),
                                        ("bonuses", "工资、奖金、津贴补贴"),
                                        ("debts", "偿还债务和垫资"),
                                        ("vehicles", "购买交通工具和通讯设备"),
                                        ("guarantees", "企业担保金"),
                                        ("offices", "楼堂馆所"),
                                        ("image", "景观和形象工程"),
                                        ("city", "城市基础设施"),
                                        ("routine", "本级常规支出"),
                                    ],
                                    max_length=16,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="资金用途",
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="实施地点")),
                        ("task", models.TextField(blank=True, verbose_name="建设任务")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="计划开工")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="计划完工")),
                        ("season_ends_on", models.DateField(blank=True, null=True, verbose_name="栽植期限")),
                        (
                            "responsible_unit",
                            models.CharField(blank=True, max_length=80, verbose_name="责任单位"),
                        ),
                        (
                            "responsible_person",
                            models.CharField(blank=True, max_length=40, verbose_name="项目法人"),
                        ),
                        (
                            "budget",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="概算(元)"),
                        ),
                        (
                            "money_sources",
                            models.CharField(blank=True, max_length=200, verbose_name="资金来源"),
                        ),
                        ("performance_goal", models.TextField(blank=True, verbose_name="绩效目标")),
                        ("participation", models.TextField(blank=True, verbose_name="群众参与")),
                        ("benefit_mechanism", models.TextField(blank=True, verbose_name="带贫减贫机制")),
                        (
                            "deliberated_on",
                            models.DateField(blank=True, null=True, verbose_name="村民评议日期"),
                        ),
                        (
                            "deliberation_paper",
                            models.CharField(blank=True, max_length=100, verbose_name="评议记录存放"),
                        ),
                        ("is_mass", models.BooleanField(default=False, verbose_name="面广量小到户项目")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "草拟"),
                                    ("applied", "入库申报"),
                                    ("township_checked", "乡镇审核"),
                                    ("county_reviewed", "县级会审"),
                                    ("library_publicity", "入库公示"),
                                    ("in_library", "已入库"),
                                    ("approved", "立项批复"),
                                    ("plan_publicity", "计划公示"),
                                    ("procurement", "招投标采购"),
                                    ("contracted", "已签合同"),
                                    ("in_progress", "施工"),
                                    ("completed", "完工待验"),
                                    ("accepted", "已验收"),
                                    ("completion_publicity", "竣工公示"),
                                    ("reimbursed", "已报账"),
                                    ("closed", "已办结"),
                                    ("returned", "退回修改"),
                                    ("rejected", "不予立项"),
                                    ("removed_from_library", "调出项目库"),
                                    ("suspended", "暂停"),
                                    ("cancelled", "终止"),
                                ],
                                default="draft",
                                max_length=24,
                                verbose_name="阶段",
                            ),
                        ),
                        ("step", models.PositiveSmallIntegerField(default=0, verbose_name="步")),
                        ("stage_since", models.DateField(verbose_name="进入本阶段")),
                        (
                            "recorded_from",
                            models.CharField(blank=True, max_length=120, verbose_name="登记依据"),
                        ),
                        (
                            "site_seen_on",
                            models.DateField(blank=True, null=True, verbose_name="现场踏勘日期"),
                        ),
                        ("site_seen_by", models.CharField(blank=True, max_length=60, verbose_name="踏勘人")),
                        ("in_library_on", models.DateField(blank=True, null=True, verbose_name="入库日期")),
                        (
                            "library_paper",
                            models.CharField(blank=True, max_length=100, verbose_name="入库文号"),
                        ),
                        ("approved_on", models.DateField(blank=True, null=True, verbose_name="批复日期")),
                        (
                            "approved_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="批复金额(元)",
                            ),
                        ),
                        (
                            "approval_paper",
                            models.CharField(blank=True, max_length=100, verbose_name="批复文号"),
                        ),
                        (
                            "plan_paper",
                            models.CharField(blank=True, max_length=100, verbose_name="年度计划文号"),
                        ),
                        ("approved_digest", models.CharField(blank=True, editable=False, max_length=64)),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="实际开工")),
                        ("completed_on", models.DateField(blank=True, null=True, verbose_name="实际完工")),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="验收日期")),
                        (
                            "reimbursed_on",
                            models.DateField(blank=True, null=True, verbose_name="报账完成日期"),
                        ),
                        (
                            "handed_over_on",
                            models.DateField(blank=True, null=True, verbose_name="资产移交日期"),
                        ),
                        (
                            "handed_over_to",
                            models.CharField(blank=True, max_length=80, verbose_name="资产接收人"),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="县",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="funds.project",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.helpingunit",
                                verbose_name="主管单位",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProjectImage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "phase",
                            models.CharField(
                                choices=[("before", "实施前"), ("during", "实施中"), ("after", "实施后")],
                                max_length=8,
                                verbose_name="阶段",
                            ),
                        ),
                        ("taken_on", models.DateField(verbose_name="拍摄日期")),
                        ("place", models.CharField(max_length=100, verbose_name="拍摄地点")),
                        ("person_name", models.CharField(max_length=40, verbose_name="拍摄人")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="照片存放")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "image",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.storedfile",
                                verbose_name="照片",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="images",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("image__isnull", False),
                                    models.Q(("paper", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="picture_is_stored_or_kept",
                                violation_error_message="请上传照片，或写明照片存放在哪里。",
                            )
                        ],
                        "verbose_name": "影像资料",
                        "ordering": ["project_id", "taken_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectImageEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "phase",
                            models.CharField(
                                choices=[("before", "实施前"), ("during", "实施中"), ("after", "实施后")],
                                max_length=8,
                                verbose_name="阶段",
                            ),
                        ),
                        ("taken_on", models.DateField(verbose_name="拍摄日期")),
                        ("place", models.CharField(max_length=100, verbose_name="拍摄地点")),
                        ("person_name", models.CharField(max_length=40, verbose_name="拍摄人")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="照片存放")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "image",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.storedfile",
                                verbose_name="照片",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="funds.projectimage",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProjectStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="步")),
                        (
                            "act",
                            models.CharField(
                                choices=[("move", "办理"), ("paper", "按台账登记")],
                                default="move",
                                max_length=8,
                                verbose_name="方式",
                            ),
                        ),
                        (
                            "from_stage",
                            models.CharField(
                                choices=[
                                    ("draft", "草拟"),
                                    ("applied", "入库申报"),
                                    ("township_checked", "乡镇审核"),
                                    ("county_reviewed", "县级会审"),
                                    ("library_publicity", "入库公示"),
                                    ("in_library", "已入库"),
                                    ("approved", "立项批复"),
                                    ("plan_publicity", "计划公示"),
                                    ("procurement", "招投标采购"),
                                    ("contracted", "已签合同"),
                                    ("in_progress", "施工"),
                                    ("completed", "完工待验"),
                                    ("accepted", "已验收"),
                                    ("completion_publicity", "竣工公示"),
                                    ("reimbursed", "已报账"),
                                    ("closed", "已办结"),
                                    ("returned", "退回修改"),
                                    ("rejected", "不予立项"),
                                    ("removed_from_library", "调出项目库"),
                                    ("suspended", "暂停"),
                                    ("cancelled", "终止"),
                                ],
                                max_length=24,
                                verbose_name="原阶段",
                            ),
                        ),
                        (
                            "to_stage",
                            models.CharField(
                                choices=[
                                    ("draft", "草拟"),
                                    ("applied", "入库申报"),
                                    ("township_checked", "乡镇审核"),
                                    ("county_reviewed", "县级会审"),
                                    ("library_publicity", "入库公示"),
                                    ("in_library", "已入库"),
                                    ("approved", "立项批复"),
                                    ("plan_publicity", "计划公示"),
                                    ("procurement", "招投标采购"),
                                    ("contracted", "已签合同"),
                                    ("in_progress", "施工"),
                                    ("completed", "完工待验"),
                                    ("accepted", "已验收"),
                                    ("completion_publicity", "竣工公示"),
                                    ("reimbursed", "已报账"),
                                    ("closed", "已办结"),
                                    ("returned", "退回修改"),
                                    ("rejected", "不予立项"),
                                    ("removed_from_library", "调出项目库"),
                                    ("suspended", "暂停"),
                                    ("cancelled", "终止"),
                                ],
                                max_length=24,
                                verbose_name="新阶段",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("implement", "村实施"),
                                    ("claim", "乡镇报账"),
                                    ("supervise", "县监管"),
                                ],
                                max_length=10,
                                verbose_name="职责",
                            ),
                        ),
                        (
                            "acting_role",
                            models.CharField(
                                choices=[
                                    ("leader", "县领导"),
                                    ("office", "县扶贫办"),
                                    ("township", "乡镇专干"),
                                    ("cadre", "村干部"),
                                    ("helper", "帮扶责任人"),
                                    ("supervisor", "督查员"),
                                    ("finance", "财务人员"),
                                    ("admin", "系统管理员"),
                                ],
                                max_length=12,
                                verbose_name="身份",
                            ),
                        ),
                        ("decided_on", models.DateField(verbose_name="办理日期")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        ("reason", models.TextField(blank=True, verbose_name="说明")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="文号")),
                        ("facts", models.JSONField(default=dict, verbose_name="核对结果")),
                        ("digest", models.CharField(blank=True, editable=False, max_length=64)),
                        (
                            "acting_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="所在单位",
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("project"), models.F("number"), name="one_step_a_number_of_a_project"
                            )
                        ],
                        "verbose_name": "项目步骤",
                        "ordering": ["project_id", "number"],
                    },
                ),
            ]
        ),
        *(migrations.RunSQL(make, drop) for make, drop in FUNCTIONS),
        migrations.RunPython(write, clear),
    ]
