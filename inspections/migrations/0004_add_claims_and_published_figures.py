import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_parameters"),
        ("inspections", "0003_ledger_view"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Claim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rule", models.CharField(max_length=12, verbose_name="规则")),
                        (
                            "subject_kind",
                            models.CharField(
                                choices=[
                                    ("household", "户"),
                                    ("member", "成员"),
                                    ("helper", "帮扶责任人"),
                                    ("published", "公布数字"),
                                ],
                                max_length=12,
                                verbose_name="对象",
                            ),
                        ),
                        ("subject_code", models.CharField(max_length=24, verbose_name="编号")),
                        ("reason", models.CharField(max_length=300, verbose_name="理由")),
                        ("evidence", models.CharField(blank=True, max_length=200, verbose_name="佐证")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("asked", "待乡镇核"),
                                    ("accepted", "已认可"),
                                    ("refused", "未认可"),
                                ],
                                default="asked",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(editable=False, verbose_name="说明时间")),
                        (
                            "checked_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="核实时间"
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=300, verbose_name="核实意见")),
                        (
                            "valid_until",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="有效期至"),
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
                            "asked_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="说明人",
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="核实人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "属实说明",
                        "ordering": ["area_id", "rule", "subject_code", "-asked_at"],
                        "indexes": [models.Index(fields=["area", "status"], name="claim_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("rule"),
                                models.F("subject_code"),
                                condition=models.Q(("status", "asked")),
                                name="one_claim_at_a_time",
                                violation_error_message="这一条已经有一份说明等着乡镇核实。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by", None),
                                    models.Q(("checked_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="claim_is_checked_by_another",
                                violation_error_message="说明的人不能核实自己的说明。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublishedFigure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("unit", models.CharField(max_length=80, verbose_name="公布单位")),
                        ("name", models.CharField(max_length=80, verbose_name="指标")),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="出处")),
                        ("published_on", models.DateField(verbose_name="公布日期")),
                        (
                            "numerator",
                            models.DecimalField(decimal_places=4, max_digits=18, verbose_name="分子"),
                        ),
                        (
                            "denominator",
                            models.DecimalField(decimal_places=4, max_digits=18, verbose_name="分母"),
                        ),
                        ("measured_in", models.CharField(blank=True, max_length=20, verbose_name="单位")),
                        ("published_text", models.CharField(max_length=40, verbose_name="公布的写法")),
                        (
                            "percent",
                            models.DecimalField(
                                decimal_places=6, editable=False, max_digits=12, verbose_name="百分数"
                            ),
                        ),
                        ("places", models.PositiveSmallIntegerField(editable=False, verbose_name="小数位数")),
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
                        "verbose_name": "公布数字",
                        "ordering": ["-published_on", "unit", "name"],
                        "indexes": [models.Index(fields=["area", "-published_on"], name="published_by_area")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("denominator__gt", 0)),
                                name="published_denominator_above_zero",
                                violation_error_message="分母应大于 0。",
                            ),
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("unit"),
                                models.F("name"),
                                models.F("published_on"),
                                name="one_published_figure_a_day",
                                violation_error_message="这个单位这一天的这项指标已经登记过。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClaimEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("rule", models.CharField(max_length=12, verbose_name="规则")),
                        (
                            "subject_kind",
                            models.CharField(
                                choices=[
                                    ("household", "户"),
                                    ("member", "成员"),
                                    ("helper", "帮扶责任人"),
                                    ("published", "公布数字"),
                                ],
                                max_length=12,
                                verbose_name="对象",
                            ),
                        ),
                        ("subject_code", models.CharField(max_length=24, verbose_name="编号")),
                        ("reason", models.CharField(max_length=300, verbose_name="理由")),
                        ("evidence", models.CharField(blank=True, max_length=200, verbose_name="佐证")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("asked", "待乡镇核"),
                                    ("accepted", "已认可"),
                                    ("refused", "未认可"),
                                ],
                                default="asked",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(editable=False, verbose_name="说明时间")),
                        (
                            "checked_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="核实时间"
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=300, verbose_name="核实意见")),
                        (
                            "valid_until",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="有效期至"),
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
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="说明人",
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="核实人",
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
                                to="inspections.claim",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PublishedFigureEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("unit", models.CharField(max_length=80, verbose_name="公布单位")),
                        ("name", models.CharField(max_length=80, verbose_name="指标")),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="出处")),
                        ("published_on", models.DateField(verbose_name="公布日期")),
                        (
                            "numerator",
                            models.DecimalField(decimal_places=4, max_digits=18, verbose_name="分子"),
                        ),
                        (
                            "denominator",
                            models.DecimalField(decimal_places=4, max_digits=18, verbose_name="分母"),
                        ),
                        ("measured_in", models.CharField(blank=True, max_length=20, verbose_name="单位")),
                        ("published_text", models.CharField(max_length=40, verbose_name="公布的写法")),
                        (
                            "percent",
                            models.DecimalField(
                                decimal_places=6, editable=False, max_digits=12, verbose_name="百分数"
                            ),
                        ),
                        ("places", models.PositiveSmallIntegerField(editable=False, verbose_name="小数位数")),
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
                                to="inspections.publishedfigure",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="finding",
                    name="due_on",
                    field=models.DateField(blank=True, null=True, verbose_name="整改期限"),
                ),
                migrations.AddField(
                    model_name="finding",
                    name="resolution",
                    field=models.CharField(
                        blank=True,
                        choices=[("corrected", "已改正"), ("confirmed", "核实属实"), ("waived", "不再要求")],
                        max_length=10,
                        verbose_name="处理结果",
                    ),
                ),
                migrations.AddField(
                    model_name="finding",
                    name="value",
                    field=models.JSONField(blank=True, default=dict, verbose_name="原值"),
                ),
                migrations.AlterField(
                    model_name="finding",
                    name="subject_kind",
                    field=models.CharField(
                        choices=[
                            ("household", "户"),
                            ("member", "成员"),
                            ("helper", "帮扶责任人"),
                            ("published", "公布数字"),
                        ],
                        max_length=12,
                        verbose_name="对象",
                    ),
                ),
                migrations.AddIndex(
                    model_name="finding",
                    index=models.Index(
                        condition=models.Q(("cleared_at", None)),
                        fields=["subject_code"],
                        name="finding_by_subject",
                    ),
                ),
            ]
        )
    ]
