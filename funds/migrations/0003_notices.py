"""Notices on three levels, special areas, whole villages, mutual-fund societies and donations."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import funds.models.notice
import povertyapp.core.clock
import povertyapp.core.fields
import povertyapp.core.together


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0008_void_measures"),
        ("core", "0029_notice_parameters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("funds", "0002_money"),
        ("households", "0013_form_versions"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        povertyapp.core.together.Together(
            operations=[
                migrations.CreateModel(
                    name="Donation",
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
                                choices=[("money", "资金"), ("goods", "物资"), ("deed", "办实事")],
                                max_length=8,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "donor_kind",
                            models.CharField(
                                choices=[
                                    ("helping_unit", "帮扶单位"),
                                    ("partner", "对口帮扶地区"),
                                    ("enterprise", "企业"),
                                    ("organisation", "社会组织"),
                                    ("person", "个人"),
                                ],
                                max_length=14,
                                verbose_name="捐赠方类别",
                            ),
                        ),
                        ("donor_unit", models.CharField(blank=True, max_length=80, verbose_name="捐赠单位")),
                        (
                            "donor_person",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="code", default="", verbose_name="捐赠人"
                            ),
                        ),
                        (
                            "may_be_named",
                            models.BooleanField(default=False, verbose_name="捐赠人同意公开姓名"),
                        ),
                        ("received_on", models.DateField(verbose_name="接收日期")),
                        ("what", models.CharField(max_length=120, verbose_name="捐赠内容")),
                        ("quantity", models.CharField(blank=True, max_length=40, verbose_name="数量")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="金额或折价(元)"
                            ),
                        ),
                        ("purpose", models.CharField(blank=True, max_length=120, verbose_name="指定用途")),
                        ("receipt_no", models.CharField(blank=True, max_length=40, verbose_name="票据编号")),
                        (
                            "used",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                editable=False,
                                max_digits=18,
                                verbose_name="已使用(元)",
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
                                related_name="donations",
                                to="assistance.helpingunit",
                                verbose_name="帮扶单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "捐赠和帮扶",
                        "ordering": ["-received_on", "code"],
                        "indexes": [models.Index(fields=["area", "-received_on"], name="donation_by_area")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gte", 0),
                                    models.Q(("amount__gt", 0), ("kind", "deed"), _connector="OR"),
                                ),
                                name="donation_has_a_value",
                                violation_error_message="资金和物资要写金额或折价。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("used__gte", 0), ("used__lte", models.F("amount"))),
                                name="donation_used_within_what_was_given",
                                violation_error_message="使用合计不能超过捐赠金额。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("donor_kind", "person"), ("donor_unit", "")),
                                    models.Q(
                                        models.Q(("donor_kind", "person"), _negated=True),
                                        models.Q(("donor_unit", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="donor_is_a_unit_or_a_person",
                                violation_error_message="单位捐赠写捐赠单位，个人捐赠写捐赠人。",
                            ),
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("receipt_no"),
                                condition=models.Q(("receipt_no", ""), _negated=True),
                                name="one_donation_a_receipt",
                                violation_error_message="这个票据编号已经登记过。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DonationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=20, verbose_name="编号")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("money", "资金"), ("goods", "物资"), ("deed", "办实事")],
                                max_length=8,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "donor_kind",
                            models.CharField(
                                choices=[
                                    ("helping_unit", "帮扶单位"),
                                    ("partner", "对口帮扶地区"),
                                    ("enterprise", "企业"),
                                    ("organisation", "社会组织"),
                                    ("person", "个人"),
                                ],
                                max_length=14,
                                verbose_name="捐赠方类别",
                            ),
                        ),
                        ("donor_unit", models.CharField(blank=True, max_length=80, verbose_name="捐赠单位")),
                        (
                            "donor_person",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="code", default="", verbose_name="捐赠人"
                            ),
                        ),
                        (
                            "may_be_named",
                            models.BooleanField(default=False, verbose_name="捐赠人同意公开姓名"),
                        ),
                        ("received_on", models.DateField(verbose_name="接收日期")),
                        ("what", models.CharField(max_length=120, verbose_name="捐赠内容")),
                        ("quantity", models.CharField(blank=True, max_length=40, verbose_name="数量")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="金额或折价(元)"
                            ),
                        ),
                        ("purpose", models.CharField(blank=True, max_length=120, verbose_name="指定用途")),
                        ("receipt_no", models.CharField(blank=True, max_length=40, verbose_name="票据编号")),
                        (
                            "used",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                editable=False,
                                max_digits=18,
                                verbose_name="已使用(元)",
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
                                to="funds.donation",
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
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.helpingunit",
                                verbose_name="帮扶单位",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DonationUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                default=funds.models.notice.new_key,
                                editable=False,
                                max_length=32,
                                unique=True,
                            ),
                        ),
                        ("used_on", models.DateField(verbose_name="使用日期")),
                        ("what", models.CharField(max_length=120, verbose_name="使用内容")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="金额或折价(元)"
                            ),
                        ),
                        (
                            "receiver",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="签收人"
                            ),
                        ),
                        (
                            "receipt_no",
                            models.CharField(blank=True, max_length=40, verbose_name="签收单编号"),
                        ),
                        ("struck_on", models.DateField(blank=True, null=True, verbose_name="冲销日期")),
                        (
                            "struck_reason",
                            models.CharField(blank=True, max_length=120, verbose_name="冲销理由"),
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
                            "donation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="funds.donation",
                                verbose_name="捐赠和帮扶",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.household",
                                verbose_name="受益户",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="donation_uses",
                                to="funds.project",
                                verbose_name="项目",
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
                        "verbose_name": "捐赠使用",
                        "ordering": ["donation_id", "used_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)),
                                name="donation_use_is_not_negative",
                                violation_error_message="金额不能是负数。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("struck_on", None), ("struck_reason", "")),
                                    models.Q(
                                        ("struck_on__isnull", False),
                                        models.Q(("struck_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="struck_use_has_day_and_reason",
                                violation_error_message="冲销要写日期和理由。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("household", None), ("project", None), _connector="OR"),
                                name="donation_use_is_for_one",
                                violation_error_message="受益户和项目只填一个。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DonationUseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "key",
                            models.CharField(
                                default=funds.models.notice.new_key, editable=False, max_length=32
                            ),
                        ),
                        ("used_on", models.DateField(verbose_name="使用日期")),
                        ("what", models.CharField(max_length=120, verbose_name="使用内容")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="金额或折价(元)"
                            ),
                        ),
                        (
                            "receiver",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="签收人"
                            ),
                        ),
                        (
                            "receipt_no",
                            models.CharField(blank=True, max_length=40, verbose_name="签收单编号"),
                        ),
                        ("struck_on", models.DateField(blank=True, null=True, verbose_name="冲销日期")),
                        (
                            "struck_reason",
                            models.CharField(blank=True, max_length=120, verbose_name="冲销理由"),
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
                            "donation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.donation",
                                verbose_name="捐赠和帮扶",
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
                                verbose_name="受益户",
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
                                to="funds.donationuse",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FundSociety",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="编号")),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        ("begun_on", models.DateField(verbose_name="申请日期")),
                        (
                            "lending_due_on",
                            models.DateField(blank=True, null=True, verbose_name="应放贷日期"),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        (
                            "planned_capital",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="计划资金规模(元)"
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
                            "institution",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="society",
                                to="assistance.villageinstitution",
                                verbose_name="一站两社登记",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "互助资金社",
                        "ordering": ["area_id", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                condition=models.Q(("ended_on", None)),
                                name="one_society_a_village",
                                violation_error_message="这个村已有互助资金社，撤销了才能再登记。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("lending_due_on", None),
                                        ("lending_due_on__gte", models.F("begun_on")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("ended_on", None),
                                        ("ended_on__gte", models.F("begun_on")),
                                        _connector="OR",
                                    ),
                                ),
                                name="society_days_follow_its_beginning",
                                violation_error_message="应放贷日期、撤销日期不能早于申请日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("planned_capital__gt", 0)),
                                name="society_capital_is_positive",
                                violation_error_message="计划资金规模要大于零。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundSocietyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=20, verbose_name="编号")),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        ("begun_on", models.DateField(verbose_name="申请日期")),
                        (
                            "lending_due_on",
                            models.DateField(blank=True, null=True, verbose_name="应放贷日期"),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        (
                            "planned_capital",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="计划资金规模(元)"
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
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.villageinstitution",
                                verbose_name="一站两社登记",
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
                                to="funds.fundsociety",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("posted_on", models.DateField(verbose_name="张贴日期")),
                        ("taken_down_on", models.DateField(blank=True, null=True, verbose_name="取下日期")),
                        ("place", models.CharField(max_length=60, verbose_name="张贴地点")),
                        ("complaint_line", models.CharField(max_length=30, verbose_name="监督电话")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="纸质材料存放")),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="公示编号")),
                        (
                            "level",
                            models.CharField(
                                choices=[("county", "县级"), ("township", "乡镇级"), ("village", "村级")],
                                max_length=10,
                                verbose_name="级别",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("allocation", "资金分配结果"),
                                    ("loans", "扶贫小额信贷"),
                                    ("library", "项目库"),
                                    ("year_plan", "年度计划"),
                                    ("year_done", "年度计划完成情况"),
                                    ("before", "项目实施前"),
                                    ("after", "项目完工后"),
                                    ("donation", "捐赠款物使用"),
                                ],
                                max_length=12,
                                verbose_name="公示内容",
                            ),
                        ),
                        (
                            "subject_kind",
                            models.CharField(
                                choices=[
                                    ("year", "年度"),
                                    ("fund_line", "资金渠道"),
                                    ("project", "项目"),
                                    ("loan", "贷款"),
                                    ("site", "安置点"),
                                    ("society", "互助资金社"),
                                    ("donation", "捐赠"),
                                ],
                                max_length=12,
                                verbose_name="对象类别",
                            ),
                        ),
                        ("subject_code", models.CharField(max_length=40, verbose_name="对象编号")),
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("days", models.PositiveSmallIntegerField(verbose_name="公示天数")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=povertyapp.core.clock.now, editable=False, verbose_name="录入时间"
                            ),
                        ),
                        ("web_address", models.URLField(blank=True, verbose_name="网址")),
                        (
                            "down_reason",
                            models.CharField(blank=True, max_length=120, verbose_name="提前取下的理由"),
                        ),
                        (
                            "went_by_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="据此办理下一步的日期"
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
                        "verbose_name": "公示",
                        "ordering": ["-posted_on", "code"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["area", "-posted_on"], name="notice_by_area"),
                            models.Index(fields=["subject_kind", "subject_code"], name="notice_by_subject"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("taken_down_on", None),
                                    ("taken_down_on__gte", models.F("posted_on")),
                                    _connector="OR",
                                ),
                                name="notice_ends_after_it_begins",
                                violation_error_message="取下日期不能早于张贴日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("days__gt", 0)),
                                name="notice_hangs_for_days",
                                violation_error_message="公示天数至少 1 天。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("taken_down_on", None),
                                    models.Q(("down_reason", ""), _negated=True),
                                    (
                                        "taken_down_on__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("posted_on"), "+", models.F("days")
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="early_end_of_notice_has_reason",
                                violation_error_message="没有公示满就取下，要写明理由。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("posted_on", models.DateField(verbose_name="张贴日期")),
                        ("taken_down_on", models.DateField(blank=True, null=True, verbose_name="取下日期")),
                        ("place", models.CharField(max_length=60, verbose_name="张贴地点")),
                        ("complaint_line", models.CharField(max_length=30, verbose_name="监督电话")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="纸质材料存放")),
                        ("code", models.CharField(max_length=20, verbose_name="公示编号")),
                        (
                            "level",
                            models.CharField(
                                choices=[("county", "县级"), ("township", "乡镇级"), ("village", "村级")],
                                max_length=10,
                                verbose_name="级别",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("allocation", "资金分配结果"),
                                    ("loans", "扶贫小额信贷"),
                                    ("library", "项目库"),
                                    ("year_plan", "年度计划"),
                                    ("year_done", "年度计划完成情况"),
                                    ("before", "项目实施前"),
                                    ("after", "项目完工后"),
                                    ("donation", "捐赠款物使用"),
                                ],
                                max_length=12,
                                verbose_name="公示内容",
                            ),
                        ),
                        (
                            "subject_kind",
                            models.CharField(
                                choices=[
                                    ("year", "年度"),
                                    ("fund_line", "资金渠道"),
                                    ("project", "项目"),
                                    ("loan", "贷款"),
                                    ("site", "安置点"),
                                    ("society", "互助资金社"),
                                    ("donation", "捐赠"),
                                ],
                                max_length=12,
                                verbose_name="对象类别",
                            ),
                        ),
                        ("subject_code", models.CharField(max_length=40, verbose_name="对象编号")),
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("days", models.PositiveSmallIntegerField(verbose_name="公示天数")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=povertyapp.core.clock.now, editable=False, verbose_name="录入时间"
                            ),
                        ),
                        ("web_address", models.URLField(blank=True, verbose_name="网址")),
                        (
                            "down_reason",
                            models.CharField(blank=True, max_length=120, verbose_name="提前取下的理由"),
                        ),
                        (
                            "went_by_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="据此办理下一步的日期"
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
                                to="funds.notice",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NoticeLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                        (
                            "subject_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("year", "年度"),
                                    ("fund_line", "资金渠道"),
                                    ("project", "项目"),
                                    ("loan", "贷款"),
                                    ("site", "安置点"),
                                    ("society", "互助资金社"),
                                    ("donation", "捐赠"),
                                ],
                                max_length=12,
                                verbose_name="对象类别",
                            ),
                        ),
                        (
                            "subject_code",
                            models.CharField(blank=True, max_length=40, verbose_name="对象编号"),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        ("group", models.CharField(blank=True, max_length=60, verbose_name="地点")),
                        ("item", models.CharField(max_length=120, verbose_name="事项")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="金额（元）",
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
                            "notice",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="funds.notice",
                                verbose_name="公示",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公示内容",
                        "ordering": ["notice_id", "number"],
                        "indexes": [
                            models.Index(
                                fields=["subject_kind", "subject_code"], name="notice_line_by_subject"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("notice"), models.F("number"), name="one_notice_line_a_number"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                        (
                            "subject_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("year", "年度"),
                                    ("fund_line", "资金渠道"),
                                    ("project", "项目"),
                                    ("loan", "贷款"),
                                    ("site", "安置点"),
                                    ("society", "互助资金社"),
                                    ("donation", "捐赠"),
                                ],
                                max_length=12,
                                verbose_name="对象类别",
                            ),
                        ),
                        (
                            "subject_code",
                            models.CharField(blank=True, max_length=40, verbose_name="对象编号"),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        ("group", models.CharField(blank=True, max_length=60, verbose_name="地点")),
                        ("item", models.CharField(max_length=120, verbose_name="事项")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="金额（元）",
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
                            "notice",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.notice",
                                verbose_name="公示",
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
                                to="funds.noticeline",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NoticeObjection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("made_on", models.DateField(verbose_name="提出日期")),
                        ("text", models.TextField(verbose_name="异议内容")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                        ("answer", models.TextField(blank=True, verbose_name="答复")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "key",
                            models.CharField(
                                default=funds.models.notice.new_key,
                                editable=False,
                                max_length=32,
                                unique=True,
                            ),
                        ),
                        (
                            "made_by",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="提出人"
                            ),
                        ),
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
                            "line",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="funds.noticeline",
                                verbose_name="针对",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="funds.notice",
                                verbose_name="公示",
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
                        "verbose_name": "公示异议",
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
                                name="answer_to_notice_is_whole",
                                violation_error_message="答复要写明内容和日期，日期不早于提出日期。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeObjectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("made_on", models.DateField(verbose_name="提出日期")),
                        ("text", models.TextField(verbose_name="异议内容")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                        ("answer", models.TextField(blank=True, verbose_name="答复")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "key",
                            models.CharField(
                                default=funds.models.notice.new_key, editable=False, max_length=32
                            ),
                        ),
                        (
                            "made_by",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="提出人"
                            ),
                        ),
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
                            "line",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.noticeline",
                                verbose_name="针对",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.notice",
                                verbose_name="公示",
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
                                to="funds.noticeobjection",
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
                    name="NoticePhoto",
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
                                choices=[("posted", "张贴时"), ("during", "公示期间"), ("down", "取下时")],
                                default="posted",
                                max_length=8,
                                verbose_name="照片",
                            ),
                        ),
                        ("taken_on", models.DateField(verbose_name="拍摄日期")),
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.storedfile",
                                verbose_name="照片文件",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="photos",
                                to="funds.notice",
                                verbose_name="公示",
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
                        "verbose_name": "公示照片",
                        "ordering": ["notice_id", "taken_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="NoticePhotoEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("posted", "张贴时"), ("during", "公示期间"), ("down", "取下时")],
                                default="posted",
                                max_length=8,
                                verbose_name="照片",
                            ),
                        ),
                        ("taken_on", models.DateField(verbose_name="拍摄日期")),
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
                            "file",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.storedfile",
                                verbose_name="照片文件",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.notice",
                                verbose_name="公示",
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
                                to="funds.noticephoto",
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
                    name="SocietyReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("as_of", models.DateField(verbose_name="截至日期")),
                        ("members", models.PositiveSmallIntegerField(verbose_name="入社户数")),
                        ("borrowers", models.PositiveSmallIntegerField(verbose_name="借款户数")),
                        (
                            "capital",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="资金规模(元)"),
                        ),
                        (
                            "lent",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="累计借出(元)"),
                        ),
                        (
                            "outstanding",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="借款余额(元)"),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "society",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="funds.fundsociety",
                                verbose_name="互助资金社",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "互助资金社运行情况",
                        "ordering": ["society_id", "as_of"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("society"),
                                models.F("as_of"),
                                name="one_society_report_a_day",
                                violation_error_message="这一天的运行情况已经登记过。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outstanding__gte", 0),
                                    ("outstanding__lte", models.F("capital")),
                                    ("borrowers__lte", models.F("members")),
                                    ("outstanding__lte", models.F("lent")),
                                ),
                                name="society_figures_fit",
                                violation_error_message="借款余额不能超过资金规模和累计借出，借款户数不能超过入社户数。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SocietyReportEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("as_of", models.DateField(verbose_name="截至日期")),
                        ("members", models.PositiveSmallIntegerField(verbose_name="入社户数")),
                        ("borrowers", models.PositiveSmallIntegerField(verbose_name="借款户数")),
                        (
                            "capital",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="资金规模(元)"),
                        ),
                        (
                            "lent",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="累计借出(元)"),
                        ),
                        (
                            "outstanding",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="借款余额(元)"),
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
                                to="funds.societyreport",
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
                            "society",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.fundsociety",
                                verbose_name="互助资金社",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SocietyStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("civil", "民政登记"),
                                    ("quality", "质检：组织机构代码"),
                                    ("finance", "财政备案"),
                                    ("police", "公安：刻制公章"),
                                    ("bank", "银行开户"),
                                    ("lending", "正式放贷"),
                                ],
                                max_length=8,
                                verbose_name="事项",
                            ),
                        ),
                        ("done_on", models.DateField(verbose_name="办结日期")),
                        (
                            "document_no",
                            models.CharField(blank=True, max_length=60, verbose_name="证照或文号"),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "society",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="funds.fundsociety",
                                verbose_name="互助资金社",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "互助资金社筹建事项",
                        "ordering": ["society_id", "done_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("society"),
                                models.F("step"),
                                name="one_society_step_a_kind",
                                violation_error_message="这一项已经登记过。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SocietyStepEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("civil", "民政登记"),
                                    ("quality", "质检：组织机构代码"),
                                    ("finance", "财政备案"),
                                    ("police", "公安：刻制公章"),
                                    ("bank", "银行开户"),
                                    ("lending", "正式放贷"),
                                ],
                                max_length=8,
                                verbose_name="事项",
                            ),
                        ),
                        ("done_on", models.DateField(verbose_name="办结日期")),
                        (
                            "document_no",
                            models.CharField(blank=True, max_length=60, verbose_name="证照或文号"),
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
                                to="funds.societystep",
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
                            "society",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.fundsociety",
                                verbose_name="互助资金社",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SpecialArea",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="片区编号")),
                        ("name", models.CharField(max_length=60, verbose_name="片区名称")),
                        ("from_date", models.DateField(verbose_name="确定日期")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        ("document_no", models.CharField(blank=True, max_length=60, verbose_name="文号")),
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
                        "verbose_name": "特困片区",
                        "ordering": ["area_id", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("name"),
                                name="one_special_area_a_name",
                                violation_error_message="本县已有同名的片区。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_date", None),
                                    ("to_date__gte", models.F("from_date")),
                                    _connector="OR",
                                ),
                                name="special_area_ends_after_it_begins",
                                violation_error_message="撤销日期不能早于确定日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpecialAreaEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=20, verbose_name="片区编号")),
                        ("name", models.CharField(max_length=60, verbose_name="片区名称")),
                        ("from_date", models.DateField(verbose_name="确定日期")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        ("document_no", models.CharField(blank=True, max_length=60, verbose_name="文号")),
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
                                to="funds.specialarea",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SpecialAreaPlan",
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
                                choices=[("whole", "实施规划"), ("year", "年度计划")],
                                max_length=6,
                                verbose_name="规划类别",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        ("document_no", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("adopted_on", models.DateField(verbose_name="印发日期")),
                        (
                            "investment",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="计划投资(元)"
                            ),
                        ),
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
                            "special_area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="funds.specialarea",
                                verbose_name="特困片区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "片区规划",
                        "ordering": ["special_area_id", "year", "kind"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("special_area"),
                                models.F("kind"),
                                models.F("year"),
                                name="one_area_plan_a_kind_and_year",
                                violation_error_message="这一年度已有同类规划。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("investment__gte", 0)),
                                name="area_plan_investment_is_not_negative",
                                violation_error_message="计划投资不能是负数。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpecialAreaPlanEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("whole", "实施规划"), ("year", "年度计划")],
                                max_length=6,
                                verbose_name="规划类别",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        ("document_no", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("adopted_on", models.DateField(verbose_name="印发日期")),
                        (
                            "investment",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="计划投资(元)"
                            ),
                        ),
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
                                to="funds.specialareaplan",
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
                            "special_area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.specialarea",
                                verbose_name="特困片区",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SpecialAreaVillage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_date", models.DateField(verbose_name="划入日期")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="划出日期")),
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
                            "special_area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="villages",
                                to="funds.specialarea",
                                verbose_name="特困片区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "片区村",
                        "ordering": ["special_area_id", "area_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                condition=models.Q(("to_date", None)),
                                name="one_special_area_a_village",
                                violation_error_message="这个村已经在一个片区里，先划出再划入。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_date", None),
                                    ("to_date__gte", models.F("from_date")),
                                    _connector="OR",
                                ),
                                name="special_area_village_ends_after_it_begins",
                                violation_error_message="划出日期不能早于划入日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpecialAreaVillageEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("from_date", models.DateField(verbose_name="划入日期")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="划出日期")),
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
                                to="funds.specialareavillage",
                            ),
                        ),
                        (
                            "special_area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.specialarea",
                                verbose_name="特困片区",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WholeVillage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="编号")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("starts_on", models.DateField(verbose_name="计划开工")),
                        ("ends_on", models.DateField(verbose_name="计划完工")),
                        ("document_no", models.CharField(blank=True, max_length=60, verbose_name="批复文号")),
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
                        "verbose_name": "整村推进",
                        "ordering": ["-year", "area_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("year"),
                                name="one_whole_village_a_year",
                                violation_error_message="这个村这一年度已登记整村推进。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="whole_village_ends_after_it_begins",
                                violation_error_message="计划完工不能早于计划开工。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WholeVillageEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=20, verbose_name="编号")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("starts_on", models.DateField(verbose_name="计划开工")),
                        ("ends_on", models.DateField(verbose_name="计划完工")),
                        ("document_no", models.CharField(blank=True, max_length=60, verbose_name="批复文号")),
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
                                to="funds.wholevillage",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WholeVillageItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("name", models.CharField(max_length=80, verbose_name="建设内容")),
                        ("quantity", models.CharField(blank=True, max_length=40, verbose_name="工程量")),
                        ("weight", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="权重")),
                        (
                            "investment",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="计划投资(元)"),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="whole_village_items",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "whole_village",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="funds.wholevillage",
                                verbose_name="整村推进",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "整村推进建设内容",
                        "ordering": ["whole_village_id", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("whole_village"),
                                models.F("number"),
                                name="one_item_of_a_village_a_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__gt", 0), ("weight__lte", 100)),
                                name="item_weight_is_a_share",
                                violation_error_message="权重要大于 0，不超过 100。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("investment__gte", 0)),
                                name="item_investment_is_not_negative",
                                violation_error_message="计划投资不能是负数。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WholeVillageItemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("name", models.CharField(max_length=80, verbose_name="建设内容")),
                        ("quantity", models.CharField(blank=True, max_length=40, verbose_name="工程量")),
                        ("weight", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="权重")),
                        (
                            "investment",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="计划投资(元)"),
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
                                to="funds.wholevillageitem",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "whole_village",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.wholevillage",
                                verbose_name="整村推进",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WholeVillageReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reported_on", models.DateField(verbose_name="填报日期")),
                        (
                            "percent",
                            models.DecimalField(decimal_places=2, max_digits=5, verbose_name="完成进度(%)"),
                        ),
                        (
                            "invested",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="累计完成投资(元)"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
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
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="funds.wholevillageitem",
                                verbose_name="建设内容",
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
                        "verbose_name": "整村推进进度",
                        "ordering": ["item_id", "reported_on", "pk"],
                        "indexes": [
                            models.Index(fields=["item", "-reported_on"], name="whole_village_report_newest")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("percent__gte", 0), ("percent__lte", 100)),
                                name="reported_percent_is_a_share",
                                violation_error_message="完成进度在 0 到 100 之间。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("invested__gte", 0)),
                                name="reported_investment_is_not_negative",
                                violation_error_message="累计完成投资不能是负数。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WholeVillageReportEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reported_on", models.DateField(verbose_name="填报日期")),
                        (
                            "percent",
                            models.DecimalField(decimal_places=2, max_digits=5, verbose_name="完成进度(%)"),
                        ),
                        (
                            "invested",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="累计完成投资(元)"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
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
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.wholevillageitem",
                                verbose_name="建设内容",
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
                                to="funds.wholevillagereport",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
    ]
