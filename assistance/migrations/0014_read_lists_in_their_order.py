"""The newest visits of all, and helpers, are read in the order in which they are listed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assistance", "0013_find_proposed_measures")]
    operations = [
        migrations.RemoveIndex("visit", "visit_by_day"),
        migrations.AddIndex(
            "visit", models.Index(fields=["happened_on", "id"], include=("area",), name="visit_by_day")
        ),
        migrations.AddIndex("helper", models.Index(fields=["area", "code"], name="helper_by_area")),
    ]
