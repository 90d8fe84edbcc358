"""Closing a month and taking in facts of an earlier date must not pass each other unseen.

Whoever records facts with a moment of entry other than now holds the county's months open until his transaction
ends; whoever closes a month waits for him, and those who come later find the month locked.
"""

from django.db import connection

from povertyapp.core.models import MonthLock

# The name of this kind of advisory lock in the database, beside the county's code.
MONTHS = 20170528


def hold_months_open(county_code):
    """Keep the county's months from being closed until the end of this transaction."""
    _lock("pg_advisory_xact_lock_shared", county_code)


def hold_months_for_closing(county_code):
    """Wait for those who hold the county's months open, and keep newcomers waiting until this transaction ends."""
    _lock("pg_advisory_xact_lock", county_code)


def locked_months(county_codes):
    """Return (county code, month as `2017-03`) → the moment at which it was locked."""
    rows = MonthLock.objects.filter(county__in=county_codes)
    return {(row.county_id, row.month): row.closed_at for row in rows}


def _lock(function, county_code):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [MONTHS, int(county_code)])
