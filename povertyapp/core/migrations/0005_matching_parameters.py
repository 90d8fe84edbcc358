"""The numbers of matching lists with the register."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # how many digits of an ID number may differ for a slip of the pen
    "matching.id_digits_apart": (2, "TF-04"),
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
    dependencies = [("core", "0004_file_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
