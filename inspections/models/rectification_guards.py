"""The triggers that keep rectification true whoever writes, raw SQL included (rulebook C2).

A measure changes its status only together with a recorded step that the table of moves knows. Nobody verifies what he
mended, handed in, answers for or signed, nor the work of his own unit or township. A measure passes only where every
drawn item met the goal, and nothing closes while a household, village or project of the problem is not mended.
"""

from inspections.choices import MEASURE_MOVES

_PERMITTED = ", ".join(f"'{was}>{to}'" for was, nexts in MEASURE_MOVES.items() for to in sorted(nexts))

STEP_GUARD = f"""
SELECT * INTO m FROM inspections_rectificationmeasure WHERE id = NEW.measure_id FOR NO KEY UPDATE;
SELECT coalesce(max(number), 0) INTO last FROM inspections_measurestep WHERE measure_id = NEW.measure_id;
IF m.status <> NEW.from_status OR NEW.number <> last + 1 THEN
    RAISE EXCEPTION 'the measure stands at % after step %', m.status, last USING ERRCODE = 'check_violation';
END IF;
IF NEW.act = 'move' AND NEW.from_status || '>' || NEW.to_status <> ALL (ARRAY[{_PERMITTED}]) THEN
    RAISE EXCEPTION 'no step leads from % to %', NEW.from_status, NEW.to_status USING ERRCODE = 'check_violation';
END IF;
IF NEW.act IN ('hand_in', 'extension') AND NEW.from_status <> NEW.to_status THEN
    RAISE EXCEPTION 'this act moves nothing' USING ERRCODE = 'check_violation';
END IF;
IF NEW.act <> 'paper' AND NOT EXISTS (
    SELECT 1 FROM core_rolegrant AS g WHERE g.user_id = NEW.actor_id AND g.role = NEW.acting_role
      AND g.area_id = NEW.acting_unit_id AND g.from_date <= current_date
      AND (g.to_date IS NULL OR g.to_date >= current_date)) THEN
    RAISE EXCEPTION 'a step is taken by somebody who stands there today' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

MEASURE_MUST_FOLLOW = """
IF NOT EXISTS (SELECT 1 FROM inspections_rectificationmeasure AS m WHERE m.id = NEW.measure_id AND (
        m.status = NEW.to_status
        OR EXISTS (SELECT 1 FROM inspections_measurestep AS s
                   WHERE s.measure_id = m.id AND s.number > NEW.number)))
THEN
    RAISE EXCEPTION 'a step was recorded that its measure did not take' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""

MEASURE_GUARD = """
IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'planned' AND NEW.recorded_from = '' THEN
        RAISE EXCEPTION 'a measure begins as planned, or as a paper says' USING ERRCODE = 'check_violation';
    END IF;
ELSIF NEW.status <> OLD.status THEN
    SELECT * INTO s FROM inspections_measurestep WHERE measure_id = NEW.id ORDER BY number DESC LIMIT 1;
    IF NOT FOUND OR s.from_status <> OLD.status OR s.to_status <> NEW.status THEN
        RAISE EXCEPTION 'a status changes only by a recorded step' USING ERRCODE = 'check_violation';
    END IF;
    IF s.act = 'move' AND NEW.status = 'submitted'
       AND (NEW.signed_by_id IS NULL OR NEW.submitted_by_id IS NULL OR NEW.submitted_on IS NULL) THEN
        RAISE EXCEPTION 'a measure is submitted with its leader''s signature' USING ERRCODE = 'check_violation';
    END IF;
    IF s.act = 'move' AND NEW.status = 'verified' AND NOT EXISTS (
        SELECT 1 FROM inspections_verification AS v
        WHERE v.measure_id = NEW.id AND v.verdict = NEW.verdict AND v.checked_by_id = NEW.verified_by_id
          AND v.number = (SELECT max(number) FROM inspections_verification WHERE measure_id = NEW.id)
          AND EXISTS (SELECT 1 FROM inspections_verificationitem WHERE verification_id = v.id)
          AND (v.verdict = 'pass') = NOT EXISTS (
              SELECT 1 FROM inspections_verificationitem AS i
              WHERE i.verification_id = v.id AND i.is_met IS NOT TRUE)) THEN
        RAISE EXCEPTION 'a verdict follows from what was found on the spot' USING ERRCODE = 'check_violation';
    END IF;
    IF s.act = 'move' AND NEW.status = 'closed' AND (NEW.verdict <> 'pass' OR NEW.verified_by_id IS NULL) THEN
        RAISE EXCEPTION 'only what passed is closed' USING ERRCODE = 'check_violation';
    END IF;
END IF;
IF NEW.status = 'closed' AND (TG_OP = 'INSERT' OR OLD.status <> 'closed') THEN
    PERFORM 1 FROM inspections_problem WHERE id = NEW.problem_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM inspections_problemscope
               WHERE problem_id = NEW.problem_id AND mended_on IS NULL AND dropped_on IS NULL) THEN
        RAISE EXCEPTION 'closed_measure_is_mended: nothing closes while something of its scope is not mended'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_measure_is_mended';
    END IF;
END IF;
IF NEW.verified_by_id IS NOT NULL
   AND (TG_OP = 'INSERT' OR NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id)
   AND (NEW.verified_by_id IN (NEW.submitted_by_id, NEW.answered_by_id, NEW.signed_by_id, NEW.led_by_id)
        OR inspections_mends(NEW.verified_by_id, NEW.id, NEW.problem_id, NEW.area_id,
                             NEW.responsible_unit, NEW.lead_unit)) THEN
    RAISE EXCEPTION 'verifier_is_not_the_fixer: who mends does not verify'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'verifier_is_not_the_fixer';
END IF;
RETURN NEW;
"""

