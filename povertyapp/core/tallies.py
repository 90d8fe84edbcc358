"""What stands now, counted while it is written: how many rows of a kind a place has, by what they are (decision 45).

A model says with `tallied` by what it is counted. Triggers then note each difference that a statement makes, whoever
wrote it, in the same transaction: a figure is never older than the list behind it. Whoever stands over a place reads
its figures here; whoever sees only some of its rows has them counted.
"""

import logging
from dataclasses import dataclass
from functools import reduce
from operator import or_

import pgtrigger
from django.db import connection
from django.db.models import Q, Sum, Value
from django.db.models.functions import Coalesce

from povertyapp.core.functions import OwnersTrigger, callable_function
from povertyapp.core.models.area import LEVEL_BY_LENGTH
from povertyapp.core.models.tally import Tally
from povertyapp.core.scoping import sees_beside, stands_over, within
from povertyapp.core.written import Given, once_written

SEPARATOR = "|"
# The kind of what counts no rows, but says that a table is another (`povertyapp.core.changes`): a number that does not
# come back, so that not even a database that was restored from a backup says the same of other rows.
CHANGED, STEP = "changed", "1 + floor(random() * 1000000000)::bigint"
EVERYTHING = "everything"  # in place of a table: any of them may be another
BEHIND = "~"  # stands behind whatever a key goes on with
logger = logging.getLogger(__name__)
# Since when what has no day of its own stands; and where folding gathers what began in the past.
EVER = "'0001-01-01'::date"
# How long the codes of places are: a row counts in the place where it lies and in all around it.
DIGITS = ", ".join(f"({digits})" for digits in sorted(LEVEL_BY_LENGTH))


@dataclass(frozen=True)
class Counted:
    """By what the rows of a table are counted, in SQL: the text of `columns`, which rows (`where`), from the day
    `since` up to and including the day `until`; without days a row counts as long as it is there."""

    kind: str
    table: str
    columns: tuple[str, ...]
    where: str = "true"
    since: str | None = None
    until: str | None = None

    def rows(self, source, sign=1):
        """Return the SQL of (place, key, day, number) of the rows of a table or of what a statement changed."""
        key = f" || '{SEPARATOR}' || ".join(self.columns)
        found = f"SELECT area_id, {key}, {self.since or EVER}, {sign} FROM {source} WHERE {self.where}"
        if self.until:
            found += (
                f" UNION ALL SELECT area_id, {key}, {self.until} + 1, {-sign} FROM {source}"
                f" WHERE {self.where} AND {self.until} IS NOT NULL"
            )
        return found

    def differences(self, *sources):
        """Return the SQL of (code, kind, key, day, n): what these rows change where they lie and all around."""
        rows = " UNION ALL ".join(self.rows(source, sign) for source, sign in sources)
        return (
            f"SELECT left(code, digits) AS code, '{self.kind}' AS kind, key, day, sum(n) AS n"
            f" FROM ({rows}) AS counted (code, key, day, n) JOIN (VALUES {DIGITS}) AS place (digits)"
            " ON digits <= length(code) GROUP BY 1, 3, 4 HAVING sum(n) <> 0"
        )

    def noted(self, *sources):
        """Return the SQL that notes what these rows change."""
        return f"INSERT INTO core_tally (code, kind, key, day, n) {self.differences(*sources)}"


TALLIES: dict[str, Counted] = {}


def tallied(kind, *columns, where="true", since=None, until=None):
    """Class decorator: count the rows of a model by these columns, in the places where they lie."""

    def register(model):
        counted = Counted(kind, model._meta.db_table, columns, where, since, until)
        TALLIES[kind] = counted
        new, old = ("new_values", 1), ("old_values", -1)
        pgtrigger.register(
            _noting("insert", pgtrigger.Insert, counted, new),
            _noting("update", pgtrigger.Update, counted, new, old),
            _noting("delete", pgtrigger.Delete, counted, old),
        )(model)
        return model

    return register


def _noting(name, operation, counted, *sources):
    tables = {source.removesuffix("_values"): source for source, _sign in sources}
    return OwnersTrigger(
        name=f"tally_{counted.kind}_{name}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),
        func=f"{counted.noted(*sources)}; RETURN NULL;",
    )


# ---- what is read


def tally_of(user, code, kind, day):
    """Return what is noted of a kind in a place on a day, as rows to add up; None where the user does not stand over
    it: he sees some of its rows only."""
    return _of(user, code, kind, day, Q(code=code))


def tallies_under(user, code, kind, day):
    """Return the same of each place under one, and of itself, to be told apart by their `code`."""
    return _of(user, code, kind, day, within(code, "code"))


