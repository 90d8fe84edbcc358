from django.db import models
from django.utils.translation import gettext_lazy as _

from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class NoticeSource(ScopedModel):
    """What problems come from (LF-01, LF-09): a circular, a feedback, a plan; one batch of a county's ledger.

    Its facts stand as the paper says; what the paper leaves blank (a document number) stays blank. `notes`
    are the places where the paper contradicts itself, `events` the dated steps of the response (LF-02).
    """

    year = models.PositiveSmallIntegerField(_("年度"))
    name = models.CharField(_("批次"), max_length=120, blank=True)
    title = models.CharField(_("标题"), max_length=200, blank=True)
    issuer = models.CharField(_("反馈单位"), max_length=120, blank=True)
    assessment_year = models.PositiveSmallIntegerField(_("考核年度"), null=True, blank=True)
    doc_no = models.CharField(_("文号"), max_length=60, blank=True)
    received_on = models.DateField(_("收到日期"), null=True, blank=True)
    mobilised_on = models.DateField(_("动员部署日期"), null=True, blank=True)
    events = models.JSONField(_("部署经过"), default=list, blank=True)
    notes = models.JSONField(_("原文不一致之处"), default=list, blank=True)

    class Meta:
        verbose_name = _("问题来源批次")
        ordering = ["area_id", "-year", "name"]
        constraints = [
            models.UniqueConstraint("area", "year", "name", name="one_source_a_batch"),
        ]

    def __str__(self):
        return _("%(year)s年度%(name)s") % {"year": self.year, "name": self.name}


@tracked
class NoticePoint(ScopedModel):
    """A problem as the level above fed it back (LF-05); the county's own measures answer to it."""

    FOLLOWS = "source"

    source = models.ForeignKey(
        NoticeSource, models.CASCADE, related_name="points", verbose_name=_("来源批次")
    )
    number = models.PositiveSmallIntegerField(_("序号"))
    text = models.TextField(_("反馈问题"))

    class Meta:
        verbose_name = _("反馈问题")
        ordering = ["source_id", "number"]
        constraints = [models.UniqueConstraint("source", "number", name="one_point_a_number")]

    def __str__(self):
        return self.text
