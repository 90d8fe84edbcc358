"""The hours and days of reminders."""

import datetime as dt

from django.db import migrations

DEFAULTS = {
    "notice.from_hour": (8, "ux 32: nothing at night"),
    "notice.until_hour": (20, "ux 32: nothing at night"),
    "notice.offsets_days": ([-3, -1, 1], "ux 33"),
    "notice.keep_days": (60, "ux 33"),
    "visit.remind_day": (20, "D5"),
    "visit.entry_days": (3, "B12"),
    "visit.voided_shown_days": (40, "D5"),
    "promise.remind_days": (3, "ux 33"),
    "assignment.shown_days": (14, "LF-13"),
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
    dependencies = [("core", "0021_notices")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
