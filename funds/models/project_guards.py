"""The triggers that keep projects in the order of C3 whoever writes, raw SQL included.

A project changes its stage only together with a `ProjectStep`. Before a step is taken the database looks whether the
table of moves knows it, whether whoever takes it stands there today, whether the same natural person lent the project
another hand before (村实施、乡镇报账、县监管), and whether what the step goes by is on record. What was decided on does
not change after it; a step after the approval asks for the content that was approved, by its fingerprint. The
functions are made by a migration.
"""

from funds.choices.projects import APPROVED, CLAIM_MOVES, MOVES, OPEN_CONTENT

_MOVES = ", ".join(f"'{m.was}>{m.to}>{m.side}>{role}'" for m in MOVES for role in m.roles)
_REASONED = ", ".join(f"'{m.was}>{m.to}'" for m in MOVES if m.needs_reason)
_CLAIM_MOVES = ", ".join(f"'{was}>{to}'" for was, nexts in CLAIM_MOVES.items() for to in sorted(nexts))
_TODAY = "(now() AT TIME ZONE 'Asia/Shanghai')::date"


def _list(values):
    return ", ".join(f"'{value}'" for value in sorted(values))


def refuse(name, words, *values):
    """Return the statement that refuses a row under the name by which services know the refusal."""
    more = "".join(f", {value}" for value in values)
    return (
        f"RAISE EXCEPTION '{name}: {words}'{more} USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';"
    )


# What was decided on: it changes while the project is drafted or sent back, never afterwards.
CONTENT = """
    number county_id area_id name year kind nature uses place task starts_on ends_on season_ends_on responsible_unit
    responsible_person unit_id budget money_sources performance_goal participation benefit_mechanism
    deliberated_on deliberation_paper is_mass
""".split()  # noqa: SIM905 - read as a sentence of columns
# What a step fills in beside the stage.
FILLED_BY = {
    "township_checked": ("site_seen_on", "site_seen_by"),
    "in_library": ("in_library_on", "library_paper"),
    "approved": ("approved_on", "approved_amount", "approval_paper", "plan_paper", "approved_digest"),
    "returned": (
        "site_seen_on", "site_seen_by", "in_library_on", "library_paper",
        "approved_on", "approved_amount", "approval_paper", "plan_paper", "approved_digest",
    ),
    "in_progress": ("started_on", "completed_on"),
    "completed": ("completed_on",),
    "accepted": ("accepted_on",),
    "reimbursed": ("reimbursed_on",),
    "closed": ("handed_over_on", "handed_over_to", "closed_on"),
}  # fmt: skip
_FILLED = "\n".join(f"WHEN '{stage}' THEN ARRAY[{_list(columns)}]" for stage, columns in FILLED_BY.items())