def _of(user, code, kind, day, places):
    if not stands_over(user, code):
        return None
    return Tally.objects.filter(places, kind=kind, day__lte=day).order_by()


def seen_of(rows, user, kind, key="", code=""):
    """Return how many of these rows, which the user sees, there are: what is noted of his places, or of one in them,
    under the keys that begin so, and those beside them, counted. None where he does not stand over that place, has none
    or sees every one, and of a code that is no place's: they are counted as they are."""
    if user.is_superuser or not user.area_codes:
        return None
    if code and (len(code) not in LEVEL_BY_LENGTH or not stands_over(user, code)):
        return None
    codes = [code] if code else _widest(user.area_codes)
    written = once_written(("noted", len(codes)), lambda: _noted(len(codes)))
    places = {f"area{number}": one for number, one in enumerate(codes)}
    noted = written.ask(kind=kind, key=key, **places)
    beside = rows.beside(user).count() if not code and sees_beside(rows.model, user) else 0
    return sum(noted) + beside


def _widest(codes):
    """Return these places without those that lie in another of them."""
    return [code for code in codes if not any(code != own and code.startswith(own) for own in codes)]


def _noted(number):
    """Return how many rows of a kind are noted of so many places under the keys that begin alike."""
    places = reduce(or_, (Q(code=Given(f"area{place}")) for place in range(number)))
    rows = Tally.objects.filter(
        places, kind=Given("kind"), key__gte=Given("key"), key__lt=Given("key", BEHIND)
    )
    return rows.values(all=Value(1)).annotate(noted=Coalesce(Sum("n"), 0)).values_list("noted", flat=True)


# ---- how it is kept

# Rows of the same are put together, those of the past whatever their day. Two who fold at the same time put each row
# together once: the second waits for the first and leaves what it made alone.
callable_function(
    "house_fold_tallies",
    "today date",
    f"""
    IF today > CURRENT_DATE + 1 THEN
        RAISE EXCEPTION 'what is still to come keeps its day';
    END IF;
    WITH many AS (
        SELECT code, kind, key, CASE WHEN day <= today THEN {EVER} ELSE day END AS day FROM core_tally
        GROUP BY 1, 2, 3, 4 HAVING count(*) > 1 OR sum(n) = 0
    ), gone AS (
        DELETE FROM core_tally AS t USING many
        WHERE (t.code, t.kind, t.key) = (many.code, many.kind, many.key)
          AND CASE WHEN t.day <= today THEN {EVER} ELSE t.day END = many.day
        RETURNING t.code, t.kind, t.key, many.day, t.n
    )
    INSERT INTO core_tally (code, kind, key, day, n)
    SELECT code, kind, key, day, sum(n) FROM gone GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0;
    """,
)


def note_change(table):
    """Return the SQL that notes that a table is another than before."""
    return (
        "INSERT INTO core_tally (code, kind, key, day, n)"
        f" VALUES ('', '{CHANGED}', '{table}', {EVER}, {STEP})"
    )


def fold_tallies(today):
    """Put together what was noted since the last time: reading stays as quick as after the first count."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT house_fold_tallies(%s)", [today])


def recount(cursor):
    """Count everything anew, as the owner and while nobody writes: rows may be older than their triggers."""
    cursor.execute(f"LOCK TABLE {', '.join(one.table for one in TALLIES.values())} IN SHARE MODE")
    cursor.execute(f"DELETE FROM core_tally WHERE kind <> '{CHANGED}'")
    for counted in TALLIES.values():
        cursor.execute(counted.noted((counted.table, 1)))
    cursor.execute(note_change(EVERYTHING))
    cursor.execute("SELECT house_fold_tallies(CURRENT_DATE)")


def check_tallies(today):
    """Say in the log where what is noted is not what is there: somebody wrote past the triggers. Return how many."""
    found = differences(today)
    if found:
        places = sorted({code for code, *_rest in found})
        logger.error(
            "tallies differ in %d numbers of %d places: run migrate (operations)", len(found), len(places)
        )
    return len(found)


def differences(today):
    """Return (code, kind, key, day) of what is noted and what is there to count where they differ, the past as one."""
    counted = " UNION ALL ".join(f"({one.differences((one.table, 1))})" for one in TALLIES.values())
    as_of = f"CASE WHEN day <= %(today)s THEN {EVER} ELSE day END"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT code, kind, key, {as_of} FROM (SELECT code, kind, key, day, n FROM core_tally"
            f" WHERE kind <> '{CHANGED}'"
            f" UNION ALL SELECT code, kind, key, day, -n FROM ({counted}) AS counted) AS both_sides"
            " GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0 ORDER BY 1, 2, 3, 4",
            {"today": today},
        )
        return cursor.fetchall()
