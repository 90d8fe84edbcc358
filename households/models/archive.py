from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from households.models.household import Household
from households.models.procedure import person
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel, ScopedQuerySet


class ArchiveLevel(models.TextChoices):
    """The levels that keep records in the county: 户有卡、村有册、乡有簿、县有档 (GY-11)."""

    HOUSEHOLD = "household", _("户有卡")
    VILLAGE = "village", _("村有册")
    TOWNSHIP = "township", _("乡有簿")
    COUNTY = "county", _("县有档")


class Cycle(models.TextChoices):
    """How often a document is made anew."""

    ONCE = "once", _("一次")
    YEAR = "year", _("每年")
    MONTH = "month", _("每月")


class ChecklistItem(models.Model):
    """A document that a level must hold (rulebook B19): data, by region and date; a county adds its own.

    What the program can tell from its records is registered under the same code (`households.archive`);
    everything else is held as a paper.
    """

    region = models.CharField(_("地区代码"), max_length=12, blank=True)
    level = models.CharField(_("级别"), max_length=10, choices=ArchiveLevel)
    code = models.SlugField(_("代码"), max_length=40)
    title = models.CharField(_("资料名称"), max_length=60)
    cycle = models.CharField(_("周期"), max_length=5, choices=Cycle, default=Cycle.YEAR)
    basis = models.CharField(_("依据"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(_("顺序"))
    from_date = models.DateField(_("起"))
    to_date = models.DateField(_("止"), null=True, blank=True)

    class Meta:
        verbose_name = _("档案目录")
        ordering = ["level", "position"]
        constraints = [
            models.UniqueConstraint("region", "level", "code", "from_date", name="one_checklist_item_a_day")
        ]

    def __str__(self):
        return self.title

    def period_of(self, day) -> str:
        """Return the period that a document of this item must be of on that day: 2017, 2017-05 or blank."""
        return {Cycle.YEAR: f"{day.year}", Cycle.MONTH: f"{day:%Y-%m}"}.get(Cycle(self.cycle), "")


class PaperQuerySet(ScopedQuerySet):
    """Papers that are kept."""

    def holding(self, item: ChecklistItem, day):
        """Papers that stand for an item on that day: of its period, readable or kept somewhere."""
        return self.filter(level=item.level, item=item.code, period=item.period_of(day))


@tracked
class ArchivePaper(ScopedModel):
    """A document that is on file: a scan that opens, or a paper and where it lies."""

    FOLLOWS = "household"

    level = models.CharField(_("级别"), max_length=10, choices=ArchiveLevel)
    item = models.SlugField(_("资料"), max_length=40)
    household = models.ForeignKey(
        Household, models.CASCADE, null=True, blank=True, related_name="papers", verbose_name=_("户")
    )
    period = models.CharField(_("所属期"), max_length=7, blank=True)
    file = models.ForeignKey(
        "core.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("扫描件")
    )
    kept_at = models.CharField(_("纸质材料存放"), max_length=100, blank=True)
    added_by = person(_("归档人"))
    added_at = models.DateTimeField(_("归档时间"), auto_now_add=True)

    objects: ClassVar = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("归档资料")
        ordering = ["-added_at"]
        indexes = [models.Index(fields=["area", "level", "item"], name="paper_by_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(kept_at=""),
                name="paper_is_somewhere",
                violation_error_message=_("请上传扫描件，或写明纸质材料存放在哪里。"),
            ),
            models.CheckConstraint(
                condition=Q(level="household", household__isnull=False)
                | (~Q(level="household") & Q(household=None)),
                name="paper_of_a_household_names_it",
            ),
        ]

    def __str__(self):
        return f"{self.item} {self.period}".strip()
