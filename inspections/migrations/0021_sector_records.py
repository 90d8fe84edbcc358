"""Rounds of training and clean-up with their registers, and the indicators of member units."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import povertyapp.core.clock
from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0008_void_measures"),
        ("core", "0027_sector_parameters"),
        ("inspections", "0020_month_seal_columns"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="编号")),
                        ("name", models.CharField(max_length=60, verbose_name="指标")),
                        ("figure", models.CharField(blank=True, max_length=12, verbose_name="系统指标")),
                        ("is_share", models.BooleanField(default=True, verbose_name="按分子分母算百分数")),
                        ("measured_in", models.CharField(max_length=20, verbose_name="计量单位")),
                        (
                            "direction",
                            models.CharField(
                                choices=[("higher", "越高越好"), ("lower", "越低越好")],
                                default="higher",
                                max_length=8,
                                verbose_name="方向",
                            ),
                        ),
                        ("meaning", models.TextField(blank=True, verbose_name="口径")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
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
                            "owner_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="indicators",
                                to="assistance.helpingunit",
                                verbose_name="责任单位",
                            ),
                        ),
                        (
                            "reporter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="填报人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "行业指标",
                        "ordering": ["area_id", "owner_unit_id", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("name"),
                                name="one_indicator_a_name",
                                violation_error_message="已经有同名的指标。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=20, verbose_name="编号")),
                        ("name", models.CharField(max_length=60, verbose_name="指标")),
                        ("figure", models.CharField(blank=True, max_length=12, verbose_name="系统指标")),
                        ("is_share", models.BooleanField(default=True, verbose_name="按分子分母算百分数")),
                        ("measured_in", models.CharField(max_length=20, verbose_name="计量单位")),
                        (
                            "direction",
                            models.CharField(
                                choices=[("higher", "越高越好"), ("lower", "越低越好")],
                                default="higher",
                                max_length=8,
                                verbose_name="方向",
                            ),
                        ),
                        ("meaning", models.TextField(blank=True, verbose_name="口径")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
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
                            "owner_unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.helpingunit",
                                verbose_name="责任单位",
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
                                to="inspections.indicator",
                            ),
                        ),
                        (
                            "reporter",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="填报人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
                        ("target", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="目标")),
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
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="inspections.indicator",
                                verbose_name="行业指标",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "月度目标",
                        "ordering": ["indicator_id", "month"],
                        "indexes": [models.Index(fields=["area", "month"], name="target_by_area_and_month")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("indicator"), models.F("month"), name="one_target_a_month"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("target__gte", 0)),
                                name="target_not_negative",
                                violation_error_message="目标不能小于 0。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorTargetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
                        ("target", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="目标")),
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
                            "indicator",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.indicator",
                                verbose_name="行业指标",
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
                                to="inspections.indicatortarget",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorValue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
                        (
                            "numerator",
                            models.DecimalField(decimal_places=4, max_digits=18, verbose_name="分子"),
                        ),
                        (
                            "denominator",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="分母"
                            ),
                        ),
                        ("as_of", models.DateField(verbose_name="截止日期")),
                        ("evidence", models.CharField(max_length=200, verbose_name="依据")),
                        ("recorded_at", models.DateTimeField(verbose_name="填报时间")),
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
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.storedfile",
                                verbose_name="佐证材料",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="values",
                                to="inspections.indicator",
                                verbose_name="行业指标",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="填报人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "月度填报",
                        "ordering": ["indicator_id", "month", "recorded_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("indicator"),
                                models.F("month"),
                                models.F("recorded_at"),
                                name="one_value_a_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("denominator", None), ("denominator__gt", 0), _connector="OR"
                                ),
                                name="value_denominator_above_zero",
                                violation_error_message="分母应大于 0；这个月没有对象的，请县扶贫办去掉当月的目标。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("numerator__gte", 0)),
                                name="value_not_negative",
                                violation_error_message="分子不能小于 0。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="编号")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("training", "录入人员培训"), ("cleanup", "账表卡册清理")],
                                max_length=10,
                                verbose_name="工作",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("asks", models.TextField(blank=True, verbose_name="要求")),
                        (
                            "topics",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("indicators", "指标含义"),
                                        ("policy", "扶贫政策"),
                                        ("procedure", "工作程序"),
                                        ("subsidy", "补贴标准"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="培训内容",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="开始日期")),
                        ("due_on", models.DateField(verbose_name="完成时限")),
                        ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="撤销原因"),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(default=povertyapp.core.clock.now, verbose_name="布置时间"),
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
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="布置人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "培训与清理",
                        "ordering": ["area_id", "-due_on", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("title"),
                                name="one_work_round_a_title",
                                violation_error_message="已经有同名的工作。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("from_on"))),
                                name="work_is_due_after_it_begins",
                                violation_error_message="完成时限不能早于开始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_on", None),
                                    models.Q(("withdrawn_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="withdrawn_work_says_why",
                                violation_error_message="请写明撤销的原因。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "training"), _negated=True),
                                    ("topics__len__gt", 0),
                                    _connector="OR",
                                ),
                                name="training_says_what_is_taught",
                                violation_error_message="请选培训内容。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkRoundEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=20, verbose_name="编号")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("training", "录入人员培训"), ("cleanup", "账表卡册清理")],
                                max_length=10,
                                verbose_name="工作",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("asks", models.TextField(blank=True, verbose_name="要求")),
                        (
                            "topics",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("indicators", "指标含义"),
                                        ("policy", "扶贫政策"),
                                        ("procedure", "工作程序"),
                                        ("subsidy", "补贴标准"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="培训内容",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="开始日期")),
                        ("due_on", models.DateField(verbose_name="完成时限")),
                        ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="撤销原因"),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(default=povertyapp.core.clock.now, verbose_name="布置时间"),
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
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="布置人",
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
                                to="inspections.workround",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WorkRegister",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="培训日期")),
                        ("place", models.CharField(blank=True, max_length=60, verbose_name="地点")),
                        ("trainer", models.CharField(blank=True, max_length=40, verbose_name="授课人")),
                        ("note", models.TextField(blank=True, verbose_name="情况说明")),
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
                            "sheet",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.storedfile",
                                verbose_name="签到册",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="registers",
                                to="inspections.workround",
                                verbose_name="培训与清理",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "乡镇登记册",
                        "ordering": ["round_id", "area_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("round"), models.F("area"), name="one_register_a_township"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkRegisterEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="培训日期")),
                        ("place", models.CharField(blank=True, max_length=60, verbose_name="地点")),
                        ("trainer", models.CharField(blank=True, max_length=40, verbose_name="授课人")),
                        ("note", models.TextField(blank=True, verbose_name="情况说明")),
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
                                to="inspections.workregister",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.storedfile",
                                verbose_name="签到册",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.workround",
                                verbose_name="培训与清理",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WorkVillage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("in_scope", models.PositiveIntegerField(verbose_name="应清理户数")),
                        ("gone_through", models.PositiveIntegerField(default=0, verbose_name="已清理户数")),
                        (
                            "books",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("accounts", "账"),
                                        ("forms", "表"),
                                        ("cards", "卡"),
                                        ("volumes", "册"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="已清理的",
                            ),
                        ),
                        ("faults", models.PositiveIntegerField(default=0, verbose_name="发现差错")),
                        ("mended", models.PositiveIntegerField(default=0, verbose_name="已改正")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="清理日期")),
                        ("note", models.TextField(blank=True, verbose_name="情况说明")),
                        (
                            "recorded_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="完成录入时间"),
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
                            "recorded_by",
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
                            "register",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="villages",
                                to="inspections.workregister",
                                verbose_name="登记册",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "清理的村",
                        "ordering": ["register_id", "area_id"],
                        "indexes": [models.Index(fields=["area"], name="work_village_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("register"), models.F("area"), name="one_clean_up_a_village"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("gone_through__lte", models.F("in_scope"))),
                                name="gone_through_of_those_in_scope",
                                violation_error_message="已清理户数不能多于应清理户数。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mended__lte", models.F("faults"))),
                                name="mended_of_what_was_found",
                                violation_error_message="已改正的不能多于发现的差错。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recorded_at", None),
                                    models.Q(
                                        ("books__len", 4),
                                        ("done_on__isnull", False),
                                        ("gone_through", models.F("in_scope")),
                                    ),
                                    _connector="OR",
                                ),
                                name="complete_clean_up_leaves_nothing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkVillageEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("in_scope", models.PositiveIntegerField(verbose_name="应清理户数")),
                        ("gone_through", models.PositiveIntegerField(default=0, verbose_name="已清理户数")),
                        (
                            "books",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("accounts", "账"),
                                        ("forms", "表"),
                                        ("cards", "卡"),
                                        ("volumes", "册"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="已清理的",
                            ),
                        ),
                        ("faults", models.PositiveIntegerField(default=0, verbose_name="发现差错")),
                        ("mended", models.PositiveIntegerField(default=0, verbose_name="已改正")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="清理日期")),
                        ("note", models.TextField(blank=True, verbose_name="情况说明")),
                        (
                            "recorded_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="完成录入时间"),
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
                                to="inspections.workvillage",
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
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "register",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.workregister",
                                verbose_name="登记册",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WorkAttendee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        ("attended_on", models.DateField(blank=True, null=True, verbose_name="参训日期")),
                        ("recorded_at", models.DateTimeField(blank=True, null=True, verbose_name="录入时间")),
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
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                        (
                            "register",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendees",
                                to="inspections.workregister",
                                verbose_name="登记册",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "参训人员",
                        "ordering": ["register_id", "name", "pk"],
                        "indexes": [models.Index(fields=["user", "attended_on"], name="attendee_by_user")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("register"),
                                models.F("user"),
                                condition=models.Q(("user__isnull", False)),
                                name="one_attendee_a_user",
                            ),
                            models.UniqueConstraint(
                                models.F("register"),
                                models.F("name"),
                                condition=models.Q(("user", None)),
                                name="one_attendee_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("attended_on", None), ("recorded_at", None)),
                                    models.Q(("attended_on__isnull", False), ("recorded_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="attended_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkAttendeeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        ("attended_on", models.DateField(blank=True, null=True, verbose_name="参训日期")),
                        ("recorded_at", models.DateTimeField(blank=True, null=True, verbose_name="录入时间")),
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
                                to="inspections.workattendee",
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
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                        (
                            "register",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.workregister",
                                verbose_name="登记册",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
    ]