PROJECT_GUARD = f"""
IF TG_OP = 'DELETE' THEN
    IF OLD.stage = 'draft' AND OLD.step = 0 AND OLD.recorded_from = '' THEN
        RETURN OLD; -- nobody took a step with it: a ledger's drafts go with their import
    END IF;
    {refuse("project_stays", "a project is cancelled, never deleted")}
END IF;
IF TG_OP = 'INSERT' THEN
    IF NEW.recorded_from = '' AND (NEW.stage <> 'draft' OR NEW.step <> 0 OR NEW.in_library_on IS NOT NULL
            OR NEW.approved_amount IS NOT NULL OR NEW.accepted_on IS NOT NULL OR NEW.closed_on IS NOT NULL) THEN
        {refuse("project_begins_as_a_draft", "a project begins as a draft, or as a paper says")}
    END IF;
    RETURN NEW;
END IF;
IF NEW.step = OLD.step AND NEW.stage = OLD.stage THEN
    filled := CASE WHEN OLD.stage IN ({_list(OPEN_CONTENT)})
                     OR (OLD.recorded_from <> '' AND NOT EXISTS (
                         SELECT 1 FROM funds_projectstep WHERE project_id = OLD.id AND act = 'move'))
              THEN ARRAY[{_list(set(CONTENT) - {"number", "county_id"})}] ELSE ARRAY[''] END;
ELSE
    SELECT * INTO s FROM funds_projectstep WHERE project_id = NEW.id AND number = NEW.step;
    IF NOT FOUND OR NEW.step <> OLD.step + 1 OR s.from_stage <> OLD.stage OR s.to_stage <> NEW.stage THEN
        {refuse("stage_by_recorded_step", "a stage changes only by a recorded step")}
    END IF;
    filled := ARRAY['stage', 'step', 'stage_since'] || CASE WHEN OLD.stage = 'suspended' THEN ARRAY[''] ELSE
        CASE NEW.stage {_FILLED} ELSE ARRAY[''] END END;
    IF s.act = 'paper' THEN
        filled := filled || ARRAY['in_library_on', 'library_paper', 'approved_on', 'approved_amount', 'approval_paper',
            'plan_paper', 'started_on', 'completed_on', 'accepted_on', 'reimbursed_on', 'closed_on'];
    END IF;
END IF;
IF EXISTS (
    SELECT 1 FROM jsonb_each_text(to_jsonb(OLD)) AS was JOIN jsonb_each_text(to_jsonb(NEW)) AS is_now USING (key)
    WHERE was.value IS DISTINCT FROM is_now.value AND NOT key = ANY (filled)
) THEN
    {refuse("decided_content_stays", "what was decided on for a project does not change")}
END IF;
IF NEW.step = OLD.step OR s.act = 'paper' THEN
    RETURN NEW;
END IF;
IF NEW.stage_since IS DISTINCT FROM s.decided_on THEN
    {refuse("stage_since_its_step", "the project says another day than its step")}
END IF;
IF OLD.stage <> 'suspended' AND (
       (NEW.stage = 'township_checked' AND (NEW.site_seen_on IS NULL OR NEW.site_seen_by = ''
            OR NEW.site_seen_on > s.decided_on))
    OR (NEW.stage = 'in_library' AND (NEW.in_library_on IS DISTINCT FROM s.decided_on OR NEW.library_paper = ''))
    OR (NEW.stage = 'in_progress' AND NEW.started_on IS NULL)
    OR (NEW.stage = 'completed' AND NEW.completed_on IS DISTINCT FROM s.decided_on)
    OR (NEW.stage = 'accepted' AND NOT EXISTS (SELECT 1 FROM funds_acceptance AS a
            WHERE a.project_id = NEW.id AND a.accepted_on = NEW.accepted_on AND a.verdict = 'pass'))
    OR (NEW.stage = 'reimbursed' AND NEW.reimbursed_on IS DISTINCT FROM s.decided_on)
    OR (NEW.stage = 'closed' AND (NEW.handed_over_on IS NULL OR NEW.handed_over_to = ''
            OR NEW.closed_on IS DISTINCT FROM s.decided_on))) THEN
    {refuse("step_is_filled_in", "what this step says about the project is missing")}
END IF;
IF NEW.stage = 'approved' AND OLD.stage <> 'suspended' AND (
        OLD.in_library_on IS NULL OR NEW.approved_on IS DISTINCT FROM s.decided_on
        OR NEW.approved_amount IS NULL OR NEW.approved_amount > NEW.budget OR NEW.approval_paper = ''
        OR NEW.plan_paper = '' OR NEW.approved_digest IS DISTINCT FROM s.digest
        OR NEW.approved_amount > (SELECT coalesce(sum(a.amount), 0) FROM funds_allotment AS a
            WHERE a.project_id = NEW.id AND NOT EXISTS (
                SELECT 1 FROM funds_fundentry AS e WHERE e.reverses_id = a.entry_id))) THEN
    {refuse("approved_from_the_library", "LF-40: approved from the library alone, with amount, plan and paper")}
END IF;
IF NEW.stage = 'returned' AND (NEW.in_library_on IS NOT NULL OR NEW.approved_amount IS NOT NULL
        OR NEW.approved_digest <> '') THEN
    {refuse("approval_falls", "what is sent back has no approval any more")}
END IF;
RETURN NEW;
"""

