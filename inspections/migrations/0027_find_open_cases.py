"""The open cases of accountability are found by the day by which somebody must act."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("inspections", "0026_urging")]
    operations = [
        migrations.AddIndex(
            "accountabilityaction",
            models.Index(fields=["due_on", "no"], condition=Q(ended_on=None), name="open_action_by_due_day"),
        )
    ]
