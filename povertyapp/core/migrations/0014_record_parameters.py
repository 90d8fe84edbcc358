"""Which months an income statement covers, and what the county does not count as income (rulebook B1.3)."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # first and last day of the year of income, as month-day; the first lies in the year before
    "income.period": (["10-01", "09-30"], "B1.3"),
    # columns of the statement that do not count; counties differ on the pension
    "income.excluded_kinds": ([], "B1.3"),
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
    dependencies = [("core", "0013_draft")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
