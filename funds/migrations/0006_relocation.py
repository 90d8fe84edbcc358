"""Relocation (rulebook C5): cases with their steps and checks, sites, listed places, the year's plan and list."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from funds.models.relocation_guards import FUNCTIONS
from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0008_void_measures"),
        ("core", "0031_relocation_parameters"),
        ("funds", "0005_fund_statements"),
        ("households", "0014_bank_role"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.AlterField(
                    model_name="notice",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("allocation", "资金分配结果"),
                            ("loans", "扶贫小额信贷"),
                            ("library", "项目库"),
                            ("year_plan", "年度计划"),
                            ("year_done", "年度计划完成情况"),
                            ("before", "项目实施前"),
                            ("after", "项目完工后"),
                            ("donation", "捐赠款物使用"),
                            ("keys", "安置房分配"),
                        ],
                        max_length=12,
                        verbose_name="公示内容",
                    ),
                ),
                migrations.AlterField(
                    model_name="notice",
                    name="subject_kind",
                    field=models.CharField(
                        choices=[
                            ("year", "年度"),
                            ("fund_line", "资金渠道"),
                            ("project", "项目"),
                            ("loan", "贷款"),
                            ("site", "安置点"),
                            ("relocation", "搬迁户"),
                            ("society", "互助资金社"),
                            ("donation", "捐赠"),
                        ],
                        max_length=12,
                        verbose_name="对象类别",
                    ),
                ),
                migrations.AlterField(
                    model_name="noticeevent",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("allocation", "资金分配结果"),
                            ("loans", "扶贫小额信贷"),
                            ("library", "项目库"),
                            ("year_plan", "年度计划"),
                            ("year_done", "年度计划完成情况"),
                            ("before", "项目实施前"),
                            ("after", "项目完工后"),
                            ("donation", "捐赠款物使用"),
                            ("keys", "安置房分配"),
                        ],
                        max_length=12,
                        verbose_name="公示内容",
                    ),
                ),
                migrations.AlterField(
                    model_name="noticeevent",
                    name="subject_kind",
                    field=models.CharField(
                        choices=[
                            ("year", "年度"),
                            ("fund_line", "资金渠道"),
                            ("project", "项目"),
                            ("loan", "贷款"),
                            ("site", "安置点"),
                            ("relocation", "搬迁户"),
                            ("society", "互助资金社"),
                            ("donation", "捐赠"),
                        ],
                        max_length=12,
                        verbose_name="对象类别",
                    ),
                ),
                migrations.AlterField(
                    model_name="noticeline",
                    name="subject_kind",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("year", "年度"),
                            ("fund_line", "资金渠道"),
                            ("project", "项目"),
                            ("loan", "贷款"),
                            ("site", "安置点"),
                            ("relocation", "搬迁户"),
                            ("society", "互助资金社"),
                            ("donation", "捐赠"),
                        ],
                        max_length=12,
                        verbose_name="对象类别",
                    ),
                ),
                migrations.AlterField(
                    model_name="noticelineevent",
                    name="subject_kind",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("year", "年度"),
                            ("fund_line", "资金渠道"),
                            ("project", "项目"),
                            ("loan", "贷款"),
                            ("site", "安置点"),
                            ("relocation", "搬迁户"),
                            ("society", "互助资金社"),
                            ("donation", "捐赠"),
                        ],
                        max_length=12,
                        verbose_name="对象类别",
                    ),
                ),
                migrations.CreateModel(
                    name="RelocationPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=16, unique=True, verbose_name="计划编号")),
                        ("name", models.CharField(max_length=40, verbose_name="名称")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="任务年度")),
                        ("households", models.PositiveIntegerField(verbose_name="户数")),
                        ("persons", models.PositiveIntegerField(verbose_name="人数")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        ("document", models.CharField(max_length=80, verbose_name="文号")),
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
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("year"),
                                name="one_relocation_plan_a_year",
                                violation_error_message="这个乡镇这一年的计划已经下达。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("households__gt", 0), ("persons__gte", models.F("households"))
                                ),
                                name="relocation_plan_moves_people",
                                violation_error_message="户数要大于 0，人数不能少于户数。",
                            ),
                        ],
                        "verbose_name": "搬迁年度计划",
                        "ordering": ["area_id", "year"],
                        "default_permissions": ("view",),
                    },
                ),
                migrations.CreateModel(
                    name="RelocationPlanEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=16, verbose_name="计划编号")),
                        ("name", models.CharField(max_length=40, verbose_name="名称")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="任务年度")),
                        ("households", models.PositiveIntegerField(verbose_name="户数")),
                        ("persons", models.PositiveIntegerField(verbose_name="人数")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        ("document", models.CharField(max_length=80, verbose_name="文号")),
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
                                to="funds.relocationplan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RelocationSite",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="安置点编号")),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        ("households", models.PositiveIntegerField(verbose_name="规划安置（户）")),
                        (
                            "estimate",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="概算（元）"),
                        ),
                        (
                            "invested",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="累计完成投资（元）"
                            ),
                        ),
                        (
                            "progress",
                            models.PositiveSmallIntegerField(default=0, verbose_name="形象进度（%）"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="计划建成日期")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "已规划"),
                                    ("not_started", "未开工"),
                                    ("under_construction", "在建"),
                                    ("built", "已建成"),
                                    ("occupied", "已入住"),
                                ],
                                default="planned",
                                max_length=20,
                                verbose_name="状态",
                            ),
                        ),
                        ("state_since", models.DateField(verbose_name="进入本状态的日期")),
                        (
                            "delay_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("coordination", "协调难度大"),
                                    ("own_money", "自筹能力差"),
                                    ("services", "配套不到位"),
                                    ("public_money", "财政吃紧"),
                                    ("late_money", "拨付较迟"),
                                    ("uneven", "推进不平衡"),
                                ],
                                max_length=12,
                                verbose_name="滞后原因",
                            ),
                        ),
                        ("delay_note", models.CharField(blank=True, max_length=200, verbose_name="滞后说明")),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("households__gt", 0)),
                                name="site_has_households",
                                violation_error_message="规划安置户数要大于 0。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("estimate__gt", 0), ("invested__gte", 0)),
                                name="site_costs_money",
                                violation_error_message="概算要大于 0，完成投资不能是负数。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("progress__lte", 100)),
                                name="site_progress_is_a_share",
                                violation_error_message="形象进度在 0 到 100 之间。",
                            ),
                        ],
                        "indexes": [models.Index(fields=["area", "state"], name="site_by_area")],
                        "verbose_name": "安置点",
                        "ordering": ["area_id", "code"],
                        "default_permissions": ("view", "change"),
                    },
                ),
                migrations.CreateModel(
                    name="RelocationSiteEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=20, verbose_name="安置点编号")),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        ("households", models.PositiveIntegerField(verbose_name="规划安置（户）")),
                        (
                            "estimate",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="概算（元）"),
                        ),
                        (
                            "invested",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="累计完成投资（元）"
                            ),
                        ),
                        (
                            "progress",
                            models.PositiveSmallIntegerField(default=0, verbose_name="形象进度（%）"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="计划建成日期")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "已规划"),
                                    ("not_started", "未开工"),
                                    ("under_construction", "在建"),
                                    ("built", "已建成"),
                                    ("occupied", "已入住"),
                                ],
                                default="planned",
                                max_length=20,
                                verbose_name="状态",
                            ),
                        ),
                        ("state_since", models.DateField(verbose_name="进入本状态的日期")),
                        (
                            "delay_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("coordination", "协调难度大"),
                                    ("own_money", "自筹能力差"),
                                    ("services", "配套不到位"),
                                    ("public_money", "财政吃紧"),
                                    ("late_money", "拨付较迟"),
                                    ("uneven", "推进不平衡"),
                                ],
                                max_length=12,
                                verbose_name="滞后原因",
                            ),
                        ),
                        ("delay_note", models.CharField(blank=True, max_length=200, verbose_name="滞后说明")),
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
                                to="funds.relocationsite",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RelocationPlace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("resources", "资源承载力严重不足"),
                                    ("services", "公共服务严重滞后且建设成本过高"),
                                    ("hazard", "地质灾害多发易发"),
                                    ("endemic", "地方病高发"),
                                    ("ecology", "国家禁止或限制开发地区"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="搬迁原因",
                            ),
                        ),
                        ("part", models.CharField(blank=True, max_length=80, verbose_name="范围")),
                        ("document", models.CharField(max_length=80, verbose_name="文号")),
                        ("listed_on", models.DateField(verbose_name="列入日期")),
                        ("delisted_on", models.DateField(blank=True, null=True, verbose_name="移出日期")),
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
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("reason"),
                                condition=models.Q(("delisted_on", None)),
                                name="one_listing_a_place_and_reason",
                                violation_error_message="这个村已经按这个原因列入迁出区。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("delisted_on", None),
                                    ("delisted_on__gte", models.F("listed_on")),
                                    _connector="OR",
                                ),
                                name="place_is_delisted_after_listing",
                                violation_error_message="移出日期不能早于列入日期。",
                            ),
                        ],
                        "indexes": [models.Index(fields=["area"], name="relocation_place_by_area")],
                        "verbose_name": "迁出区",
                        "ordering": ["area_id", "reason"],
                        "default_permissions": ("view",),
                    },
                ),
                migrations.CreateModel(
                    name="RelocationPlaceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("resources", "资源承载力严重不足"),
                                    ("services", "公共服务严重滞后且建设成本过高"),
                                    ("hazard", "地质灾害多发易发"),
                                    ("endemic", "地方病高发"),
                                    ("ecology", "国家禁止或限制开发地区"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="搬迁原因",
                            ),
                        ),
                        ("part", models.CharField(blank=True, max_length=80, verbose_name="范围")),
                        ("document", models.CharField(max_length=80, verbose_name="文号")),
                        ("listed_on", models.DateField(verbose_name="列入日期")),
                        ("delisted_on", models.DateField(blank=True, null=True, verbose_name="移出日期")),
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
                                to="funds.relocationplace",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RelocationListed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="listed",
                                to="funds.relocationplan",
                                verbose_name="计划",
                            ),
                        ),
                        ("persons", models.PositiveSmallIntegerField(verbose_name="人数")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("resources", "资源承载力严重不足"),
                                    ("services", "公共服务严重滞后且建设成本过高"),
                                    ("hazard", "地质灾害多发易发"),
                                    ("endemic", "地方病高发"),
                                    ("ecology", "国家禁止或限制开发地区"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="搬迁原因",
                            ),
                        ),
                        ("settlement", models.CharField(blank=True, max_length=12, verbose_name="安置方式")),
                        (
                            "recorded_from",
                            models.CharField(blank=True, max_length=120, verbose_name="登记依据"),
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
                            "household",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="relocation_listed",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("persons__gt", 0)),
                                name="listed_household_has_people",
                                violation_error_message="人数要大于 0。",
                            )
                        ],
                        "indexes": [models.Index(fields=["area"], name="relocation_listed_by_area")],
                        "verbose_name": "搬迁年度名单",
                        "ordering": ["area_id", "household_id"],
                        "default_permissions": ("view",),
                    },
                ),
                migrations.CreateModel(
                    name="RelocationListedEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("persons", models.PositiveSmallIntegerField(verbose_name="人数")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("resources", "资源承载力严重不足"),
                                    ("services", "公共服务严重滞后且建设成本过高"),
                                    ("hazard", "地质灾害多发易发"),
                                    ("endemic", "地方病高发"),
                                    ("ecology", "国家禁止或限制开发地区"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="搬迁原因",
                            ),
                        ),
                        ("settlement", models.CharField(blank=True, max_length=12, verbose_name="安置方式")),
                        (
                            "recorded_from",
                            models.CharField(blank=True, max_length=120, verbose_name="登记依据"),
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
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.household",
                                verbose_name="户",
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
                                to="funds.relocationlisted",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.relocationplan",
                                verbose_name="计划",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RelocationTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month_end", models.DateField(verbose_name="月末")),
                        ("households", models.PositiveIntegerField(verbose_name="应入住（户）")),
                        ("persons", models.PositiveIntegerField(verbose_name="应入住（人）")),
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
                            "plan",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="funds.relocationplan",
                                verbose_name="计划",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("plan"), models.F("month_end"), name="one_relocation_target_a_month"
                            )
                        ],
                        "verbose_name": "搬迁月度目标",
                        "ordering": ["plan_id", "month_end"],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="RelocationTargetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month_end", models.DateField(verbose_name="月末")),
                        ("households", models.PositiveIntegerField(verbose_name="应入住（户）")),
                        ("persons", models.PositiveIntegerField(verbose_name="应入住（人）")),
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
                                to="funds.relocationtarget",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.relocationplan",
                                verbose_name="计划",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RelocationCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="funds.relocationsite",
                                verbose_name="安置点",
                            ),
                        ),
                        (
                            "listed",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case",
                                to="funds.relocationlisted",
                                verbose_name="年度名单",
                            ),
                        ),
                        ("no", models.CharField(max_length=20, unique=True, verbose_name="搬迁编号")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("resources", "资源承载力严重不足"),
                                    ("services", "公共服务严重滞后且建设成本过高"),
                                    ("hazard", "地质灾害多发易发"),
                                    ("endemic", "地方病高发"),
                                    ("ecology", "国家禁止或限制开发地区"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="搬迁原因",
                            ),
                        ),
                        ("persons", models.PositiveSmallIntegerField(verbose_name="搬迁人数")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("identified", "已识别"),
                                    ("agreed", "已签协议"),
                                    ("planned", "已列入计划"),
                                    ("site_assigned", "已落实安置"),
                                    ("building", "建房中"),
                                    ("built", "已建成"),
                                    ("accepted", "已验收"),
                                    ("key_handed", "已交钥匙"),
                                    ("moved_in", "已入住"),
                                    ("old_house_removed", "已拆旧"),
                                    ("supported", "已落实后扶"),
                                    ("closed", "已办结"),
                                    ("withdrawn", "已退出搬迁"),
                                ],
                                default="identified",
                                max_length=20,
                                verbose_name="状态",
                            ),
                        ),
                        ("step", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("state_since", models.DateField(verbose_name="进入本状态的日期")),
                        ("opened_on", models.DateField(verbose_name="识别日期")),
                        ("agreed_on", models.DateField(blank=True, null=True, verbose_name="协议签订日期")),
                        (
                            "agreement_paper",
                            models.CharField(blank=True, max_length=100, verbose_name="申请和协议存放"),
                        ),
                        ("agrees_demolition", models.BooleanField(default=False, verbose_name="同意拆旧")),
                        (
                            "settlement",
                            models.CharField(
                                blank=True,
                                choices=[("centralised", "集中安置"), ("dispersed", "分散安置")],
                                max_length=12,
                                verbose_name="安置方式",
                            ),
                        ),
                        (
                            "house_m2",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                verbose_name="户型面积（平方米）",
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="开工日期")),
                        (
                            "self_paid",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="自筹资金（元）",
                            ),
                        ),
                        ("built_on", models.DateField(blank=True, null=True, verbose_name="建成日期")),
                        (
                            "dwelling_m2",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                verbose_name="住房面积（平方米）",
                            ),
                        ),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="验收日期")),
                        ("acceptor", models.CharField(blank=True, max_length=80, verbose_name="验收单位")),
                        ("quality_ok", models.BooleanField(default=False, verbose_name="质量合格")),
                        ("water_ok", models.BooleanField(default=False, verbose_name="通水")),
                        ("power_ok", models.BooleanField(default=False, verbose_name="通电")),
                        ("road_ok", models.BooleanField(default=False, verbose_name="通路")),
                        ("keys_on", models.DateField(blank=True, null=True, verbose_name="交钥匙日期")),
                        (
                            "key_receipt",
                            models.CharField(blank=True, max_length=100, verbose_name="钥匙签收单存放"),
                        ),
                        ("moved_in_on", models.DateField(blank=True, null=True, verbose_name="入住日期")),
                        (
                            "moved_in_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="入住录入时间"),
                        ),
                        ("lives_since", models.DateField(blank=True, null=True, verbose_name="实际居住起")),
                        ("goods_moved", models.BooleanField(default=False, verbose_name="家当已搬入")),
                        ("removed_on", models.DateField(blank=True, null=True, verbose_name="拆旧日期")),
                        (
                            "exemption",
                            models.CharField(blank=True, max_length=200, verbose_name="免予拆除的依据"),
                        ),
                        ("school_moved", models.BooleanField(default=False, verbose_name="就学已衔接")),
                        ("insurance_moved", models.BooleanField(default=False, verbose_name="医保已衔接")),
                        (
                            "aims",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("settled", "搬迁入驻"),
                                        ("basics", "完善基础"),
                                        ("services", "服务配套"),
                                        ("income", "收入保障"),
                                        ("managed", "规范管理"),
                                        ("data", "数据录入"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="六项目标",
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        (
                            "recorded_from",
                            models.CharField(blank=True, max_length=120, verbose_name="登记依据"),
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
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="relocations",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assistance.assistancemeasure",
                                verbose_name="增收措施",
                            ),
                        ),
                        (
                            "move_image",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.storedfile",
                                verbose_name="入住照片",
                            ),
                        ),
                        (
                            "move_visit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assistance.visit",
                                verbose_name="核实入住的走访",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="识别人",
                            ),
                        ),
                        (
                            "removal_image",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.storedfile",
                                verbose_name="拆旧照片",
                            ),
                        ),
                        (
                            "start_image",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.storedfile",
                                verbose_name="开工照片",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("household"),
                                condition=models.Q(("status", "withdrawn"), _negated=True),
                                name="one_relocation_a_household",
                                violation_error_message="这一户已经有搬迁个案。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("persons__gt", 0)),
                                name="relocation_moves_people",
                                violation_error_message="搬迁人数要大于 0。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("self_paid", None), ("self_paid__gte", 0), _connector="OR"
                                ),
                                name="own_money_is_not_negative",
                                violation_error_message="自筹资金不能是负数。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("house_m2", None), ("house_m2__gt", 0), _connector="OR"),
                                name="house_has_an_area",
                                violation_error_message="户型面积要大于 0。",
                            ),
                        ],
                        "indexes": [
                            models.Index(fields=["area", "status"], name="relocation_by_area"),
                            models.Index(fields=["household"], name="relocation_by_household"),
                        ],
                        "verbose_name": "易地搬迁",
                        "ordering": ["area_id", "no"],
                        "permissions": [
                            ("add_relocation", "识别搬迁户"),
                            ("step_relocation", "办理搬迁各步"),
                            ("check_relocation", "登记搬迁回访"),
                            ("plan_relocation", "下达搬迁年度计划"),
                            ("export_relocation", "导出搬迁台账"),
                            ("import_relocation", "导入搬迁年度名单"),
                        ],
                        "default_permissions": ("view",),
                    },
                ),
                migrations.CreateModel(
                    name="RelocationCaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("no", models.CharField(max_length=20, verbose_name="搬迁编号")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("resources", "资源承载力严重不足"),
                                    ("services", "公共服务严重滞后且建设成本过高"),
                                    ("hazard", "地质灾害多发易发"),
                                    ("endemic", "地方病高发"),
                                    ("ecology", "国家禁止或限制开发地区"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="搬迁原因",
                            ),
                        ),
                        ("persons", models.PositiveSmallIntegerField(verbose_name="搬迁人数")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("identified", "已识别"),
                                    ("agreed", "已签协议"),
                                    ("planned", "已列入计划"),
                                    ("site_assigned", "已落实安置"),
                                    ("building", "建房中"),
                                    ("built", "已建成"),
                                    ("accepted", "已验收"),
                                    ("key_handed", "已交钥匙"),
                                    ("moved_in", "已入住"),
                                    ("old_house_removed", "已拆旧"),
                                    ("supported", "已落实后扶"),
                                    ("closed", "已办结"),
                                    ("withdrawn", "已退出搬迁"),
                                ],
                                default="identified",
                                max_length=20,
                                verbose_name="状态",
                            ),
                        ),
                        ("step", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("state_since", models.DateField(verbose_name="进入本状态的日期")),
                        ("opened_on", models.DateField(verbose_name="识别日期")),
                        ("agreed_on", models.DateField(blank=True, null=True, verbose_name="协议签订日期")),
                        (
                            "agreement_paper",
                            models.CharField(blank=True, max_length=100, verbose_name="申请和协议存放"),
                        ),
                        ("agrees_demolition", models.BooleanField(default=False, verbose_name="同意拆旧")),
                        (
                            "settlement",
                            models.CharField(
                                blank=True,
                                choices=[("centralised", "集中安置"), ("dispersed", "分散安置")],
                                max_length=12,
                                verbose_name="安置方式",
                            ),
                        ),
                        (
                            "house_m2",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                verbose_name="户型面积（平方米）",
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="开工日期")),
                        (
                            "self_paid",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="自筹资金（元）",
                            ),
                        ),
                        ("built_on", models.DateField(blank=True, null=True, verbose_name="建成日期")),
                        (
                            "dwelling_m2",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                verbose_name="住房面积（平方米）",
                            ),
                        ),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="验收日期")),
                        ("acceptor", models.CharField(blank=True, max_length=80, verbose_name="验收单位")),
                        ("quality_ok", models.BooleanField(default=False, verbose_name="质量合格")),
                        ("water_ok", models.BooleanField(default=False, verbose_name="通水")),
                        ("power_ok", models.BooleanField(default=False, verbose_name="通电")),
                        ("road_ok", models.BooleanField(default=False, verbose_name="通路")),
                        ("keys_on", models.DateField(blank=True, null=True, verbose_name="交钥匙日期")),
                        (
                            "key_receipt",
                            models.CharField(blank=True, max_length=100, verbose_name="钥匙签收单存放"),
                        ),
                        ("moved_in_on", models.DateField(blank=True, null=True, verbose_name="入住日期")),
                        (
                            "moved_in_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="入住录入时间"),
                        ),
                        ("lives_since", models.DateField(blank=True, null=True, verbose_name="实际居住起")),
                        ("goods_moved", models.BooleanField(default=False, verbose_name="家当已搬入")),
                        ("removed_on", models.DateField(blank=True, null=True, verbose_name="拆旧日期")),
                        (
                            "exemption",
                            models.CharField(blank=True, max_length=200, verbose_name="免予拆除的依据"),
                        ),
                        ("school_moved", models.BooleanField(default=False, verbose_name="就学已衔接")),
                        ("insurance_moved", models.BooleanField(default=False, verbose_name="医保已衔接")),
                        (
                            "aims",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("settled", "搬迁入驻"),
                                        ("basics", "完善基础"),
                                        ("services", "服务配套"),
                                        ("income", "收入保障"),
                                        ("managed", "规范管理"),
                                        ("data", "数据录入"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="六项目标",
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        (
                            "recorded_from",
                            models.CharField(blank=True, max_length=120, verbose_name="登记依据"),
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
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.household",
                                verbose_name="户",
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
                                verbose_name="增收措施",
                            ),
                        ),
                        (
                            "move_image",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.storedfile",
                                verbose_name="入住照片",
                            ),
                        ),
                        (
                            "move_visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.visit",
                                verbose_name="核实入住的走访",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="识别人",
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
                                to="funds.relocationcase",
                            ),
                        ),
                        (
                            "removal_image",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.storedfile",
                                verbose_name="拆旧照片",
                            ),
                        ),
                        (
                            "start_image",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.storedfile",
                                verbose_name="开工照片",
                            ),
                        ),
                        (
                            "listed",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.relocationlisted",
                                verbose_name="年度名单",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.relocationsite",
                                verbose_name="安置点",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RelocationStep",
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
                                choices=[("move", "办理"), ("fault", "退回整改")],
                                default="move",
                                max_length=8,
                                verbose_name="办理方式",
                            ),
                        ),
                        (
                            "from_status",
                            models.CharField(
                                choices=[
                                    ("identified", "已识别"),
                                    ("agreed", "已签协议"),
                                    ("planned", "已列入计划"),
                                    ("site_assigned", "已落实安置"),
                                    ("building", "建房中"),
                                    ("built", "已建成"),
                                    ("accepted", "已验收"),
                                    ("key_handed", "已交钥匙"),
                                    ("moved_in", "已入住"),
                                    ("old_house_removed", "已拆旧"),
                                    ("supported", "已落实后扶"),
                                    ("closed", "已办结"),
                                    ("withdrawn", "已退出搬迁"),
                                ],
                                max_length=20,
                                verbose_name="原状态",
                            ),
                        ),
                        (
                            "to_status",
                            models.CharField(
                                choices=[
                                    ("identified", "已识别"),
                                    ("agreed", "已签协议"),
                                    ("planned", "已列入计划"),
                                    ("site_assigned", "已落实安置"),
                                    ("building", "建房中"),
                                    ("built", "已建成"),
                                    ("accepted", "已验收"),
                                    ("key_handed", "已交钥匙"),
                                    ("moved_in", "已入住"),
                                    ("old_house_removed", "已拆旧"),
                                    ("supported", "已落实后扶"),
                                    ("closed", "已办结"),
                                    ("withdrawn", "已退出搬迁"),
                                ],
                                max_length=20,
                                verbose_name="新状态",
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
                                    ("bank", "银行信贷员"),
                                    ("admin", "系统管理员"),
                                ],
                                max_length=12,
                                verbose_name="身份",
                            ),
                        ),
                        ("decided_on", models.DateField(verbose_name="办理日期")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        ("guards", models.JSONField(blank=True, default=list, verbose_name="核对结果")),
                        (
                            "acting_unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="办理单位",
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
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
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="funds.relocationcase",
                                verbose_name="搬迁",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("case"), models.F("number"), name="one_relocation_step_a_number"
                            )
                        ],
                        "verbose_name": "搬迁步骤",
                        "ordering": ["case_id", "number"],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="RelocationCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("checked_on", models.DateField(verbose_name="回访日期")),
                        ("is_passed", models.BooleanField(verbose_name="是否合格")),
                        ("note", models.CharField(max_length=200, verbose_name="回访情况")),
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="funds.relocationcase",
                                verbose_name="搬迁",
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
                    ],
                    options={
                        "verbose_name": "搬迁回访",
                        "ordering": ["case_id", "checked_on", "pk"],
                        "default_permissions": (),
                    },
                ),
            ]
        ),
        *(migrations.RunSQL(make, drop) for make, drop in FUNCTIONS),
    ]
