"""Objections to the account, corrections, later versions, signatures under a month, excuses from it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0007_measure_families"),
        ("core", "0017_objection_parameters"),
        ("core", "__first__"),
        ("households", "0013_form_versions"),
        ("inspections", "0009_lines_of_units"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Excuse",
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
                                    ("away", "举家外出国（境）或户已消亡，有证明"),
                                    ("replaced", "帮扶责任人更换，继任者已经做到"),
                                    ("disaster", "救灾命令"),
                                    ("leave", "批准的请假，有指定的代替人并且已经做到"),
                                    ("outage", "县里记录的系统故障"),
                                ],
                                max_length=10,
                                verbose_name="事由",
                            ),
                        ),
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
                                verbose_name="责任方级别",
                            ),
                        ),
                        ("code", models.CharField(max_length=20, verbose_name="责任方编号")),
                        ("name", models.CharField(max_length=80, verbose_name="责任方")),
                        ("rule", models.CharField(blank=True, max_length=12, verbose_name="只免这一项")),
                        ("from_date", models.DateField(verbose_name="从")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="到")),
                        ("reason", models.CharField(max_length=300, verbose_name="情况说明")),
                        ("papers", models.CharField(max_length=200, verbose_name="证明材料")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("asked", "待批"),
                                    ("approved", "已批准"),
                                    ("refused", "未批准"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="asked",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(editable=False, verbose_name="申请时间")),
                        (
                            "decided_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="审批时间"
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=300, verbose_name="审批意见")),
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
                                verbose_name="申请人",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审批人",
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
                                verbose_name="扫描件",
                            ),
                        ),
                        (
                            "helper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assistance.helper",
                                verbose_name="帮扶责任人",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="households.household",
                                verbose_name="只免这一户",
                            ),
                        ),
                        (
                            "substitute",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assistance.helper",
                                verbose_name="代替人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "免责申请",
                        "ordering": ["area_id", "-asked_at"],
                        "indexes": [models.Index(fields=["area", "status"], name="excuse_by_area")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_date", None),
                                    ("to_date__gte", models.F("from_date")),
                                    _connector="OR",
                                ),
                                name="excuse_ends_after_it_begins",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by", None),
                                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="excuse_is_decided_by_another",
                                violation_error_message="申请的人不能批准自己的申请。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["approved", "refused"]), _negated=True),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="decided_excuse_says_by_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ("replaced", "leave")), _negated=True),
                                    models.Q(("substitute__isnull", False), ("to_date__isnull", False)),
                                    _connector="OR",
                                ),
                                name="excuse_names_who_stood_in",
                                violation_error_message="请假和更换要写明代替人和结束日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("substitute", None),
                                    ("helper", None),
                                    models.Q(("substitute", models.F("helper")), _negated=True),
                                    _connector="OR",
                                ),
                                name="nobody_stands_in_for_himself",
                                violation_error_message="代替人不能是本人。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExcuseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("away", "举家外出国（境）或户已消亡，有证明"),
                                    ("replaced", "帮扶责任人更换，继任者已经做到"),
                                    ("disaster", "救灾命令"),
                                    ("leave", "批准的请假，有指定的代替人并且已经做到"),
                                    ("outage", "县里记录的系统故障"),
                                ],
                                max_length=10,
                                verbose_name="事由",
                            ),
                        ),
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
                                verbose_name="责任方级别",
                            ),
                        ),
                        ("code", models.CharField(max_length=20, verbose_name="责任方编号")),
                        ("name", models.CharField(max_length=80, verbose_name="责任方")),
                        ("rule", models.CharField(blank=True, max_length=12, verbose_name="只免这一项")),
                        ("from_date", models.DateField(verbose_name="从")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="到")),
                        ("reason", models.CharField(max_length=300, verbose_name="情况说明")),
                        ("papers", models.CharField(max_length=200, verbose_name="证明材料")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("asked", "待批"),
                                    ("approved", "已批准"),
                                    ("refused", "未批准"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="asked",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(editable=False, verbose_name="申请时间")),
                        (
                            "decided_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="审批时间"
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=300, verbose_name="审批意见")),
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
                                verbose_name="申请人",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审批人",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.storedfile",
                                verbose_name="扫描件",
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
                                verbose_name="帮扶责任人",
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
                                verbose_name="只免这一户",
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
                                to="inspections.excuse",
                            ),
                        ),
                        (
                            "substitute",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.helper",
                                verbose_name="代替人",
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
                        (
                            "no",
                            models.CharField(editable=False, max_length=30, unique=True, verbose_name="编号"),
                        ),
                        ("month", models.CharField(editable=False, max_length=7, verbose_name="月份")),
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
                                verbose_name="责任方级别",
                            ),
                        ),
                        ("code", models.CharField(max_length=20, verbose_name="责任方编号")),
                        ("name", models.CharField(max_length=80, verbose_name="责任方")),
                        ("reason", models.CharField(max_length=1000, verbose_name="申诉理由")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("filed", "待受理"),
                                    ("reviewing", "复核中"),
                                    ("upheld", "维持"),
                                    ("corrected", "更正"),
                                    ("rejected", "不予受理"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="filed",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("filed_at", models.DateTimeField(editable=False, verbose_name="提出时间")),
                        ("due_on", models.DateField(editable=False, verbose_name="答复期限")),
                        (
                            "taken_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="受理时间"
                            ),
                        ),
                        (
                            "ruled_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="答复时间"
                            ),
                        ),
                        ("ruling", models.CharField(blank=True, max_length=1000, verbose_name="复核意见")),
                        (
                            "account",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="inspections.accountmonth",
                                verbose_name="月度硬账",
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
                            "filed_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申诉人",
                            ),
                        ),
                        (
                            "helper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assistance.helper",
                                verbose_name="帮扶责任人",
                            ),
                        ),
                        (
                            "ruled_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="复核人",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="受理人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "申诉",
                        "ordering": ["-filed_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["area", "month"], name="objection_by_area"),
                            models.Index(
                                condition=models.Q(("status__in", ("filed", "reviewing"))),
                                fields=["due_on"],
                                name="open_objection",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ruled_by", None),
                                        models.Q(("ruled_by", models.F("filed_by")), _negated=True),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("taken_by", None),
                                        models.Q(("taken_by", models.F("filed_by")), _negated=True),
                                        _connector="OR",
                                    ),
                                ),
                                name="objection_is_answered_by_another",
                                violation_error_message="提出申诉的人不能受理或复核自己的申诉。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status__in", ("upheld", "corrected", "rejected")), _negated=True
                                    ),
                                    models.Q(
                                        ("ruled_at__isnull", False),
                                        ("ruled_by__isnull", False),
                                        models.Q(("ruling", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="ruled_objection_says_by_whom_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccountVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=1000, verbose_name="理由")),
                        ("made_at", models.DateTimeField(verbose_name="时间")),
                        (
                            "account",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="restated",
                                to="inspections.accountmonth",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
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
                            "previous",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed",
                                to="inspections.accountmonth",
                            ),
                        ),
                        (
                            "objection",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="version",
                                to="inspections.objection",
                                verbose_name="申诉",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "硬账版本",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("account", models.F("previous")), _negated=True),
                                name="version_follows_another",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObjectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("no", models.CharField(editable=False, max_length=30, verbose_name="编号")),
                        ("month", models.CharField(editable=False, max_length=7, verbose_name="月份")),
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
                                verbose_name="责任方级别",
                            ),
                        ),
                        ("code", models.CharField(max_length=20, verbose_name="责任方编号")),
                        ("name", models.CharField(max_length=80, verbose_name="责任方")),
                        ("reason", models.CharField(max_length=1000, verbose_name="申诉理由")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("filed", "待受理"),
                                    ("reviewing", "复核中"),
                                    ("upheld", "维持"),
                                    ("corrected", "更正"),
                                    ("rejected", "不予受理"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="filed",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("filed_at", models.DateTimeField(editable=False, verbose_name="提出时间")),
                        ("due_on", models.DateField(editable=False, verbose_name="答复期限")),
                        (
                            "taken_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="受理时间"
                            ),
                        ),
                        (
                            "ruled_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="答复时间"
                            ),
                        ),
                        ("ruling", models.CharField(blank=True, max_length=1000, verbose_name="复核意见")),
                        (
                            "account",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.accountmonth",
                                verbose_name="月度硬账",
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
                            "filed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申诉人",
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
                                verbose_name="帮扶责任人",
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
                                to="inspections.objection",
                            ),
                        ),
                        (
                            "ruled_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="复核人",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="受理人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ObjectionFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.storedfile",
                            ),
                        ),
                        (
                            "objection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="inspections.objection",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "申诉材料",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ObjectionLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
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
                        ("rule", models.CharField(max_length=12, verbose_name="事项")),
                        ("subject_kind", models.CharField(max_length=12)),
                        ("subject_code", models.CharField(max_length=20, verbose_name="对象")),
                        ("required", models.IntegerField(verbose_name="应做")),
                        ("delivered", models.IntegerField(verbose_name="已做")),
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
                                verbose_name="结果",
                            ),
                        ),
                        ("is_standing", models.BooleanField(default=True)),
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                            ),
                        ),
                        (
                            "objection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="inspections.objection",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "申诉的事项",
                        "ordering": ["area_id", "rule", "subject_code", "pk"],
                        "indexes": [models.Index(fields=["area", "month"], name="objected_line_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("county"),
                                models.F("month"),
                                models.F("level"),
                                models.F("code"),
                                models.F("rule"),
                                models.F("subject_kind"),
                                models.F("subject_code"),
                                models.F("area"),
                                condition=models.Q(("is_standing", True)),
                                name="one_objection_a_line",
                                violation_error_message="这一项已经提过申诉，不能再提。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LineCorrection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "delivered",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="已做改为"),
                        ),
                        ("excused", models.BooleanField(blank=True, null=True, verbose_name="免责")),
                        ("falsified", models.BooleanField(blank=True, null=True, verbose_name="作假")),
                        ("made_at", models.DateTimeField(editable=False, verbose_name="更正时间")),
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
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="更正人",
                            ),
                        ),
                        (
                            "line",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="correction",
                                to="inspections.objectionline",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "更正",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("delivered", None), ("excused", None), ("falsified", None), _negated=True
                                ),
                                name="correction_changes_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObjectionLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
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
                        ("rule", models.CharField(max_length=12, verbose_name="事项")),
                        ("subject_kind", models.CharField(max_length=12)),
                        ("subject_code", models.CharField(max_length=20, verbose_name="对象")),
                        ("required", models.IntegerField(verbose_name="应做")),
                        ("delivered", models.IntegerField(verbose_name="已做")),
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
                                verbose_name="结果",
                            ),
                        ),
                        ("is_standing", models.BooleanField(default=True)),
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
                            ),
                        ),
                        (
                            "objection",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.objection",
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
                                to="inspections.objectionline",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AccountChange",
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
                                choices=[("line", "事项"), ("party", "判定"), ("tally", "合计")],
                                max_length=5,
                                verbose_name="种类",
                            ),
                        ),
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
                                verbose_name="级别",
                            ),
                        ),
                        ("code", models.CharField(max_length=20, verbose_name="编号")),
                        ("rule", models.CharField(blank=True, max_length=12, verbose_name="事项")),
                        ("subject_kind", models.CharField(blank=True, max_length=12)),
                        ("subject_code", models.CharField(blank=True, max_length=20, verbose_name="对象")),
                        ("field", models.CharField(max_length=12, verbose_name="字段")),
                        ("before", models.CharField(blank=True, max_length=40, verbose_name="原来")),
                        ("after", models.CharField(blank=True, max_length=40, verbose_name="现在")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
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
                    ],
                    options={
                        "verbose_name": "版本差异",
                        "ordering": ["account_id", "pk"],
                        "indexes": [models.Index(fields=["account", "area"], name="change_by_account")],
                    },
                ),
                migrations.CreateModel(
                    name="AccountSeal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, verbose_name="指纹")),
                        (
                            "role",
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
                        ("signed_at", models.DateTimeField(verbose_name="签字时间")),
                        ("note", models.CharField(max_length=300, verbose_name="依据")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seals",
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
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签字人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "锁账签字",
                        "ordering": ["signed_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("account"),
                                models.F("digest"),
                                models.F("role"),
                                name="one_signature_a_role",
                                violation_error_message="这个身份已经有人签过。",
                            ),
                            models.UniqueConstraint(
                                models.F("account"),
                                models.F("digest"),
                                models.F("signed_by"),
                                name="two_signatures_of_two_persons",
                                violation_error_message="第二个签字要由另一个人签。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["office", "leader"])),
                                name="office_and_leader_sign",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
