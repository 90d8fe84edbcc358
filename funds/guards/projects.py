"""What a step of a project must go by (rulebook C3), one function a step; each need says its clause, both figures
and what would be accepted. The database asks the same of every writer (`funds.models.project_functions`).
"""

import datetime as dt
from decimal import Decimal

from django.db.models import Max, Q, Sum
from django.utils.translation import gettext as _

from funds.choices.notices import NoticeKind, NoticeLevel, NoticeSubject
from funds.choices.projects import (
    STANDING_CLAIMS,
    TENDERS,
    AcceptanceVerdict,
    ClaimKind,
    ClaimState,
    Phase,
    Stage,
)
from funds.guards.notices import levels_of, posted_long_enough
from funds.models import Allotment, NegativeListItem, Notice, Payment, Project
from funds.querysets.projects import NEVER_DOUBLED
from households.services.procedures.common import months_after
from povertyapp.core.models.area import Level
from povertyapp.core.parameters import Parameters

CONTENT_LIST = (
    "place", "task", "starts_on", "ends_on", "responsible_unit", "responsible_person", "money_sources", "participation",
    "benefit_mechanism",
)  # fmt: skip
FEN = Decimal("0.01")


def yuan(amount):
    """Return an amount as a sentence shows it."""
    return f"{amount:,.2f}"


def may_apply(project, on):
    """The content list of B16 is whole, the poor gain by it, and nothing of it is on the negative list."""
    labels = {field.name: str(field.verbose_name) for field in Project._meta.fields}
    missing = "、".join(labels[name] for name in CONTENT_LIST if not getattr(project, name))
    refused = "、".join(item.name for item in negative_items(project, on))
    deliberated = project.area.level != Level.VILLAGE or bool(
        project.deliberated_on and project.deliberated_on <= on
    )
    return (
        ("content", not missing, _("入库申报还缺：%(names)s（B16）。") % {"names": missing}),
        ("goal", bool(project.performance_goal.strip()), _("没有绩效目标，不予入库，请写明可以衡量的目标（B16）。")),
        ("benefits", project.benefits.exists(), _("请先登记受益的建档立卡户，与贫困户无关的项目不予入库（LF-66）。")),
        ("deliberated", deliberated, _("村级项目要先经村民评议，请填评议日期和记录存放处（C3）。")),
        ("uses", bool(project.uses), _("请选择资金用途（LF-66）。")),
        ("negative", not refused, _("资金用途在负面清单里：%(names)s，请改为清单以外的用途（LF-66）。")
            % {"names": refused}),
    )  # fmt: skip


def negative_items(project, on):
    """Return the items of the negative list in force that a project's use of money is on."""
    return NegativeListItem.objects.in_force(project.area_id, on).filter(code__in=project.uses)


def duplicates(project):
    """Return other projects of the same place, kind and year that help one of the same households (LN-37)."""
    rows = Project._base_manager.filter(area_id=project.area_id, kind=project.kind, year=project.year)
    rows = rows.exclude(pk=project.pk).exclude(stage__in=NEVER_DOUBLED)
    return rows.filter(benefits__household__in=project.benefits.values("household")).distinct()


def may_pass_township(project, on, *, seen_on, seen_by, reason):
    """The township saw the site, and the project doubles no other one."""
    doubled = "、".join(f"{other.number} {other.name}" for other in duplicates(project)[:3])
    return (
        ("site", bool(seen_on and seen_on <= on and seen_by.strip()),
            _("请写明现场踏勘的日期和踏勘人，踏勘不晚于审核（C3）。")),
        ("duplicate", not doubled or bool(reason.strip()),
            _("与同村同类同年的项目重复（LN-37）：%(names)s。确实不重复的，请在说明里写明理由。") % {"names": doubled}),
    )  # fmt: skip


def may_pass_review(project, on):
    """The joint review passed it, with minutes, estimate, line and the four criteria scored."""
    applied = project.steps.filter(to_stage=Stage.APPLIED).aggregate(on=Max("decided_on"))["on"]
    review = (
        project.reviews.filter(held_on__lte=on, held_on__gte=applied or on)
        .order_by("-held_on", "-pk")
        .first()
    )
    passed = bool(review and review.is_passed)
    noted = bool(review and review.duplicates_note) or not duplicates(project).exists()
    return (
        ("review", passed, _("请先登记通过的联席会审：纪要、审定概算、建议资金渠道和四项评分（LN-37、GY-25）。")),
        ("duplicate", noted, _("有同村同类同年、受益户相同的项目，会审要写明重复审查意见（LN-37）。")),
    )  # fmt: skip


