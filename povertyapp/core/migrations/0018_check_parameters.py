"""The numbers of unannounced checks: how large rounds and samples are, how seeds are made, and the limits in time."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # --- how large a round is that nobody says otherwise of
    "check.groups": (13, "B18"),
    "check.villages_per_group": (2, "B18"),
    "check.registered_per_village": (20, "B18"),
    "check.other_per_village": (5, "B18"),
    # units that stand by for those that cannot be checked: of the whole draw, or of each stratum
    "check.spare": (5, "ux P10"),
    # --- how many of the scope of a problem are verified: a share in per cent, and at least so many
    "check.sample_percent": (10, "C-V"),
    "check.sample_min": (5, "C-V"),
    # --- throws of a die that make a seed, and how long another public number must be
    "check.dice_throws": (20, "ux P10"),
    "check.seed_length": (6, "ux P10"),
    # --- what weighs in a draw by risk: so much for each open finding of a household, up to a limit
    "check.weight_of_finding": (1, "ux P10"),
    "check.weight_max": (10, "ux P10"),
    # --- hours within which a check on site is recorded, days within which a round is reported
    "check.record_hours": (24, "C6"),
    "check.report_days": (5, "C6"),
    # --- days that a village may go without a check, and the shares of units that are asked for
    "check.max_gap_days": (366, "JZ-15"),
    "figure.rounds_held": ("1", "JZ-16"),
    "figure.villages_checked": ("1", "JZ-15"),
    "figure.posts_checked": ("1", "JZ-14"),
    "figure.member_units_checked": ("1", "JZ-45"),
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
    dependencies = [("core", "0017_objection_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
