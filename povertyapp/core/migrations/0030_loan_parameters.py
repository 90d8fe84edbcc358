"""The bank's clerk as a role of his own, and the numbers of microcredit (rulebook C4, B14, LF-43 to LF-46)."""

import datetime as dt

from django.db import migrations, models

ROLES = [
    ("leader", "县领导"),
    ("office", "县扶贫办"),
    ("township", "乡镇专干"),
    ("cadre", "村干部"),
    ("helper", "帮扶责任人"),
    ("supervisor", "督查员"),
    ("finance", "财务人员"),
    ("bank", "银行信贷员"),
    ("admin", "系统管理员"),
]
BEGIN = dt.date(2013, 1, 1)
DEFERRED, DEFERRED_UNTIL = dt.date(2020, 2, 1), dt.date(2021, 3, 31)
YEAR_2020 = dt.date(2020, 1, 1)
DEFAULTS = {
    # --- what a household may borrow
    "loan.household_limit": (50000, "B14"),
    "loan.term_months_max": (36, "B14"),
    "loan.age": ([18, 65], "B14"),
    "loan.exited_eligible": (True, "C4"),
    # --- what the risk fund carries
    "loan.leverage_max": (10, "T-10"),
    "loan.bad_share_max": ("0.05", "B14"),
    "loan.bad_days": (90, "B14"),
    "loan.compensate_after_days": (90, "C4"),
    "loan.fund_share": ("0.7", "C4"),
    # --- putting off
    "loan.extensions_max": (1, "B14"),
    "loan.extension_months_max": (12, "B14"),
    "loan.renewals_max": (1, "B14"),
    # --- the subsidy
    "loan.interest_basis": (360, "B14"),
    # --- days of the steps; working days where the name says so
    "loan.rate_days": (10, "C4"),
    "loan.recommend_days": (10, "C4"),
    "loan.decide_workdays": (10, "C4"),
    "loan.disburse_workdays": (5, "C4"),
    "loan.use_check_days": (60, "C4"),
    "loan.compensate_workdays": (30, "C4"),
    "loan.due_soon_days": (30, "C4"),
    # --- what the county set out to reach
    "loan.coverage_share": ("0.40", "LF-46"),
    "loan.eligible_share": ("1", "LF-44"),
    "loan.target_yuan": (300_000_000, "LF-45"),
    "loan.target_households": (6000, "LF-45"),
    "risk_fund.target": (30_000_000, "LF-43"),
}
# The highest yearly rate up to a year and beyond: the benchmark of the day, since 2021 the loan prime rate.
RATES = (
    (BEGIN, "0.06", "0.0615"),
    (dt.date(2014, 11, 22), "0.056", "0.06"),
    (dt.date(2015, 3, 1), "0.0535", "0.0575"),
    (dt.date(2015, 5, 11), "0.051", "0.055"),
    (dt.date(2015, 6, 28), "0.0485", "0.0525"),
    (dt.date(2015, 8, 26), "0.046", "0.05"),
    (dt.date(2015, 10, 24), "0.0435", "0.0475"),
    (dt.date(2021, 3, 4), "0.0385", "0.0465"),
    (dt.date(2022, 1, 20), "0.037", "0.046"),
    (dt.date(2022, 5, 20), "0.037", "0.0445"),
    (dt.date(2022, 8, 22), "0.0365", "0.043"),
    (dt.date(2023, 6, 20), "0.0355", "0.042"),
    (dt.date(2023, 8, 21), "0.0345", "0.042"),
    (dt.date(2024, 2, 20), "0.0345", "0.0395"),
    (dt.date(2024, 7, 22), "0.0335", "0.0385"),
    (dt.date(2024, 10, 21), "0.031", "0.036"),
    (dt.date(2025, 5, 20), "0.03", "0.035"),
)
DATED = (
    # during 2020 repayment up to six months later, then up to the end of March 2021
    ("loan.deferrals_max", BEGIN, None, 0, "B14"),
    ("loan.deferral_months_max", BEGIN, None, 0, "B14"),
    ("loan.deferral_until", BEGIN, None, "2013-01-01", "B14"),
    ("loan.deferrals_max", DEFERRED, DEFERRED_UNTIL, 2, "B14"),
    ("loan.deferral_months_max", DEFERRED, DEFERRED_UNTIL, 6, "B14"),
    ("loan.deferral_until", DEFERRED, DEFERRED_UNTIL, "2021-03-31", "B14"),
    # households that may fall into poverty borrow since 2020
    ("loan.marginal_eligible", BEGIN, None, False, "C4"),
    ("loan.marginal_eligible", YEAR_2020, None, True, "C4"),
    # after 2019 the share of households with a loan is followed, never held against anybody
    ("loan.coverage_in_account", BEGIN, None, True, "LF-46"),
    ("loan.coverage_in_account", YEAR_2020, None, False, "2019 notice on microcredit"),
)


def write_defaults(apps, schema_editor):
    parameter = apps.get_model("core", "RuleParameter")
    rows = [
        parameter(name=name, effective_from=BEGIN, value=value, basis=basis)
        for name, (value, basis) in DEFAULTS.items()
    ]
    rows += [
        parameter(name="loan.rate_max", effective_from=day, value=[short, long], basis="B14")
        for day, short, long in RATES
    ]
    rows += [
        parameter(name=name, effective_from=since, effective_to=until, value=value, basis=basis)
        for name, since, until, value, basis in DATED
    ]
    parameter.objects.bulk_create(rows)


def remove_defaults(apps, schema_editor):
    names = [*DEFAULTS, "loan.rate_max", *(row[0] for row in DATED)]
    apps.get_model("core", "RuleParameter").objects.filter(area=None, name__in=names).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0029_notice_parameters")]
    operations = [
        migrations.AlterField("rolegrant", "role", models.CharField("角色", max_length=12, choices=ROLES)),
        migrations.AlterField(
            "rolegrantevent", "role", models.CharField("角色", max_length=12, choices=ROLES)
        ),
        migrations.RunPython(write_defaults, remove_defaults),
    ]
