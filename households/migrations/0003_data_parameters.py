"""The ages and days that the data checks begin with (rulebook B21). A county sets its own beside them."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    "data.statement_due_month": (1, "DQ-18"),
    "data.capacity_age_from": (16, "DQ-12, DQ-25"),
    "data.capacity_age_to": (65, "DQ-12, DQ-25"),
    "data.able_age_from": (18, "DQ-28"),
    "data.able_age_to": (55, "DQ-28"),
    "data.school_age_from": (6, "DQ-46"),
    "data.school_age_to": (15, "DQ-46"),
    "data.pension_age": (60, "DQ-49"),
}


def write_defaults(apps, schema_editor):
    parameter = apps.get_model("core", "RuleParameter")
    parameter.objects.bulk_create(
        parameter(name=name, effective_from=BEGIN, value=value, basis=basis)
        for name, (value, basis) in DEFAULTS.items()
    )


def remove_defaults(apps, schema_editor):
    apps.get_model("core", "RuleParameter").objects.filter(area=None, name__in=DEFAULTS).delete()


class Migration(migrations.Migration):
    dependencies = [("households", "0002_member_health_many"), ("core", "0002_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
