"""What changed since the running month was last computed, read set-based from the history (performance.md 2.4).

What a household owes and what counts for it depends on rows that belong to it alone, so of the facts only those of
households with a changed row are computed again. Lines of units are computed again where a table that their pass
reads has changed, or keeps no history.
"""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache

from django.apps import apps
from django.db.backends.utils import CursorWrapper
from django.db.models import BooleanField, Func, Q

import povertyapp
from households.models import Household
from inspections.models import Excuse
from inspections.services.account.compiled import histories, tables_read
from povertyapp.core import clock
from povertyapp.core.onepass import by_population
from povertyapp.core.rules import HOUSEHOLD
from povertyapp.core.scoping import within

# When a transaction of another role began, the server does not tell; none that writes records lasts longer.
LONGEST_WRITE = dt.timedelta(minutes=5)
# Whatever was written before this moment is seen by a computation that begins now.
READ_UNTIL = """
SELECT least(now() - %s, min(xact_start)) FROM pg_stat_activity WHERE datname = current_database()
"""
CHANGED = """
CREATE TEMP TABLE account_changed ON COMMIT DROP AS
SELECT DISTINCT household_id FROM ({each}) AS found WHERE household_id IS NOT NULL
"""
# A row that went from one household to another changed both: its earlier history names the one before.
OF_TABLE = """
SELECT said.{column} AS household_id FROM {history} AS said WHERE said.pgh_obj_id IN (
    SELECT changed.pgh_obj_id FROM {history} AS changed WHERE changed.pgh_created_at >= %(since)s)
"""
HAS_CHANGED = "SELECT EXISTS (SELECT FROM {history} WHERE pgh_created_at >= %(since)s)"
# An excuse that names no household may excuse all households of its helper.
OF_ALL = """
SELECT EXISTS (SELECT FROM inspections_excuseevent WHERE pgh_created_at >= %(since)s AND household_id IS NULL)
"""


class _HasChanged(Func):
    """Say whether a household is among those that changed; as a list, which the planner takes to be a short one."""

    template = "%(expressions)s = ANY(ARRAY(SELECT household_id FROM account_changed))"
    output_field = BooleanField()


@dataclass
class Changes:
    """What is to be computed again: the households in `account_changed`, and what reads a table that changed."""

    cursor: CursorWrapper
    county: str
    since: dt.datetime
    known: dict[str, bool] = field(default_factory=dict)

    @property
    def narrow(self):
        """Return the condition for rows of the households that changed."""
        return within(self.county) & Q(_HasChanged("household_id"))

    def touch(self, tables):
        """Say whether one of the tables changed, or keeps no history."""
        return any(table not in histories() or self.has_changed(table) for table in tables)

    def has_changed(self, table):
        """Say whether the history of a table goes on after the moment."""
        if table not in self.known:
            self.cursor.execute(HAS_CHANGED.format(history=histories()[table]), {"since": self.since})
            self.known[table] = self.cursor.fetchone()[0]
        return self.known[table]


@cache
def _household_columns():
    """Return table → the column of its history that names the household to which its rows belong."""
    found = {Household._meta.db_table: "pgh_obj_id"}
    for model in apps.get_models():
        tracked = getattr(model, "pgh_tracked_model", None)
        if tracked and any(field.column == "household_id" for field in model._meta.concrete_fields):
            found[tracked._meta.db_table] = "household_id"
    return found


def read_until(cursor):
    """Return the moment up to which the statements that follow see everything that was written."""
    cursor.execute(READ_UNTIL, [LONGEST_WRITE])
    return cursor.fetchone()[0]


def changes_since(work):
    """Return what changed since the account was computed; None where it has to be computed as a whole."""
    since = work.account.read_at
    if since is None or work.corrections or not _is_as_before(work):
        return None
    read, columns = _tables_of_households(work), _household_columns()
    work.cursor.execute(OF_ALL, {"since": since})
    if work.cursor.fetchone()[0] or read - columns.keys():
        return None
    each = " UNION ALL ".join(
        OF_TABLE.format(column=columns[table], history=histories()[table])
        for table in sorted(read | {Excuse._meta.db_table})
    )
    work.cursor.execute(CHANGED.format(each=each), {"since": since})
    work.cursor.execute("ANALYZE account_changed")
    return Changes(work.cursor, work.account.area_id, since)


def _is_as_before(work):
    """Say whether the program, its rules and the parameters are those of the last computation."""
    before = work.account
    return (
        clock.now() < work.period.entry_ends(work.value)
        and before.code_version == povertyapp.__version__
        and before.parameters == work.value.as_dict()
        and before.rules == work.said_rules
    )


def _tables_of_households(work):
    groups = by_population(work.bits_over(HOUSEHOLD)).items()
    return frozenset().union(*(tables_read(work, population, bits) for population, bits in groups))