STEP_GUARD = f"""
SELECT * INTO p FROM funds_project WHERE id = NEW.project_id FOR NO KEY UPDATE;
IF p.stage <> NEW.from_stage OR NEW.number <> p.step + 1 THEN
    {refuse("project_stands_elsewhere", "the project stands at % after step %", "p.stage", "p.step")}
END IF;
NEW.digest := funds_project_content(p.id);
SELECT * INTO before FROM funds_projectstep WHERE project_id = p.id AND number = p.step;
IF NEW.decided_on < coalesce(before.decided_on, p.stage_since) OR NEW.decided_on > {_TODAY} THEN
    {refuse("steps_in_their_order", "a step comes after the one before it, and not after today")}
END IF;
IF NOT EXISTS (SELECT 1 FROM core_rolegrant AS g WHERE g.user_id = NEW.actor_id AND g.role = NEW.acting_role
        AND g.area_id = NEW.acting_unit_id AND g.from_date <= {_TODAY}
        AND (g.to_date IS NULL OR g.to_date >= {_TODAY}))
   OR left(p.area_id, length(NEW.acting_unit_id)) <> NEW.acting_unit_id THEN
    {refuse("actor_stands_there", "a step is taken by somebody who stands there today")}
END IF;
IF NEW.act = 'paper' THEN
    IF p.recorded_from = '' OR NEW.paper = '' OR NEW.acting_role NOT IN ('office', 'finance')
       OR EXISTS (SELECT 1 FROM funds_projectstep WHERE project_id = p.id AND act = 'move') THEN
        {refuse("paper_step", "only a project of a paper moves by a paper, until it moved here")}
    END IF;
    RETURN NEW;
END IF;
IF NEW.from_stage || '>' || NEW.to_stage || '>' || NEW.side || '>' || NEW.acting_role <> ALL (ARRAY[{_MOVES}])
   OR (NEW.side = 'implement' AND NEW.acting_role = 'township' AND length(p.area_id) > 9) THEN
    {refuse("no_such_move", "no move leads from % to % by %", "NEW.from_stage", "NEW.to_stage", "NEW.acting_role")}
END IF;
IF funds_lends_another_hand(p.id, NEW.actor_id, NEW.side) THEN
    {refuse("one_hand_a_project", "LF-42: who implements does not claim, who claims does not supervise")}
END IF;
IF NEW.reason = '' AND NEW.from_stage || '>' || NEW.to_stage = ANY (ARRAY[{_REASONED}]) THEN
    {refuse("step_has_a_reason", "this step needs a reason")}
END IF;
IF before.acting_role IS DISTINCT FROM NEW.acting_role AND before.act = 'move'
   AND core_person(before.actor_id) = core_person(NEW.actor_id) THEN
    {refuse("nobody_twice_in_a_row", "nobody decides twice in a row on two levels")}
END IF;
IF NEW.from_stage = 'suspended' AND NEW.to_stage NOT IN ('cancelled', before.from_stage) THEN
    {refuse("goes_on_where_it_stood", "a suspended project goes on where it stood: %", "before.from_stage")}
END IF;
IF p.approved_digest <> '' AND p.approved_digest <> NEW.digest AND NEW.to_stage NOT IN ('returned', 'suspended') THEN
    {refuse("approval_is_bound", "the content is not the one that was approved")}
END IF;
IF NEW.from_stage = 'procurement' AND NEW.to_stage IN ('returned', 'rejected')
   AND EXISTS (SELECT 1 FROM funds_procurement WHERE project_id = p.id) THEN
    {refuse("nothing_bought_yet", "a project that was tendered is suspended and cancelled, not sent back")}
END IF;
IF NEW.from_stage = 'suspended' OR NEW.to_stage IN ('returned', 'rejected', 'suspended', 'cancelled') THEN
    RETURN NEW;
END IF;
lacking := funds_project_lacks(p.id, NEW.from_stage, NEW.to_stage, NEW.decided_on, NEW.reason);
IF lacking IS NOT NULL THEN
    {refuse("step_has_its_papers", "lacking: %", "lacking")}
END IF;
RETURN NEW;
"""

PROJECT_MUST_FOLLOW = f"""
IF NOT EXISTS (SELECT 1 FROM funds_project AS p WHERE p.id = NEW.project_id
               AND (p.step > NEW.number OR (p.step = NEW.number AND p.stage = NEW.to_stage))) THEN
    {refuse("project_follows_step", "a step was recorded that its project did not take")}
END IF;
RETURN NULL;
"""

