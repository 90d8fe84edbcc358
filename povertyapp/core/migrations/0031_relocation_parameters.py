"""The numbers of relocation (rulebook C5, B15, LF-29 to LF-31) and the notice before keys are handed over."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # --- the red line: square metres a person, how far a type of house may round them up, the cap of large families
    # (from so many people on, so many square metres; 0: none, a county that has one says so from a date on)
    "relocation.m2_per_person": (25, "B15"),
    "relocation.m2_tolerance": ("0.03", "B15"),
    "relocation.large_family": (0, "B15"),
    "relocation.large_family_m2": (0, "B15"),
    # --- what a household pays at most
    "relocation.self_paid_max": (10000, "B15"),
    # --- for how long a site may not have begun before nobody is sent to it any more
    "relocation.site_waiting_days": (90, "C5"),
    "relocation.lives_days": (30, "C5"),
    "relocation.demolish_months": (12, "B15"),
    "relocation.follow_ups": (2, "C5"),
    # --- days that each status may last
    "relocation.days.identified": (30, "C5"),
    "relocation.days.agreed": (365, "C5"),
    "relocation.days.planned": (60, "C5"),
    "relocation.days.built": (30, "C5"),
    "relocation.days.accepted": (15, "C5"),
    "relocation.days.key_handed": (60, "C5"),
    "relocation.days.moved_in": (365, "C5"),
    "relocation.days.old_house_removed": (183, "C5"),
    "relocation.days.supported": (365, "C5"),
    # --- the notice of who gets which house
    "notice.days.keys": (7, "C5"),
    "notice.levels.keys": (["township"], "C5"),
    # --- the share of the year's list that has moved in
    "relocation.done_share": ("1", "E-21"),
    "account.HA-T3.weight": ("8", "D3"),
    "account.HA-T3.hard": (True, "D3"),
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
    dependencies = [("core", "0030_loan_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
