"""What can be done with many rows of a list at once: remind the helpers of households, confirm measures that were
proposed, take rows out as a workbook."""

from django.utils.translation import gettext_lazy as _

from assistance.forms.nudging import NudgeForm
from assistance.services.measures import CONFIRM
from assistance.services.measures_at_once import confirm_measures, plan_confirming
from assistance.services.nudging import nudge_helpers, plan_nudges
from povertyapp.core.bulk import BulkAction, BulkFile, bulk_action
from povertyapp.core.templatetags.house import money

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


def proposed_facts(by, rows):
    """Return what is to be looked at of a proposed measure before it counts."""
    labels = (_("户"), _("措施内容"), _("类别"), _("起"), _("止"), _("金额（元）"), _("预计年增收（元）"))
    return {row.pk: list(zip(labels, _facts(row), strict=True)) for row in rows}


def _facts(row):
    yuan = ["" if value is None else money(value, "yuan") for value in (row.amount, row.expected_income)]
    kind = row.get_item_display() or row.get_kind_display()
    return [str(row.household), row.name, kind, row.from_date, row.to_date or "", *yuan]


CONFIRM_MEASURES = bulk_action(
    BulkAction(
        code="confirm",
        label=_("审核通过"),
        verb=CONFIRM,
        plan=plan_confirming,
        do=confirm_measures,
        shows=proposed_facts,
        limit="bulk.each_at_once_max",
    ),
    "assistance:measures",
)
EXPORT = "households.export_household"
TAKE_OUT = bulk_action(
    BulkFile(code="export", label=_("导出选中"), verb=EXPORT, whole="households:list_xlsx"),
    "households:list",
)
TAKE_LINES_OUT = bulk_action(
    BulkFile(code="export", label=_("导出选中"), verb=EXPORT),
    "assistance:measures",
    "assistance:visits",
)
