"""The triggers that keep a procedure in its order whoever writes, raw SQL included.

A step is a row of `Transition`. Before it is taken, the database looks whether the table of permitted moves knows
it, whether whoever acts has the role on that level for that place, whether he made the decision before on another
level, and whether every row that the move needs is on record (`households_has`, made by a migration). A case
changes its state only to where its newest step leads, and every step is followed by its case before the
transaction ends. Rows that serve as evidence are never deleted, and only what was blank may be filled in.
"""

import pgtrigger

CASE_GUARD = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a case of a procedure is never deleted' USING ERRCODE = 'check_violation';
END IF;
IF TG_OP = 'INSERT' THEN
    IF NEW.state <> NEW.start_state OR NEW.step <> 0 OR NEW.ended_on IS NOT NULL THEN
        RAISE EXCEPTION 'a case begins at its start' USING ERRCODE = 'check_violation';
    END IF;
    SELECT EXISTS (SELECT 1 FROM households_permittedmove AS m
                   WHERE m.kind = NEW.kind AND m.from_state = NEW.start_state
                     AND NEW.start_state NOT IN ('rejected', 'exit_proposed')) INTO start_ok;
    IF NOT start_ok OR (NEW.kind = 'entry' AND NEW.start_state <> 'new')
       OR (NEW.kind = 'monitoring' AND NEW.start_state NOT IN ('new', 'monitored'))
       OR (NEW.kind = 'exit' AND NEW.start_state <> 'assisted')
       OR (NEW.kind = 'return' AND NEW.start_state NOT IN ('exited', 'closed')) THEN
        RAISE EXCEPTION 'no % begins at %', NEW.kind, NEW.start_state USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM households_deliberation WHERE batch_id = NEW.batch_id)
       OR EXISTS (SELECT 1 FROM households_publicity WHERE batch_id = NEW.batch_id) THEN
        RAISE EXCEPTION 'nobody joins a list that was deliberated or posted' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END IF;
IF (NEW.id, NEW.kind, NEW.batch_id, NEW.origin, NEW.start_state, NEW.opened_on, NEW.opened_by_id)
   IS DISTINCT FROM (OLD.id, OLD.kind, OLD.batch_id, OLD.origin, OLD.start_state, OLD.opened_on, OLD.opened_by_id)
   OR (OLD.household_id IS NOT NULL AND NEW.household_id IS DISTINCT FROM OLD.household_id)
   OR (OLD.standard_id IS NOT NULL AND NEW.standard_id IS DISTINCT FROM OLD.standard_id) THEN
    RAISE EXCEPTION 'what a case began with does not change' USING ERRCODE = 'check_violation';
END IF;
IF (NEW.state, NEW.step) IS DISTINCT FROM (OLD.state, OLD.step) THEN
    IF NEW.step <> OLD.step + 1 OR NOT EXISTS (
        SELECT 1 FROM households_transition AS t
        WHERE t.case_id = NEW.id AND t.number = NEW.step AND t.from_state = OLD.state AND t.to_state = NEW.state
    ) THEN
        RAISE EXCEPTION 'a state changes only by a recorded step' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'registered' AND NEW.household_id IS NULL THEN
        RAISE EXCEPTION 'registered without a household' USING ERRCODE = 'check_violation';
    END IF;
END IF;
RETURN NEW;
"""

TRANSITION_GUARD = """
SELECT * INTO c FROM households_procedurecase WHERE id = NEW.case_id FOR UPDATE;
IF c.state <> NEW.from_state OR NEW.number <> c.step + 1 THEN
    RAISE EXCEPTION 'the case stands at % after step %', c.state, c.step USING ERRCODE = 'check_violation';
END IF;
SELECT * INTO m FROM households_permittedmove
WHERE kind = c.kind AND from_state = NEW.from_state AND to_state = NEW.to_state;
IF NOT FOUND THEN
    RAISE EXCEPTION 'no step of % leads from % to %', c.kind, NEW.from_state, NEW.to_state
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.level <> m.level OR NEW.level <> (CASE NEW.acting_role WHEN 'cadre' THEN 'village'
        WHEN 'township' THEN 'township' WHEN 'office' THEN 'county' WHEN 'leader' THEN 'leading' END)
   OR left(c.area_id, length(NEW.acting_unit_id)) <> NEW.acting_unit_id
   OR NOT EXISTS (SELECT 1 FROM core_rolegrant AS g WHERE g.user_id = NEW.actor_id AND g.role = NEW.acting_role
        AND g.area_id = NEW.acting_unit_id AND g.from_date <= current_date
        AND (g.to_date IS NULL OR g.to_date >= current_date)) THEN
    RAISE EXCEPTION 'this step is decided on the level %', m.level USING ERRCODE = 'check_violation';
END IF;
SELECT t.* INTO p FROM households_transition AS t WHERE t.case_id = c.id AND t.number = c.step;
IF p.level IS DISTINCT FROM NEW.level AND p.actor_id = NEW.actor_id THEN
    RAISE EXCEPTION 'nobody decides twice in a row on two levels' USING ERRCODE = 'check_violation';
END IF;
IF NEW.decided_on < coalesce(p.decided_on, c.opened_on) THEN
    RAISE EXCEPTION 'decided before the step before it' USING ERRCODE = 'check_violation';
END IF;
FOR need IN SELECT jsonb_array_elements_text(m.needs) LOOP
    IF NOT households_has(c.id, need, NEW.decided_on, NEW.actor_id, NEW.reason, NEW.to_state) THEN
        lacking := lacking || need;
    END IF;
END LOOP;
IF lacking <> '{}' THEN
    RAISE EXCEPTION 'lacking: %', array_to_string(lacking, ', ') USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

CASE_MUST_FOLLOW = """
IF NOT EXISTS (SELECT 1 FROM households_procedurecase AS c
               WHERE c.id = NEW.case_id AND (c.step > NEW.number OR (c.step = NEW.number AND c.state = NEW.to_state)))
THEN
    RAISE EXCEPTION 'a step was recorded that its case did not take' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""

# `%s`: the columns that may be filled in while they are blank.
STAYS = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'what is on record is never deleted' USING ERRCODE = 'check_violation';
END IF;
IF EXISTS (
    SELECT 1 FROM jsonb_each_text(to_jsonb(OLD)) AS old_value
    JOIN jsonb_each_text(to_jsonb(NEW)) AS new_value USING (key)
    WHERE old_value.value IS DISTINCT FROM new_value.value AND key <> 'area_id'
      AND NOT (key IN (%s) AND coalesce(old_value.value, '') = '')
) THEN
    RAISE EXCEPTION 'what is on record is not changed' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


def stays(*fillable, name="record_stays"):
    """Return the trigger that keeps rows as they were written but for these columns, which may be filled in once."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=STAYS % (", ".join(f"'{column}'" for column in fillable) or "''"),
    )


# A list that a step went by was up long enough: it cannot have been taken down before, as somebody records later.
UP_LONG_ENOUGH = """
IF NEW.taken_down_on < NEW.posted_on
       + (households_parameter('procedure.publicity_days', NEW.area_id, NEW.taken_down_on) #>> '{}')::int
   AND EXISTS (
        SELECT 1 FROM households_transition AS t
        JOIN households_procedurecase AS c ON c.id = t.case_id
        JOIN households_permittedmove AS m
          ON m.kind = c.kind AND m.from_state = t.from_state AND m.to_state = t.to_state
        WHERE c.batch_id = NEW.batch_id AND m.needs @> to_jsonb('days:' || NEW.kind)) THEN
    RAISE EXCEPTION 'a step went by this list being up for longer' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
