"""What papers state in figures, and lists that every unit answers item by item."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0021_meeting_parameters"),
        ("inspections", "0016_carried_lines"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Checklist",
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
                                    ("common", "共性问题清单"),
                                    ("six_ones", "“六个一”核查"),
                                    ("other", "工作清单"),
                                ],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        ("stated_count", models.PositiveSmallIntegerField(verbose_name="原文项数")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="完成时限")),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="checklists",
                                to="inspections.noticesource",
                                verbose_name="来源批次",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("title"),
                                name="one_checklist_a_title",
                                violation_error_message="已经有同名的清单。",
                            )
                        ],
                        "verbose_name": "工作清单",
                        "ordering": ["area_id", "title"],
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("common", "共性问题清单"),
                                    ("six_ones", "“六个一”核查"),
                                    ("other", "工作清单"),
                                ],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        ("stated_count", models.PositiveSmallIntegerField(verbose_name="原文项数")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="完成时限")),
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
                                to="inspections.checklist",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                    name="ChecklistItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("text", models.CharField(blank=True, max_length=300, verbose_name="内容")),
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
                            "checklist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="inspections.checklist",
                                verbose_name="工作清单",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("checklist"), models.F("number"), name="one_item_a_number"
                            )
                        ],
                        "verbose_name": "清单事项",
                        "ordering": ["checklist_id", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistAnswer",
                    fields=[
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="inspections.checklistitem",
                                verbose_name="清单事项",
                            ),
                        ),
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("level", models.CharField(max_length=12)),
                        ("code", models.CharField(max_length=20, verbose_name="单位代码")),
                        ("unit_name", models.CharField(max_length=80, verbose_name="单位")),
                        (
                            "exists_here",
                            models.BooleanField(blank=True, null=True, verbose_name="本单位存在"),
                        ),
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
                        ("text", models.TextField(blank=True, verbose_name="具体表现")),
                        (
                            "in_scope",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="应核查"),
                        ),
                        (
                            "checked",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="已核查"),
                        ),
                        ("answered_at", models.DateTimeField(verbose_name="答复时间")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "problem",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="inspections.problem",
                                verbose_name="整改问题",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("item"),
                                models.F("level"),
                                models.F("code"),
                                name="one_answer_a_unit_and_item",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("exists_here", False),
                                    ("exists_here", None),
                                    ("causes__len__gt", 0),
                                    _connector="OR",
                                ),
                                name="found_problem_has_a_cause",
                                violation_error_message="存在的问题要选原因类别。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked", None),
                                    models.Q(
                                        ("checked__lte", models.F("in_scope")), ("in_scope__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="checked_of_what_is_in_scope",
                                violation_error_message="已核查的不能多于应核查的。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("exists_here__isnull", False),
                                    ("checked__isnull", False),
                                    _connector="OR",
                                ),
                                name="answer_says_something",
                                violation_error_message="请选存在或不存在。",
                            ),
                        ],
                        "indexes": [models.Index(fields=["area", "item"], name="answer_by_area")],
                        "verbose_name": "清单答复",
                        "ordering": ["item_id", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistAnswerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("level", models.CharField(max_length=12)),
                        ("code", models.CharField(max_length=20, verbose_name="单位代码")),
                        ("unit_name", models.CharField(max_length=80, verbose_name="单位")),
                        (
                            "exists_here",
                            models.BooleanField(blank=True, null=True, verbose_name="本单位存在"),
                        ),
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
                        ("text", models.TextField(blank=True, verbose_name="具体表现")),
                        (
                            "in_scope",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="应核查"),
                        ),
                        (
                            "checked",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="已核查"),
                        ),
                        ("answered_at", models.DateTimeField(verbose_name="答复时间")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                to="inspections.checklistanswer",
                            ),
                        ),
                        (
                            "problem",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.problem",
                                verbose_name="整改问题",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.checklistitem",
                                verbose_name="清单事项",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistItemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("text", models.CharField(blank=True, max_length=300, verbose_name="内容")),
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
                            "checklist",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.checklist",
                                verbose_name="工作清单",
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
                                to="inspections.checklistitem",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SourceFigure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("basis", models.CharField(blank=True, max_length=30, verbose_name="出处")),
                        ("text", models.CharField(max_length=200, verbose_name="原文")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("share", "占比"),
                                    ("total", "合计"),
                                    ("count", "个数"),
                                    ("quotient", "平均"),
                                    ("product", "乘积"),
                                    ("difference", "差额"),
                                    ("days", "天数"),
                                    ("order", "先后大小"),
                                    ("threshold", "达标"),
                                    ("apart", "互不相加"),
                                ],
                                max_length=10,
                                verbose_name="关系",
                            ),
                        ),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="组成",
                            ),
                        ),
                        ("stated", models.CharField(blank=True, max_length=20, verbose_name="原文的数")),
                        ("unit", models.CharField(blank=True, max_length=20, verbose_name="单位")),
                        ("is_open", models.BooleanField(default=False, verbose_name="以“等”结尾")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
                                related_name="figures",
                                to="inspections.noticesource",
                                verbose_name="来源批次",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("source"), models.F("number"), name="one_figure_a_number"
                            )
                        ],
                        "verbose_name": "原文数字",
                        "ordering": ["source_id", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="SourceFigureEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("basis", models.CharField(blank=True, max_length=30, verbose_name="出处")),
                        ("text", models.CharField(max_length=200, verbose_name="原文")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("share", "占比"),
                                    ("total", "合计"),
                                    ("count", "个数"),
                                    ("quotient", "平均"),
                                    ("product", "乘积"),
                                    ("difference", "差额"),
                                    ("days", "天数"),
                                    ("order", "先后大小"),
                                    ("threshold", "达标"),
                                    ("apart", "互不相加"),
                                ],
                                max_length=10,
                                verbose_name="关系",
                            ),
                        ),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="组成",
                            ),
                        ),
                        ("stated", models.CharField(blank=True, max_length=20, verbose_name="原文的数")),
                        ("unit", models.CharField(blank=True, max_length=20, verbose_name="单位")),
                        ("is_open", models.BooleanField(default=False, verbose_name="以“等”结尾")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
                                to="inspections.sourcefigure",
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
            ]
        )
    ]
