"""The shares that the first figures of assistance are held against (E-06, E-09, E-10)."""

import datetime as dt

from django.db import migrations

DEFAULTS = {
    "figure.helper_cover": ("1", "LF-13; E-06"),
    "figure.income_measures": ("1", "LF-17; E-09"),
    "figure.safety_net": ("1", "LF-18; E-10"),
}


def write_defaults(apps, schema_editor):
    parameter = apps.get_model("core", "RuleParameter")
    parameter.objects.bulk_create(
        parameter(name=name, effective_from=dt.date(2013, 1, 1), value=value, basis=basis)
        for name, (value, basis) in DEFAULTS.items()
    )


def remove_defaults(apps, schema_editor):
    apps.get_model("core", "RuleParameter").objects.filter(area=None, name__in=DEFAULTS).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0017_sync_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
