"""The numbers of what is found on site: the limit of mismatches, 一口清, the three rates and the acceptance."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # --- mismatches found by checks among the facts checked of a township
    "check.max_mismatch_share": ("0.05", "JZ-13"),
    "account.HA-T1.weight": ("10", "D3"),
    "account.HA-T1.hard": (True, "D3"),
    # --- 一口清: how many questions, and the share that must be answered right
    "check.knowledge_questions": (10, "LF-15"),
    "check.knowledge_pass": ("0.90", "LF-15"),
    # --- the three rates and the acceptance (B6): limits, and whether the limit itself still passes
    "rate.omission_max": ("0.02", "B6"),
    "rate.wrong_exit_max": ("0.02", "B6"),
    "rate.incidence_max": ("0.02", "B6"),
    "rate.acceptance_min": ("0.90", "B6"),
    "rate.limit_inclusive": (False, "B6"),
    # --- the quantile of the interval: 95 per cent
    "rate.quantile": ("1.959964", "B6"),
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
    dependencies = [("core", "0023_audit_chain")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