BENEFIT_GUARD = f"""
SELECT * INTO p FROM funds_project WHERE id = coalesce(NEW.project_id, OLD.project_id) FOR NO KEY UPDATE;
IF TG_OP = 'UPDATE' AND (NEW.project_id, NEW.household_id, NEW.what, NEW.amount)
   IS NOT DISTINCT FROM (OLD.project_id, OLD.household_id, OLD.what, OLD.amount) THEN
    IF (NEW.got_on, NEW.got_amount) IS DISTINCT FROM (OLD.got_on, OLD.got_amount) AND p.accepted_on IS NULL THEN
        {refuse("benefit_after_acceptance", "what a household got is checked after the acceptance")}
    END IF;
    RETURN NEW;
END IF;
IF p.stage NOT IN ({_list(OPEN_CONTENT)}) AND NOT (p.recorded_from <> '' AND NOT EXISTS (
        SELECT 1 FROM funds_projectstep WHERE project_id = p.id AND act = 'move')) THEN
    {refuse("decided_content_stays", "who gains by a project was decided on and does not change")}
END IF;
IF TG_OP = 'DELETE' THEN
    RETURN OLD;
END IF;
RETURN NEW;
"""

_HAND = f"""
SELECT * INTO p FROM funds_project WHERE id = NEW.project_id FOR NO KEY UPDATE;
IF NOT funds_stands(NEW.recorded_by_id, '%(side)s', p.area_id) THEN
    {refuse("hand_of_its_own", "this paper is not of the hand that writes it")}
END IF;
IF funds_lends_another_hand(p.id, NEW.recorded_by_id, '%(side)s') THEN
    {refuse("one_hand_a_project", "LF-42: who implements does not claim, who claims does not supervise")}
END IF;
IF p.recorded_from = '' AND p.stage NOT IN (%(stages)s) THEN
    {refuse("paper_in_its_stage", "this paper belongs to another stage")}
END IF;
"""
PROJECT_ROW = [("p", "funds_project%ROWTYPE")]


def hand(side, *stages, more=""):
    """Return the guard of a paper that one hand writes, in certain stages."""
    return _HAND % {"side": side, "stages": _list(stages)} + more + "\nRETURN NEW;\n"


REVIEW_GUARD = hand("supervise", "township_checked")
PROCUREMENT_GUARD = hand("implement", "procurement")
CONTRACT_GUARD = hand(
    "implement",
    "procurement",
    more=f"""
IF NEW.amount > coalesce(p.approved_amount, p.budget) THEN
    {refuse("contract_within_approval", "% is above the approved %", "NEW.amount", "p.approved_amount")}
END IF;
IF NEW.agreed_by_id IS NOT NULL THEN
    {refuse("agreement_follows", "the township agrees to a contract that is written")}
END IF;
""",
)
AGREEMENT_GUARD = f"""
IF NEW.agreed_by_id IS NOT NULL AND OLD.agreed_by_id IS NULL AND (
        NOT funds_stands(NEW.agreed_by_id, 'claim', NEW.area_id)
        OR funds_lends_another_hand(NEW.project_id, NEW.agreed_by_id, 'claim')) THEN
    {refuse("agreed_by_the_township", "the township agrees, by a person who neither implements nor supervises")}
END IF;
RETURN NEW;
"""
PROGRESS_GUARD = hand(
    "implement",
    "in_progress",
    more=f"""
SELECT max(percent) INTO known FROM funds_progressreport WHERE project_id = p.id;
IF NEW.percent < known OR NEW.reported_on > {_TODAY}
   OR NEW.reported_on < (SELECT max(reported_on) FROM funds_progressreport WHERE project_id = p.id) THEN
    {refuse("progress_goes_forward", "progress goes forward, from day to day")}
END IF;
""",
)
CHECK_GUARD = hand(
    "supervise",
    *(sorted(APPROVED - {"suspended"})),
    "in_library",
    more=f"""
IF NEW.checked_on > {_TODAY} OR NEW.phase <> (CASE WHEN p.completed_on <= NEW.checked_on THEN 'after'
        WHEN p.started_on <= NEW.checked_on THEN 'during' ELSE 'before' END) THEN
    {refuse("check_in_its_phase", "a check is of the phase in which it was made")}
END IF;
""",
)
ACCEPTANCE_GUARD = hand(
    "supervise",
    "completed",
    more=f"""
SELECT * INTO c FROM funds_contract WHERE project_id = p.id;
IF btrim(NEW.unit_name) IN (btrim(c.contractor), btrim(p.responsible_unit)) THEN
    {refuse("accepted_by_another", "C3: who implements does not accept")}
END IF;
IF NEW.accepted_on < p.completed_on OR NEW.accepted_on > {_TODAY} THEN
    {refuse("accepted_after_completion", "accepted after the work is completed, and not after today")}
END IF;
IF NEW.verdict = 'pass' AND p.is_mass AND (NEW.items_seen < NEW.items OR NEW.items < (
        SELECT count(*) FROM funds_benefit WHERE project_id = p.id)) THEN
    {refuse("accepted_one_by_one", "LF-65: many small works are accepted one by one")}
END IF;
IF NEW.accepted_amount > c.amount THEN
    {refuse("accepted_within_contract", "accepted % above the contract of %", "NEW.accepted_amount", "c.amount")}
END IF;
""",
)

