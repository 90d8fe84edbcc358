"""Guards over one household: its papers, comparisons, the exit standard, the monitoring, and who decides."""

from decimal import Decimal

from django.utils.translation import gettext as _

from households.exit_tests import TESTS, bars_of, income_above_line
from households.models import Household, HouseholdMember, ProcedureCase, Transition
from households.poverty_line import monitoring_line
from households.services.procedures.common import months_after
from households.services.procedures.exits import answers_of
from households.services.procedures.guards import Result, found, guard, lacking
from households.services.procedures.guards_list import has_proof
from households.services.procedures.registering import missing_information
from households.steps import (
    SIGNED,
    Blocking,
    ClosingCause,
    ComparisonLevel,
    EvidenceKind,
    MonitoringCategory,
    ProcedureKind,
    State,
)
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.scoping import within

FOUR_ONES = ("ledger", "handbook", "plan", "measures", "contact_card")


def evidence_of(step, *kinds):
    """Return the papers of these kinds up to the day of the step, newest first."""
    rows = step.case.evidence.filter(kind__in=kinds, happened_on__lte=step.on)
    return rows.order_by("-happened_on", "-pk")


@guard("application")
def applied(step, _argument):
    """A signed application, or the record of a check that found the household left out."""
    for row in evidence_of(step, EvidenceKind.APPLICATION, EvidenceKind.OMISSION):
        if row.kind == EvidenceKind.OMISSION or (row.signed_by and has_proof(row)):
            return found(_("%(kind)s：%(day)s") % {"kind": row, "day": row.happened_on}, row)
    return lacking(_("缺农户签字的申请书，或漏评核查记录。"))


@guard("people")
def people_known(step, _argument):
    """Every person of the household is entered with an ID number."""
    applicant = getattr(step.case, "applicant", None)
    people = list(applicant.members.all()) if applicant else []
    without = [person.name for person in people if not person.id_number]
    if not people:
        return lacking(_("还没有登记家庭成员。"))
    if without:
        return lacking(_("缺证件号码：%(names)s。") % {"names": "、".join(without)})
    return found(_("家庭成员 %(n)d 人") % {"n": len(people)}, applicant)


@guard("evidence")
def on_record(step, kind):
    """A paper of this kind is on record, signed by the household where it must be."""
    label = EvidenceKind(kind).label
    rows = list(evidence_of(step, kind))
    if kind in (EvidenceKind.HOME_CHECK, EvidenceKind.RISK_CHECK):
        rows = [row for row in rows if row.happened_on >= step.entered]
    if not rows:
        return lacking(_("缺“%(label)s”。") % {"label": label})
    faults = [_paper_fault(step, row) for row in rows]
    if all(faults):
        return lacking(_("“%(label)s”：%(fault)s") % {"label": label, "fault": faults[0]})
    row = rows[faults.index("")]
    return found(_("%(label)s：%(day)s") % {"label": label, "day": row.happened_on}, row)


def _paper_fault(step, row):
    """Return what is wrong with a paper, or nothing."""
    if row.kind in SIGNED and not (row.signed_by and has_proof(row)):
        return _("要有农户签字，并附照片或写明纸质材料存放处。")
    if row.kind == EvidenceKind.FOUR_ONES and not all(row.facts.get(name) for name in FOUR_ONES):
        return _("台账、手册、计划、措施和联系卡要全部到位。")
    if row.kind == EvidenceKind.CLOSING:
        return _closing_fault(step, row)
    if row.kind == EvidenceKind.NOTICE and not step.reason:
        return _("要写明不予通过的理由。")
    return ""


def _closing_fault(step, row):
    if row.recorded_by_id == step.by.pk:
        return _("登记销户的人不能自己确认，请由另一个人确认。")
    household = step.case.household
    if row.facts.get("cause") == ClosingCause.MERGER:
        if row.target is None or row.target_id == getattr(household, "pk", None):
            return _("要写明并入哪一户。")
        if row.target.left_register_on:
            return _("并入的户已不在名册上，请另选一户。")
    if row.facts.get("cause") == ClosingCause.DEATH and household and household.members.present().exists():
        return _("家庭成员还没有全部登记去世。")
    return ""


def _newest_comparison(step, level):
    return step.case.comparisons.filter(level=level, run_on__lte=step.on).order_by("-run_on", "-pk").first()


def _not_compared(level):
    return lacking(_("还没有“%(label)s”。") % {"label": ComparisonLevel(level).label})


@guard("compared")
def comparison_asked(step, level):
    """The comparison was asked for."""
    row = _newest_comparison(step, level)
    if row is None:
        return _not_compared(level)
    return found(_("%(label)s：%(day)s") % {"label": row, "day": row.run_on}, row)


