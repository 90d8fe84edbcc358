from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inspections", "0005_say_how_findings_ended")]
    operations = [
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cleared_at", None), ("resolution", "")),
                    models.Q(("cleared_at__isnull", False), models.Q(("resolution", ""), _negated=True)),
                    _connector="OR",
                ),
                name="ended_finding_says_how",
            ),
        ),
    ]
