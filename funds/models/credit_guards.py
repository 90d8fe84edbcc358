"""The triggers that keep a loan in its order whoever writes, raw SQL included (rulebook C4, B14).

A loan changes its status only together with a recorded step that the table of moves knows, taken by a role that may
take it, and only in the columns that this step fills. No household owes more than the limit over all its loans, and
two applications at once do not pass it together: both wait for the household's row. Money goes out only within what
the county's risk fund carries and while bad loans are below the limit. What is owed is what was lent less what was
paid back; a paid instalment is never changed.
"""

from funds.choices.credit import ASKED, LOAN_MOVES, OPINION_ROLES, OUT, OWED, STEP_ROLES


def _listed(words):
    return ", ".join(f"'{word}'" for word in words)


_PERMITTED = _listed(f"{was}>{to}" for was, nexts in LOAN_MOVES.items() for to in sorted(nexts))
_ROLES = " ".join(f"WHEN '{to}' THEN ARRAY[{_listed(roles)}]" for to, roles in STEP_ROLES.items())

# What a household owes on account of a loan: what it asks for, then what it was granted, then what is not paid back.
DEBT = f"""
CREATE FUNCTION funds_loan_debt(stands text, asked numeric, granted numeric, balance numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN stands = 'approved' THEN granted WHEN stands IN ({_listed(ASKED)}) THEN asked
                WHEN stands IN ({_listed(OWED)}) THEN balance ELSE 0 END
$$;
CREATE FUNCTION funds_household_debt(home bigint, but bigint) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(funds_loan_debt(status, amount, granted, balance)), 0) FROM funds_microloan
    WHERE household_id = home AND id IS DISTINCT FROM but
$$;
"""
NO_DEBT = (
    "DROP FUNCTION funds_household_debt(bigint, bigint);"
    " DROP FUNCTION funds_loan_debt(text, numeric, numeric, numeric)"
)
# What of a county's lent money is out, and what of it is bad on a day: overdue for so many days, or paid by the fund.
EXPOSURE = f"""
CREATE FUNCTION funds_outstanding(county text) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(balance), 0) FROM funds_microloan
    WHERE area_id >= county AND area_id < county || ':' AND status IN ({_listed(OUT)})
$$;
CREATE FUNCTION funds_bad_loans(county text, day date) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(balance), 0) FROM funds_microloan
    WHERE area_id >= county AND area_id < county || ':'
      AND (status = 'compensated' OR status IN ({_listed(OUT)})
           AND due_on + (households_parameter('loan.bad_days', county, day) #>> '{{}}')::int <= day)
$$;
CREATE FUNCTION funds_owed(county text) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(balance), 0) FROM funds_microloan
    WHERE area_id >= county AND area_id < county || ':' AND status IN ({_listed(OWED)})
$$;
"""
NO_EXPOSURE = (
    "DROP FUNCTION funds_owed(text); DROP FUNCTION funds_bad_loans(text, date);"
    " DROP FUNCTION funds_outstanding(text)"
)

# Who may borrow on a day: on the register, having left poverty where the county says so, or, since 2020, monitored.
BORROWS = """
CREATE FUNCTION funds_may_borrow(home bigint, day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM households_household AS h
        WHERE h.id = home AND (
            (h.registered_on <= day AND (h.left_register_on IS NULL OR h.left_register_on > day)
             AND (h.exited_on IS NULL OR h.exited_on > day
                  OR (households_parameter('loan.exited_eligible', left(h.area_id, 6), day))::boolean))
            OR ((households_parameter('loan.marginal_eligible', left(h.area_id, 6), day))::boolean AND EXISTS (
                SELECT 1 FROM households_procedurecase AS c
                WHERE c.household_id = h.id AND c.kind = 'monitoring' AND c.state = 'monitored'
                  AND c.opened_on <= day))))
$$;
"""
NO_BORROWS = "DROP FUNCTION funds_may_borrow(bigint, date)"

