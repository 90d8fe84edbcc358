"""The numbers of plans, files and reliefs (HA-H6, LF-37, TF-08, JZ-42)."""

import datetime as dt

from django.db import migrations

DEFAULTS = {
    # the file of a household: what of plan, handbook and measure it holds (the ledger is this register), how old
    # its facts may be, and from which day of the helper's care it is owed
    "file.four_ones": (["plan", "handbook", "measure"], "TF-14"),
    "file.update_days": (31, "LF-68"),
    "file.owed_from_day": (30, "C1"),
    # until which month of a year the plan of the last one stands
    "plan.due_month": (3, "TF-14"),
    # the campaign “户户到”: from which day, how many projects that carry the household over the line
    "campaign.started_on": ("2017-05-20", "LF-37"),
    "campaign.projects_min": (3, "LF-37"),
    "reach.kinds_min": (3, "TF-08"),
    # how long a relief that was received answers for the person
    "relief.months": (12, "JZ-42"),
    # shares that figures are asked for
    "figure.causes_answered": ("1", "JZ-08"),
    "figure.planned": ("1", "CB1-03"),
    "figure.village_plan": ("1", "CB1-03"),
    "figure.carried": ("1", "LF-37"),
    "figure.relieved": ("1", "JZ-42"),
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
    dependencies = [("core", "0022_notice_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
