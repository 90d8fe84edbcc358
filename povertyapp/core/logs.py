"""What may stand in a log: where something went wrong, never whose data it was (reliability-security C3).

Exceptions carry values: a failed insert tells the whole row, a wrong number tells the number. The place of the
error stays, the values go.
"""

import logging
import re
from typing import Any

from django.views.debug import SafeExceptionReporterFilter

CUT = "[…]"
# ID numbers, disability cards, accounts, telephones: long runs of digits. Household numbers and times are shorter.
PERSONAL = re.compile(r"(?<![\dA-Za-z])(?:\d{15,22}[Xx]?|1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?![\dA-Za-z])")
# PostgreSQL tells values under these words; Python quotes the value that it could not use.
VALUES = re.compile(r"^(?:DETAIL|CONTEXT|QUERY|STATEMENT|HINT):.*$|^LINE \d+:.*\n.*\^.*$", re.MULTILINE)
QUERY = re.compile(r"(?<=[\w/])\?[^\s\"'<>]*=[^\s\"'<>]*")


def without_values(text: str) -> str:
    """Return a line of a log without personal numbers, values of rows and query strings."""
    return PERSONAL.sub(CUT, QUERY.sub("", VALUES.sub(CUT, text)))


class PlaceFormatter(logging.Formatter):
    """Writes records without values; of an exception its types and places, not its words."""

    def format(self, record: logging.LogRecord) -> str:
        return without_values(super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is logging's
        lines = []
        error = ei[1]
        while error is not None:
            lines += [f"{type(error).__module__}.{type(error).__qualname__}", *_places(error.__traceback__)]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def _places(step) -> list[str]:
    found = []
    while step is not None:
        code = step.tb_frame.f_code
        found.append(f"  {code.co_filename}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return found


class NothingOfTheRequest(SafeExceptionReporterFilter):
    """Reports of errors (mails to administrators, if an installation has them sent) tell no input and no variable."""

    def is_active(self, request):
        return True

    def get_post_parameters(self, request):
        return {}

    def get_traceback_frame_variables(self, request, tb_frame):
        return []

    def get_safe_request_meta(self, request):
        kept = ("REQUEST_METHOD", "PATH_INFO", "SERVER_NAME")
        return {
            name: request.META[name] for name in kept if hasattr(request, "META") and name in request.META
        }

    def get_safe_cookies(self, request):
        return {}