STEP_GUARD = f"""
SELECT * INTO m FROM funds_microloan WHERE id = NEW.loan_id FOR NO KEY UPDATE;
IF m.status <> NEW.from_status OR NEW.number <> m.step + 1 THEN
    RAISE EXCEPTION 'the loan stands at % after step %', m.status, m.step USING ERRCODE = 'check_violation';
END IF;
IF NEW.act = 'opinion' AND (NEW.from_status <> 'publicised' OR NEW.to_status <> 'publicised') THEN
    RAISE EXCEPTION 'an opinion is given on a publicised loan, and moves nothing' USING ERRCODE = 'check_violation';
END IF;
IF NEW.act <> 'opinion' AND NEW.from_status || '>' || NEW.to_status <> ALL (ARRAY[{_PERMITTED}]) THEN
    RAISE EXCEPTION 'no step leads from % to %', NEW.from_status, NEW.to_status USING ERRCODE = 'check_violation';
END IF;
SELECT * INTO p FROM funds_loanstep WHERE loan_id = NEW.loan_id ORDER BY number DESC LIMIT 1;
IF NEW.decided_on < coalesce(p.decided_on, m.applied_on)
   OR NEW.decided_on > (now() AT TIME ZONE 'Asia/Shanghai')::date THEN
    RAISE EXCEPTION 'a step comes after the one before it, and not after today' USING ERRCODE = 'check_violation';
END IF;
IF NEW.act = 'paper' THEN
    RETURN NEW;
END IF;
roles := CASE WHEN NEW.act = 'opinion' THEN ARRAY[{_listed(OPINION_ROLES)}]
              ELSE CASE NEW.to_status {_ROLES} ELSE ARRAY[''] END END;
IF NEW.acting_role <> ALL (roles) OR NOT EXISTS (
    SELECT 1 FROM core_rolegrant AS g WHERE g.user_id = NEW.actor_id AND g.role = NEW.acting_role
      AND g.area_id = NEW.acting_unit_id AND g.from_date <= current_date
      AND (g.to_date IS NULL OR g.to_date >= current_date))
   OR (NEW.acting_role <> 'helper' AND left(m.area_id, length(NEW.acting_unit_id)) <> NEW.acting_unit_id)
   OR (NEW.acting_role = 'helper' AND NOT EXISTS (
        SELECT 1 FROM households_household AS h WHERE h.id = m.household_id AND h.answered_by_id = NEW.actor_id)) THEN
    RAISE EXCEPTION 'this step is taken by %', array_to_string(roles, ', ') USING ERRCODE = 'check_violation';
END IF;
IF p.act IN ('move', 'opinion') AND p.acting_role <> NEW.acting_role
   AND core_person(p.actor_id) = core_person(NEW.actor_id) THEN
    RAISE EXCEPTION 'one_person_one_role: nobody decides twice in a row on two levels'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'one_person_one_role';
END IF;
RETURN NEW;
"""

