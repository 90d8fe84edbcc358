"""What the triggers of projects ask: who stands where, who lent which hand, what was decided on, what is lacking."""

from funds.choices.projects import ROLES_OF_SIDE, TENDERS, Side
from povertyapp.core.roles import Role

_TODAY = "(now() AT TIME ZONE 'Asia/Shanghai')::date"


def _roles(side):
    return ", ".join(f"'{role}'" for role in sorted(ROLES_OF_SIDE[side]) if (side, role) != _TOWNSHIPS_OWN)


_TOWNSHIPS_OWN = (Side.IMPLEMENT, Role.TOWNSHIP)

# Whether somebody stands today where a hand is lent to a project of that place. A village's own project is implemented
# by the village alone, a township's by the township.
STANDS = f"""
CREATE FUNCTION funds_stands(account bigint, side text, place text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM core_rolegrant AS g
        WHERE g.user_id = account AND left(place, length(g.area_id)) = g.area_id
          AND g.from_date <= {_TODAY} AND (g.to_date IS NULL OR g.to_date >= {_TODAY})
          AND (g.role = ANY (CASE side WHEN 'implement' THEN ARRAY[{_roles(Side.IMPLEMENT)}]
                                       WHEN 'claim' THEN ARRAY[{_roles(Side.CLAIM)}]
                                       WHEN 'supervise' THEN ARRAY[{_roles(Side.SUPERVISE)}] END)
               OR (side = 'implement' AND g.role = 'township' AND length(place) <= 9)))
$$;
"""
# Whether the same natural person lent the project another hand before, with whatever account (LF-42).
ANOTHER_HAND = """
CREATE FUNCTION funds_lends_another_hand(p_id bigint, account bigint, side text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM (
            SELECT s.actor_id, s.side FROM funds_projectstep AS s WHERE s.project_id = p_id AND s.act = 'move'
            UNION ALL SELECT recorded_by_id, 'implement' FROM funds_procurement WHERE project_id = p_id
            UNION ALL SELECT recorded_by_id, 'implement' FROM funds_contract WHERE project_id = p_id
            UNION ALL SELECT agreed_by_id, 'claim' FROM funds_contract WHERE project_id = p_id
            UNION ALL SELECT recorded_by_id, 'implement' FROM funds_progressreport WHERE project_id = p_id
            UNION ALL SELECT recorded_by_id, 'supervise' FROM funds_jointreview WHERE project_id = p_id
            UNION ALL SELECT recorded_by_id, 'supervise' FROM funds_projectcheck WHERE project_id = p_id
            UNION ALL SELECT recorded_by_id, 'supervise' FROM funds_acceptance WHERE project_id = p_id
            UNION ALL SELECT claimed_by_id, 'claim' FROM funds_claim WHERE project_id = p_id
            UNION ALL SELECT decided_by_id, 'supervise' FROM funds_claim WHERE project_id = p_id
        ) AS lent (account, hand)
        WHERE lent.hand <> funds_lends_another_hand.side
          AND core_person(lent.account) = core_person(funds_lends_another_hand.account)
    )
$$;
"""
# The fingerprint of what is decided on: the content list and who gains.
CONTENT = """
CREATE FUNCTION funds_project_content(p_id bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        p.number, p.county_id, p.area_id, p.name, p.year, p.kind, p.nature, p.uses, p.place, p.task, p.starts_on,
        p.ends_on, p.season_ends_on, p.responsible_unit, p.responsible_person, p.unit_id, p.budget, p.money_sources,
        p.performance_goal, p.participation, p.benefit_mechanism, p.deliberated_on, p.deliberation_paper, p.is_mass,
        (SELECT coalesce(jsonb_agg(jsonb_build_array(b.household_id, b.what, b.amount) ORDER BY b.household_id), '[]')
         FROM funds_benefit AS b WHERE b.project_id = p.id)
    )::text, 'UTF8')), 'hex') FROM funds_project AS p WHERE p.id = p_id
$$;
"""
# Another project of the same village, kind and year that helps one of the same households (LN-37).
DUPLICATES = """
CREATE FUNCTION funds_project_doubles(p_id bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM funds_project AS p JOIN funds_project AS other
            ON other.area_id = p.area_id AND other.kind = p.kind AND other.year = p.year AND other.id <> p.id
        WHERE p.id = p_id
          AND other.stage NOT IN ('draft', 'returned', 'rejected', 'removed_from_library', 'cancelled')
          AND EXISTS (SELECT 1 FROM funds_benefit AS a JOIN funds_benefit AS b ON b.household_id = a.household_id
                      WHERE a.project_id = p.id AND b.project_id = other.id))
$$;
"""
# What is lacking of the notices about a project by a day: on each level that is asked one that hung for its days (1),
# or hangs (0), and no objection without an answer. In plpgsql, as the tables of notices come after it.
HUNG = """
CREATE FUNCTION funds_hung(number text, what text, place text, day date, whole integer) RETURNS text
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_variable
BEGIN
    RETURN (
    WITH about AS (
        SELECT n.* FROM funds_notice AS n WHERE n.kind = what AND n.posted_on <= day AND (
            (n.subject_kind = 'project' AND n.subject_code = number)
            OR EXISTS (SELECT 1 FROM funds_noticeline AS l WHERE l.notice_id = n.id AND l.subject_kind = 'project'
                       AND l.subject_code = number)))
    SELECT CASE
        WHEN EXISTS (SELECT 1 FROM jsonb_array_elements_text(
                    households_parameter('notice.levels.' || what, place, day)) AS asked (level)
                WHERE NOT EXISTS (SELECT 1 FROM about AS n WHERE n.level = asked.level
                    AND n.posted_on + n.days * whole <= least(coalesce(n.taken_down_on, day), day)))
            THEN 'TF-20 notice ' || what
        WHEN whole = 1 AND EXISTS (SELECT 1 FROM about AS n JOIN funds_noticeobjection AS o ON o.notice_id = n.id
                WHERE o.answered_on IS NULL) THEN 'C3 objections'
        END
    );
END
$$;
"""
# How much may have been paid for a project by a day, all in all; null where nothing is known that bounds it.
PAYABLE = """
CREATE FUNCTION funds_payable(p_id bigint, day date) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN p.accepted_on <= day THEN least(c.amount, coalesce(p.approved_amount, c.amount))
                ELSE round(c.amount * least(
                    (households_parameter('project.advance_share', p.area_id, day) #>> '{}')::numeric,
                    (households_parameter('project.start_advance', p.area_id, day) #>> '{}')::numeric
                    + coalesce((SELECT max(percent) FROM funds_progressreport AS r
                                WHERE r.project_id = p_id AND r.reported_on <= day), 0) / 100.0), 2) END
    FROM funds_project AS p JOIN funds_contract AS c ON c.project_id = p.id WHERE p.id = p_id
$$;
"""
_TENDERS = ", ".join(f"'{mode}'" for mode in TENDERS)
# What a step lacks that it must go by; null where nothing is lacking.
LACKS = f"""
CREATE FUNCTION funds_project_lacks(p_id bigint, was text, aim text, day date, why text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    p funds_project%ROWTYPE;
    c funds_contract%ROWTYPE;
    b funds_procurement%ROWTYPE;
    applied date;
BEGIN
    SELECT * INTO p FROM funds_project WHERE id = p_id;
    SELECT * INTO c FROM funds_contract WHERE project_id = p_id;
    SELECT * INTO b FROM funds_procurement WHERE project_id = p_id;
    SELECT max(decided_on) INTO applied FROM funds_projectstep WHERE project_id = p_id AND to_stage = 'applied';
    CASE aim
    WHEN 'applied' THEN
        IF '' IN (btrim(p.place), btrim(p.task), btrim(p.responsible_unit), btrim(p.money_sources),
                  btrim(p.participation), btrim(p.benefit_mechanism)) OR p.starts_on IS NULL OR p.ends_on IS NULL THEN
            RETURN 'B16 content list';
        ELSIF btrim(p.performance_goal) = '' THEN
            RETURN 'B16 performance goal';
        ELSIF NOT EXISTS (SELECT 1 FROM funds_benefit WHERE project_id = p_id) THEN
            RETURN 'B16 beneficiaries';
        ELSIF length(p.area_id) > 9 AND (p.deliberated_on IS NULL OR p.deliberated_on > day) THEN
            RETURN 'C3 deliberation';
        ELSIF p.uses = '{{}}' OR EXISTS (
                SELECT 1 FROM funds_negativelistitem AS n WHERE n.code = ANY (p.uses)
                  AND left(p.area_id, length(n.region)) = n.region AND n.from_date <= day
                  AND (n.to_date IS NULL OR n.to_date >= day)) THEN
            RETURN 'LF-66 negative list';
        END IF;
    WHEN 'township_checked' THEN
        IF why = '' AND funds_project_doubles(p_id) THEN
            RETURN 'LN-37 duplicate';
        END IF;
    WHEN 'county_reviewed' THEN
        IF NOT EXISTS (SELECT 1 FROM funds_jointreview AS r WHERE r.project_id = p_id AND r.is_passed
                       AND r.held_on BETWEEN applied AND day
                       AND (r.duplicates_note <> '' OR NOT funds_project_doubles(p_id))) THEN
            RETURN 'LN-37 joint review';
        END IF;
    WHEN 'library_publicity' THEN
        RETURN funds_hung(p.number, 'library', p.area_id, day, 0);
    WHEN 'in_library' THEN
        RETURN funds_hung(p.number, 'library', p.area_id, day, 1);
    WHEN 'approved' THEN
        IF p.in_library_on IS NULL OR (SELECT coalesce(sum(a.amount), 0) FROM funds_allotment AS a
                WHERE a.project_id = p_id AND NOT EXISTS (
                    SELECT 1 FROM funds_fundentry AS e WHERE e.reverses_id = a.entry_id)) <= 0 THEN
            RETURN 'LF-40 library and allotted money';
        END IF;
    WHEN 'plan_publicity' THEN
        RETURN funds_hung(p.number, 'year_plan', p.area_id, day, 0);
    WHEN 'procurement' THEN
        RETURN funds_hung(p.number, 'year_plan', p.area_id, day, 1);
    WHEN 'completion_publicity' THEN
        RETURN funds_hung(p.number, 'after', p.area_id, day, 0);
    WHEN 'contracted' THEN
        IF c.id IS NULL OR b.id IS NULL OR c.signed_on > day THEN
            RETURN 'C3 procurement and contract';
        ELSIF greatest(p.approved_amount, c.amount) >= (households_parameter(
                'project.tender_threshold', p.area_id, b.opened_on) #>> '{{}}')::numeric
              AND b.mode NOT IN ({_TENDERS}) AND b.exception = '' THEN
            RETURN 'LN-32 tender';
        ELSIF c.agreed_by_id IS NULL THEN
            RETURN 'C3 agreement of the township';
        ELSIF btrim(c.contractor) <> btrim(b.winner) THEN
            RETURN 'LN-32 contract with the winner';
        END IF;
    WHEN 'in_progress' THEN
        IF was = 'contracted' AND (c.supervision = '' OR NOT EXISTS (
                SELECT 1 FROM funds_projectimage WHERE project_id = p_id AND phase = 'before' AND taken_on <= day)) THEN
            RETURN 'C3 supervision and start image';
        ELSIF was = 'completed' AND NOT EXISTS (
                SELECT 1 FROM funds_acceptance WHERE project_id = p_id AND verdict = 'fail'
                  AND accepted_on >= p.completed_on) THEN
            RETURN 'C3 failed acceptance';
        END IF;
    WHEN 'completed' THEN
        IF 100 IS DISTINCT FROM (SELECT max(percent) FROM funds_progressreport WHERE project_id = p_id
                                 AND reported_on <= day) THEN
            RETURN 'C3 progress of 100';
        ELSIF 3 <> (SELECT count(DISTINCT phase) FROM funds_projectimage
                    WHERE project_id = p_id AND taken_on <= day) THEN
            RETURN 'C3 images of three phases';
        END IF;
    WHEN 'accepted' THEN
        IF 'pass' IS DISTINCT FROM (SELECT verdict FROM funds_acceptance WHERE project_id = p_id
                AND accepted_on BETWEEN p.completed_on AND day ORDER BY accepted_on DESC, id DESC LIMIT 1) THEN
            RETURN 'C3 acceptance';
        END IF;
    WHEN 'reimbursed' THEN
        IF EXISTS (SELECT 1 FROM funds_claim WHERE project_id = p_id AND state IN ('filed', 'passed'))
           OR NOT EXISTS (SELECT 1 FROM funds_claim WHERE project_id = p_id AND state = 'settled'
                          AND kind = 'settlement' AND settled_on <= day) THEN
            RETURN 'LF-42 settled claims';
        END IF;
        RETURN funds_hung(p.number, 'after', p.area_id, day, 1);
    WHEN 'closed' THEN
        IF EXISTS (SELECT 1 FROM funds_benefit WHERE project_id = p_id AND got_on IS NULL) THEN
            RETURN 'C3 benefit check';
        ELSIF 3 <> (SELECT count(DISTINCT phase) FROM funds_projectcheck WHERE project_id = p_id) THEN
            RETURN 'LF-50 checks in three phases';
        ELSIF c.retention_percent > 0 AND NOT EXISTS (
                SELECT 1 FROM funds_claim WHERE project_id = p_id AND kind = 'retention' AND state = 'settled') THEN
            RETURN 'C3 retention';
        END IF;
    ELSE
        NULL;
    END CASE;
    RETURN NULL;
END
$$;
"""
FUNCTIONS = (
    (STANDS, "DROP FUNCTION funds_stands(bigint, text, text)"),
    (ANOTHER_HAND, "DROP FUNCTION funds_lends_another_hand(bigint, bigint, text)"),
    (CONTENT, "DROP FUNCTION funds_project_content(bigint)"),
    (DUPLICATES, "DROP FUNCTION funds_project_doubles(bigint)"),
    (HUNG, "DROP FUNCTION funds_hung(text, text, text, date, integer)"),
    (PAYABLE, "DROP FUNCTION funds_payable(bigint, date)"),
    (LACKS, "DROP FUNCTION funds_project_lacks(bigint, text, text, date, text)"),
)
