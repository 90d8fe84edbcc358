"""Notices of money and projects on three levels, with their lines, pictures and objections."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import funds.models.notice
import povertyapp.core.fields
import povertyapp.core.together


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0029_notice_parameters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("funds", "0002_money"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        povertyapp.core.together.Together(
            operations=[
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
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
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
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
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
            ],
        ),
    ]
