"""How many rows one act takes that goes through the service of one row, row by row; how old a backup may be."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2014, 1, 1)
DEFAULTS = {
    "bulk.each_at_once_max": (200, "house"),
    # --- after how many days the administrator's page says that the backup is old
    "backup.days_max": (1, "house"),
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
    dependencies = [("core", "0035_terms")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
