"""Refusals of constraints say what to do next; the database stays as it is."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0034_lists"),
        ("households", "0014_bank_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="memberturn",
            name="one_turn_a_day",
            constraint=models.UniqueConstraint(
                models.F("member"),
                models.F("kind"),
                models.F("happened_on"),
                name="one_turn_a_day",
                violation_error_message="这项变动已经登记过，不用再登记；登记错了请用“修改”更正。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="procedurecase",
            name="one_running_case_a_household",
            constraint=models.UniqueConstraint(
                models.F("household"),
                condition=models.Q(
                    ("ended_on", None),
                    models.Q(("state", "exited"), _negated=True),
                    models.Q(("kind", "monitoring"), _negated=True),
                ),
                name="one_running_case_a_household",
                violation_error_message="这一户还有没办结的事项，请先办结再开新的。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="procedurecase",
            name="one_running_monitoring_a_household",
            constraint=models.UniqueConstraint(
                models.F("household"),
                condition=models.Q(("ended_on", None), ("kind", "monitoring")),
                name="one_running_monitoring_a_household",
                violation_error_message="这一户已经在监测，请在原来的事项里办理。",
            ),
        ),
    ]
