"""What a procedure goes by. These rows stay as they were written; only what was blank may be filled in."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from households.models.guards import UP_LONG_ENOUGH, stays
from households.models.posted import Objected, Posted, answer_is_whole
from households.models.procedure import ProcedureBatch, ProcedureCase, person
from households.steps import (
    CheckLevel,
    DeliberationTemplate,
    EvidenceKind,
    MeetingKind,
    PublicityKind,
)
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


def picture(label):
    """Return a column for a stored picture or scan; blank where a paper is named instead."""
    return models.ForeignKey(
        "core.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


@tracked
class Deliberation(ScopedModel):
    """The deliberation of a list (B4): which template, and what it was about."""

    FOLLOWS = "batch"

    batch = models.ForeignKey(
        ProcedureBatch, models.PROTECT, related_name="deliberations", verbose_name=_("名单")
    )
    # The procedure, or `risk_removal` for the end of monitoring.
    topic = models.CharField(_("事由"), max_length=12)
    template = models.CharField(_("议事形式"), max_length=10, choices=DeliberationTemplate)
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("评议记录")
        ordering = ["batch_id", "pk"]
        triggers = [stays()]

    def __str__(self):
        return self.get_template_display()


@tracked
class Meeting(ScopedModel):
    """One meeting of a deliberation: who was to come, who came, who agreed, the minutes and a picture."""

    FOLLOWS = "deliberation"

    deliberation = models.ForeignKey(
        Deliberation, models.PROTECT, related_name="meetings", verbose_name=_("评议")
    )
    kind = models.CharField(_("会议"), max_length=10, choices=MeetingKind)
    held_on = models.DateField(_("开会日期"))
    expected = models.PositiveSmallIntegerField(_("应到人数"))
    present = models.PositiveSmallIntegerField(_("实到人数"))
    in_favour = models.PositiveSmallIntegerField(_("同意人数"))
    minutes = models.TextField(_("会议记录"))
    image = picture(_("会议照片"))
    paper = models.CharField(_("纸质材料存放"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("会议")
        ordering = ["deliberation_id", "held_on", "pk"]
        triggers = [stays("image_id", "paper")]
        constraints = [
            models.UniqueConstraint("deliberation", "kind", name="one_meeting_a_kind"),
            models.CheckConstraint(
                condition=Q(present__lte=F("expected"), in_favour__lte=F("present")),
                name="meeting_counts_fit",
                violation_error_message=_("实到不能多于应到，同意不能多于实到。"),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


@tracked
class Publicity(Posted):
    """A list put up in public: where, from when to when, the complaint line, a dated picture."""

    FOLLOWS = "batch"

    batch = models.ForeignKey(
        ProcedureBatch, models.PROTECT, related_name="publicities", verbose_name=_("名单")
    )
    kind = models.CharField(_("公示"), max_length=12, choices=PublicityKind)
    image = picture(_("公示照片"))
    image_dated_on = models.DateField(_("照片日期"), null=True, blank=True)

    class Meta(Posted.Meta):
        abstract = False
        verbose_name = _("公示")
        ordering = ["batch_id", "posted_on", "pk"]
        triggers = [
            stays("taken_down_on", "image_id", "image_dated_on", "paper"),
            pgtrigger.Trigger(
                name="up_long_enough",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("taken_down_on"),
                func=UP_LONG_ENOUGH,
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


@tracked
class Objection(Objected):
    """What somebody said against a posted list, against one household of it or the whole, and the answer."""

    FOLLOWS = "publicity"

    publicity = models.ForeignKey(
        Publicity, models.PROTECT, related_name="objections", verbose_name=_("公示")
    )
    case = models.ForeignKey(
        ProcedureCase,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="objections",
        verbose_name=_("对象"),
    )
    made_by_words = models.CharField(_("提出人"), max_length=60)

    class Meta:
        verbose_name = _("异议")
        ordering = ["made_on", "pk"]
        triggers = [stays("answered_on", "answer", "answered_by_id")]
        constraints = [answer_is_whole("answer_has_day_and_text")]


@tracked
class Announcement(ScopedModel):
    """The county's announcement (公告) of a list."""

    FOLLOWS = "batch"

    batch = models.ForeignKey(
        ProcedureBatch, models.PROTECT, related_name="announcements", verbose_name=_("名单")
    )
    announced_on = models.DateField(_("公告日期"))
    doc_no = models.CharField(_("文号"), max_length=60, blank=True)
    place = models.CharField(_("公告地点"), max_length=60)
    image = picture(_("公告照片"))
    paper = models.CharField(_("纸质材料存放"), max_length=100, blank=True)
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("公告")
        ordering = ["batch_id", "announced_on", "pk"]
        triggers = [stays("image_id", "paper")]

    def __str__(self):
        return self.doc_no or _("公告")


