"""What must be true of a project whatever was tried (rulebook C3), told from the rulebook and not from the guards."""

from collections import Counter
from decimal import Decimal

from django.db.models import Max, Sum

from funds.models import Acceptance, Claim, Contract, Payment, Procurement

WAY = (
    "draft", "applied", "township_checked", "county_reviewed", "library_publicity", "in_library", "approved",
    "plan_publicity", "procurement", "contracted", "in_progress", "completed", "accepted", "completion_publicity",
    "reimbursed", "closed",
)  # fmt: skip
BEFORE_CONTRACT = WAY[1:9]
UNDER_WAY = WAY[6:11]
WHO = {
    "applied": "cadre", "township_checked": "township", "county_reviewed": "office", "library_publicity": "office",
    "in_library": "leader", "approved": "leader", "plan_publicity": "office", "procurement": "cadre",
    "contracted": "cadre", "in_progress": "cadre", "completed": "cadre", "accepted": "office supervisor",
    "completion_publicity": "cadre", "reimbursed": "township", "closed": "office supervisor",
}  # fmt: skip
HAND = {"cadre": "implement", "township": "claim"}
CONTENT = (
    "name", "area_id", "budget", "task", "performance_goal", "uses", "kind", "year", "responsible_unit", "place",
)  # fmt: skip


def content_of(project):
    """Return what was decided on, to be compared later."""
    gains = tuple(project.benefits.order_by("household_id").values_list("household_id", "what", "amount"))
    return tuple(str(getattr(project, name)) for name in CONTENT) + gains


def faults_of(project):
    """Return everything that is wrong with a project."""
    steps = list(project.steps.order_by("number").select_related("actor"))
    return [
        f"{project.number}: {fault}"
        for fault in (
            *_way(project, steps),
            *_persons(project, steps),
            *_papers(project, steps),
            *_money(project),
        )
    ]


def _way(project, steps):
    here = "draft"
    for number, step in enumerate(steps, 1):
        if step.number != number or step.from_stage != here:
            yield f"step {step.number} begins at {step.from_stage} and not at {here}"
        if not _leads(step.from_stage, step.to_stage, steps[: number - 1]):
            yield f"no step leads from {step.from_stage} to {step.to_stage}"
        here = step.to_stage
    if project.stage != here or project.step != len(steps):
        yield f"stands at {project.stage} and not at {here}"
    days = [step.decided_on for step in steps]
    if days != sorted(days):
        yield "steps out of order"
    for step in steps:
        on_the_way = step.from_stage != "suspended" and (step.from_stage, step.to_stage) != (
            "completed",
            "in_progress",
        )
        if step.to_stage in WHO and on_the_way and step.acting_role not in WHO[step.to_stage].split():
            yield f"{step.to_stage} by {step.acting_role}"


def _leads(was, to, before):
    if was in WAY and to in WAY and WAY.index(to) == WAY.index(was) + 1:
        return True
    if (was, to) in (
        ("returned", "applied"),
        ("completed", "in_progress"),
        ("in_library", "removed_from_library"),
    ):
        return True
    if to in ("returned", "rejected"):
        return was in BEFORE_CONTRACT
    if to == "suspended":
        return was in UNDER_WAY
    if was == "suspended":
        return to == "cancelled" or (bool(before) and before[-1].from_stage == to)
    return to == "cancelled" and was in ("draft", "returned")


def _persons(project, steps):
    """One natural person holds one of the three hands, and does not decide twice in a row on two levels."""
    hands = {}

    lent = [(step.actor, HAND.get(step.acting_role, "supervise")) for step in steps]
    for rows, column, hand in (
        (Claim.objects.filter(project=project), "claimed_by", "claim"),
        (Claim.objects.filter(project=project), "decided_by", "supervise"),
        (Acceptance.objects.filter(project=project), "recorded_by", "supervise"),
        (Contract.objects.filter(project=project), "recorded_by", "implement"),
        (Contract.objects.filter(project=project), "agreed_by", "claim"),
        (project.progress.all(), "recorded_by", "implement"),
    ):
        lent += [(getattr(row, column), hand) for row in rows.select_related(column)]
    for user, hand in lent:
        if user is not None:
            hands.setdefault(user.main_account_id or user.pk, set()).add(hand)
    if torn := [person for person, found in hands.items() if len(found) > 1]:
        yield f"{torn} lent two hands"
    for before, step in zip(steps, steps[1:], strict=False):
        same = (before.actor.main_account_id or before.actor_id) == (
            step.actor.main_account_id or step.actor_id
        )
        if same and before.acting_role != step.acting_role:
            yield "one person twice in a row in two roles"


def _papers(project, steps):
    reached = Counter(step.to_stage for step in steps)
    contract = Contract.objects.filter(project=project).first()
    if reached["contracted"]:
        bought = Procurement.objects.filter(project=project).first()
        if contract is None or bought is None or contract.agreed_by_id is None:
            yield "contracted without procurement, contract or the township"
        elif max(project.approved_amount, contract.amount) >= 100_000 and not (
            bought.mode in ("open", "invited") or bought.exception
        ):
            yield "not tendered"
    if contract is not None and contract.amount > (project.approved_amount or project.budget):
        yield "contract above the approval"
    for row in Acceptance.objects.filter(project=project):
        if row.unit_name in (contract.contractor, project.responsible_unit):
            yield "accepted by the implementer"
    if reached["accepted"] and not Acceptance.objects.filter(project=project, verdict="pass").exists():
        yield "accepted without a sheet that passes"
    if reached["approved"] and not any(s.to_stage == "in_library" for s in steps):
        yield "approved from outside the library"


def _money(project):
    contract = Contract.objects.filter(project=project).first()
    claims = Claim.objects.filter(project=project).exclude(state="returned")
    if contract is None:
        if claims.exists():
            yield "claimed without a contract"
        return
    total = claims.aggregate(n=Sum("amount"))["n"] or 0
    advances = claims.filter(kind="advance").aggregate(n=Sum("amount"))["n"] or 0
    if total > min(contract.amount, project.approved_amount or contract.amount):
        yield f"claimed {total} of {contract.amount}"
    if advances > contract.amount * Decimal("0.4"):
        yield f"advances of {advances}"
    for claim in claims.exclude(kind="advance"):
        if project.accepted_on is None or claim.claimed_on < project.accepted_on:
            yield "claimed before the acceptance"
    payments = Payment.objects.standing().filter(allotment__project=project)
    early = payments if project.accepted_on is None else payments.filter(paid_on__lt=project.accepted_on)
    paid, percent = (
        early.aggregate(n=Sum("amount"))["n"] or 0,
        project.progress.aggregate(n=Max("percent"))["n"] or 0,
    )
    if paid > contract.amount * min(Decimal("0.4"), Decimal("0.3") + Decimal(percent) / 100):
        yield f"paid {paid} at {percent} per cent"
    yield from _claims(project, payments)


def _claims(project, payments):
    for claim in Claim.objects.filter(project=project):
        on_it = Payment.objects.standing().filter(claim=claim).aggregate(n=Sum("amount"))["n"] or 0
        if on_it > claim.amount or (claim.state == "settled") != (on_it == claim.amount):
            yield f"claim {claim.state} with {on_it} of {claim.amount}"
    if payments.filter(claim=None).exists():
        yield "paid without a claim"
