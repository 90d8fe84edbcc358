"""What a family of measures stands for, and which families answer which cause of poverty: data, not code."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.choices import Batch, MeasureItem, MeasureKind, Reach
from households.choices import Cause
from povertyapp.core.history import tracked
from povertyapp.core.text import labelled


def family(kind, item):
    """Return the words of a family of measures: those of the item, else of the kind."""
    return MeasureItem(item).label if item else MeasureKind(kind).label


class MeasureFamily(models.Model):
    """The batch (五个一批) and the support (九个到户) that a family of measures belongs to (B11, TF-08).

    A row without an item speaks for its whole kind, one with an item for that item alone.
    """

    kind = models.CharField(_("措施种类"), max_length=20, choices=MeasureKind)
    item = models.CharField(_("具体措施"), max_length=20, choices=MeasureItem, blank=True)
    batch = models.CharField(_("五个一批"), max_length=16, choices=Batch, blank=True)
    reach = models.CharField(_("九个到户"), max_length=12, choices=Reach, blank=True)

    class Meta:
        verbose_name = _("措施归类")
        ordering = ["kind", "item"]
        constraints = [models.UniqueConstraint("kind", "item", name="one_row_a_measure_family")]

    def __str__(self):
        return str(family(self.kind, self.item))


@tracked
class CauseAnswer(models.Model):
    """A family of measures that answers a cause of poverty, in an area from a day to a day (JZ-08, B11).

    Without an area it holds everywhere. Of the rows in force the nearest area's are the whole answer to a cause.
    """

    area = models.ForeignKey(
        "core.Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("行政区划")
    )
    cause = models.CharField(_("致贫原因"), max_length=20, choices=Cause)
    kind = models.CharField(_("措施种类"), max_length=20, choices=MeasureKind)
    item = models.CharField(_("具体措施"), max_length=20, choices=MeasureItem, blank=True)
    from_date = models.DateField(_("起"))
    to_date = models.DateField(_("止"), null=True, blank=True)

    class Meta:
        verbose_name = _("致贫原因对应措施")
        ordering = ["cause", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "cause", "kind", "item", "from_date"],
                name="one_cause_answer_a_start",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(to_date=None) | models.Q(to_date__gte=models.F("from_date")),
                name="cause_answer_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
        ]

    def __str__(self):
        return labelled(self.get_cause_display(), family(self.kind, self.item))
