from enum import StrEnum

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.models.visit import Submission, Visit
from assistance.models.visit_more import VisitPhoto


class Watched(StrEnum):
    """Whom a doubt is about: a helper, a visitor known by name, whoever has a photo; or all, who were gone through."""

    HELPER = "helper"
    NAME = "name"
    PHOTO = "photo"
    ALL = "all"


class Doubt(models.Model):
    """Somebody who wrote visits of a month since its flags were noted (decision 48), or whose visits what was written
    may concern; a blank place and month stand for all of them. A row of `Watched.ALL` says that the month was gone
    through, and in `whom` under which parameters.

    Triggers add rows, so that nobody who writes waits for another; `assistance.services.doubts` takes them away.
    """

    county = models.CharField(_("县"), max_length=6, blank=True)
    month = models.CharField(_("月份"), max_length=7, blank=True)
    kind = models.CharField(max_length=6)
    whom = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("待看疑点")
        indexes = [models.Index(fields=["month", "county"], include=["kind", "whom"], name="doubt_by_month")]

    def __str__(self):
        return f"{self.county} {self.month} {self.kind}"


class OddVisit(models.Model):
    """The flags of a visit, as they were when its month was gone through; they hold as long as nobody has a `Doubt` of
    its visitor. A visit without any has no row."""

    visit = models.OneToOneField(
        Visit, models.DO_NOTHING, primary_key=True, related_name="odd", db_constraint=False
    )
    county = models.CharField(_("县"), max_length=6)
    month = models.CharField(_("月份"), max_length=7)
    day = models.DateField(_("走访日期"))
    kind = models.CharField(max_length=6)
    whom = models.CharField(max_length=64)
    flags = ArrayField(models.CharField(max_length=12))

    class Meta:
        verbose_name = _("走访疑点")
        indexes = [models.Index(fields=["county", "month", "-day", "-visit"], name="odd_visit_by_day")]

    def __str__(self):
        return f"{self.visit_id} {', '.join(self.flags)}"


# Whose a visit is, and when; a visitor who is no helper of ours is known by the name that the log says.
VISITOR = (
    "left(v.area_id, 6), to_char(v.happened_on, 'YYYY-MM'),"
    f" CASE WHEN v.helper_id IS NULL THEN '{Watched.NAME}' ELSE '{Watched.HELPER}' END,"
    " coalesce(v.helper_id::text, v.visitor_name)"
)


def watch(rows):
    """Return the SQL that notes (county, month, kind, whom) as what has to be looked at."""
    return (
        f"INSERT INTO assistance_doubt (county, month, kind, whom) SELECT DISTINCT * FROM ({rows}) AS watched"
    )


def _of_visits(source):
    """Return the SQL of what changed visits put into question: their visitors, and wherever hours were stated, those
    of every month, since two hours that overlap may stand in different ones."""
    timed = f"SELECT '', '', '{Watched.HELPER}', v.helper_id::text FROM {source} AS v"
    return f"SELECT {VISITOR} FROM {source} AS v UNION {timed} WHERE v.ended_at IS NOT NULL AND v.helper_id IS NOT NULL"


def _of_submissions(source):
    """Return the SQL of the visitors whose phones said how late it is."""
    return (
        f"SELECT {VISITOR} FROM {source} AS s JOIN assistance_visit AS v ON v.id = s.visit_id"
        " WHERE s.skew_seconds IS NOT NULL"
    )


def _of_photos(source):
    """Return the SQL of photos whose like may hang on any visit."""
    return f"SELECT '', '', '{Watched.PHOTO}', p.sha256 FROM {source} AS p"


def _watched(model, rows_of, changed=""):
    """Let each statement that writes such rows note whom they put into question; of those that it updates, where
    `changed` is so, if that says anything."""
    new, old = rows_of("new_values"), rows_of("old_values")
    both = (
        f"({new} UNION {old})"
        if not changed
        else f"SELECT * FROM ({new} UNION {old}) AS b WHERE EXISTS ({changed})"
    )
    for name, operation, rows, tables in (
        ("doubt_insert", pgtrigger.Insert, new, {"new": "new_values"}),
        ("doubt_update", pgtrigger.Update, both, {"new": "new_values", "old": "old_values"}),
        ("doubt_delete", pgtrigger.Delete, old, {"old": "old_values"}),
    ):
        pgtrigger.register(
            pgtrigger.Trigger(
                name=name,
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=operation,
                referencing=pgtrigger.Referencing(**tables),
                func=f"{watch(rows)}; RETURN NULL;",
            )
        )(model)


# A photo comes in pieces: only what it is and where it hangs counts.
MOVED = (
    "SELECT FROM new_values AS n JOIN old_values AS o USING (id)"
    " WHERE (n.visit_id, n.sha256) IS DISTINCT FROM (o.visit_id, o.sha256)"
)
_watched(Visit, _of_visits)
_watched(Submission, _of_submissions)
_watched(VisitPhoto, _of_photos, MOVED)
