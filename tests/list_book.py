"""Lists as offices keep them, as files; and the commands that take them in."""

import json
from io import StringIO

import openpyxl
from django.core.management import CommandError, call_command


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


def run(command, path, *options):
    """Run a command; return (exit code, last line of standard output, what it said)."""
    out, code, said = StringIO(), 0, ""
    try:
        call_command(command, str(path), *map(str, options), stdout=out, stderr=StringIO())
    except CommandError as error:
        code, said = error.returncode, str(error)
    return code, json.loads(out.getvalue().splitlines()[-1]), said


def codes(path, out, command, *options):
    """Return the findings of a file as (code, row, column)."""
    run(command, path, "--findings", out, *options)
    return [
        (one["code"], one["row"], one["column"]) for one in json.loads(out.read_text("utf-8"))["findings"]
    ]
