from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assistance.models.numbering import new_codes
from inspections.choices import (
    Comparator,
    DeadlineKind,
    Dimension,
    EntryPrecision,
    MeasureStatus,
    ProblemStatus,
    RootCause,
    Track,
    VerifyVerdict,
)
from inspections.models.rectification_guards import MEASURE_GUARD
from inspections.models.source import NoticePoint, NoticeSource
from inspections.querysets import LedgerQuerySet, MeasureQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel
from povertyapp.core.ways import at

PERCENT = Q(percent=None) | Q(percent__gte=0, percent__lte=100)


@tracked
class Problem(ScopedModel):
    """A problem to be put right (rulebook B17, LF-06). `area` is the county, or the township it concerns.

    `number` is its place in the list of its batch; `no` (ZG-2017-003) names it in its county. It has no
    status of its own: that follows from its measures. `key` is what an inspection or a rule calls it, so that it is
    raised once; `rule` is the data check that found it, which must no longer fire before a measure is handed in.
    """

    SEEN_THROUGH = ("scope",)
    ANSWERED_THROUGH = ("measures",)

    county = models.ForeignKey("core.Area", models.PROTECT, related_name="+", verbose_name=_("县"))
    source = models.ForeignKey(
        NoticeSource, models.PROTECT, related_name="problems", verbose_name=_("来源批次")
    )
    number = models.PositiveIntegerField(_("序号"))
    no = models.CharField(_("问题编号"), max_length=30)
    category = models.CharField(_("问题类别"), max_length=120, blank=True, db_index=True)
    text = models.TextField(_("问题描述"))
    origin = models.CharField(_("问题来源"), max_length=200, blank=True)
    scope_text = models.TextField(_("涉及范围"), blank=True)
    cause_text = models.TextField(_("原因分析"), blank=True)
    causes = ArrayField(
        models.CharField(max_length=20, choices=RootCause),
        verbose_name=_("原因类别"),
        default=list,
        blank=True,
    )
    track = models.CharField(_("整改类型"), max_length=8, choices=Track, blank=True)
    dimension = models.CharField(_("自查维度"), max_length=12, choices=Dimension, blank=True)
    found_on = models.DateField(_("发现或收到日期"), null=True, blank=True)
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("发现人"),
    )  # fmt: skip
    rule = models.CharField(_("数据规则"), max_length=12, blank=True)
    key = models.CharField(max_length=100, blank=True, editable=False)

    class Meta:
        verbose_name = _("整改问题")
        ordering = ["county_id", "no"]
        permissions = [
            ("export_problem", _("导出整改台账")),
            ("mend_problem", _("填报整改进展")),
            ("sign_problem", _("签字报请验收")),
            ("verify_problem", _("现场复核整改")),
            ("close_problem", _("销号或退回整改")),
            ("extend_problem", _("批准整改延期")),
        ]
        indexes = [models.Index(fields=["area", "source", "number"], name="problem_by_area")]
        constraints = [
            models.UniqueConstraint("county", "no", name="one_problem_a_no"),
            models.UniqueConstraint("source", "number", name="one_problem_a_number"),
            models.UniqueConstraint("county", "key", name="one_problem_a_key", condition=~Q(key="")),
        ]

    def __str__(self):
        return f"{self.no} {self.text}"

    def get_absolute_url(self):
        return at("inspections:item", self.slug)

    def url_of(self, measure):
        """Return where one of its measures stands on its page."""
        return f"{self.get_absolute_url()}#measure-{measure.number}"

    def words_of(self, measure):
        """Return how one of its measures is called."""
        return f"{self.no}-{measure.number} {measure.text}"

    @property
    def slug(self):
        """Return what names the problem in every installation: `422827-ZG-2017-003`."""
        return f"{self.county_id}-{self.no}"

    @property
    def status(self):
        """Return how far the problem is, from its measures (prefetch them for lists)."""
        found = [measure.status for measure in self.measures.all()]
        if not found:
            return ProblemStatus.ANALYSED if self.cause_text else ProblemStatus.FOUND
        if all(status == MeasureStatus.CLOSED for status in found):
            return ProblemStatus.CLOSED
        begun = set(found) - {MeasureStatus.PLANNED, MeasureStatus.ASSIGNED}
        return ProblemStatus.IN_PROGRESS if begun else ProblemStatus.PLANNED


