"""How long a phone keeps what it was given, how far its clock may be off, and what photos may weigh."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # hours that a phone without signal keeps the households of its owner
    "device.offline_hours": (72, "reliability-security C7"),
    # seconds between the phone's clock and ours from which on a visit says so
    "sync.skew_seconds": (600, "reliability-security E5"),
    "photo.per_visit": (3, "ux 41"),
    "photo.max_bytes": (204_800, "ux 41"),
    "photo.max_pixels": (40_000_000, "reliability-security D1"),
    "photo.longest_edge": (1280, "ux 41"),
    # what one person may send in a day
    "photo.bytes_per_day": (62_914_560, "reliability-security 5"),
    # days that a photo may take to arrive in all its pieces
    "photo.receiving_days": (30, "ux 36"),
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
    dependencies = [("core", "0016_device")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
