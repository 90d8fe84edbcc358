"""The roster as it leaves: the two sheets of `households.importing.layouts`, with the same columns.

What stands in a cell is what the import reads from it. A household that comes back as it left is told by its
fingerprint in the hidden sheet and left alone (`households.importing.returning`).
"""

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Max, Prefetch, prefetch_related_objects
from django.utils.translation import override

from assistance.models import AssistanceMeasure, HelperAssignment
from households.choices import FormSource, Presence, Relation
from households.importing.layouts import (
    FORM_COLUMNS,
    FORM_GROUPS,
    HOUSEHOLD_FIELDS,
    INCOME_FIELDS,
    LIVING_FIELDS,
)
from households.models import HouseholdMember, IncomeStatement, LivingCondition
from povertyapp.core.masks import mask_account, mask_id, mask_phone
from povertyapp.core.models import Area
from povertyapp.core.models.area import TOWNSHIP_DIGITS

CHUNK = 1000
NUMBER = "序号"
# In the order of the office's own list (rulebook B1.7).
MEMBER_COLUMNS = (
    *(
        NUMBER,
        "乡镇",
        "行政村",
        "村民小组",
        "户编号",
        "人编号",
        "户主姓名",
        "人数",
        "姓名",
        "性别",
        "出生日期",
    ),
    *(
        "证件号码",
        "与户主关系",
        "民族",
        "政治面貌",
        "文化程度",
        "在校生状况",
        "健康状况",
        "劳动技能",
        "务工状况",
    ),
    *("务工时间(月)", "是否参加城乡居民基本医疗保险", "是否参加大病医疗", "是否参加城乡居民基本养老保险"),
    *("是否现役军人", "贫困户属性", "主要致贫原因", "其他致贫原因", "识别年度", "脱贫状态", "脱贫年度"),
    *("人均纯收入", "是否危房户", "是否饮水安全", "是否易地扶贫搬迁户", "联系电话", "开户银行", "银行账号"),
    *("帮扶责任人", "帮扶单位", "变动类型", "变动日期"),
)
LAST = ("是否全家外出", "帮扶措施", "备注")  # of the household sheet, behind income and living


@dataclass(frozen=True)
class RosterColumn:
    """A column of the exported sheet: its header, the group above it, and the key of its value."""

    header: str
    group: str = ""

    @property
    def key(self) -> str:
        return f"{self.group}/{self.header}" if self.group in FORM_GROUPS else self.header


def household_columns(income_year: int) -> list[RosterColumn]:
    """Return the columns of the household sheet; the income stands under its year."""
    first = [f.key for f in HOUSEHOLD_FIELDS if f.key not in LAST]
    income = f"{income_year}年家庭收入(元)"
    return [
        *(RosterColumn(name) for name in (NUMBER, *first)),
        *(RosterColumn(name, group) for group in FORM_GROUPS for name, _attr, _parse in FORM_COLUMNS),
        *(RosterColumn(f.key, income) for f in INCOME_FIELDS),
        *(RosterColumn(f.key) for f in LIVING_FIELDS),
        *(RosterColumn(name) for name in LAST),
    ]


@dataclass(frozen=True)
class Line:
    """A household as it leaves: its rows of the member sheet and its row of the household sheet, unnumbered."""

    household_no: str
    members: list[list[Any]] = field(default_factory=list)
    household: list[Any] = field(default_factory=list)