@guard("clear")
def comparison_clear(step, level):
    """The newest comparison found nothing that bars the household, and every hit is explained."""
    row = _newest_comparison(step, level)
    if row is None:
        return _not_compared(level)
    hits = list(row.hits.all())
    if any(hit.action == Blocking.BLOCK for hit in hits):
        return lacking(_("%(label)s有不得纳入的情形，应当不予通过。") % {"label": row})
    if any(not hit.explanation for hit in hits):
        return lacking(_("%(label)s命中的项目要写情况说明。") % {"label": row})
    words = _("%(label)s无问题") if not hits else _("%(label)s命中已说明")
    return found(words % {"label": row}, row)


@guard("quota")
def size_controlled(step, _argument):
    """With this household the county's registered persons stay within its size (TF-02), where one is set."""
    quota = step.value("procedure.size_quota")
    if not quota:
        return Result(True, _("规模控制：未设定"))
    county = step.case.area_id[:COUNTY_DIGITS]
    on_roll = HouseholdMember.objects.present().filter(within(county, "household__area_id"))
    people = on_roll.filter(household__left_register_on=None).count()
    applicant = getattr(step.case, "applicant", None)
    coming = applicant.members.count() if applicant else 0
    words = _("规模控制：在册 %(have)d 人、拟纳入 %(coming)d 人、规模 %(quota)d 人")
    text = words % {"have": people, "coming": coming, "quota": quota}
    return Result(people + coming <= quota, text)


@guard("information")
def information_complete(step, _argument):
    """The information form is complete, and somebody else filled it in."""
    if step.case.kind == ProcedureKind.RETURN:
        return _return_information(step)
    applicant = getattr(step.case, "applicant", None)
    missing = missing_information(applicant) if applicant else []
    if applicant is None or applicant.entered_by_id is None:
        return lacking(_("信息采集表还没有填写。"))
    if missing:
        return lacking(_("信息采集表缺：%(fields)s。") % {"fields": "、".join(missing)})
    if applicant.entered_by_id == step.by.pk:
        return lacking(_("填信息采集表的人不能自己确认，请由另一个人确认。"))
    if Household.objects.filter(household_no=applicant.household_no).exists():
        return lacking(_("户编号 %(no)s 已经有了，请换一个编号。") % {"no": applicant.household_no})
    return found(_("信息采集表完整"), applicant)


def _return_information(step):
    household = step.case.household
    if not household.main_cause:
        return lacking(_("这一户的主要致贫原因还没有填写。"))
    return found(_("户信息完整"), household)


@guard("items")
def standard_met(step, _argument):
    """Every item of the region's exit standard that has a veto is met."""
    if step.case.standard is None:
        return lacking(_("这个地区没有退出标准，请管理员先设好标准。"))
    answers = answers_of(step.case, step.on)
    open_items, failed = [], []
    for item, answer in answers:
        if item.is_veto and answer is None:
            open_items.append(item.label)
        elif item.is_veto and not answer.is_met:
            failed.append(f"{item.label}（{answer.fact}）")
    texts = []
    if failed:
        texts.append(_("退出标准未达到：%(items)s。") % {"items": "、".join(failed)})
    if open_items:
        texts.append(_("退出标准还没有核对：%(items)s。") % {"items": "、".join(open_items)})
    if texts:
        return lacking(" ".join(texts))
    return found(
        _("%(standard)s各项达标") % {"standard": step.case.standard}, *(a for _item, a in answers if a)
    )


@guard("not_by_quota")
def not_by_quota(step, _argument):
    """A yearly target may stand beside a proposal, but it is not its reason (CB1-18)."""
    if any(word in step.reason for word in step.value("procedure.quota_words")):
        return lacking(_("退出的理由应是达到标准，不能是完成指标或任务数。"))
    return Result(True, _("理由不是年度任务数"))


@guard("moved_in")
def moved_in(step, _argument):
    """A relocated household has the key and lives in the new home."""
    household = step.case.household
    if bars := bars_of(household, step.on):
        return lacking(" ".join(bars))
    if not household.is_relocated:
        return Result(True, _("不是易地搬迁户"))
    row = evidence_of(step, EvidenceKind.HOME_CHECK).first()
    if row and row.facts.get("has_key") and row.facts.get("lives_there"):
        return found(_("已拿钥匙并入住"), row)
    return lacking(_("易地搬迁户要在入户核实里写明已拿钥匙并实际入住。"))


@guard("not_proposer")
def not_the_proposer(step, _argument):
    """Who proposed the exit does not verify it."""
    proposal = step.case.transitions.filter(to_state=State.EXIT_PROPOSED).order_by("-number").first()
    if proposal and proposal.actor_id == step.by.pk:
        return lacking(_("提出退出的人不能自己核实，请由另一个人核实。"))
    return Result(True, _("核实人不是提出人"))


