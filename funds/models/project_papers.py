"""What a project goes by before and while it is built: review, procurement, contract, progress, pictures."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funds.choices.projects import Phase, ProcurementMode, SupervisionKind, TenderException
from funds.models.columns import money, person, stored_file
from funds.models.guards import guard
from funds.models.project import Project
from funds.models.project_guards import (
    AGREEMENT_GUARD,
    CHECK_GUARD,
    CONTRACT_GUARD,
    PROCUREMENT_GUARD,
    PROGRESS_GUARD,
    PROJECT_ROW,
    REVIEW_GUARD,
)
from funds.querysets.projects import NegativeListQuerySet
from households.models.guards import stays
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel

SCORES = ("scale_score", "poverty_score", "income_score", "lasting_score")
_SCORE = [MinValueValidator(1), MaxValueValidator(10)]


@tracked
class JointReview(ScopedModel):
    """The joint meeting that reviews a project against the others (LN-37), with its four criteria scored (GY-25)."""

    FOLLOWS = "project"

    project = models.ForeignKey(Project, models.PROTECT, related_name="reviews", verbose_name=_("项目"))
    held_on = models.DateField(_("会审日期"))
    chair_name = models.CharField(_("主持人"), max_length=40)
    attendees = models.CharField(_("参加单位"), max_length=200)
    minutes = models.TextField(_("会审纪要"))
    paper = models.CharField(_("纪要文号"), max_length=100, blank=True)
    estimate = money(_("审定概算(元)"))
    proposed_line = models.CharField(_("建议资金渠道"), max_length=120)
    scale_score = models.PositiveSmallIntegerField(_("投入规模适度"), validators=_SCORE)
    poverty_score = models.PositiveSmallIntegerField(_("贫困发生率高"), validators=_SCORE)
    income_score = models.PositiveSmallIntegerField(_("帮助显著增收"), validators=_SCORE)
    lasting_score = models.PositiveSmallIntegerField(_("效益可持续"), validators=_SCORE)
    duplicates_note = models.CharField(_("重复项目审查意见"), max_length=200, blank=True)
    is_passed = models.BooleanField(_("会审通过"))
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("联席会审")
        ordering = ["project_id", "held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    scale_score__range=(1, 10), poverty_score__range=(1, 10),
                    income_score__range=(1, 10), lasting_score__range=(1, 10),
                ),
                name="review_scores_from_1_to_10",
                violation_error_message=_("每项打 1 到 10 分。"),
            ),
            models.CheckConstraint(
                condition=~Q(minutes="") & ~Q(proposed_line="") & Q(estimate__gt=0),
                name="review_has_minutes_estimate_and_line",
                violation_error_message=_("会审要有纪要、审定概算和建议资金渠道。"),
            ),
        ]  # fmt: skip
        triggers = [stays(), guard("review_is_the_county_s", REVIEW_GUARD, declare=PROJECT_ROW)]

    def __str__(self):
        return f"{self.held_on}"

    @property
    def score(self):
        return sum(getattr(self, name) for name in SCORES)


@tracked
class Procurement(ScopedModel):
    """How the contractor was found: the record of the tender, or the lawful ground for none (LN-32, LN-36)."""

    FOLLOWS = "project"

    project = models.OneToOneField(
        Project, models.PROTECT, related_name="procurement", verbose_name=_("项目")
    )
    mode = models.CharField(_("采购方式"), max_length=12, choices=ProcurementMode)
    announced_on = models.DateField(_("公告日期"), null=True, blank=True)
    opened_on = models.DateField(_("开标或评定日期"))
    bidders = models.PositiveSmallIntegerField(_("参加家数"))
    winner = models.CharField(_("中标或成交单位"), max_length=80)
    paper = models.CharField(_("招标采购文件存放"), max_length=100)
    exception = models.CharField(_("不招标的理由"), max_length=16, choices=TenderException, blank=True)
    exception_paper = models.CharField(_("不招标批准文号"), max_length=100, blank=True)
    # Tender costs have no source of their own and delay projects where nobody counts them (LN-33).
    preliminary_cost = money(_("前期费用(元)"), default=0)
    preliminary_source = models.CharField(_("前期费用来源"), max_length=100, blank=True)
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("招标采购")
        ordering = ["project_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(exception="", exception_paper="") | (~Q(exception="") & ~Q(exception_paper="")),
                name="tender_exception_has_its_paper",
                violation_error_message=_("不招标要写理由和批准文号。"),
            ),
            models.CheckConstraint(
                condition=Q(preliminary_cost__gte=0) & (Q(preliminary_cost=0) | ~Q(preliminary_source="")),
                name="preliminary_cost_has_a_source",
                violation_error_message=_("有前期费用的，要写明从哪里出。"),
            ),
            models.CheckConstraint(
                condition=Q(announced_on=None) | Q(opened_on__gte=F("announced_on")),
                name="tender_opens_after_its_notice",
                violation_error_message=_("开标不能早于公告。"),
            ),
        ]
        triggers = [
            stays(),
            guard("procurement_is_the_implementer_s", PROCUREMENT_GUARD, declare=PROJECT_ROW),
        ]

    def __str__(self):
        return self.get_mode_display()


@tracked
class Contract(ScopedModel):
    """The contract of a project. The township agrees to it; who watches the building is named before it begins."""

    FOLLOWS = "project"

    project = models.OneToOneField(Project, models.PROTECT, related_name="contract", verbose_name=_("项目"))
    number = models.CharField(_("合同编号"), max_length=40)
    contractor = models.CharField(_("承包单位"), max_length=80)
    amount = money(_("合同金额(元)"))
    signed_on = models.DateField(_("签订日期"))
    starts_on = models.DateField(_("合同开工"))
    ends_on = models.DateField(_("合同完工"))
    retention_percent = models.DecimalField(
        _("质保金比例(%)"), max_digits=4, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    is_related = models.BooleanField(_("承包单位与村乡干部有利害关系"))
    relation_note = models.CharField(_("利害关系承诺或说明"), max_length=100)
    scan = stored_file(_("合同扫描件"), null=True, blank=True)
    paper = models.CharField(_("合同存放"), max_length=100, blank=True)
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    agreed_by = person(_("乡镇同意人"), null=True, blank=True)
    agreed_on = models.DateField(_("乡镇同意日期"), null=True, blank=True)
    supervision = models.CharField(_("监督方式"), max_length=12, choices=SupervisionKind, blank=True)
    supervisor_name = models.CharField(_("监理单位或监督小组成员"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("合同")
        ordering = ["project_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="contract_amount_is_positive",
                violation_error_message=_("合同金额要大于零。"),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"), starts_on__gte=F("signed_on")),
                name="contract_is_signed_before_it_runs",
                violation_error_message=_("先签合同，后开工，再完工。"),
            ),
            models.CheckConstraint(
                condition=Q(retention_percent__gte=0, retention_percent__lte=10),
                name="retention_at_most_a_tenth",
                violation_error_message=_("质保金不超过合同金额的 10%。"),
            ),
            models.CheckConstraint(
                condition=Q(is_related=False),
                name="contractor_is_not_related",
                violation_error_message=_("承包单位与村乡干部有利害关系，不能签合同；请另选承包单位。"),
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None, agreed_on=None)
                | Q(agreed_by__isnull=False, agreed_on__gte=F("signed_on")),
                name="agreement_names_person_and_day",
                violation_error_message=_("乡镇同意要写明人和日期，不早于签订日期。"),
            ),
            models.CheckConstraint(
                condition=Q(supervision="", supervisor_name="")
                | (~Q(supervision="") & ~Q(supervisor_name="")),
                name="supervision_names_somebody",
                violation_error_message=_("请写明谁监督。"),
            ),
        ]
        triggers = [
            stays("agreed_by_id", "agreed_on", "supervision", "supervisor_name", "scan_id", "paper"),
            guard("contract_is_the_implementer_s", CONTRACT_GUARD, declare=PROJECT_ROW),
            guard("contract_is_agreed_by_the_township", AGREEMENT_GUARD, insert=False, update=True),
        ]

    def __str__(self):
        return f"{self.number} {self.contractor}"


@tracked
class ProgressReport(ScopedModel):
    """How much of a project is built on a day, as its implementer reports it month by month."""

    FOLLOWS = "project"

    project = models.ForeignKey(Project, models.PROTECT, related_name="progress", verbose_name=_("项目"))
    reported_on = models.DateField(_("日期"))
    percent = models.PositiveSmallIntegerField(_("形象进度(%)"), validators=[MaxValueValidator(100)])
    text = models.TextField(_("进展"))
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("进度报告")
        ordering = ["project_id", "reported_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__lte=100),
                name="progress_up_to_all",
                violation_error_message=_("进度不能超过 100%。"),
            ),
        ]
        triggers = [
            stays(),
            guard(
                "progress_is_the_implementer_s",
                PROGRESS_GUARD,
                declare=[*PROJECT_ROW, ("known", "integer")],
            ),
        ]

    def __str__(self):
        return f"{self.percent}%"


@tracked
class ProjectImage(ScopedModel):
    """A picture of the site before, during or after the building: dated, with place and person (LF-62)."""

    FOLLOWS = "project"

    project = models.ForeignKey(Project, models.PROTECT, related_name="images", verbose_name=_("项目"))
    phase = models.CharField(_("阶段"), max_length=8, choices=Phase)
    image = stored_file(_("照片"), null=True, blank=True)
    taken_on = models.DateField(_("拍摄日期"))
    place = models.CharField(_("拍摄地点"), max_length=100)
    person_name = models.CharField(_("拍摄人"), max_length=40)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    paper = models.CharField(_("照片存放"), max_length=100, blank=True)
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("影像资料")
        ordering = ["project_id", "taken_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(image__isnull=False) | ~Q(paper=""),
                name="picture_is_stored_or_kept",
                violation_error_message=_("请上传照片，或写明照片存放在哪里。"),
            ),
        ]
        triggers = [stays()]

    def __str__(self):
        return self.get_phase_display()


@tracked
class ProjectCheck(ScopedModel):
    """A check on the spot before, during or after the building, by who supervises (LF-50)."""

    FOLLOWS = "project"

    project = models.ForeignKey(Project, models.PROTECT, related_name="checks", verbose_name=_("项目"))
    phase = models.CharField(_("阶段"), max_length=8, choices=Phase)
    checked_on = models.DateField(_("检查日期"))
    checked_by_words = models.CharField(_("检查人"), max_length=60)
    finding = models.TextField(_("检查情况"))
    is_in_order = models.BooleanField(_("未发现问题"))
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("项目检查")
        ordering = ["project_id", "checked_on", "pk"]
        triggers = [stays(), guard("check_is_the_county_s", CHECK_GUARD, declare=PROJECT_ROW)]

    def __str__(self):
        return f"{self.checked_on}"


class NegativeListItem(models.Model):
    """A use of money that is refused in a region from a day on (LF-66, B16). A blank region: everywhere."""

    code = models.CharField(_("代码"), max_length=16)
    name = models.CharField(_("内容"), max_length=100)
    region = models.CharField(_("地区代码"), max_length=12, blank=True)
    from_date = models.DateField(_("起"))
    to_date = models.DateField(_("止"), null=True, blank=True)
    basis = models.CharField(_("依据"), max_length=120, blank=True)

    objects: ClassVar = NegativeListQuerySet.as_manager()

    class Meta:
        verbose_name = _("负面清单")
        ordering = ["region", "code", "from_date"]
        constraints = [
            models.UniqueConstraint("region", "code", "from_date", name="one_negative_item_a_region"),
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                name="negative_item_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.name