@tracked
class SpotCheck(ScopedModel):
    """How much of a list a higher level looked at itself, and what is still open of what it found."""

    FOLLOWS = "batch"

    batch = models.ForeignKey(
        ProcedureBatch, models.PROTECT, related_name="spot_checks", verbose_name=_("名单")
    )
    level = models.CharField(_("抽查"), max_length=12, choices=CheckLevel)
    checked_on = models.DateField(_("抽查日期"))
    list_size = models.PositiveSmallIntegerField(_("名单户数"))
    checked = models.PositiveSmallIntegerField(_("抽查户数"))
    open_findings = models.PositiveSmallIntegerField(_("未整改的问题"), default=0)
    result = models.TextField(_("抽查情况"))
    checked_by_words = models.CharField(_("抽查人"), max_length=60)
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("抽查")
        ordering = ["batch_id", "checked_on", "pk"]
        triggers = [stays()]
        constraints = [
            models.CheckConstraint(
                condition=Q(list_size__gt=0, checked__lte=F("list_size")),
                name="spot_check_counts_fit",
                violation_error_message=_("抽查户数不能多于名单户数。"),
            ),
        ]

    def __str__(self):
        return self.get_level_display()

    @property
    def share(self):
        return self.checked / self.list_size


@tracked
class Evidence(ScopedModel):
    """A paper or an act on record for one household: what, when, by whom, what it says, the signature.

    `facts` hold what the kind asks for (`households/services/procedures/evidence`): the exit ledger its amounts
    by source, the closing its cause and target household.
    """

    FOLLOWS = "case"

    case = models.ForeignKey(ProcedureCase, models.PROTECT, related_name="evidence", verbose_name=_("事项"))
    kind = models.CharField(_("材料"), max_length=12, choices=EvidenceKind)
    happened_on = models.DateField(_("日期"))
    people = models.CharField(_("经办人"), max_length=100, blank=True)
    text = models.TextField(_("内容"), blank=True)
    facts = models.JSONField(_("数据"), default=dict, blank=True)
    signed_by = models.CharField(_("签字人"), max_length=60, blank=True)
    image = picture(_("照片或扫描件"))
    paper = models.CharField(_("纸质材料存放"), max_length=100, blank=True)
    target = models.ForeignKey(
        "households.Household", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("并入的户"),
    )  # fmt: skip
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("材料")
        ordering = ["case_id", "happened_on", "pk"]
        triggers = [stays("image_id", "paper")]

    def __str__(self):
        return self.get_kind_display()


@tracked
class Appeal(ScopedModel):
    """An applicant's appeal against a rejection, to the level above, and what was decided."""

    FOLLOWS = "case"

    case = models.ForeignKey(ProcedureCase, models.PROTECT, related_name="appeals", verbose_name=_("事项"))
    against_step = models.PositiveSmallIntegerField(_("对第几步"))
    made_on = models.DateField(_("申诉日期"))
    text = models.TextField(_("申诉理由"))
    decided_on = models.DateField(_("裁定日期"), null=True, blank=True)
    is_upheld = models.BooleanField(_("申诉成立"), null=True, blank=True)
    decision = models.TextField(_("裁定意见"), blank=True)
    decided_by = person(_("裁定人"), null=True, blank=True)
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("申诉")
        ordering = ["made_on", "pk"]
        triggers = [stays("decided_on", "is_upheld", "decision", "decided_by_id")]
        constraints = [models.UniqueConstraint("case", "against_step", name="one_appeal_a_rejection")]

    def __str__(self):
        return self.text[:30]
