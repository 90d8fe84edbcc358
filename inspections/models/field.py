"""What is found on site (rulebook C6, B6): the record of a drawn household beside reality, households on no list."""

import json
import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.choices import Satisfaction
from assistance.models import Submission, Visit
from inspections import sampling
from inspections.choices import (
    Accepts,
    Compared,
    Fact,
    Found,
    Judged,
    Known,
    Listed,
    ProblemKind,
    Times,
)
from inspections.models.checks import Hidden, SampleDraw, UnannouncedCheck
from inspections.models.field_guards import ANSWER_GUARD, FRAME_GUARD, OTHER_GUARD, RECORD_GUARD
from inspections.models.problem import Problem
from povertyapp.core import clock
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked

WRITES = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
CHANGES = pgtrigger.Update | pgtrigger.Delete


def _author():
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("记录人")
    )


@tracked
class CheckRecord(Hidden):
    """What an inspector found at a drawn household: whether it was there, what it knows and thinks, what is wrong.

    How the record stands against reality is in its answers. It is received once for ever under the number of its
    submission; its author may correct it until `fixed_at`, after that the database lets nobody (C6).
    """

    FOLLOWS = "site_check"
    PUBLISHED = "site_check__unit__draw__published_at"
    REPORTED = "site_check__unit__draw__round__reported_at"
    INSPECTOR = "site_check__inspectors__user"

    site_check = models.OneToOneField(
        UnannouncedCheck, models.PROTECT, related_name="record", verbose_name=_("现场检查")
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.OneToOneField(
        Submission, models.PROTECT, related_name="check_record", verbose_name=_("提交")
    )
    version = models.PositiveSmallIntegerField(_("版本"), default=1)
    found = models.CharField(_("找到这户没有"), max_length=8, choices=Found)
    # What the household was when it was visited: the rates ask each list by itself, and count persons.
    listed = models.CharField(_("所在名单"), max_length=12, choices=Listed)
    persons = models.PositiveSmallIntegerField(_("登记人数"))
    answer_count = models.PositiveSmallIntegerField(_("对照项数"))
    helper_known = models.CharField(_("知道帮扶人"), max_length=8, choices=Known, blank=True)
    times_told = models.CharField(_("帮扶人来过几次"), max_length=10, choices=Times, blank=True)
    policy_known = models.CharField(_("知道本户政策"), max_length=8, choices=Known, blank=True)
    satisfaction = models.CharField(_("满意度"), max_length=12, choices=Satisfaction, blank=True)
    accepts = models.CharField(_("认可度"), max_length=8, choices=Accepts, blank=True)
    judged = models.CharField(_("识别或退出是否准确"), max_length=8, choices=Judged, blank=True)
    wrong_persons = models.PositiveSmallIntegerField(_("不准确的人数"), null=True, blank=True)
    # Whether every cause had an answering measure that was not disproved here (E-03); null where nobody was met.
    measures_fit = models.BooleanField(_("措施对准原因"), null=True, blank=True)
    problem_kind = models.CharField(_("问题类别"), max_length=10, choices=ProblemKind, blank=True)
    problem_text = models.CharField(_("发现的问题"), max_length=200, blank=True)
    problem = models.ForeignKey(
        Problem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("整改问题")
    )
    is_real_place = models.BooleanField(_("实地"), default=False)
    is_real_matter = models.BooleanField(_("实事"), default=False)
    is_real_person = models.BooleanField(_("实人"), default=False)
    place = EncryptedTextField(_("位置"), bound_to="key")
    device_at = models.DateTimeField(_("手机时间"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("记录时间"))
    recorded_by = _author()
    fixed_at = models.DateTimeField(_("此后只读"))

    class Meta:
        verbose_name = _("现场核查记录")
        ordering = ["-recorded_at", "-pk"]
        indexes = [models.Index(fields=["area", "-recorded_at"], name="check_record_by_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(found=Found.YES)
                | Q(answer_count=0, helper_known="", satisfaction="", judged="", measures_fit=None),
                name="only_who_was_met_is_quoted",
                violation_error_message=_("没有见到这户的人，不能填对照和询问结果。"),
            ),
            models.CheckConstraint(
                condition=Q(wrong_persons=None, judged__in=("", Judged.RIGHT, Judged.UNCLEAR))
                | Q(judged=Judged.WRONG, wrong_persons__gte=1, wrong_persons__lte=F("persons")),
                name="wrong_persons_belong_to_a_wrong_verdict",
                violation_error_message=_("不准确的人数要在 1 和登记人数之间。"),
            ),
            models.CheckConstraint(
                condition=Q(problem_kind="") | ~Q(problem_text=""),
                name="problem_on_site_is_said",
                violation_error_message=_("选了问题类别，请用一句话写明问题。"),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="record_is_read_only", when=pgtrigger.Before, operation=CHANGES, func=RECORD_GUARD
            )
        ]

    def __str__(self):
        return self.receipt

    def get_absolute_url(self):
        return reverse("inspections:check_record", args=[self.pk])

    @property
    def receipt(self) -> str:
        """Return the receipt number that the phone shows: `H-20170612-0007`."""
        return f"H-{clock.day_of(self.recorded_at):%Y%m%d}-{self.pk:04d}"

    @property
    def point(self):
        """Return lat, lon (WGS-84) and accuracy in metres, None where the place was not given."""
        return json.loads(self.place) if self.place else None


@tracked
class CheckAnswer(Hidden):
    """One fact of the record held against reality (CB1-10): what the record said when it was fetched, what is true."""

    FOLLOWS = "record"
    PUBLISHED = "record__site_check__unit__draw__published_at"
    REPORTED = "record__site_check__unit__draw__round__reported_at"
    INSPECTOR = "record__site_check__inspectors__user"

    record = models.ForeignKey(
        CheckRecord, models.PROTECT, related_name="answers", verbose_name=_("核查记录")
    )
    fact = models.CharField(_("项目"), max_length=12, choices=Fact)
    registered = models.CharField(_("档案登记"), max_length=300, blank=True)
    compared = models.CharField(_("对照结果"), max_length=10, choices=Compared)
    actual = models.CharField(_("实际情况"), max_length=300, blank=True)
    # The visit that was asked about, and which of the measures are not true.
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("走访")
    )
    disproved = ArrayField(models.BigIntegerField(), verbose_name=_("不实的措施"), default=list, blank=True)
    problem = models.ForeignKey(
        Problem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("整改问题")
    )
    struck_at = models.DateTimeField(_("证据核销时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("账实对照")
        ordering = ["record_id", "pk"]
        indexes = [models.Index(fields=["area", "compared"], name="check_answer_by_area")]
        constraints = [
            models.UniqueConstraint("record", "fact", name="one_answer_a_fact"),
            models.CheckConstraint(
                condition=Q(compared=Compared.MISMATCH) | Q(actual="", disproved=[], problem=None),
                name="only_a_mismatch_has_consequences",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="answer_is_read_only", when=pgtrigger.Before, operation=WRITES, func=ANSWER_GUARD
            )
        ]

    def __str__(self):
        return f"{self.record} {self.get_fact_display()}"


@tracked
class OtherFrame(Hidden):
    """The households of a village that are on no list, numbered as the village's household book counts them: the
    frame of the omission rate (B6). It stands before the seed of its draw is thrown, and the same seed draws it.
    """

    PUBLISHED = "draw__published_at"
    REPORTED = "draw__round__reported_at"
    INSPECTOR = "draw__units__site_check__inspectors__user"

    draw = models.ForeignKey(SampleDraw, models.PROTECT, related_name="other_frames", verbose_name=_("抽样"))
    households = models.PositiveIntegerField(_("未建档户数"), validators=[MinValueValidator(1)])
    persons = models.PositiveIntegerField(_("未建档人数"), validators=[MinValueValidator(1)])
    source = models.CharField(_("名册出处"), max_length=120)
    made_at = models.DateTimeField(_("登记时间"))
    made_by = _author()

    class Meta:
        verbose_name = _("未建档户名册")
        ordering = ["draw_id", "area_id"]
        constraints = [
            models.UniqueConstraint(
                "draw", "area",
                name="one_other_frame_a_village",
                violation_error_message=_("这个村的未建档户数已经登记过，请打开原来的那一条。"),
            )
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="frame_before_the_seed", when=pgtrigger.Before, operation=WRITES, func=FRAME_GUARD
            )
        ]

    def __str__(self):
        return f"{self.draw.number} {self.area.short_name}"

    def get_absolute_url(self):
        return reverse("inspections:other_frame", args=[self.pk])

    @property
    def numbers(self) -> tuple[list[int], list[int]]:
        """Return the numbers of the household book that the seed draws, and those that stand by; none before it."""
        if not self.draw.seed or not self.draw.round:
            return [], []
        units = [sampling.Unit(f"{self.area_id}-{number}") for number in range(1, self.households + 1)]
        wanted = self.draw.round.other_per_village
        drawn = sampling.draw(units, self.draw.seed, wanted, spare=wanted)
        numbers = [(int(one.unit.code.rpartition("-")[2]), one.is_spare) for one in drawn]
        return [n for n, spare in numbers if not spare], [n for n, spare in numbers if spare]


@tracked
class OtherRecord(Hidden):
    """A household on no list that was visited: how many live there, how many of them should be registered."""

    FOLLOWS = "frame"
    PUBLISHED = "frame__draw__published_at"
    REPORTED = "frame__draw__round__reported_at"
    INSPECTOR = "recorded_by"

    frame = models.ForeignKey(OtherFrame, models.PROTECT, related_name="records", verbose_name=_("名册"))
    number = models.PositiveIntegerField(_("名册序号"))
    # Of a spare that stands in for one that could not be visited: which one, and why.
    replaces = models.PositiveIntegerField(_("替换序号"), null=True, blank=True)
    reason = models.CharField(_("替换理由"), max_length=200, blank=True)
    persons = models.PositiveSmallIntegerField(_("家庭人口"), validators=[MinValueValidator(1)])
    missed_persons = models.PositiveSmallIntegerField(_("应纳入未纳入的人数"), default=0)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    accepts = models.CharField(_("认可度"), max_length=8, choices=Accepts, blank=True)
    recorded_at = models.DateTimeField(_("记录时间"))
    recorded_by = _author()

    class Meta:
        verbose_name = _("未建档户核查")
        ordering = ["frame_id", "number"]
        constraints = [
            models.UniqueConstraint(
                "frame", "number", name="one_other_record_a_number",
                violation_error_message=_("这一户已经记录过，不用再记；记错了请打开原来的那一条。"),
            ),
            models.CheckConstraint(
                condition=Q(missed_persons__lte=F("persons")),
                name="missed_persons_live_there",
                violation_error_message=_("应纳入的人数不能多于家庭人口。"),
            ),
            models.CheckConstraint(
                condition=Q(replaces=None, reason="") | (Q(replaces__isnull=False) & ~Q(reason="")),
                name="other_replacement_says_why",
                violation_error_message=_("替换样本要写明理由。"),
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="other_record_stays", when=pgtrigger.Before, operation=CHANGES, func=OTHER_GUARD
            )
        ]

    def __str__(self):
        return f"{self.frame} {self.number}"