def from_library(project):
    """From the library alone (LF-40)."""
    facts = {"stage": project.get_stage_display(), "library": Stage.IN_LIBRARY.label}
    words = _("库外项目不予立项（LF-40）：项目现在是“%(stage)s”，“%(library)s”的才能批复；先办入库。")
    return ("library", project.stage == Stage.IN_LIBRARY and bool(project.in_library_on), words % facts)


def may_approve(project, on, *, amount, paper, plan_paper, allotted):
    """Within the budget, covered by allotted money, in the year's plan and filed."""
    return (
        from_library(project),
        ("budget", 0 < amount <= project.budget,
            _("批复 %(amount)s 元超过概算 %(budget)s 元；最多可批复 %(budget)s 元（C3）。")
            % {"amount": yuan(amount), "budget": yuan(project.budget)}),
        ("allotted", allotted >= amount,
            _("批复 %(amount)s 元，已下达资金只有 %(allotted)s 元；先下达资金，或批复不超过 %(allotted)s 元（C3）。")
            % {"amount": yuan(amount), "allotted": yuan(allotted)}),
        ("paper", bool(paper.strip() and plan_paper.strip()), _("请写明批复文号和列入年度计划的文号（LF-40）。")),
    )  # fmt: skip


def may_contract(project, contract, procurement, value):
    """The way of purchase fits the amount (LN-32), the contract the approval, and the township agreed to it."""
    if contract is None or procurement is None:
        return (("papers", False, _("请先登记招标采购记录和合同（TF-20）。")),)
    limit = value.number("project.tender_threshold")
    amount = max(project.approved_amount or project.budget, contract.amount)
    tendered = procurement.mode in TENDERS or bool(procurement.exception)
    return (
        ("tender", amount < limit or tendered,
            _("项目 %(amount)s 元，达到招标限额 %(limit)s 元，采用“%(mode)s”不行（LN-32）："
              "请公开或邀请招标，或写明依法不招标的理由和批准文号。")
            % {"amount": yuan(amount), "limit": yuan(limit), "mode": procurement.get_mode_display()}),
        ("amount", contract.amount <= (project.approved_amount or project.budget),
            _("合同 %(amount)s 元超过批复 %(approved)s 元；合同最多 %(approved)s 元（C3）。")
            % {"amount": yuan(contract.amount), "approved": yuan(project.approved_amount or project.budget)}),
        ("winner", contract.contractor.strip() == procurement.winner.strip(),
            _("合同承包单位“%(contractor)s”不是中标成交单"
"位“%(winner)s”（LN-32）。请核对承包单位。")
            % {"contractor": contract.contractor, "winner": procurement.winner}),
        ("township", bool(contract.agreed_by_id), _("合同要先由乡镇同意（C3）。")),
    )  # fmt: skip


def may_start(project, contract, on):
    """Who supervises is named, and a picture shows the site before it."""
    pictured = project.images.filter(phase=Phase.BEFORE, taken_on__lte=on).exists()
    return (
        (
            "supervision",
            bool(contract and contract.supervision),
            _("开工前请写明监理单位或村民监督小组（LF-49）。"),
        ),
        ("image", pictured, _("开工前请上传实施前的照片（LF-62）。")),
    )


def may_complete(project, on):
    """All is built, and pictures show it before, meanwhile and after."""
    percent = project.progress.filter(reported_on__lte=on).aggregate(most=Max("percent"))["most"] or 0
    shown = set(project.images.filter(taken_on__lte=on).values_list("phase", flat=True))
    missing = "、".join(str(phase.label) for phase in Phase if phase not in shown)
    return (
        (
            "progress",
            percent == 100,
            _("形象进度 %(percent)d%%，到 100%% 才能报完工（C3）。") % {"percent": percent},
        ),
        ("images", not missing, _("还缺%(phases)s的照片（C3）。") % {"phases": missing}),
    )


def may_accept(project, on):
    """The last acceptance passed it."""
    last = project.acceptances.filter(accepted_on__lte=on).order_by("-accepted_on", "-pk").first()
    passed = last is not None and last.verdict == AcceptanceVerdict.PASS
    return (("acceptance", passed, _("请先登记合格的验收单，不合格的退回整改（TF-20）。")),)


