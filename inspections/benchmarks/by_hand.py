"""The month's account by hand: the least SQL that gives the same verdicts over the same tables.

The shape of performance.md 2.2: one fact row per household and helper with two masks, counts grouped once by
helper and village into arrays, rolled up by grouping sets, the failing pairs listed, indexes after the load. It
is the limit that the application's computation is measured against, and is used for nothing else.
"""

import datetime as dt
import time

from django.db import connection

from povertyapp.core import clock

# Trainings that a household has attended by the end of a month of the year; none is asked in other months.
TRAININGS = {6: 1, 11: 2}
STEPS = (
    "DROP TABLE IF EXISTS by_hand_fact, by_hand_cell, by_hand_unit, by_hand_pair",
    # bits: 0 home visit, 1 contact in the quarter, 2 income measures, 3 safety net, 4 a helper each day,
    # 5 a file that is whole, true and up to date, 6 trainings
    """
    CREATE TABLE by_hand_fact AS
    WITH care AS (
        SELECT a.household_id, a.helper_id, a.area_id, h.presence, h.is_labour_capable,
               sum(least(coalesce(a.to_date, %(end)s), %(end)s) - greatest(a.from_date, %(start)s) + 1) AS days,
               min(a.from_date) AS since, max(coalesce(a.to_date, 'infinity')) AS until
        FROM assistance_helperassignment a JOIN households_household h ON h.id = a.household_id
        WHERE a.role = 'primary' AND a.from_date <= %(end)s AND (a.to_date IS NULL OR a.to_date >= %(start)s)
          AND h.registered_on <= %(end)s AND (h.left_register_on IS NULL OR h.left_register_on > %(start)s)
          AND a.area_id >= %(county)s AND a.area_id < %(beyond)s
        GROUP BY 1, 2, 3, 4, 5
    ), home AS (
        SELECT v.household_id, v.helper_id, count(*) FILTER (WHERE v.voided_at IS NULL) AS n
        FROM assistance_visit v
        JOIN assistance_helperassignment a
          ON a.household_id = v.household_id AND a.helper_id = v.helper_id AND a.role = 'primary'
         AND a.from_date <= v.happened_on AND (a.to_date IS NULL OR a.to_date >= v.happened_on)
        WHERE v.happened_on >= %(start)s AND v.happened_on <= %(end)s AND v.channel = 'home'
          AND v.recorded_at < %(cutoff)s AND v.area_id >= %(county)s AND v.area_id < %(beyond)s
        GROUP BY 1, 2
    ), contact AS (
        SELECT household_id, count(*) FILTER (WHERE voided_at IS NULL) AS n FROM assistance_visit
        WHERE happened_on >= %(quarter)s AND happened_on <= %(end)s AND recorded_at < %(cutoff)s
          AND area_id >= %(county)s AND area_id < %(beyond)s
        GROUP BY 1
    ), measure AS (
        SELECT household_id, count(*) FILTER (WHERE measure_class = 'income') AS income,
               count(*) FILTER (WHERE kind IN ('asset_return', 'fund_return', 'social_safety_net')) AS net
        FROM assistance_assistancemeasure
        WHERE from_date <= %(end)s AND (to_date IS NULL OR to_date >= %(end)s) AND NOT is_proposed
          AND area_id >= %(county)s AND area_id < %(beyond)s
        GROUP BY 1
    ), asked AS (
        SELECT household_id FROM assistance_visit
        WHERE happened_on > %(end)s - 31 AND happened_on <= %(end)s AND recorded_at < %(cutoff)s
          AND voided_at IS NULL AND area_id >= %(county)s AND area_id < %(beyond)s
        UNION SELECT pgh_obj_id FROM households_householdevent
        WHERE pgh_created_at >= %(asked)s AND pgh_created_at < %(over)s AND pgh_label IN ('insert', 'update')
        UNION SELECT household_id FROM households_householdmemberevent
        WHERE pgh_created_at >= %(asked)s AND pgh_created_at < %(over)s AND pgh_label IN ('insert', 'update')
    ), file AS (
        SELECT c.household_id, c.helper_id, count(*) AS n
        FROM assistance_contactcard c JOIN households_household h ON h.id = c.household_id
        JOIN asked ON asked.household_id = c.household_id
        JOIN households_formfigures f ON f.household_id = h.id AND f.source = 'handbook'
        LEFT JOIN households_livingcondition l ON l.household_id = h.id AND l.year = (
            SELECT max(year) FROM households_livingcondition n WHERE n.household_id = h.id AND n.year <= %(year)s)
        WHERE c.posted_on <= %(end)s AND c.area_id >= %(county)s AND c.area_id < %(beyond)s
          AND (f.size <> h.size) IS NOT TRUE AND (f.cultivated_mu <> l.cultivated_mu) IS NOT TRUE
          AND (f.woodland_mu <> l.woodland_mu) IS NOT TRUE
          AND EXISTS (SELECT FROM assistance_helperassignment a
                      WHERE a.household_id = c.household_id AND a.helper_id = c.helper_id AND a.role = 'primary'
                        AND a.from_date <= %(end)s AND (a.to_date IS NULL OR a.to_date >= %(end)s))
          AND (h.exited_on IS NOT NULL OR EXISTS (
              SELECT FROM assistance_assistanceplan p WHERE p.household_id = h.id
                AND p.year BETWEEN %(year)s - (%(month)s <= 3)::int AND %(year)s))
          AND EXISTS (SELECT FROM assistance_assistancemeasure m
                      WHERE m.household_id = h.id AND NOT m.is_proposed)
        GROUP BY 1, 2
    ), training AS (
        SELECT household_id, count(DISTINCT session_id) AS n FROM assistance_trainingattendance
        WHERE happened_on >= %(new_year)s AND happened_on <= %(end)s AND recorded_at < %(cutoff)s
          AND area_id >= %(county)s AND area_id < %(beyond)s
        GROUP BY 1
    )
    SELECT care.household_id, care.helper_id, care.area_id,
           (days >= 15 AND presence <> 'all_away')::int | ((days >= 15 AND presence = 'all_away')::int << 1)
           | ((since <= %(end)s - 60 AND until >= %(end)s AND is_labour_capable)::int << 2)
           | ((since <= %(end)s - 60 AND until >= %(end)s AND NOT is_labour_capable)::int << 3)
           | ((since <= %(end)s - 30 AND until >= %(end)s)::int << 5)
           | ((since <= %(end)s - 60 AND until >= %(end)s AND %(trainings)s > 0)::int << 6) AS due,
           (coalesce(home.n, 0) < 1)::int | ((coalesce(contact.n, 0) < 1)::int << 1)
           | ((coalesce(measure.income, 0) < 3)::int << 2) | ((coalesce(measure.net, 0) < 1)::int << 3)
           | ((coalesce(file.n, 0) < 1)::int << 5)
           | ((coalesce(training.n, 0) < %(trainings)s)::int << 6) AS bad
    FROM care
    LEFT JOIN home ON home.household_id = care.household_id AND home.helper_id = care.helper_id
    LEFT JOIN contact ON contact.household_id = care.household_id
    LEFT JOIN measure ON measure.household_id = care.household_id
    LEFT JOIN file ON file.household_id = care.household_id AND file.helper_id = care.helper_id
    LEFT JOIN training ON training.household_id = care.household_id
    UNION ALL
    SELECT h.id, NULL, h.area_id, 16,
           (coalesce(cover.days, 0) < least(coalesce(h.left_register_on - 1, %(end)s), %(end)s)
                                      - greatest(h.registered_on, %(start)s) + 1)::int << 4
    FROM households_household h
    LEFT JOIN (SELECT household_id,
                      sum(least(coalesce(to_date, %(end)s), %(end)s) - greatest(from_date, %(start)s) + 1) AS days
               FROM assistance_helperassignment
               WHERE role = 'primary' AND from_date <= %(end)s AND (to_date IS NULL OR to_date >= %(start)s)
                 AND area_id >= %(county)s AND area_id < %(beyond)s
               GROUP BY 1) cover ON cover.household_id = h.id
    WHERE h.registered_on <= %(end)s AND (h.left_register_on IS NULL OR h.left_register_on > %(start)s)
      AND h.area_id >= %(county)s AND h.area_id < %(beyond)s
    """,
    "CREATE TABLE by_hand_cell AS SELECT helper_id, area_id, ARRAY["
    + ", ".join(f"count(*) FILTER (WHERE due >> {i} & 1 = 1)" for i in range(7))
    + "] AS due, ARRAY["
    + ", ".join(f"count(*) FILTER (WHERE due & bad >> {i} & 1 = 1)" for i in range(7))
    + "] AS failed FROM by_hand_fact GROUP BY 1, 2",
    """
    CREATE TABLE by_hand_unit AS
    SELECT helper_id, area_id, township, rule, sum(due) AS due, sum(due) - sum(failed) AS delivered,
           sum(failed) AS failed, sum(failed) = 0 AS settled
    FROM (SELECT c.helper_id, c.area_id, left(c.area_id, 9) AS township, r AS rule, c.due[r] AS due,
                 c.failed[r] AS failed
          FROM by_hand_cell c, generate_series(1, 7) AS r) cells
    GROUP BY GROUPING SETS ((helper_id, rule), (area_id, rule), (township, rule), (rule))
    """,
    """
    CREATE TABLE by_hand_pair AS
    SELECT f.household_id, f.helper_id, f.area_id, r AS rule FROM by_hand_fact f, generate_series(0, 6) AS r
    WHERE f.due & f.bad >> r & 1 = 1
    """,
    "CREATE INDEX ON by_hand_unit (helper_id); CREATE INDEX ON by_hand_unit (area_id, rule)",
    "CREATE INDEX ON by_hand_pair (area_id, rule); CREATE INDEX ON by_hand_pair (helper_id)",
)


def account_by_hand(county_code, period, cutoff):
    """Run the statements and commit; return the seconds and how many failing pairs they found."""
    params = {
        "county": county_code,
        "beyond": f"{county_code}:",
        "start": period.start,
        "end": period.end,
        "quarter": period.quarter_start,
        "cutoff": cutoff,
        "year": period.year,
        "new_year": period.start.replace(month=1),
        "trainings": TRAININGS.get(period.month, 0),
        "month": period.month,
        "asked": clock.moment(period.end - dt.timedelta(days=30)),
        "over": clock.moment(period.end + dt.timedelta(days=1)),
    }
    started = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SET LOCAL work_mem = '64MB'")
        for step in STEPS:
            cursor.execute(step, params)
        cursor.execute("COMMIT")
        seconds = time.monotonic() - started
        cursor.execute("SELECT count(*) FROM by_hand_pair")
        pairs = cursor.fetchone()[0]
        cursor.execute("DROP TABLE by_hand_fact, by_hand_cell, by_hand_unit, by_hand_pair")
    return seconds, pairs
