"""The columns of the board of projects (ux P8): the stages of C3, gathered as officials speak of them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from funds.choices.projects import Stage


class BoardColumn(TextChoices):
    """Where work on a project stands; a suspended one stands aside, one that is over has left the board."""

    APPLY = "apply", _("入库申报")
    CHECK = "check", _("审核")
    PUBLICITY = "publicity", _("公示")
    APPROVAL = "approval", _("立项批复")
    PROCUREMENT = "procurement", _("招投标、采购")
    START = "start", _("开工")
    PROGRESS = "progress", _("进度")
    COMPLETION = "completion", _("完工")
    ACCEPTANCE = "acceptance", _("验收")
    SETTLEMENT = "settlement", _("报账支付")
    HANDOVER = "handover", _("公示公告、资产移交")
    SUSPENDED = "suspended", _("暂停")


STAGES_OF_COLUMN = {
    BoardColumn.APPLY: (Stage.DRAFT, Stage.RETURNED, Stage.APPLIED),
    BoardColumn.CHECK: (Stage.TOWNSHIP_CHECKED, Stage.COUNTY_REVIEWED),
    BoardColumn.PUBLICITY: (Stage.LIBRARY_PUBLICITY,),
    BoardColumn.APPROVAL: (Stage.IN_LIBRARY, Stage.APPROVED, Stage.PLAN_PUBLICITY),
    BoardColumn.PROCUREMENT: (Stage.PROCUREMENT,),
    BoardColumn.START: (Stage.CONTRACTED,),
    BoardColumn.PROGRESS: (Stage.IN_PROGRESS,),
    BoardColumn.COMPLETION: (Stage.COMPLETED,),
    BoardColumn.ACCEPTANCE: (Stage.ACCEPTED,),
    BoardColumn.SETTLEMENT: (Stage.COMPLETION_PUBLICITY,),
    BoardColumn.HANDOVER: (Stage.REIMBURSED,),
    BoardColumn.SUSPENDED: (Stage.SUSPENDED,),
}
