"""What is printed of a household: 明白卡 and 帮扶手册 (rulebook B13), made of parts that each floor adds.

A part is a table. It is given `rows`, which applies `visible_to`, so that a paper shows no more than the page.
Numbers of people and accounts are masked here, whoever prints: a paper lies about.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.archive import Archive
from households.card import GROSS, date_words, shown
from households.labour import years_between
from povertyapp.core.masks import mask_account, mask_id, mask_phone
from povertyapp.core.models import ExportRecord
from povertyapp.core.search import STEP, paths_of
from povertyapp.core.templatetags.house import money
from povertyapp.core.text import Text

CARD, HANDBOOK = "card", "handbook"
NO_FACTS = {"id", "area", "household", "year"}
HANDBOOK_YEARS = 5  # statements of income that fit the sheet


@dataclass(frozen=True)
class Part:
    """One table of a paper: `sign` is a line to be signed under it, `empty` stands where there is no row."""

    title: Text
    columns: tuple[Text, ...]
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    sign: Text = ""
    empty: Text = gettext_lazy("没有登记")
    widths: tuple[int, ...] = ()  # of the columns, in hundredths

    @property
    def heads(self):
        widths = self.widths or (0,) * len(self.columns)
        return list(zip(self.columns, widths, strict=True))


@dataclass(frozen=True)
class Paper:
    """A kind of paper: what it is called, how it is laid out, whether it is one sheet, and the name of its record."""

    key: str
    title: Text
    template: str
    is_one_page: bool = False

    @property
    def kind(self) -> str:
        return f"household-{self.key}"


PAPERS = {
    CARD: Paper(CARD, gettext_lazy("精准扶贫明白卡"), "papers/card.html", is_one_page=True),
    HANDBOOK: Paper(HANDBOOK, gettext_lazy("扶贫手册"), "papers/handbook.html"),
}
# key → (order, papers, function of household, rows and day that returns a Part)
PARTS: dict[str, tuple[int, tuple[str, ...], Callable[..., Part]]] = {}


def part(key: str, *, order: int, on: tuple[str, ...] = (CARD, HANDBOOK)):
    """Register `make(household, rows, day, paper)` as a part of those papers; parts stand in that order."""

    def register(make):
        PARTS[key] = (order, on, make)
        return make

    return register


def paper_context(paper: Paper, household, rows, record: ExportRecord, day: dt.date) -> dict[str, Any]:
    """Return what the template of a paper shows of a household on that day; `rows` applies `visible_to`."""
    place = paths_of([household.area_id])[household.area_id]
    made = sorted(PARTS.items(), key=lambda item: item[1][0])
    return {
        "paper": paper,
        "household": household,
        "exited": date_words(household.exited_on, household.exited_precision),
        "place": place,
        "county": place.partition(STEP)[0],
        "facts": _facts(household),
        "parts": [make(household, rows, day, paper.key) for _key, (_n, on, make) in made if paper.key in on],
        "record": record,
        "day": day,
    }


def _facts(household):
    head = next((member for member in household.members.all() if member.name == household.head_name), None)
    facts = [
        (_("户主"), household.head_name),
        (_("户编号"), household.household_no),
        (_("证件号码"), mask_id(head.id_number) if head else ""),
        (_("联系电话"), mask_phone(household.phone)),
        (_("村民小组"), household.group_name),
        (_("人口"), household.size),
        (_("贫困户属性"), household.get_poverty_attribute_display()),
        (_("主要致贫原因"), household.get_main_cause_display()),
        (_("识别时间"), date_words(household.registered_on, household.registered_precision)),
        (_("脱贫状态"), household.get_poverty_status_display()),
        (_("计划脱贫年度"), household.planned_exit_year or ""),
        (_("脱贫时间"), date_words(household.exited_on, household.exited_precision)),
    ]
    return [{"label": label, "value": value} for label, value in facts]


@part("members", order=10)
def members(household, rows, day, paper):
    """List the people of the household: age, never a birthday; health only in the handbook."""
    full = paper == HANDBOOK
    people = [member for member in household.members.all() if not member.is_gone]
    columns = [_("姓名"), _("与户主关系"), _("年龄"), _("劳动能力"), _("就学或文化程度")]
    widths = [18, 18, 10, 24, 30]
    if full:
        columns, widths = [*columns, _("健康状况"), _("证件号码")], [11, 12, 7, 13, 15, 15, 27]
    listed = [_member(member, day, full) for member in people]
    return Part(_("家庭成员"), tuple(columns), listed, widths=tuple(widths))


def _member(member, day, full):
    age = years_between(member.birth_date, day) if member.birth_date else ""
    cells = [
        member.name,
        member.get_relation_display(),
        age,
        member.get_labour_capacity_display(),
        member.get_school_status_display() or member.get_education_display(),
    ]
    if full:
        cells += [shown(member, "health"), mask_id(member.id_number)]
    return tuple(cells)


@part("income", order=40)
def income(household, rows, day, paper):
    """State the income of the last years in yuan; the card has the newest only."""
    wanted = 1 if paper == CARD else HANDBOOK_YEARS
    labels = [household.incomes.model._meta.get_field(name).verbose_name for name in GROSS]
    statements = [
        (str(row.year), *(money(getattr(row, name), "yuan") for name in GROSS))
        + (money(row.net_income, "yuan"), money(row.net_income_per_capita, "yuan"))
        for row in household.incomes.order_by("-year")[:wanted]
    ]
    columns = (_("年度"), *labels, _("家庭纯收入"), _("人均纯收入"))
    return Part(
        _("家庭收入（元）"), columns, statements, sign=_("户主签字（对收入认可）") if wanted > 1 else ""
    )


@part("living", order=45, on=(HANDBOOK,))
def living(household, rows, day, paper):
    """State the newest living conditions, two facts a row."""
    row = household.living.order_by("-year").first()
    columns = [c for c in row._meta.fields if c.name not in NO_FACTS] if row else []
    facts = [
        (c.verbose_name, _plain(shown(row, c.name))) for c in columns if shown(row, c.name) not in ("", None)
    ]
    facts += [("", "")] * (len(facts) % 2)
    pairs = [(*facts[n], *facts[n + 1]) for n in range(0, len(facts), 2)]
    title = _("生产生活条件（%(year)s 年）") % {"year": row.year} if row else _("生产生活条件")
    return Part(title, (_("项目"), _("情况"), _("项目"), _("情况")), pairs, widths=(30, 20, 30, 20))


def _plain(value):
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return value


@part("bank", order=15, on=(HANDBOOK,))
def bank(household, rows, day, paper):
    """State where aid is paid to, the account masked."""
    account = (household.bank_name, mask_account(household.bank_account))
    return Part(_("补贴账户"), (_("开户银行"), _("银行账号")), [account] if any(account) else [])


@part("index", order=90, on=(HANDBOOK,))
def index(household, rows, day, paper):
    """List the documents of the household's file (一户一档) and say which of them are there."""
    archive = Archive(rows, household.area, day)
    listed = [
        (number, item.title, _("有") if present else _("缺") if required else "/")
        for number, (item, required, present) in enumerate(archive.of_household(household), start=1)
    ]
    return Part(_("一户一档目录"), (_("序号"), _("资料"), _("是否在档")), listed, widths=(12, 64, 24))
