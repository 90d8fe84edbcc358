"""What all lists that are put up in public share, whatever they are about, and what all objections share."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from households.models.procedure import person
from povertyapp.core.scoping import ScopedModel


class Posted(ScopedModel):
    """What was put up: where, from when to when, the complaint line, and where its paper lies."""

    posted_on = models.DateField(_("张贴日期"))
    taken_down_on = models.DateField(_("取下日期"), null=True, blank=True)
    place = models.CharField(_("张贴地点"), max_length=60)
    complaint_line = models.CharField(_("监督电话"), max_length=30)
    paper = models.CharField(_("纸质材料存放"), max_length=100, blank=True)
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_down_on=None) | Q(taken_down_on__gte=F("posted_on")),
                name="%(class)s_ends_after_it_begins",
                violation_error_message=_("取下日期不能早于张贴日期。"),
            ),
        ]

    def days_up(self, on):
        """Return for how many days it had been up by the end of a day; what was taken down stays as it was."""
        last = min(on, self.taken_down_on) if self.taken_down_on else on
        return max((last - self.posted_on).days, 0)


class Objected(ScopedModel):
    """What somebody said against what was put up, and the answer; who said it stands in the model's own column."""

    made_on = models.DateField(_("提出日期"))
    text = models.TextField(_("异议内容"))
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    answer = models.TextField(_("答复"), blank=True)
    answered_by = person(_("答复人"), null=True, blank=True)
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.text[:30]


def answer_is_whole(name):
    """Return the constraint that an answer has its day and its text, or neither."""
    return models.CheckConstraint(
        condition=Q(answered_on=None, answer="") | (Q(answered_on__gte=F("made_on")) & ~Q(answer="")),
        name=name,
        violation_error_message=_("答复要写明内容和日期，日期不早于提出日期。"),
    )
