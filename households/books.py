"""The books of a place: 村册, 乡簿, 县档 (rulebook B19), made of chapters that each floor adds.

A chapter is a table; it becomes a sheet of the workbook and a section of the PDF. `rows` applies `visible_to`.
No chapter holds an ID number, a telephone or an account: the book says who is in the file, the file says the rest.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, Q, Sum

from households.archive import Archive
from households.choices import IN_NEED, PovertyAttribute, PovertyStatus
from households.models import Household
from households.models.archive import ArchiveLevel
from povertyapp.core.models import Area
from povertyapp.core.models.area import LEVEL_BY_LENGTH, TOWNSHIP_DIGITS
from povertyapp.core.spoken import in_words
from povertyapp.core.workbooks.office import OfficeColumn

BOOK_TITLES = {ArchiveLevel.VILLAGE: "村册", ArchiveLevel.TOWNSHIP: "乡簿", ArchiveLevel.COUNTY: "县档"}


@dataclass(frozen=True)
class Chapter:
    """One table of a book; `totals` is a first row above the data."""

    name: str
    columns: Sequence[OfficeColumn]
    rows: Sequence[Sequence[Any]]
    totals: Sequence[Any] | None = None


# In their order: (order, levels, function of rows, area, day that returns a Chapter)
CHAPTERS: list[tuple[int, tuple[ArchiveLevel, ...], Callable[[Any, Area, dt.date], Chapter]]] = []


def chapter(order: int, *levels: ArchiveLevel):
    """Register `make(rows, area, day)` as a chapter of the books of these levels."""

    def register(make):
        CHAPTERS.append((order, levels, make))
        return make

    return register


def chapters_of(rows, area: Area, day: dt.date) -> list[Chapter]:
    """Return the chapters of a place's book, in order."""
    level = level_of(area)
    made = sorted((one for one in CHAPTERS if level in one[1]), key=lambda one: one[0])
    chapters = (make(rows, area, day) for _order, _levels, make in made)
    return [replace(one, name=in_words(one.name)) for one in chapters]


def level_of(area: Area) -> ArchiveLevel:
    """Return the level of a place whose book is meant."""
    return ArchiveLevel(LEVEL_BY_LENGTH[len(area.code)])


def book_title(area: Area, day: dt.date) -> str:
    return f"{area.short_name}{day.year}年{BOOK_TITLES[level_of(area)]}"


def numbered(rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    return [(number, *row) for number, row in enumerate(rows, start=1)]


def on_register(rows, area: Area):
    return rows(Household).in_area(area.code).filter(left_register_on=None)


NUMBER = OfficeColumn("序号", 6, kind="integer")


def _register(households) -> list[Sequence[Any]]:
    ordered = households.with_newest_income().select_related("area").order_by("area_id", "household_no")
    return numbered(
        (
            h.household_no,
            h.head_name,
            f"{h.area.short_name} {h.group_name}".strip(),
            h.size,
            h.get_poverty_attribute_display(),
            h.get_main_cause_display(),
            h.get_poverty_status_display(),
            str(h.registered_on.year),
            str(h.exited_on.year) if h.exited_on else "",
            h.newest_income,
            h.helper_name,
        )
        for h in ordered
    )


REGISTER_COLUMNS = (
    NUMBER,
    OfficeColumn("户编号", 15, kind="text"),
    OfficeColumn("户主", 9),
    OfficeColumn("村组", 16, align="left"),
    OfficeColumn("人数", 6, kind="integer"),
    OfficeColumn("属性", 12),
    OfficeColumn("主要致贫原因", 13),
    OfficeColumn("脱贫状态", 10),
    OfficeColumn("识别年度", 9),
    OfficeColumn("脱贫年度", 9),
    OfficeColumn("人均纯收入(元)", 12, align="right", kind="money"),
    OfficeColumn("帮扶责任人", 11),
)


@chapter(10, ArchiveLevel.VILLAGE)
def village_register(rows, area, day):
    """List the households of the village."""
    return Chapter("贫困户登记册", REGISTER_COLUMNS, _register(on_register(rows, area)))


@chapter(10, ArchiveLevel.TOWNSHIP, ArchiveLevel.COUNTY)
def statistics(rows, area, day):
    """Count households and people by village, or by township in the county's book, with a total."""
    digits = 12 if level_of(area) == ArchiveLevel.TOWNSHIP else TOWNSHIP_DIGITS
    counts = {
        "households": Count("pk"),
        "people": Sum("size"),
        "poor": Count("pk", filter=Q(poverty_status__in=IN_NEED)),
        "out": Count("pk", filter=Q(poverty_status=PovertyStatus.EXITED)),
        "allowance": Count("pk", filter=Q(poverty_attribute=PovertyAttribute.ALLOWANCE)),
        "five": Count("pk", filter=Q(poverty_attribute=PovertyAttribute.FIVE_GUARANTEE)),
    }
    by_place: dict[str, Counter[str]] = defaultdict(Counter)
    for row in on_register(rows, area).order_by().values(place=F("area_id")).annotate(**counts):
        by_place[row.pop("place")[:digits]].update(row)
    names = Area.objects.in_bulk(by_place)
    total = sum(by_place.values(), Counter())
    listed = [
        (names[code].short_name if code in names else code, *(by_place[code][name] for name in counts))
        for code in sorted(by_place)
    ]
    columns = (
        NUMBER,
        OfficeColumn("村" if digits > TOWNSHIP_DIGITS else "乡镇", 20, align="left"),
        *(
            OfficeColumn(name, 11, group, kind="integer")
            for name, group in (
                ("户数", "建档立卡"),
                ("人数", "建档立卡"),
                ("未脱贫", "其中(户)"),
                ("已脱贫", "其中(户)"),
                ("低保贫困户", "其中(户)"),
                ("五保贫困户", "其中(户)"),
            )
        ),
    )
    sums = ("", "合计", *(total[name] for name in counts))
    return Chapter("基本情况统计", columns, numbered(listed), sums)


@chapter(30, ArchiveLevel.TOWNSHIP)
def pre_exit_roll(rows, area, day):
    """List the households that are to leave poverty this year."""
    planned = on_register(rows, area).filter(planned_exit_year=day.year)
    return Chapter("预脱贫花名册", REGISTER_COLUMNS, _register(planned))


@chapter(90, *BOOK_TITLES)
def file_list(rows, area, day):
    """State which documents must be there and which are, by level."""
    archive = Archive(rows, area, day)
    listed = []
    for level in archive.levels:
        for item in archive.items[level]:
            tally = archive.tally(level, item)
            listed.append((str(level.label), item.title, tally.required, tally.present, tally.missing))
    columns = (
        NUMBER,
        OfficeColumn("级别", 12),
        OfficeColumn("资料名称", 40, align="left"),
        OfficeColumn("应有", 9, "份数", kind="integer"),
        OfficeColumn("已有", 9, "份数", kind="integer"),
        OfficeColumn("缺", 9, "份数", kind="integer"),
    )
    return Chapter("档案清单", columns, numbered(listed))
