"""The lines of the ledger: every measure, and every problem that has none yet."""

from django.db import migrations

VIEW = """
CREATE VIEW inspections_ledger_item AS
SELECT coalesce(measure.id, -problem.id) AS id, problem.area_id, problem.id AS problem_id, measure.id AS measure_id
FROM inspections_problem AS problem
LEFT JOIN inspections_rectificationmeasure AS measure ON measure.problem_id = problem.id
"""


class Migration(migrations.Migration):
    dependencies = [("inspections", "0002_account_tables")]
    operations = [migrations.RunSQL(VIEW, "DROP VIEW inspections_ledger_item")]