LOAN_MUST_FOLLOW = """
IF NOT EXISTS (SELECT 1 FROM funds_microloan AS m
               WHERE m.id = NEW.loan_id AND (m.step > NEW.number OR (m.step = NEW.number AND m.status = NEW.to_status)))
THEN
    RAISE EXCEPTION 'a step was recorded that its loan did not take' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""

# What each step fills. What a bank's list or a payment brings may come at any time.
_FREE = "'balance', 'interest_owed', 'area_id'"
_FILLED = """CASE s.to_status
    WHEN 'rated' THEN ARRAY['rating', 'credit_limit']
    WHEN 'approved' THEN ARRAY['granted']
    WHEN 'refused' THEN ARRAY['refusal_ground', 'refusal_text']
    WHEN 'disbursed' THEN ARRAY['bank', 'contract_no', 'rate', 'is_secured', 'disbursed_on', 'first_due_on', 'due_on']
    WHEN 'in_use' THEN ARRAY['use_checked_on', 'use_note']
    WHEN 'extended' THEN ARRAY['due_on', 'extension_count', 'deferral_count']
    WHEN 'renewed' THEN ARRAY['due_on', 'renewal_count', 'contract_no', 'rate', 'renewed_on', 'former_rate']
    WHEN 'compensated' THEN ARRAY['compensated_on', 'compensated', 'compensated_of', 'fund_share']
    ELSE ARRAY[''] END"""

LOAN_GUARD = f"""
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a loan is never deleted' USING ERRCODE = 'check_violation';
END IF;
county := left(NEW.area_id, 6);
IF TG_OP = 'INSERT' THEN
    IF NEW.step <> 0
       OR (NEW.recorded_from = '' AND (NEW.status <> 'applied' OR NEW.balance <> 0 OR NEW.paid_before <> 0))
       OR (NEW.recorded_from <> '' AND (NEW.status NOT IN ('disbursed', 'in_use')
                                        OR NEW.balance <> NEW.granted - NEW.paid_before)) THEN
        RAISE EXCEPTION 'a loan begins as applied for, or as the bank''s list says' USING ERRCODE = 'check_violation';
    END IF;
    since := coalesce(NEW.disbursed_on, NEW.applied_on);
    IF NEW.term_months > (households_parameter('loan.term_months_max', county, since) #>> '{{}}')::int THEN
        RAISE EXCEPTION 'loan_within_term: a loan runs for at most % months',
            households_parameter('loan.term_months_max', county, since) #>> '{{}}'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_within_term';
    END IF;
    IF NEW.recorded_from = '' AND NOT funds_may_borrow(NEW.household_id, since) THEN
        RAISE EXCEPTION 'loan_is_for_the_register: only registered households borrow'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_is_for_the_register';
    END IF;
ELSE
    since := NEW.applied_on;
    filled := ARRAY[{_FREE}];
    IF NEW.step = OLD.step THEN
        filled := filled || ARRAY['diverted_on', 'diverted_to'];
        IF OLD.diverted_on IS NOT NULL AND NEW.diverted_on IS DISTINCT FROM OLD.diverted_on THEN
            RAISE EXCEPTION 'that a loan went to a firm is not taken back' USING ERRCODE = 'check_violation';
        END IF;
    ELSE
        SELECT * INTO s FROM funds_loanstep WHERE loan_id = NEW.id AND number = NEW.step;
        IF NOT FOUND OR NEW.step <> OLD.step + 1 OR s.from_status <> OLD.status OR s.to_status <> NEW.status THEN
            RAISE EXCEPTION 'a status changes only by a recorded step' USING ERRCODE = 'check_violation';
        END IF;
        filled := filled || ARRAY['step'];
        IF s.act <> 'opinion' THEN
            filled := filled || ARRAY['status', 'state_since', 'ended_on'] || {_FILLED};
        END IF;
        {{MOVES}}
    END IF;
    IF EXISTS (SELECT 1 FROM jsonb_each_text(to_jsonb(OLD)) AS was JOIN jsonb_each_text(to_jsonb(NEW)) AS now_is
               USING (key) WHERE was.value IS DISTINCT FROM now_is.value AND NOT key = ANY (filled)) THEN
        RAISE EXCEPTION 'a loan changes only in what its step fills' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.balance <> OLD.balance AND NEW.balance <> NEW.granted - NEW.paid_before - (
            SELECT coalesce(sum(principal), 0) FROM funds_loanpayment WHERE loan_id = NEW.id) THEN
        RAISE EXCEPTION 'what is owed is what was lent less what was paid back' USING ERRCODE = 'check_violation';
    END IF;
END IF;
owes := funds_loan_debt(NEW.status, NEW.amount, NEW.granted, NEW.balance);
IF owes > 0 AND (TG_OP = 'INSERT' OR owes > funds_loan_debt(OLD.status, OLD.amount, OLD.granted, OLD.balance)) THEN
    PERFORM 1 FROM households_household WHERE id = NEW.household_id FOR NO KEY UPDATE;
    IF owes + funds_household_debt(NEW.household_id, NEW.id)
            > (households_parameter('loan.household_limit', county, since) #>> '{{}}')::numeric THEN
        RAISE EXCEPTION 'loan_within_limit: B14: a household owes % yuan, at most %',
            owes + funds_household_debt(NEW.household_id, NEW.id),
            households_parameter('loan.household_limit', county, since) #>> '{{}}'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_within_limit';
    END IF;
END IF;
RETURN NEW;
"""

# What must be true when a step is taken, beside who takes it. What only a paper says is recorded as it is.
_MOVES = """
IF NEW.status IN ('repaid', 'recovered') AND (NEW.balance <> 0 OR NEW.interest_owed <> 0) THEN
    RAISE EXCEPTION 'principal and interest are paid when a loan ends' USING ERRCODE = 'check_violation';
END IF;
IF s.act = 'move' THEN
    CASE NEW.status
    WHEN 'rated' THEN
        wrong := NEW.rating = '' OR NEW.credit_limit IS NULL;
    WHEN 'publicised' THEN
        wrong := NOT funds_loan_posted(NEW.no, s.decided_on);
    WHEN 'recommended' THEN
        wrong := NOT funds_may_borrow(NEW.household_id, s.decided_on)
            OR NOT EXISTS (SELECT 1 FROM funds_loanstep AS o WHERE o.loan_id = NEW.id AND o.act = 'opinion'
                AND o.number < NEW.step AND core_person(o.actor_id) <> core_person(s.actor_id));
    WHEN 'approved' THEN
        wrong := NEW.granted IS NULL OR NEW.granted <= 0 OR NEW.granted > NEW.amount
            OR NEW.granted > NEW.credit_limit;
    WHEN 'refused' THEN
        wrong := NEW.refusal_ground = '' OR NEW.refusal_text = '';
    WHEN 'disbursed' THEN
        wrong := NEW.contract_no = '' OR NEW.bank = '' OR NEW.disbursed_on IS DISTINCT FROM s.decided_on
            OR NEW.balance <> NEW.granted OR NEW.first_due_on IS DISTINCT FROM NEW.due_on
            OR NEW.due_on <= NEW.disbursed_on
            OR NEW.due_on > (NEW.disbursed_on + make_interval(months => NEW.term_months))::date
            OR NEW.rate > (households_parameter('loan.rate_max', county, s.decided_on)
                           ->> CASE WHEN NEW.term_months <= 12 THEN 0 ELSE 1 END)::numeric;
        SELECT balance INTO carried FROM funds_riskfund WHERE area_id = county FOR NO KEY UPDATE;
        IF NOT FOUND OR funds_outstanding(county) + NEW.granted
                > carried * (households_parameter('loan.leverage_max', county, s.decided_on) #>> '{}')::numeric THEN
            RAISE EXCEPTION 'loan_within_leverage: the risk fund does not carry it'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_within_leverage';
        END IF;
        IF funds_bad_loans(county, s.decided_on) > funds_owed(county)
                * (households_parameter('loan.bad_share_max', county, s.decided_on) #>> '{}')::numeric THEN
            RAISE EXCEPTION 'loan_below_bad_limit: no new lending while so many loans are bad'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_below_bad_limit';
        END IF;
    WHEN 'in_use' THEN
        wrong := NEW.use_checked_on IS DISTINCT FROM s.decided_on OR NEW.use_note = '' OR NEW.diverted_on IS NOT NULL;
    WHEN 'extended' THEN
        wrong := s.decided_on > OLD.due_on OR NEW.due_on <= OLD.due_on OR NEW.diverted_on IS NOT NULL
            OR NEW.extension_count + NEW.deferral_count <> OLD.extension_count + OLD.deferral_count + 1
            OR NEW.extension_count
                > (households_parameter('loan.extensions_max', county, s.decided_on) #>> '{}')::int
            OR (NEW.extension_count > OLD.extension_count AND NEW.due_on > (OLD.due_on + make_interval(months =>
                (households_parameter('loan.extension_months_max', county, s.decided_on) #>> '{}')::int))::date)
            OR (NEW.deferral_count > OLD.deferral_count AND (
                NEW.deferral_count > (households_parameter('loan.deferrals_max', county, s.decided_on) #>> '{}')::int
                OR NEW.due_on > greatest(
                    (OLD.due_on + make_interval(months =>
                        (households_parameter('loan.deferral_months_max', county, s.decided_on) #>> '{}')::int))::date,
                    (households_parameter('loan.deferral_until', county, s.decided_on) #>> '{}')::date)));
    WHEN 'renewed' THEN
        wrong := s.decided_on > OLD.due_on OR NEW.due_on <= OLD.due_on OR NEW.diverted_on IS NOT NULL
            OR NEW.renewal_count <> OLD.renewal_count + 1 OR NEW.renewed_on IS DISTINCT FROM s.decided_on
            OR NEW.former_rate IS DISTINCT FROM OLD.rate
            OR NEW.renewal_count > (households_parameter('loan.renewals_max', county, s.decided_on) #>> '{}')::int
            OR NEW.due_on > (OLD.due_on + make_interval(months =>
                (households_parameter('loan.term_months_max', county, s.decided_on) #>> '{}')::int))::date
            OR NEW.rate > (households_parameter('loan.rate_max', county, s.decided_on) ->> 1)::numeric;
    WHEN 'compensated' THEN
        wrong := NEW.compensated_on IS DISTINCT FROM s.decided_on OR NEW.compensated_of IS DISTINCT FROM NEW.balance
            OR NEW.diverted_on IS NOT NULL
            OR s.decided_on < NEW.due_on + (households_parameter('loan.compensate_after_days', county, s.decided_on)
                                            #>> '{}')::int
            OR NOT EXISTS (SELECT 1 FROM funds_loancollection AS c WHERE c.loan_id = NEW.id
                AND c.happened_on > NEW.due_on AND c.happened_on <= s.decided_on)
            OR NEW.fund_share IS DISTINCT FROM
                (households_parameter('loan.fund_share', county, s.decided_on) #>> '{}')::numeric
            OR NEW.compensated IS DISTINCT FROM round(NEW.balance * NEW.fund_share, 2)
            OR NOT EXISTS (SELECT 1 FROM funds_riskfundentry AS e WHERE e.loan_id = NEW.id AND e.kind = 'compensation'
                AND e.amount = -NEW.compensated);
    WHEN 'written_off' THEN
        wrong := s.reason = '' OR NEW.balance = 0;
    WHEN 'withdrawn' THEN
        wrong := s.reason = '';
    ELSE
        wrong := false;
    END CASE;
    IF wrong IS NOT FALSE THEN
        RAISE EXCEPTION 'what this step needs is not there' USING ERRCODE = 'check_violation';
    END IF;
END IF;
"""
LOAN_GUARD = LOAN_GUARD.replace("{MOVES}", _MOVES)

# The list hung long enough on each level that the county's parameters name, and nobody waits for an answer (C4).
POSTED = """
CREATE FUNCTION funds_loan_posted(loan_no text, day date) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN (
    WITH about AS (
        SELECT n.* FROM funds_notice AS n
        WHERE n.kind = 'loans' AND n.posted_on <= day
          AND ((n.subject_kind = 'loan' AND n.subject_code = loan_no)
               OR EXISTS (SELECT 1 FROM funds_noticeline AS l WHERE l.notice_id = n.id
                          AND l.subject_kind = 'loan' AND l.subject_code = loan_no)))
    SELECT NOT EXISTS (
            SELECT 1 FROM funds_microloan AS m CROSS JOIN LATERAL jsonb_array_elements_text(
                households_parameter('notice.levels.loans', left(m.area_id, 6), day)) AS asked (level)
            WHERE m.no = loan_no AND NOT EXISTS (
                SELECT 1 FROM about AS n WHERE n.level = asked.level
                  AND n.posted_on + n.days <= least(coalesce(n.taken_down_on, day), day)))
       AND NOT EXISTS (SELECT 1 FROM about AS n JOIN funds_noticeobjection AS o ON o.notice_id = n.id
                       WHERE o.answered_on IS NULL));
END $$;
"""
NO_POSTED = "DROP FUNCTION funds_loan_posted(text, date)"
FUNCTIONS = ((DEBT, NO_DEBT), (EXPOSURE, NO_EXPOSURE), (BORROWS, NO_BORROWS), (POSTED, NO_POSTED))

# Interest and principal come in while something is owed; what was entered wrongly is taken back by its reverse.
PAYMENT_GUARD = f"""
SELECT * INTO m FROM funds_microloan WHERE id = NEW.loan_id FOR NO KEY UPDATE;
IF m.status NOT IN ({_listed(OWED)}) OR NEW.paid_on < m.disbursed_on
   OR NEW.paid_on > (now() AT TIME ZONE 'Asia/Shanghai')::date THEN
    RAISE EXCEPTION 'a payment is made while the loan is owed' USING ERRCODE = 'check_violation';
END IF;
IF (NEW.reverses_id IS NULL AND (NEW.principal < 0 OR NEW.interest < 0 OR NEW.principal + NEW.interest = 0))
   OR (NEW.reverses_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM funds_loanpayment AS r WHERE r.id = NEW.reverses_id AND r.loan_id = NEW.loan_id
          AND r.reverses_id IS NULL AND r.principal = -NEW.principal AND r.interest = -NEW.interest)) THEN
    RAISE EXCEPTION 'a payment is taken back whole' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
PAID = """
UPDATE funds_microloan SET balance = balance - NEW.principal WHERE id = NEW.loan_id AND NEW.principal <> 0;
RETURN NULL;
"""

# The balance of the fund is the sum of its movements, and a CHECK keeps it from falling below nothing.
FUND_GUARD = """
IF TG_OP = 'INSERT' AND NEW.balance <> 0 OR TG_OP = 'UPDATE' AND NEW.balance <> OLD.balance AND NEW.balance <> (
        SELECT coalesce(sum(amount), 0) FROM funds_riskfundentry WHERE fund_id = NEW.id) THEN
    RAISE EXCEPTION 'the balance of the fund is the sum of its movements' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
ENTRY_GUARD = """
PERFORM 1 FROM funds_riskfund WHERE id = NEW.fund_id FOR NO KEY UPDATE;
IF NEW.loan_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM funds_microloan AS m JOIN funds_riskfund AS f ON f.id = NEW.fund_id
    WHERE m.id = NEW.loan_id AND left(m.area_id, 6) = f.area_id) THEN
    RAISE EXCEPTION 'a fund pays for the loans of its county' USING ERRCODE = 'check_violation';
END IF;
IF NEW.kind = 'recovery' AND NEW.amount > (
    SELECT -coalesce(sum(amount), 0) FROM funds_riskfundentry
    WHERE loan_id = NEW.loan_id AND kind IN ('compensation', 'recovery')) THEN
    RAISE EXCEPTION 'no more comes back to the fund than it paid' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
MOVED = """
UPDATE funds_riskfund SET balance = balance + NEW.amount WHERE id = NEW.fund_id;
RETURN NULL;
"""

CLAIM_GUARD = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a claim is never deleted' USING ERRCODE = 'check_violation';
END IF;
IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' THEN
        RAISE EXCEPTION 'a claim begins as a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END IF;
IF OLD.status = 'approved' AND (to_jsonb(NEW) - 'area_id') IS DISTINCT FROM (to_jsonb(OLD) - 'area_id') THEN
    RAISE EXCEPTION 'an approved claim stays' USING ERRCODE = 'check_violation';
END IF;
IF NEW.status <> OLD.status AND OLD.status || '>' || NEW.status
        <> ALL (ARRAY['draft>submitted', 'submitted>approved', 'submitted>draft']) THEN
    RAISE EXCEPTION 'no step leads from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
END IF;
IF NEW.status = 'approved' AND core_person(NEW.approved_by_id) = core_person(NEW.submitted_by_id) THEN
    RAISE EXCEPTION 'one_person_one_role: who claims does not approve'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'one_person_one_role';
END IF;
IF NEW.status = 'submitted' AND NEW.claimed IS NULL THEN
    RAISE EXCEPTION 'a claim says what the bank asks for' USING ERRCODE = 'check_violation';
END IF;
IF NEW.status <> 'draft' AND NEW.total IS DISTINCT FROM (
        SELECT coalesce(sum(amount), 0) FROM funds_subsidyline WHERE claim_id = NEW.id) THEN
    RAISE EXCEPTION 'a claim is the sum of its lines' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
LINE_GUARD = """
IF TG_OP <> 'DELETE' AND NEW.days <> NEW.before_date - NEW.from_date THEN
    RAISE EXCEPTION 'a line counts its days' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (SELECT 1 FROM funds_subsidyclaim
               WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.claim_id ELSE NEW.claim_id END AND status = 'draft') THEN
    RAISE EXCEPTION 'the lines of a claim stay once it was handed in' USING ERRCODE = 'check_violation';
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""
