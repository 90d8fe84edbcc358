"""The month's account by hand: the least SQL that gives the same verdicts over the same tables.

The shape of performance.md 2.2: one fact row per household and helper with two masks, counts grouped once by
helper and village into arrays, rolled up by grouping sets, the failing pairs listed, indexes after the load; and
one row per duty of a village or a unit over other facts, rolled up by place. It is the limit that the application's
computation is measured against, and is used for nothing else.

The application does more with the same facts: scores and verdicts of every party, the duties about the parties
below, the rules' words as they were, excuses and lies, the fingerprint, the visits that came late, and partitions
swapped so that readers see the month before until the new one stands.
"""

import datetime as dt
import time
from decimal import Decimal

from django.db import connection

from povertyapp.core import clock

# Trainings that a household has attended by the end of a month of the year; none is asked in other months.
TRAININGS = {6: 1, 11: 2}
# The duties of units that are counted here; those of the county, of rectification and of supervision have no rows in a
# generated county.
RULES_OF_UNITS = (
    *(
        "LF-24",
        "LF-26",
        "LF-27",
        "LF-28",
        "CB1-08",
        "CB1-08U",
        "CB1-09",
        "CB1-09S",
        "CB1-13",
        "TF-06V",
        "LF-60",
    ),
)
# The months in which the lines of the year of a village fall due.
YEAR_LINES = (3, 6, 9, 12)
STEPS = (
    "DROP TABLE IF EXISTS by_hand_fact, by_hand_cell, by_hand_unit, by_hand_pair, by_hand_line,"
    " by_hand_place",
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
    # base of the leading industry, contracts, cooperatives, whom each lifts, days on post, villages taken over and
    # with a first secretary, faults of the records that stand too long, lists that are to be put up
    """
    CREATE TABLE by_hand_line AS
    WITH village AS (
        SELECT v.area_id, v.kind = 'poor' AS is_poor, ceil(c.cultivated_mu * 0.60 * %(path)s)::int AS land,
               floor(b.industry_base_mu)::int AS base, ceil(coalesce(h.n, 0) * 0.60 * %(path)s)::int AS homes
        FROM households_village v
        LEFT JOIN (SELECT DISTINCT ON (area_id) area_id, cultivated_mu FROM households_villageyear
                   WHERE year <= %(year)s AND cultivated_mu IS NOT NULL ORDER BY area_id, year DESC) c
          ON c.area_id = v.area_id
        LEFT JOIN (SELECT DISTINCT ON (area_id) area_id, industry_base_mu FROM households_villageyear
                   WHERE year <= %(year)s AND industry_base_mu IS NOT NULL ORDER BY area_id, year DESC) b
          ON b.area_id = v.area_id
        LEFT JOIN (SELECT area_id, count(*) AS n FROM households_household
                   WHERE registered_on <= %(end)s AND (left_register_on IS NULL OR left_register_on > %(end)s)
                   GROUP BY 1) h ON h.area_id = v.area_id
        WHERE %(year_lines)s AND v.area_id >= %(county)s AND v.area_id < %(beyond)s
    ), coop AS (
        SELECT id, code, area_id FROM assistance_enterprise
        WHERE kind = 'cooperative' AND founded_on <= %(end)s AND (ended_on IS NULL OR ended_on > %(end)s)
          AND %(year_lines)s AND area_id >= %(county)s AND area_id < %(beyond)s
    ), link AS (
        SELECT l.area_id, l.household_id, l.enterprise_id, l.signed_on
        FROM assistance_benefitlink l JOIN households_household h ON h.id = l.household_id
        WHERE l.from_date <= %(end)s AND (l.to_date IS NULL OR l.to_date >= %(end)s)
          AND h.registered_on <= %(end)s AND (h.left_register_on IS NULL OR h.left_register_on > %(end)s)
          AND %(year_lines)s AND l.area_id >= %(county)s AND l.area_id < %(beyond)s
    ), first AS (
        SELECT area_id, count(*) AS n FROM assistance_post
        WHERE kind = 'secretary' AND from_date <= %(end)s AND (to_date IS NULL OR to_date >= %(end)s)
          AND area_id >= %(county)s AND area_id < %(beyond)s
        GROUP BY 1
    ), post AS (
        SELECT p.area_id, p.official_id, p.team_id, p.kind,
               least(coalesce(p.to_date, %(end)s), %(end)s) - greatest(p.from_date, %(start)s) + 1 AS held
        FROM assistance_post p
        WHERE p.kind IN ('secretary', 'member') AND p.from_date <= %(end)s
          AND (p.to_date IS NULL OR p.to_date >= %(start)s) AND p.area_id >= %(county)s AND p.area_id < %(beyond)s
    ), owed AS (
        SELECT area_id, official_id, team_id, kind, 20 * held / (%(end)s - %(start)s + 1) AS days FROM post
        WHERE held >= 15
    ), spent AS (
        SELECT a.area_id, p.official_id, sum(a.days) AS days
        FROM assistance_attendance a JOIN assistance_post p ON p.id = a.post_id
        WHERE a.month = %(start)s AND a.recorded_at < %(cutoff)s
          AND (a.superseded_at IS NULL OR a.superseded_at >= %(cutoff)s)
          AND a.area_id >= %(county)s AND a.area_id < %(beyond)s
        GROUP BY 1, 2
    )
    SELECT area_id, area_id AS code, 'LF-24' AS rule, area_id AS subject, land AS required, base AS delivered
    FROM village WHERE is_poor AND land > 0
    UNION ALL
    SELECT v.area_id, v.area_id, 'LF-26', v.area_id, v.homes, s.n FROM village v
    LEFT JOIN (SELECT area_id, count(DISTINCT household_id) AS n FROM link WHERE signed_on IS NOT NULL
               GROUP BY 1) s ON s.area_id = v.area_id
    WHERE v.homes > 0
    UNION ALL
    SELECT v.area_id, v.area_id, 'LF-27', v.area_id, 1, count(coop.id) FROM village v
    LEFT JOIN coop ON coop.area_id = v.area_id WHERE v.is_poor GROUP BY v.area_id
    UNION ALL
    SELECT c.area_id, c.area_id, 'LF-28', c.code, ceil(10 * %(path)s)::int, s.n FROM coop c
    LEFT JOIN (SELECT enterprise_id, count(DISTINCT household_id) AS n FROM link GROUP BY 1) s
      ON s.enterprise_id = c.id
    WHERE length(c.area_id) = 12
    UNION ALL
    SELECT o.area_id, o.area_id, 'CB1-08', p.code, sum(o.days), max(s.days) FROM owed o
    JOIN assistance_official p ON p.id = o.official_id
    LEFT JOIN spent s ON s.area_id = o.area_id AND s.official_id = o.official_id
    GROUP BY o.area_id, p.code
    UNION ALL
    SELECT o.area_id, u.code, 'CB1-08U', p.code, sum(o.days), max(s.days) FROM owed o
    JOIN assistance_official p ON p.id = o.official_id
    JOIN assistance_residentteam t ON t.id = o.team_id JOIN assistance_helpingunit u ON u.id = t.unit_id
    LEFT JOIN spent s ON s.area_id = o.area_id AND s.official_id = o.official_id
    WHERE o.kind = 'secretary' GROUP BY o.area_id, u.code, p.code
    UNION ALL
    SELECT t.area_id, u.code, 'CB1-09', t.area_id, 1, (t.claimed_on <= %(end)s)::int
    FROM assistance_villagetask t JOIN assistance_helpingunit u ON u.id = t.unit_id
    WHERE t.assigned_on <= %(end)s AND (t.ended_on IS NULL OR t.ended_on >= %(end)s)
      AND t.area_id >= %(county)s AND t.area_id < %(beyond)s
    UNION ALL
    SELECT t.area_id, u.code, 'CB1-09S', t.area_id, 1, f.n
    FROM assistance_villagetask t JOIN assistance_helpingunit u ON u.id = t.unit_id
    LEFT JOIN first f ON f.area_id = t.area_id
    WHERE t.assigned_on <= %(end)s AND (t.ended_on IS NULL OR t.ended_on >= %(end)s)
      AND t.area_id >= %(county)s AND t.area_id < %(beyond)s
    UNION ALL
    SELECT v.area_id, v.area_id, 'TF-06V', v.area_id, 1, f.n
    FROM households_village v LEFT JOIN first f ON f.area_id = v.area_id
    WHERE v.kind = 'poor' AND v.area_id >= %(county)s AND v.area_id < %(beyond)s
    UNION ALL
    SELECT a.code, a.code, 'LF-60', a.code, coalesce(o.n, 0), o.ended
    FROM core_area a LEFT JOIN (
        SELECT area_id, count(*) AS n, count(*) FILTER (WHERE cleared_at < %(cutoff)s) AS ended
        FROM inspections_finding
        WHERE found_at < %(known)s AND (cleared_at IS NULL OR cleared_at >= %(begun)s)
          AND area_id >= %(county)s AND area_id < %(beyond)s GROUP BY 1) o ON o.area_id = a.code
    WHERE a.level = 'village' AND a.code >= %(county)s AND a.code < %(beyond)s
      AND EXISTS (SELECT FROM households_household h WHERE h.area_id = a.code AND h.registered_on <= %(end)s
                    AND (h.left_register_on IS NULL OR h.left_register_on > %(start)s))
    UNION ALL
    SELECT area_id, area_id, 'CB1-13', area_id, lists, 0 FROM (
        SELECT c.area_id, count(DISTINCT (c.batch_id, s.to_state)) AS lists
        FROM households_transition s JOIN households_procedurecase c ON c.id = s.case_id
        WHERE s.to_state IN ('reviewed', 'exit_verified') AND s.decided_on >= %(start)s - 3
          AND s.decided_on <= %(end)s - 3 AND c.area_id >= %(county)s AND c.area_id < %(beyond)s
        GROUP BY 1) owed_lists
    """,
    """
    CREATE TABLE by_hand_place AS
    SELECT area_id, left(area_id, 9) AS township, rule, count(*) AS due,
           count(*) FILTER (WHERE coalesce(delivered, 0) < required) AS failed, sum(required) AS required,
           sum(least(delivered, required)) AS delivered
    FROM by_hand_line GROUP BY GROUPING SETS ((area_id, rule), (left(area_id, 9), rule), (rule))
    """,
    "CREATE INDEX ON by_hand_line (area_id, rule); CREATE INDEX ON by_hand_line (code)",
)


def account_by_hand(county_code, period, cutoff):
    """Run the statements and commit; return the seconds, how many pairs fail, and how many lines of units."""
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
        "year_lines": period.month in YEAR_LINES,
        "path": Decimal(period.month) / 12,
        "begun": clock.moment(period.start),
        "known": clock.moment(period.end - dt.timedelta(days=14)),
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
        cursor.execute("SELECT count(*) FROM by_hand_line WHERE coalesce(delivered, 0) < required")
        lines = cursor.fetchone()[0]
        cursor.execute(STEPS[0])
    return seconds, pairs, lines
