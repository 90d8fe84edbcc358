"""Meetings, what they decided, and circulars."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import povertyapp.core.clock
from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0021_meeting_parameters"),
        ("inspections", "0014_accountability"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Circular",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        ("opening", models.TextField(verbose_name="总的情况")),
                        ("demands", models.TextField(blank=True, verbose_name="工作要求")),
                        ("sections", models.JSONField(default=list, verbose_name="通报内容")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "草稿"), ("issued", "已印发")],
                                default="draft",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "drafted_at",
                            models.DateTimeField(default=povertyapp.core.clock.now, verbose_name="起草时间"),
                        ),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="印发日期")),
                        (
                            "recorded_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="印发登记时间"),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="circulars",
                                to="inspections.accountmonth",
                                verbose_name="硬账",
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
                            "drafted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签发人",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("month"),
                                condition=models.Q(("state", "draft")),
                                name="one_draft_circular_a_month",
                                violation_error_message="这个月已经有一份通报草稿。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("issued_by", None), ("issued_on", None), ("state", "draft")),
                                    models.Q(
                                        ("issued_by__isnull", False),
                                        ("issued_on__isnull", False),
                                        ("recorded_at__isnull", False),
                                        ("state", "issued"),
                                    ),
                                    _connector="OR",
                                ),
                                name="issued_circular_says_who_and_when",
                                violation_error_message="印发要有签发人和日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("issued_by", None),
                                    ("drafted_by", None),
                                    models.Q(("issued_by", models.F("drafted_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="circular_is_signed_by_another",
                                violation_error_message="起草的人不能签发，请由另一个人签发。",
                            ),
                        ],
                        "verbose_name": "通报",
                        "ordering": ["-month", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="CircularEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        ("opening", models.TextField(verbose_name="总的情况")),
                        ("demands", models.TextField(blank=True, verbose_name="工作要求")),
                        ("sections", models.JSONField(default=list, verbose_name="通报内容")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "草稿"), ("issued", "已印发")],
                                default="draft",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "drafted_at",
                            models.DateTimeField(default=povertyapp.core.clock.now, verbose_name="起草时间"),
                        ),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="印发日期")),
                        (
                            "recorded_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="印发登记时间"),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.accountmonth",
                                verbose_name="硬账",
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
                            "drafted_by",
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
                            "issued_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签发人",
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
                                to="inspections.circular",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                                    ("monthly", "月会"),
                                    ("dispatch", "月调度"),
                                    ("accountability", "问责会"),
                                    ("government", "政府常务会"),
                                    ("party", "县委常委会"),
                                    ("joint", "联席会"),
                                    ("mobilisation", "动员大会"),
                                ],
                                max_length=16,
                                verbose_name="会议",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="召开日期")),
                        ("title", models.CharField(blank=True, max_length=120, verbose_name="会议名称")),
                        ("chair_name", models.CharField(max_length=40, verbose_name="主持人")),
                        (
                            "attended",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="到会人数"),
                        ),
                        ("minutes", models.TextField(verbose_name="会议纪要")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=povertyapp.core.clock.now, verbose_name="录入时间"),
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
                            "minutes_file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.storedfile",
                                verbose_name="纪要原件",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="meetings",
                                to="inspections.noticesource",
                                verbose_name="针对的反馈",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("kind"),
                                models.F("held_on"),
                                name="one_meeting_of_a_kind_a_day",
                                violation_error_message="这一天的这种会议已经登记过。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes", ""), _negated=True),
                                name="meeting_has_minutes",
                                violation_error_message="请写会议纪要。",
                            ),
                        ],
                        "verbose_name": "会议",
                        "ordering": ["-held_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
                        ("level", models.CharField(max_length=12)),
                        ("code", models.CharField(max_length=20, verbose_name="单位代码")),
                        ("party_name", models.CharField(max_length=80, verbose_name="单位")),
                        ("rule", models.CharField(blank=True, max_length=12, verbose_name="事项代码")),
                        ("text", models.TextField(verbose_name="事项")),
                        ("person_name", models.CharField(max_length=40, verbose_name="责任人")),
                        ("due_on", models.DateField(verbose_name="时限")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "在办"), ("done", "办成"), ("not_done", "没办成")],
                                default="open",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("result", models.TextField(blank=True, verbose_name="结果")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=povertyapp.core.clock.now, verbose_name="录入时间"),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
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
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="inspections.meeting",
                                verbose_name="会议",
                            ),
                        ),
                        (
                            "person",
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
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(
                                        ("answered_on__isnull", False),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="answered_decision_says_how",
                                violation_error_message="请写明办理结果。",
                            )
                        ],
                        "indexes": [
                            models.Index(fields=["area", "month"], name="decision_by_area_and_month"),
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["person", "due_on"],
                                name="decision_by_person",
                            ),
                        ],
                        "verbose_name": "会议决定",
                        "ordering": ["due_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingDecisionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
                        ("level", models.CharField(max_length=12)),
                        ("code", models.CharField(max_length=20, verbose_name="单位代码")),
                        ("party_name", models.CharField(max_length=80, verbose_name="单位")),
                        ("rule", models.CharField(blank=True, max_length=12, verbose_name="事项代码")),
                        ("text", models.TextField(verbose_name="事项")),
                        ("person_name", models.CharField(max_length=40, verbose_name="责任人")),
                        ("due_on", models.DateField(verbose_name="时限")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "在办"), ("done", "办成"), ("not_done", "没办成")],
                                default="open",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("result", models.TextField(blank=True, verbose_name="结果")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=povertyapp.core.clock.now, verbose_name="录入时间"),
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
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.meeting",
                                verbose_name="会议",
                            ),
                        ),
                        (
                            "person",
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
                                to="inspections.meetingdecision",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
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
                    name="MeetingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("monthly", "月会"),
                                    ("dispatch", "月调度"),
                                    ("accountability", "问责会"),
                                    ("government", "政府常务会"),
                                    ("party", "县委常委会"),
                                    ("joint", "联席会"),
                                    ("mobilisation", "动员大会"),
                                ],
                                max_length=16,
                                verbose_name="会议",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="召开日期")),
                        ("title", models.CharField(blank=True, max_length=120, verbose_name="会议名称")),
                        ("chair_name", models.CharField(max_length=40, verbose_name="主持人")),
                        (
                            "attended",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="到会人数"),
                        ),
                        ("minutes", models.TextField(verbose_name="会议纪要")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=povertyapp.core.clock.now, verbose_name="录入时间"),
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
                            "minutes_file",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.storedfile",
                                verbose_name="纪要原件",
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
                                to="inspections.meeting",
                            ),
                        ),
                        (
                            "recorded_by",
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
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.noticesource",
                                verbose_name="针对的反馈",
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
