"""The share of homes in which a contact card is to hang (CB1-14)."""

import datetime as dt

from django.db import migrations

DEFAULTS = {"figure.contact_card": ("1", "CB1-14")}


def write_defaults(apps, schema_editor):
    parameter = apps.get_model("core", "RuleParameter")
    parameter.objects.bulk_create(
        parameter(name=name, effective_from=dt.date(2013, 1, 1), value=value, basis=basis)
        for name, (value, basis) in DEFAULTS.items()
    )


def remove_defaults(apps, schema_editor):
    apps.get_model("core", "RuleParameter").objects.filter(area=None, name__in=DEFAULTS).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0023_measure_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
