"""How many days a measure may be put off, and how many it gets when it is sent back (rulebook C2)."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {"rectification.extension_days": 30, "rectification.resubmit_days": 15}


def write_defaults(apps, schema_editor):
    parameter = apps.get_model("core", "RuleParameter")
    parameter.objects.bulk_create(
        parameter(name=name, effective_from=BEGIN, value=value, basis="C2")
        for name, value in DEFAULTS.items()
    )


def remove_defaults(apps, schema_editor):
    apps.get_model("core", "RuleParameter").objects.filter(area=None, name__in=DEFAULTS).delete()


class Migration(migrations.Migration):
    dependencies = [("inspections", "0004_ledger_view"), ("core", "0002_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
