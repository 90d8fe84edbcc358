"""Doing something with many rows of a list at once (ux 8, 9). Apps say what can be done, with which list:

REMIND = bulk_action(
    BulkAction("remind", label=_("提醒帮扶责任人"), verb="…", plan=plan, do=do), "households:list"
)

`plan` looks at the chosen rows and says of each why it cannot be acted on; `do` acts on the others, set-based, or each
through the service of one row (`one_by_one`). What is done is one act, which can be taken back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from povertyapp.core import clock
from povertyapp.core.crypto import keyed_hash
from povertyapp.core.errors import Conflict, refusal_of
from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.models import Act, BulkRun
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
    """What can be done with many rows: `plan(by=, rows=, data=)` returns their steps, `do(by=, rows=, data=)` acts on
    those left and may return row id → why it was not done after all. `form_class` asks for what it needs; `limit`
    is the parameter that says how many at once.

    `shows(by, rows)` returns row id → what is to be looked at before a person decides, as (label, value): such rows
    are ticked one by one, each is shown whole, and a row that has changed since is left out.
    """

    code: str
    label: Text
    verb: str
    plan: Callable[..., list[Step]]
    do: Callable[..., dict[Any, Text] | None]
    form_class: Any = None
    shows: Callable[..., dict[Any, list[tuple[Text, Any]]]] | None = None
    limit: str = "bulk.at_once_max"

    @property
    def takes_all(self):
        """Say whether it takes all rows that the conditions leave: not where each is looked at first."""
        return self.shows is None


@dataclass(frozen=True)
class BulkFile:
    """The chosen rows as a workbook with the columns that the reader sees: nothing is changed, so nothing is asked.

    `make(by, page, rows)` returns it where the list has an official form of its own.
    `whole` is the name of the address that hands out all rows that the conditions leave, as a job where they are many.
    """

    code: str
    label: Text
    verb: str
    make: Callable[..., Export] | None = None
    limit: str = "bulk.at_once_max"
    whole: str = ""
    takes_all: ClassVar[bool] = True


BULK: dict[str, dict[str, BulkAction | BulkFile]] = {}


def bulk_action(action, *lists: str):
    """Offer an action beside lists, by the names of their addresses."""
    for name in lists:
        BULK.setdefault(name, {})[action.code] = action
    return action


def actions_of(user, name) -> list[BulkAction | BulkFile]:
    """Return what a user may do with rows of the list of that name."""
    return [one for one in BULK.get(name, {}).values() if user.has_perm(one.verb)]


def one_by_one(rows, act) -> dict[Any, Text]:
    """Act on each row through the service of one row; return row id → why it refused, in the words of the source. What
    a refused one wrote is gone."""
    refused: dict[Any, Text] = {}
    for row in rows:
        try:
            with transaction.atomic(), override(None):
                act(row)
        except ValidationError as error:
            refused[row.pk] = " ".join(error.messages)
        except IntegrityError as error:
            refused[row.pk] = " ".join(refusal_of(error).messages)
        except Conflict as error:
            refused[row.pk] = str(error)
    return refused


def seen_mark(pairs):
    """Return a mark of what was shown of a row: nobody decides on what he did not see."""
    return keyed_hash("\x1f".join(f"{label}={value}" for label, value in pairs), "bulk")


@transaction.atomic
def run_bulk(*, by, action: BulkAction, list_name, steps: Sequence[Step], data, back_url="") -> BulkRun:
    """Act on the steps that have no reason against it, and keep what became of each; one act, undone as one."""
    able = [step.row for step in steps if not step.reason]
    if not able:
        raise ValidationError(_("选中的都不能办理，原因见下表；请返回名单另选。"))
    area = common_area([row.area_id for row in able])
    with undoable(by=by, area=area, summary=_summary(action, able), verb=action.verb, back_url=back_url):
        refused = action.do(by=by, rows=able, data=data) or {}
        act = current_act()
    steps = [replace(step, reason=step.reason or refused.get(step.row.pk, "")) for step in steps]
    able = [step.row for step in steps if not step.reason]
    if not able:
        raise ValidationError(list(dict.fromkeys(str(reason) for reason in refused.values())))
    # What wrote nothing that has a history leaves no act.
    act = act and Act.objects.filter(pk=act.pk).first()
    if act and refused:
        act.summary = _summary(action, able)
        act.save(update_fields=["summary"])
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


def _summary(action, able):
    return _("%(what)s：%(n)s 条") % {"what": action.label, "n": len(able)}


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
