from django.db import models
from django.utils.translation import gettext_lazy as _

from povertyapp.core.scoping import ScopedModel


class Finding(ScopedModel):
    """A stored result of a DATA rule: this row breaks that rule. Healed findings are cleared, not deleted."""

    rule = models.CharField(_("规则"), max_length=12)
    subject_kind = models.CharField(_("对象"), max_length=12)
    subject_code = models.CharField(_("编号"), max_length=24)
    found_at = models.DateTimeField(_("发现时间"))
    cleared_at = models.DateTimeField(_("消除时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("数据问题")
        indexes = [models.Index(fields=["area", "rule"], name="finding_by_area")]
        constraints = [
            models.UniqueConstraint(
                "rule", "subject_code", condition=models.Q(cleared_at=None), name="one_open_finding"
            )
        ]

    def __str__(self):
        return f"{self.rule} {self.subject_code}"
