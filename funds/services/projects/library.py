"""From the village's need through the three levels into the library, and out of it to an approval (LF-40, GY-26)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.choices.notices import NoticeKind, NoticeSubject
from funds.choices.projects import Side, Stage
from funds.guards.projects import (
    allotted_to,
    from_library,
    hangs,
    hung,
    may_apply,
    may_approve,
    may_pass_review,
    may_pass_township,
)
from funds.models import JointReview, Project
from funds.services.notices import go_by_notices
from funds.services.projects.common import acting, locked, take, write
from households.services.procedures.common import given_day
from povertyapp.core.moves import check


@transaction.atomic
def apply_project(*, by, project, on=None, reason="") -> Project:
    """Put a drafted project, or one that was sent back, forward for the library."""
    project, day = locked(project), given_day(on)
    return take(project, Stage.APPLIED, by=by, on=day, reason=reason, needs=may_apply(project, day))


@transaction.atomic
def check_project(*, by, project, seen_on, seen_by, on=None, reason="") -> Project:
    """Pass an application in the township: the site was seen, and nothing is doubled (LN-37)."""
    project, day = locked(project), given_day(on)
    needs = may_pass_township(project, day, seen_on=seen_on, seen_by=seen_by, reason=reason)
    facts = {"site_seen_on": seen_on, "site_seen_by": seen_by.strip()}
    return take(project, Stage.TOWNSHIP_CHECKED, by=by, on=day, reason=reason, needs=needs, **facts)


@transaction.atomic
def record_review(*, by, project, held_on, **facts) -> JointReview:
    """Enter the joint review of a project by the county's offices (LN-37)."""
    project = locked(project)
    acting(by, project, Side.SUPERVISE)
    if project.stage != Stage.TOWNSHIP_CHECKED and not project.recorded_from:
        raise ValidationError(_("乡镇审核通过以后才会审。"))
    row = JointReview(
        project=project,
        area_id=project.area_id,
        held_on=given_day(held_on, name="held_on"),
        recorded_by=by,
        **facts,
    )
    return write(row, by=by, reason=_("登记联席会审"))


@transaction.atomic
def review_project(*, by, project, on=None, reason="") -> Project:
    """Pass a project that the joint review passed."""
    project, day = locked(project), given_day(on)
    return take(
        project, Stage.COUNTY_REVIEWED, by=by, on=day, reason=reason, needs=may_pass_review(project, day)
    )


@transaction.atomic
def publish_library(*, by, project, on=None) -> Project:
    """Let the notices of the library run: they hang on every level."""
    project, day = locked(project), given_day(on)
    return take(
        project, Stage.LIBRARY_PUBLICITY, by=by, on=day, needs=hangs(project, NoticeKind.LIBRARY, day)
    )


@transaction.atomic
def enter_library(*, by, project, paper, on=None) -> Project:
    """Take a project into the library once its notices hung long enough and every objection is answered."""
    project, day = locked(project), given_day(on)
    needs = (("paper", bool(paper.strip()), _("请写明入库文号，凡入库必备（B16）。")),)
    needs += hung(project, NoticeKind.LIBRARY, day)
    facts = {"in_library_on": day, "library_paper": paper.strip()}
    project = take(project, Stage.IN_LIBRARY, by=by, on=day, paper=paper, needs=needs, **facts)
    _go_by(by, project, NoticeKind.LIBRARY, day)
    return project


@transaction.atomic
def approve_project(*, by, project, amount, paper, plan_paper, on=None) -> Project:
    """Approve a project of the library with an amount that allotted money covers, in the year's plan (GY-26)."""
    project, day = locked(project), given_day(on)
    check(from_library(project))
    needs = may_approve(
        project, day, amount=amount, paper=paper, plan_paper=plan_paper, allotted=allotted_to(project)
    )
    facts = {"approved_on": day, "approved_amount": amount, "approval_paper": paper.strip()}
    facts["plan_paper"] = plan_paper.strip()
    return take(project, Stage.APPROVED, by=by, on=day, paper=paper, needs=needs, **facts)


@transaction.atomic
def publish_plan(*, by, project, on=None) -> Project:
    """Let the notices of the approved plan run."""
    project, day = locked(project), given_day(on)
    return take(project, Stage.PLAN_PUBLICITY, by=by, on=day, needs=hangs(project, NoticeKind.YEAR_PLAN, day))


@transaction.atomic
def begin_procurement(*, by, project, on=None) -> Project:
    """Begin to look for a contractor once the plan hung long enough."""
    project, day = locked(project), given_day(on)
    needs = hung(project, NoticeKind.YEAR_PLAN, day)
    project = take(project, Stage.PROCUREMENT, by=by, on=day, needs=needs)
    _go_by(by, project, NoticeKind.YEAR_PLAN, day)
    return project


# What is sent back goes the whole way again: what was decided on it falls.
FALLEN = {
    "site_seen_on": None, "site_seen_by": "", "in_library_on": None, "library_paper": "", "approved_on": None,
    "approved_amount": None, "approval_paper": "", "plan_paper": "", "approved_digest": "",
}  # fmt: skip


@transaction.atomic
def return_project(*, by, project, reason, on=None) -> Project:
    """Send a project back to be changed, with the reason; every decision on it falls."""
    return _turn_down(by, project, Stage.RETURNED, reason, on, **FALLEN)


@transaction.atomic
def reject_project(*, by, project, reason, on=None) -> Project:
    """Turn a project down for good."""
    return _turn_down(by, project, Stage.REJECTED, reason, on)


def _turn_down(by, project, to, reason, on, **facts):
    project = locked(project)
    bought = project.stage == Stage.PROCUREMENT and hasattr(project, "procurement")
    needs = (("bought", not bought, _("已经招标采购的项目不能退回，请先暂停，再按程序终止。")),)
    return take(project, to, by=by, on=given_day(on), reason=reason, needs=needs, **facts)


@transaction.atomic
def remove_from_library(*, by, project, reason, paper, on=None) -> Project:
    """Take a project out of the library: policy changed, or it cannot be done; filed (凡出库必备)."""
    needs = (("paper", bool(paper.strip()), _("请写明出库文号，凡出库必备（B16）。")),)
    return take(
        locked(project), Stage.REMOVED, by=by, on=given_day(on), reason=reason, paper=paper, needs=needs
    )


@transaction.atomic
def suspend_project(*, by, project, reason, on=None) -> Project:
    """Stop a project for a while, with the reason."""
    return take(locked(project), Stage.SUSPENDED, by=by, on=given_day(on), reason=reason)


@transaction.atomic
def resume_project(*, by, project, reason, on=None) -> Project:
    """Let a suspended project go on where it stood."""
    project = locked(project)
    last = project.steps.order_by("-number").first()
    if project.stage != Stage.SUSPENDED or last is None:
        raise ValidationError(_("只有暂停的项目可以恢复。"))
    return take(project, last.from_stage, by=by, on=given_day(on), reason=reason)


@transaction.atomic
def cancel_project(*, by, project, reason, on=None) -> Project:
    """End a suspended project for good, or a draft that is given up."""
    return take(locked(project), Stage.CANCELLED, by=by, on=given_day(on), reason=reason)


def _go_by(by, project, kind, day):
    go_by_notices(
        by=by,
        subject_kind=NoticeSubject.PROJECT,
        code=project.number,
        kind=kind,
        on=day,
        area_code=project.area_id,
    )
