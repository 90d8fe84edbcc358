"""A line of the ledger carries what it is counted and found by, and an index has all of it: no measure is looked up."""

from django.db import migrations, models

WITHOUT = """
CREATE VIEW inspections_ledger_item AS
SELECT coalesce(measure.id, -problem.id) AS id, problem.area_id, problem.id AS problem_id, measure.id AS measure_id
FROM inspections_problem AS problem
LEFT JOIN inspections_rectificationmeasure AS measure ON measure.problem_id = problem.id
"""
COLUMNS = "AS measure_id, measure.status, measure.deadline, measure.closed_on"
WITH = WITHOUT.replace("CREATE", "CREATE OR REPLACE").replace("AS measure_id", COLUMNS)


class Migration(migrations.Migration):
    dependencies = [("inspections", "0027_find_open_cases")]
    operations = [
        migrations.RunSQL(WITH, f"DROP VIEW inspections_ledger_item; {WITHOUT}"),
        migrations.AddIndex(
            model_name="rectificationmeasure",
            index=models.Index(
                fields=["problem", "status", "deadline", "closed_on"], include=("id",), name="measure_counted"
            ),
        ),
    ]
