"""What the procedures begin with: permitted steps, limits and shares, exit standards, comparison lists."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    "procedure.publicity_days": (7, "B3, B5"),
    "procedure.spot_check_township": ("0.20", "B3"),
    "procedure.spot_check_county": ("0.10", "B3"),
    "procedure.quorum": ([2, 3], "B3, B4"),
    # words that a reason for an exit must not hold
    "procedure.quota_words": (["指标", "任务数", "完成计划"], "CB1-18"),
    "procedure.appeal_days": (10, "C1"),
    "procedure.followup_months": (12, "B5"),
    # the most registered persons that a county may have; 0: not controlled
    "procedure.size_quota": (0, "TF-02"),
    # days that a state may take, by procedure (C1)
    "procedure.limit.applied": (15, "C1"),
    "procedure.limit.reviewed": (3, "C1"),
    "procedure.limit.township_review": (10, "C1"),
    "procedure.limit.county_review": (15, "C1"),
    "procedure.limit.announced": (10, "C1"),
    "procedure.limit.registered": (30, "C1"),
    "procedure.limit.exit_proposed": (20, "C1"),
    "procedure.limit.exit_verified": (3, "C1"),
    "procedure.limit.exit_publicity": (15, "C1"),
    "procedure.limit.returned_to_poverty": (10, "C1"),
    "procedure.limit.return": (30, "C1"),
    "procedure.limit.removal": (30, "C1"),
    "procedure.limit.natural": (30, "C1"),
    "monitoring.min_months": (2, "B10"),
    # pictures of evidence: bytes and pixels that are taken in, the longest edge that is kept
    "evidence.max_bytes": (10 * 1024 * 1024, "ux 41"),
    "evidence.max_pixels": (40_000_000, "ux 41"),
    "evidence.longest_edge": (1600, "ux 41"),
}
# The monitoring line in yuan a person and year (B10); a province sets its own beside it.
MONITORING_LINE = {2020: 5000, 2021: 6000, 2022: 6500}

# (code, label, test over stored facts or "", what proves it)
INCOME = ("income", "人均纯收入稳定超过当年扶贫标准", "income_above_line", "收入账")
FOOD = ("food", "不愁吃", "", "入户核实记录")
WATER = ("water", "饮水安全", "water_safe", "水质和取水情况")
CLOTHING = ("clothing", "不愁穿", "", "入户核实记录")
SCHOOL = ("school", "义务教育有保障（6–15 岁无辍学）", "nobody_out_of_school", "学籍证明")
MEDICAL = ("medical", "基本医疗有保障（全员参保）", "all_insured", "参保证明")
HOUSING = ("housing", "住房安全有保障", "house_safe", "住房鉴定或搬迁入住资料")
POWER = ("power", "有生活用电", "has_power", "入户核实记录")
BROADCAST = ("broadcast", "有广播电视", "has_broadcast", "入户核实记录")
OLD_AGE = ("old_age", "养老有保障", "pension_insured", "参保证明")
THREE = (SCHOOL, MEDICAL, HOUSING)
STANDARDS = (
    ("", 2014, "两不愁三保障", "厅字〔2016〕16号", (INCOME, FOOD, WATER, CLOTHING, *THREE)),
    ("42", 2016, "一有两不愁四保障", "湖北省", (INCOME, FOOD, WATER, CLOTHING, *THREE, OLD_AGE)),
    (
        "51",
        2016,
        "一超六有",
        "四川省，广委办〔2016〕95号（GY-10）",
        (INCOME, FOOD, CLOTHING, *THREE, WATER, POWER, BROADCAST),
    ),
    ("41", 2016, "两不愁三保障（河南）", "河南省", (INCOME, FOOD, WATER, CLOTHING, SCHOOL, MEDICAL, HOUSING)),
    ("61", 2017, "五项标准（陕西）", "陕西省", (INCOME, HOUSING, SCHOOL, MEDICAL, WATER)),
)
COMPARISONS = (
    ("payroll", "财政供养人员", "block"),
    ("flat", "购买商品房", "block"),
    ("vehicle", "非农用车辆", "explain"),
    ("business", "工商登记", "explain"),
    ("cadre", "现任村干部", "explain"),
)


# A copy of `households.steps.MOVES`, as it was: kind, from, to, level, needs. A test holds table and code equal.
MOVES = (
    ("entry", "new", "applied", "village", "application people"),
    ("entry", "applied", "reviewed", "village", "evidence:survey compared:village talks:entry"),
    ("entry", "reviewed", "first_publicity", "village", "posted:first"),
    ("entry", "first_publicity", "township_review", "village", "days:first objections:first"),
    (
        "entry",
        "township_review",
        "second_publicity",
        "township",
        "spot:township clear:township posted:second",
    ),
    ("entry", "second_publicity", "county_review", "township", "days:second objections:second"),
    ("entry", "county_review", "announced", "county", "spot:county clear:county quota announced"),
    ("entry", "announced", "registered", "county", "announced:image information"),
    ("entry", "registered", "assisted", "township", "evidence:four_ones helper cause_covered"),
    ("entry", "applied", "rejected", "village", "evidence:notice"),
    ("entry", "rejected", "applied", "township", "appeal"),
    ("entry", "applied", "closed_natural", "township", "evidence:closing"),
    ("entry", "reviewed", "rejected", "village", "evidence:notice"),
    ("entry", "rejected", "reviewed", "township", "appeal"),
    ("entry", "reviewed", "closed_natural", "township", "evidence:closing"),
    ("entry", "first_publicity", "rejected", "village", "evidence:notice"),
    ("entry", "rejected", "first_publicity", "township", "appeal"),
    ("entry", "first_publicity", "closed_natural", "township", "evidence:closing"),
    ("entry", "township_review", "rejected", "township", "evidence:notice"),
    ("entry", "rejected", "township_review", "county", "appeal"),
    ("entry", "township_review", "closed_natural", "township", "evidence:closing"),
    ("entry", "second_publicity", "rejected", "township", "evidence:notice"),
    ("entry", "rejected", "second_publicity", "county", "appeal"),
    ("entry", "second_publicity", "closed_natural", "township", "evidence:closing"),
    ("entry", "county_review", "rejected", "county", "evidence:notice"),
    ("entry", "rejected", "county_review", "leading", "appeal"),
    ("entry", "county_review", "closed_natural", "township", "evidence:closing"),
    ("entry", "announced", "rejected", "county", "evidence:notice"),
    ("entry", "rejected", "announced", "leading", "appeal"),
    ("entry", "announced", "closed_natural", "township", "evidence:closing"),
    ("exit", "assisted", "exit_proposed", "village", "talks:exit items not_by_quota"),
    (
        "exit",
        "exit_proposed",
        "exit_verified",
        "township",
        "evidence:home_check evidence:exit_ledger moved_in not_proposer",
    ),
    ("exit", "exit_verified", "exit_publicity", "village", "posted:exit"),
    ("exit", "exit_publicity", "exited", "county", "days:exit objections:exit spot:township sample"),
    ("exit", "exited", "closed", "county", "followup still_above"),
    ("exit", "exit_proposed", "assisted", "township", "reason"),
    ("exit", "exit_verified", "assisted", "township", "reason"),
    ("exit", "exit_publicity", "assisted", "county", "reason"),
    ("exit", "exit_proposed", "closed_natural", "township", "evidence:closing"),
    ("exit", "exit_verified", "closed_natural", "township", "evidence:closing"),
    ("exit", "exit_publicity", "closed_natural", "township", "evidence:closing"),
    ("return", "exited", "applied", "village", "evidence:return_cause"),
    ("return", "closed", "applied", "village", "evidence:return_cause"),
    ("return", "applied", "reviewed", "village", "evidence:survey compared:village talks:return"),
    ("return", "reviewed", "first_publicity", "village", "posted:first"),
    ("return", "first_publicity", "township_review", "village", "days:first objections:first"),
    (
        "return",
        "township_review",
        "second_publicity",
        "township",
        "spot:township clear:township posted:second",
    ),
    ("return", "second_publicity", "county_review", "township", "days:second objections:second"),
    ("return", "county_review", "announced", "county", "spot:county clear:county quota announced"),
    ("return", "announced", "returned_to_poverty", "county", "announced:image"),
    ("return", "returned_to_poverty", "registered", "county", "information"),
    ("return", "registered", "assisted", "township", "evidence:four_ones helper cause_covered"),
    ("return", "applied", "rejected", "village", "evidence:notice"),
    ("return", "rejected", "applied", "township", "appeal"),
    ("return", "applied", "closed_natural", "township", "evidence:closing"),
    ("return", "reviewed", "rejected", "village", "evidence:notice"),
    ("return", "rejected", "reviewed", "township", "appeal"),
    ("return", "reviewed", "closed_natural", "township", "evidence:closing"),
    ("return", "first_publicity", "rejected", "village", "evidence:notice"),
    ("return", "rejected", "first_publicity", "township", "appeal"),
    ("return", "first_publicity", "closed_natural", "township", "evidence:closing"),
    ("return", "township_review", "rejected", "township", "evidence:notice"),
    ("return", "rejected", "township_review", "county", "appeal"),
    ("return", "township_review", "closed_natural", "township", "evidence:closing"),
    ("return", "second_publicity", "rejected", "township", "evidence:notice"),
    ("return", "rejected", "second_publicity", "county", "appeal"),
    ("return", "second_publicity", "closed_natural", "township", "evidence:closing"),
    ("return", "county_review", "rejected", "county", "evidence:notice"),
    ("return", "rejected", "county_review", "leading", "appeal"),
    ("return", "county_review", "closed_natural", "township", "evidence:closing"),
    ("return", "announced", "rejected", "county", "evidence:notice"),
    ("return", "rejected", "announced", "leading", "appeal"),
    ("return", "announced", "closed_natural", "township", "evidence:closing"),
    (
        "removal",
        "registered",
        "removed_as_error",
        "county",
        "evidence:finding evidence:hearing days:removal objections:removal not_opener",
    ),
    (
        "removal",
        "assisted",
        "removed_as_error",
        "county",
        "evidence:finding evidence:hearing days:removal objections:removal not_opener",
    ),
    ("natural", "registered", "closed_natural", "township", "evidence:closing not_opener"),
    ("natural", "assisted", "closed_natural", "township", "evidence:closing not_opener"),
    ("natural", "exited", "closed_natural", "township", "evidence:closing not_opener"),
    ("natural", "closed", "closed_natural", "township", "evidence:closing not_opener"),
    ("natural", "returned_to_poverty", "closed_natural", "township", "evidence:closing not_opener"),
    ("monitoring", "new", "clue", "village", "monitoring"),
    ("monitoring", "clue", "verified", "village", "evidence:home_check at_risk"),
    ("monitoring", "verified", "publicised", "village", "talks:monitoring posted:monitoring"),
    ("monitoring", "publicised", "approved", "county", "days:monitoring objections:monitoring spot:township"),
    ("monitoring", "approved", "monitored", "township", "evidence:plan"),
    ("monitoring", "monitored", "risk_verified", "village", "evidence:risk_check months"),
    ("monitoring", "risk_verified", "risk_publicised", "village", "talks:risk_removal posted:risk_removal"),
    (
        "monitoring",
        "risk_publicised",
        "risk_removed",
        "county",
        "days:risk_removal objections:risk_removal spot:township months",
    ),
    ("monitoring", "clue", "rejected", "village", "evidence:notice"),
    ("monitoring", "verified", "rejected", "village", "evidence:notice"),
    ("monitoring", "publicised", "rejected", "county", "evidence:notice"),
)


def write(apps, schema_editor):
    move = apps.get_model("households", "PermittedMove")
    move.objects.all().delete()
    move.objects.bulk_create(
        move(kind=kind, from_state=was, to_state=to, level=level, needs=needs.split())
        for kind, was, to, level, needs in MOVES
    )
    _write_parameters(apps.get_model("core", "RuleParameter"))
    _write_standards(apps.get_model("households", "ExitStandard"), apps.get_model("households", "ExitItem"))
    rule = apps.get_model("households", "ComparisonRule")
    rule.objects.bulk_create(
        rule(region="", code=code, label=label, action=action, position=place)
        for place, (code, label, action) in enumerate(COMPARISONS)
    )


def _write_parameters(parameter):
    years = sorted(MONITORING_LINE)
    lines = [
        parameter(
            name="monitoring.line",
            effective_from=dt.date(year, 1, 1),
            effective_to=dt.date(following - 1, 12, 31) if following else None,
            value=str(MONITORING_LINE[year]),
            basis="B10",
        )
        for year, following in zip(years, [*years[1:], None], strict=True)
    ]
    parameter.objects.bulk_create(
        [
            *(
                parameter(name=name, effective_from=BEGIN, value=value, basis=basis)
                for name, (value, basis) in DEFAULTS.items()
            ),
            *lines,
        ]
    )


def _write_standards(standard, item):
    for region, year, name, basis, items in STANDARDS:
        row = standard.objects.create(
            region=region, level="household", from_year=year, name=name, basis=basis
        )
        item.objects.bulk_create(
            item(standard=row, position=place, code=code, label=label, test=test, evidence=evidence)
            for place, (code, label, test, evidence) in enumerate(items)
        )


def remove(apps, schema_editor):
    for name in ("PermittedMove", "ExitStandard", "ComparisonRule"):
        apps.get_model("households", name).objects.all().delete()
    names = [*DEFAULTS, "monitoring.line"]
    apps.get_model("core", "RuleParameter").objects.filter(area=None, name__in=names).delete()


class Migration(migrations.Migration):
    dependencies = [("households", "0004_procedure_guards")]
    operations = [migrations.RunPython(write, remove)]