class RosterSource:
    """The households of an export, read in pieces; `unmasked` gives numbers and birthdays in full."""

    def __init__(self, households, as_of: dt.date, *, unmasked: bool):
        self.households, self.as_of, self.unmasked = households, as_of, unmasked
        incomes = IncomeStatement.objects.filter(household__in=households, year__lte=as_of.year)
        self.income_year = incomes.aggregate(last=Max("year"))["last"] or as_of.year - 1
        self.columns = household_columns(self.income_year)
        self.places = dict(Area.objects.filter(code__in=self._codes()).values_list("code", "name"))

    def _codes(self) -> set[str]:
        villages = set(self.households.order_by().values_list("area_id", flat=True).distinct())
        return villages | {code[:TOWNSHIP_DIGITS] for code in villages}

    def lines(self) -> Iterator[Line]:
        """Yield the households in the official order."""
        ordered = self.households.order_by("area_id", "household_no").iterator(chunk_size=CHUNK)
        while chunk := list(itertools.islice(ordered, CHUNK)):
            prefetch_related_objects(chunk, *self._related())
            yield from map(self._line, chunk)

    def _related(self):
        day = self.as_of
        assignments = HelperAssignment.objects.primary().in_force(day).select_related("helper__unit")
        statements = IncomeStatement.objects.filter(year=self.income_year)
        living = LivingCondition.objects.filter(year__lte=day.year).order_by("-year")
        measures = AssistanceMeasure.objects.in_force(day).order_by("pk")
        return (
            "form_figures",
            Prefetch("members", HouseholdMember.objects.order_by("person_no")),
            Prefetch("incomes", statements, to_attr="stated"),
            Prefetch("living", living, to_attr="lived"),
            Prefetch("assignments", assignments, to_attr="helped"),
            Prefetch("measures", measures, to_attr="done"),
        )

    def _line(self, household) -> Line:
        people = sorted(household.members.all(), key=lambda one: one.relation != Relation.HEAD)
        facts = self._facts(household)
        members = [facts | self._person(member) for member in people]
        return Line(
            household.household_no,
            [[row[name] for name in MEMBER_COLUMNS[1:]] for row in members],
            [self._household(household, people)[column.key] for column in self.columns[1:]],
        )

    def _sealed(self, value: str, mask) -> str:
        return value if self.unmasked else mask(value)

    def _facts(self, h: Any) -> dict[str, Any]:
        """Return what each member row repeats of the household."""
        income, living = next(iter(h.stated), None), next(iter(h.lived), None)
        helper = h.helped[0].helper if h.helped else None
        return self._place(h) | {
            "村民小组": h.group_name,
            "户编号": h.household_no,
            "户主姓名": h.head_name,
            "人数": h.size,
            "贫困户属性": said(h, "poverty_attribute"),
            "主要致贫原因": said(h, "main_cause"),
            "其他致贫原因": said(h, "other_causes"),
            "识别年度": h.registered_on.year,
            "脱贫状态": said(h, "poverty_status"),
            "脱贫年度": h.exited_on.year if h.exited_on else None,
            "人均纯收入": income and income.net_income_per_capita,
            "是否危房户": yes_no(living and living.is_dangerous_house),
            "是否饮水安全": yes_no(living and living.is_water_safe),
            "是否易地扶贫搬迁户": yes_no(h.is_relocated),
            "联系电话": self._sealed(h.phone, mask_phone),
            "开户银行": h.bank_name,
            "银行账号": self._sealed(h.bank_account, mask_account),
            "帮扶责任人": helper.name if helper else "",
            "帮扶单位": helper.unit.name if helper else "",
        }

    def _place(self, h: Any) -> dict[str, Any]:
        village = Area(code=h.area_id, name=self.places.get(h.area_id, ""))
        return {"乡镇": self.places.get(h.area_id[:TOWNSHIP_DIGITS], ""), "行政村": village.short_name}

    def _person(self, m: Any) -> dict[str, Any]:
        born = m.birth_date
        return {
            "人编号": m.person_no,
            "姓名": m.name,
            "性别": said(m, "sex"),
            # With an ID number masked, a birthday would leave too few numbers open.
            "出生日期": born if self.unmasked or born is None else f"{born.year}年",
            "证件号码": self._sealed(m.id_number, mask_id),
            "与户主关系": said(m, "relation"),
            "民族": m.ethnicity,
            "政治面貌": said(m, "political_status"),
            "文化程度": said(m, "education"),
            "在校生状况": said(m, "school_status"),
            "健康状况": said(m, "health"),
            "劳动技能": said(m, "labour_capacity"),
            "务工状况": said(m, "work_region"),
            "务工时间(月)": m.work_months,
            "是否参加城乡居民基本医疗保险": yes_no(m.is_medical_insured),
            "是否参加大病医疗": yes_no(m.is_major_illness_insured),
            "是否参加城乡居民基本养老保险": yes_no(m.is_pension_insured),
            "是否现役军人": yes_no(m.is_in_service),
            "变动类型": said(m, "change_kind"),
            "变动日期": m.changed_on,
        }

    def _household(self, h: Any, people) -> dict[str, Any]:
        income, living = next(iter(h.stated), None), next(iter(h.lived), None)
        head = next((m for m in people if m.relation == Relation.HEAD), None)
        forms = {form.source: form for form in h.form_figures.all()}
        row = self._place(h) | {
            "户编号": h.household_no,
            "户主姓名": h.head_name,
            "户主证件号码": self._sealed(head.id_number, mask_id) if head else "",
            "是否全家外出": yes_no(h.presence == Presence.ALL_AWAY),
            "帮扶措施": "、".join(measure.name for measure in h.done),
            "备注": h.remark,
        }
        row |= {f.key: getattr(income, f.attr, None) for f in INCOME_FIELDS}
        row |= {f.key: living and shown(living, f.attr) for f in LIVING_FIELDS}
        for group, source in FORM_GROUPS.items():
            figures = forms.get(FormSource(source))
            row |= {f"{group}/{name}": getattr(figures, attr, None) for name, attr, _parse in FORM_COLUMNS}
        return row


def said(row: Any, name: str) -> str:
    """Return a code, or several, in the words of the form."""
    value = getattr(row, name)
    codes = value if isinstance(value, list) else [value]
    words = _words(row._meta.label, name)
    return "、".join(words.get(code, "") for code in codes if code)


@cache
def _words(label: str, name: str) -> dict[str, str]:
    column: Any = apps.get_model(label)._meta.get_field(name)
    with override(None):
        return {str(code): str(label) for code, label in getattr(column, "base_field", column).flatchoices}


def yes_no(value: bool | None) -> str:
    return "" if value is None else "是" if value else "否"


def shown(row, name: str) -> Any:
    """Return a value as a cell takes it: yes and no and codes in words, numbers as they are."""
    value = getattr(row, name)
    if isinstance(value, bool) or value is None:
        return yes_no(value) or None
    return said(row, name) if row._meta.get_field(name).choices else value
