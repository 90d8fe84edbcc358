"""What an operator who lifts households may borrow (LF-44)."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    "loan.operator_per_household": (50000, "LF-44"),
    "loan.operator_min_households": (3, "LF-44"),
    "loan.operator_limit": (3_000_000, "LF-44"),
    "loan.operator_term_months_max": (36, "B14"),
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
    dependencies = [("core", "0032_fund_figure_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
