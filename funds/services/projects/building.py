"""From the tender to the finished works: procurement, contract, supervision, progress, pictures."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from funds.choices.projects import OVER, Side, Stage
from funds.guards.projects import may_complete, may_contract, may_start, yuan
from funds.models import Contract, Procurement, ProgressReport, Project, ProjectImage
from funds.services.projects.common import acting, fill, locked, take, value_of, write
from households.services.procedures.common import given_day
from households.services.procedures.pictures import keep_picture

VIEW = "funds.view_project"


@transaction.atomic
def record_procurement(*, by, project, opened_on, **facts) -> Procurement:
    """Enter how the contractor was found; once for a project."""
    project = standing_at(by, project, Side.IMPLEMENT, Stage.PROCUREMENT)
    if hasattr(project, "procurement"):
        raise ValidationError(_("这个项目已经登记过招标采购，不用再登记。"))
    row = Procurement(
        project=project, area_id=project.area_id, opened_on=given_day(opened_on, name="opened_on"), recorded_by=by,
        **facts,
    )  # fmt: skip
    return write(row, by=by, reason=_("登记招标采购"))


@transaction.atomic
def record_contract(*, by, project, amount, signed_on, scan=None, **facts) -> Contract:
    """Enter the contract of a project, once, not above what was approved."""
    project = standing_at(by, project, Side.IMPLEMENT, Stage.PROCUREMENT)
    if hasattr(project, "contract"):
        raise ValidationError(_("这个项目已经登记过合同，不用再登记。"))
    top = project.approved_amount or project.budget
    if amount > top:
        raise ValidationError(
            {"amount": _("合同 %(amount)s 元超过批复 %(top)s 元；合同最多 %(top)s 元（C3）。")
             % {"amount": yuan(amount), "top": yuan(top)}}
        )  # fmt: skip
    row = Contract(
        project=project, area_id=project.area_id, amount=amount, signed_on=given_day(signed_on, name="signed_on"),
        scan=keep_picture(by=by, area=project.area, upload=scan, verb=VIEW), recorded_by=by, **facts,
    )  # fmt: skip
    return write(row, by=by, reason=_("登记合同"))


@transaction.atomic
def agree_contract(*, by, project, on=None) -> Contract:
    """Say for the township that it agrees to the contract."""
    project = standing_at(by, project, Side.CLAIM, Stage.PROCUREMENT)
    contract = _contract_of(project)
    if contract.agreed_by_id:
        raise ValidationError(_("乡镇已经同意这份合同，不用再办。"))
    day = given_day(on, not_before=contract.signed_on)
    return fill(contract, by=by, reason=_("乡镇同意合同"), agreed_by=by, agreed_on=day)


@transaction.atomic
def contract_project(*, by, project, on=None) -> Project:
    """Go on with a signed contract whose way of purchase fits the amount (LN-32)."""
    project, day = locked(project), given_day(on)
    bought, contract = getattr(project, "procurement", None), getattr(project, "contract", None)
    value = value_of(project, bought.opened_on if bought else day)
    needs = may_contract(project, contract, bought, value)
    return take(project, Stage.CONTRACTED, by=by, on=day, needs=needs)


@transaction.atomic
def name_supervision(*, by, project, supervision, supervisor_name) -> Contract:
    """Say who watches the building: engineers or a group of villagers."""
    project = standing_at(by, project, Side.IMPLEMENT, Stage.CONTRACTED, Stage.PROCUREMENT)
    contract = _contract_of(project)
    if contract.supervision:
        raise ValidationError(_("已经写明由谁监督，不用再办。"))
    if not (supervision and supervisor_name.strip()):
        raise ValidationError({"supervisor_name": _("请写明谁监督。")})
    columns = {"supervision": supervision, "supervisor_name": supervisor_name.strip()}
    return fill(contract, by=by, reason=_("确定监督方式"), **columns)


@transaction.atomic
def add_image(
    *, by, project, phase, taken_on, place, person_name, upload=None, note="", paper=""
) -> ProjectImage:
    """Add a picture of the site, or say where one is kept: dated, with place and person (LF-62)."""
    project = locked(project)
    if project.stage in OVER:
        raise ValidationError(_("项目已经办结；照片要在办结以前上传。"))
    row = ProjectImage(
        project=project, area_id=project.area_id, phase=phase, taken_on=given_day(taken_on, name="taken_on"),
        place=place.strip(), person_name=person_name.strip(), note=note.strip(), paper=paper.strip(), recorded_by=by,
        image=keep_picture(by=by, area=project.area, upload=upload, verb=VIEW),
    )  # fmt: skip
    return write(row, by=by, reason=_("上传项目照片"))


@transaction.atomic
def start_project(*, by, project, started_on=None, on=None) -> Project:
    """Begin to build: who supervises is named, the site is pictured."""
    project, day = locked(project), given_day(on)
    begun = started_on or day
    if begun > day:
        raise ValidationError({"started_on": _("开工日期不能晚于办理日期。")})
    needs = may_start(project, getattr(project, "contract", None), day)
    return take(project, Stage.IN_PROGRESS, by=by, on=day, needs=needs, started_on=begun)


@transaction.atomic
def report_progress(*, by, project, percent, text, on=None) -> ProgressReport:
    """Report how much is built; it goes forward, from day to day."""
    project, day = (
        standing_at(by, project, Side.IMPLEMENT, Stage.IN_PROGRESS),
        given_day(on, name="reported_on"),
    )
    known = project.progress.aggregate(percent=Max("percent"), on=Max("reported_on"))
    if known["percent"] is not None and (percent < known["percent"] or day < known["on"]):
        raise ValidationError(
            {"percent": _("%(day)s 已报 %(known)d%%，现在报 %(percent)d%%；进度只能往前报，不少于 %(known)d%%。")
             % {"day": known["on"], "known": known["percent"], "percent": percent}}
        )  # fmt: skip
    row = ProgressReport(
        project=project,
        area_id=project.area_id,
        reported_on=day,
        percent=percent,
        text=text.strip(),
        recorded_by=by,
    )
    return write(row, by=by, reason=_("报告进度"))


@transaction.atomic
def complete_project(*, by, project, on=None) -> Project:
    """Report the works as finished: all built, pictures of all three phases."""
    project, day = locked(project), given_day(on)
    needs = may_complete(project, day)
    return take(project, Stage.COMPLETED, by=by, on=day, needs=needs, completed_on=day)


def _contract_of(project):
    contract = getattr(project, "contract", None)
    if contract is None:
        raise ValidationError(_("请先登记合同。"))
    return contract


def standing_at(by, project, side, *stages):
    """Return the locked project where it stands in one of the stages, or comes from a paper, and `by` has that hand."""
    project = locked(project)
    if project.stage not in stages and not project.recorded_from:
        words = "、".join(str(Stage(stage).label) for stage in stages)
        raise ValidationError(
            _("项目现在是“%(stage)s”，这份材料在“%(stages)s”时登记。")
            % {"stage": project.get_stage_display(), "stages": words}
        )
    acting(by, project, side)
    return project
