"""Inputs of a closed month, the format of its fingerprint, and the leaf of each party in it.

Months computed before have the first format and no leaves.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from povertyapp.core.together import Together

ADD = "ALTER TABLE inspections_account_party ADD COLUMN digest varchar(64)"
DROP = "ALTER TABLE inspections_account_party DROP COLUMN digest"


class Migration(migrations.Migration):
    dependencies = [("core", "0016_assistance_parameters"), ("inspections", "0011_unannounced_checks")]
    operations = [
        migrations.RunSQL(ADD, DROP),
        Together(
            [
                migrations.AddField(
                    model_name="accountmonth",
                    name="asked_parameters",
                    field=models.JSONField(default=list, verbose_name="用到的参数"),
                ),
                migrations.AddField(
                    model_name="accountmonth",
                    name="digest_format",
                    field=models.PositiveSmallIntegerField(default=1, verbose_name="指纹格式"),
                ),
                migrations.AddField(
                    model_name="accountmonth",
                    name="inputs_digest",
                    field=models.CharField(blank=True, max_length=64, verbose_name="输入指纹"),
                ),
                migrations.AddField(
                    model_name="accountmonthevent",
                    name="asked_parameters",
                    field=models.JSONField(default=list, verbose_name="用到的参数"),
                ),
                migrations.AddField(
                    model_name="accountmonthevent",
                    name="digest_format",
                    field=models.PositiveSmallIntegerField(default=1, verbose_name="指纹格式"),
                ),
                migrations.AddField(
                    model_name="accountmonthevent",
                    name="inputs_digest",
                    field=models.CharField(blank=True, max_length=64, verbose_name="输入指纹"),
                ),
                migrations.CreateModel(
                    name="FrozenInput",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="种类")),
                        (
                            "columns",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="列"
                            ),
                        ),
                        ("key", models.CharField(max_length=40, verbose_name="归属列")),
                        ("place", models.CharField(blank=True, max_length=40, verbose_name="行政区划列")),
                        ("rows", models.PositiveIntegerField(verbose_name="行数")),
                        ("sha256", models.CharField(max_length=64, verbose_name="指纹")),
                        ("body", models.BinaryField(verbose_name="内容")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inputs",
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
                    ],
                    options={
                        "verbose_name": "冻结的输入",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("account"), models.F("kind"), name="one_frozen_input_a_kind"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
