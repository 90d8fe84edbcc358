"""The triggers that keep a relocation in its order whoever writes, raw SQL included (rulebook C5, B15).

A case changes its status only together with a recorded step that the table of moves knows, taken by a role that may
take it, and only in the columns that this step fills. No house is larger than its people may have, nobody pays more
than the limit, and what each step rests on (the place, the year's list, the notice, the visit, pictures) is there.
"""

from funds.choices.relocation import (
    CASE_MOVES,
    FAULT_IN,
    FAULT_ROLES,
    FINISHED,
    GROWING,
    SITE_MOVES,
    STEP_ROLES,
    Aim,
)

_TODAY = "(now() AT TIME ZONE 'Asia/Shanghai')::date"


def _listed(words):
    return ", ".join(f"'{word}'" for word in words)


def _moves(table):
    return _listed(f"{was}>{to}" for was, nexts in table.items() for to in sorted(nexts))


def _refuse(name, text, *values):
    more = "".join(f", {value}" for value in values)
    return f"RAISE EXCEPTION '{name}: {text}'{more} USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';"


_ROLES = " ".join(f"WHEN '{to}' THEN ARRAY[{_listed(roles)}]" for to, roles in STEP_ROLES.items())

# The largest house that so many people may have: a share each with its tolerance, and the cap of large families.
HOUSE_LIMIT = """
CREATE FUNCTION funds_house_limit(place text, people int, day date) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT least(
        round(people * (households_parameter('relocation.m2_per_person', place, day) #>> '{}')::numeric
              * (1 + (households_parameter('relocation.m2_tolerance', place, day) #>> '{}')::numeric), 2),
        CASE WHEN people >= nullif((households_parameter('relocation.large_family', place, day) #>> '{}')::int, 0)
             THEN (households_parameter('relocation.large_family_m2', place, day) #>> '{}')::numeric END)
$$;
"""
NO_HOUSE_LIMIT = "DROP FUNCTION funds_house_limit(text, int, date)"
# Whether a household may be moved on a day: on the register, from a place that is listed for that reason.
MOVABLE = """
CREATE FUNCTION funds_may_move(home bigint, why text, day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM households_household AS h
        JOIN funds_relocationplace AS p ON p.area_id = h.area_id
        WHERE h.id = home AND h.registered_on <= day AND (h.left_register_on IS NULL OR h.left_register_on > day)
          AND p.reason = why AND p.listed_on <= day AND (p.delisted_on IS NULL OR p.delisted_on > day))
$$;
"""
NO_MOVABLE = "DROP FUNCTION funds_may_move(bigint, text, date)"
# Whether money for a dangerous house was given to a household, or stands as a measure of it.
REBUILT = """
CREATE FUNCTION funds_has_house_money(home bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM assistance_assistancemeasure AS a WHERE a.household_id = home
                   AND a.kind = 'housing' AND NOT a.is_proposed AND a.voided_at IS NULL)
$$;
"""
NO_REBUILT = "DROP FUNCTION funds_has_house_money(bigint)"
# Whether a thing was made public for long enough on each level, and nobody waits for an answer.
POSTED = """
CREATE FUNCTION funds_posted(of_kind text, of_what text, of_code text, at_place text, on_day date) RETURNS boolean
LANGUAGE sql STABLE AS $$
    WITH found AS (
        SELECT n.* FROM funds_notice AS n WHERE n.kind = of_kind AND n.posted_on <= on_day
          AND ((n.subject_kind = of_what AND n.subject_code = of_code)
               OR EXISTS (SELECT 1 FROM funds_noticeline AS l WHERE l.notice_id = n.id
                          AND l.subject_kind = of_what AND l.subject_code = of_code)))
    SELECT NOT EXISTS (
            SELECT 1 FROM jsonb_array_elements_text(
                households_parameter('notice.levels.' || of_kind, left(at_place, 6), on_day)) AS asked (level)
            WHERE NOT EXISTS (SELECT 1 FROM found AS n WHERE n.level = asked.level
                              AND n.posted_on + n.days <= least(coalesce(n.taken_down_on, on_day), on_day)))
       AND NOT EXISTS (SELECT 1 FROM found AS n JOIN funds_noticeobjection AS o ON o.notice_id = n.id
                       WHERE o.answered_on IS NULL)
$$;
"""
NO_POSTED = "DROP FUNCTION funds_posted(text, text, text, text, date)"
FUNCTIONS = (
    (HOUSE_LIMIT, NO_HOUSE_LIMIT),
    (MOVABLE, NO_MOVABLE),
    (REBUILT, NO_REBUILT),
    (POSTED, NO_POSTED),
)