SCOPE_GUARD = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'what a problem concerns is taken out with a reason, never deleted'
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.mended_on IS NULL AND NEW.dropped_on IS NULL THEN
    PERFORM 1 FROM inspections_problem WHERE id = NEW.problem_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM inspections_rectificationmeasure WHERE problem_id = NEW.problem_id)
       AND NOT EXISTS (SELECT 1 FROM inspections_rectificationmeasure
                       WHERE problem_id = NEW.problem_id AND status <> 'closed') THEN
        RAISE EXCEPTION 'closed_measure_is_mended: a closed problem is opened again before its scope grows'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_measure_is_mended';
    END IF;
END IF;
RETURN NEW;
"""

# Whether somebody had a hand in mending a measure, or belongs to the unit or the township that mends it.
MENDS = """
CREATE FUNCTION inspections_mends(person bigint, measure bigint, problem bigint, place text, unit text, lead text)
RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT EXISTS (SELECT 1 FROM inspections_progressentry AS e WHERE e.measure_id = measure AND e.recorded_by_id = person)
    OR EXISTS (SELECT 1 FROM inspections_measureevidence AS e WHERE e.made_by_id = person AND e.phase = 'after'
               AND (e.measure_id = measure
                    OR e.scope_id IN (SELECT id FROM inspections_problemscope WHERE problem_id = problem)))
    OR EXISTS (SELECT 1 FROM inspections_problemscope AS s WHERE s.problem_id = problem AND s.mended_by_id = person)
    OR EXISTS (SELECT 1 FROM core_rolegrant AS g
               WHERE g.user_id = person AND length(g.area_id) >= 9 AND g.from_date <= current_date
                 AND (g.to_date IS NULL OR g.to_date >= current_date)
                 AND (left(g.area_id, 9) = left(place, 9)
                      OR left(g.area_id, 9) IN (SELECT left(s.area_id, 9) FROM inspections_problemscope AS s
                                                WHERE s.problem_id = problem AND s.dropped_on IS NULL)))
    OR EXISTS (SELECT 1 FROM assistance_helpingunit AS u
               WHERE u.name IN (unit, lead) AND left(place, 6) = u.area_id
                 AND (EXISTS (SELECT 1 FROM assistance_helper AS h WHERE h.unit_id = u.id AND h.user_id = person)
                      OR EXISTS (SELECT 1 FROM assistance_official AS o
                                 WHERE o.unit_id = u.id AND o.user_id = person)))
$$
"""
NO_MENDS = "DROP FUNCTION inspections_mends(bigint, bigint, bigint, text, text, text)"
