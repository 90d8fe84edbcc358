"""Rectification whole: scope, evidence, steps and checks on the spot, signature, owners, code of a measure."""

import django.db.models.deletion
import pgtrigger
from django.conf import settings
from django.db import migrations, models

from inspections.models.rectification_guards import MENDS, NO_MENDS
from povertyapp.core.together import Together

FILL = """
UPDATE inspections_rectificationmeasure AS measure SET code = numbered.code
FROM (SELECT m.id, p.county_id || 'Z' || lpad(row_number() OVER (PARTITION BY p.county_id ORDER BY m.id)::text, 5, '0')
             AS code
      FROM inspections_rectificationmeasure AS m JOIN inspections_problem AS p ON p.id = m.problem_id) AS numbered
WHERE numbered.id = measure.id
"""


def fill(apps, schema_editor):
    """Write past the history: the triggers in place are those of the table as it was before (decision 4)."""
    triggers = [f"inspections.RectificationMeasure:{name}" for name in ("base_update", "update_update")]
    with pgtrigger.ignore(*triggers), schema_editor.connection.cursor() as cursor:
        cursor.execute(FILL)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0019_rectification_parameters"),
        ("inspections", "0012_proof"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="rectificationmeasure",
            name="code",
            field=models.CharField(default="", editable=False, max_length=20, verbose_name="措施编号"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="rectificationmeasureevent",
            name="code",
            field=models.CharField(default="", editable=False, max_length=20, verbose_name="措施编号"),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        Together(
            [
                migrations.AlterField(
                    model_name="rectificationmeasure",
                    name="code",
                    field=models.CharField(
                        editable=False, max_length=20, unique=True, verbose_name="措施编号"
                    ),
                ),
                migrations.CreateModel(
                    name="MeasureEvidence",
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
                                choices=[("before", "整改前"), ("after", "整改后")],
                                max_length=6,
                                verbose_name="阶段",
                            ),
                        ),
                        ("caption", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                        ("taken_on", models.DateField(verbose_name="拍摄日期")),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="提供时间")),
                        ("doubted_on", models.DateField(blank=True, null=True, verbose_name="质疑日期")),
                        (
                            "doubt_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="质疑理由"),
                        ),
                        ("false_on", models.DateField(blank=True, null=True, verbose_name="认定造假日期")),
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
                            "doubted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="质疑人",
                            ),
                        ),
                        (
                            "false_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="认定人",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.storedfile",
                                verbose_name="照片",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提供人",
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="inspections.rectificationmeasure",
                                verbose_name="措施",
                            ),
                        ),
                        (
                            "scope",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="inspections.problemscope",
                                verbose_name="对象",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "佐证照片",
                        "ordering": ["taken_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("measure", None), ("scope__isnull", False)),
                                    models.Q(("measure__isnull", False), ("scope", None)),
                                    _connector="OR",
                                ),
                                name="evidence_shows_one_thing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("false_by", None), ("false_on", None)),
                                    models.Q(
                                        ("doubted_by__isnull", False),
                                        ("false_by__isnull", False),
                                        ("false_on__isnull", False),
                                        models.Q(("false_by", models.F("doubted_by")), _negated=True),
                                        models.Q(("false_by", models.F("made_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="false_evidence_needs_a_second_inspector",
                                violation_error_message="认定佐证造假要由另一名督查员确认。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureEvidenceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "phase",
                            models.CharField(
                                choices=[("before", "整改前"), ("after", "整改后")],
                                max_length=6,
                                verbose_name="阶段",
                            ),
                        ),
                        ("caption", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                        ("taken_on", models.DateField(verbose_name="拍摄日期")),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="提供时间")),
                        ("doubted_on", models.DateField(blank=True, null=True, verbose_name="质疑日期")),
                        (
                            "doubt_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="质疑理由"),
                        ),
                        ("false_on", models.DateField(blank=True, null=True, verbose_name="认定造假日期")),
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
                            "doubted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="质疑人",
                            ),
                        ),
                        (
                            "false_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="认定人",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.storedfile",
                                verbose_name="照片",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提供人",
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
                                to="inspections.rectificationmeasure",
                                verbose_name="措施",
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
                                to="inspections.measureevidence",
                            ),
                        ),
                        (
                            "scope",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.problemscope",
                                verbose_name="对象",
                            ),
                        ),
                    ],
                    options={"abstract": False},
                ),
                migrations.CreateModel(
                    name="MeasureStep",
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
                                choices=[
                                    ("move", "办理"),
                                    ("paper", "录自台账"),
                                    ("hand_in", "报请签字"),
                                    ("extension", "延期"),
                                ],
                                default="move",
                                max_length=10,
                                verbose_name="办理方式",
                            ),
                        ),
                        (
                            "from_status",
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
                                max_length=12,
                                verbose_name="原状态",
                            ),
                        ),
                        (
                            "to_status",
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
                                max_length=12,
                                verbose_name="新状态",
                            ),
                        ),
                        (
                            "acting_role",
                            models.CharField(
                                blank=True,
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
                        ("reason", models.TextField(blank=True, verbose_name="理由")),
                        ("guards", models.JSONField(blank=True, default=list, verbose_name="核对结果")),
                        ("evidence", models.JSONField(blank=True, default=list, verbose_name="依据")),
                        (
                            "acting_unit",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="办理单位",
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                blank=True,
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
                            "measure",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="inspections.rectificationmeasure",
                                verbose_name="措施",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "整改步骤",
                        "ordering": ["measure_id", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("measure"), models.F("number"), name="one_measure_step_a_number"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProblemScope",
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
                                choices=[("household", "户"), ("village", "村"), ("project", "项目")],
                                max_length=10,
                                verbose_name="对象种类",
                            ),
                        ),
                        ("code", models.CharField(max_length=30, verbose_name="对象编号")),
                        ("name", models.CharField(blank=True, max_length=80, verbose_name="名称")),
                        ("mended_on", models.DateField(blank=True, null=True, verbose_name="整改到位日期")),
                        (
                            "mended_note",
                            models.CharField(blank=True, max_length=300, verbose_name="整改情况"),
                        ),
                        ("dropped_on", models.DateField(blank=True, null=True, verbose_name="移出日期")),
                        (
                            "dropped_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="移出理由"),
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
                            "dropped_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="移出人",
                            ),
                        ),
                        (
                            "mended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认人",
                            ),
                        ),
                        (
                            "problem",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scope",
                                to="inspections.problem",
                                verbose_name="问题",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "问题涉及对象",
                        "ordering": ["problem_id", "area_id", "kind", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("problem"),
                                models.F("kind"),
                                models.F("code"),
                                name="one_scope_row_a_thing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("mended_by", None), ("mended_on", None)),
                                    models.Q(("mended_by__isnull", False), ("mended_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="mended_scope_says_by_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("dropped_by", None), ("dropped_on", None), ("dropped_reason", "")
                                    ),
                                    models.Q(
                                        ("dropped_by__isnull", False),
                                        ("dropped_on__isnull", False),
                                        models.Q(("dropped_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="dropped_scope_says_why",
                            ),
                        ],
                        "indexes": [models.Index(fields=["area"], name="problem_scope_by_area")],
                    },
                ),
                migrations.CreateModel(
                    name="ProblemScopeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("household", "户"), ("village", "村"), ("project", "项目")],
                                max_length=10,
                                verbose_name="对象种类",
                            ),
                        ),
                        ("code", models.CharField(max_length=30, verbose_name="对象编号")),
                        ("name", models.CharField(blank=True, max_length=80, verbose_name="名称")),
                        ("mended_on", models.DateField(blank=True, null=True, verbose_name="整改到位日期")),
                        (
                            "mended_note",
                            models.CharField(blank=True, max_length=300, verbose_name="整改情况"),
                        ),
                        ("dropped_on", models.DateField(blank=True, null=True, verbose_name="移出日期")),
                        (
                            "dropped_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="移出理由"),
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
                            "dropped_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="移出人",
                            ),
                        ),
                        (
                            "mended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认人",
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
                                to="inspections.problemscope",
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
                    ],
                    options={"abstract": False},
                ),
                migrations.CreateModel(
                    name="Verification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="次")),
                        ("drawn_at", models.DateTimeField(auto_now_add=True, verbose_name="抽取时间")),
                        ("frame_size", models.PositiveIntegerField(verbose_name="总体")),
                        ("sample_size", models.PositiveIntegerField(verbose_name="样本")),
                        ("conduct", models.JSONField(blank=True, null=True, verbose_name="四不两直")),
                        ("checked_on", models.DateField(blank=True, null=True, verbose_name="验收日期")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("pass", "通过"), ("fail", "不通过")],
                                max_length=4,
                                verbose_name="验收结论",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="验收说明")),
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
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="验收人",
                            ),
                        ),
                        (
                            "draw",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verification",
                                to="inspections.sampledraw",
                                verbose_name="抽样",
                            ),
                        ),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="抽取人",
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verifications",
                                to="inspections.rectificationmeasure",
                                verbose_name="措施",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "现场复核",
                        "ordering": ["measure_id", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("measure"), models.F("number"), name="one_verification_a_number"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VerificationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField(verbose_name="次")),
                        ("drawn_at", models.DateTimeField(auto_now_add=True, verbose_name="抽取时间")),
                        ("frame_size", models.PositiveIntegerField(verbose_name="总体")),
                        ("sample_size", models.PositiveIntegerField(verbose_name="样本")),
                        ("conduct", models.JSONField(blank=True, null=True, verbose_name="四不两直")),
                        ("checked_on", models.DateField(blank=True, null=True, verbose_name="验收日期")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("pass", "通过"), ("fail", "不通过")],
                                max_length=4,
                                verbose_name="验收结论",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="验收说明")),
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
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="验收人",
                            ),
                        ),
                        (
                            "draw",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.sampledraw",
                                verbose_name="抽样",
                            ),
                        ),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="抽取人",
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
                                to="inspections.verification",
                            ),
                        ),
                    ],
                    options={"abstract": False},
                ),
                migrations.CreateModel(
                    name="VerificationItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        ("is_met", models.BooleanField(blank=True, null=True, verbose_name="达到目标")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="情况")),
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
                                verbose_name="现场照片",
                            ),
                        ),
                        (
                            "scope",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspections.problemscope",
                                verbose_name="对象",
                            ),
                        ),
                        (
                            "verification",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="inspections.verification",
                                verbose_name="现场复核",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "抽查对象",
                        "ordering": ["verification_id", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("verification"), models.F("position"), name="one_item_a_position"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VerificationItemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        ("is_met", models.BooleanField(blank=True, null=True, verbose_name="达到目标")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="情况")),
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
                                verbose_name="现场照片",
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
                                to="inspections.verificationitem",
                            ),
                        ),
                        (
                            "scope",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.problemscope",
                                verbose_name="对象",
                            ),
                        ),
                        (
                            "verification",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.verification",
                                verbose_name="现场复核",
                            ),
                        ),
                    ],
                    options={"abstract": False},
                ),
                migrations.AlterModelOptions(
                    name="problem",
                    options={
                        "ordering": ["county_id", "no"],
                        "permissions": [
                            ("export_problem", "导出整改台账"),
                            ("mend_problem", "填报整改进展"),
                            ("sign_problem", "签字报请验收"),
                            ("verify_problem", "现场复核整改"),
                            ("close_problem", "销号或退回整改"),
                            ("extend_problem", "批准整改延期"),
                        ],
                        "verbose_name": "整改问题",
                    },
                ),
                migrations.AddField(
                    model_name="problem",
                    name="dimension",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("targets", "脱贫目标"),
                            ("quality", "脱贫质量"),
                            ("steps", "工作环节"),
                            ("recognition", "群众认可"),
                            ("conduct", "工作作风"),
                        ],
                        max_length=12,
                        verbose_name="自查维度",
                    ),
                ),
                migrations.AddField(
                    model_name="problem",
                    name="found_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发现人",
                    ),
                ),
                migrations.AddField(
                    model_name="problem",
                    name="found_on",
                    field=models.DateField(blank=True, null=True, verbose_name="发现或收到日期"),
                ),
                migrations.AddField(
                    model_name="problem",
                    name="key",
                    field=models.CharField(blank=True, editable=False, max_length=100),
                ),
                migrations.AddField(
                    model_name="problem",
                    name="rule",
                    field=models.CharField(blank=True, max_length=12, verbose_name="数据规则"),
                ),
                migrations.AddField(
                    model_name="problemevent",
                    name="dimension",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("targets", "脱贫目标"),
                            ("quality", "脱贫质量"),
                            ("steps", "工作环节"),
                            ("recognition", "群众认可"),
                            ("conduct", "工作作风"),
                        ],
                        max_length=12,
                        verbose_name="自查维度",
                    ),
                ),
                migrations.AddField(
                    model_name="problemevent",
                    name="found_by",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发现人",
                    ),
                ),
                migrations.AddField(
                    model_name="problemevent",
                    name="found_on",
                    field=models.DateField(blank=True, null=True, verbose_name="发现或收到日期"),
                ),
                migrations.AddField(
                    model_name="problemevent",
                    name="key",
                    field=models.CharField(blank=True, editable=False, max_length=100),
                ),
                migrations.AddField(
                    model_name="problemevent",
                    name="rule",
                    field=models.CharField(blank=True, max_length=12, verbose_name="数据规则"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasure",
                    name="area_owner",
                    field=models.CharField(blank=True, max_length=200, verbose_name="块上责任（县乡）"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasure",
                    name="extended_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="rectificationmeasure",
                    name="extended_on",
                    field=models.DateField(blank=True, null=True, verbose_name="批准延期日期"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasure",
                    name="handed_in_on",
                    field=models.DateField(blank=True, null=True, verbose_name="报请签字日期"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasure",
                    name="led_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="责任领导账号",
                    ),
                ),
                migrations.AddField(
                    model_name="rectificationmeasure",
                    name="line_owner",
                    field=models.CharField(blank=True, max_length=200, verbose_name="条上责任（部门）"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasure",
                    name="reopened_count",
                    field=models.PositiveSmallIntegerField(default=0, verbose_name="反弹次数"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasure",
                    name="reopened_on",
                    field=models.DateField(blank=True, null=True, verbose_name="反弹日期"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasure",
                    name="signed_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="rectificationmeasure",
                    name="signed_name",
                    field=models.CharField(blank=True, max_length=60, verbose_name="签字领导"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasure",
                    name="state_since",
                    field=models.DateField(blank=True, null=True, verbose_name="进入本状态"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasure",
                    name="statement",
                    field=models.TextField(blank=True, verbose_name="自查情况"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasureevent",
                    name="area_owner",
                    field=models.CharField(blank=True, max_length=200, verbose_name="块上责任（县乡）"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasureevent",
                    name="extended_by",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="rectificationmeasureevent",
                    name="extended_on",
                    field=models.DateField(blank=True, null=True, verbose_name="批准延期日期"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasureevent",
                    name="handed_in_on",
                    field=models.DateField(blank=True, null=True, verbose_name="报请签字日期"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasureevent",
                    name="led_by",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="责任领导账号",
                    ),
                ),
                migrations.AddField(
                    model_name="rectificationmeasureevent",
                    name="line_owner",
                    field=models.CharField(blank=True, max_length=200, verbose_name="条上责任（部门）"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasureevent",
                    name="reopened_count",
                    field=models.PositiveSmallIntegerField(default=0, verbose_name="反弹次数"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasureevent",
                    name="reopened_on",
                    field=models.DateField(blank=True, null=True, verbose_name="反弹日期"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasureevent",
                    name="signed_by",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="rectificationmeasureevent",
                    name="signed_name",
                    field=models.CharField(blank=True, max_length=60, verbose_name="签字领导"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasureevent",
                    name="state_since",
                    field=models.DateField(blank=True, null=True, verbose_name="进入本状态"),
                ),
                migrations.AddField(
                    model_name="rectificationmeasureevent",
                    name="statement",
                    field=models.TextField(blank=True, verbose_name="自查情况"),
                ),
                migrations.AddConstraint(
                    model_name="problem",
                    constraint=models.UniqueConstraint(
                        models.F("county"),
                        models.F("key"),
                        condition=models.Q(("key", ""), _negated=True),
                        name="one_problem_a_key",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="rectificationmeasure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("signed_by", None),
                            models.Q(
                                ("submitted_by__isnull", False),
                                models.Q(("signed_by", models.F("submitted_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="leader_signs_what_another_hands_in",
                        violation_error_message="报请验收的人不能自己签字，请由责任领导签字。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="rectificationmeasure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("closed_by", None),
                            models.Q(
                                models.Q(
                                    ("verified_by", None),
                                    models.Q(("closed_by", models.F("verified_by")), _negated=True),
                                    _connector="OR",
                                ),
                                models.Q(
                                    ("submitted_by", None),
                                    models.Q(("closed_by", models.F("submitted_by")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="closer_neither_mended_nor_verified",
                        violation_error_message="销号要由没有整改、也没有验收这条措施的人办理。",
                    ),
                ),
            ]
        ),
        migrations.RunSQL(MENDS, NO_MENDS),
    ]
