import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from povertyapp.core.together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("assistance", "0001_house"),
        ("core", "0001_house"),
        ("households", "0001_house"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="AccountFact",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("due", models.BigIntegerField()),
                        ("missed", models.BigIntegerField()),
                        ("excused", models.BigIntegerField()),
                        ("falsified", models.BigIntegerField()),
                    ],
                    options={
                        "db_table": "inspections_account_fact",
                        "managed": False,
                    },
                ),
                migrations.CreateModel(
                    name="AccountLine",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        (
                            "party_level",
                            models.CharField(
                                choices=[
                                    ("helper", "帮扶责任人"),
                                    ("village", "村"),
                                    ("township", "乡镇"),
                                    ("county_unit", "县直单位"),
                                    ("county", "县"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("party_code", models.CharField(max_length=20)),
                        ("party_name", models.CharField(max_length=80)),
                        ("rule", models.CharField(max_length=12)),
                        ("subject_kind", models.CharField(max_length=12)),
                        ("subject_code", models.CharField(max_length=20)),
                        ("required", models.IntegerField()),
                        ("delivered", models.IntegerField()),
                        ("voided", models.IntegerField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("met", "完成"),
                                    ("partial", "部分完成"),
                                    ("failed", "未完成"),
                                    ("excused", "免责"),
                                    ("falsified", "作假"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("weight", models.DecimalField(decimal_places=2, max_digits=6)),
                    ],
                    options={
                        "db_table": "inspections_account_line",
                        "managed": False,
                    },
                ),
                migrations.CreateModel(
                    name="AccountMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "未出账"),
                                    ("computing", "正在计算"),
                                    ("draft", "草稿"),
                                    ("closed", "已锁定"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="要求计算时间"),
                        ),
                        ("computed_at", models.DateTimeField(blank=True, null=True, verbose_name="计算时间")),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="锁定时间")),
                        ("cutoff_at", models.DateTimeField(blank=True, null=True, verbose_name="录入截止")),
                        ("digest", models.CharField(blank=True, max_length=64, verbose_name="指纹")),
                        ("rules", models.JSONField(default=list, verbose_name="规则原文")),
                        ("parameters", models.JSONField(default=dict, verbose_name="参数值")),
                        (
                            "code_version",
                            models.CharField(blank=True, max_length=60, verbose_name="程序版本"),
                        ),
                        ("counts", models.JSONField(default=dict, verbose_name="计数")),
                        ("seconds", models.FloatField(blank=True, null=True, verbose_name="用时(秒)")),
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
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="锁定人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "月度硬账",
                        "ordering": ["area_id", "-month", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("month"),
                                models.F("version"),
                                name="one_account_a_month_and_version",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    ("closed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="closed_account_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccountRule",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("rule", models.CharField(max_length=12)),
                        ("bit", models.SmallIntegerField()),
                        ("slot", models.SmallIntegerField()),
                        ("population", models.CharField(max_length=20)),
                        (
                            "party_level",
                            models.CharField(
                                choices=[
                                    ("helper", "帮扶责任人"),
                                    ("village", "村"),
                                    ("township", "乡镇"),
                                    ("county_unit", "县直单位"),
                                    ("county", "县"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("obligation", models.CharField(max_length=8)),
                        ("title", models.CharField(max_length=80)),
                        ("text", models.TextField()),
                        ("weight", models.DecimalField(decimal_places=2, max_digits=6)),
                        ("is_hard", models.BooleanField()),
                        ("allows_part", models.BooleanField()),
                    ],
                    options={
                        "db_table": "inspections_account_rule",
                        "managed": False,
                    },
                ),
                migrations.CreateModel(
                    name="AccountTally",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("helper", "帮扶责任人"),
                                    ("village", "村"),
                                    ("township", "乡镇"),
                                    ("county_unit", "县直单位"),
                                    ("county", "县"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("code", models.CharField(max_length=20)),
                        ("rule", models.CharField(max_length=12)),
                        ("lines", models.IntegerField()),
                        ("met", models.IntegerField()),
                        ("partial", models.IntegerField()),
                        ("failed", models.IntegerField()),
                        ("excused", models.IntegerField()),
                        ("falsified", models.IntegerField()),
                        ("required", models.BigIntegerField()),
                        ("delivered", models.BigIntegerField()),
                    ],
                    options={
                        "db_table": "inspections_account_tally",
                        "managed": False,
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rule", models.CharField(max_length=12, verbose_name="规则")),
                        ("subject_kind", models.CharField(max_length=12, verbose_name="对象")),
                        ("subject_code", models.CharField(max_length=24, verbose_name="编号")),
                        ("found_at", models.DateTimeField(verbose_name="发现时间")),
                        ("cleared_at", models.DateTimeField(blank=True, null=True, verbose_name="消除时间")),
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
                        "verbose_name": "数据问题",
                        "indexes": [models.Index(fields=["area", "rule"], name="finding_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("rule"),
                                models.F("subject_code"),
                                condition=models.Q(("cleared_at", None)),
                                name="one_open_finding",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "整改台账",
                        "db_table": "inspections_ledger_item",
                        "managed": False,
                    },
                ),
                migrations.CreateModel(
                    name="NoticeSource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="批次")),
                        ("title", models.CharField(blank=True, max_length=200, verbose_name="标题")),
                        ("issuer", models.CharField(blank=True, max_length=120, verbose_name="反馈单位")),
                        (
                            "assessment_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="考核年度"),
                        ),
                        ("doc_no", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="收到日期")),
                        (
                            "mobilised_on",
                            models.DateField(blank=True, null=True, verbose_name="动员部署日期"),
                        ),
                        ("events", models.JSONField(blank=True, default=list, verbose_name="部署经过")),
                        ("notes", models.JSONField(blank=True, default=list, verbose_name="原文不一致之处")),
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
                        "verbose_name": "问题来源批次",
                        "ordering": ["area_id", "-year", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("year"),
                                models.F("name"),
                                name="one_source_a_batch",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyAccount",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("helper", "帮扶责任人"),
                                    ("village", "村"),
                                    ("township", "乡镇"),
                                    ("county_unit", "县直单位"),
                                    ("county", "县"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("code", models.CharField(max_length=20)),
                        ("name", models.CharField(max_length=80)),
                        ("score", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("settled", "交清"),
                                    ("not_settled", "欠账"),
                                    ("falsified", "假账"),
                                    ("no_account", "本月无账"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("lines", models.IntegerField()),
                        ("failed", models.IntegerField()),
                    ],
                    options={
                        "db_table": "inspections_account_party",
                        "managed": False,
                    },
                ),
                migrations.CreateModel(
                    name="AccountMonthEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "未出账"),
                                    ("computing", "正在计算"),
                                    ("draft", "草稿"),
                                    ("closed", "已锁定"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="要求计算时间"),
                        ),
                        ("computed_at", models.DateTimeField(blank=True, null=True, verbose_name="计算时间")),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="锁定时间")),
                        ("cutoff_at", models.DateTimeField(blank=True, null=True, verbose_name="录入截止")),
                        ("digest", models.CharField(blank=True, max_length=64, verbose_name="指纹")),
                        ("rules", models.JSONField(default=list, verbose_name="规则原文")),
                        ("parameters", models.JSONField(default=dict, verbose_name="参数值")),
                        (
                            "code_version",
                            models.CharField(blank=True, max_length=60, verbose_name="程序版本"),
                        ),
                        ("counts", models.JSONField(default=dict, verbose_name="计数")),
                        ("seconds", models.FloatField(blank=True, null=True, verbose_name="用时(秒)")),
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
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="锁定人",
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
                                to="inspections.accountmonth",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LateEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="late_entries",
                                to="inspections.accountmonth",
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
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="assistance.visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "补报走访",
                        "constraints": [
                            models.UniqueConstraint(models.F("visit"), name="late_visit_is_shown_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticePoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("text", models.TextField(verbose_name="反馈问题")),
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
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="points",
                                to="inspections.noticesource",
                                verbose_name="来源批次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "反馈问题",
                        "ordering": ["source_id", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("source"), models.F("number"), name="one_point_a_number"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeSourceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="批次")),
                        ("title", models.CharField(blank=True, max_length=200, verbose_name="标题")),
                        ("issuer", models.CharField(blank=True, max_length=120, verbose_name="反馈单位")),
                        (
                            "assessment_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="考核年度"),
                        ),
                        ("doc_no", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="收到日期")),
                        (
                            "mobilised_on",
                            models.DateField(blank=True, null=True, verbose_name="动员部署日期"),
                        ),
                        ("events", models.JSONField(blank=True, default=list, verbose_name="部署经过")),
                        ("notes", models.JSONField(blank=True, default=list, verbose_name="原文不一致之处")),
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
                                to="inspections.noticesource",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Problem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="序号")),
                        ("no", models.CharField(max_length=30, verbose_name="问题编号")),
                        (
                            "category",
                            models.CharField(
                                blank=True, db_index=True, max_length=120, verbose_name="问题类别"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="问题描述")),
                        ("origin", models.CharField(blank=True, max_length=200, verbose_name="问题来源")),
                        ("scope_text", models.TextField(blank=True, verbose_name="涉及范围")),
                        ("cause_text", models.TextField(blank=True, verbose_name="原因分析")),
                        (
                            "causes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("study", "学习思想不深入"),
                                        ("awareness", "思想认识不深刻"),
                                        ("coordination", "统筹协调不到位"),
                                        ("projects", "项目管理不严格"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="原因类别",
                            ),
                        ),
                        (
                            "track",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("key", "重点整改"),
                                    ("common", "共性整改"),
                                    ("sector", "行业系统整改"),
                                ],
                                max_length=8,
                                verbose_name="整改类型",
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
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="县",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="problems",
                                to="inspections.noticesource",
                                verbose_name="来源批次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "整改问题",
                        "ordering": ["county_id", "no"],
                        "permissions": [("export_problem", "导出整改台账")],
                        "indexes": [
                            models.Index(fields=["area", "source", "number"], name="problem_by_area")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("county"), models.F("no"), name="one_problem_a_no"
                            ),
                            models.UniqueConstraint(
                                models.F("source"), models.F("number"), name="one_problem_a_number"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticePointEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("text", models.TextField(verbose_name="反馈问题")),
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
                                to="inspections.noticepoint",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.noticesource",
                                verbose_name="来源批次",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProblemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveIntegerField(verbose_name="序号")),
                        ("no", models.CharField(max_length=30, verbose_name="问题编号")),
                        ("category", models.CharField(blank=True, max_length=120, verbose_name="问题类别")),
                        ("text", models.TextField(verbose_name="问题描述")),
                        ("origin", models.CharField(blank=True, max_length=200, verbose_name="问题来源")),
                        ("scope_text", models.TextField(blank=True, verbose_name="涉及范围")),
                        ("cause_text", models.TextField(blank=True, verbose_name="原因分析")),
                        (
                            "causes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("study", "学习思想不深入"),
                                        ("awareness", "思想认识不深刻"),
                                        ("coordination", "统筹协调不到位"),
                                        ("projects", "项目管理不严格"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="原因类别",
                            ),
                        ),
                        (
                            "track",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("key", "重点整改"),
                                    ("common", "共性整改"),
                                    ("sector", "行业系统整改"),
                                ],
                                max_length=8,
                                verbose_name="整改类型",
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
                                to="inspections.problem",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.noticesource",
                                verbose_name="来源批次",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RectificationMeasure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="措施序号")),
                        ("text", models.TextField(verbose_name="整改措施")),
                        ("goal", models.TextField(blank=True, verbose_name="整改目标")),
                        ("metric", models.CharField(blank=True, max_length=120, verbose_name="指标")),
                        (
                            "comparator",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (">=", "不少于"),
                                    (">", "多于"),
                                    ("=", "等于"),
                                    ("<=", "不多于"),
                                    ("<", "少于"),
                                ],
                                max_length=2,
                                verbose_name="比较",
                            ),
                        ),
                        (
                            "threshold",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="目标值"
                            ),
                        ),
                        (
                            "threshold_unit",
                            models.CharField(blank=True, max_length=20, verbose_name="计量单位"),
                        ),
                        ("period", models.CharField(blank=True, max_length=20, verbose_name="周期")),
                        ("applies_to", models.CharField(blank=True, max_length=120, verbose_name="适用对象")),
                        ("quote", models.TextField(blank=True, verbose_name="原文")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="开始日期")),
                        ("deadline", models.DateField(blank=True, null=True, verbose_name="整改时限")),
                        (
                            "deadline_text",
                            models.CharField(blank=True, max_length=200, verbose_name="时限原文"),
                        ),
                        (
                            "deadline_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("date", "日期"),
                                    ("immediate", "立行立改"),
                                    ("continuous", "长期坚持"),
                                    ("words", "文字表述"),
                                ],
                                max_length=10,
                                verbose_name="时限性质",
                            ),
                        ),
                        (
                            "original_deadline",
                            models.DateField(blank=True, null=True, verbose_name="原定时限"),
                        ),
                        (
                            "leader_name",
                            models.CharField(blank=True, max_length=200, verbose_name="责任领导"),
                        ),
                        ("lead_unit", models.CharField(blank=True, max_length=200, verbose_name="牵头单位")),
                        (
                            "responsible_unit",
                            models.CharField(
                                blank=True, db_index=True, max_length=200, verbose_name="责任单位"
                            ),
                        ),
                        ("person_name", models.CharField(blank=True, max_length=200, verbose_name="责任人")),
                        (
                            "actor_named",
                            models.CharField(blank=True, max_length=200, verbose_name="文中所指实施者"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "已列入方案"),
                                    ("assigned", "已交办"),
                                    ("in_progress", "整改中"),
                                    ("submitted", "待验收"),
                                    ("verified", "已验收"),
                                    ("sent_back", "退回"),
                                    ("closed", "已销号"),
                                    ("reopened", "反弹"),
                                ],
                                default="planned",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("known_on", models.DateField(blank=True, null=True, verbose_name="情况截至")),
                        ("completion", models.CharField(blank=True, max_length=200, verbose_name="完成情况")),
                        (
                            "percent",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="进度(%)"),
                        ),
                        ("evidence_text", models.TextField(blank=True, verbose_name="佐证材料")),
                        (
                            "submitted_on",
                            models.DateField(blank=True, null=True, verbose_name="提交验收日期"),
                        ),
                        (
                            "verifier_name",
                            models.CharField(blank=True, max_length=200, verbose_name="验收人"),
                        ),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="验收日期")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("pass", "通过"), ("fail", "不通过")],
                                max_length=4,
                                verbose_name="验收结论",
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="销号日期")),
                        (
                            "sent_back_count",
                            models.PositiveSmallIntegerField(default=0, verbose_name="退回次数"),
                        ),
                        ("remark", models.TextField(blank=True, verbose_name="备注")),
                        ("recorded_from", models.CharField(blank=True, max_length=200, verbose_name="录自")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="责任人账号",
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
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="measures",
                                to="inspections.noticepoint",
                                verbose_name="对应的反馈问题",
                            ),
                        ),
                        (
                            "problem",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measures",
                                to="inspections.problem",
                                verbose_name="问题",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "verified_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "整改措施",
                        "ordering": ["problem_id", "number"],
                        "indexes": [
                            models.Index(fields=["area", "status"], name="measure_by_area_and_status")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("problem"), models.F("number"), name="one_measure_a_number"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("percent", None),
                                    models.Q(("percent__gte", 0), ("percent__lte", 100)),
                                    _connector="OR",
                                ),
                                name="measure_percent_0_to_100",
                                violation_error_message="进度只能是 0 到 100。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("deadline__isnull", False), ("deadline_kind", "date")),
                                    models.Q(
                                        models.Q(("deadline_kind", "date"), _negated=True), ("deadline", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="measure_deadline_is_a_date_or_words",
                                violation_error_message="时限性质是日期时要填日期，否则不填日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "closed"), _negated=True),
                                    ("closed_on__isnull", False),
                                    models.Q(("recorded_from", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="closed_measure_says_when",
                                violation_error_message="销号要填销号日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verified_by", None),
                                    models.Q(
                                        models.Q(
                                            ("submitted_by", None),
                                            models.Q(
                                                ("verified_by", models.F("submitted_by")), _negated=True
                                            ),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("answered_by", None),
                                            models.Q(("verified_by", models.F("answered_by")), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="verifier_is_not_the_fixer",
                                violation_error_message="整改的人不能验收自己的整改。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("original_deadline", None),
                                    ("deadline__gt", models.F("original_deadline")),
                                    _connector="OR",
                                ),
                                name="extension_comes_after_the_deadline",
                                violation_error_message="延期后的时限要晚于原定时限。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        (
                            "precision",
                            models.CharField(
                                choices=[("month", "月"), ("day", "日")], default="day", max_length=5
                            ),
                        ),
                        ("text", models.TextField(verbose_name="进展")),
                        (
                            "percent",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="进度(%)"),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="progress",
                                to="inspections.rectificationmeasure",
                                verbose_name="措施",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "整改进展",
                        "ordering": ["measure_id", "happened_on", "precision"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("measure"),
                                models.F("happened_on"),
                                models.F("precision"),
                                name="one_progress_entry_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("percent", None),
                                    models.Q(("percent__gte", 0), ("percent__lte", 100)),
                                    _connector="OR",
                                ),
                                name="entry_percent_0_to_100",
                                violation_error_message="进度只能是 0 到 100。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RectificationMeasureEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveIntegerField(verbose_name="措施序号")),
                        ("text", models.TextField(verbose_name="整改措施")),
                        ("goal", models.TextField(blank=True, verbose_name="整改目标")),
                        ("metric", models.CharField(blank=True, max_length=120, verbose_name="指标")),
                        (
                            "comparator",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (">=", "不少于"),
                                    (">", "多于"),
                                    ("=", "等于"),
                                    ("<=", "不多于"),
                                    ("<", "少于"),
                                ],
                                max_length=2,
                                verbose_name="比较",
                            ),
                        ),
                        (
                            "threshold",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="目标值"
                            ),
                        ),
                        (
                            "threshold_unit",
                            models.CharField(blank=True, max_length=20, verbose_name="计量单位"),
                        ),
                        ("period", models.CharField(blank=True, max_length=20, verbose_name="周期")),
                        ("applies_to", models.CharField(blank=True, max_length=120, verbose_name="适用对象")),
                        ("quote", models.TextField(blank=True, verbose_name="原文")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="开始日期")),
                        ("deadline", models.DateField(blank=True, null=True, verbose_name="整改时限")),
                        (
                            "deadline_text",
                            models.CharField(blank=True, max_length=200, verbose_name="时限原文"),
                        ),
                        (
                            "deadline_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("date", "日期"),
                                    ("immediate", "立行立改"),
                                    ("continuous", "长期坚持"),
                                    ("words", "文字表述"),
                                ],
                                max_length=10,
                                verbose_name="时限性质",
                            ),
                        ),
                        (
                            "original_deadline",
                            models.DateField(blank=True, null=True, verbose_name="原定时限"),
                        ),
                        (
                            "leader_name",
                            models.CharField(blank=True, max_length=200, verbose_name="责任领导"),
                        ),
                        ("lead_unit", models.CharField(blank=True, max_length=200, verbose_name="牵头单位")),
                        (
                            "responsible_unit",
                            models.CharField(blank=True, max_length=200, verbose_name="责任单位"),
                        ),
                        ("person_name", models.CharField(blank=True, max_length=200, verbose_name="责任人")),
                        (
                            "actor_named",
                            models.CharField(blank=True, max_length=200, verbose_name="文中所指实施者"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "已列入方案"),
                                    ("assigned", "已交办"),
                                    ("in_progress", "整改中"),
                                    ("submitted", "待验收"),
                                    ("verified", "已验收"),
                                    ("sent_back", "退回"),
                                    ("closed", "已销号"),
                                    ("reopened", "反弹"),
                                ],
                                default="planned",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("known_on", models.DateField(blank=True, null=True, verbose_name="情况截至")),
                        ("completion", models.CharField(blank=True, max_length=200, verbose_name="完成情况")),
                        (
                            "percent",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="进度(%)"),
                        ),
                        ("evidence_text", models.TextField(blank=True, verbose_name="佐证材料")),
                        (
                            "submitted_on",
                            models.DateField(blank=True, null=True, verbose_name="提交验收日期"),
                        ),
                        (
                            "verifier_name",
                            models.CharField(blank=True, max_length=200, verbose_name="验收人"),
                        ),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="验收日期")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("pass", "通过"), ("fail", "不通过")],
                                max_length=4,
                                verbose_name="验收结论",
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="销号日期")),
                        (
                            "sent_back_count",
                            models.PositiveSmallIntegerField(default=0, verbose_name="退回次数"),
                        ),
                        ("remark", models.TextField(blank=True, verbose_name="备注")),
                        ("recorded_from", models.CharField(blank=True, max_length=200, verbose_name="录自")),
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
                                verbose_name="责任人账号",
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
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                to="inspections.rectificationmeasure",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.noticepoint",
                                verbose_name="对应的反馈问题",
                            ),
                        ),
                        (
                            "problem",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.problem",
                                verbose_name="问题",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "verified_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProgressEntryEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        (
                            "precision",
                            models.CharField(
                                choices=[("month", "月"), ("day", "日")], default="day", max_length=5
                            ),
                        ),
                        ("text", models.TextField(verbose_name="进展")),
                        (
                            "percent",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="进度(%)"),
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
                                to="inspections.progressentry",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.rectificationmeasure",
                                verbose_name="措施",
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
