"""Findings that ended before it was asked how: they were put right, there was no other way."""

from django.db import migrations


def say(apps, schema_editor):
    finding = apps.get_model("inspections", "Finding")
    finding.objects.filter(cleared_at__isnull=False, resolution="").update(resolution="corrected")


class Migration(migrations.Migration):
    dependencies = [("inspections", "0004_add_claims_and_published_figures")]
    operations = [
        migrations.RunPython(say, migrations.RunPython.noop),
    ]
