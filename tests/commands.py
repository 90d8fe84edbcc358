"""Running a command and looking at what it left behind."""

import json
from io import StringIO

from django.apps import apps
from django.core.management import CommandError, call_command


def counts_of(command, *arguments):
    """Run a command; return the last line of its standard output. What it refuses is raised."""
    code, counts, said = run(command, *arguments)
    if code:
        raise CommandError(said, returncode=code)
    return counts


def run(command, *arguments):
    """Run a command; return (exit code, last line of its standard output, what it said)."""
    out, code, said = StringIO(), 0, ""
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=StringIO())
    except CommandError as error:
        code, said = error.returncode, str(error)
    lines = out.getvalue().splitlines()
    return code, json.loads(lines[-1]) if lines else {}, said


def history_sizes():
    """Return how many rows of history each model has."""
    return {
        m._meta.label: m._base_manager.count() for m in apps.get_models() if hasattr(m, "pgh_tracked_model")
    }
