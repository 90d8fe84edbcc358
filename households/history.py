"""What changed in a household's file, when, by whom and why: read from the history tables, masked."""

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from django.contrib.postgres.fields import ArrayField
from django.utils.translation import gettext as _

from households.choices import MemberChange
from households.models import (
    FormFigures,
    Household,
    HouseholdMember,
    IncomeStatement,
    LivingCondition,
    MemberTurn,
    Village,
    VillageYear,
)
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import BASE
from povertyapp.core.models import Act, Area, User
from povertyapp.core.undo import still_open

NAME_OF_A_SERVICE = re.compile(r"[a-z0-9_]+")

# What one file consists of, with the words that name one of its rows.
PARTS = {
    Household: lambda row: "",
    HouseholdMember: lambda row: row["name"],
    MemberTurn: lambda row: dict(MemberChange.choices).get(row["kind"], ""),
    IncomeStatement: lambda row: str(row["year"]),
    LivingCondition: lambda row: str(row["year"]),
    FormFigures: lambda row: dict(FormFigures._meta.get_field("source").flatchoices)[row["source"]],
}
VILLAGE_PARTS = {Village: lambda row: "", VillageYear: lambda row: str(row["year"])}
# A birthday beside the digits of an ID number would give the number away.
PRIVATE = frozenset({"birth_date"})
SHOWN_THOUGH_NOT_EDITED = frozenset({"helper_name"})
NOT_SHOWN = frozenset({"id", "household", "registered_precision", "exited_precision", "updated_at"})


@dataclass
class Line:
    """One column that changed from old to new; or, with `what`, a whole row that came or went, or a sealed
    column of which only that it changed may be known."""

    label: str
    old: object = None
    new: object = None
    what: str = ""


@dataclass
class Change:
    """What one person did at one time for one reason."""

    at: dt.datetime
    who: str = ""
    reason: str = ""
    lines: list[Line] = field(default_factory=list)
    # The act's id, where the change may be one that can be taken back.
    act_id: object = None
    act: object = None


def changes_of(subject, limit=None):
    """Return the changes of a household, its members, statements and forms, or of a village's forms, newest first.

    A few queries whatever the length of the history. Sealed columns are named, never shown.
    """
    events = sorted(
        (event for model in _parts_of(subject) for event in _events(model, subject)),
        key=lambda e: (e.at, e.number),
    )
    groups: dict[object, list[_Event]] = {}
    for event in events:
        key = event.context_id or event.at  # without a context: one transaction has one time
        groups.setdefault(key, []).append(event)
    newest = list(reversed(groups.values()))[:limit]
    people = User.objects.in_bulk({e.user_id for group in newest for e in group if e.user_id})
    places = _place_names(newest)
    return [_change(group, people, places) for group in newest]


def only_of(changes, label):
    """Return the changes of one column or row, by the words that name it, with nothing else in them."""
    found = [
        replace(change, lines=[line for line in change.lines if line.label == label]) for change in changes
    ]
    return [change for change in found if change.lines]


def labels_of(changes):
    """Return the names of everything that changed, each once, in order."""
    return sorted({line.label for change in changes for line in change.lines})


def with_acts(changes, user):
    """Add to each change the act that this user can still take back."""
    acts = Act.objects.visible_to(user).filter(pk__in=[c.act_id for c in changes if c.act_id], undone_at=None)
    open_acts = {act.pk: act for act in still_open(acts, user)}
    for change in changes:
        change.act = open_acts.get(change.act_id)
    return changes


@dataclass
class _Event:
    at: dt.datetime
    number: int
    model: type
    label: str
    row: dict
    before: dict | None
    context_id: object
    metadata: dict

    @property
    def user_id(self):
        return self.metadata.get("user")


def _events(model, household):
    table = model.history.rel.related_model
    rows = table._base_manager.filter(**_own(model, household)).order_by("pgh_obj_id", "pgh_id")
    before: dict[int, dict] = {}
    for row in rows.values(*[f.attname for f in table._meta.fields], "pgh_context__metadata"):
        if row["pgh_label"] == BASE:  # what the row was before its first known change, not a change
            before[row["pgh_obj_id"]] = row
            continue
        yield _Event(
            at=row["pgh_created_at"],
            number=row["pgh_id"],
            model=model,
            label=row["pgh_label"],
            row=row,
            before=before.get(row["pgh_obj_id"]),
            context_id=row["pgh_context_id"],
            metadata=row["pgh_context__metadata"] or {},
        )
        before[row["pgh_obj_id"]] = row


def _parts_of(subject):
    return VILLAGE_PARTS if isinstance(subject, Area) else PARTS


def _own(model, household):
    if model in VILLAGE_PARTS:
        return {"area_id": household.pk}
    if model is Household:
        return {"pgh_obj_id": household.pk}
    if model is MemberTurn:
        return {"member_id__in": household.members.values("pk")}
    return {"household_id": household.pk}


def _place_names(groups):
    codes = {
        code
        for group in groups
        for e in group
        if e.before and e.before["area_id"] != e.row["area_id"]
        for code in (e.before["area_id"], e.row["area_id"])
    }
    return {area.code: area.name for area in Area.objects.filter(code__in=codes)} if codes else {}


def _said(reason):
    """Return the reason that a person gave; that of a service alone (`open_site`) is its name, no word for readers."""
    return "" if NAME_OF_A_SERVICE.fullmatch(reason) else reason


def _change(group, people, places):
    last = group[-1]
    return Change(
        at=last.at,
        who=str(people.get(last.user_id, "")),
        reason=_said(last.metadata.get("reason", "")),
        lines=[line for event in group for line in _lines(event, places)],
        act_id=last.context_id,
    )


def _lines(event, places):
    part = (PARTS | VILLAGE_PARTS)[event.model](event.row)
    prefix = f"{event.model._meta.verbose_name} {part}".strip()
    if event.label == "insert":
        return [Line(prefix, what=_("新增"))]
    if event.label == "delete":
        return [Line(prefix, what=_("删除"))]
    if event.before is None:
        return []
    return [_line(f, part, event, places) for f in _shown(event.model) if _differs(f, event)]


def _shown(model):
    return [
        f
        for f in model._meta.concrete_fields
        if (f.editable or f.name in SHOWN_THOUGH_NOT_EDITED)
        and f.name not in NOT_SHOWN
        and (f.name != "area" or model is Household)  # the other rows only follow it
    ]


def _differs(column, event):
    # Sealed texts are compared as they stand: the same value in the same row has the same seal.
    return str(event.before[column.attname]) != str(event.row[column.attname])


def _line(column, part, event, places):
    label = f"{part} {column.verbose_name}".strip()
    if isinstance(column, EncryptedTextField) or column.name in PRIVATE or _is_row(column):
        return Line(label, what=_("已更改"))
    old, new = (_words(column, row[column.attname], places) for row in (event.before, event.row))
    return Line(label, old, new)


def _is_row(column):
    """Say whether a column names another row, a picture or a helper, by a number that tells nobody anything."""
    return column.is_relation and column.name != "area"


def _words(column, value, places):
    if column.name == "area":
        return places.get(value, value)
    if isinstance(column, ArrayField):
        words = dict(column.base_field.flatchoices)
        return "、".join(str(words.get(one, one)) for one in value or [])
    return dict(column.flatchoices).get(value, value) if column.flatchoices else value