STEP_GUARD = f"""
SELECT * INTO m FROM funds_relocationcase WHERE id = NEW.case_id FOR NO KEY UPDATE;
IF m.status <> NEW.from_status OR NEW.number <> m.step + 1 THEN
    RAISE EXCEPTION 'the case stands at % after step %', m.status, m.step USING ERRCODE = 'check_violation';
END IF;
IF NEW.act = 'fault' AND (NEW.from_status <> NEW.to_status OR NEW.from_status NOT IN ({_listed(FAULT_IN)})
                          OR NEW.reason = '') THEN
    RAISE EXCEPTION 'a house is sent back while it is built, with a reason, and stays where it is'
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.act <> 'fault' AND NEW.from_status || '>' || NEW.to_status <> ALL (ARRAY[{_moves(CASE_MOVES)}]) THEN
    RAISE EXCEPTION 'no step leads from % to %', NEW.from_status, NEW.to_status USING ERRCODE = 'check_violation';
END IF;
SELECT * INTO p FROM funds_relocationstep WHERE case_id = NEW.case_id ORDER BY number DESC LIMIT 1;
IF NEW.decided_on < greatest(p.decided_on, m.state_since) OR NEW.decided_on > {_TODAY} THEN
    RAISE EXCEPTION 'a step comes after the one before it, and not after today' USING ERRCODE = 'check_violation';
END IF;
roles := CASE WHEN NEW.act = 'fault' THEN ARRAY[{_listed(FAULT_ROLES)}]
              ELSE CASE NEW.to_status {_ROLES} ELSE ARRAY[''] END END;
IF NEW.acting_role <> ALL (roles) OR NOT EXISTS (
    SELECT 1 FROM core_rolegrant AS g WHERE g.user_id = NEW.actor_id AND g.role = NEW.acting_role
      AND g.area_id = NEW.acting_unit_id AND g.from_date <= {_TODAY}
      AND (g.to_date IS NULL OR g.to_date >= {_TODAY}))
   OR (NEW.acting_role <> 'helper' AND left(m.area_id, length(NEW.acting_unit_id)) <> NEW.acting_unit_id)
   OR (NEW.acting_role = 'helper' AND NOT EXISTS (
        SELECT 1 FROM households_household AS h WHERE h.id = m.household_id AND h.answered_by_id = NEW.actor_id)) THEN
    RAISE EXCEPTION 'this step is taken by %', array_to_string(roles, ', ') USING ERRCODE = 'check_violation';
END IF;
IF (p.act = 'move' AND p.acting_role <> NEW.acting_role AND core_person(p.actor_id) = core_person(NEW.actor_id))
   OR (NEW.to_status = 'accepted' AND NEW.act = 'move' AND EXISTS (
        SELECT 1 FROM funds_relocationstep AS b WHERE b.case_id = NEW.case_id AND b.to_status IN ('building', 'built')
          AND b.act = 'move' AND core_person(b.actor_id) = core_person(NEW.actor_id))) THEN
    {_refuse("one_person_one_role", "nobody accepts what he built, or decides twice in a row on two levels")}
END IF;
RETURN NEW;
"""

CASE_MUST_FOLLOW = """
IF NOT EXISTS (SELECT 1 FROM funds_relocationcase AS m
               WHERE m.id = NEW.case_id AND (m.step > NEW.number OR (m.step = NEW.number AND m.status = NEW.to_status)))
THEN
    RAISE EXCEPTION 'a step was recorded that its case did not take' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""

# What each step fills.
_FILLED = """CASE s.to_status
    WHEN 'agreed' THEN ARRAY['agreed_on', 'agreement_paper', 'agrees_demolition']
    WHEN 'planned' THEN ARRAY['listed_id', 'persons']
    WHEN 'site_assigned' THEN ARRAY['settlement', 'site_id', 'house_m2']
    WHEN 'building' THEN ARRAY['started_on', 'start_image_id', 'self_paid']
    WHEN 'built' THEN ARRAY['built_on', 'dwelling_m2']
    WHEN 'accepted' THEN ARRAY['accepted_on', 'acceptor', 'quality_ok', 'water_ok', 'power_ok', 'road_ok']
    WHEN 'key_handed' THEN ARRAY['keys_on', 'key_receipt']
    WHEN 'moved_in' THEN ARRAY['moved_in_on', 'moved_in_at', 'move_visit_id', 'move_image_id', 'lives_since',
                               'goods_moved']
    WHEN 'old_house_removed' THEN ARRAY['removed_on', 'removal_image_id', 'exemption']
    WHEN 'supported' THEN ARRAY['measure_id', 'school_moved', 'insurance_moved', 'aims']
    ELSE ARRAY[''] END"""

# What must be true when a step is taken, beside who takes it.
_MOVES = f"""
CASE NEW.status
WHEN 'agreed' THEN
    wrong := NEW.agreed_on IS DISTINCT FROM s.decided_on OR NEW.agreement_paper = '' OR NOT NEW.agrees_demolition;
