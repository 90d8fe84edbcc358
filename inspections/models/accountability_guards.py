"""The triggers that keep a case of accountability in its order whoever writes, raw SQL included.

A step is a row of `AccountabilityStep`. Before it is taken, the database looks whether the table of permitted steps
knows it, whether whoever takes it may (a seat in the deciding body, the clerk of the county, the party itself),
whether he is a party to it or made what it stands on, whether the same natural person took the decision before, and
whether notice was served and the window for the party's statement has passed. A case changes only to where its newest
step leads, and only in the columns that this step fills. The functions are made by a migration.
"""

CASE_GUARD = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a case of accountability is never deleted' USING ERRCODE = 'check_violation';
END IF;
IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'proposed' OR NEW.step <> 0 OR NEW.served_on IS NOT NULL OR NEW.decided_by_id IS NOT NULL
       OR NEW.decided_on IS NOT NULL OR NEW.executed_on IS NOT NULL OR NEW.ended_on IS NOT NULL THEN
        RAISE EXCEPTION 'a case begins as a proposal' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END IF;
IF NEW.step = OLD.step AND NEW.state = OLD.state THEN
    filled := ARRAY[''];
ELSIF NEW.step <> OLD.step + 1 OR NOT EXISTS (
        SELECT 1 FROM inspections_accountabilitystep AS t
        WHERE t.action_id = NEW.id AND t.number = NEW.step AND t.from_state = OLD.state AND t.to_state = NEW.state
    ) THEN
    RAISE EXCEPTION 'a state changes only by a recorded step' USING ERRCODE = 'check_violation';
ELSE
    filled := ARRAY['state', 'step', 'state_since', 'due_on', 'ended_on'] || CASE NEW.state
        WHEN 'served' THEN ARRAY['served_on', 'window_ends_on', 'answered_by_id', 'answers_for']
        WHEN 'decided' THEN ARRAY['kind', 'decided_on', 'decided_by_id', 'joined_by_id', 'decision', 'deadline_on',
                                  'until_on']
        WHEN 'exonerated' THEN ARRAY['decided_on', 'decided_by_id', 'joined_by_id', 'decision', 'exoneration']
        WHEN 'issued' THEN ARRAY['issued_on', 'appeal_until']
        WHEN 'executed' THEN ARRAY['executed_on', 'record', 'signed_by', 'record_paper']
        ELSE ARRAY[''] END;
    IF OLD.state = 'appealed' THEN
        filled := ARRAY['state', 'step', 'state_since', 'due_on', 'ended_on'];
    END IF;
END IF;
IF EXISTS (
    SELECT 1 FROM jsonb_each_text(to_jsonb(OLD)) AS was JOIN jsonb_each_text(to_jsonb(NEW)) AS is_now USING (key)
    WHERE was.value IS DISTINCT FROM is_now.value AND NOT key = ANY (filled)
) THEN
    RAISE EXCEPTION 'what a case stands on and what was decided does not change' USING ERRCODE = 'check_violation';