CLAIM_GUARD = f"""
IF TG_OP = 'DELETE' THEN
    {refuse("claim_stays", "a claim is returned, never deleted")}
END IF;
SELECT * INTO p FROM funds_project WHERE id = NEW.project_id FOR NO KEY UPDATE;
IF TG_OP = 'UPDATE' THEN
    IF (to_jsonb(NEW) - ARRAY['state', 'decided_by_id', 'decided_on', 'decision', 'settled_on', 'area_id'])
       IS DISTINCT FROM
       (to_jsonb(OLD) - ARRAY['state', 'decided_by_id', 'decided_on', 'decision', 'settled_on', 'area_id'])
       OR (NEW.state = OLD.state AND (NEW.decided_by_id, NEW.decided_on, NEW.decision, NEW.settled_on)
           IS DISTINCT FROM (OLD.decided_by_id, OLD.decided_on, OLD.decision, OLD.settled_on)) THEN
        {refuse("claim_stays", "a claim stays as it was filed")}
    END IF;
    IF NEW.state <> OLD.state AND OLD.state || '>' || NEW.state <> ALL (ARRAY[{_CLAIM_MOVES}]) THEN
        {refuse("no_such_move", "no move leads from % to %", "OLD.state", "NEW.state")}
    END IF;
    IF NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id AND (
            NOT funds_stands(NEW.decided_by_id, 'supervise', p.area_id)
            OR funds_lends_another_hand(p.id, NEW.decided_by_id, 'supervise')) THEN
        {refuse("claim_passed_by_the_county", "the county passes a claim, by a person who had no other hand in it")}
    END IF;
    IF NEW.state <> OLD.state AND (NEW.state = 'settled') <> (NEW.amount = (
            SELECT coalesce(sum(o.amount), 0) FROM funds_payment AS o WHERE o.claim_id = NEW.id AND NOT EXISTS (
                SELECT 1 FROM funds_fundentry AS r WHERE r.reverses_id = o.entry_id))) THEN
        {refuse("claim_is_settled_by_payments", "a claim is settled by what was paid on it, and by nothing else")}
    END IF;
    RETURN NEW;
END IF;
IF NEW.state <> 'filed' THEN
    {refuse("claim_begins_as_filed", "a claim begins as filed")}
END IF;
IF NOT funds_stands(NEW.claimed_by_id, 'claim', p.area_id) THEN
    {refuse("hand_of_its_own", "the township claims")}
END IF;
IF funds_lends_another_hand(p.id, NEW.claimed_by_id, 'claim') THEN
    {refuse("one_hand_a_project", "LF-42: who implements does not claim, who claims does not supervise")}
END IF;
SELECT * INTO c FROM funds_contract WHERE project_id = p.id;
IF NOT FOUND OR p.stage NOT IN ({_list(APPROVED)}) THEN
    {refuse("claim_has_a_contract", "nothing is claimed without an approved project and its contract")}
END IF;
IF NEW.claimed_on > {_TODAY} OR NEW.claimed_on < c.signed_on THEN
    {refuse("claim_in_its_time", "claimed after the contract, and not after today")}
END IF;
SELECT coalesce(sum(amount), 0), coalesce(sum(amount) FILTER (WHERE kind = 'advance'), 0),
       coalesce(sum(amount) FILTER (WHERE kind = 'retention'), 0)
    INTO claimed, advances, retained FROM funds_claim WHERE project_id = p.id AND state <> 'returned';
claimed := claimed + NEW.amount;
share := (households_parameter('project.advance_share', p.area_id, NEW.claimed_on) #>> '{{}}')::numeric;
IF NEW.kind = 'advance' THEN
    IF advances + NEW.amount > round(c.amount * share, 2) THEN
        {refuse("advance_within_its_share", "advances of % above %", "advances + NEW.amount", "c.amount * share")}
    END IF;
ELSIF p.accepted_on IS NULL OR NEW.claimed_on < p.accepted_on THEN
    {refuse("claim_follows_acceptance", "C3: nothing but an advance is claimed before the acceptance")}
END IF;
IF claimed > least(c.amount, p.approved_amount) THEN
    {refuse("claim_within_contract", "C3: claimed % above %", "claimed", "least(c.amount, p.approved_amount)")}
END IF;
IF NEW.kind <> 'retention' THEN
    IF claimed - retained > c.amount - round(c.amount * c.retention_percent / 100, 2) THEN
        {refuse("retention_is_kept", "claimed % with the retention money", "claimed - retained")}
    END IF;
ELSIF NEW.claimed_on < p.accepted_on + make_interval(months => (households_parameter(
        'project.retention_months', p.area_id, NEW.claimed_on) #>> '{{}}')::int) THEN
    {refuse("retention_for_its_time", "retention money is claimed after its time")}
END IF;
RETURN NEW;
"""