def may_reimburse(project, on):
    """Every claim is settled, the settlement among them, and the retention money kept back."""
    claims = list(project.claims.filter(state__in=STANDING_CLAIMS))
    waiting = [claim for claim in claims if claim.state != ClaimState.SETTLED]
    settled = any(c.kind == ClaimKind.SETTLEMENT and c.settled_on and c.settled_on <= on for c in claims)
    return (
        ("waiting", not waiting, _("还有 %(n)d 笔报账没有付清，付清后再办（LF-42）。") % {"n": len(waiting)}),
        ("settled", settled, _("请先办结算款报账，审核付清后再办（LF-42）。")),
    )


def may_close(project, on, *, to, handed_over_on):
    """The retention money is released, the benefits are checked, the assets handed over, and it was checked thrice."""
    contract = getattr(project, "contract", None)
    kept = contract is not None and contract.retention_percent > 0
    released = project.claims.filter(kind=ClaimKind.RETENTION, state=ClaimState.SETTLED).exists()
    unchecked = project.benefits.filter(got_on=None).count()
    checked = set(project.checks.values_list("phase", flat=True))
    missing = "、".join(str(phase.label) for phase in Phase if phase not in checked)
    return (
        ("retention", not kept or released, _("质保金还没有支付，满期付清后再办结（C3）。")),
        ("benefits", not unchecked, _("还有 %(n)d 户没有核实受益情况（C3）。") % {"n": unchecked}),
        ("checks", not missing, _("还缺%(phases)s的监督检查记录（LF-50）。") % {"phases": missing}),
        ("assets", bool(to.strip() and handed_over_on and handed_over_on <= on),
            _("请写明资产移交给谁、哪一天（C3）。")),
    )  # fmt: skip


def claim_room(project, contract):
    """Return what was claimed so far: all of it, and the advances."""
    rows = project.claims.filter(state__in=STANDING_CLAIMS)
    sums = rows.aggregate(
        all=Sum("amount"),
        advances=Sum("amount", filter=Q(kind=ClaimKind.ADVANCE)),
        retained=Sum("amount", filter=Q(kind=ClaimKind.RETENTION)),
    )
    return {name: found or Decimal(0) for name, found in sums.items()}


def may_claim(project, contract, kind, amount, on, value):
    """An advance stays within its share, anything else follows the acceptance, and all of it the contract."""
    if contract is None:
        return (("contract", False, _("还没有合同，请先登记合同，再报账（TF-20）。")),)
    known = claim_room(project, contract)
    top = min(contract.amount, project.approved_amount or contract.amount)
    needs = [
        ("signed", on >= contract.signed_on,
            _("报账日期 %(on)s 在签合同（%(signed)s）之前，请改为当天或以后（C3）。")
            % {"on": on, "signed": contract.signed_on}),
        ("contract_amount", known["all"] + amount <= top,
            _("合同（批复）%(top)s 元，已报账 %(known)s 元，再报 %(amount)s 元就超了；最多可报 %(left)s 元（C3）。")
            % {"top": yuan(top), "known": yuan(known["all"]), "amount": yuan(amount),
               "left": yuan(max(top - known["all"], 0))}),
    ]  # fmt: skip
    if kind == ClaimKind.RETENTION:
        needs.append(_after_its_months(project.accepted_on, on, value))
    else:
        needs.append(_keeps_retention(contract, known, amount))
    needs.append(
        _within_advance(contract, known, amount, value)
        if kind == ClaimKind.ADVANCE
        else _follows_acceptance(project.accepted_on, on)
    )
    return tuple(needs)


def _within_advance(contract, known, amount, value):
    share = value.number("project.advance_share")
    most = (contract.amount * share).quantize(FEN)
    return (
        "advance", known["advances"] + amount <= most,
        _("预付款最多为合同 %(contract)s 元的 %(share)s，即 %(most)s 元，"
          "已报 %(known)s 元；最多可再报 %(left)s 元（C3）。")
        % {"contract": yuan(contract.amount), "share": f"{share:.0%}", "most": yuan(most),
           "known": yuan(known["advances"]), "left": yuan(max(most - known["advances"], 0))},
    )  # fmt: skip


def _follows_acceptance(accepted, on):
    return (
        "acceptance", bool(accepted and on >= accepted),
        _("报账日期 %(on)s 在验收（%(accepted)s）之前；验收前只能报预付款（C3）。")
        % {"on": on, "accepted": accepted or _("还没有验收")},
    )  # fmt: skip


def _after_its_months(accepted, on, value):
    months = int(value("project.retention_months"))
    free_on = months_after(accepted, months) if accepted else dt.date.max
    return (
        "retention", on >= free_on,
        _("质保金在验收满 %(months)d 个月以后支付，%(day)s 起可以报（C3）。") % {"months": months, "day": free_on},
    )  # fmt: skip


