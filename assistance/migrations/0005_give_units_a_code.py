"""A stable code for each helping unit: it is a party of the account, and a name may change."""

import pgtrigger
from django.db import migrations, models

FILL = """
UPDATE assistance_helpingunit AS unit SET code = numbered.code
FROM (SELECT id, area_id || 'D' || lpad(row_number() OVER (PARTITION BY area_id ORDER BY id)::text, 3, '0') AS code
      FROM assistance_helpingunit) AS numbered
WHERE numbered.id = unit.id
"""


def fill(apps, schema_editor):
    """Write past the history: the triggers in place are those of the table as it was before (decision 4)."""
    triggers = [f"assistance.HelpingUnit:{name}" for name in ("base_update", "update_update")]
    with pgtrigger.ignore(*triggers), schema_editor.connection.cursor() as cursor:
        cursor.execute(FILL)


class Migration(migrations.Migration):
    dependencies = [("assistance", "0004_add_helper_numbers_and_visit_times")]
    operations = [
        migrations.AddField(
            model_name="helpingunit",
            name="code",
            field=models.CharField(default="", max_length=20, verbose_name="单位编号"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="helpingunitevent",
            name="code",
            field=models.CharField(default="", max_length=20, verbose_name="单位编号"),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="helpingunit",
            name="code",
            field=models.CharField(max_length=20, unique=True, verbose_name="单位编号"),
        ),
    ]
