"""Names are found in indexes, by a part, by pinyin, by initials; who is on the register is counted in one."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models

from povertyapp.core.names import Characters, Initials
from povertyapp.core.together import Together


def indexes_of(model, prefix, name, pinyin):
    wanted = (
        GinIndex(Characters(name), name=f"{prefix}_by_characters"),
        models.Index(OpClass(pinyin, "varchar_pattern_ops"), name=f"{prefix}_by_pinyin"),
        models.Index(OpClass(Initials(pinyin), "text_pattern_ops"), name=f"{prefix}_by_initials"),
    )
    return [migrations.AddIndex(model, index) for index in wanted]


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0037_file_fetches"),
        ("households", "0016_count_places_in_the_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RemoveIndex("household", "household_by_area"),
        migrations.AddIndex(
            "household",
            models.Index(
                fields=["area", "household_no"],
                include=(
                    *("answered_by", "poverty_status", "main_cause"),
                    *("registered_on", "left_register_on", "id"),
                ),
                name="household_by_area",
            ),
        ),
        Together(
            [
                *indexes_of("household", "household", "head_name", "head_pinyin"),
                *indexes_of("householdmember", "member", "name", "name_pinyin"),
            ]
        ),
    ]
