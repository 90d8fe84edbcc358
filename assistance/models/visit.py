from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assistance.choices import Change, Channel, Guarantee, Met, Promise, Satisfaction, VoidKind
from assistance.models.helper import Helper
from assistance.querysets import VisitQuerySet
from households.models import Household
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel
from povertyapp.core.tallies import tallied

VISITS = "visit"  # as what they are noted, by month


@tracked
@tallied(VISITS, "to_char(happened_on, 'YYYY-MM')")
class Visit(ScopedModel):
    """A home visit or a contact by another channel (LF-14, LF-19), on a day, entered at a moment.

    `recorded_at` is when it counts as entered: the server's time, or the date of the signed log that it came
    from. It counts for its month only when entered before that month's cut-off.
    """

    FOLLOWS = "household"
    ANSWERED_BY = "recorded_by_id"

    household = models.ForeignKey(
        Household, models.PROTECT, related_name="visits", verbose_name=_("户"), db_index=False
    )
    helper = models.ForeignKey(
        Helper, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("走访人")
    )
    visitor_name = models.CharField(_("走访人姓名"), max_length=40, blank=True)
    channel = models.CharField(_("走访方式"), max_length=8, choices=Channel, default=Channel.HOME)
    happened_on = models.DateField(_("走访日期"))
    device_at = models.DateTimeField(_("手机时间"), null=True, blank=True)
    # Never asked for; where a sender states them, they must be able to be true (DQ-45).
    began_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("录入时间"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("录入人"),
        db_index=False,
    )
    met = models.CharField(_("见到谁"), max_length=8, choices=Met, blank=True)
    people_change = models.CharField(_("家里人口变化"), max_length=8, choices=Change, blank=True)
    guarantees = models.CharField(_("吃穿住医学水"), max_length=8, choices=Guarantee, blank=True)
    last_promise = models.CharField(_("上月约定"), max_length=10, choices=Promise, blank=True)
    satisfaction = models.CharField(_("满意度"), max_length=12, choices=Satisfaction, blank=True)
    detail = models.JSONField(_("细问"), default=dict, blank=True)
    content = models.CharField(_("走访内容"), max_length=500, blank=True)
    solved = models.CharField(_("解决的问题"), max_length=200, blank=True)
    next_promise = models.CharField(_("下月约定"), max_length=200, blank=True)
    next_promise_on = models.DateField(_("约定日期"), null=True, blank=True)
    photo_count = models.PositiveSmallIntegerField(_("照片(张)"), default=0)
    is_signed = models.BooleanField(_("农户签字"), null=True, blank=True)
    # Of a visit from a signed log: household, day and visitor, so that a row is taken in once for ever.
    log_key = models.CharField(max_length=32, unique=True, null=True, blank=True, editable=False)
    voided_at = models.DateTimeField(_("核销时间"), null=True, blank=True)
    void_kind = models.CharField(_("核销性质"), max_length=10, choices=VoidKind, blank=True)
    void_reason = models.CharField(_("核销理由"), max_length=200, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("核销人"),
    )
    # The second person that calling a visit false asks for (rulebook C6).
    false_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("认定人"),
    )

    # True on the visit that a repeated submission found again (services.record_visit).
    is_repeat = False

    objects: ClassVar = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("走访")
        ordering = ["-happened_on", "-pk"]
        indexes = [
            models.Index(fields=["household", "-happened_on"], name="visit_by_household"),
            # In the order of the list, with the place, so that those of a month are counted by place in the index.
            models.Index(fields=["happened_on", "id"], include=["area"], name="visit_by_day"),
            # With whose they are, so that who sees them all counts them in the index.
            models.Index(fields=["area", "-happened_on"], include=["recorded_by"], name="visit_by_area"),
            # With the place, so that whose lie elsewhere are found however many somebody entered.
            models.Index(fields=["recorded_by", "area"], name="visit_by_author"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(voided_at=None, void_kind="") | (Q(voided_at__isnull=False) & ~Q(void_kind="")),
                name="voided_visit_has_a_kind",
                violation_error_message=_("核销走访要写明性质。"),
            ),
            models.CheckConstraint(
                condition=Q(voided_by=None)
                | (Q(voided_at__isnull=False) & (Q(recorded_by=None) | ~Q(voided_by=F("recorded_by")))),
                name="visitor_does_not_void_his_visit",
                violation_error_message=_("录入走访的人不能核销自己的走访，请由另一个人核销。"),
            ),
            models.CheckConstraint(
                condition=Q(false_by=None)
                | (Q(void_kind=VoidKind.FALSE) & (Q(voided_by=None) | ~Q(false_by=F("voided_by")))),
                name="false_visit_needs_a_second_person",
                violation_error_message=_("认定弄虚作假要由核销人以外的人来定。"),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(began_at__isnull=False, ended_at__gte=F("began_at")),
                name="visit_ends_after_it_begins",
                violation_error_message=_("走访的结束时间不能早于开始时间。"),
            ),
        ]

    def __str__(self):
        return f"{self.household} {self.happened_on}"

    @property
    def receipt(self) -> str:
        """Return the receipt number that the phone shows: `V-20170520-0917`."""
        return f"V-{self.happened_on:%Y%m%d}-{self.pk:04d}"


class Submission(models.Model):
    """What was received under an id made by the sender, for ever: a repeat gets the same answer, another body
    under the same id is refused (decisions.md, Idempotency). `visit` is blank while the work is held for a person, and
    of what is no visit: the record of a higher floor then names its receipt."""

    submission_id = models.UUIDField(primary_key=True)
    body_sha256 = models.CharField(max_length=64)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    visit = models.OneToOneField(Visit, models.PROTECT, null=True, related_name="submission")
    received_at = models.DateTimeField()
    device = models.ForeignKey("core.Device", models.PROTECT, null=True, related_name="+", db_index=False)
    # How far the phone's clock was ahead of ours when it sent; null where it did not say.
    skew_seconds = models.IntegerField(_("手机时间差(秒)"), null=True)
    # What became of each fact that came along: whose, which, applied, same or held; never the value.
    facts = models.JSONField(default=list)

    class Meta:
        verbose_name = _("提交回执")

    def __str__(self):
        return str(self.submission_id)