@tracked
class RectificationMeasure(ScopedModel):
    """What is done about a problem (LF-10): goal, deadline, leader, unit, person, and how far it is (C2).

    Names, units, completion and evidence stand as the ledger says. `known_on` is the day that the state is
    known of: a ledger of an earlier day does not overrule it. A row taken from a paper ledger
    (`recorded_from`) may be closed without a day or by nobody named, since that is what the paper says.
    """

    FOLLOWS = "problem"
    ANSWERED_BY = ("answered_by_id", "led_by_id")

    code = models.CharField(_("措施编号"), max_length=20, unique=True, editable=False)
    problem = models.ForeignKey(Problem, models.CASCADE, related_name="measures", verbose_name=_("问题"))
    point = models.ForeignKey(
        NoticePoint,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("对应的反馈问题"),
    )
    number = models.PositiveIntegerField(_("措施序号"))
    text = models.TextField(_("整改措施"))
    goal = models.TextField(_("整改目标"), blank=True)
    metric = models.CharField(_("指标"), max_length=120, blank=True)
    comparator = models.CharField(_("比较"), max_length=2, choices=Comparator, blank=True)
    threshold = models.DecimalField(_("目标值"), max_digits=14, decimal_places=2, null=True, blank=True)
    threshold_unit = models.CharField(_("计量单位"), max_length=20, blank=True)
    period = models.CharField(_("周期"), max_length=20, blank=True)
    applies_to = models.CharField(_("适用对象"), max_length=120, blank=True)
    quote = models.TextField(_("原文"), blank=True)
    starts_on = models.DateField(_("开始日期"), null=True, blank=True)
    deadline = models.DateField(_("整改时限"), null=True, blank=True)
    deadline_text = models.CharField(_("时限原文"), max_length=200, blank=True)
    deadline_kind = models.CharField(_("时限性质"), max_length=10, choices=DeadlineKind, blank=True)
    original_deadline = models.DateField(_("原定时限"), null=True, blank=True)
    leader_name = models.CharField(_("责任领导"), max_length=200, blank=True)
    led_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("责任领导账号"),
    )
    lead_unit = models.CharField(_("牵头单位"), max_length=200, blank=True)
    responsible_unit = models.CharField(_("责任单位"), max_length=200, blank=True, db_index=True)
    line_owner = models.CharField(_("条上责任（部门）"), max_length=200, blank=True)
    area_owner = models.CharField(_("块上责任（县乡）"), max_length=200, blank=True)
    person_name = models.CharField(_("责任人"), max_length=200, blank=True)
    actor_named = models.CharField(_("文中所指实施者"), max_length=200, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("责任人账号"),
    )
    status = models.CharField(_("状态"), max_length=12, choices=MeasureStatus, default=MeasureStatus.PLANNED)
    state_since = models.DateField(_("进入本状态"), null=True, blank=True)
    known_on = models.DateField(_("情况截至"), null=True, blank=True)
    completion = models.CharField(_("完成情况"), max_length=200, blank=True)
    percent = models.PositiveSmallIntegerField(_("进度(%)"), null=True, blank=True)
    evidence_text = models.TextField(_("佐证材料"), blank=True)
    statement = models.TextField(_("自查情况"), blank=True)
    handed_in_on = models.DateField(_("报请签字日期"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_name = models.CharField(_("签字领导"), max_length=60, blank=True)
    submitted_on = models.DateField(_("提交验收日期"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    verifier_name = models.CharField(_("验收人"), max_length=200, blank=True)
    verified_on = models.DateField(_("验收日期"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    verdict = models.CharField(_("验收结论"), max_length=4, choices=VerifyVerdict, blank=True)
    closed_on = models.DateField(_("销号日期"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    extended_on = models.DateField(_("批准延期日期"), null=True, blank=True)
    extended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_on = models.DateField(_("反弹日期"), null=True, blank=True)
    reopened_count = models.PositiveSmallIntegerField(_("反弹次数"), default=0)
    sent_back_count = models.PositiveSmallIntegerField(_("退回次数"), default=0)
    remark = models.TextField(_("备注"), blank=True)
    recorded_from = models.CharField(_("录自"), max_length=200, blank=True)

    objects: ClassVar = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("整改措施")
        ordering = ["problem_id", "number"]
        indexes = [
            models.Index(fields=["area", "status"], name="measure_by_area_and_status"),
            # all by which the lines of the ledger are counted and put in order
            models.Index(
                fields=["problem", "status", "deadline", "closed_on"],
                include=["id", "number", "submitted_on", "sent_back_count", "responsible_unit"],
                name="measure_counted",
            ),
        ]
        constraints = [
            models.UniqueConstraint("problem", "number", name="one_measure_a_number"),
            models.CheckConstraint(
                condition=PERCENT,
                name="measure_percent_0_to_100",
                violation_error_message=_("进度只能是 0 到 100。"),
            ),
            models.CheckConstraint(
                condition=Q(deadline_kind="date", deadline__isnull=False)
                | (~Q(deadline_kind="date") & Q(deadline=None)),
                name="measure_deadline_is_a_date_or_words",
                violation_error_message=_("时限性质是日期时要填日期，否则不填日期。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_on__isnull=False) | ~Q(recorded_from=""),
                name="closed_measure_says_when",
                violation_error_message=_("销号要填销号日期。"),
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None)
                | (Q(submitted_by__isnull=False) & ~Q(signed_by=F("submitted_by"))),
                name="leader_signs_what_another_hands_in",
                violation_error_message=_("报请验收的人不能自己签字，请由责任领导签字。"),
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None)
                | ((Q(verified_by=None) | ~Q(closed_by=F("verified_by")))
                   & (Q(submitted_by=None) | ~Q(closed_by=F("submitted_by")))),
                name="closer_neither_mended_nor_verified",
                violation_error_message=_("销号要由没有整改、也没有验收这条措施的人办理。"),
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None)
                | ((Q(submitted_by=None) | ~Q(verified_by=F("submitted_by")))
                   & (Q(answered_by=None) | ~Q(verified_by=F("answered_by")))),
                name="verifier_is_not_the_fixer",
                violation_error_message=_("整改的人不能验收自己的整改，请由另一个人验收。"),
            ),
            models.CheckConstraint(
                condition=Q(original_deadline=None) | Q(deadline__gt=F("original_deadline")),
                name="extension_comes_after_the_deadline",
                violation_error_message=_("延期后的时限要晚于原定时限。"),
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="measure_keeps_its_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("s", "inspections_measurestep%ROWTYPE")],
                func=MEASURE_GUARD,
            ),
        ]

    def __str__(self):
        return self.problem.words_of(self)

    def save(self, *args, **kwargs):
        if not self.code:
            self.code = next(measure_codes(self.problem.county_id))
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return self.problem.url_of(self)

    @property
    def key(self):
        """Return what names the measure in an exported ledger: `422827/ZG-2017-003/5`."""
        return f"{self.problem.county_id}/{self.problem.no}/{self.number}"

    @property
    def is_late(self):
        """Tell whether it was submitted, or else closed, after its first deadline (C2, closed late)."""
        due = self.original_deadline or self.deadline
        done = self.submitted_on or self.closed_on
        return self.status == MeasureStatus.CLOSED and due is not None and done is not None and done > due


def measure_codes(county_code):
    """Yield the next codes for measures of a county: its own code, `Z`, a number."""
    return new_codes(RectificationMeasure, county_code, "Z", 5)


@tracked
class ProgressEntry(ScopedModel):
    """What was reported of a measure for a month or a day, as written, with the percent if one is written."""

    FOLLOWS = "measure"

    measure = models.ForeignKey(
        RectificationMeasure, models.CASCADE, related_name="progress", verbose_name=_("措施")
    )
    happened_on = models.DateField(_("日期"))
    precision = models.CharField(max_length=5, choices=EntryPrecision, default=EntryPrecision.DAY)
    text = models.TextField(_("进展"))
    percent = models.PositiveSmallIntegerField(_("进度(%)"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("整改进展")
        ordering = ["measure_id", "happened_on", "precision"]
        constraints = [
            models.UniqueConstraint("measure", "happened_on", "precision", name="one_progress_entry_a_day"),
            models.CheckConstraint(
                condition=PERCENT,
                name="entry_percent_0_to_100",
                violation_error_message=_("进度只能是 0 到 100。"),
            ),
        ]

    def __str__(self):
        return f"{self.of} {self.text}"

    @property
    def of(self):
        """Return the month or the day: `2017-06`, `2017-06-10`."""
        return (
            f"{self.happened_on:%Y-%m}" if self.precision == EntryPrecision.MONTH else str(self.happened_on)
        )


class LedgerItem(ScopedModel):
    """One line of the ledger: a measure, or a problem that has none yet (LF-12: it must not vanish).

    A view over problems and measures; its key is the measure's, or the problem's made negative. What counts, finds and
    orders lines stands in the view itself, so that no measure is looked up for it.
    """

    SEEN_WITH = "problem"

    area = models.ForeignKey("core.Area", models.DO_NOTHING, related_name="+", db_index=False)
    problem = models.ForeignKey(Problem, models.DO_NOTHING, related_name="+")
    measure = models.ForeignKey(RectificationMeasure, models.DO_NOTHING, null=True, related_name="+")
    status = models.CharField(max_length=12, choices=MeasureStatus, null=True)  # noqa: DJ001 - of none
    deadline = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    number = models.PositiveIntegerField(null=True)
    submitted_on = models.DateField(null=True)
    sent_back_count = models.PositiveSmallIntegerField(null=True)
    responsible_unit = models.CharField(max_length=200, null=True)  # noqa: DJ001 - of none

    objects: ClassVar = LedgerQuerySet.as_manager()
    state: str  # one of LedgerState, where the lines were asked for `with_state`

    class Meta:
        managed = False
        db_table = "inspections_ledger_item"
        verbose_name = _("整改台账")

    def __str__(self):
        return self.problem.words_of(self.measure) if self.measure else str(self.problem)

    @classmethod
    def of(cls, problem):
        """Return the lines of one problem that somebody may see."""
        return cls.objects.filter(problem=problem).select_related(
            "problem__source", "measure__problem", "measure__signed_by"
        )

    def get_absolute_url(self):
        return self.problem.url_of(self.measure) if self.measure else self.problem.get_absolute_url()

    @property
    def key(self):
        """Return what names the line in an exported ledger."""
        problem = f"{self.problem.county_id}/{self.problem.no}"
        return f"{problem}/{self.measure.number}" if self.measure else problem
