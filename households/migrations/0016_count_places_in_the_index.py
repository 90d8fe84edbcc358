"""The households of a place are counted in an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0034_lists"),
        ("households", "0015_say_what_to_do"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RemoveIndex("household", "household_by_area"),
        migrations.AddIndex(
            "household",
            models.Index(
                fields=["area", "household_no"],
                include=("answered_by", "poverty_status", "main_cause"),
                name="household_by_area",
            ),
        ),
    ]