END IF;
IF NEW.step <> OLD.step THEN
    SELECT * INTO s FROM inspections_accountabilitystep WHERE action_id = NEW.id AND number = NEW.step;
    IF (NEW.state = 'served' AND (NEW.served_on IS DISTINCT FROM s.decided_on OR NEW.window_ends_on IS NULL
            OR core_person(NEW.answered_by_id) = core_person(s.actor_id)
            OR NEW.window_ends_on < inspections_workday(s.decided_on,
                (households_parameter('accountability.statement_days', NEW.county_id, s.decided_on) #>> '{}')::int,
                NEW.county_id)))
       OR (NEW.state IN ('decided', 'exonerated') AND (NEW.decided_by_id IS DISTINCT FROM s.actor_id
            OR NEW.decided_on IS DISTINCT FROM s.decided_on OR NEW.joined_by_id IS DISTINCT FROM s.joined_by_id
            OR NEW.decision = ''))
       OR (NEW.state = 'issued' AND OLD.state = 'decided' AND (NEW.issued_on IS DISTINCT FROM s.decided_on
            OR NEW.appeal_until IS NULL))
       OR (NEW.state = 'executed' AND OLD.state = 'issued' AND (NEW.executed_on IS DISTINCT FROM s.decided_on
            OR NEW.signed_by = '' OR NEW.record_paper = '')) THEN
        RAISE EXCEPTION 'the case says something else than its step' USING ERRCODE = 'check_violation';
    END IF;
END IF;
RETURN NEW;
"""

STEP_GUARD = """
SELECT * INTO c FROM inspections_accountabilityaction WHERE id = NEW.action_id FOR UPDATE;
IF c.state <> NEW.from_state OR NEW.number <> c.step + 1 THEN
    RAISE EXCEPTION 'the case stands at % after step %', c.state, c.step USING ERRCODE = 'check_violation';
END IF;
SELECT * INTO m FROM inspections_permittedstep WHERE from_state = NEW.from_state AND to_state = NEW.to_state;
IF NOT FOUND OR m.actor <> NEW.acting_as THEN
    RAISE EXCEPTION 'no step leads from % to % by %', NEW.from_state, NEW.to_state, NEW.acting_as
        USING ERRCODE = 'check_violation';
END IF;
SELECT max(decided_on) INTO since FROM inspections_accountabilitystep WHERE action_id = c.id;
IF NEW.decided_on < coalesce(since, (c.proposed_at AT TIME ZONE 'Asia/Shanghai')::date)
   OR NEW.decided_on > (now() AT TIME ZONE 'Asia/Shanghai')::date THEN
    RAISE EXCEPTION 'a step comes after the one before it, and not after today' USING ERRCODE = 'check_violation';
END IF;
IF NEW.joined_by_id IS NOT NULL AND NEW.to_state <> 'decided' THEN
    RAISE EXCEPTION 'only a decision is taken together' USING ERRCODE = 'check_violation';
END IF;
IF m.actor = 'software' THEN
    IF NEW.actor_id IS NOT NULL OR NEW.reason = '' THEN
        RAISE EXCEPTION 'the software says why, and nobody acts in its name' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END IF;
IF NEW.actor_id IS NULL THEN
    RAISE EXCEPTION 'a step is taken by a named person' USING ERRCODE = 'check_violation';
END IF;
IF m.actor = 'party' THEN
    IF NOT inspections_is_party(c.id, NEW.actor_id)
       AND NOT (NEW.paper <> '' AND inspections_is_clerk(NEW.actor_id, c.county_id)) THEN
        RAISE EXCEPTION 'an appeal is the party''s own' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.decided_on > c.appeal_until THEN
        RAISE EXCEPTION 'the time to appeal has passed' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM inspections_accountabilitystep AS s
               WHERE s.action_id = c.id AND s.to_state = 'appealed') THEN
        RAISE EXCEPTION 'a case is appealed once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END IF;
IF inspections_is_party(c.id, NEW.actor_id) THEN
    RAISE EXCEPTION 'nobody acts in a case of his own' USING ERRCODE = 'check_violation';
END IF;
IF m.actor IN ('clerk', 'checker') AND NOT inspections_is_clerk(NEW.actor_id, c.county_id)
   AND NOT (m.actor = 'checker' AND inspections_has_role(NEW.actor_id, 'supervisor', c.county_id)) THEN
    RAISE EXCEPTION 'this step is the county office''s' USING ERRCODE = 'check_violation';
END IF;
IF m.actor IN ('body', 'above') THEN
    sits_in := CASE m.actor WHEN 'body' THEN c.body ELSE c.appeal_body END;
    IF NOT inspections_has_seat(NEW.actor_id, sits_in, c.area_id, c.county_id, NEW.decided_on) THEN
        RAISE EXCEPTION 'decided by a named person of %', sits_in USING ERRCODE = 'check_violation';
    END IF;
    IF inspections_made_it(c.id, NEW.actor_id) THEN
        RAISE EXCEPTION 'who computed, closed, verified or entered it does not decide'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.reason = '' THEN
        RAISE EXCEPTION 'a decision has reasons' USING ERRCODE = 'check_violation';
    END IF;
END IF;
IF m.decides AND EXISTS (
    SELECT 1 FROM inspections_accountabilitystep AS s JOIN inspections_permittedstep AS d
        ON d.from_state = s.from_state AND d.to_state = s.to_state AND d.decides
    WHERE s.action_id = c.id AND (
        core_person(NEW.actor_id) IN (core_person(s.actor_id), core_person(s.joined_by_id))
        OR core_person(NEW.joined_by_id) IN (core_person(s.actor_id), core_person(s.joined_by_id)))) THEN
    RAISE EXCEPTION 'nobody decides twice in one case' USING ERRCODE = 'check_violation';
