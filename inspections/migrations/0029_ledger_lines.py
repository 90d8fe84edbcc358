"""A line of the ledger also carries its number, what its grade is told by, and its unit: so a page of the ledger is
counted and cut in an index, and measures are looked up for the lines that it shows only."""

from django.db import migrations, models

BEFORE = """
CREATE VIEW inspections_ledger_item AS
SELECT coalesce(measure.id, -problem.id) AS id, problem.area_id, problem.id AS problem_id, measure.id AS measure_id,
    measure.status, measure.deadline, measure.closed_on
FROM inspections_problem AS problem
LEFT JOIN inspections_rectificationmeasure AS measure ON measure.problem_id = problem.id
"""
LAST = "measure.closed_on"
MORE = f"{LAST}, measure.number, measure.submitted_on, measure.sent_back_count, measure.responsible_unit"
NOW = BEFORE.replace("CREATE", "CREATE OR REPLACE").replace(LAST, MORE)


class Migration(migrations.Migration):
    dependencies = [("inspections", "0028_ledger_states")]
    operations = [
        migrations.RunSQL(NOW, f"DROP VIEW inspections_ledger_item; {BEFORE}"),
        migrations.RemoveIndex("rectificationmeasure", "measure_counted"),
        migrations.AddIndex(
            model_name="rectificationmeasure",
            index=models.Index(
                fields=["problem", "status", "deadline", "closed_on"],
                include=("id", "number", "submitted_on", "sent_back_count", "responsible_unit"),
                name="measure_counted",
            ),
        ),
    ]
