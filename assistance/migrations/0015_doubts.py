"""Which visits are odd is noted, and whom to look at again."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0014_read_lists_in_their_order"),
    ]

    operations = [
        migrations.CreateModel(
            name="Doubt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("county", models.CharField(blank=True, max_length=6, verbose_name="县")),
                ("month", models.CharField(blank=True, max_length=7, verbose_name="月份")),
                ("kind", models.CharField(max_length=6)),
                ("whom", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "待看疑点",
                "indexes": [
                    models.Index(fields=["month", "county"], include=("kind", "whom"), name="doubt_by_month")
                ],
            },
        ),
        migrations.CreateModel(
            name="OddVisit",
            fields=[
                (
                    "visit",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="odd",
                        serialize=False,
                        to="assistance.visit",
                    ),
                ),
                ("county", models.CharField(max_length=6, verbose_name="县")),
                ("month", models.CharField(max_length=7, verbose_name="月份")),
                ("day", models.DateField(verbose_name="走访日期")),
                ("kind", models.CharField(max_length=6)),
                ("whom", models.CharField(max_length=64)),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), size=None
                    ),
                ),
            ],
            options={
                "verbose_name": "走访疑点",
                "indexes": [
                    models.Index(fields=["county", "month", "-day", "-visit"], name="odd_visit_by_day")
                ],
            },
        ),
    ]
