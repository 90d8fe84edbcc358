"""The visits that somebody entered are found by their place."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0011_count_visits_in_the_index"),
        ("core", "0037_file_fetches"),
        ("households", "0017_find_names_in_the_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AlterField(
            "visit",
            "recorded_by",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="录入人",
            ),
        ),
        migrations.AddIndex("visit", models.Index(fields=["recorded_by", "area"], name="visit_by_author")),
    ]
