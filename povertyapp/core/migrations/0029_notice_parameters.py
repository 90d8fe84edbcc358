"""How long notices hang and on which levels (国开办发〔2018〕11号); special areas, whole villages, societies (LN)."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
ALL, BOARDS, VILLAGE = ["county", "township", "village"], ["township", "village"], ["village"]
DAYS, LOAN_DAYS = 10, 7
WORDS = ["患病", "疾病", "重病", "大病", "慢性病", "残疾", "精神病", "癌", "尿毒症", "传染病", "艾滋"]
LEVELS = {
    "allocation": ALL,
    "loans": VILLAGE,
    "library": ALL,
    "year_plan": ALL,
    "year_done": ALL,
    "before": VILLAGE,
    "after": VILLAGE,
    "donation": BOARDS,
}
DEFAULTS = {
    # --- for how many days a notice hangs at least, and on which levels what is made public
    **{f"notice.days.{kind}": (LOAN_DAYS if kind == "loans" else DAYS, "B16, C4") for kind in LEVELS},
    **{f"notice.levels.{kind}": (levels, "B16") for kind, levels in LEVELS.items()},
    # --- the country's complaint line stands on each
    "notice.national_line": ("12317", "B16"),
    # --- words that tell of somebody's health stand on none
    "notice.private_words": (WORDS, "B20"),
    "figure.notices": ("1", "E-30"),
    "figure.publicities": ("1", "E-30"),
    # --- special areas: the share of special funds and of projects that goes there; plans that each has
    "special_area.money_min": ("0.90", "LN-26"),
    "special_area.projects_min": ("0.80", "LN-26"),
    "figure.special_areas": ("1", "LN-02"),
    # --- the physical progress that a whole village should have reached
    "whole_village.progress_min": ("0.70", "LN-05"),
    # --- days from the application of a mutual-fund society until it should lend
    "society.days_max": (180, "LN-34"),
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
    dependencies = [("core", "0028_holidays")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
