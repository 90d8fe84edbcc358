"""Whom each rule of a month is judged over, and the duties of units as a model of their own.

Months computed before say nothing: there a rule without a place in the arrays is about the parties below.
"""

from django.db import migrations, models

ADD = "ALTER TABLE inspections_account_rule ADD COLUMN subject varchar(12) NOT NULL DEFAULT ''"
DROP = "ALTER TABLE inspections_account_rule DROP COLUMN subject"


class Migration(migrations.Migration):
    dependencies = [("inspections", "0008_say_how_claims_end"), ("core", "0016_assistance_parameters")]
    operations = [
        migrations.RunSQL(ADD, DROP),
        migrations.CreateModel(
            name="AccountUnitLine",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("level", models.CharField(max_length=12)),
                ("code", models.CharField(max_length=20)),
                ("rule", models.CharField(max_length=12)),
                ("subject_kind", models.CharField(max_length=12)),
                ("subject_code", models.CharField(max_length=20)),
                ("required", models.IntegerField()),
                ("delivered", models.IntegerField()),
                ("voided", models.IntegerField()),
                ("outcome", models.CharField(max_length=10)),
            ],
            options={"db_table": "inspections_account_unit_line", "managed": False},
        ),
    ]
