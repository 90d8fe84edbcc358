"""Putting on record what a case goes by: papers of one household, comparisons, appeals."""

from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.models import Appeal, ComparisonHit, ComparisonRule, ComparisonRun, Evidence
from households.services.procedures.common import acting, given_day, locked_case, text_of
from households.steps import ABOVE, ActingLevel, ComparisonLevel, EvidenceKind, State
from povertyapp.core.history import because

# The exit ledger by source (CB1-20), in yuan a year.
LEDGER_SOURCES = ("wage_income", "business_income", "business_expense", "property_income", "transfer_income")
COMPARES = {
    ComparisonLevel.VILLAGE: ActingLevel.VILLAGE,
    ComparisonLevel.TOWNSHIP: ActingLevel.TOWNSHIP,
    ComparisonLevel.COUNTY: ActingLevel.COUNTY,
}


@transaction.atomic
def record_evidence(
    *,
    by,
    case,
    kind,
    on=None,
    people="",
    text="",
    facts=None,
    signed_by="",
    image=None,
    paper="",
    target=None,
):
    """Put a paper of one household on record; return it. It stays as written: what was wrong is recorded anew."""
    case, kind, facts = locked_case(case), EvidenceKind(kind), dict(facts or {})
    if kind == EvidenceKind.EXIT_LEDGER:
        facts = _ledger(facts)
    elif kind != EvidenceKind.FOUR_ONES:
        text = text_of(text, "text", _("请写明内容。"))
    row = Evidence(
        case=case,
        area_id=case.area_id,
        kind=kind,
        happened_on=given_day(on),
        people=people,
        text=text,
        facts=facts,
        signed_by=(signed_by or "").strip(),
        image=image,
        paper=(paper or "").strip(),
        target=target,
        recorded_by=by,
    )
    with because(by=by, reason=kind.label):
        row.full_clean(exclude=("area",))
        row.save(force_insert=True)
    return row


def _ledger(facts):
    """Check the amounts of an exit ledger and add up the net income; amounts stay exact, as text."""
    amounts = {}
    for name in LEDGER_SOURCES:
        try:
            amounts[name] = Decimal(str(facts.get(name) or 0))
        except InvalidOperation:
            raise ValidationError({name: _("金额要填数字。")}) from None
    net = sum(amounts.values(), Decimal(0)) - 2 * amounts["business_expense"]
    return {name: str(amount) for name, amount in amounts.items()} | {"net_income": str(net)}


def comparison_rules(area_code):
    """Return what is compared at a place: the list of the nearest region that has one."""
    regions = [area_code[:n] for n in (12, 9, 6, 4, 2) if n <= len(area_code)]
    rows = list(ComparisonRule.objects.filter(region__in=["", *regions]))
    for region in (*regions, ""):
        found = [row for row in rows if row.region == region]
        if found:
            return found
    return []


@transaction.atomic
def record_comparison(*, by, case, level, on=None, source="", hits=None):
    """Record a comparison: `hits` maps the codes that were found to (detail, explanation). Return the run."""
    case = locked_case(case)
    acting(by, case.area_id, COMPARES[level])
    day = given_day(on)
    rules = {rule.code: rule for rule in comparison_rules(case.area_id)}
    unknown = sorted(set(hits or {}) - set(rules))
    if unknown:
        raise ValidationError(
            {"hits": _("没有这些比对项目：%(codes)s。请从列出的项目里选。") % {"codes": "、".join(unknown)}}
        )
    if level != ComparisonLevel.VILLAGE:
        source = text_of(source, "source", _("请写明依据，例如部门回函的文号。"))
    with because(by=by, reason=ComparisonLevel(level).label):
        run = ComparisonRun.objects.create(
            case=case, area_id=case.area_id, level=level, run_on=day, source=source, recorded_by=by
        )
        for code, (detail, explanation) in (hits or {}).items():
            ComparisonHit.objects.create(
                run=run,
                area_id=case.area_id,
                code=code,
                action=rules[code].action,
                detail=detail,
                explanation=explanation,
            )
    return run


@transaction.atomic
def appeal(*, by, case, text, on=None):
    """Record an appeal against the rejection of a case; return it."""
    case = locked_case(case)
    last = case.transitions.filter(number=case.step).first()
    if case.state != State.REJECTED or last is None:
        raise ValidationError(_("只有未通过的申请可以申诉。"))
    day = given_day(on, not_before=last.decided_on)
    if case.appeals.filter(against_step=last.number).exists():
        raise ValidationError(_("这次否决已经申诉过，请等裁定，或看裁定的结果。"))
    with because(by=by, reason=_("申诉")):
        return Appeal.objects.create(
            case=case,
            area_id=case.area_id,
            against_step=last.number,
            made_on=day,
            text=text_of(text, "text", _("请写明申诉理由。")),
            recorded_by=by,
        )


def appeal_level(case):
    """Return the level that decides an appeal against the case's rejection."""
    last = case.transitions.filter(number=case.step).first()
    return ABOVE.get(last.level, ActingLevel.LEADING) if last else ActingLevel.LEADING


@transaction.atomic
def decide_appeal(*, by, case, is_upheld, decision, on=None):
    """Decide the open appeal of a rejected case, on the level above the one that rejected; return it."""
    case = locked_case(case)
    row = case.appeals.select_for_update().filter(against_step=case.step, decided_on=None).first()
    if row is None:
        raise ValidationError(_("没有待裁定的申诉，请刷新后再看。"))
    acting(by, case.area_id, appeal_level(case))
    if case.transitions.get(number=case.step).actor_id == by.pk:
        raise ValidationError(_("否决是您做的，申诉请由其他人裁定。"))
    row.decided_on = given_day(on, not_before=row.made_on)
    row.is_upheld, row.decided_by = is_upheld, by
    row.decision = text_of(decision, "decision", _("请写明裁定意见。"))
    with because(by=by, reason=row.decision):
        row.save()
    return row
