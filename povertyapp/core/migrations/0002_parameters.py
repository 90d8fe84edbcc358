"""The numbers that rules begin with. A county sets its own beside them; these hold where it did not."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # visits and contacts
    "visit.min_per_month": (1, "LF-14"),
    "visit.min_days_assigned": (15, "D2"),
    # 0: exited households owe the monthly visit like all others; n: they owe n contacts a quarter instead
    "visit.exited_per_quarter": (0, "脱贫不脱政策; C1"),
    "contact.min_per_quarter": (1, "LF-19"),
    # measures
    "measure.income_min": (3, "LF-17"),
    "measure.safety_net_min": (1, "LF-18"),
    "measure.owed_from_day": (60, "D3 HA-H3"),
    # labour-capable household (B1.2)
    "labour.age_from": (16, "B1.2"),
    "labour.age_to": (59, "B1.2"),
    # the account (Part D)
    "account.settled_score": ("75", "D4"),
    "account.fair_margin": ("5", "decisions.md"),
    "account.entry_cutoff_day": (3, "D5"),
    "account.draft_day": (4, "D5"),
    "account.close_day": (8, "D5"),
    "account.max_unsettled_helpers": ("0.10", "D3 HA-V7"),
    "account.max_unsettled_villages": ("0.20", "D3 HA-T6"),
    "account.HA-H1.weight": ("10", "D3"),
    "account.HA-H1.hard": (True, "D3"),
    "account.HA-H2.weight": ("10", "D3"),
    "account.HA-H2.hard": (True, "D3"),
    "account.HA-H3.weight": ("8", "D3"),
    "account.HA-H3.hard": (True, "D3"),
    "account.HA-H4.weight": ("8", "D3"),
    "account.HA-H4.hard": (True, "D3"),
    "account.HA-V1.weight": ("10", "D3"),
    "account.HA-V1.hard": (True, "D3"),
    "account.HA-V7.weight": ("6", "D3"),
    "account.HA-V7.hard": (False, "D3"),
    "account.HA-T6.weight": ("6", "D3"),
    "account.HA-T6.hard": (False, "D3"),
    # visits as evidence
    "visit.copied_text_households": (5, "VISIT_TEXT_COPIED"),
    # rectification (C2)
    "rectification.extension_days": (30, "C2"),
    "rectification.resubmit_days": (15, "C2"),
    "rectification.started_on": ("2017-05-23", "LF-02"),
    "rectification.immediate_days": (7, "B17"),
    # data checks
    "data.income_per_capita_max": ("100000", "DQ-06"),
    "data.work_months_max": (12, "DQ-05"),
    "data.income_tolerance": ("1", "DQ-39"),
    "data.cultivated_per_head_max": (50, "DQ-07"),
    "data.woodland_per_head_max": (70, "DQ-07"),
    "data.statement_due_month": (1, "DQ-18"),
    "data.capacity_age_from": (16, "DQ-12, DQ-25"),
    "data.capacity_age_to": (65, "DQ-12, DQ-25"),
    "data.able_age_from": (18, "DQ-28"),
    "data.able_age_to": (55, "DQ-28"),
    "data.school_age_from": (6, "DQ-46"),
    "data.school_age_to": (15, "DQ-46"),
    "data.pension_age": (60, "DQ-49"),
}
# The poverty line in yuan a person and year (B9); a year without a figure of its own keeps the one before.
POVERTY_LINE = {2013: 2736, 2014: 2800, 2015: 2855, 2016: 2952, 2018: 2995, 2019: 3218, 2020: 4000}


def write_defaults(apps, schema_editor):
    parameter = apps.get_model("core", "RuleParameter")
    years = sorted(POVERTY_LINE)
    lines = [
        parameter(
            name="poverty.line",
            effective_from=dt.date(year, 1, 1),
            effective_to=dt.date(following - 1, 12, 31) if following else None,
            value=str(POVERTY_LINE[year]),
            basis="B9",
        )
        for year, following in zip(years, [*years[1:], None], strict=True)
    ]
    defaults = [
        parameter(name=name, effective_from=BEGIN, value=value, basis=basis)
        for name, (value, basis) in DEFAULTS.items()
    ]
    parameter.objects.bulk_create([*defaults, *lines])


def remove_defaults(apps, schema_editor):
    apps.get_model("core", "RuleParameter").objects.filter(
        area=None, name__in=[*DEFAULTS, "poverty.line"]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0001_house")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
