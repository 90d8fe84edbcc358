"""The shares that figures of projects ask for (E-32, LF-50)."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # --- of the projects of tender size, those that were tendered; of the accepted ones, those checked three times
    "project.tendered_share": ("1", "E-32"),
    "project.checked_share": ("1", "LF-50"),
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
    dependencies = [("core", "0031_relocation_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
