"""Answers that are files."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def file_response(data: bytes, name: str, content_type: str, *, inline: bool = False) -> HttpResponse:
    """Return a file under a name; a PDF may be shown `inline`, everything else is saved."""
    headers = {"Content-Disposition": content_disposition_header(not inline, name)}
    return HttpResponse(data, content_type=content_type, headers=headers)
