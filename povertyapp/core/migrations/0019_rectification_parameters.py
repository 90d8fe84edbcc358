"""The numbers of rectification (C2): limits of its steps, grades of overdue, its duties (D3)."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # --- days that a step may take (C2); the others stand since the first parameters
    "rectification.analysis_days": (7, "C2"),
    "rectification.assign_days": (7, "C2"),
    "rectification.start_days": (3, "C2"),
    "rectification.verify_days": (20, "C2"),
    "rectification.close_days": (5, "C2"),
    "rectification.send_back_days": (3, "C2"),
    # months after closing in which the same problem opens it again; later it is a new problem
    "rectification.reopen_months": (12, "C2"),
    # --- the grades of overdue: from how many days past the deadline on, and from how many returns on
    "rectification.grade_days": ({"blue": -7, "yellow": 1, "orange": 8, "red": 16, "black": 31}, "C2"),
    "rectification.grade_returns": ({"red": 2, "black": 3}, "C2"),
    # --- the duties of the hard account
    "account.HA-H7.weight": ("8", "D3"),
    "account.HA-H7.hard": (True, "D3"),
    "account.HA-V6.weight": ("8", "D3"),
    "account.HA-V6.hard": (True, "D3"),
    "account.HA-T5.weight": ("8", "D3"),
    "account.HA-T5.hard": (True, "D3"),
    "account.HA-U1.weight": ("10", "D3"),
    "account.HA-U1.hard": (True, "D3"),
    # days past the deadline that no measure of a township may reach, and returns that none of a unit may reach
    "rectification.township_overdue_days": (15, "D3 HA-T5"),
    "rectification.unit_returns": (2, "D3 HA-U1"),
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
    dependencies = [("core", "0018_check_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
