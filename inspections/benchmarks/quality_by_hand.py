"""The data checks by hand: the least SQL that gives the same verdicts over the same tables.

Each child table is read once and grouped, the groups are joined, every check is a term of one mask: the shape of
performance.md 2.2. Only measures that stand in all of a village are grouped a second time, another way. It is the
limit that the application's refresh is measured against, and is used for nothing else. What is found is compared
with nothing and stored nowhere.
"""

import time

from django.db import connection

HERE = "area_id >= %(county)s AND area_id < %(beyond)s"
GONE = "('01','02','03','04','08')"
ROLL = "h.registered_on <= %(end)s AND (h.left_register_on IS NULL OR h.left_register_on > %(start)s)"
STUDENT = "m.school_status NOT IN ('', '01')"
WORKING = "(m.work_region <> '' OR coalesce(m.work_months, 0) > 0)"
DISABLED = "(m.health @> '{04}' OR m.disability_level IS NOT NULL OR m.disability_kind <> '')"


def _mask(faults):
    """Return the bits of these conditions; an unknown one is no fault."""
    return " | ".join(f"((CASE WHEN {fault} THEN 1 ELSE 0 END) << {bit})" for bit, fault in enumerate(faults))


MEMBER_FAULTS = (
    "id_fault = 'length'",
    "id_fault = 'check'",
    "id_fault = 'old'",
    "card_state = 'invalid'",
    "work_months < 0 OR work_months > 12 AND work_months IS NOT NULL",
    "ethnicity = ''",
    f"education = '' AND NOT {STUDENT}",
    "health = '{}' OR labour_capacity = '' AND birth_date BETWEEN %(end)s - 24106 AND %(end)s - 5844",
    "health @> '{04}' AND card_state = 'none' AND (disability_kind <> '' OR disability_level IS NOT NULL)",
    f"health = '{{01}}' AND labour_capacity IN ('03','04') AND NOT {STUDENT} AND NOT {WORKING}"
    f" AND birth_date BETWEEN %(end)s - 20453 AND %(end)s - 6574",
    "(work_region <> '') <> (coalesce(work_months, 0) > 0)",
    f"labour_capacity IN ('03','04') AND {WORKING}",
    "relation IN ('03','06','07','09','11','13','15','17','19') AND sex = '2'"
    " OR relation IN ('04','05','08','10','12','14','16','18','20') AND sex = '1' OR relation = '02'"
    " AND (sex = '1' AND coalesce(heads.men, 0) > 0 OR sex = '2' AND coalesce(heads.women, 0) > 0)",
    "birth_date > %(end)s - 5478 AND school_status >= '07' OR birth_date <= %(end)s - 7305"
    " AND school_status = '03'",
    "stuck.member_id IS NOT NULL AND school_status BETWEEN '04' AND '15'",
    "twice.id_hash IS NOT NULL",
    f"birth_date BETWEEN %(end)s - 5843 AND %(end)s - 2192 AND NOT {STUDENT} AND dropout_reason = ''",
    "(public_post <> '') <> (coalesce(public_post_months, 0) > 0)",
)
MEMBERS = f"""
WITH heads AS (
  SELECT household_id, count(*) FILTER (WHERE sex = '1') AS men, count(*) FILTER (WHERE sex = '2') AS women
  FROM households_householdmember WHERE relation = '01' AND change_kind NOT IN {GONE} AND {HERE} GROUP BY 1
), twice AS (
  SELECT id_hash FROM households_householdmember WHERE id_hash <> '' AND change_kind NOT IN {GONE}
  GROUP BY 1 HAVING count(*) > 1
), stuck AS (
  SELECT y.member_id FROM households_schoolyear y JOIN households_householdmember k ON k.id = y.member_id
  WHERE y.school_status = k.school_status AND y.year BETWEEN %(school_year)s - 2 AND %(school_year)s
  GROUP BY 1 HAVING count(*) >= 3
)
SELECT count(*) FILTER (WHERE mask <> 0), sum(bit_count(mask::bit(32))) FROM (
SELECT {_mask(MEMBER_FAULTS)} AS mask
FROM households_householdmember m
JOIN households_household h ON h.id = m.household_id AND {ROLL}
LEFT JOIN heads ON heads.household_id = m.household_id
LEFT JOIN twice ON twice.id_hash = m.id_hash
LEFT JOIN stuck ON stuck.member_id = m.id
WHERE m.change_kind NOT IN {GONE} AND m.area_id >= %(county)s AND m.area_id < %(beyond)s) judged
"""
HOUSEHOLD_FAULTS = (
    "net_income_per_capita <= 0 OR net_income_per_capita > 100000",
    "h.size > 0 AND (cultivated_mu > 50 * h.size OR woodland_mu > 70 * h.size)",
    "km_to_main_road > 50",
    "poverty_status = 'exited' AND coalesce(housing_m2, 0) <= 0",
    "main_cause = '' OR is_water_safe IS NULL OR access_road = '' OR is_in_cooperative IS NULL"
    " OR is_water_difficult IS NULL OR has_household_power IS NULL OR fuel = ''"
    " OR has_sanitary_toilet IS NULL",
    "people.n > 0 AND people.heads <> 1",
    "people.n IS NULL",
    "care.n IS NULL AND (left_register_on IS NULL OR left_register_on > %(end)s)",
    "income.year < %(year)s - 1 OR living.year < %(year)s - 1 OR income.id IS NULL OR living.id IS NULL",
    "help.n IS NULL OR coalesce(forms.handbooks, 0) = 0",
    "main_cause = 'illness' AND people.n > 0 AND people.ill = 0",
    "main_cause = 'schooling' AND people.n > 0 AND people.students = 0",
    "main_cause = 'disability' AND people.n > 0 AND people.disabled = 0",
    "main_cause <> '' AND main_cause = ANY(other_causes)",
    "poverty_attribute = 'subsistence_allowance' AND people.n > 0 AND people.perhaps = 0"
    " OR poverty_attribute = 'general' AND people.allowance > 0",
    "poverty_attribute = 'five_guarantee' AND people.hands > 0",
    "allowance_aid > 0 AND five_guarantee_aid > 0",
    "poverty_attribute = 'subsistence_allowance' AND allowance_aid = 0"
    " OR poverty_attribute = 'five_guarantee' AND five_guarantee_aid = 0",
    "business_income > 0 AND business_expense = 0",
    "wage_income > 0 AND coalesce(people.works, 0) = 0 OR wage_income = 0 AND people.works > 0",
    "poverty_status = 'exited' AND (net_income_per_capita < %(line)s AND net_income_per_capita > 0"
    " OR people.dropouts > 0 OR is_dangerous_house OR housing_grade IN ('C','D')"
    " OR is_water_safe IS FALSE OR people.uninsured > 0)",
    "abs(transfer_income - family_planning_aid - allowance_aid - five_guarantee_aid - pension_aid"
    " - eco_compensation - other_transfer) > 1",
    "returned_on < exited_on OR left_register_on < exited_on",
    "forms.s0 <> forms.s1 OR forms.s0 <> h.size OR forms.c0 <> forms.c1 OR forms.c0 <> cultivated_mu"
    " OR forms.w0 <> forms.w1 OR forms.w0 <> woodland_mu",
    "is_relocated AND (help.houses > 0 OR renovation_year IS NOT NULL)",
    "came.n > 0 OR help.outside > 0",
    "help.early > 0",
    "people.old > 0 AND pension_aid = 0",
    "alike.area_id IS NOT NULL",
)
HOUSEHOLDS = f"""
WITH people AS (
  SELECT household_id, count(*) AS n, count(*) FILTER (WHERE relation = '01') AS heads,
    count(*) FILTER (WHERE health <> '{{01}}') AS ill, count(*) FILTER (WHERE {STUDENT}) AS students,
    count(*) FILTER (WHERE {DISABLED} OR health = '{{}}') AS disabled,
    count(*) FILTER (WHERE gets_allowance) AS allowance,
    count(*) FILTER (WHERE gets_allowance IS NOT FALSE) AS perhaps,
    count(*) FILTER (WHERE labour_capacity IN ('01','02')
      AND birth_date BETWEEN %(end)s - 24106 AND %(end)s - 5844) AS hands,
    count(*) FILTER (WHERE {WORKING} OR public_post <> '') AS works,
    count(*) FILTER (WHERE is_pension_insured AND birth_date <= %(year_end)s - 21915) AS old,
    count(*) FILTER (WHERE dropout_reason NOT IN ('', 'illness', 'disability') AND NOT {STUDENT}
      AND birth_date BETWEEN %(end)s - 5843 AND %(end)s - 2192) AS dropouts,
    count(*) FILTER (WHERE health && '{{02,03}}' AND is_medical_insured IS FALSE) AS uninsured
  FROM households_householdmember m WHERE change_kind NOT IN {GONE} AND {HERE} GROUP BY 1
), income AS (
  SELECT DISTINCT ON (household_id) * FROM households_incomestatement WHERE year <= %(year)s AND {HERE}
  ORDER BY household_id, year DESC
), living AS (
  SELECT DISTINCT ON (household_id) * FROM households_livingcondition WHERE year <= %(year)s AND {HERE}
  ORDER BY household_id, year DESC
), forms AS (
  SELECT household_id, min(size) AS s0, max(size) AS s1, min(cultivated_mu) AS c0, max(cultivated_mu) AS c1,
    min(woodland_mu) AS w0, max(woodland_mu) AS w1, count(*) FILTER (WHERE source = 'handbook') AS handbooks
  FROM households_formfigures WHERE {HERE} GROUP BY 1
), care AS (
  SELECT household_id, count(*) AS n FROM assistance_helperassignment
  WHERE role = 'primary' AND from_date <= %(end)s AND (to_date IS NULL OR to_date >= %(end)s) AND {HERE} GROUP BY 1
), help AS (
  SELECT e.household_id, count(*) AS n, count(*) FILTER (WHERE kind = 'housing') AS houses,
    count(*) FILTER (WHERE from_date < k.registered_on) AS early,
    count(*) FILTER (WHERE kind IN ('training','microcredit')
      AND (from_date < k.registered_on OR from_date >= k.left_register_on)) AS outside
  FROM assistance_assistancemeasure e JOIN households_household k ON k.id = e.household_id
  WHERE NOT e.is_proposed AND e.area_id >= %(county)s AND e.area_id < %(beyond)s GROUP BY 1
), came AS (
  SELECT household_id, count(*) AS n FROM (
    SELECT household_id, happened_on, area_id FROM assistance_visit WHERE voided_at IS NULL
    UNION ALL SELECT household_id, happened_on, area_id FROM assistance_trainingattendance
  ) v JOIN households_household k ON k.id = v.household_id
  WHERE v.happened_on >= %(visits_from)s AND v.area_id >= %(county)s
    AND v.area_id < %(beyond)s AND (v.happened_on < k.registered_on OR v.happened_on >= k.left_register_on) GROUP BY 1
), alike AS (
  SELECT DISTINCT e.area_id FROM (
    SELECT e.area_id, count(*) AS n FROM assistance_assistancemeasure e
    JOIN households_household h ON h.id = e.household_id AND {ROLL}
    WHERE NOT e.is_proposed AND e.area_id >= %(county)s AND e.area_id < %(beyond)s
    GROUP BY e.area_id, e.from_date, e.kind, e.name HAVING count(*) >= 10
  ) e JOIN (
    SELECT h.area_id, count(*) AS n FROM households_household h WHERE {ROLL} GROUP BY 1
  ) village ON village.area_id = e.area_id AND village.n = e.n
)
SELECT count(*) FILTER (WHERE mask <> 0), sum(bit_count(mask::bit(32))) FROM (
SELECT {_mask(HOUSEHOLD_FAULTS)} AS mask
FROM households_household h
LEFT JOIN people ON people.household_id = h.id LEFT JOIN income ON income.household_id = h.id
LEFT JOIN living ON living.household_id = h.id LEFT JOIN forms ON forms.household_id = h.id
LEFT JOIN care ON care.household_id = h.id LEFT JOIN help ON help.household_id = h.id
LEFT JOIN came ON came.household_id = h.id LEFT JOIN alike ON alike.area_id = h.area_id
WHERE {ROLL} AND h.area_id >= %(county)s AND h.area_id < %(beyond)s) judged
"""
HELPERS = f"""
SELECT count(*), count(*) FROM (
  SELECT helper_id FROM assistance_visit WHERE happened_on BETWEEN %(start)s AND %(end)s AND channel = 'home'
    AND voided_at IS NULL AND {HERE} GROUP BY helper_id, happened_on HAVING count(DISTINCT household_id) > 12
  UNION SELECT one.helper_id FROM assistance_visit one JOIN assistance_visit other
    ON other.helper_id = one.helper_id AND other.id <> one.id AND other.voided_at IS NULL
    AND other.began_at < one.ended_at AND other.ended_at > one.began_at
  WHERE one.happened_on BETWEEN %(start)s AND %(end)s AND one.voided_at IS NULL
    AND one.area_id >= %(county)s AND one.area_id < %(beyond)s
  UNION SELECT helper.id FROM assistance_helper helper
    JOIN households_householdmember m ON m.id_hash = helper.id_hash AND m.change_kind NOT IN {GONE}
    JOIN households_household h ON h.id = m.household_id AND {ROLL}
  WHERE helper.id_hash <> '' AND helper.area_id >= %(county)s AND helper.area_id < %(beyond)s
) wrong
"""


def checks_by_hand(county_code, period, line):
    """Run the statements; return the seconds and how many faults they found."""
    params = {
        "county": county_code,
        "beyond": f"{county_code}:",
        "start": period.start,
        "end": period.end,
        "year": period.year,
        "year_end": period.start.replace(year=period.year - 1, month=12, day=31),
        "visits_from": period.start.replace(year=period.year - 1, month=1, day=1),
        "school_year": period.year if period.month >= 9 else period.year - 1,
        "line": line,
    }
    found, started = 0, time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SET LOCAL work_mem = '64MB'")
        for statement in (MEMBERS, HOUSEHOLDS, HELPERS):
            cursor.execute(statement, params)
            found += int(cursor.fetchone()[1] or 0)
        cursor.execute("COMMIT")
    return time.monotonic() - started, found
