"""Who urged whom to mend a record, to carry out a measure or to hand in a month."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0036_bulk_parameters"),
        ("inspections", "0025_say_what_to_do"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Urging",
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
                                    ("finding", "改正数据问题"),
                                    ("measure", "办理整改措施"),
                                    ("account", "交硬账"),
                                ],
                                max_length=10,
                                verbose_name="催办的事",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="编号")),
                        ("sent_on", models.DateField(verbose_name="催办日期")),
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
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="催办人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "催办",
                        "indexes": [models.Index(fields=["area"], name="urging_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("kind"),
                                models.F("code"),
                                models.F("sent_on"),
                                name="one_urging_a_day",
                                violation_error_message="今天已经催过，明天再催。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UrgingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("finding", "改正数据问题"),
                                    ("measure", "办理整改措施"),
                                    ("account", "交硬账"),
                                ],
                                max_length=10,
                                verbose_name="催办的事",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="编号")),
                        ("sent_on", models.DateField(verbose_name="催办日期")),
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
                                to="inspections.urging",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="催办人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
    ]
