"""What stands now in a place, noted by triggers. They come after the migrations, and count what is there then."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0037_file_fetches")]
    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12, verbose_name="行政区划")),
                ("kind", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=80)),
                ("day", models.DateField()),
                ("n", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "现状计数",
                "indexes": [
                    models.Index(fields=["kind", "code", "day"], include=["key", "n"], name="tally_by_place")
                ],
            },
        )
    ]
