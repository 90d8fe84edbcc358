"""A stable code for each helping unit: it is a party of the account, and a name may change."""

from django.db import migrations, models

FILL = """
UPDATE assistance_helpingunit AS unit SET code = numbered.code
FROM (SELECT id, area_id || 'D' || lpad(row_number() OVER (PARTITION BY area_id ORDER BY id)::text, 3, '0') AS code
      FROM assistance_helpingunit) AS numbered
WHERE numbered.id = unit.id
"""


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
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="helpingunit",
            name="code",
            field=models.CharField(max_length=20, unique=True, verbose_name="单位编号"),
        ),
    ]
