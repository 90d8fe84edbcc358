"""The poverty line by year (rulebook B9) and the limits of land (DQ-07)."""

import datetime as dt

from django.db import migrations

LINES = {2013: 2736, 2014: 2800, 2015: 2855, 2016: 2952, 2018: 2995, 2019: 3218, 2020: 4000}
LIMITS = {"data.cultivated_per_head_max": (50, "DQ-07"), "data.woodland_per_head_max": (70, "DQ-07")}


def write(apps, schema_editor):
    parameter = apps.get_model("core", "RuleParameter")
    years = sorted(LINES)
    lines = [
        parameter(
            name="poverty.line",
            effective_from=dt.date(year, 1, 1),
            effective_to=dt.date(following - 1, 12, 31) if following else None,
            value=str(LINES[year]),
            basis="B9",
        )
        for year, following in zip(years, [*years[1:], None], strict=True)
    ]
    limits = [
        parameter(name=name, effective_from=dt.date(2013, 1, 1), value=value, basis=basis)
        for name, (value, basis) in LIMITS.items()
    ]
    parameter.objects.bulk_create([*lines, *limits])


def remove(apps, schema_editor):
    parameters = apps.get_model("core", "RuleParameter").objects.filter(area=None)
    parameters.filter(name__in=["poverty.line", *LIMITS]).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0002_parameters")]
    operations = [migrations.RunPython(write, remove)]
