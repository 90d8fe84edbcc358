"""One lock a county: whoever refreshes its findings or answers for one waits for the other."""

from django.db import connection


def hold_county(area_code):
    """Hold the findings of the county to which the area belongs until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('refresh_findings'), %s)", [int(area_code[:6])])
