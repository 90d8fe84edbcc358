"""The measures that wait to be confirmed are found by their place."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("assistance", "0012_find_visits_by_author")]
    operations = [
        migrations.AddIndex(
            "assistancemeasure",
            models.Index(
                fields=["area", "from_date"],
                condition=Q(is_proposed=True, voided_at=None, stop_reason=""),
                name="measure_to_confirm",
            ),
        )
    ]
