"""What training and clean-up of townships, and the indicators of member units, weigh in the account."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    "account.HA-T4.weight": ("4", "D3"),
    "account.HA-T4.hard": (False, "D3"),
    "account.HA-U2.weight": ("8", "D3"),
    "account.HA-U2.hard": (False, "D3"),
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
    dependencies = [("core", "0026_money_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
