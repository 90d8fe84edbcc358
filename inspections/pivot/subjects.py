"""What can be counted, by which dimensions, and which list knows each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, Count, Sum
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from assistance.choices import MeasureClass, MeasureKind
from assistance.models import AssistanceMeasure
from households.choices import Cause, PovertyAttribute, PovertyStatus, Presence
from households.models import Household
from povertyapp.core.models.area import TOWNSHIP_DIGITS, VILLAGE_DIGITS
from povertyapp.core.text import Text

TOWNSHIP, VILLAGE, MONTH, RULE = "township", "village", "month", "rule"
PLACES = (TOWNSHIP, VILLAGE)
BLANK = "none"  # how a list asks for what was left blank


@dataclass(frozen=True)
class Dimension:
    """Something to count by: the column, the condition of the list, and the words of its values in their order.

    Places have no words here: their names are read with the rows.
    """

    code: str
    label: Text
    column: Any
    asks: str
    words: Sequence[tuple[str, Text]] = ()


@dataclass(frozen=True)
class Figure:
    """What is added up. `counts_rows` says that it is the number of rows itself; `is_money` that it is in yuan."""

    label: Text
    unit: Text
    aggregate: Aggregate
    counts_rows: bool = False
    is_money: bool = False


@dataclass(frozen=True)
class Subject:
    """One kind of row, with the name of its list and the verb that opens it."""

    code: str
    label: Text
    list_name: str
    verb: str
    dimensions: Mapping[str, Dimension]
    figures: Mapping[str, Figure]
    model: Any = None


def _by_code(*dimensions):
    return {dimension.code: dimension for dimension in dimensions}


def _township(asks):
    return Dimension(TOWNSHIP, _("乡镇"), Substr("area_id", 1, TOWNSHIP_DIGITS), asks)


def _village(asks):
    return Dimension(VILLAGE, _("村"), Substr("area_id", 1, VILLAGE_DIGITS), asks)


def _choice(name, label, choices, *more):
    return Dimension(name, label, name, name, [*choices.choices, *more])


HOUSEHOLDS = Subject(
    "households",
    _("户"),
    "households:list",
    "households.view_household",
    _by_code(
        _township("township"),
        _village("village"),
        _choice("main_cause", _("主要致贫原因"), Cause, (BLANK, _("未填"))),
        _choice("poverty_status", _("脱贫状态"), PovertyStatus),
        _choice("poverty_attribute", _("贫困户属性"), PovertyAttribute),
        _choice("presence", _("在家情况"), Presence),
    ),
    {
        "count": Figure(_("户数"), _("户"), Count("pk"), counts_rows=True),
        "people": Figure(_("人数"), _("人"), Sum("size")),
    },
    Household,
)
MEASURES = Subject(
    "measures",
    _("帮扶措施"),
    "assistance:measures",
    "assistance.view_visit",
    _by_code(
        _township("area"),
        _village("area"),
        _choice("measure_class", _("措施归类"), MeasureClass),
        _choice("kind", _("措施类别"), MeasureKind),
    ),
    {
        "count": Figure(_("项数"), _("项"), Count("pk"), counts_rows=True),
        "amount": Figure(_("金额"), _("万元"), Sum("amount"), is_money=True),
    },
    AssistanceMeasure,
)
# Counted by the account itself (`pivot.lines`); its lists stand at a month, a place and a rule.
LINES = Subject(
    "lines",
    _("硬账欠账"),
    "inspections:ha_rows",
    "inspections.view_account",
    _by_code(
        Dimension(TOWNSHIP, _("乡镇"), None, ""),
        Dimension(VILLAGE, _("村"), None, ""),
        Dimension(MONTH, _("月份"), None, ""),
        Dimension(RULE, _("考核事项"), None, ""),
    ),
    {"count": Figure(_("没有做到的户"), _("户"), Count("pk"), counts_rows=True)},
)
SUBJECTS = {subject.code: subject for subject in (HOUSEHOLDS, MEASURES, LINES)}
