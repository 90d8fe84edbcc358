"""Who is a party, who had a hand in a month, and who therefore does not rule: asked of the person, by whole months.

And an order without a deadline, or a restriction without an end, which a comparison with nothing had let pass.
"""

from importlib import import_module

from django.db import migrations, models

before = import_module("inspections.migrations.0014_accountability")

# The natural persons who are a party: a helper himself; who holds the office of a village, a township or the county;
# a unit's own people.
IS_OF_PARTY = """
CREATE FUNCTION inspections_is_of_party(party_level text, party_code text, account bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM (
            SELECT h.user_id FROM assistance_helper AS h WHERE party_level = 'helper' AND h.code = party_code
            UNION ALL SELECT g.user_id FROM core_rolegrant AS g
                WHERE g.area_id = party_code
                  AND g.role = ANY (CASE party_level WHEN 'village' THEN ARRAY['cadre']
                                                     WHEN 'township' THEN ARRAY['township']
                                                     WHEN 'county' THEN ARRAY['office', 'leader'] END)
                  AND g.from_date <= current_date AND (g.to_date IS NULL OR g.to_date >= current_date)
            UNION ALL SELECT o.user_id FROM assistance_post AS p JOIN assistance_official AS o ON o.id = p.official_id
                WHERE party_level = 'village' AND p.area_id = party_code AND p.kind <> 'leader'
                  AND p.from_date <= current_date AND (p.to_date IS NULL OR p.to_date >= current_date)
            UNION ALL SELECT h.user_id FROM assistance_helpingunit AS u JOIN assistance_helper AS h ON h.unit_id = u.id
                WHERE party_level = 'county_unit' AND u.code = party_code
            UNION ALL SELECT o.user_id FROM assistance_helpingunit AS u JOIN assistance_official AS o ON o.unit_id = u.id
                WHERE party_level = 'county_unit' AND u.code = party_code
        ) AS known (account)
        WHERE core_person(known.account) = core_person(inspections_is_of_party.account)
    )
$$;
"""
IS_PARTY = """
CREATE OR REPLACE FUNCTION inspections_is_party(a_id bigint, account bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM inspections_accountabilityaction AS c
        LEFT JOIN assistance_helper AS h ON h.id = c.helper_id
        WHERE c.id = a_id AND (
            core_person(inspections_is_party.account) IN (core_person(c.answered_by_id), core_person(h.user_id))
            OR inspections_is_of_party(c.level, c.code, inspections_is_party.account))
    )
$$;
"""
# Who made what the case stands on: computed, signed, closed or ruled on any version of its months, verified a measure,
# checked an order, entered the case by hand.
MADE_IT = """
CREATE OR REPLACE FUNCTION inspections_made_it(a_id bigint, account bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH months AS (
        SELECT DISTINCT every.id, every.closed_by_id
        FROM inspections_accountabilityground AS g
        JOIN inspections_accountmonth AS own ON own.id = g.account_id
        JOIN inspections_accountmonth AS every ON every.area_id = own.area_id AND every.month = own.month
        WHERE g.action_id = a_id AND g.rule = ''
    )
    SELECT EXISTS (
        SELECT 1 FROM (
            SELECT c.entered_by_id FROM inspections_accountabilityaction AS c WHERE c.id = a_id
            UNION ALL SELECT (x.metadata ->> 'user')::bigint
                FROM months JOIN inspections_accountmonthevent AS e ON e.pgh_obj_id = months.id
                JOIN pghistory_context AS x ON x.id = e.pgh_context_id
            UNION ALL SELECT closed_by_id FROM months
            UNION ALL SELECT s.signed_by_id FROM months JOIN inspections_accountseal AS s ON s.account_id = months.id
            UNION ALL SELECT o.ruled_by_id FROM months JOIN inspections_objection AS o ON o.account_id = months.id
            UNION ALL SELECT unnest(ARRAY[r.verified_by_id, r.closed_by_id])
                FROM inspections_accountabilityground AS g
                JOIN inspections_rectificationmeasure AS r ON r.id = g.measure_id WHERE g.action_id = a_id
            UNION ALL SELECT s.actor_id
                FROM inspections_accountabilityground AS g
                JOIN inspections_accountabilitystep AS s ON s.action_id = g.order_id AND s.acting_as = 'checker'
                WHERE g.action_id = a_id
        ) AS known (account)
        WHERE core_person(known.account) = core_person(inspections_made_it.account)
    )
$$;
"""
# Why somebody does not answer an objection: he filed it, is its party or one that its lines speak of, ruled on one of
# its lines at another level, or had a hand in the month as it was first closed; blank where he may.
WHY_NOT_RULE = """
CREATE FUNCTION inspections_why_not_rule(o_id bigint, account bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN core_person(o.filed_by_id) = core_person(inspections_why_not_rule.account) THEN 'filed'
        WHEN inspections_is_of_party(o.level, o.code, inspections_why_not_rule.account) OR EXISTS (
            SELECT 1 FROM (SELECT DISTINCT level, code FROM inspections_objectionline WHERE objection_id = o.id) AS l
            WHERE inspections_is_of_party(l.level, l.code, inspections_why_not_rule.account)) THEN 'party'
        WHEN EXISTS (
            SELECT 1 FROM inspections_objectionline AS l
            JOIN inspections_objectionline AS same USING (county_id, month, level, code, rule, subject_kind,
                                                          subject_code, area_id)
            JOIN inspections_objection AS other ON other.id = same.objection_id
            WHERE l.objection_id = o.id AND other.id <> o.id AND (other.level, other.code) <> (o.level, o.code)
              AND core_person(other.ruled_by_id) = core_person(inspections_why_not_rule.account)) THEN 'level'
        WHEN EXISTS (
            SELECT 1 FROM inspections_accountmonth AS own
            JOIN inspections_accountmonth AS a ON a.area_id = own.area_id AND a.month = own.month
            LEFT JOIN inspections_accountseal AS s ON s.account_id = a.id
            LEFT JOIN inspections_accountmonthevent AS e ON e.pgh_obj_id = a.id AND a.version = 1
            LEFT JOIN pghistory_context AS x ON x.id = e.pgh_context_id
            WHERE own.id = o.account_id AND core_person(inspections_why_not_rule.account) IN (
                core_person(s.signed_by_id), core_person((x.metadata ->> 'user')::bigint),
                CASE a.version WHEN 1 THEN core_person(a.closed_by_id) END)) THEN 'hand'
        ELSE '' END
    FROM inspections_objection AS o WHERE o.id = o_id
$$;
"""
NEW = "DROP FUNCTION inspections_is_of_party(text, text, bigint); DROP FUNCTION inspections_why_not_rule(bigint, bigint)"


