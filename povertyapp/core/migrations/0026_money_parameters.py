"""The numbers of the county's money: shares to integrate, days to allot, what may be carried over."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # --- stock and increment apart (LF-35), on a straight path to this month of the year
    "fund.stock_share": ("0.50", "LF-35"),
    "fund.increment_share": ("0.15", "LF-35"),
    "fund.milestone_month": (12, "D3"),
    # --- days from arrival to allotment
    "fund.allot_days": (30, "D3"),
    # --- what may be carried over, by the age of the money
    "fund.carry_over_under_1": ("0.08", "B16"),
    "fund.carry_over_1_to_2": ("0.02", "B16"),
    "fund.carry_over_over_2": ("0", "B16"),
    # --- the unit of the county that answers for the money, by the names that it goes by
    "fund.finance_units": (["县财政局", "财政局"], "D3"),
    "account.HA-U5.weight": ("8", "D3"),
    "account.HA-U5.hard": (True, "D3"),
}


def write_defaults(apps, schema_editor):
    parameter = apps.get_model("core", "RuleParameter")
    parameter.objects.bulk_create(
        parameter(name=name, effective_from=BEGIN, value=value, basis=basis)
        for name, (value, basis) in DEFAULTS.items()
    )


def remove_defaults(apps, schema_editor):
    apps.get_model("core", "RuleParameter").objects.filter(area=None, name__in=DEFAULTS).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0025_project_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
