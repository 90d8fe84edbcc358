import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import povertyapp.core.fields
from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_file_parameters"),
        ("households", "0002_low_income"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="ComparisonRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("region", models.CharField(blank=True, max_length=12, verbose_name="地区代码")),
                        ("code", models.CharField(max_length=20, verbose_name="代码")),
                        ("label", models.CharField(max_length=60, verbose_name="比对内容")),
                        (
                            "action",
                            models.CharField(
                                choices=[("block", "不得纳入"), ("explain", "须说明")],
                                max_length=8,
                                verbose_name="处理",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "比对规则",
                        "ordering": ["region", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("region"), models.F("code"), name="one_comparison_a_code"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExitStandard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("region", models.CharField(blank=True, max_length=12, verbose_name="地区代码")),
                        (
                            "level",
                            models.CharField(
                                choices=[("household", "户"), ("village", "村"), ("county", "县")],
                                max_length=10,
                                verbose_name="对象",
                            ),
                        ),
                        ("from_year", models.PositiveSmallIntegerField(verbose_name="起始年度")),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("basis", models.CharField(blank=True, max_length=120, verbose_name="依据")),
                    ],
                    options={
                        "verbose_name": "退出标准",
                        "ordering": ["region", "level", "from_year"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("region"),
                                models.F("level"),
                                models.F("from_year"),
                                name="one_exit_standard_a_region",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PermittedMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("entry", "识别纳入"),
                                    ("exit", "脱贫退出"),
                                    ("return", "返贫纳入"),
                                    ("removal", "错评清退"),
                                    ("natural", "自然销户"),
                                    ("monitoring", "防返贫监测"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "from_state",
                            models.CharField(
                                choices=[
                                    ("new", "新建"),
                                    ("applied", "已申请"),
                                    ("reviewed", "已评议"),
                                    ("first_publicity", "第一次公示"),
                                    ("township_review", "乡镇审核"),
                                    ("second_publicity", "第二次公示"),
                                    ("county_review", "县级复审"),
                                    ("announced", "已公告"),
                                    ("registered", "已建档"),
                                    ("assisted", "帮扶中"),
                                    ("exit_proposed", "拟脱贫"),
                                    ("exit_verified", "已核实认可"),
                                    ("exit_publicity", "退出公示"),
                                    ("exited", "已脱贫"),
                                    ("closed", "已销号"),
                                    ("rejected", "未通过"),
                                    ("returned_to_poverty", "返贫"),
                                    ("removed_as_error", "已清退"),
                                    ("closed_natural", "自然销户"),
                                    ("clue", "线索"),
                                    ("verified", "已核查"),
                                    ("publicised", "监测公示"),
                                    ("approved", "已批准"),
                                    ("monitored", "监测帮扶中"),
                                    ("risk_verified", "风险已核查"),
                                    ("risk_publicised", "风险消除公示"),
                                    ("risk_removed", "风险消除"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "to_state",
                            models.CharField(
                                choices=[
                                    ("new", "新建"),
                                    ("applied", "已申请"),
                                    ("reviewed", "已评议"),
                                    ("first_publicity", "第一次公示"),
                                    ("township_review", "乡镇审核"),
                                    ("second_publicity", "第二次公示"),
                                    ("county_review", "县级复审"),
                                    ("announced", "已公告"),
                                    ("registered", "已建档"),
                                    ("assisted", "帮扶中"),
                                    ("exit_proposed", "拟脱贫"),
                                    ("exit_verified", "已核实认可"),
                                    ("exit_publicity", "退出公示"),
                                    ("exited", "已脱贫"),
                                    ("closed", "已销号"),
                                    ("rejected", "未通过"),
                                    ("returned_to_poverty", "返贫"),
                                    ("removed_as_error", "已清退"),
                                    ("closed_natural", "自然销户"),
                                    ("clue", "线索"),
                                    ("verified", "已核查"),
                                    ("publicised", "监测公示"),
                                    ("approved", "已批准"),
                                    ("monitored", "监测帮扶中"),
                                    ("risk_verified", "风险已核查"),
                                    ("risk_publicised", "风险消除公示"),
                                    ("risk_removed", "风险消除"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("village", "村"),
                                    ("township", "乡镇"),
                                    ("county", "县扶贫办"),
                                    ("leading", "县领导小组"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("needs", models.JSONField(default=list)),
                    ],
                    options={
                        "verbose_name": "允许的步骤",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("kind"),
                                models.F("from_state"),
                                models.F("to_state"),
                                name="one_permitted_move",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("entry", "识别纳入"),
                                    ("exit", "脱贫退出"),
                                    ("return", "返贫纳入"),
                                    ("removal", "错评清退"),
                                    ("natural", "自然销户"),
                                    ("monitoring", "防返贫监测"),
                                ],
                                max_length=12,
                                verbose_name="程序",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="批次")),
                        ("opened_on", models.DateField(verbose_name="提出日期")),
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
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "名单",
                        "ordering": ["-year", "area_id", "kind", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("kind"),
                                models.F("year"),
                                models.F("number"),
                                name="one_batch_a_number",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExitItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("code", models.CharField(max_length=20, verbose_name="代码")),
                        ("label", models.CharField(max_length=80, verbose_name="内容")),
                        ("test", models.CharField(blank=True, max_length=40, verbose_name="判断方法")),
                        ("evidence", models.CharField(blank=True, max_length=80, verbose_name="佐证")),
                        ("is_veto", models.BooleanField(default=True, verbose_name="一票否决")),
                        (
                            "standard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="households.exitstandard",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "退出标准项目",
                        "ordering": ["standard_id", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("standard"), models.F("code"), name="one_exit_item_a_code"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Announcement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("announced_on", models.DateField(verbose_name="公告日期")),
                        ("doc_no", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("place", models.CharField(max_length=60, verbose_name="公告地点")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="纸质材料存放")),
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
                                verbose_name="公告照片",
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
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="announcements",
                                to="households.procedurebatch",
                                verbose_name="名单",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公告",
                        "ordering": ["batch_id", "announced_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Deliberation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("topic", models.CharField(max_length=12, verbose_name="事由")),
                        (
                            "template",
                            models.CharField(
                                choices=[
                                    ("four_two", "四议两公开"),
                                    ("four_one", "四议一公开"),
                                    ("review", "民主评议"),
                                ],
                                max_length=10,
                                verbose_name="议事形式",
                            ),
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
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliberations",
                                to="households.procedurebatch",
                                verbose_name="名单",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评议记录",
                        "ordering": ["batch_id", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureBatchEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("entry", "识别纳入"),
                                    ("exit", "脱贫退出"),
                                    ("return", "返贫纳入"),
                                    ("removal", "错评清退"),
                                    ("natural", "自然销户"),
                                    ("monitoring", "防返贫监测"),
                                ],
                                max_length=12,
                                verbose_name="程序",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="批次")),
                        ("opened_on", models.DateField(verbose_name="提出日期")),
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
                            "opened_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
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
                                to="households.procedurebatch",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("entry", "识别纳入"),
                                    ("exit", "脱贫退出"),
                                    ("return", "返贫纳入"),
                                    ("removal", "错评清退"),
                                    ("natural", "自然销户"),
                                    ("monitoring", "防返贫监测"),
                                ],
                                max_length=12,
                                verbose_name="程序",
                            ),
                        ),
                        ("head_name", models.CharField(max_length=60, verbose_name="户主姓名")),
                        ("group_name", models.CharField(blank=True, max_length=30, verbose_name="村民小组")),
                        (
                            "origin",
                            models.CharField(
                                choices=[("procedure", "经本系统程序"), ("imported", "按登记情况")],
                                default="procedure",
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "start_state",
                            models.CharField(
                                choices=[
                                    ("new", "新建"),
                                    ("applied", "已申请"),
                                    ("reviewed", "已评议"),
                                    ("first_publicity", "第一次公示"),
                                    ("township_review", "乡镇审核"),
                                    ("second_publicity", "第二次公示"),
                                    ("county_review", "县级复审"),
                                    ("announced", "已公告"),
                                    ("registered", "已建档"),
                                    ("assisted", "帮扶中"),
                                    ("exit_proposed", "拟脱贫"),
                                    ("exit_verified", "已核实认可"),
                                    ("exit_publicity", "退出公示"),
                                    ("exited", "已脱贫"),
                                    ("closed", "已销号"),
                                    ("rejected", "未通过"),
                                    ("returned_to_poverty", "返贫"),
                                    ("removed_as_error", "已清退"),
                                    ("closed_natural", "自然销户"),
                                    ("clue", "线索"),
                                    ("verified", "已核查"),
                                    ("publicised", "监测公示"),
                                    ("approved", "已批准"),
                                    ("monitored", "监测帮扶中"),
                                    ("risk_verified", "风险已核查"),
                                    ("risk_publicised", "风险消除公示"),
                                    ("risk_removed", "风险消除"),
                                ],
                                max_length=20,
                                verbose_name="起始状态",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "新建"),
                                    ("applied", "已申请"),
                                    ("reviewed", "已评议"),
                                    ("first_publicity", "第一次公示"),
                                    ("township_review", "乡镇审核"),
                                    ("second_publicity", "第二次公示"),
                                    ("county_review", "县级复审"),
                                    ("announced", "已公告"),
                                    ("registered", "已建档"),
                                    ("assisted", "帮扶中"),
                                    ("exit_proposed", "拟脱贫"),
                                    ("exit_verified", "已核实认可"),
                                    ("exit_publicity", "退出公示"),
                                    ("exited", "已脱贫"),
                                    ("closed", "已销号"),
                                    ("rejected", "未通过"),
                                    ("returned_to_poverty", "返贫"),
                                    ("removed_as_error", "已清退"),
                                    ("closed_natural", "自然销户"),
                                    ("clue", "线索"),
                                    ("verified", "已核查"),
                                    ("publicised", "监测公示"),
                                    ("approved", "已批准"),
                                    ("monitored", "监测帮扶中"),
                                    ("risk_verified", "风险已核查"),
                                    ("risk_publicised", "风险消除公示"),
                                    ("risk_removed", "风险消除"),
                                ],
                                max_length=20,
                                verbose_name="状态",
                            ),
                        ),
                        ("state_since", models.DateField(verbose_name="进入本状态")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="办理期限")),
                        ("step", models.PositiveSmallIntegerField(default=0, verbose_name="步数")),
                        ("opened_on", models.DateField(verbose_name="提出日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
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
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="households.procedurebatch",
                                verbose_name="名单",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                        (
                            "standard",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.exitstandard",
                                verbose_name="退出标准",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "进退事项",
                        "ordering": ["area_id", "pk"],
                        "indexes": [
                            models.Index(fields=["area", "state"], name="case_by_area_and_state"),
                            models.Index(fields=["batch"], name="case_by_batch"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("household"),
                                condition=models.Q(
                                    ("ended_on", None),
                                    models.Q(("state", "exited"), _negated=True),
                                    models.Q(("kind", "monitoring"), _negated=True),
                                ),
                                name="one_running_case_a_household",
                                violation_error_message="这一户还有没办结的事项。",
                            ),
                            models.UniqueConstraint(
                                models.F("household"),
                                condition=models.Q(("ended_on", None), ("kind", "monitoring")),
                                name="one_running_monitoring_a_household",
                                violation_error_message="这一户已经在监测。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("entry", "monitoring")),
                                    ("household__isnull", False),
                                    _connector="OR",
                                ),
                                name="case_names_its_household",
                                violation_error_message="请选定户。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Publicity",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("first", "第一次公示（村）"),
                                    ("second", "第二次公示（乡镇）"),
                                    ("exit", "退出公示"),
                                    ("removal", "清退公示"),
                                    ("monitoring", "监测对象公示"),
                                    ("risk_removal", "风险消除公示"),
                                ],
                                max_length=12,
                                verbose_name="公示",
                            ),
                        ),
                        ("posted_on", models.DateField(verbose_name="张贴日期")),
                        ("taken_down_on", models.DateField(blank=True, null=True, verbose_name="取下日期")),
                        ("place", models.CharField(max_length=60, verbose_name="张贴地点")),
                        ("complaint_line", models.CharField(max_length=30, verbose_name="监督电话")),
                        ("image_dated_on", models.DateField(blank=True, null=True, verbose_name="照片日期")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="纸质材料存放")),
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
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publicities",
                                to="households.procedurebatch",
                                verbose_name="名单",
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
                                verbose_name="公示照片",
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
                        "verbose_name": "公示",
                        "ordering": ["batch_id", "posted_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("taken_down_on", None),
                                    ("taken_down_on__gte", models.F("posted_on")),
                                    _connector="OR",
                                ),
                                name="publicity_ends_after_it_begins",
                                violation_error_message="取下日期不能早于张贴日期。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpotCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("township", "乡镇抽查"),
                                    ("county", "县级抽查"),
                                    ("third_party", "第三方抽查"),
                                ],
                                max_length=12,
                                verbose_name="抽查",
                            ),
                        ),
                        ("checked_on", models.DateField(verbose_name="抽查日期")),
                        ("list_size", models.PositiveSmallIntegerField(verbose_name="名单户数")),
                        ("checked", models.PositiveSmallIntegerField(verbose_name="抽查户数")),
                        (
                            "open_findings",
                            models.PositiveSmallIntegerField(default=0, verbose_name="未整改的问题"),
                        ),
                        ("result", models.TextField(verbose_name="抽查情况")),
                        ("checked_by_words", models.CharField(max_length=60, verbose_name="抽查人")),
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
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="spot_checks",
                                to="households.procedurebatch",
                                verbose_name="名单",
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
                        "verbose_name": "抽查",
                        "ordering": ["batch_id", "checked_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked__lte", models.F("list_size")), ("list_size__gt", 0)
                                ),
                                name="spot_check_counts_fit",
                                violation_error_message="抽查户数不能多于名单户数。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appeal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("against_step", models.PositiveSmallIntegerField(verbose_name="对第几步")),
                        ("made_on", models.DateField(verbose_name="申诉日期")),
                        ("text", models.TextField(verbose_name="申诉理由")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="裁定日期")),
                        ("is_upheld", models.BooleanField(blank=True, null=True, verbose_name="申诉成立")),
                        ("decision", models.TextField(blank=True, verbose_name="裁定意见")),
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
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="裁定人",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeals",
                                to="households.procedurecase",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "申诉",
                        "ordering": ["made_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("case"), models.F("against_step"), name="one_appeal_a_rejection"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Applicant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=120, verbose_name="详细地址")),
                        (
                            "phone",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="case_id", default="", verbose_name="联系电话"
                            ),
                        ),
                        ("statement", models.TextField(verbose_name="申请理由")),
                        (
                            "income_per_capita",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="申报人均纯收入（元）",
                            ),
                        ),
                        ("household_no", models.CharField(blank=True, max_length=20, verbose_name="户编号")),
                        (
                            "poverty_attribute",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("general", "一般贫困户"),
                                    ("subsistence_allowance", "低保贫困户"),
                                    ("five_guarantee", "五保贫困户"),
                                ],
                                max_length=24,
                                verbose_name="贫困户属性",
                            ),
                        ),
                        (
                            "main_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("illness", "因病"),
                                    ("disability", "因残"),
                                    ("schooling", "因学"),
                                    ("disaster", "因灾"),
                                    ("lack_land", "缺土地"),
                                    ("lack_water", "缺水"),
                                    ("lack_skill", "缺技术"),
                                    ("lack_labour", "缺劳动力"),
                                    ("lack_capital", "缺资金"),
                                    ("poor_transport", "交通条件落后"),
                                    ("lack_motivation", "自身发展动力不足"),
                                    ("marriage", "因婚"),
                                    ("funeral", "因丧"),
                                    ("other", "其他"),
                                ],
                                max_length=20,
                                verbose_name="主要致贫原因",
                            ),
                        ),
                        (
                            "presence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("all_away", "全家外出"),
                                    ("home_without_labour", "在家无劳力"),
                                    ("home_with_labour", "在家有劳力"),
                                ],
                                max_length=20,
                                verbose_name="在家情况",
                            ),
                        ),
                        (
                            "housing_grade",
                            models.CharField(
                                blank=True,
                                choices=[("A", "A级"), ("B", "B级"), ("C", "C级"), ("D", "D级")],
                                max_length=1,
                                verbose_name="房屋等级",
                            ),
                        ),
                        (
                            "is_water_safe",
                            models.BooleanField(blank=True, null=True, verbose_name="是否饮水安全"),
                        ),
                        ("entered_on", models.DateField(blank=True, null=True, verbose_name="填表日期")),
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
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="填表人",
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applicant",
                                to="households.procedurecase",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "申请户",
                    },
                ),
                migrations.CreateModel(
                    name="ComparisonRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("village", "村提请比对"),
                                    ("township", "乡镇比对结果"),
                                    ("county", "部门比对结果"),
                                ],
                                max_length=8,
                                verbose_name="比对",
                            ),
                        ),
                        ("run_on", models.DateField(verbose_name="比对日期")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=100, verbose_name="依据（部门回函等）"),
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comparisons",
                                to="households.procedurecase",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "信息比对",
                        "ordering": ["case_id", "run_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("application", "申请书"),
                                    ("omission", "漏评核查记录"),
                                    ("survey", "入户调查"),
                                    ("home_check", "入户核实"),
                                    ("exit_ledger", "脱贫账（按来源）"),
                                    ("notice", "书面告知"),
                                    ("finding", "比对或核查发现"),
                                    ("hearing", "听取农户意见"),
                                    ("four_ones", "一本台账、一本手册、一个计划、一套措施"),
                                    ("closing", "销户情况"),
                                    ("return_cause", "返贫原因"),
                                    ("plan", "监测帮扶计划"),
                                    ("risk_check", "风险消除核查"),
                                ],
                                max_length=12,
                                verbose_name="材料",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        ("people", models.CharField(blank=True, max_length=100, verbose_name="经办人")),
                        ("text", models.TextField(blank=True, verbose_name="内容")),
                        ("facts", models.JSONField(blank=True, default=dict, verbose_name="数据")),
                        ("signed_by", models.CharField(blank=True, max_length=60, verbose_name="签字人")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="纸质材料存放")),
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
                                verbose_name="照片或扫描件",
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
                            "target",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.household",
                                verbose_name="并入的户",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="households.procedurecase",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "材料",
                        "ordering": ["case_id", "happened_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ExitAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_met", models.BooleanField(verbose_name="达标")),
                        ("is_computed", models.BooleanField(default=False, verbose_name="按登记数据判断")),
                        ("fact", models.CharField(max_length=200, verbose_name="情况")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="纸质材料存放")),
                        ("answered_on", models.DateField(verbose_name="日期")),
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
                                verbose_name="照片或扫描件",
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.exititem",
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exit_answers",
                                to="households.procedurecase",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "退出标准核对",
                        "ordering": ["case_id", "item_id", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("branch", "支部提议"),
                                    ("committees", "两委商议"),
                                    ("party", "党员大会审议"),
                                    ("villagers", "村民（代表）会议决议"),
                                    ("review", "民主评议会"),
                                ],
                                max_length=10,
                                verbose_name="会议",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="开会日期")),
                        ("expected", models.PositiveSmallIntegerField(verbose_name="应到人数")),
                        ("present", models.PositiveSmallIntegerField(verbose_name="实到人数")),
                        ("in_favour", models.PositiveSmallIntegerField(verbose_name="同意人数")),
                        ("minutes", models.TextField(verbose_name="会议记录")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="纸质材料存放")),
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
                            "deliberation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="households.deliberation",
                                verbose_name="评议",
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
                                verbose_name="会议照片",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会议",
                        "ordering": ["deliberation_id", "held_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("deliberation"), models.F("kind"), name="one_meeting_a_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("in_favour__lte", models.F("present")),
                                    ("present__lte", models.F("expected")),
                                ),
                                name="meeting_counts_fit",
                                violation_error_message="实到不能多于应到，同意不能多于实到。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MonitoringCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("unstable_exited", "脱贫不稳定户"),
                                    ("marginal", "边缘易致贫户"),
                                    ("sudden_hardship", "突发严重困难户"),
                                ],
                                max_length=16,
                                verbose_name="监测类型",
                            ),
                        ),
                        (
                            "clue_source",
                            models.CharField(
                                choices=[
                                    ("self_report", "农户申报"),
                                    ("cadre_round", "干部排查"),
                                    ("department", "部门预警"),
                                ],
                                max_length=12,
                                verbose_name="线索来源",
                            ),
                        ),
                        ("clue_on", models.DateField(verbose_name="发现日期")),
                        (
                            "risks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("illness", "因病"),
                                        ("schooling", "因学"),
                                        ("disability", "因残"),
                                        ("disaster", "因自然灾害"),
                                        ("accident", "因意外事故"),
                                        ("business", "因产业项目失败"),
                                        ("employment", "因务工就业不稳"),
                                        ("labour", "缺劳动力"),
                                        ("housing", "因房"),
                                        ("water", "因安全饮水"),
                                        ("other", "其他"),
                                    ],
                                    max_length=12,
                                ),
                                size=None,
                                verbose_name="风险类型",
                            ),
                        ),
                        ("size", models.PositiveSmallIntegerField(verbose_name="人数")),
                        (
                            "net_income",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="家庭纯收入（元）",
                            ),
                        ),
                        (
                            "rigid_spending",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="刚性支出（元）",
                            ),
                        ),
                        ("has_no_labour", models.BooleanField(default=False, verbose_name="整户无劳动能力")),
                        (
                            "monitored_on",
                            models.DateField(blank=True, null=True, verbose_name="纳入监测日期"),
                        ),
                        (
                            "risk_removed_on",
                            models.DateField(blank=True, null=True, verbose_name="风险消除日期"),
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
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="monitoring",
                                to="households.procedurecase",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "监测对象",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)),
                                name="monitored_household_has_people",
                                violation_error_message="人数至少为 1。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("risk_removed_on", None),
                                    ("risk_removed_on__gte", models.F("monitored_on")),
                                    _connector="OR",
                                ),
                                name="risk_removed_after_monitoring_begins",
                                violation_error_message="风险消除日期不能早于纳入监测日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeliberationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("topic", models.CharField(max_length=12, verbose_name="事由")),
                        (
                            "template",
                            models.CharField(
                                choices=[
                                    ("four_two", "四议两公开"),
                                    ("four_one", "四议一公开"),
                                    ("review", "民主评议"),
                                ],
                                max_length=10,
                                verbose_name="议事形式",
                            ),
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
                                to="households.deliberation",
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
                            "batch",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedurebatch",
                                verbose_name="名单",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AnnouncementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("announced_on", models.DateField(verbose_name="公告日期")),
                        ("doc_no", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("place", models.CharField(max_length=60, verbose_name="公告地点")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="纸质材料存放")),
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
                                verbose_name="公告照片",
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
                                to="households.announcement",
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
                            "batch",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedurebatch",
                                verbose_name="名单",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Objection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("made_on", models.DateField(verbose_name="提出日期")),
                        ("made_by_words", models.CharField(max_length=60, verbose_name="提出人")),
                        ("text", models.TextField(verbose_name="异议内容")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                        ("answer", models.TextField(blank=True, verbose_name="答复")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="答复人",
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
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="households.procedurecase",
                                verbose_name="对象",
                            ),
                        ),
                        (
                            "publicity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="households.publicity",
                                verbose_name="公示",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "异议",
                        "ordering": ["made_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_on", None)),
                                    models.Q(
                                        ("answered_on__gte", models.F("made_on")),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_has_day_and_text",
                                violation_error_message="答复要写明内容和日期，日期不早于提出日期。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureCaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("entry", "识别纳入"),
                                    ("exit", "脱贫退出"),
                                    ("return", "返贫纳入"),
                                    ("removal", "错评清退"),
                                    ("natural", "自然销户"),
                                    ("monitoring", "防返贫监测"),
                                ],
                                max_length=12,
                                verbose_name="程序",
                            ),
                        ),
                        ("head_name", models.CharField(max_length=60, verbose_name="户主姓名")),
                        ("group_name", models.CharField(blank=True, max_length=30, verbose_name="村民小组")),
                        (
                            "origin",
                            models.CharField(
                                choices=[("procedure", "经本系统程序"), ("imported", "按登记情况")],
                                default="procedure",
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "start_state",
                            models.CharField(
                                choices=[
                                    ("new", "新建"),
                                    ("applied", "已申请"),
                                    ("reviewed", "已评议"),
                                    ("first_publicity", "第一次公示"),
                                    ("township_review", "乡镇审核"),
                                    ("second_publicity", "第二次公示"),
                                    ("county_review", "县级复审"),
                                    ("announced", "已公告"),
                                    ("registered", "已建档"),
                                    ("assisted", "帮扶中"),
                                    ("exit_proposed", "拟脱贫"),
                                    ("exit_verified", "已核实认可"),
                                    ("exit_publicity", "退出公示"),
                                    ("exited", "已脱贫"),
                                    ("closed", "已销号"),
                                    ("rejected", "未通过"),
                                    ("returned_to_poverty", "返贫"),
                                    ("removed_as_error", "已清退"),
                                    ("closed_natural", "自然销户"),
                                    ("clue", "线索"),
                                    ("verified", "已核查"),
                                    ("publicised", "监测公示"),
                                    ("approved", "已批准"),
                                    ("monitored", "监测帮扶中"),
                                    ("risk_verified", "风险已核查"),
                                    ("risk_publicised", "风险消除公示"),
                                    ("risk_removed", "风险消除"),
                                ],
                                max_length=20,
                                verbose_name="起始状态",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "新建"),
                                    ("applied", "已申请"),
                                    ("reviewed", "已评议"),
                                    ("first_publicity", "第一次公示"),
                                    ("township_review", "乡镇审核"),
                                    ("second_publicity", "第二次公示"),
                                    ("county_review", "县级复审"),
                                    ("announced", "已公告"),
                                    ("registered", "已建档"),
                                    ("assisted", "帮扶中"),
                                    ("exit_proposed", "拟脱贫"),
                                    ("exit_verified", "已核实认可"),
                                    ("exit_publicity", "退出公示"),
                                    ("exited", "已脱贫"),
                                    ("closed", "已销号"),
                                    ("rejected", "未通过"),
                                    ("returned_to_poverty", "返贫"),
                                    ("removed_as_error", "已清退"),
                                    ("closed_natural", "自然销户"),
                                    ("clue", "线索"),
                                    ("verified", "已核查"),
                                    ("publicised", "监测公示"),
                                    ("approved", "已批准"),
                                    ("monitored", "监测帮扶中"),
                                    ("risk_verified", "风险已核查"),
                                    ("risk_publicised", "风险消除公示"),
                                    ("risk_removed", "风险消除"),
                                ],
                                max_length=20,
                                verbose_name="状态",
                            ),
                        ),
                        ("state_since", models.DateField(verbose_name="进入本状态")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="办理期限")),
                        ("step", models.PositiveSmallIntegerField(default=0, verbose_name="步数")),
                        ("opened_on", models.DateField(verbose_name="提出日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
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
                            "batch",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedurebatch",
                                verbose_name="名单",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
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
                                to="households.procedurecase",
                            ),
                        ),
                        (
                            "standard",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.exitstandard",
                                verbose_name="退出标准",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PublicityEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("first", "第一次公示（村）"),
                                    ("second", "第二次公示（乡镇）"),
                                    ("exit", "退出公示"),
                                    ("removal", "清退公示"),
                                    ("monitoring", "监测对象公示"),
                                    ("risk_removal", "风险消除公示"),
                                ],
                                max_length=12,
                                verbose_name="公示",
                            ),
                        ),
                        ("posted_on", models.DateField(verbose_name="张贴日期")),
                        ("taken_down_on", models.DateField(blank=True, null=True, verbose_name="取下日期")),
                        ("place", models.CharField(max_length=60, verbose_name="张贴地点")),
                        ("complaint_line", models.CharField(max_length=30, verbose_name="监督电话")),
                        ("image_dated_on", models.DateField(blank=True, null=True, verbose_name="照片日期")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="纸质材料存放")),
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
                            "batch",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedurebatch",
                                verbose_name="名单",
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
                                verbose_name="公示照片",
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
                                to="households.publicity",
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
                    name="SpotCheckEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("township", "乡镇抽查"),
                                    ("county", "县级抽查"),
                                    ("third_party", "第三方抽查"),
                                ],
                                max_length=12,
                                verbose_name="抽查",
                            ),
                        ),
                        ("checked_on", models.DateField(verbose_name="抽查日期")),
                        ("list_size", models.PositiveSmallIntegerField(verbose_name="名单户数")),
                        ("checked", models.PositiveSmallIntegerField(verbose_name="抽查户数")),
                        (
                            "open_findings",
                            models.PositiveSmallIntegerField(default=0, verbose_name="未整改的问题"),
                        ),
                        ("result", models.TextField(verbose_name="抽查情况")),
                        ("checked_by_words", models.CharField(max_length=60, verbose_name="抽查人")),
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
                            "batch",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedurebatch",
                                verbose_name="名单",
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
                                to="households.spotcheck",
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
                    name="Transition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="步")),
                        (
                            "from_state",
                            models.CharField(
                                choices=[
                                    ("new", "新建"),
                                    ("applied", "已申请"),
                                    ("reviewed", "已评议"),
                                    ("first_publicity", "第一次公示"),
                                    ("township_review", "乡镇审核"),
                                    ("second_publicity", "第二次公示"),
                                    ("county_review", "县级复审"),
                                    ("announced", "已公告"),
                                    ("registered", "已建档"),
                                    ("assisted", "帮扶中"),
                                    ("exit_proposed", "拟脱贫"),
                                    ("exit_verified", "已核实认可"),
                                    ("exit_publicity", "退出公示"),
                                    ("exited", "已脱贫"),
                                    ("closed", "已销号"),
                                    ("rejected", "未通过"),
                                    ("returned_to_poverty", "返贫"),
                                    ("removed_as_error", "已清退"),
                                    ("closed_natural", "自然销户"),
                                    ("clue", "线索"),
                                    ("verified", "已核查"),
                                    ("publicised", "监测公示"),
                                    ("approved", "已批准"),
                                    ("monitored", "监测帮扶中"),
                                    ("risk_verified", "风险已核查"),
                                    ("risk_publicised", "风险消除公示"),
                                    ("risk_removed", "风险消除"),
                                ],
                                max_length=20,
                                verbose_name="原状态",
                            ),
                        ),
                        (
                            "to_state",
                            models.CharField(
                                choices=[
                                    ("new", "新建"),
                                    ("applied", "已申请"),
                                    ("reviewed", "已评议"),
                                    ("first_publicity", "第一次公示"),
                                    ("township_review", "乡镇审核"),
                                    ("second_publicity", "第二次公示"),
                                    ("county_review", "县级复审"),
                                    ("announced", "已公告"),
                                    ("registered", "已建档"),
                                    ("assisted", "帮扶中"),
                                    ("exit_proposed", "拟脱贫"),
                                    ("exit_verified", "已核实认可"),
                                    ("exit_publicity", "退出公示"),
                                    ("exited", "已脱贫"),
                                    ("closed", "已销号"),
                                    ("rejected", "未通过"),
                                    ("returned_to_poverty", "返贫"),
                                    ("removed_as_error", "已清退"),
                                    ("closed_natural", "自然销户"),
                                    ("clue", "线索"),
                                    ("verified", "已核查"),
                                    ("publicised", "监测公示"),
                                    ("approved", "已批准"),
                                    ("monitored", "监测帮扶中"),
                                    ("risk_verified", "风险已核查"),
                                    ("risk_publicised", "风险消除公示"),
                                    ("risk_removed", "风险消除"),
                                ],
                                max_length=20,
                                verbose_name="新状态",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("village", "村"),
                                    ("township", "乡镇"),
                                    ("county", "县扶贫办"),
                                    ("leading", "县领导小组"),
                                ],
                                max_length=10,
                                verbose_name="决定层级",
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
                        ("decided_on", models.DateField(verbose_name="决定日期")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                        ("guards", models.JSONField(default=list, verbose_name="核对结果")),
                        ("evidence", models.JSONField(default=list, verbose_name="依据")),
                        (
                            "acting_unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="决定单位",
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="决定人",
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
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transitions",
                                to="households.procedurecase",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "步骤记录",
                        "ordering": ["case_id", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("case"), models.F("number"), name="one_transition_a_step"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicantMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(editable=False, max_length=32, unique=True)),
                        ("name", models.CharField(max_length=60, verbose_name="姓名")),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("01", "户主"),
                                    ("02", "配偶"),
                                    ("03", "之子"),
                                    ("04", "之女"),
                                    ("05", "之儿媳"),
                                    ("06", "之女婿"),
                                    ("07", "之孙子"),
                                    ("08", "之孙女"),
                                    ("09", "之外孙子"),
                                    ("10", "之外孙女"),
                                    ("11", "之父"),
                                    ("12", "之母"),
                                    ("13", "之岳父"),
                                    ("14", "之岳母"),
                                    ("15", "之公公"),
                                    ("16", "之婆婆"),
                                    ("17", "之祖父"),
                                    ("18", "之祖母"),
                                    ("19", "之外祖父"),
                                    ("20", "之外祖母"),
                                    ("21", "之兄弟姐妹"),
                                    ("99", "其他"),
                                ],
                                max_length=2,
                                verbose_name="与户主关系",
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[("0", "未知"), ("1", "男"), ("2", "女"), ("9", "未说明")],
                                default="0",
                                max_length=1,
                                verbose_name="性别",
                            ),
                        ),
                        ("birth_date", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                        (
                            "id_number",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="证件号码"
                            ),
                        ),
                        ("id_hash", models.CharField(blank=True, editable=False, max_length=32)),
                        (
                            "labour_capacity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("01", "普通劳动力"),
                                    ("02", "技能劳动力"),
                                    ("03", "丧失劳动力"),
                                    ("04", "无劳动力"),
                                    ("05", "弱劳动力或半劳动力"),
                                ],
                                max_length=2,
                                verbose_name="劳动技能",
                            ),
                        ),
                        (
                            "is_medical_insured",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="是否参加城乡居民基本医疗保险"
                            ),
                        ),
                        (
                            "applicant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="households.applicant",
                                verbose_name="申请户",
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
                    ],
                    options={
                        "verbose_name": "申请户成员",
                        "ordering": ["applicant_id", "relation", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ComparisonHit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, verbose_name="代码")),
                        (
                            "action",
                            models.CharField(
                                choices=[("block", "不得纳入"), ("explain", "须说明")],
                                max_length=8,
                                verbose_name="处理",
                            ),
                        ),
                        ("detail", models.CharField(blank=True, max_length=200, verbose_name="比对情况")),
                        (
                            "explanation",
                            models.CharField(blank=True, max_length=200, verbose_name="情况说明"),
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
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hits",
                                to="households.comparisonrun",
                                verbose_name="比对",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "比对命中",
                        "ordering": ["run_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(models.F("run"), models.F("code"), name="one_hit_a_code")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("branch", "支部提议"),
                                    ("committees", "两委商议"),
                                    ("party", "党员大会审议"),
                                    ("villagers", "村民（代表）会议决议"),
                                    ("review", "民主评议会"),
                                ],
                                max_length=10,
                                verbose_name="会议",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="开会日期")),
                        ("expected", models.PositiveSmallIntegerField(verbose_name="应到人数")),
                        ("present", models.PositiveSmallIntegerField(verbose_name="实到人数")),
                        ("in_favour", models.PositiveSmallIntegerField(verbose_name="同意人数")),
                        ("minutes", models.TextField(verbose_name="会议记录")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="纸质材料存放")),
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
                            "deliberation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.deliberation",
                                verbose_name="评议",
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
                                verbose_name="会议照片",
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
                                to="households.meeting",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MonitoringCaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("unstable_exited", "脱贫不稳定户"),
                                    ("marginal", "边缘易致贫户"),
                                    ("sudden_hardship", "突发严重困难户"),
                                ],
                                max_length=16,
                                verbose_name="监测类型",
                            ),
                        ),
                        (
                            "clue_source",
                            models.CharField(
                                choices=[
                                    ("self_report", "农户申报"),
                                    ("cadre_round", "干部排查"),
                                    ("department", "部门预警"),
                                ],
                                max_length=12,
                                verbose_name="线索来源",
                            ),
                        ),
                        ("clue_on", models.DateField(verbose_name="发现日期")),
                        (
                            "risks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("illness", "因病"),
                                        ("schooling", "因学"),
                                        ("disability", "因残"),
                                        ("disaster", "因自然灾害"),
                                        ("accident", "因意外事故"),
                                        ("business", "因产业项目失败"),
                                        ("employment", "因务工就业不稳"),
                                        ("labour", "缺劳动力"),
                                        ("housing", "因房"),
                                        ("water", "因安全饮水"),
                                        ("other", "其他"),
                                    ],
                                    max_length=12,
                                ),
                                size=None,
                                verbose_name="风险类型",
                            ),
                        ),
                        ("size", models.PositiveSmallIntegerField(verbose_name="人数")),
                        (
                            "net_income",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="家庭纯收入（元）",
                            ),
                        ),
                        (
                            "rigid_spending",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="刚性支出（元）",
                            ),
                        ),
                        ("has_no_labour", models.BooleanField(default=False, verbose_name="整户无劳动能力")),
                        (
                            "monitored_on",
                            models.DateField(blank=True, null=True, verbose_name="纳入监测日期"),
                        ),
                        (
                            "risk_removed_on",
                            models.DateField(blank=True, null=True, verbose_name="风险消除日期"),
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
                                to="households.monitoringcase",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedurecase",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ExitAnswerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("is_met", models.BooleanField(verbose_name="达标")),
                        ("is_computed", models.BooleanField(default=False, verbose_name="按登记数据判断")),
                        ("fact", models.CharField(max_length=200, verbose_name="情况")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="纸质材料存放")),
                        ("answered_on", models.DateField(verbose_name="日期")),
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
                                verbose_name="照片或扫描件",
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
                                to="households.exitanswer",
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
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.exititem",
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedurecase",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("application", "申请书"),
                                    ("omission", "漏评核查记录"),
                                    ("survey", "入户调查"),
                                    ("home_check", "入户核实"),
                                    ("exit_ledger", "脱贫账（按来源）"),
                                    ("notice", "书面告知"),
                                    ("finding", "比对或核查发现"),
                                    ("hearing", "听取农户意见"),
                                    ("four_ones", "一本台账、一本手册、一个计划、一套措施"),
                                    ("closing", "销户情况"),
                                    ("return_cause", "返贫原因"),
                                    ("plan", "监测帮扶计划"),
                                    ("risk_check", "风险消除核查"),
                                ],
                                max_length=12,
                                verbose_name="材料",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        ("people", models.CharField(blank=True, max_length=100, verbose_name="经办人")),
                        ("text", models.TextField(blank=True, verbose_name="内容")),
                        ("facts", models.JSONField(blank=True, default=dict, verbose_name="数据")),
                        ("signed_by", models.CharField(blank=True, max_length=60, verbose_name="签字人")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="纸质材料存放")),
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
                                verbose_name="照片或扫描件",
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
                                to="households.evidence",
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
                            "target",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.household",
                                verbose_name="并入的户",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedurecase",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ComparisonRunEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("village", "村提请比对"),
                                    ("township", "乡镇比对结果"),
                                    ("county", "部门比对结果"),
                                ],
                                max_length=8,
                                verbose_name="比对",
                            ),
                        ),
                        ("run_on", models.DateField(verbose_name="比对日期")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=100, verbose_name="依据（部门回函等）"),
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
                                to="households.comparisonrun",
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
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedurecase",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ApplicantEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("address", models.CharField(blank=True, max_length=120, verbose_name="详细地址")),
                        (
                            "phone",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="case_id", default="", verbose_name="联系电话"
                            ),
                        ),
                        ("statement", models.TextField(verbose_name="申请理由")),
                        (
                            "income_per_capita",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="申报人均纯收入（元）",
                            ),
                        ),
                        ("household_no", models.CharField(blank=True, max_length=20, verbose_name="户编号")),
                        (
                            "poverty_attribute",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("general", "一般贫困户"),
                                    ("subsistence_allowance", "低保贫困户"),
                                    ("five_guarantee", "五保贫困户"),
                                ],
                                max_length=24,
                                verbose_name="贫困户属性",
                            ),
                        ),
                        (
                            "main_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("illness", "因病"),
                                    ("disability", "因残"),
                                    ("schooling", "因学"),
                                    ("disaster", "因灾"),
                                    ("lack_land", "缺土地"),
                                    ("lack_water", "缺水"),
                                    ("lack_skill", "缺技术"),
                                    ("lack_labour", "缺劳动力"),
                                    ("lack_capital", "缺资金"),
                                    ("poor_transport", "交通条件落后"),
                                    ("lack_motivation", "自身发展动力不足"),
                                    ("marriage", "因婚"),
                                    ("funeral", "因丧"),
                                    ("other", "其他"),
                                ],
                                max_length=20,
                                verbose_name="主要致贫原因",
                            ),
                        ),
                        (
                            "presence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("all_away", "全家外出"),
                                    ("home_without_labour", "在家无劳力"),
                                    ("home_with_labour", "在家有劳力"),
                                ],
                                max_length=20,
                                verbose_name="在家情况",
                            ),
                        ),
                        (
                            "housing_grade",
                            models.CharField(
                                blank=True,
                                choices=[("A", "A级"), ("B", "B级"), ("C", "C级"), ("D", "D级")],
                                max_length=1,
                                verbose_name="房屋等级",
                            ),
                        ),
                        (
                            "is_water_safe",
                            models.BooleanField(blank=True, null=True, verbose_name="是否饮水安全"),
                        ),
                        ("entered_on", models.DateField(blank=True, null=True, verbose_name="填表日期")),
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
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="填表人",
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
                                to="households.applicant",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedurecase",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AppealEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("against_step", models.PositiveSmallIntegerField(verbose_name="对第几步")),
                        ("made_on", models.DateField(verbose_name="申诉日期")),
                        ("text", models.TextField(verbose_name="申诉理由")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="裁定日期")),
                        ("is_upheld", models.BooleanField(blank=True, null=True, verbose_name="申诉成立")),
                        ("decision", models.TextField(blank=True, verbose_name="裁定意见")),
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
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="裁定人",
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
                                to="households.appeal",
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
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedurecase",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ObjectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("made_on", models.DateField(verbose_name="提出日期")),
                        ("made_by_words", models.CharField(max_length=60, verbose_name="提出人")),
                        ("text", models.TextField(verbose_name="异议内容")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                        ("answer", models.TextField(blank=True, verbose_name="答复")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="答复人",
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
                                to="households.objection",
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
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedurecase",
                                verbose_name="对象",
                            ),
                        ),
                        (
                            "publicity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.publicity",
                                verbose_name="公示",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ApplicantMemberEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("key", models.CharField(editable=False, max_length=32)),
                        ("name", models.CharField(max_length=60, verbose_name="姓名")),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("01", "户主"),
                                    ("02", "配偶"),
                                    ("03", "之子"),
                                    ("04", "之女"),
                                    ("05", "之儿媳"),
                                    ("06", "之女婿"),
                                    ("07", "之孙子"),
                                    ("08", "之孙女"),
                                    ("09", "之外孙子"),
                                    ("10", "之外孙女"),
                                    ("11", "之父"),
                                    ("12", "之母"),
                                    ("13", "之岳父"),
                                    ("14", "之岳母"),
                                    ("15", "之公公"),
                                    ("16", "之婆婆"),
                                    ("17", "之祖父"),
                                    ("18", "之祖母"),
                                    ("19", "之外祖父"),
                                    ("20", "之外祖母"),
                                    ("21", "之兄弟姐妹"),
                                    ("99", "其他"),
                                ],
                                max_length=2,
                                verbose_name="与户主关系",
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[("0", "未知"), ("1", "男"), ("2", "女"), ("9", "未说明")],
                                default="0",
                                max_length=1,
                                verbose_name="性别",
                            ),
                        ),
                        ("birth_date", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                        (
                            "id_number",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="证件号码"
                            ),
                        ),
                        ("id_hash", models.CharField(blank=True, editable=False, max_length=32)),
                        (
                            "labour_capacity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("01", "普通劳动力"),
                                    ("02", "技能劳动力"),
                                    ("03", "丧失劳动力"),
                                    ("04", "无劳动力"),
                                    ("05", "弱劳动力或半劳动力"),
                                ],
                                max_length=2,
                                verbose_name="劳动技能",
                            ),
                        ),
                        (
                            "is_medical_insured",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="是否参加城乡居民基本医疗保险"
                            ),
                        ),
                        (
                            "applicant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.applicant",
                                verbose_name="申请户",
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
                                to="households.applicantmember",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ComparisonHitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=20, verbose_name="代码")),
                        (
                            "action",
                            models.CharField(
                                choices=[("block", "不得纳入"), ("explain", "须说明")],
                                max_length=8,
                                verbose_name="处理",
                            ),
                        ),
                        ("detail", models.CharField(blank=True, max_length=200, verbose_name="比对情况")),
                        (
                            "explanation",
                            models.CharField(blank=True, max_length=200, verbose_name="情况说明"),
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
                                to="households.comparisonhit",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.comparisonrun",
                                verbose_name="比对",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        )
    ]
