"""What shares of clerks, teams and task forces are asked for."""

import datetime as dt

from django.db import migrations

DEFAULTS = {
    "figure.village_clerk": ("1", "LF-61"),
    "figure.team_cover": ("1", "TF-06, JZ-44"),
    "figure.task_force": ("1", "CB1-02"),
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
    dependencies = [("core", "0025_economy_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
