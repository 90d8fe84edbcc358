"""The trigger that keeps loans of operators in order whoever writes (LF-44): who lifts so many borrows so much."""

from funds.choices.operators import OPERATOR_MOVES

_MOVES = ", ".join(f"'{was}>{to}'" for was, nexts in OPERATOR_MOVES.items() for to in sorted(nexts))

# How many registered households an enterprise carries on a day: each once, in whatever ways it takes part.
CARRIED = """
CREATE FUNCTION funds_carried(firm bigint, day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT count(DISTINCT l.household_id) FROM assistance_benefitlink AS l
    JOIN households_household AS h ON h.id = l.household_id
    WHERE l.enterprise_id = firm AND l.from_date <= day AND (l.to_date IS NULL OR l.to_date >= day)
      AND h.registered_on <= day AND (h.left_register_on IS NULL OR h.left_register_on > day)
$$;
"""
NO_CARRIED = "DROP FUNCTION funds_carried(bigint, date)"

_FILLED = """CASE NEW.status
    WHEN 'refused' THEN ARRAY['refusal_ground', 'refusal_text', 'decided_by_id', 'decided_on', 'ended_on']
    WHEN 'withdrawn' THEN ARRAY['refusal_text', 'ended_on']
    WHEN 'disbursed' THEN ARRAY['bank', 'contract_no', 'rate', 'disbursed_on', 'due_on', 'balance', 'decided_by_id',
                                'decided_on']
    WHEN 'repaid' THEN ARRAY['balance', 'ended_on'] ELSE ARRAY[''] END"""
OPERATOR_GUARD = f"""
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a loan is never deleted' USING ERRCODE = 'check_violation';
END IF;
county := left(NEW.area_id, 6);
day := NEW.applied_on;
IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'applied' OR NEW.balance <> 0 THEN
        RAISE EXCEPTION 'a loan begins as applied for' USING ERRCODE = 'check_violation';
    END IF;
ELSE
    filled := ARRAY['area_id'];
    IF NEW.status <> OLD.status THEN
        IF OLD.status || '>' || NEW.status <> ALL (ARRAY[{_MOVES}]) THEN
            RAISE EXCEPTION 'no step leads from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
        END IF;
        filled := filled || ARRAY['status'] || {_FILLED};
    ELSIF NEW.status = 'disbursed' AND NEW.balance < OLD.balance THEN
        filled := filled || ARRAY['balance'];
    END IF;
    IF EXISTS (SELECT 1 FROM jsonb_each_text(to_jsonb(OLD)) AS was JOIN jsonb_each_text(to_jsonb(NEW)) AS now_is
               USING (key) WHERE was.value IS DISTINCT FROM now_is.value AND NOT key = ANY (filled)) THEN
        RAISE EXCEPTION 'a loan changes only in what its step fills' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.decided_by_id IS NOT NULL AND core_person(NEW.decided_by_id) = core_person(NEW.recorded_by_id) THEN
        RAISE EXCEPTION 'one_person_one_role: who asks does not decide'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'one_person_one_role';
    END IF;
    IF NEW.status = 'repaid' AND NEW.balance <> 0 THEN
        RAISE EXCEPTION 'a loan ends when nothing is owed' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status <> 'disbursed' OR OLD.status = 'disbursed' THEN
        RETURN NEW;
    END IF;
    day := NEW.disbursed_on;
    IF NEW.balance <> NEW.amount OR NEW.rate > (households_parameter('loan.rate_max', county, day)
            ->> CASE WHEN NEW.term_months <= 12 THEN 0 ELSE 1 END)::numeric
       OR NEW.due_on > (day + make_interval(months => NEW.term_months))::date THEN
        RAISE EXCEPTION 'what paying out needs is not there' USING ERRCODE = 'check_violation';
    END IF;
END IF;
PERFORM 1 FROM assistance_enterprise WHERE id = NEW.enterprise_id FOR NO KEY UPDATE;
IF NEW.households > funds_carried(NEW.enterprise_id, day) THEN
    RAISE EXCEPTION 'operator_carries: LF-44: % households pledged, % carried', NEW.households,
        funds_carried(NEW.enterprise_id, day) USING ERRCODE = 'check_violation', CONSTRAINT = 'operator_carries';
END IF;
most := NEW.households * (households_parameter('loan.operator_per_household', county, day) #>> '{{}}')::numeric;
IF NEW.amount > most THEN
    RAISE EXCEPTION 'operator_within_households: LF-44: % yuan for % households, at most %', NEW.amount,
        NEW.households, most USING ERRCODE = 'check_violation', CONSTRAINT = 'operator_within_households';
END IF;
SELECT coalesce(sum(CASE WHEN status = 'applied' THEN amount ELSE balance END), 0) INTO owed FROM funds_operatorloan
WHERE enterprise_id = NEW.enterprise_id AND id <> NEW.id AND status IN ('applied', 'disbursed');
most := (households_parameter('loan.operator_limit', county, day) #>> '{{}}')::numeric;
IF owed + NEW.amount > most THEN
    RAISE EXCEPTION 'operator_within_limit: LF-44: an operator owes % yuan, at most %', owed + NEW.amount, most
        USING ERRCODE = 'check_violation', CONSTRAINT = 'operator_within_limit';
END IF;
RETURN NEW;
"""
