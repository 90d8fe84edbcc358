"""What families of measures stand for, and which answer a cause of poverty: the one place that reads the tables.

A family is a kind of measures, or one item of it. A measure belongs to the family of its item where there is a row
for that, else to that of its kind.
"""

from collections import defaultdict

from django.db.models import Case, CharField, Q, Value, When

from assistance.choices import RELIEF_FAMILIES, Batch, Reach
from assistance.models import CauseAnswer, MeasureFamily
from assistance.models.matrix import family
from households.choices import Cause
from povertyapp.core.once import once
from povertyapp.core.parameters import ancestors
from povertyapp.core.scoping import nothing


class Families:
    """The batch and the support of each family of measures (五个一批, 九个到户)."""

    def __init__(self, known=None):
        """`known` are all rows of the table, where somebody has read them already."""
        rows = once("families", lambda: list(MeasureFamily.objects.all())) if known is None else known
        self.rows = {(row.kind, row.item): row for row in rows}

    def of(self, measure):
        """Return the row of a measure's family, or None."""
        return self.rows.get((measure.kind, measure.item)) or self.rows.get((measure.kind, ""))

    def batch_of(self, measure):
        """Return which of the five batches a measure belongs to: what it says itself, else its family."""
        own = self.of(measure)
        return measure.batch or (own.batch if own else "")

    def reach_of(self, measure):
        """Return which of the nine kinds of support a measure is, or blank."""
        own = self.of(measure)
        return own.reach if own else ""

    def in_batch(self, *batches):
        """Return the condition that a measure belongs to one of these batches."""
        return Q(batch__in=batches) | Q(batch="") & self._where("batch", batches)

    def in_any_batch(self):
        """Return the condition that a measure belongs to one of the five batches."""
        return self.in_batch(*Batch.values)

    def batch_column(self):
        """Return the batch of a measure as an expression, blank for none of the five."""
        whens = [When(self.in_batch(batch), then=Value(batch.value)) for batch in Batch]
        return Case(*whens, default=Value(""), output_field=CharField())

    def reach_column(self):
        """Return the kind of support that a measure is as an expression, blank for none of the nine."""
        whens = [When(self._where("reach", (reach,)), then=Value(reach.value)) for reach in Reach]
        return Case(*whens, default=Value(""), output_field=CharField())

    def _where(self, column, values):
        found = nothing()
        for (kind, item), row in self.rows.items():
            if getattr(row, column) in values:
                others = [other for of_kind, other in self.rows if of_kind == kind and other]
                found |= Q(kind=kind, item=item) if item else Q(kind=kind) & ~Q(item__in=others)
        return found


def answer_rows(area_code, day):
    """Return cause → the rows that answer it in a place on a day: the nearest area's, all of them."""
    rows = CauseAnswer.objects.filter(
        Q(area=None) | Q(area__in=ancestors(area_code)),
        Q(to_date=None) | Q(to_date__gte=day),
        from_date__lte=day,
    )
    by_cause: dict[Cause, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_cause[Cause(row.cause)][row.area_id or ""].append(row)
    return {cause: areas[max(areas, key=len)] for cause, areas in by_cause.items()}


def answers(area_code, day):
    """Return cause → the families (kind, item) that answer it in a place on a day."""
    found = answer_rows(area_code, day)
    return {cause: [(row.kind, row.item) for row in rows] for cause, rows in found.items()}


def own_answers(area_code, cause):
    """Return all rows that an area wrote itself about a cause, the newest first."""
    return CauseAnswer.objects.filter(area_id=area_code, cause=cause).order_by("-from_date", "pk")


def answering(families):
    """Return the condition that a measure is of one of these families."""
    found = nothing()
    for kind, item in families:
        found |= Q(kind=kind, item=item) if item else Q(kind=kind)
    return found


def causes_of(household):
    """Return a household's causes of poverty, the main one first."""
    return list(
        dict.fromkeys(Cause(cause) for cause in (household.main_cause, *household.other_causes) if cause)
    )


def uncovered(household, measures, day):
    """Return cause → families that would answer it, for each cause that none of these measures answers.

    A cause to which the table has no answer asks for none.
    """
    table = answers(household.area_id, day)
    held = {pair for row in measures for pair in ((row.kind, row.item), (row.kind, ""))}
    return {
        cause: table[cause]
        for cause in causes_of(household)
        if cause in table and not held.intersection(table[cause])
    }


def reliefs_of(families):
    """Return the reliefs (JZ-42) among families of measures."""
    return [RELIEF_FAMILIES[pair] for pair in families if pair in RELIEF_FAMILIES]


def words_of(families):
    """Return the words of families, in order: 医疗救助、大病保险."""
    return "、".join(str(family(kind, item)) for kind, item in families)
