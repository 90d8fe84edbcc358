"""The numbers of projects: the tender limit, days a stage may take, advance, retention, publicity; weights of duties."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # --- a project of this many yuan and more is tendered; a county enters the limit of its province and date
    "project.tender_threshold": ("100000", "LN-32"),
    # --- projects of one village, kind and contractor within so many days count as one against the limit
    "project.split_days": (90, "LN-32"),
    # --- days that a stage may take; a contract says itself how long it is built
    "project.days.applied": (10, "C3"),
    "project.days.township_checked": (20, "C3"),
    "project.days.county_reviewed": (3, "C3"),
    "project.days.library_publicity": (15, "C3"),
    "project.days.approved": (5, "C3"),
    "project.days.plan_publicity": (15, "C3"),
    "project.days.procurement": (45, "C3"),
    "project.days.contracted": (15, "C3"),
    "project.days.in_progress": (180, "C3"),
    "project.days.completed": (30, "C3"),
    "project.days.accepted": (5, "C3"),
    # ten days of notice and fifteen working days of settling
    "project.days.completion_publicity": (31, "C3"),
    "project.days.reimbursed": (395, "C3"),
    # --- the share of a contract that may be paid before the acceptance
    "project.advance_share": ("0.40", "C3"),
    # --- the share that may be paid at the start, before anything is built
    "project.start_advance": ("0.30", "财建〔2004〕369号"),
    # --- for how many months the retention money is kept back
    "project.retention_months": (12, "C3"),
    # --- working days in which a claim is settled
    "project.claim_days": (15, "C3"),
    # --- days after the acceptance in which the settlement is claimed (LF-63)
    "project.payment_days": (36, "C3"),
    # --- the same amount to all: from how many households of a village on, and which share of them
    "project.same_amount_households": (10, "CB1-15"),
    "project.same_amount_share": ("1", "CB1-15"),
    # --- the duties
    "account.HA-V5.weight": ("8", "D3"),
    "account.HA-V5.hard": (False, "D3"),
    "account.HA-U3.weight": ("8", "D3"),
    "account.HA-U3.hard": (False, "D3"),
    "account.HA-T2.weight": ("8", "D3"),
    "account.HA-T2.hard": (True, "D3"),
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
    dependencies = [("core", "0024_field_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