WHEN 'planned' THEN
    wrong := NOT EXISTS (SELECT 1 FROM funds_relocationlisted AS l JOIN funds_relocationplan AS y ON y.id = l.plan_id
                         WHERE l.id = NEW.listed_id AND l.household_id = NEW.household_id
                           AND l.persons = NEW.persons AND left(NEW.area_id, 9) = y.area_id);
    IF funds_has_house_money(NEW.household_id) THEN
        {_refuse("no_dangerous_house_subsidy", "nobody is moved and paid for a dangerous house too (DQ-42)")}
    END IF;
WHEN 'site_assigned' THEN
    wrong := NEW.house_m2 IS NULL OR (NEW.settlement = 'centralised') <> (NEW.site_id IS NOT NULL);
    IF NEW.site_id IS NOT NULL THEN
        SELECT * INTO site FROM funds_relocationsite WHERE id = NEW.site_id FOR NO KEY UPDATE;
        IF site.state NOT IN ({_listed(GROWING)}) AND site.state_since
                + (households_parameter('relocation.site_waiting_days', site.area_id, s.decided_on) #>> '{{}}')::int
                < s.decided_on THEN
            {_refuse("site_is_under_way", "the site has stood at % since %", "site.state", "site.state_since")}
        END IF;
        IF (SELECT count(*) FROM funds_relocationcase AS c WHERE c.site_id = site.id AND c.status <> 'withdrawn'
                AND c.id <> NEW.id) >= site.households THEN
            {_refuse("site_has_room", "the site has room for % households", "site.households")}
        END IF;
    END IF;
WHEN 'building' THEN
    wrong := NEW.started_on IS DISTINCT FROM s.decided_on OR NEW.start_image_id IS NULL OR NEW.self_paid IS NULL
        OR (NEW.site_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM funds_relocationsite AS t WHERE t.id = NEW.site_id
                                                    AND t.state IN ({_listed(GROWING)})));
WHEN 'built' THEN
    wrong := NEW.built_on IS DISTINCT FROM s.decided_on OR NEW.dwelling_m2 IS NULL OR NEW.dwelling_m2 <= 0;
WHEN 'accepted' THEN
    wrong := NEW.accepted_on IS DISTINCT FROM s.decided_on OR NEW.acceptor = ''
        OR NOT (NEW.quality_ok AND NEW.water_ok AND NEW.power_ok AND NEW.road_ok);
WHEN 'key_handed' THEN
    wrong := NEW.keys_on IS DISTINCT FROM s.decided_on OR NEW.key_receipt = ''
        OR (NEW.site_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM funds_relocationsite AS t WHERE t.id = NEW.site_id
                                                    AND t.state IN ({_listed(FINISHED)})));
    IF NOT funds_posted('keys', 'relocation', NEW.no, NEW.area_id, s.decided_on) THEN
        {_refuse("allocation_was_posted", "the allocation list has not hung for long enough")}
    END IF;
