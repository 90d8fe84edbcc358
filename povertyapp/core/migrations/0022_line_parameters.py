"""What the duties of villages about records and publicities weigh, and when the lines of the year are to be reached."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    "account.HA-V3.weight": ("8", "D3"),
    "account.HA-V3.hard": (True, "D3"),
    "account.HA-V4.weight": ("6", "D3"),
    "account.HA-V4.hard": (True, "D3"),
    # minutes after which the figures of the running month are brought up to date
    "account.refresh_minutes": (60, "performance 2.4"),
    # days after which a finding counts against its village
    "quality.open_days": (15, "D3 HA-V3"),
    # the month by whose end the lines of the year are reached; before it they are owed in part
    "village.milestone_month": (12, "D3 HA-V8"),
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
    dependencies = [("core", "0021_meeting_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
