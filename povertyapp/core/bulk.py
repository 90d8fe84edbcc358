"""Doing something with many rows of a list at once (ux 8, 9). Apps say what can be done, with which list:

REMIND = bulk_action(
    BulkAction("remind", label=_("提醒帮扶责任人"), verb="…", plan=plan, do=do), "households:list"
)

`plan` looks at the chosen rows and says of each why it cannot be acted on; `do` acts on the others, set-based. What is
done is one act, which can be taken back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from povertyapp.core import clock
from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.models import Act, BulkRun
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.text import Text
from povertyapp.core.undo import common_area, current_act, undoable
from povertyapp.core.workbooks.lists import sheet_bytes
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet, written_day

RESULT_COLUMNS = (
    OfficeColumn("序号", 6, kind="integer"),
    OfficeColumn("编号", 18, kind="text"),
    OfficeColumn("所在", 16),
    OfficeColumn("结果", 10),
    OfficeColumn("原因", 40, align="left"),
)


@dataclass(frozen=True)
class Step:
    """One chosen row: its number, where it lies, and why it is left out; blank where it can be acted on."""

    row: Any
    code: str
    place: str
    reason: Text = ""


@dataclass(frozen=True)
class BulkAction:
    """What can be done with many rows: `plan(rows, data)` returns their steps, `do(by=, rows=, data=)` acts on
    those left. `form_class` asks for what it needs."""

    code: str
    label: Text
    verb: str
    plan: Callable[..., list[Step]]
    do: Callable[..., None]
    form_class: Any = None


@dataclass(frozen=True)
class BulkFile:
    """The chosen rows as a workbook with the columns that the reader sees: nothing is changed, so nothing is asked."""

    code: str
    label: Text
    verb: str


BULK: dict[str, dict[str, BulkAction | BulkFile]] = {}


def bulk_action(action, *lists: str):
    """Offer an action beside lists, by the names of their addresses."""
    for name in lists:
        BULK.setdefault(name, {})[action.code] = action
    return action


def actions_of(user, name) -> list[BulkAction | BulkFile]:
    """Return what a user may do with rows of the list of that name."""
    return [one for one in BULK.get(name, {}).values() if user.has_perm(one.verb)]


def most_at_once(user):
    """Return how many rows a user takes in one act."""
    codes = user.area_codes or user.county_codes or [""]
    return int(Parameters(codes[0][:COUNTY_DIGITS], clock.today())("bulk.at_once_max"))


@transaction.atomic
def run_bulk(*, by, action: BulkAction, list_name, steps: Sequence[Step], data, back_url="") -> BulkRun:
    """Act on the steps that have no reason against it, and keep what became of each; one act, undone as one."""
    able = [step.row for step in steps if not step.reason]
    if not able:
        raise ValidationError(_("选中的都不能办理，原因见下表；请返回名单另选。"))
    area = common_area([row.area_id for row in able])
    summary = _("%(what)s：%(n)s 条") % {"what": action.label, "n": len(able)}
    with undoable(by=by, area=area, summary=summary, verb=action.verb, back_url=back_url):
        action.do(by=by, rows=able, data=data)
        act = current_act()
    # What wrote nothing that has a history leaves no act.
    act = act and Act.objects.filter(pk=act.pk).first()
    with override(None):  # kept in the words of the source, read in each reader's language and terms
        lines = [[step.code, step.place, not step.reason, str(step.reason)] for step in steps]
    return BulkRun.objects.create(
        area_id=common_area([step.row.area_id for step in steps]),
        action=f"{list_name}.{action.code}",
        made_by=by,
        act=act,
        done=len(able),
        skipped=len(steps) - len(able),
        lines=lines,
        back_url=back_url,
    )


def label_of(run: BulkRun) -> Text:
    """Return how the action of a run is called; its code where it is offered no more."""
    name, _dot, code = run.action.rpartition(".")
    action = BULK.get(name, {}).get(code)
    return action.label if action else code


def export_run(*, by, run: BulkRun) -> Export:
    """Return what became of each row as a workbook, with its record."""
    record = open_record(
        by=by,
        area=run.area,
        kind="bulk-run",
        columns=[column.header for column in RESULT_COLUMNS],
        row_count=len(run.lines),
        filters={_("批次"): run.pk},
    )

    def workbook() -> bytes:
        made_at = run.made_at.astimezone(clock.COUNTY_TIME)
        sheet = OfficeSheet(
            name="办理结果",
            title=f"{label_of(run)}办理结果",
            count_line=f"(共{len(run.lines)}条,已办{run.done}条,未办{run.skipped}条)",
            filing=(f"填报单位:{run.area.name}", f"办理时间:{made_at:%Y-%m-%d %H:%M}", "单位:条"),
            filing_starts=(3, 5),
            columns=RESULT_COLUMNS,
            rows=[
                [number, code, place, "已办" if done else "未办", reason]
                for number, (code, place, done, reason) in enumerate(run.lines, start=1)
            ],
            signature="填表人:　　　　　审核人:　　　　　负责人:",
            notes=f"说明:未办的写明原因。导出日期 {written_day(clock.today())};导出编号 {record.number}。",
            footer=footer_of(record),
        )
        return sheet_bytes(sheet, record.made_at)

    return hand_out(record, workbook)
