"""What can be done with many rows of a list at once: remind the helpers of households, take rows out as a workbook."""

from django.utils.translation import gettext_lazy as _

from assistance.forms.nudging import NudgeForm
from assistance.services.nudging import nudge_helpers, plan_nudges
from povertyapp.core.bulk import BulkAction, BulkFile, bulk_action

REMIND = bulk_action(
    BulkAction(
        code="nudge",
        label=_("提醒帮扶责任人"),
        verb="assistance.add_nudge",
        plan=plan_nudges,
        do=nudge_helpers,
        form_class=NudgeForm,
    ),
    "households:list",
)
TAKE_OUT = bulk_action(
    BulkFile(code="export", label=_("导出选中"), verb="households.export_household"),
    "households:list",
    "assistance:measures",
    "assistance:visits",
)
