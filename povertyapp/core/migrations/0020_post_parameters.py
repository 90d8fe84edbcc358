"""How long people stay on post, and how many a team and a task force need."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    "post.min_days": (20, "CB1-08"),
    "team.min_members": (3, "B12"),
    "task_force.min_members": (3, "CB1-02"),
    "task_force.max_members": (6, "CB1-02"),
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
    dependencies = [("core", "0019_assignment_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
