"""Two accounts of one natural person, working days, and the numbers of escalation (rulebook D6)."""

import datetime as dt

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

BEGIN = dt.date(2013, 1, 1)
PERSON = """
CREATE FUNCTION core_person(account bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(main_account_id, id) FROM core_user WHERE id = account
$$;
"""
DEFAULTS = {
    # --- days off in the week and working days at its end, as the State Council's office published them; a county
    # that adds a year enters the row anew from the first of January on
    "calendar.holidays": (
        [
            # 2017
            "2017-01-02", "2017-01-27", "2017-01-30", "2017-01-31", "2017-02-01", "2017-02-02", "2017-04-03",
            "2017-04-04", "2017-05-01", "2017-05-29", "2017-05-30", "2017-10-02", "2017-10-03", "2017-10-04",
            "2017-10-05", "2017-10-06",
            # 2026
            "2026-01-01", "2026-01-02", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20",
            "2026-02-23", "2026-04-06", "2026-05-01", "2026-05-04", "2026-05-05", "2026-06-19", "2026-09-25",
            "2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07",
        ],
        "国务院办公厅节假日安排",
    ),
    "calendar.workdays": (
        [
            "2017-01-22", "2017-02-04", "2017-04-01", "2017-05-27", "2017-09-30",
            "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
        ],
        "国务院办公厅节假日安排",
    ),
    # --- when the software proposes what (D6): months in a row and in the rolling year
    "accountability.window_months": (12, "D6"),
    "accountability.interview_in_a_row": (2, "D6"),
    "accountability.interview_in_year": (3, "D6"),
    "accountability.order_in_a_row": (3, "D6"),
    "accountability.accountability_in_year": (4, "D6"),
    "accountability.falsified_again": (2, "D6"),
    # the day of the next month on which what is unsettled must be put right
    "accountability.measure_due_day": (15, "D6"),
    # --- working days that a step may take; the party's own days are never shortened by the others
    "accountability.serve_days": (2, "D5"),
    "accountability.statement_days": (3, "D6; PIPL 24"),
    "accountability.decide_days": (3, "D5"),
    "accountability.issue_days": (2, "D5"),
    "accountability.appeal_days": (5, "PIPL 24"),
    "accountability.appeal_answer_days": (10, "PIPL 24"),
    "accountability.execute_days": (5, "D5"),
    "accountability.check_days": (5, "D6"),
    # the longest time of an order, in days of the calendar
    "accountability.order_days_max": (30, "D6"),
    # how long nobody is promoted after a poor year; else until the end of the year (JZ-21)
    "accountability.promotion_ban_years": (2, "JZ-22"),
    # --- the grades of a year (D4)
    "grade.good_score": (90, "D4"),
    "grade.fair_score": (75, "D4"),
    # --- what a line of supervision weighs in the account of the party above
    "account.JZ-20.weight": ("6", "JZ-20"),
    "account.JZ-20.hard": (False, "JZ-20"),
}  # fmt: skip


def write_defaults(apps, schema_editor):
    parameter = apps.get_model("core", "RuleParameter")
    parameter.objects.bulk_create(
        parameter(name=name, effective_from=BEGIN, value=value, basis=basis)
        for name, (value, basis) in DEFAULTS.items()
    )


def remove_defaults(apps, schema_editor):
    apps.get_model("core", "RuleParameter").objects.filter(area=None, name__in=DEFAULTS).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0019_rectification_parameters")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="main_account",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="同一人的主账号",
            ),
        ),
        migrations.RunSQL(PERSON, "DROP FUNCTION core_person(bigint)"),
        migrations.RunPython(write_defaults, remove_defaults),
    ]