WHEN 'moved_in' THEN
    wrong := NEW.moved_in_on IS DISTINCT FROM s.decided_on OR NEW.moved_in_at IS NULL OR NEW.move_image_id IS NULL
        OR NOT EXISTS (SELECT 1 FROM assistance_visit AS v WHERE v.id = NEW.move_visit_id
            AND v.household_id = NEW.household_id AND v.channel = 'home' AND v.voided_at IS NULL
            AND v.happened_on BETWEEN NEW.keys_on AND s.decided_on)
        OR NOT (NEW.goods_moved OR coalesce(NEW.lives_since >= NEW.keys_on AND NEW.lives_since + (households_parameter(
            'relocation.lives_days', NEW.area_id, s.decided_on) #>> '{{}}')::int <= s.decided_on, false));
WHEN 'old_house_removed' THEN
    wrong := NEW.removed_on IS DISTINCT FROM s.decided_on
        OR (NEW.removal_image_id IS NULL) = (NEW.exemption = '');
WHEN 'supported' THEN
    wrong := NOT NEW.school_moved OR NOT NEW.insurance_moved OR NOT NEW.aims @> ARRAY[{_listed(Aim)}]::varchar[]
        OR NOT EXISTS (SELECT 1 FROM assistance_assistancemeasure AS a WHERE a.id = NEW.measure_id
            AND a.household_id = NEW.household_id AND a.measure_class = 'income' AND NOT a.is_proposed
            AND a.voided_at IS NULL AND a.from_date <= s.decided_on
            AND (a.to_date IS NULL OR a.to_date >= s.decided_on));
WHEN 'closed' THEN
    wrong := (SELECT count(DISTINCT f.checked_on) FROM funds_relocationcheck AS f
              WHERE f.case_id = NEW.id AND f.is_passed AND f.checked_on <= s.decided_on)
        < (households_parameter('relocation.follow_ups', NEW.area_id, s.decided_on) #>> '{{}}')::int;
WHEN 'withdrawn' THEN
    wrong := s.reason = '';
ELSE
    wrong := true;
END CASE;
IF wrong IS NOT FALSE THEN
    RAISE EXCEPTION 'what this step needs is not there' USING ERRCODE = 'check_violation';
END IF;
"""

CASE_GUARD = f"""
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a relocation is never deleted' USING ERRCODE = 'check_violation';
END IF;
day := NEW.opened_on;
IF TG_OP = 'INSERT' THEN
    IF NEW.step <> 0 OR (NEW.recorded_from = '' AND NEW.status <> 'identified') THEN
        RAISE EXCEPTION 'a relocation begins as identified' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.recorded_from = '' AND (NEW.listed_id IS NOT NULL OR NOT funds_stands(NEW.opened_by_id, 'claim', NEW.area_id)) THEN
        RAISE EXCEPTION 'the township identifies who is moved' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.recorded_from = '' AND NOT funds_may_move(NEW.household_id, NEW.reason, NEW.opened_on) THEN
        {_refuse("moved_from_a_listed_place", "only registered households of listed places are moved")}
    END IF;
ELSE
    filled := ARRAY['area_id'];
    IF NEW.step <> OLD.step THEN
        SELECT * INTO s FROM funds_relocationstep WHERE case_id = NEW.id AND number = NEW.step;
        IF NOT FOUND OR NEW.step <> OLD.step + 1 OR s.from_status <> OLD.status OR s.to_status <> NEW.status THEN
            RAISE EXCEPTION 'a status changes only by a recorded step' USING ERRCODE = 'check_violation';
        END IF;
        day := s.decided_on;
        filled := filled || ARRAY['step'];
        IF s.act = 'move' THEN
            filled := filled || ARRAY['status', 'state_since', 'ended_on'] || {_FILLED};
            IF NEW.state_since <> s.decided_on THEN
                RAISE EXCEPTION 'a status begins on the day of its step' USING ERRCODE = 'check_violation';
            END IF;
            {_MOVES}
        END IF;
    END IF;
    IF EXISTS (SELECT 1 FROM jsonb_each_text(to_jsonb(OLD)) AS was JOIN jsonb_each_text(to_jsonb(NEW)) AS now_is
               USING (key) WHERE was.value IS DISTINCT FROM now_is.value AND NOT key = ANY (filled)) THEN
        RAISE EXCEPTION 'a relocation changes only in what its step fills' USING ERRCODE = 'check_violation';
    END IF;
END IF;
IF greatest(NEW.house_m2, NEW.dwelling_m2) > funds_house_limit(NEW.area_id, NEW.persons, day)
   AND (TG_OP = 'INSERT' OR (NEW.house_m2, NEW.dwelling_m2, NEW.persons)
        IS DISTINCT FROM (OLD.house_m2, OLD.dwelling_m2, OLD.persons)) THEN
    {
    _refuse(
        "house_within_limit",
        "B15: % m2 for % people, at most %",
        "greatest(NEW.house_m2, NEW.dwelling_m2)",
        "NEW.persons",
        "funds_house_limit(NEW.area_id, NEW.persons, day)",
    )
}
END IF;
IF NEW.self_paid > (households_parameter('relocation.self_paid_max', NEW.area_id, day) #>> '{{}}')::numeric
   AND (TG_OP = 'INSERT' OR NEW.self_paid IS DISTINCT FROM OLD.self_paid) THEN
    {
    _refuse(
        "own_money_within_limit",
        "% yuan of its own, at most %",
        "NEW.self_paid",
        "households_parameter('relocation.self_paid_max', NEW.area_id, day) #>> '{}'",
    )
}
END IF;
RETURN NEW;
"""  # noqa: E501

# A site goes on step by step, on a day that is not before the last one; why it is late stays where it is late.
SITE_GUARD = f"""
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a site is never deleted' USING ERRCODE = 'check_violation';
END IF;
IF NEW.state_since > {_TODAY} THEN
    RAISE EXCEPTION 'a state does not begin after today' USING ERRCODE = 'check_violation';
END IF;
IF TG_OP = 'UPDATE' THEN
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state <> ALL (ARRAY[{_moves(SITE_MOVES)}])
                                   OR NEW.state_since < OLD.state_since) THEN
        RAISE EXCEPTION 'no step leads from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = OLD.state AND NEW.state_since <> OLD.state_since OR NEW.code <> OLD.code THEN
        RAISE EXCEPTION 'a state keeps its day, a site its code' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.households < (SELECT count(*) FROM funds_relocationcase AS c WHERE c.site_id = NEW.id
                         AND c.status <> 'withdrawn') THEN
        {_refuse("site_has_room", "more households were given to the site than %", "NEW.households")}
    END IF;
END IF;
RETURN NEW;
"""