def as_before(sql):
    return sql.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


# Name, kind, comparison of the day with that of the decision, what is said.
DAYS = (
    ("order_has_a_deadline", "rectify_order", "deadline_on", "gt", "限期整改要写明期限，期限晚于决定日期。"),
    ("restriction_ends_on_a_day", "no_promotion", "until_on", "gte", "不得提拔重用要写明到哪一天。"),
)


def _has_its_day(name, kind, day, later, said):
    has = models.Q(**{f"{day}__isnull": False, f"{day}__{later}": models.F("decided_on")})
    return models.CheckConstraint(
        condition=~models.Q(kind=kind) | models.Q(decided_by=None) | ~models.Q(exoneration="") | has,
        name=name,
        violation_error_message=said,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0022_bank_role"),
    ]

    operations = [
        migrations.RunSQL(IS_OF_PARTY + WHY_NOT_RULE, NEW),
        migrations.RunSQL(IS_PARTY, as_before(before.IS_PARTY)),
        migrations.RunSQL(MADE_IT, as_before(before.MADE_IT)),
        *(migrations.RemoveConstraint("accountabilityaction", name) for name, *_rest in DAYS),
        *(migrations.AddConstraint("accountabilityaction", _has_its_day(*facts)) for facts in DAYS),
    ]
