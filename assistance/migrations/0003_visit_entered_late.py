"""An index of the visits entered after their month had ended: few, and the only ones that can be late."""

from django.db import migrations

INDEX = """
CREATE INDEX visit_entered_after_its_month ON assistance_visit (area_id, happened_on)
WHERE recorded_at >= ((date_trunc('month', happened_on::timestamp) + interval '1 month')
                      AT TIME ZONE 'Asia/Shanghai')
"""


class Migration(migrations.Migration):
    dependencies = [("assistance", "0002_measure_words")]
    operations = [migrations.RunSQL(INDEX, "DROP INDEX visit_entered_after_its_month")]
