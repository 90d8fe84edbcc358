"""Lists as offices keep them, as files; and what the commands that take them in find in them."""

import json

import openpyxl

from tests.commands import run


def write(path, header, *rows, title="来凤县2017年台账", sheet="台账"):
    """Write a list with a title, a header and rows; return its path."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    page.append([title])
    page.append(list(header))
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def codes(path, out, command, *options):
    """Return the findings of a file as (code, row, column)."""
    run(command, path, "--findings", out, *options)
    return [
        (one["code"], one["row"], one["column"]) for one in json.loads(out.read_text("utf-8"))["findings"]
    ]
