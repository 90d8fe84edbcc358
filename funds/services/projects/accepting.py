"""Checks on the spot, the acceptance by another party, and what the households got in the end."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.choices.notices import NoticeKind
from funds.choices.projects import AcceptanceVerdict, Phase, Side, Stage
from funds.guards.projects import hangs, may_accept, may_close
from funds.models import Acceptance, Benefit, Project, ProjectCheck
from funds.services.projects.building import VIEW, standing_at
from funds.services.projects.common import acting, locked, take, write
from households.services.procedures.common import given_day
from households.services.procedures.pictures import keep_picture
from povertyapp.core.history import because


@transaction.atomic
def record_check(*, by, project, checked_on, checked_by_words, finding, is_in_order) -> ProjectCheck:
    """Enter a check on the spot by who supervises; its phase follows from its day (LF-50)."""
    project, day = locked(project), given_day(checked_on, name="checked_on")
    acting(by, project, Side.SUPERVISE)
    row = ProjectCheck(
        project=project, area_id=project.area_id, phase=phase_of(project, day), checked_on=day,
        checked_by_words=checked_by_words.strip(), finding=finding.strip(), is_in_order=is_in_order, recorded_by=by,
    )  # fmt: skip
    return write(row, by=by, reason=_("登记项目检查"))


def phase_of(project, day):
    """Return the phase in which a project was on a day."""
    if project.completed_on and project.completed_on <= day:
        return Phase.AFTER
    return Phase.DURING if project.started_on and project.started_on <= day else Phase.BEFORE


@transaction.atomic
def record_acceptance(*, by, project, accepted_on, scan=None, **facts) -> Acceptance:
    """Enter what the department or a third party found; never the unit that builds or answers for the project."""
    project = standing_at(by, project, Side.SUPERVISE, Stage.COMPLETED)
    day = given_day(accepted_on, name="accepted_on", not_before=project.completed_on)
    row = Acceptance(project=project, area_id=project.area_id, accepted_on=day, recorded_by=by, **facts)
    _independent(project, row)
    row.scan = keep_picture(by=by, area=project.area, upload=scan, verb=VIEW)
    return write(row, by=by, reason=_("登记验收"))


def _independent(project, row):
    """Raise all that makes an acceptance none."""
    contract, wrong = getattr(project, "contract", None), {}
    own = {project.responsible_unit.strip(): _("责任单位")}
    if contract:
        own[contract.contractor.strip()] = _("施工单位")
    if role := own.get(row.unit_name.strip()):
        wrong["unit_name"] = _(
            "验收单位“%(unit)s”就是这个项目的%(role)s，不能自己验收；请由行业主管部门或第三方验收（C3）。"
        ) % {"unit": row.unit_name.strip(), "role": role}
    if contract and row.accepted_amount > contract.amount:
        wrong["accepted_amount"] = _(
            "审定 %(amount)s 元超过合同 %(contract)s 元；最多审定 %(contract)s 元（C3）。"
        ) % {
            "amount": f"{row.accepted_amount:,.2f}",
            "contract": f"{contract.amount:,.2f}",
        }
    households = project.benefits.count()
    if (
        project.is_mass
        and row.verdict == AcceptanceVerdict.PASS
        and not (row.items_seen >= row.items >= households)
    ):
        wrong["items_seen"] = _(
            "面广量小的项目要逐一验收（LF-65）：应验收不少于 %(n)d 户，逐一验收 %(seen)d；请验收完再登记。"
        ) % {"n": households, "seen": row.items_seen}
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def accept_project(*, by, project, on=None) -> Project:
    """Take the works as accepted by their last acceptance sheet."""
    project, day = locked(project), given_day(on)
    last = project.acceptances.filter(accepted_on__lte=day).order_by("-accepted_on", "-pk").first()
    needs = may_accept(project, day)
    return take(
        project, Stage.ACCEPTED, by=by, on=day, needs=needs, accepted_on=last.accepted_on if last else None
    )


@transaction.atomic
def send_back_to_work(*, by, project, reason, on=None) -> Project:
    """Send works that failed the acceptance back to be put right."""
    project, day = locked(project), given_day(on)
    failed = project.acceptances.filter(
        verdict=AcceptanceVerdict.FAIL, accepted_on__gte=project.completed_on or day
    )
    needs = (("failed", failed.exists(), _("验收不合格的才退回施工，请先登记不合格的验收单。")),)
    return take(project, Stage.IN_PROGRESS, by=by, on=day, reason=reason, needs=needs, completed_on=None)


@transaction.atomic
def publish_completion(*, by, project, on=None) -> Project:
    """Let the notice at the site run: what it cost and who gains."""
    project, day = locked(project), given_day(on)
    return take(
        project, Stage.COMPLETION_PUBLICITY, by=by, on=day, needs=hangs(project, NoticeKind.AFTER, day)
    )


@transaction.atomic
def check_benefits(*, by, project, benefits, got_on=None, amount=None, note="") -> int:
    """Say what households got: the planned amount, or the one given; return how many rows were filled in."""
    project = locked(project)
    acting(by, project, Side.SUPERVISE)
    if project.accepted_on is None:
        raise ValidationError(_("验收以后才核实受益情况。"))
    day = given_day(got_on, name="got_on", not_before=project.accepted_on)
    rows = list(Benefit.objects.filter(project=project, got_on=None, pk__in=[row.pk for row in benefits]))
    for row in rows:
        row.got_on, row.got_note = day, note.strip()
        row.got_amount = row.amount if amount is None else amount
    with because(by=by, reason=_("核实受益情况")):
        Benefit.objects.bulk_update(rows, ["got_on", "got_amount", "got_note"])
    return len(rows)


@transaction.atomic
def close_project(*, by, project, handed_over_to, handed_over_on, on=None) -> Project:
    """Close a project: retention money released, benefits checked, assets handed over."""
    project, day = locked(project), given_day(on)
    needs = may_close(project, day, to=handed_over_to, handed_over_on=handed_over_on)
    facts = {"handed_over_to": handed_over_to.strip(), "handed_over_on": handed_over_on, "closed_on": day}
    return take(project, Stage.CLOSED, by=by, on=day, needs=needs, **facts)
