"""What trainings, contracts, cooperatives, stations and the care for left-behind people must reach."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # month of the year → distinct trainings that a household has attended by its end
    "training.min_by_month": ({"6": 1, "11": 2}, "LF-20; D3 HA-H5"),
    "training.owed_from_day": (60, "LF-20; D3 HA-H5"),
    # the months in which a village's lines of the year fall due: their pace, and in the last month the end
    "village.year_lines_months": ([3, 6, 9, 12], "D3 HA-V8"),
    # one station, two societies: the share of villages that have all three
    "station.poor_villages_min": ("1.00", "LF-21"),
    "station.ordinary_villages_min": ("0.40", "LF-21"),
    "industry.base_share_min": ("0.60", "LF-24"),
    "link.contract_share_min": ("0.60", "LF-26"),
    "cooperative.min_per_village": (1, "LF-27"),
    "cooperative.min_households": (10, "LF-28"),
    # the shares that figures are held against
    "figure.trained_households": ("1", "LF-20; E-11"),
    "figure.industry_base": ("1", "LF-24; E-13"),
    "figure.cooperatives_lifting": ("1", "LF-28; E-15"),
    "figure.left_behind_files": ("1", "LF-32"),
    # left-behind people: whom the words mean, and how long a look at them counts
    "left_behind.child_below_age": (16, "LF-32"),
    "left_behind.elderly_from_age": (60, "LF-32"),
    "left_behind.review_days": (366, "LF-32"),
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
    dependencies = [("core", "0024_card_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
