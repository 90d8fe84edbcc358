"""The days of the account's calendar (D5), how long objections may be filed and answered, who signs, leave."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # --- days of the month, and of the next one
    "account.notice_day": (20, "D5"),
    "account.circular_day": (10, "D5"),
    "account.accountability_day": (15, "D5"),
    # whether the closing waits for two signatures, of the office and of a leader
    "account.needs_signatures": (True, "G5"),
    # --- objections: the last day for a draft, and to answer it; to a closed month how many days after its closing,
    # and how many days the answer may take
    "objection.until_day": (7, "D5"),
    "objection.answer_day": (7, "D5"),
    "objection.closed_days": (60, "D5"),
    "objection.answer_days": (15, "D5"),
    "objection.max_files": (5, "D5"),
    # --- the longest leave that excuses, in days
    "excuse.leave_days": (15, "D2"),
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
    dependencies = [("core", "0016_assistance_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
