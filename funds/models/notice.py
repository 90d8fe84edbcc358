"""Notices of money and projects (公示) on three levels: what stands on them, pictures, objections with answers.

They stay as they were written, like the publicities of households (`households.models.evidence`).
"""

import secrets
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.models.numbering import new_codes
from funds.choices.notices import NoticeKind, NoticeLevel, NoticeSubject, PhotoKind
from funds.models.columns import money, person, stored_file
from funds.querysets.notices import NoticeQuerySet
from households.models.guards import stays
from households.models.posted import Objected, Posted, answer_is_whole
from povertyapp.core import clock
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel

# What went by a notice went by its being up long enough: it cannot have been taken down before.
WENT_BY = """
IF NEW.went_by_on IS NOT NULL AND NEW.taken_down_on < NEW.posted_on + NEW.days THEN
    RAISE EXCEPTION 'a step went by this notice being up for longer' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


def new_key():
    return secrets.token_hex(16)


@tracked
class Notice(Posted):
    """A notice at a place: what about, which rows, since when, for how long, where, and what became of it.

    `subject_kind` and `subject_code` name what the whole notice is about; where it lists several (the library of a
    year), each line names its own. `days` is what was asked when it was put up, `went_by_on` the day on which a
    first step went by it.
    """

    code = models.CharField(_("公示编号"), max_length=20, unique=True)
    level = models.CharField(_("级别"), max_length=10, choices=NoticeLevel)
    kind = models.CharField(_("公示内容"), max_length=12, choices=NoticeKind)
    subject_kind = models.CharField(_("对象类别"), max_length=12, choices=NoticeSubject)
    subject_code = models.CharField(_("对象编号"), max_length=40)
    title = models.CharField(_("标题"), max_length=120)
    year = models.PositiveSmallIntegerField(_("年度"))
    days = models.PositiveSmallIntegerField(_("公示天数"))
    recorded_by = person(_("录入人"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("录入时间"), default=clock.now, editable=False)
    web_address = models.URLField(_("网址"), max_length=200, blank=True)
    down_reason = models.CharField(_("提前取下的理由"), max_length=120, blank=True)
    went_by_on = models.DateField(_("据此办理下一步的日期"), null=True, blank=True, editable=False)

    objects: ClassVar = NoticeQuerySet.as_manager()

    class Meta(Posted.Meta):
        abstract = False
        verbose_name = _("公示")
        ordering = ["-posted_on", "code"]
        indexes = [
            models.Index(fields=["area", "-posted_on"], name="notice_by_area"),
            models.Index(fields=["subject_kind", "subject_code"], name="notice_by_subject"),
        ]
        triggers = [
            stays("taken_down_on", "down_reason", "paper", "went_by_on"),
            pgtrigger.Trigger(
                name="up_long_enough",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=WENT_BY,
            ),
        ]
        constraints = [
            *Posted.Meta.constraints,
            models.CheckConstraint(
                condition=Q(days__gt=0), name="notice_hangs_for_days",
                violation_error_message=_("公示天数至少 1 天。"),
            ),
            models.CheckConstraint(
                condition=Q(taken_down_on=None) | ~Q(down_reason="")
                | Q(taken_down_on__gte=F("posted_on") + F("days")),
                name="early_end_of_notice_has_reason",
                violation_error_message=_("没有公示满就取下，要写明理由。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("funds:notice", args=[self.code])


@tracked
class NoticeLine(ScopedModel):
    """One line of a notice, as it was put up: a name, a place, an item, an amount, and nothing else (B20)."""

    FOLLOWS = "notice"

    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="lines", verbose_name=_("公示"), db_index=False
    )
    number = models.PositiveSmallIntegerField(_("序号"))
    subject_kind = models.CharField(_("对象类别"), max_length=12, choices=NoticeSubject, blank=True)
    subject_code = models.CharField(_("对象编号"), max_length=40, blank=True)
    name = models.CharField(_("名称"), max_length=80)
    group = models.CharField(_("地点"), max_length=60, blank=True)
    item = models.CharField(_("事项"), max_length=120)
    amount = money(_("金额（元）"), null=True, blank=True)

    class Meta:
        verbose_name = _("公示内容")
        ordering = ["notice_id", "number"]
        indexes = [models.Index(fields=["subject_kind", "subject_code"], name="notice_line_by_subject")]
        triggers = [stays()]
        constraints = [models.UniqueConstraint("notice", "number", name="one_notice_line_a_number")]

    def __str__(self):
        return self.name


@tracked
class NoticePhoto(ScopedModel):
    """A dated picture of a notice where it hangs, or of the web page."""

    FOLLOWS = "notice"

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="photos", verbose_name=_("公示"))
    kind = models.CharField(_("照片"), max_length=8, choices=PhotoKind, default=PhotoKind.POSTED)
    file = stored_file(_("照片文件"))
    taken_on = models.DateField(_("拍摄日期"))
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("公示照片")
        ordering = ["notice_id", "taken_on", "pk"]
        triggers = [stays()]

    def __str__(self):
        return self.get_kind_display()


@tracked
class NoticeObjection(Objected):
    """What somebody said against a notice or one line of it, and the answer. Who said it is sealed."""

    FOLLOWS = "notice"

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="objections", verbose_name=_("公示"))
    line = models.ForeignKey(
        NoticeLine, models.PROTECT, null=True, blank=True, related_name="objections", verbose_name=_("针对")
    )
    made_by = EncryptedTextField(_("提出人"), bound_to="key")

    class Meta:
        verbose_name = _("公示异议")
        ordering = ["made_on", "pk"]
        triggers = [stays("answered_on", "answer", "answered_by_id")]
        constraints = [answer_is_whole("answer_to_notice_is_whole")]

    def get_absolute_url(self):
        return self.notice.get_absolute_url()


def notice_codes(county_code):
    """Yield the next codes for notices of a county: its own code, `G`, a number."""
    return new_codes(Notice, county_code, "G", 5)
