"""A member's health holds several words (长期慢性病、残疾): one code becomes a list of codes."""

import django.contrib.postgres.fields
from django.db import migrations, models

HEALTH = [("01", "健康"), ("02", "长期慢性病"), ("03", "患有大病"), ("04", "残疾")]


def many():
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(choices=HEALTH, max_length=2),
        blank=True,
        default=list,
        size=None,
        verbose_name="健康状况",
    )


def widen(model):
    table = f"households_{model}"
    return migrations.RunSQL(
        f"""ALTER TABLE {table} ALTER COLUMN health TYPE varchar(2)[]
            USING CASE WHEN health = '' THEN '{{}}'::varchar(2)[] ELSE ARRAY[health] END""",
        f"ALTER TABLE {table} ALTER COLUMN health TYPE varchar(2) USING coalesce(health[1], '')",
        state_operations=[migrations.AlterField(model, "health", many())],
    )


class Migration(migrations.Migration):
    dependencies = [("households", "0001_house")]

    operations = [widen("householdmember"), widen("householdmemberevent")]
