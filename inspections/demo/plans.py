"""Plans and reliefs of a generated county, set-based from its households; the same for the same seed."""

from assistance.choices import MeasureItem, MeasureKind
from assistance.models import AssistancePlan, Relief
from assistance.services import add_measure
from households.choices import NOT_AT_SCHOOL, Cause, Health
from households.models import Household
from households.poverty_line import poverty_line

# Of every thousand, by a number that a row's own words give.
CHANCE = "(('x' || substr(md5(%(seed)s || {key}), 1, 7))::bit(28)::int %% 1000)"
PLANNED, SIGNED, RELIEVED = 975, 900, 900
OWN_SHARE = "0.85"  # what of last year's income a household has without measures
PLANS = f"""
INSERT INTO assistance_assistanceplan
  (area_id, household_id, year, causes, goal, own_income, signed_on, signed_by)
SELECT h.area_id, h.id, %(year)s, array_remove(ARRAY[h.main_cause] || h.other_causes, ''),
       CASE WHEN h.planned_exit_year = %(year)s THEN '落实措施，当年脱贫' ELSE '落实措施，收入比上年增加一成' END,
       round(least(coalesce(i.net_income, 0), h.size * %(line)s) * {OWN_SHARE}, 0),
       CASE WHEN {CHANCE.format(key="h.household_no || 'signed'")} < {SIGNED}
            THEN make_date(%(year)s, 2, 1) + ({CHANCE.format(key="h.household_no || 'day'")} %% 45) END,
       CASE WHEN {CHANCE.format(key="h.household_no || 'signed'")} < {SIGNED} THEN h.head_name ELSE '' END
FROM households_household h
LEFT JOIN households_incomestatement i ON i.household_id = h.id AND i.year = %(year)s - 1
WHERE h.area_id >= %(county)s AND h.area_id < %(county)s || ':' AND h.main_cause <> ''
  AND h.registered_on <= make_date(%(year)s, 12, 31)
  AND (h.left_register_on IS NULL OR h.left_register_on > make_date(%(year)s, 1, 1))
  AND (h.exited_on IS NULL OR h.exited_on >= make_date(%(year)s, 1, 1))
  AND {CHANCE.format(key="h.household_no || %(year)s::text")} < {PLANNED}
ORDER BY h.id
"""
MEANT = {
    (Cause.ILLNESS, "medical"): "m.health && ARRAY[%(chronic)s, %(serious)s]::varchar[]",
    (Cause.DISABILITY, "special"): "(m.health @> ARRAY[%(disabled)s]::varchar[] OR m.disability_kind <> '')",
    (Cause.SCHOOLING, "education"): "NOT m.school_status = ANY(%(no_pupil)s)",
}
RELIEFS = f"""
INSERT INTO assistance_relief (area_id, household_id, member_id, kind, received_on, amount, unit)
SELECT h.area_id, h.id, m.id, %(kind)s,
       %(today)s - 20 - ({CHANCE.format(key="m.person_no || %(kind)s || 'day'")} %% 300),
       100 * (3 + {CHANCE.format(key="m.person_no || %(kind)s || 'yuan'")} %% 28), %(unit)s
FROM households_household h JOIN households_householdmember m ON m.household_id = h.id
WHERE h.area_id >= %(county)s AND h.area_id < %(county)s || ':' AND h.left_register_on IS NULL
  AND (h.main_cause = %(cause)s OR h.other_causes @> ARRAY[%(cause)s]::varchar[])
  AND {{meant}} AND {CHANCE.format(key="m.person_no || %(kind)s")} < {RELIEVED}
ORDER BY m.id
"""
UNITS = {"medical": "县民政局", "special": "县残疾人联合会", "education": "县教育局"}
MODELS = (AssistancePlan, Relief)
PROPOSED = 2


def write_plans(cursor, plan):
    """Write the plans of the years shown and the reliefs of the last one; return how many of each."""
    county, counts = plan.county.code, {"plans": 0, "reliefs": 0}
    told = cursor.cursor  # past Django's: what it puts before a statement takes no named arguments
    facts = {"seed": str(plan.seed), "county": county, "today": plan.last_day}
    for year in sorted({period.year for period in plan.months} | {plan.last_day.year}):
        told.execute(PLANS, facts | {"year": year, "line": poverty_line(county, year)})
        counts["plans"] += told.rowcount
    words = {"chronic": Health.CHRONIC, "serious": Health.SERIOUS, "disabled": Health.DISABLED}
    facts |= {name: str(value) for name, value in words.items()} | {"no_pupil": list(map(str, NOT_AT_SCHOOL))}
    for (cause, kind), meant in MEANT.items():
        own = {"cause": str(cause), "kind": kind, "unit": UNITS[kind]}
        told.execute(RELIEFS.format(meant=meant), facts | own)
        counts["reliefs"] += told.rowcount
    return counts


def propose_some(*, by, today):
    """Let the helper who signs in propose a measure for two of his households; return how many."""
    homes = Household.objects.filter(answered_by=by, left_register_on=None).order_by("household_no")[
        :PROPOSED
    ]
    for home in homes:
        add_measure(
            by=by,
            household=home,
            name="林下养鸡",
            kind=MeasureKind.INDUSTRY,
            item=MeasureItem.INDUSTRY_REWARD,
            from_date=today,
            amount=800,
            expected_income=1200,
            responsible_unit="县农业局",
        )
    return len(homes)
