"""How long a file is that one still waits for (ux 19), and who fetched one that was made in the background."""

import datetime as dt

from django.db import migrations, models

from povertyapp.core.together import Together

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # --- more rows of a workbook, or lines of a paper, become a job: a line is laid out, a row is only written
    "export.at_once_rows": (500, "ux 19"),
    "paper.at_once_lines": (100, "ux 19"),
    # --- what nobody reads on paper
    "paper.most_lines": (1500, "house"),
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
    dependencies = [("core", "0036_bulk_parameters")]
    operations = [
        Together(
            [
                migrations.AddField(
                    model_name=model,
                    name=name,
                    field=field,
                )
                for model in ("exportrecord", "exportrecordevent")
                for name, field in (
                    ("fetched_at", models.DateTimeField(null=True, verbose_name="最近下载")),
                    ("fetches", models.PositiveSmallIntegerField(default=0, verbose_name="下载次数")),
                )
            ]
        ),
        migrations.RunPython(write_defaults, remove_defaults),
    ]
