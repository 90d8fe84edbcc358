from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assistance.choices import Batch, MeasureClass, MeasureItem, MeasureKind, MeasureState, VoidKind
from assistance.querysets import MeasureQuerySet
from households.models import Household
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel
from povertyapp.core.tallies import tallied

# As what they are noted: all that are listed, and those in force by batch, kind and item.
MEASURES, HELPED = "measures", "measure"


@tracked
@tallied(MEASURES, "''")
# As `MeasureQuerySet.in_force` has it.
@tallied(
    *(HELPED, "batch", "kind", "item"),
    where="NOT is_proposed AND voided_at IS NULL",
    since="from_date",
    until="to_date",
)
class AssistanceMeasure(ScopedModel):
    """A measure of help for a household (帮扶措施), in force from a day to a day (rulebook B11).

    One that a helper or a village proposed counts nowhere until the township confirms it, and one that a check
    struck out counts nowhere any more. `batch` is filled only where it is another than that of its family
    (`MeasureFamily`).
    """

    FOLLOWS = "household"

    household = models.ForeignKey(Household, models.CASCADE, related_name="measures", verbose_name=_("户"))
    measure_class = models.CharField(_("措施类别"), max_length=10, choices=MeasureClass)
    kind = models.CharField(_("措施种类"), max_length=20, choices=MeasureKind)
    item = models.CharField(_("具体措施"), max_length=20, choices=MeasureItem, blank=True)
    batch = models.CharField(_("五个一批"), max_length=16, choices=Batch, blank=True)
    name = models.CharField(_("措施内容"), max_length=100)
    from_date = models.DateField(_("开始日期"))
    to_date = models.DateField(_("结束日期"), null=True, blank=True)
    amount = models.DecimalField(_("金额(元)"), max_digits=16, decimal_places=2, null=True, blank=True)
    responsible_unit = models.CharField(_("责任单位"), max_length=80, blank=True)
    expected_income = models.DecimalField(
        _("预计年增收(元)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    is_proposed = models.BooleanField(_("待确认"), default=False)
    stop_reason = models.CharField(_("中止或不通过的原因"), max_length=100, blank=True)
    effect = models.CharField(_("成效"), max_length=200, blank=True)
    signed_on = models.DateField(_("成效签字日期"), null=True, blank=True)
    signed_by = models.CharField(_("成效签字人"), max_length=40, blank=True)
    effect_image = models.ForeignKey(
        "core.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("成效照片")
    )
    voided_at = models.DateTimeField(_("核销时间"), null=True, blank=True)
    # With defaults of the database: registers are copied in without these columns.
    void_kind = models.CharField(
        _("核销性质"), max_length=10, choices=VoidKind, blank=True, default="", db_default=""
    )
    void_reason = models.CharField(_("核销理由"), max_length=200, blank=True, default="", db_default="")
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("核销人"),
    )
    # The second person that calling a measure made up asks for (rulebook C6).
    false_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("认定人"),
    )

    objects: ClassVar = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("帮扶措施")
        ordering = ["household_id", "from_date", "pk"]
        indexes = [
            models.Index(fields=["area"], name="measure_by_area"),
            models.Index(
                fields=["area", "from_date"],
                condition=Q(is_proposed=True, voided_at=None, stop_reason=""),
                name="measure_to_confirm",
            ),
        ]
        constraints = [
            models.UniqueConstraint("household", "name", "from_date", name="one_measure_a_name_and_start"),
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                name="measure_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(stop_reason="") | Q(is_proposed=True) | Q(to_date__isnull=False),
                name="stopped_measure_has_a_last_day",
                violation_error_message=_("中止的措施要写明最后一天。"),
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None, signed_by="")
                | (Q(signed_on__isnull=False) & ~Q(signed_by="") & ~Q(effect="")),
                name="signed_effect_says_what_and_by_whom",
                violation_error_message=_("签字要有成效、签字日期和签字人。"),
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None, void_kind="") | (Q(voided_at__isnull=False) & ~Q(void_kind="")),
                name="voided_measure_has_a_kind",
                violation_error_message=_("核销措施要写明性质。"),
            ),
            models.CheckConstraint(
                condition=Q(false_by=None)
                | (Q(void_kind=VoidKind.FALSE) & (Q(voided_by=None) | ~Q(false_by=F("voided_by")))),
                name="false_measure_needs_a_second_person",
                violation_error_message=_("认定弄虚作假要由核销人以外的人来定。"),
            ),
        ]

    def __str__(self):
        return self.name

    def state_on(self, day):
        """Return how the measure stands on a day; `MeasureQuerySet.in_state` says the same of many."""
        if self.voided_at:
            return MeasureState.VOIDED
        if self.is_proposed:
            return MeasureState.REFUSED if self.stop_reason else MeasureState.PROPOSED
        if self.from_date > day:
            return MeasureState.PLANNED
        if self.to_date is None or self.to_date >= day:
            return MeasureState.IN_FORCE
        return MeasureState.STOPPED if self.stop_reason else MeasureState.DONE


class MeasureWord(models.Model):
    """A word that offices write for a measure, and the kind it means. A county adds its own."""

    word = models.CharField(_("写法"), max_length=60, unique=True)
    kind = models.CharField(_("措施种类"), max_length=20, choices=MeasureKind)
    item = models.CharField(_("具体措施"), max_length=20, choices=MeasureItem, blank=True)

    class Meta:
        verbose_name = _("措施写法")
        ordering = ["word"]

    def __str__(self):
        return self.word