def _keeps_retention(contract, known, amount):
    kept = (contract.amount * contract.retention_percent / 100).quantize(FEN)
    top = contract.amount - kept
    left = max(top - known["all"] + known["retained"], 0)
    return (
        "retention", known["all"] - known["retained"] + amount <= top,
        _("要留质保金 %(kept)s 元，本次报 %(amount)s 元；最多可报 %(left)s 元（C3）。")
        % {"kept": yuan(kept), "amount": yuan(amount), "left": yuan(left)},
    )  # fmt: skip


def hangs(project, kind, on):
    """A notice of that kind about the project hangs on every level that is asked."""
    here = Notice.objects.about(NoticeSubject.PROJECT, project.number).filter(kind=kind, posted_on__lte=on)
    found = set(here.values_list("level", flat=True))
    asked = levels_of(kind, Parameters(project.area_id, on))
    missing = "、".join(str(NoticeLevel(level).label) for level in asked if level not in found)
    return (
        ("notice", not missing, _("还没有张贴%(levels)s的“%(kind)s”公示，请先张贴（TF-20）。")
            % {"levels": missing, "kind": NoticeKind(kind).label}),
    )  # fmt: skip


def hung(project, kind, on):
    """Those notices hung for as long as they were to, and every objection is answered."""
    lacking = posted_long_enough(NoticeSubject.PROJECT, project.number, kind, on, area_code=project.area_id)
    return tuple(("notice", False, text) for text in lacking) or (("notice", True, ""),)


def may_pay(project, amount, on, *, claim=None) -> list[str]:
    """Return why a project must not be paid this much on a day; empty: nothing speaks against it.

    A claim that the county passed comes first (报账制); all that is paid stays within the contract and the approval,
    before the acceptance within what is built and the advance. Ask under the lock of the project.
    """
    lacking = []
    if claim is None and not project.recorded_from:
        lacking.append(_("先由乡镇报账、县里审核通过，才能支付（LF-42）。"))
    contract = getattr(project, "contract", None)
    if contract is None:
        return (
            lacking if project.recorded_from else [*lacking, _("还没有合同，请先登记合同，再支付（TF-20）。")]
        )
    paid = paid_of(project)
    value = Parameters(project.area_id, on)
    top = min(contract.amount, project.approved_amount or contract.amount)
    if paid + amount > top:
        lacking.append(
            _(
                "合同（批复）%(top)s 元，已付 %(paid)s 元，再付 %(amount)s 元就超了；最多可付 %(left)s 元（C3）。"
            )
            % {"top": yuan(top), "paid": yuan(paid), "amount": yuan(amount), "left": yuan(max(top - paid, 0))}
        )
    elif not (project.accepted_on and on >= project.accepted_on):
        lacking += _within_progress(project, contract, paid, amount, on, value)
    return lacking


def _within_progress(project, contract, paid, amount, on, value):
    percent = project.progress.filter(reported_on__lte=on).aggregate(most=Max("percent"))["most"] or 0
    share = min(
        Decimal(percent) / 100 + value.number("project.start_advance"), value.number("project.advance_share")
    )
    top = (contract.amount * share).quantize(FEN)
    if paid + amount <= top:
        return []
    return [
        _("还没有验收，形象进度 %(percent)d%%，最多付到合同的 %(share)s，即 %(top)s 元；已付 %(paid)s 元，"
          "再付 %(amount)s 元就超了，最多可付 %(left)s 元（C3）。")
        % {"percent": percent, "share": f"{share:.0%}", "top": yuan(top), "paid": yuan(paid), "amount": yuan(amount),
           "left": yuan(max(top - paid, 0))}
    ]  # fmt: skip


def paid_of(project):
    """Return what was paid for a project and not taken back."""
    rows = Payment.objects.standing().filter(allotment__project=project)
    return rows.aggregate(paid=Sum("amount"))["paid"] or Decimal(0)


def paid_of_claim(claim):
    """Return what was paid on a claim and not taken back."""
    return Payment.objects.standing().filter(claim=claim).aggregate(paid=Sum("amount"))["paid"] or Decimal(0)


def allotted_to(project):
    """Return what is allotted to a project from all lines."""
    rows = Allotment.objects.standing().filter(project=project)
    return rows.aggregate(allotted=Sum("amount"))["allotted"] or Decimal(0)
