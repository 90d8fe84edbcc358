"""What the database itself asks before a step of a procedure: the triggers of `households/models/guards` call it."""

from django.db import migrations

PARAMETER = """
CREATE FUNCTION households_parameter(wanted text, place text, day date) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT value FROM core_ruleparameter
    WHERE name = wanted AND (area_id IS NULL OR left(place, length(area_id)) = area_id)
      AND effective_from <= day AND (effective_to IS NULL OR effective_to >= day)
    ORDER BY length(coalesce(area_id, '')) DESC, effective_from DESC LIMIT 1
$$;
"""

# `need` is a code of `households.steps.MOVES`, its argument after a colon. A need that only the services can
# judge (a sealed column, a fact of a higher floor) is true here.
HAS = """
CREATE FUNCTION households_has(c_id bigint, need text, day date, actor bigint, why text, aim text) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
    c households_procedurecase%ROWTYPE;
    p households_transition%ROWTYPE;
    what text := split_part(need, ':', 1);
    arg text := split_part(need, ':', 2);
    entered date;
    n numeric;
BEGIN
    SELECT * INTO c FROM households_procedurecase WHERE id = c_id;
    SELECT * INTO p FROM households_transition WHERE case_id = c_id AND number = c.step;
    entered := coalesce(p.decided_on, c.opened_on);
    CASE what
    WHEN 'application' THEN
        RETURN EXISTS (SELECT 1 FROM households_evidence AS e WHERE e.case_id = c_id AND e.happened_on <= day
            AND (e.kind = 'omission' OR (e.kind = 'application' AND e.signed_by <> ''
                 AND (e.image_id IS NOT NULL OR e.paper <> ''))));
    WHEN 'people' THEN
        RETURN EXISTS (SELECT 1 FROM households_applicant AS a JOIN households_applicantmember AS b
                       ON b.applicant_id = a.id WHERE a.case_id = c_id)
           AND NOT EXISTS (SELECT 1 FROM households_applicant AS a JOIN households_applicantmember AS b
                           ON b.applicant_id = a.id WHERE a.case_id = c_id AND b.id_number = '');
    WHEN 'evidence' THEN
        RETURN EXISTS (SELECT 1 FROM households_evidence AS e WHERE e.case_id = c_id AND e.kind = arg
            AND e.happened_on <= day
            AND (arg NOT IN ('home_check', 'risk_check') OR e.happened_on >= entered)
            AND (arg NOT IN ('application', 'home_check', 'exit_ledger', 'hearing', 'risk_check')
                 OR (e.signed_by <> '' AND (e.image_id IS NOT NULL OR e.paper <> '')))
            AND (arg <> 'four_ones' OR e.facts @>
                 '{"ledger": true, "handbook": true, "plan": true, "measures": true, "contact_card": true}')
            AND (arg <> 'closing' OR e.recorded_by_id <> actor)
            AND (arg <> 'notice' OR why <> ''));
    WHEN 'talks' THEN
        RETURN EXISTS (SELECT 1 FROM households_deliberation AS d WHERE d.batch_id = c.batch_id AND d.topic = arg
            AND (SELECT count(*) FROM households_meeting AS m WHERE m.deliberation_id = d.id
                 AND m.held_on <= day AND m.minutes <> ''
                 AND m.kind = ANY (CASE d.template WHEN 'review' THEN ARRAY['review']
                                   ELSE ARRAY['branch', 'committees', 'party', 'villagers'] END)
                 AND (m.kind IN ('branch', 'committees') OR (
                     m.present * (households_parameter('procedure.quorum', c.area_id, day)->>1)::int
                     >= m.expected * (households_parameter('procedure.quorum', c.area_id, day)->>0)::int
                     AND m.expected > 0 AND m.in_favour * 2 > m.present))
                ) = CASE d.template WHEN 'review' THEN 1 ELSE 4 END
            AND NOT EXISTS (SELECT 1 FROM households_meeting AS a JOIN households_meeting AS b
                 ON a.deliberation_id = b.deliberation_id WHERE a.deliberation_id = d.id AND a.held_on > b.held_on
                 AND array_position(ARRAY['branch', 'committees', 'party', 'villagers', 'review'], a.kind::text)
                   < array_position(ARRAY['branch', 'committees', 'party', 'villagers', 'review'], b.kind::text))
            AND EXISTS (SELECT 1 FROM households_meeting AS m WHERE m.deliberation_id = d.id
                 AND (m.image_id IS NOT NULL OR m.paper <> '')));
    WHEN 'compared' THEN
        RETURN EXISTS (SELECT 1 FROM households_comparisonrun AS r
            WHERE r.case_id = c_id AND r.level = arg AND r.run_on <= day);
    WHEN 'clear' THEN
        RETURN EXISTS (SELECT 1 FROM (SELECT r.id FROM households_comparisonrun AS r
                WHERE r.case_id = c_id AND r.level = arg AND r.run_on <= day ORDER BY r.run_on DESC, r.id DESC LIMIT 1
            ) AS newest WHERE NOT EXISTS (SELECT 1 FROM households_comparisonhit AS h WHERE h.run_id = newest.id
                AND (h.action = 'block' OR h.explanation = '')));
    WHEN 'posted' THEN
        RETURN EXISTS (SELECT 1 FROM households_publicity AS u WHERE u.batch_id = c.batch_id AND u.kind = arg
            AND u.posted_on BETWEEN entered AND day AND u.complaint_line <> ''
            AND ((u.image_id IS NOT NULL AND u.image_dated_on IS NOT NULL) OR u.paper <> ''));
    WHEN 'days' THEN
        n := (households_parameter('procedure.publicity_days', c.area_id, day) #>> '{}')::numeric;
        RETURN EXISTS (SELECT 1 FROM households_publicity AS u WHERE u.batch_id = c.batch_id AND u.kind = arg
            AND u.posted_on >= c.opened_on
            AND u.posted_on + n::int <= least(coalesce(u.taken_down_on, day), day));
    WHEN 'objections' THEN
        RETURN NOT EXISTS (SELECT 1 FROM households_objection AS o JOIN households_publicity AS u
            ON u.id = o.publicity_id WHERE u.batch_id = c.batch_id AND u.kind = arg
            AND (o.case_id IS NULL OR o.case_id = c_id) AND o.made_on <= day
            AND (o.answered_on IS NULL OR o.answered_on > day));
    WHEN 'spot' THEN
        n := (households_parameter('procedure.spot_check_' || arg, c.area_id, day) #>> '{}')::numeric;
        RETURN EXISTS (SELECT 1 FROM households_spotcheck AS s WHERE s.batch_id = c.batch_id AND s.level = arg
            AND s.checked_on BETWEEN entered AND day AND s.checked >= n * s.list_size);
    WHEN 'sample' THEN
        RETURN coalesce((SELECT s.open_findings = 0 FROM households_spotcheck AS s WHERE s.batch_id = c.batch_id
            AND s.level IN ('county', 'third_party') AND s.checked_on BETWEEN c.opened_on AND day
            ORDER BY s.checked_on DESC, s.id DESC LIMIT 1), false);
    WHEN 'announced' THEN
        RETURN EXISTS (SELECT 1 FROM households_announcement AS a WHERE a.batch_id = c.batch_id
            AND a.announced_on <= day AND a.announced_on >= CASE WHEN arg = '' THEN entered ELSE c.opened_on END
            AND (arg = '' OR a.image_id IS NOT NULL OR a.paper <> ''));
    WHEN 'information' THEN
        RETURN c.kind <> 'entry' OR EXISTS (SELECT 1 FROM households_applicant AS a WHERE a.case_id = c_id
            AND a.entered_by_id IS NOT NULL AND a.entered_by_id <> actor);
    WHEN 'items' THEN
        RETURN c.standard_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM households_exititem AS i
            WHERE i.standard_id = c.standard_id AND i.is_veto AND NOT coalesce((
                SELECT w.is_met FROM households_exitanswer AS w WHERE w.case_id = c_id AND w.item_id = i.id
                AND w.answered_on <= day ORDER BY w.id DESC LIMIT 1), false));
    WHEN 'not_proposer' THEN
        RETURN NOT EXISTS (SELECT 1 FROM households_transition AS t WHERE t.case_id = c_id
            AND t.to_state = 'exit_proposed' AND t.actor_id = actor);
    WHEN 'not_opener' THEN
        RETURN c.opened_by_id <> actor;
    WHEN 'followup' THEN
        n := (households_parameter('procedure.followup_months', c.area_id, day) #>> '{}')::numeric;
        RETURN (entered + make_interval(months => n::int))::date <= day;
    WHEN 'reason' THEN
        RETURN why <> '';
    WHEN 'appeal' THEN
        n := (households_parameter('procedure.appeal_days', c.area_id, day) #>> '{}')::numeric;
        RETURN p.to_state = 'rejected' AND p.from_state = aim AND EXISTS (SELECT 1 FROM households_appeal AS a
            WHERE a.case_id = c_id AND a.against_step = p.number AND a.made_on <= p.decided_on + n::int
              AND a.is_upheld AND a.decided_on <= day AND a.decided_by_id = actor);
    WHEN 'monitoring' THEN
        RETURN EXISTS (SELECT 1 FROM households_monitoringcase AS o WHERE o.case_id = c_id);
    WHEN 'months' THEN
        n := (households_parameter('monitoring.min_months', c.area_id, day) #>> '{}')::numeric;
        RETURN coalesce((SELECT t.decided_on FROM households_transition AS t WHERE t.case_id = c_id
                AND t.to_state = 'monitored' ORDER BY t.number DESC LIMIT 1),
            (SELECT o.monitored_on FROM households_monitoringcase AS o WHERE o.case_id = c_id))
            + make_interval(months => n::int) <= day;
    WHEN 'quota', 'helper', 'cause_covered', 'moved_in', 'not_by_quota', 'still_above', 'at_risk' THEN
        RETURN true;
    ELSE
        RETURN false;
    END CASE;
END
$$;
"""

DROP = """
DROP FUNCTION households_has(bigint, text, date, bigint, text, text);
DROP FUNCTION households_parameter(text, text, date);
"""


class Migration(migrations.Migration):
    dependencies = [("households", "0003_procedures"), ("core", "0002_parameters")]
    operations = [migrations.RunSQL(PARAMETER + HAS, DROP)]
