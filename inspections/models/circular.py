from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.choices import CircularState
from inspections.models.account import AccountMonth
from inspections.querysets import CircularQuerySet
from povertyapp.core import clock
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class Circular(ScopedModel):
    """The monthly circular (通报, JZ-16, rulebook D5): drafted from a closed account, issued by a named person.

    `sections` is what stood in the records when it was drafted, as tables; `opening` and `demands` are written by a
    person. An issued circular never changes. It names units and officials, never a household. `area` is the county.
    """

    month = models.CharField(_("月份"), max_length=7)
    account = models.ForeignKey(
        AccountMonth, models.PROTECT, related_name="circulars", verbose_name=_("硬账")
    )
    number = models.CharField(_("文号"), max_length=60, blank=True)
    title = models.CharField(_("标题"), max_length=120)
    opening = models.TextField(_("总的情况"))
    demands = models.TextField(_("工作要求"), blank=True)
    sections = models.JSONField(_("通报内容"), default=list)
    state = models.CharField(_("状态"), max_length=8, choices=CircularState, default=CircularState.DRAFT)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField(_("起草时间"), default=clock.now)
    issued_on = models.DateField(_("印发日期"), null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("签发人"),
    )
    recorded_at = models.DateTimeField(_("印发登记时间"), null=True, blank=True)

    objects: ClassVar = CircularQuerySet.as_manager()

    class Meta:
        verbose_name = _("通报")
        ordering = ["-month", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "area", "month",
                name="one_draft_circular_a_month",
                condition=Q(state=CircularState.DRAFT),
                violation_error_message=_("这个月已经有一份通报草稿，请在那一份上修改。"),
            ),
            models.CheckConstraint(
                condition=Q(state=CircularState.DRAFT, issued_on=None, issued_by=None)
                | Q(
                    state=CircularState.ISSUED,
                    issued_on__isnull=False,
                    issued_by__isnull=False,
                    recorded_at__isnull=False,
                ),
                name="issued_circular_says_who_and_when",
                violation_error_message=_("印发要有签发人和日期。"),
            ),
            models.CheckConstraint(
                condition=Q(issued_by=None) | Q(drafted_by=None) | ~Q(issued_by=F("drafted_by")),
                name="circular_is_signed_by_another",
                violation_error_message=_("起草的人不能签发，请由另一个人签发。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("inspections:bulletin", args=[self.pk])

    @property
    def is_issued(self):
        return self.state == CircularState.ISSUED
