"""Figures of a paper, entered as they stand; how they hold together is judged when they are read."""

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.choices import StatementKind
from inspections.models import SourceFigure
from inspections.statements import judge_text
from povertyapp.core.history import because

STATEMENTS = Path(__file__).parents[2] / "data" / "statements.json"


@transaction.atomic
def record_figures(*, by, source, rows):
    """Add figures to a source, each once; return how many are new.

    `rows` are dictionaries with text, kind, parts, stated, unit, basis, open and note. Raises ValidationError where a
    part is neither a number nor a day, or the parts cannot be held together as `kind` says.
    """
    known = set(source.figures.values_list("basis", "text"))
    new = [row for row in rows if (row.get("basis", ""), row["text"]) not in known]
    last = source.figures.count()
    made = []
    for number, row in enumerate(new, start=last + 1):
        figure = SourceFigure(
            source=source,
            area_id=source.area_id,
            number=number,
            basis=row.get("basis", ""),
            text=row["text"],
            kind=StatementKind(row["kind"]),
            parts=[str(part) for part in row["parts"]],
            stated="" if row.get("stated") is None else str(row["stated"]),
            unit=row.get("unit", ""),
            is_open=bool(row.get("open")),
            note=row.get("note", ""),
        )
        _check(figure)
        made.append(figure)
    with because(by=by, reason=_("登记原文数字")):
        SourceFigure.objects.bulk_create(made)
    return len(made)


def _check(figure):
    try:
        figure.full_clean(exclude=["source", "area"])
        judge_text(figure.kind, figure.parts, figure.stated, is_open=figure.is_open)
        Decimal(figure.stated.removesuffix("%") or 0)
    except (InvalidOperation, ZeroDivisionError, ValueError, TypeError, IndexError) as error:
        raise ValidationError(
            {"parts": _("“%(text)s”的组成要填数字或日期，能按“%(kind)s”核对。")
             % {"text": figure.text, "kind": StatementKind(figure.kind).label}}
        ) from error  # fmt: skip


def load_figures(*, by, source, bases):
    """Add to a source the figures of its paper that come with the software: those whose basis begins with `bases`."""
    rows = json.loads(STATEMENTS.read_text("utf-8"))
    return record_figures(by=by, source=source, rows=[row for row in rows if row["basis"].startswith(bases)])
