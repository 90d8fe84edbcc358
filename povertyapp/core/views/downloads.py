"""Answers that are files."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def attachment(response, name, media_type):
    """Let a response be saved, never shown: no browser may guess what it is and run it."""
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def file_response(data: bytes, name: str, content_type: str, *, inline: bool = False) -> HttpResponse:
    """Return a file under a name; a PDF may be shown `inline`, everything else is saved."""
    if not inline:
        return attachment(HttpResponse(data), name, content_type)
    headers = {"Content-Disposition": content_disposition_header(False, name)}
    return HttpResponse(data, content_type=content_type, headers=headers)
