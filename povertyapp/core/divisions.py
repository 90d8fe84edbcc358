"""Bring division tables (`code,name,level,parent_code`) into the tree of areas."""

import csv
import io
from collections import Counter
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from povertyapp.core.copying import merge, stage
from povertyapp.core.models import Area
from povertyapp.core.models.area import LEVEL_BY_LENGTH, Level
from povertyapp.core.regional import write_regional_parameters
from povertyapp.core.workbooks import UnreadableWorkbook
from povertyapp.core.workbooks.text_tables import decode

COLUMNS = ("code", "name", "level", "parent_code")
SHIPPED = Path(__file__).parent / "data" / "divisions"
# Errors shown of a file that is wrong throughout; the count says how many more there are.
SHOWN_ERRORS = 50


def import_divisions(path: str | Path) -> dict:
    """Write the areas of a division table; return `areas`, `by_level`, `created`, `updated`, `unchanged`.

    A second run changes nothing. Names and parents follow the file; dates and successors stay as they are.
    Raises `UnreadableWorkbook` for a file of another kind and `ValidationError` with every wrong line.
    """
    rows = _rows(Path(path))
    known = dict(Area.objects.values_list("code", "level"))
    errors = _errors(rows, known)
    if errors:
        raise ValidationError(errors)
    counts = Counter(row["level"] for row in rows)
    with transaction.atomic(), connection.cursor() as cursor:
        stage(
            cursor,
            "incoming_areas",
            {"code": "text", "name": "text", "level": "text", "parent_id": "text"},
            ((row["code"], row["name"], row["level"], row["parent_code"] or None) for row in rows),
        )
        merged = merge(
            cursor, "incoming_areas", Area._meta.db_table, ["code"], ["name", "level", "parent_id"]
        )
        write_regional_parameters(row["code"] for row in rows)
    created, updated = len(merged.created), len(merged.updated)
    return {
        "areas": len(rows),
        "by_level": {level.value: counts[level.value] for level in Level if counts[level.value]},
        "created": created,
        "updated": updated,
        "unchanged": len(rows) - created - updated,
    }


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableWorkbook("not_found", path.name) from error
    except OSError as error:
        raise UnreadableWorkbook("unreadable", path.name) from error
    if not data:
        raise UnreadableWorkbook("empty", path.name)
    text = decode(data)
    if text is None:
        raise UnreadableWorkbook("unreadable", path.name)
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    title = _("行政区划表")
    if missing:
        raise UnreadableWorkbook("no_header", path.name, table=title, columns="、".join(missing))
    rows = [{column: (row[column] or "").strip() for column in COLUMNS} for row in reader]
    if not rows:
        raise UnreadableWorkbook("no_rows", path.name, table=title)
    return rows


def _errors(rows: list[dict[str, str]], known: dict[str, str]) -> list[str]:
    """Return a sentence for every wrong line of the table, the first ones in full."""
    codes = {row["code"] for row in rows} | known.keys()
    seen: set[str] = set()
    errors = []
    for line, row in enumerate(rows, start=2):
        errors += [
            _("第 %(line)s 行：%(error)s") % {"line": line, "error": error} for error in _wrong(row, codes)
        ]
        if row["code"] in seen:
            errors.append(_("第 %(line)s 行：代码 %(code)s 重复。") % {"line": line, "code": row["code"]})
        seen.add(row["code"])
    if len(errors) > SHOWN_ERRORS:
        more = len(errors) - SHOWN_ERRORS
        errors = [*errors[:SHOWN_ERRORS], _("另有 %(count)s 处错误。") % {"count": more}]
    return errors


def _wrong(row: dict[str, str], codes: set[str]) -> list[str]:
    code, parent = row["code"], row["parent_code"]
    errors = []
    level = LEVEL_BY_LENGTH.get(len(code)) if code.isascii() and code.isdigit() else None
    if level is None:
        errors.append(_("代码“%(code)s”应为 2、4、6、9 或 12 位数字。") % {"code": code})
    elif row["level"] != level.value:
        errors.append(
            _("代码 %(code)s 的级别应为 %(level)s，表中是“%(given)s”。")
            % {"code": code, "level": level.value, "given": row["level"]}
        )
    if not row["name"]:
        errors.append(_("代码 %(code)s 没有名称，请在表中补上。") % {"code": code})
    if parent and parent not in codes:
        errors.append(
            _("上级代码“%(code)s”不在表中，也不在系统中；请核对，或先导入上级。") % {"code": parent}
        )
    elif parent and not code.startswith(parent):
        errors.append(_("代码 %(code)s 应以上级代码 %(parent)s 开头。") % {"code": code, "parent": parent})
    elif not parent and level not in (None, Level.PROVINCE):
        errors.append(_("代码 %(code)s 没有上级代码，请在表中补上。") % {"code": code})
    return errors
