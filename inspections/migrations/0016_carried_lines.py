"""What a closed month had missed and that was made up since (补交), shown in the month in which it was.

Until when a computation has read, so that the next one of a running month looks at what came after.
"""

from django.db import migrations, models

from povertyapp.core.together import Together

TABLE = """
CREATE TABLE inspections_account_carried (
    id bigint NOT NULL, account_id bigint NOT NULL, area_id varchar(12) NOT NULL, month varchar(7) NOT NULL,
    level varchar(12) NOT NULL, code varchar(20) NOT NULL, name varchar(80) NOT NULL, helper_id bigint,
    rule varchar(12) NOT NULL, title varchar(80) NOT NULL,
    subject_kind varchar(12) NOT NULL, subject_code varchar(20) NOT NULL,
    required int NOT NULL, delivered int NOT NULL, weight numeric(6,2) NOT NULL, is_hard boolean NOT NULL
) PARTITION BY LIST (account_id);
CREATE INDEX account_carried_by_party ON inspections_account_carried (account_id, level, code);
CREATE INDEX account_carried_by_area ON inspections_account_carried (account_id, area_id);
"""
DROP = "DROP TABLE inspections_account_carried"


class Migration(migrations.Migration):
    dependencies = [("inspections", "0015_meetings")]
    operations = [
        migrations.RunSQL(TABLE, DROP),
        Together(
            [
                migrations.CreateModel(
                    name="CarriedLine",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("month", models.CharField(max_length=7)),
                        ("level", models.CharField(max_length=12)),
                        ("code", models.CharField(max_length=20)),
                        ("name", models.CharField(max_length=80)),
                        ("rule", models.CharField(max_length=12)),
                        ("title", models.CharField(max_length=80)),
                        ("subject_kind", models.CharField(max_length=12)),
                        ("subject_code", models.CharField(max_length=20)),
                        ("required", models.IntegerField()),
                        ("delivered", models.IntegerField()),
                        ("weight", models.DecimalField(decimal_places=2, max_digits=6)),
                        ("is_hard", models.BooleanField()),
                    ],
                    options={"db_table": "inspections_account_carried", "managed": False},
                ),
                migrations.AddField(
                    model_name="accountmonth",
                    name="read_at",
                    field=models.DateTimeField(blank=True, editable=False, null=True),
                ),
                migrations.AddField(
                    model_name="accountmonthevent",
                    name="read_at",
                    field=models.DateTimeField(blank=True, editable=False, null=True),
                ),
            ]
        ),
    ]
