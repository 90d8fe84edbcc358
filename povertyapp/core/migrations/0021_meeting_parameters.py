"""What the county's rhythm weighs (HA-C1), and how long a matter that a meeting decides usually has."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    "account.HA-C1.weight": ("10", "D3"),
    "account.HA-C1.hard": (True, "D3"),
    "meeting.decision_days": (15, "[design] D5, D6"),
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
    dependencies = [("core", "0020_accountability")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
