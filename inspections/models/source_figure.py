from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.choices import StatementKind
from inspections.models.source import NoticeSource
from inspections.statements import judge_text
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class SourceFigure(ScopedModel):
    """A figure that a paper states, with what it is made of, as the paper writes both (rulebook A9).

    `parts` are numbers, or days for durations and orders of days; `stated` is blank where the paper claims nothing.
    `is_open` marks a list that ends with 等, whose length says nothing.
    """

    FOLLOWS = "source"

    source = models.ForeignKey(
        NoticeSource, models.CASCADE, related_name="figures", verbose_name=_("来源批次")
    )
    number = models.PositiveSmallIntegerField(_("序号"))
    basis = models.CharField(_("出处"), max_length=30, blank=True)
    text = models.CharField(_("原文"), max_length=200)
    kind = models.CharField(_("关系"), max_length=10, choices=StatementKind)
    parts = ArrayField(models.CharField(max_length=20), verbose_name=_("组成"), default=list, blank=True)
    stated = models.CharField(_("原文的数"), max_length=20, blank=True)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    is_open = models.BooleanField(_("以“等”结尾"), default=False)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("原文数字")
        ordering = ["source_id", "number"]
        constraints = [models.UniqueConstraint("source", "number", name="one_figure_a_number")]

    def __str__(self):
        return self.text

    @property
    def judgement(self):
        """Return how the statement stands (`inspections.statements.judge`)."""
        return judge_text(self.kind, self.parts, self.stated, is_open=self.is_open)
