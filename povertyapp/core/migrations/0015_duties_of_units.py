"""What the duties of the second group weigh, and when they are hard: always, never, or in some months (D3)."""

import datetime as dt

from django.db import migrations

DEFAULTS = {
    "account.HA-H5.weight": ("5", "D3"),
    # the second training is due by 30 November: until then a gap costs points only
    "account.HA-H5.hard": ([11], "D3"),
    "account.HA-H6.weight": ("4", "D3"),
    "account.HA-H6.hard": (False, "D3"),
    "account.HA-V2.weight": ("8", "D3"),
    "account.HA-V2.hard": (True, "D3"),
    "account.HA-V8.weight": ("5", "D3"),
    # the lines of the year are measured at its end
    "account.HA-V8.hard": ([12], "D3"),
    "account.HA-U4.weight": ("8", "D3"),
    "account.HA-U4.hard": (True, "D3"),
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
    dependencies = [("core", "0014_record_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
