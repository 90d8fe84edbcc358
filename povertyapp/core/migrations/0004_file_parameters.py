"""How long files are kept, in days: results of jobs, and workbooks that were uploaded to be taken in."""

import datetime as dt

from django.db import migrations

DEFAULTS = {
    "file.result_days": (7, "ux 19"),
    "file.upload_days": (30, "ux P6"),
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
    dependencies = [("core", "0003_files_and_jobs")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