END IF;
IF m.actor = 'body' THEN
    IF c.served_on IS NULL OR NEW.decided_on <= c.window_ends_on THEN
        RAISE EXCEPTION 'the party is heard first' USING ERRCODE = 'check_violation';
    END IF;
    IF (c.joint_body <> '' AND NEW.to_state = 'decided') <> (NEW.joined_by_id IS NOT NULL) THEN
        RAISE EXCEPTION 'decided together with %', c.joint_body USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.joined_by_id IS NOT NULL AND (core_person(NEW.joined_by_id) = core_person(NEW.actor_id)
       OR NOT inspections_has_seat(NEW.joined_by_id, c.joint_body, c.area_id, c.county_id, NEW.decided_on)
       OR inspections_is_party(c.id, NEW.joined_by_id) OR inspections_made_it(c.id, NEW.joined_by_id)) THEN
        RAISE EXCEPTION 'joined by another named person of %', c.joint_body USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.to_state = 'exonerated' AND NOT c.may_exonerate THEN
        RAISE EXCEPTION 'what was falsified or falls under “without exception” is no honest error'
            USING ERRCODE = 'check_violation';
    END IF;
END IF;
IF NEW.from_state = 'issued' AND NEW.to_state = 'executed' AND NEW.decided_on <= c.appeal_until
   AND c.step < 4 AND c.kind NOT IN ('circular', 'interview', 'rectify_order') THEN
    RAISE EXCEPTION 'executed once the time to appeal has passed' USING ERRCODE = 'check_violation';
END IF;
IF NEW.from_state = 'appealed' AND (NEW.to_state = 'executed') <> (c.executed_on IS NOT NULL)
   AND NEW.to_state <> 'revoked' THEN
    RAISE EXCEPTION 'after an appeal the case goes on where it stood' USING ERRCODE = 'check_violation';
END IF;
IF m.actor = 'checker' AND (c.kind <> 'rectify_order' OR NEW.decided_on < c.deadline_on) THEN
    RAISE EXCEPTION 'an order is checked at the end of its time' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

CASE_MUST_FOLLOW = """
IF NOT EXISTS (SELECT 1 FROM inspections_accountabilityaction AS c WHERE c.id = NEW.action_id
               AND (c.step > NEW.number OR (c.step = NEW.number AND c.state = NEW.to_state))) THEN
    RAISE EXCEPTION 'a step was recorded that its case did not take' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""

STATEMENT_GUARD = """
SELECT * INTO c FROM inspections_accountabilityaction WHERE id = NEW.action_id;
IF NOT c.state = ANY (CASE WHEN NEW.is_appeal THEN ARRAY['issued', 'executed'] ELSE ARRAY['served'] END)
   OR NEW.made_on < c.served_on
   OR NEW.made_on > (now() AT TIME ZONE 'Asia/Shanghai')::date THEN
    RAISE EXCEPTION 'a statement follows the notice' USING ERRCODE = 'check_violation';
END IF;
IF NOT inspections_is_party(c.id, NEW.recorded_by_id)
   AND NOT (NEW.paper <> '' AND inspections_is_clerk(NEW.recorded_by_id, c.county_id)) THEN
    RAISE EXCEPTION 'a statement is the party''s own' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

GROUND_GUARD = """
IF EXISTS (SELECT 1 FROM inspections_accountabilityaction AS c
           WHERE c.id = NEW.action_id AND c.state <> 'proposed') THEN
    RAISE EXCEPTION 'what a case stands on is known before the notice' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

SEAT_GUARD = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a seat ends on a day, it is not deleted' USING ERRCODE = 'check_violation';
END IF;
IF core_person(NEW.user_id) = core_person(NEW.appointed_by_id) THEN
    RAISE EXCEPTION 'nobody gives himself a seat' USING ERRCODE = 'check_violation';
END IF;
IF TG_OP = 'UPDATE' AND (NEW.county_id, NEW.area_id, NEW.body, NEW.user_id, NEW.from_date, NEW.appointed_by_id)
   IS DISTINCT FROM (OLD.county_id, OLD.area_id, OLD.body, OLD.user_id, OLD.from_date, OLD.appointed_by_id) THEN
    RAISE EXCEPTION 'of a seat only its end changes' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

STAYS = """
RAISE EXCEPTION 'what is on record for a case is neither changed nor deleted' USING ERRCODE = 'check_violation';
"""
