"""The visits of a place are counted in an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0010_say_what_to_do"),
        ("core", "0034_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RemoveIndex("visit", "visit_by_area"),
        migrations.AddIndex(
            "visit",
            models.Index(fields=["area", "-happened_on"], include=("recorded_by",), name="visit_by_area"),
        ),
    ]