# A payment follows a claim that was passed, and what is built (LF-42, C3).
PAYMENT_GUARD = f"""
SELECT q.* INTO p FROM funds_project AS q JOIN funds_allotment AS a ON a.project_id = q.id
WHERE a.id = NEW.allotment_id FOR NO KEY UPDATE OF q;
IF p.recorded_from <> '' AND NOT EXISTS (SELECT 1 FROM funds_projectstep WHERE project_id = p.id AND act = 'move') THEN
    RETURN NEW; -- as its paper says
END IF;
IF NEW.claim_id IS NULL AND p.recorded_from = '' THEN
    {refuse("payment_follows_claim", "LF-42: a payment follows a claim")}
END IF;
IF NEW.claim_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM funds_claim AS c WHERE c.id = NEW.claim_id
        AND c.project_id = p.id AND c.state = 'passed' AND c.decided_on <= NEW.paid_on
        AND c.amount >= NEW.amount + (SELECT coalesce(sum(o.amount), 0) FROM funds_payment AS o
            WHERE o.claim_id = c.id AND NOT EXISTS (
                SELECT 1 FROM funds_fundentry AS r WHERE r.reverses_id = o.entry_id))) THEN
    {refuse("payment_follows_claim", "LF-42: a payment follows a claim that was passed, and stays within it")}
END IF;
top := funds_payable(p.id, NEW.paid_on);
IF top IS NULL AND p.recorded_from = '' THEN
    {refuse("payment_has_a_contract", "TF-20: nothing is paid without a contract")}
END IF;
SELECT coalesce(sum(o.amount), 0) INTO known FROM funds_payment AS o JOIN funds_allotment AS a ON a.id = o.allotment_id
WHERE a.project_id = p.id AND NOT EXISTS (SELECT 1 FROM funds_fundentry AS r WHERE r.reverses_id = o.entry_id);
IF known + NEW.amount > top THEN
    {refuse("payment_within_project", "C3: paid % above % of contract and progress", "known + NEW.amount", "top")}
END IF;
RETURN NEW;
"""
