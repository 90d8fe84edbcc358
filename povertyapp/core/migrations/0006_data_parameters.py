"""The numbers of the data checks that came after the first ones, and what follows from a finding."""

import datetime as dt

from django.db import migrations

# Faults that make an account of the village worthless: the month stays open until they are put right. All others
# are reminders.
BLOCKING = [
    "DQ-01",
    "DQ-02",
    "DQ-15",
    "DQ-16",
    "DQ-18",
    "DQ-26",
    "DQ-37",
    "DQ-39",
    "DQ-40",
]
DEFAULTS = {
    "data.km_to_main_road_max": (50, "DQ-08"),
    "data.above_junior_too_young": (14, "DQ-35"),
    "data.primary_too_old": (20, "DQ-35"),
    "data.same_grade_years": (3, "DQ-36"),
    "data.school_year_month": (9, "DQ-36"),
    # which of the four ones of TF-14 must be on record: plan, handbook, measure. A roster has no plan.
    "data.four_ones": (["handbook", "measure"], "DQ-19"),
    "data.identical_min_households": (10, "DQ-44"),
    "data.homes_a_day_max": (12, "DQ-45"),
    "data.risk_removal_months": (1, "DQ-48"),
    # what follows from a finding
    "data.blocking_rules": (BLOCKING, "ux P11"),
    "data.mend_days": (30, "B21"),
    "data.confirmed_months": (12, "ux P11"),
    "account.blocked_by_findings": (True, "ux P11"),
}


def write_defaults(apps, schema_editor):
    parameter = apps.get_model("core", "RuleParameter")
    parameter.objects.bulk_create(
        parameter(name=name, effective_from=dt.date(2013, 1, 1), value=value, basis=basis)
        for name, (value, basis) in DEFAULTS.items()
    )


def remove_defaults(apps, schema_editor):
    apps.get_model("core", "RuleParameter").objects.filter(area=None, name__in=DEFAULTS).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0005_matching_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
