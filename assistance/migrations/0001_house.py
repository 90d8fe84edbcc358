import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import assistance.models.assignment
import povertyapp.core.fields
from povertyapp.core.together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_house"),
        ("households", "0001_house"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="AssistanceMeasure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "measure_class",
                            models.CharField(
                                choices=[
                                    ("income", "增收项目"),
                                    ("safety_net", "兜底保障"),
                                    ("other", "其他帮扶"),
                                ],
                                max_length=10,
                                verbose_name="措施类别",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("industry", "产业扶持"),
                                    ("employment", "就业务工"),
                                    ("training", "技能培训"),
                                    ("microcredit", "小额信贷"),
                                    ("asset_return", "资产收益"),
                                    ("fund_return", "资金收益"),
                                    ("social_safety_net", "社会兜底"),
                                    ("land_transfer", "土地流转"),
                                    ("ecology", "生态补偿"),
                                    ("public_post", "公益性岗位"),
                                    ("education", "教育资助"),
                                    ("medical", "医疗救助"),
                                    ("housing", "危房改造"),
                                    ("relocation", "易地搬迁"),
                                    ("firm_link", "龙头企业带动"),
                                    ("cooperative_link", "合作社带动"),
                                    ("e_commerce", "电商"),
                                    ("tourism", "旅游"),
                                    ("solar", "光伏"),
                                    ("water", "安全饮水"),
                                    ("infrastructure", "基础设施到户"),
                                    ("donation", "社会捐赠"),
                                    ("other", "其他"),
                                ],
                                max_length=20,
                                verbose_name="措施种类",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="措施内容")),
                        ("from_date", models.DateField(verbose_name="开始日期")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=16,
                                null=True,
                                verbose_name="金额(元)",
                            ),
                        ),
                        (
                            "responsible_unit",
                            models.CharField(blank=True, max_length=80, verbose_name="责任单位"),
                        ),
                        ("effect", models.CharField(blank=True, max_length=200, verbose_name="成效")),
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measures",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "帮扶措施",
                        "ordering": ["household_id", "from_date", "pk"],
                        "indexes": [models.Index(fields=["area"], name="measure_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("household"),
                                models.F("name"),
                                models.F("from_date"),
                                name="one_measure_a_name_and_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_date", None),
                                    ("to_date__gte", models.F("from_date")),
                                    _connector="OR",
                                ),
                                name="measure_ends_after_it_begins",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HelpingUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="单位名称")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("01", "中央"),
                                    ("02", "省"),
                                    ("03", "市"),
                                    ("04", "县"),
                                    ("05", "乡镇"),
                                    ("06", "部队"),
                                    ("07", "其他"),
                                ],
                                default="04",
                                max_length=2,
                                verbose_name="隶属关系",
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
                        "verbose_name": "帮扶单位",
                        "ordering": ["area_id", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"), models.F("name"), name="one_unit_a_name"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("word", models.CharField(max_length=60, unique=True, verbose_name="写法")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("industry", "产业扶持"),
                                    ("employment", "就业务工"),
                                    ("training", "技能培训"),
                                    ("microcredit", "小额信贷"),
                                    ("asset_return", "资产收益"),
                                    ("fund_return", "资金收益"),
                                    ("social_safety_net", "社会兜底"),
                                    ("land_transfer", "土地流转"),
                                    ("ecology", "生态补偿"),
                                    ("public_post", "公益性岗位"),
                                    ("education", "教育资助"),
                                    ("medical", "医疗救助"),
                                    ("housing", "危房改造"),
                                    ("relocation", "易地搬迁"),
                                    ("firm_link", "龙头企业带动"),
                                    ("cooperative_link", "合作社带动"),
                                    ("e_commerce", "电商"),
                                    ("tourism", "旅游"),
                                    ("solar", "光伏"),
                                    ("water", "安全饮水"),
                                    ("infrastructure", "基础设施到户"),
                                    ("donation", "社会捐赠"),
                                    ("other", "其他"),
                                ],
                                max_length=20,
                                verbose_name="措施种类",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "措施写法",
                        "ordering": ["word"],
                    },
                ),
                migrations.CreateModel(
                    name="AssistanceMeasureEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "measure_class",
                            models.CharField(
                                choices=[
                                    ("income", "增收项目"),
                                    ("safety_net", "兜底保障"),
                                    ("other", "其他帮扶"),
                                ],
                                max_length=10,
                                verbose_name="措施类别",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("industry", "产业扶持"),
                                    ("employment", "就业务工"),
                                    ("training", "技能培训"),
                                    ("microcredit", "小额信贷"),
                                    ("asset_return", "资产收益"),
                                    ("fund_return", "资金收益"),
                                    ("social_safety_net", "社会兜底"),
                                    ("land_transfer", "土地流转"),
                                    ("ecology", "生态补偿"),
                                    ("public_post", "公益性岗位"),
                                    ("education", "教育资助"),
                                    ("medical", "医疗救助"),
                                    ("housing", "危房改造"),
                                    ("relocation", "易地搬迁"),
                                    ("firm_link", "龙头企业带动"),
                                    ("cooperative_link", "合作社带动"),
                                    ("e_commerce", "电商"),
                                    ("tourism", "旅游"),
                                    ("solar", "光伏"),
                                    ("water", "安全饮水"),
                                    ("infrastructure", "基础设施到户"),
                                    ("donation", "社会捐赠"),
                                    ("other", "其他"),
                                ],
                                max_length=20,
                                verbose_name="措施种类",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="措施内容")),
                        ("from_date", models.DateField(verbose_name="开始日期")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=16,
                                null=True,
                                verbose_name="金额(元)",
                            ),
                        ),
                        (
                            "responsible_unit",
                            models.CharField(blank=True, max_length=80, verbose_name="责任单位"),
                        ),
                        ("effect", models.CharField(blank=True, max_length=200, verbose_name="成效")),
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
                                to="assistance.assistancemeasure",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Helper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="帮扶人编号")),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        ("post", models.CharField(blank=True, max_length=40, verbose_name="职务")),
                        ("expertise", models.CharField(blank=True, max_length=60, verbose_name="技术特长")),
                        (
                            "phone",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="code", default="", verbose_name="联系电话"
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
                            "user",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="helper",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="helpers",
                                to="assistance.helpingunit",
                                verbose_name="单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "帮扶责任人",
                        "ordering": ["area_id", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("unit"),
                                models.F("name"),
                                name="one_helper_a_name_in_a_unit",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HelpingUnitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=80, verbose_name="单位名称")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("01", "中央"),
                                    ("02", "省"),
                                    ("03", "市"),
                                    ("04", "县"),
                                    ("05", "乡镇"),
                                    ("06", "部队"),
                                    ("07", "其他"),
                                ],
                                default="04",
                                max_length=2,
                                verbose_name="隶属关系",
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
                                to="assistance.helpingunit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HelperAssignment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("primary", "帮扶责任人"), ("support", "协助帮扶人")],
                                default="primary",
                                max_length=8,
                                verbose_name="角色",
                            ),
                        ),
                        ("from_date", models.DateField(verbose_name="开始日期")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="结束日期")),
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
                            "helper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="assistance.helper",
                                verbose_name="帮扶责任人",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assignments",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "结对帮扶",
                        "ordering": ["household_id", "from_date"],
                        "indexes": [
                            models.Index(fields=["household", "from_date"], name="assignment_by_household"),
                            models.Index(fields=["area"], name="assignment_by_area"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_date", None),
                                    ("to_date__gte", models.F("from_date")),
                                    _connector="OR",
                                ),
                                name="assignment_ends_after_it_begins",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("role", "primary")),
                                expressions=[
                                    ("household", "="),
                                    (
                                        assistance.models.assignment.DateSpan(
                                            "from_date",
                                            "to_date",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_primary_helper_at_a_time",
                                violation_error_message="同一户同一天只能有一名帮扶责任人。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HelperEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=20, verbose_name="帮扶人编号")),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        ("post", models.CharField(blank=True, max_length=40, verbose_name="职务")),
                        ("expertise", models.CharField(blank=True, max_length=60, verbose_name="技术特长")),
                        (
                            "phone",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="code", default="", verbose_name="联系电话"
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
                                to="assistance.helper",
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
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.helpingunit",
                                verbose_name="单位",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "visitor_name",
                            models.CharField(blank=True, max_length=40, verbose_name="走访人姓名"),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("home", "入户"),
                                    ("phone", "电话"),
                                    ("video", "视频"),
                                    ("office", "村委会见面"),
                                    ("other", "其他"),
                                ],
                                default="home",
                                max_length=8,
                                verbose_name="走访方式",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="走访日期")),
                        ("device_at", models.DateTimeField(blank=True, null=True, verbose_name="手机时间")),
                        ("recorded_at", models.DateTimeField(verbose_name="录入时间")),
                        (
                            "met",
                            models.CharField(
                                blank=True,
                                choices=[("head", "户主"), ("family", "家人"), ("nobody", "没见到")],
                                max_length=8,
                                verbose_name="见到谁",
                            ),
                        ),
                        (
                            "people_change",
                            models.CharField(
                                blank=True,
                                choices=[("none", "没变"), ("some", "有变"), ("unclear", "说不清")],
                                max_length=8,
                                verbose_name="家里人口变化",
                            ),
                        ),
                        (
                            "guarantees",
                            models.CharField(
                                blank=True,
                                choices=[("fine", "都没问题"), ("problem", "有问题"), ("unclear", "说不清")],
                                max_length=8,
                                verbose_name="吃穿住医学水",
                            ),
                        ),
                        (
                            "last_promise",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("done", "办成了"),
                                    ("ongoing", "在办"),
                                    ("not_done", "没办"),
                                    ("unclear", "说不清"),
                                    ("none_made", "上月没有约定"),
                                ],
                                max_length=10,
                                verbose_name="上月约定",
                            ),
                        ),
                        (
                            "satisfaction",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("satisfied", "满意"),
                                    ("fair", "一般"),
                                    ("unsatisfied", "不满意"),
                                    ("unclear", "说不清"),
                                ],
                                max_length=12,
                                verbose_name="满意度",
                            ),
                        ),
                        ("detail", models.JSONField(blank=True, default=dict, verbose_name="细问")),
                        ("content", models.CharField(blank=True, max_length=500, verbose_name="走访内容")),
                        ("solved", models.CharField(blank=True, max_length=200, verbose_name="解决的问题")),
                        (
                            "next_promise",
                            models.CharField(blank=True, max_length=200, verbose_name="下月约定"),
                        ),
                        ("next_promise_on", models.DateField(blank=True, null=True, verbose_name="约定日期")),
                        ("photo_count", models.PositiveSmallIntegerField(default=0, verbose_name="照片(张)")),
                        ("is_signed", models.BooleanField(blank=True, null=True, verbose_name="农户签字")),
                        ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="核销时间")),
                        (
                            "void_kind",
                            models.CharField(
                                blank=True,
                                choices=[("disproved", "核查不实"), ("false", "弄虚作假")],
                                max_length=10,
                                verbose_name="核销性质",
                            ),
                        ),
                        (
                            "void_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="核销理由"),
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
                            "helper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="assistance.helper",
                                verbose_name="走访人",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="households.household",
                                verbose_name="户",
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
                            "log_key",
                            models.CharField(
                                blank=True, editable=False, max_length=32, null=True, unique=True
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "走访",
                        "ordering": ["-happened_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["household", "-happened_on"], name="visit_by_household"),
                            models.Index(fields=["happened_on", "area"], name="visit_by_day"),
                            models.Index(fields=["area", "-happened_on"], name="visit_by_area"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("void_kind", ""), ("voided_at", None)),
                                    models.Q(
                                        ("voided_at__isnull", False),
                                        models.Q(("void_kind", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="voided_visit_has_a_kind",
                                violation_error_message="核销走访要写明性质。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HelperAssignmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "role",
                            models.CharField(
                                choices=[("primary", "帮扶责任人"), ("support", "协助帮扶人")],
                                default="primary",
                                max_length=8,
                                verbose_name="角色",
                            ),
                        ),
                        ("from_date", models.DateField(verbose_name="开始日期")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="结束日期")),
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
                            "helper",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.helper",
                                verbose_name="帮扶责任人",
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
                                to="assistance.helperassignment",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Submission",
                    fields=[
                        ("submission_id", models.UUIDField(primary_key=True, serialize=False)),
                        ("body_sha256", models.CharField(max_length=64)),
                        ("received_at", models.DateTimeField()),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submission",
                                to="assistance.visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "提交回执",
                    },
                ),
                migrations.CreateModel(
                    name="VisitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "visitor_name",
                            models.CharField(blank=True, max_length=40, verbose_name="走访人姓名"),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("home", "入户"),
                                    ("phone", "电话"),
                                    ("video", "视频"),
                                    ("office", "村委会见面"),
                                    ("other", "其他"),
                                ],
                                default="home",
                                max_length=8,
                                verbose_name="走访方式",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="走访日期")),
                        ("device_at", models.DateTimeField(blank=True, null=True, verbose_name="手机时间")),
                        ("recorded_at", models.DateTimeField(verbose_name="录入时间")),
                        (
                            "met",
                            models.CharField(
                                blank=True,
                                choices=[("head", "户主"), ("family", "家人"), ("nobody", "没见到")],
                                max_length=8,
                                verbose_name="见到谁",
                            ),
                        ),
                        (
                            "people_change",
                            models.CharField(
                                blank=True,
                                choices=[("none", "没变"), ("some", "有变"), ("unclear", "说不清")],
                                max_length=8,
                                verbose_name="家里人口变化",
                            ),
                        ),
                        (
                            "guarantees",
                            models.CharField(
                                blank=True,
                                choices=[("fine", "都没问题"), ("problem", "有问题"), ("unclear", "说不清")],
                                max_length=8,
                                verbose_name="吃穿住医学水",
                            ),
                        ),
                        (
                            "last_promise",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("done", "办成了"),
                                    ("ongoing", "在办"),
                                    ("not_done", "没办"),
                                    ("unclear", "说不清"),
                                    ("none_made", "上月没有约定"),
                                ],
                                max_length=10,
                                verbose_name="上月约定",
                            ),
                        ),
                        (
                            "satisfaction",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("satisfied", "满意"),
                                    ("fair", "一般"),
                                    ("unsatisfied", "不满意"),
                                    ("unclear", "说不清"),
                                ],
                                max_length=12,
                                verbose_name="满意度",
                            ),
                        ),
                        ("detail", models.JSONField(blank=True, default=dict, verbose_name="细问")),
                        ("content", models.CharField(blank=True, max_length=500, verbose_name="走访内容")),
                        ("solved", models.CharField(blank=True, max_length=200, verbose_name="解决的问题")),
                        (
                            "next_promise",
                            models.CharField(blank=True, max_length=200, verbose_name="下月约定"),
                        ),
                        ("next_promise_on", models.DateField(blank=True, null=True, verbose_name="约定日期")),
                        ("photo_count", models.PositiveSmallIntegerField(default=0, verbose_name="照片(张)")),
                        ("is_signed", models.BooleanField(blank=True, null=True, verbose_name="农户签字")),
                        ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="核销时间")),
                        (
                            "void_kind",
                            models.CharField(
                                blank=True,
                                choices=[("disproved", "核查不实"), ("false", "弄虚作假")],
                                max_length=10,
                                verbose_name="核销性质",
                            ),
                        ),
                        (
                            "void_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="核销理由"),
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
                            "helper",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.helper",
                                verbose_name="走访人",
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
                                to="assistance.visit",
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
                        ("log_key", models.CharField(blank=True, editable=False, max_length=32, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        )
    ]
