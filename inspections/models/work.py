from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.choices import Book, Topic, WorkKind
from inspections.querysets import CoveredQuerySet, WorkRegisterQuerySet, WorkRoundQuerySet
from povertyapp.core import clock
from povertyapp.core.history import tracked
from povertyapp.core.models import StoredFile
from povertyapp.core.scoping import ScopedModel


def _user(label, **more):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
        **more,
    )


@tracked
class WorkRound(ScopedModel):
    """What the county asks of its townships by a day: that their clerks are trained (CB1-17), or that all books,
    forms, cards and volumes are gone through (CB1-24). `area` is the county."""

    code = models.CharField(_("编号"), max_length=20, unique=True)
    kind = models.CharField(_("工作"), max_length=10, choices=WorkKind)
    title = models.CharField(_("名称"), max_length=80)
    asks = models.TextField(_("要求"), blank=True)
    topics = ArrayField(
        models.CharField(max_length=12, choices=Topic), verbose_name=_("培训内容"), default=list, blank=True
    )
    from_on = models.DateField(_("开始日期"))
    due_on = models.DateField(_("完成时限"))
    withdrawn_on = models.DateField(_("撤销日期"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("撤销原因"), max_length=200, blank=True)
    made_by = _user(_("布置人"))
    made_at = models.DateTimeField(_("布置时间"), default=clock.now)

    objects: ClassVar = WorkRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("培训与清理")
        ordering = ["area_id", "-due_on", "code"]
        constraints = [
            models.UniqueConstraint(
                "area",
                "title",
                name="one_work_round_a_title",
                violation_error_message=_("已经有同名的工作，请换一个名称。"),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("from_on")),
                name="work_is_due_after_it_begins",
                violation_error_message=_("完成时限不能早于开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_reason=""),
                name="withdrawn_work_says_why",
                violation_error_message=_("请写明撤销的原因。"),
            ),
            models.CheckConstraint(
                condition=~Q(kind=WorkKind.TRAINING) | Q(topics__len__gt=0),
                name="training_says_what_is_taught",
                violation_error_message=_("请选培训内容。"),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("inspections:work_round", args=[self.code])

    @property
    def is_training(self):
        return self.kind == WorkKind.TRAINING


@tracked
class WorkRegister(ScopedModel):
    """The register of one township for a round: when and by whom clerks were taught. `area` is the township.

    Who attended, or which villages were gone through, are rows of their own; whether it is done follows from them.
    """

    round = models.ForeignKey(
        WorkRound, models.CASCADE, related_name="registers", verbose_name=_("培训与清理")
    )
    held_on = models.DateField(_("培训日期"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=60, blank=True)
    trainer = models.CharField(_("授课人"), max_length=40, blank=True)
    note = models.TextField(_("情况说明"), blank=True)
    sheet = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("签到册")
    )

    objects: ClassVar = WorkRegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("乡镇登记册")
        ordering = ["round_id", "area_id"]
        constraints = [models.UniqueConstraint("round", "area", name="one_register_a_township")]

    def __str__(self):
        return f"{self.area.short_name} {self.round}"

    def get_absolute_url(self):
        return reverse("inspections:work_register", args=[self.round.code, self.area_id])


@tracked
class WorkAttendee(ScopedModel):
    """One person who is to be trained, by account or by name, and the day on which he was."""

    DONE_ON: ClassVar = "attended_on"
    FOLLOWS = "register"

    register = models.ForeignKey(
        WorkRegister, models.CASCADE, related_name="attendees", verbose_name=_("登记册")
    )
    user = _user(_("账号"))
    name = models.CharField(_("姓名"), max_length=40)
    attended_on = models.DateField(_("参训日期"), null=True, blank=True)
    recorded_by = _user(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), null=True, blank=True)

    objects: ClassVar = CoveredQuerySet.as_manager()

    class Meta:
        verbose_name = _("参训人员")
        ordering = ["register_id", "name", "pk"]
        indexes = [models.Index(fields=["user", "attended_on"], name="attendee_by_user")]
        constraints = [
            models.UniqueConstraint("register", "user", name="one_attendee_a_user", condition=Q(user__isnull=False)),
            models.UniqueConstraint("register", "name", name="one_attendee_a_name", condition=Q(user=None)),
            models.CheckConstraint(
                condition=Q(attended_on=None, recorded_at=None)
                | Q(attended_on__isnull=False, recorded_at__isnull=False),
                name="attended_says_when",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name


@tracked
class WorkVillage(ScopedModel):
    """One village whose books are gone through: of how many households, what was found, what was put right.

    `recorded_at` is the moment at which it was entered as complete: every household, and all four sorts of books.
    """

    DONE_ON: ClassVar = "done_on"

    register = models.ForeignKey(
        WorkRegister, models.CASCADE, related_name="villages", verbose_name=_("登记册")
    )
    in_scope = models.PositiveIntegerField(_("应清理户数"))
    gone_through = models.PositiveIntegerField(_("已清理户数"), default=0)
    books = ArrayField(
        models.CharField(max_length=10, choices=Book), verbose_name=_("已清理的"), default=list, blank=True
    )
    faults = models.PositiveIntegerField(_("发现差错"), default=0)
    mended = models.PositiveIntegerField(_("已改正"), default=0)
    done_on = models.DateField(_("清理日期"), null=True, blank=True)
    note = models.TextField(_("情况说明"), blank=True)
    image = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("照片")
    )
    recorded_by = _user(_("录入人"))
    recorded_at = models.DateTimeField(_("完成录入时间"), null=True, blank=True)

    objects: ClassVar = CoveredQuerySet.as_manager()

    class Meta:
        verbose_name = _("清理的村")
        ordering = ["register_id", "area_id"]
        indexes = [models.Index(fields=["area"], name="work_village_by_area")]
        constraints = [
            models.UniqueConstraint("register", "area", name="one_clean_up_a_village"),
            models.CheckConstraint(
                condition=Q(gone_through__lte=F("in_scope")),
                name="gone_through_of_those_in_scope",
                violation_error_message=_("已清理户数不能多于应清理户数。"),
            ),
            models.CheckConstraint(
                condition=Q(mended__lte=F("faults")),
                name="mended_of_what_was_found",
                violation_error_message=_("已改正的不能多于发现的差错。"),
            ),
            models.CheckConstraint(
                condition=Q(recorded_at=None)
                | Q(done_on__isnull=False, gone_through=F("in_scope"), books__len=len(Book)),
                name="complete_clean_up_leaves_nothing",
            ),
        ]

    def __str__(self):
        return f"{self.area.short_name} {self.register.round}"

    def get_absolute_url(self):
        return reverse("inspections:work_village", args=[self.register.round.code, self.area_id])
