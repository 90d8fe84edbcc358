"""The ledger of projects (项目台账) as it comes back: its columns, what a row means, and what is wrong with it.

A row may begin a project as a draft and may put right what is still open of one. Everything else in the ledger comes of
what was done in the system (库内立项、库外不受, LF-40), so a cell that says otherwise is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.choices.projects import OPEN_CONTENT, ProjectKind, ProjectNature, Stage, StepAct
from funds.importing.fund_ledger import amounts
from funds.importing.fund_ledger.words import KINDS
from funds.models import Project, ProjectStep
from households.importing.lists import check_length, check_needed, lengths_of
from povertyapp.core.models import Area
from povertyapp.core.place_names import PlaceIndex
from povertyapp.core.text import Text
from povertyapp.core.workbooks import CellError, ColumnSpec, Field, Layout, cells
from povertyapp.core.workbooks.listing import ListRow
from povertyapp.core.workbooks.stamps import ExportedLine

TEMPLATE = "project-ledger/1"
SERIAL, NUMBER, NAME, TOWNSHIP, VILLAGE, YEAR = "序号", "项目编号", "项目名称", "乡镇", "行政村", "年度"
KIND, NATURE, UNIT, PERSON, BUDGET, STAGE = "项目类别", "建设性质", "责任单位", "责任人", "概算", "阶段"
HOMES = "带动贫困户(户)"
# What is done in the system and where, in words; the last are counted anew each day and never read.
DONE: dict[str, Text] = {
    HOMES: gettext_lazy("请在项目的受益名单里登记"),
    "批复": gettext_lazy("由县领导小组批复"),
    "合同": gettext_lazy("请登记合同"),
    "已下达": gettext_lazy("由财务下达资金"),
    "已报账": gettext_lazy("由乡镇报账"),
    "已支付": gettext_lazy("由财务支付"),
    "立项批复": gettext_lazy("由县领导小组批复"),
    "开工": gettext_lazy("请办理开工"),
    "完工": gettext_lazy("请报完工"),
    "验收": gettext_lazy("请登记验收"),
    STAGE: gettext_lazy("请按步骤办理"),
}
COUNTED = ("本阶段天数", "超期天数", "等谁办")
_ALIASES = {
    NUMBER: ("编号", "项目库编号"),
    NAME: ("建设项目名称",),
    TOWNSHIP: ("所在乡镇",),
    VILLAGE: ("村", "实施村", "所在村"),
    YEAR: ("项目年度",),
    KIND: ("类别", "项目类型"),
    NATURE: ("性质",),
    UNIT: ("项目责任单位", "实施单位"),
    PERSON: ("项目法人", "项目负责人"),
    BUDGET: ("概算金额", "计划投资", "总投资"),
    STAGE: ("项目阶段",),
}
REQUIRED = (NAME, TOWNSHIP, YEAR, KIND, NATURE, BUDGET)
# In the order in which they are handed out: the stamp knows the cells of a line by their places.
NAMES = (
    SERIAL, NUMBER, NAME, TOWNSHIP, VILLAGE, YEAR, KIND, NATURE, UNIT, PERSON, HOMES, BUDGET,
    *(name for name in DONE if name != HOMES), *COUNTED,
)  # fmt: skip
LAYOUT = Layout(
    "扶贫项目台账",
    tuple(ColumnSpec(name, aliases=_ALIASES.get(name, ()), required=name in REQUIRED) for name in NAMES),
)
# Column → field of the project that may be put right while its content is open.
CONTENT = {
    NAME: "name", YEAR: "year", KIND: "kind", NATURE: "nature", UNIT: "responsible_unit", PERSON: "responsible_person",
    BUDGET: "budget",
}  # fmt: skip
NEEDED = {"township" if column == TOWNSHIP else CONTENT[column]: column for column in REQUIRED}
TEXTS = {"number": NUMBER, "name": NAME, "responsible_unit": UNIT, "responsible_person": PERSON}
LIMITS = lengths_of(Project, TEXTS)
_KINDS = {str(label): code for code, label in ProjectKind.choices} | KINDS
_NATURES = {str(label): code for code, label in ProjectNature.choices}


def _word_of(known):
    def read(value: Any) -> str:
        written = cells.word(value)
        if written and written not in known:
            raise CellError("DICT_UNKNOWN", "、".join(dict.fromkeys(known)))
        return str(known[written]) if written else ""

    return read


FIELDS = (
    Field(NUMBER, "number", cells.text),
    Field(NAME, "name", cells.text),
    Field(TOWNSHIP, "township", cells.word),
    Field(VILLAGE, "village", cells.word),
    Field(YEAR, "year", cells.year),
    Field(KIND, "kind", _word_of(_KINDS)),
    Field(NATURE, "nature", _word_of(_NATURES)),
    Field(UNIT, "responsible_unit", cells.text),
    Field(PERSON, "responsible_person", cells.text),
    Field(STAGE, "stage", cells.word),
)


@dataclass
class Known:
    """What the system knows of the rows of a ledger, and what each of them comes to."""

    places: PlaceIndex
    lines: dict[str, ExportedLine]  # as we handed them out, by number of project
    shown: dict[str, dict[str, Any]]  # what an export says now, by number and column
    moved_here: set[int]
    elsewhere: set[str]
    by_name: dict[tuple[str, int, str], Project]
    meant: dict[int, Project | None] = field(default_factory=dict)  # by row; None for a new project
    told: dict[int, dict[str, Any]] = field(default_factory=dict)  # by row: what it puts right, by field

    def project_of(self, row: ListRow) -> Project | None:
        return self.meant.get(id(row))

    def changes_of(self, row: ListRow) -> dict[str, Any]:
        return self.told.get(id(row), {})


def known_of(rows: list[ListRow], projects: dict[str, Project], county: Area, places, shown, stamp) -> Known:
    """Return what is known: `projects` are those that the user sees, `places` the areas that he has, `shown` what an
    export would say of each now, `stamp` that of the workbook, if it is one of ours."""
    ids = [project.pk for project in projects.values()]
    moves = ProjectStep.objects.filter(project__in=ids, act=StepAct.MOVE)
    numbers = {row["number"] for row in rows if row["number"]} - projects.keys()
    here = places.filter(code__startswith=county.pk).values_list("code", "name", "parent_id")
    return Known(
        places=PlaceIndex(here),
        lines={line.key: line for line in stamp.lines.values()} if stamp else {},
        shown=shown,
        moved_here=set(moves.values_list("project_id", flat=True)),
        elsewhere=set(Project._base_manager.filter(number__in=numbers).values_list("number", flat=True)),
        by_name={(one.area_id, one.year, one.name): one for one in projects.values()},
    )


def check(rows: list[ListRow], projects: dict[str, Project], known: Known) -> Known:
    """Tell what is wrong with each row, and find the project that it means and what it puts right."""
    seen: dict[Any, ListRow] = {}
    for row in rows:
        _read_budget(row)
        project = projects.get(row["number"] or "")
        if project is None:
            row.values["area"] = _place(row, known)
            project = known.by_name.get(_natural(row))
        known.meant[id(row)] = project
        key = project.pk if project else row["number"] or _natural(row)
        if (first := seen.setdefault(key, row)) is not row:
            words = _("与“%(sheet)s”第 %(row)s 行是同一个项目，请只留一行")
            place = {"sheet": first.record.sheet, "row": first.record.row}
            row.tell(NUMBER if row["number"] else NAME, "LIST_DUPLICATE", message=words % place)
        check_length(row, LIMITS)
        if project is None:
            _check_new(row, known)
        else:
            _check_known(row, project, known)
    return known


def _natural(row):
    return row["area"], row["year"], row["name"]


def _read_budget(row: ListRow) -> None:
    """Read the budget in the unit that stands above the table: 万元 where none does."""
    try:
        unit = amounts.unit_of_table(row.record.table.titles)
        row.values["budget"] = amounts.above_zero(row.record[BUDGET], unit)
    except CellError as error:
        row.tell(BUDGET, error.code, expected=str(error.accepted))


def _place(row: ListRow, known: Known) -> str:
    """Return the code of the village, or of the township where the row names no village; blank where neither is."""
    if not row["township"] and not row["village"]:
        return ""
    found = known.places.find(row["township"], row["village"]) if row["village"] else None
    code = found.code if found else known.places.township(row["township"])
    if code is None:
        expected = found.expected if found else None
        words = _("在您管的地方没有这个乡镇、村，请核对名称")
        column = VILLAGE if row["village"] else TOWNSHIP
        row.tell(column, "PROJECT_VILLAGE_UNKNOWN", expected=expected, message=words)
    return code or ""


def _check_new(row: ListRow, known: Known) -> None:
    """A new project begins as a draft: what comes later is done step by step, none of it by a ledger."""
    if row["number"] in known.elsewhere:
        row.tell(NUMBER, "LIST_DUPLICATE", message=_("这个编号是另一个地方的项目，请核对编号"))
    check_needed(row, NEEDED)
    if row["stage"] not in ("", None, str(Stage.DRAFT.label)):
        words = _(
            "新项目一律从“%(draft)s”开始，经申报、审核、会审、公示后入库（库内立项、库外不受，LF-40）；这一格请留空"
        )
        row.tell(
            STAGE,
            "PROJECT_STAGE_JUMP",
            expected=str(Stage.DRAFT.label),
            message=words % {"draft": Stage.DRAFT.label},
        )
    for column, where in DONE.items():
        if column != STAGE and cells.text(row.record[column]) not in ("", "0"):
            _tell_done(row, column, where)


def _check_known(row: ListRow, project: Project, known: Known) -> None:
    """What is still open of a project may be put right; what was decided on, or done here, may not."""
    shown = known.shown[project.number]
    told = {}
    for column in _touched(row, project, known):
        if column in DONE:
            _tell_done(row, column, DONE[column], shown.get(column))
        elif column in (NUMBER, TOWNSHIP, VILLAGE):
            if cells.word(row.record[column]) != cells.word(shown[column]):
                words = _("项目的编号和所在的地方不能随台账改")
                row.tell(column, "PROJECT_DECIDED", expected=shown[column], message=words)
        elif (said := row[CONTENT[column]]) not in (None, "") and said != getattr(project, CONTENT[column]):
            told[column] = said
    if told and not is_open(project, known):
        words = _("项目已办到“%(stage)s”，批准的内容不能改；确需调整的，先退回修改")
        for column in told:
            facts = {"stage": project.get_stage_display()}
            row.tell(column, "PROJECT_DECIDED", expected=shown.get(column), message=words % facts)
    known.told[id(row)] = {CONTENT[column]: said for column, said in told.items()}


def _tell_done(row, column, where, shown=None):
    words = _("“%(column)s”由系统里的办理产生，不能随台账导入：%(where)s")
    row.tell(column, "PROJECT_DONE_HERE", expected=shown, message=words % {"column": column, "where": where})


def _touched(row: ListRow, project: Project, known: Known) -> Iterator[str]:
    """Yield the filled columns that somebody changed since we handed the ledger out; of a ledger that is none of ours
    all, but what is done here only where an export would say otherwise."""
    line, shown = known.lines.get(project.number), known.shown[project.number]
    changed = line.touched([row.record[name] for name in NAMES]) if line else set(range(len(NAMES)))
    for place, name in enumerate(NAMES):
        if place not in changed or name in (SERIAL, *COUNTED) or cells.is_blank(row.record[name]):
            continue
        if name in DONE and _reads(row.record[name]) == _reads(shown.get(name)):
            continue
        yield name


def _reads(value):
    """Return what a cell says, so that 2, 2.0 and "2.00" are one, and a day is one however it is written."""
    for parse in (cells.date, cells.number):
        try:
            found = parse(value)
        except CellError:
            continue
        if found is not None:
            return found
    return cells.text(value)


def is_open(project: Project, known: Known) -> bool:
    """Say whether the content of a project may be put right: drafted, sent back, or standing as its paper says."""
    return project.stage in OPEN_CONTENT or (
        bool(project.recorded_from) and project.pk not in known.moved_here
    )