@guard("not_opener")
def not_the_opener(step, _argument):
    """Who brought the case up does not decide it."""
    if step.case.opened_by_id == step.by.pk:
        return lacking(_("提出这件事的人不能自己决定，请由另一个人决定。"))
    return Result(True, _("决定人不是提出人"))


@guard("reason")
def reason_given(step, _argument):
    if not step.reason:
        return lacking(_("退回要写明理由。"))
    return Result(True, _("已写明理由"))


@guard("followup")
def followed_up(step, _argument):
    """The household was followed up for the months that the county asks for."""
    months = step.value("procedure.followup_months")
    ends = months_after(step.entered, months)
    if ends > step.on:
        words = _("脱贫后要跟踪满 %(n)d 个月，到 %(day)s 才能销号。")
        return lacking(words % {"n": months, "day": ends})
    return Result(True, _("跟踪已满 %(n)d 个月") % {"n": months})


@guard("still_above")
def still_above(step, _argument):
    """Recurring income is still above the line, no guarantee is lost by what is on record, no case runs against it."""
    household = step.case.household
    busy = ProcedureCase.objects.busy().filter(household=household).exclude(pk=step.case.pk)
    if busy.exists():
        return lacking(_("这一户有返贫或其他事项正在办理。"))
    fact = income_above_line(household, step.on)
    if fact is None:
        return lacking(_("缺最近年度的收入登记。"))
    lost = _lost_guarantees(step)
    if fact.is_met and lost:
        return lacking(_("脱贫后有保障没有守住：%(items)s。") % {"items": "、".join(lost)})
    return Result(*fact)


def _lost_guarantees(step):
    """Return the items of the standard that the records now answer with no, each with the fact."""
    found_lost = []
    for item in step.case.standard.items.filter(is_veto=True).exclude(test="") if step.case.standard else ():
        fact = TESTS[item.test](step.case.household, step.on)
        if fact is not None and not fact.is_met:
            found_lost.append(f"{item.label}（{fact.words}）")
    return found_lost


@guard("appeal")
def appeal_upheld(step, _argument):
    """The appeal came in time and the level above upheld it; the case goes back to where it was rejected."""
    last, days = step.last, step.value("procedure.appeal_days")
    if last is None or last.to_state != State.REJECTED or last.from_state != step.move.to:
        return lacking(_("只能退回到被否决时的状态。"))
    row = step.case.appeals.filter(against_step=last.number).first()
    if row is None:
        return lacking(_("没有对这次否决的申诉。"))
    if (row.made_on - last.decided_on).days > days:
        return lacking(_("申诉要在 %(n)d 天内提出。") % {"n": days})
    if not row.is_upheld or row.decided_on is None or row.decided_on > step.on:
        return lacking(_("申诉还没有裁定成立。"))
    if row.decided_by_id != step.by.pk:
        return lacking(_("由裁定申诉的人办理。"))
    return found(_("申诉成立：%(day)s") % {"day": row.decided_on}, row)


@guard("monitoring")
def clue_known(step, _argument):
    row = getattr(step.case, "monitoring", None)
    if row is None:
        return lacking(_("还没有登记线索。"))
    return found(
        _("%(source)s：%(day)s") % {"source": row.get_clue_source_display(), "day": row.clue_on}, row
    )


@guard("at_risk")
def at_risk(step, _argument):
    """The figures fit the category: below the monitoring line, or after rigid spending for sudden hardship."""
    row = step.case.monitoring
    line = monitoring_line(step.case.area_id, step.on.year)
    if line is None or row.net_income is None:
        return lacking(_("缺家庭纯收入，或这个年度没有监测线。"))
    income = row.net_income / row.size
    left = income - (row.rigid_spending or Decimal(0)) / row.size
    if row.category == MonitoringCategory.HARDSHIP:
        words = _("扣除刚性支出后人均 %(left).0f 元，监测线 %(line).0f 元")
        return Result(left < line, words % {"left": left, "line": line})
    words = _("人均纯收入 %(income).0f 元，监测线 %(line).0f 元")
    # An exited household whose income is unsteady may lie above the line; the risk named is what counts.
    fits = income < line or (row.category == MonitoringCategory.UNSTABLE and bool(row.risks))
    return Result(fits, words % {"income": income, "line": line})


@guard("months")
def months_passed(step, _argument):
    """Two full months have passed since monitoring began."""
    months = step.value("monitoring.min_months")
    begun = (
        Transition.objects.filter(case=step.case, to_state=State.MONITORED)
        .order_by("-number")
        .values_list("decided_on", flat=True)
        .first()
    ) or step.case.monitoring.monitored_on
    if begun is None or months_after(begun, months) > step.on:
        return lacking(_("纳入监测满 %(n)d 个月才能消除风险。") % {"n": months})
    return Result(True, _("监测已满 %(n)d 个月") % {"n": months})
