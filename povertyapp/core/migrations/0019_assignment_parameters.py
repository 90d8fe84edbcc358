"""How many households one helper looks after, how many are assigned at once, and what the contact card shows."""

import datetime as dt

from django.db import migrations

DEFAULTS = {
    # a proposal fills every helper up to the goal before it goes beyond, and never beyond the maximum
    "assignment.goal_households": (12, "LF-13"),
    "assignment.max_households": (15, "LF-13"),
    "assignment.at_once_max": (500, "ux 8"),
    # whether the contact card prints the helper's work telephone; else a line is left to write it on
    "card.shows_phone": (False, "CB1-14"),
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
    dependencies = [("core", "0018_figure_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
