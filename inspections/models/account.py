"""The monthly hard account (交硬账), rulebook Part D.

An `AccountMonth` is the county's month. Its obligations are kept narrow, in partitions of that month: one
`AccountFact` a household and helper with a bit per rule, `AccountTally` per place and rule, `AccountUnitLine` for
duties of units, `PartyAccount` with score and verdict. The view `AccountLine` spells the obligations out.
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.models import Helper, Visit
from households.models import Household
from inspections.models.month_guards import keeps_closed, seals_when_closed, stays_closed
from inspections.querysets import AccountFactQuerySet, LateEntryQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.period import Period
from povertyapp.core.rules import UNIT, clause_of
from povertyapp.core.scoping import ScopedModel


class AccountState(models.TextChoices):
    """`open → computing → draft → closed`; the running month goes back to open after each computation."""

    OPEN = "open", _("未出账")
    COMPUTING = "computing", _("正在计算")
    DRAFT = "draft", _("草稿")
    CLOSED = "closed", _("已锁定")


class PartyLevel(models.TextChoices):
    HELPER = "helper", _("帮扶责任人")
    VILLAGE = "village", _("村")
    TOWNSHIP = "township", _("乡镇")
    COUNTY_UNIT = "county_unit", _("县直单位")
    COUNTY = "county", _("县")


class Outcome(models.TextChoices):
    """Rulebook D2."""

    MET = "met", _("完成")
    PARTIAL = "partial", _("部分完成")
    FAILED = "failed", _("未完成")
    EXCUSED = "excused", _("免责")
    FALSIFIED = "falsified", _("作假")


class Verdict(models.TextChoices):
    """Rulebook D4; shown with the words of decisions.md."""

    SETTLED = "settled", _("交清")
    NOT_SETTLED = "not_settled", _("欠账")
    FALSIFIED = "falsified", _("假账")
    NO_ACCOUNT = "no_account", _("本月无账")


@tracked
class AccountMonth(ScopedModel):
    """A county's month: its state, what it was computed from, and its fingerprint. `area` is the county."""

    month = models.CharField(_("月份"), max_length=7)
    version = models.PositiveSmallIntegerField(_("版本"), default=1)
    state = models.CharField(_("状态"), max_length=10, choices=AccountState, default=AccountState.OPEN)
    asked_at = models.DateTimeField(_("要求计算时间"), null=True, blank=True)
    computed_at = models.DateTimeField(_("计算时间"), null=True, blank=True)
    # Whatever was written before this moment is in the figures.
    read_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("锁定时间"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("锁定人"),
    )
    cutoff_at = models.DateTimeField(_("录入截止"), null=True, blank=True)
    digest = models.CharField(_("指纹"), max_length=64, blank=True)
    # How the fingerprint is made (docs/proof.md); months closed before keep the way of their time.
    digest_format = models.PositiveSmallIntegerField(_("指纹格式"), default=1)
    inputs_digest = models.CharField(_("输入指纹"), max_length=64, blank=True)
    rules = models.JSONField(_("规则原文"), default=list)
    parameters = models.JSONField(_("参数值"), default=dict)
    # Which of them the rules asked for: these are part of the fingerprint.
    asked_parameters = models.JSONField(_("用到的参数"), default=list)
    code_version = models.CharField(_("程序版本"), max_length=60, blank=True)
    counts = models.JSONField(_("计数"), default=dict)
    seconds = models.FloatField(_("用时(秒)"), null=True, blank=True)

    class Meta:
        verbose_name = _("月度硬账")
        ordering = ["area_id", "-month", "-version"]
        constraints = [
            models.UniqueConstraint("area", "month", "version", name="one_account_a_month_and_version"),
            models.CheckConstraint(
                condition=~models.Q(state="closed") | models.Q(closed_at__isnull=False),
                name="closed_account_says_when",
            ),
        ]
        triggers = [stays_closed(), seals_when_closed()]

    def __str__(self):
        return f"{self.area} {self.month}"

    @property
    def period(self):
        return Period.parse(self.month)

    @property
    def is_closed(self):
        return self.state == AccountState.CLOSED


class _Derived(ScopedModel):
    """Rows written only by the computation, in partitions by account."""

    area = models.ForeignKey("core.Area", models.DO_NOTHING, related_name="+", db_index=False)
    account = models.ForeignKey(AccountMonth, models.DO_NOTHING, related_name="+", db_index=False)
    id = models.BigIntegerField(primary_key=True)

    class Meta:
        abstract = True


class AccountRule(_Derived):
    """A rule as it was in that month: its text, weight and place in the masks of the facts."""

    rule = models.CharField(max_length=12)
    bit = models.SmallIntegerField()
    slot = models.SmallIntegerField()
    population = models.CharField(max_length=20)
    party_level = models.CharField(max_length=12, choices=PartyLevel)
    obligation = models.CharField(max_length=8)
    title = models.CharField(max_length=80)
    text = models.TextField()
    weight = models.DecimalField(max_digits=6, decimal_places=2)
    is_hard = models.BooleanField()
    allows_part = models.BooleanField()
    subject = models.CharField(max_length=12)

    class Meta:
        managed = False
        db_table = "inspections_account_rule"
        triggers = [keeps_closed()]

    @property
    def mask(self):
        """Return the bit of this rule in the masks of the facts."""
        return 1 << self.bit

    @property
    def first_sentence(self):
        """Return the clause in plain words; what follows it in the text is for who maintains the rule."""
        return clause_of(self.text)

    @property
    def is_about_parties(self):
        """Say whether the duty is about the parties below (HA-V7, HA-T6) and has no place in the facts."""
        return self.slot == 0

    @property
    def is_about_units(self):
        """Say whether units owe the duty over facts that are not households: each line stands by itself."""
        return self.subject == UNIT


class AccountFact(_Derived):
    """One household and helper of the month: which duties fell due, which were missed, and the figures."""

    ANSWERED_BY = "helper__user_id"

    household = models.ForeignKey(Household, models.DO_NOTHING, related_name="+", db_index=False)
    helper = models.ForeignKey(Helper, models.DO_NOTHING, null=True, related_name="+", db_index=False)
    population = models.CharField(max_length=20)
    due = models.BigIntegerField()
    missed = models.BigIntegerField()
    excused = models.BigIntegerField()
    falsified = models.BigIntegerField()
    required = ArrayField(models.IntegerField())
    delivered = ArrayField(models.IntegerField())
    voided = ArrayField(models.IntegerField())

    objects: ClassVar = AccountFactQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "inspections_account_fact"
        triggers = [keeps_closed()]


class AccountTally(_Derived):
    """How one rule stands in one place: lines and their outcomes. Places add up."""

    level = models.CharField(max_length=12, choices=PartyLevel)
    code = models.CharField(max_length=20)
    rule = models.CharField(max_length=12)
    lines = models.IntegerField()
    met = models.IntegerField()
    partial = models.IntegerField()
    failed = models.IntegerField()
    excused = models.IntegerField()
    falsified = models.IntegerField()
    required = models.BigIntegerField()
    delivered = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "inspections_account_tally"
        triggers = [keeps_closed()]

    @property
    def missing(self):
        """Return how many lines are not met (partial, failed, falsified)."""
        return self.partial + self.failed + self.falsified


class AccountUnitLine(_Derived):
    """One duty of a unit: a village, a township, a helping unit, the county. `area` is where the subject lies."""

    level = models.CharField(max_length=12, choices=PartyLevel)
    code = models.CharField(max_length=20)
    rule = models.CharField(max_length=12)
    subject_kind = models.CharField(max_length=12)
    subject_code = models.CharField(max_length=20)
    required = models.IntegerField()
    delivered = models.IntegerField()
    voided = models.IntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)

    class Meta:
        managed = False
        db_table = "inspections_account_unit_line"
        triggers = [keeps_closed()]


class PartyAccount(_Derived):
    """A party's month: score and verdict (rulebook D4)."""

    ANSWERED_BY = "helper__user_id"

    level = models.CharField(max_length=12, choices=PartyLevel)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    helper = models.ForeignKey(Helper, models.DO_NOTHING, null=True, related_name="+", db_index=False)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    verdict = models.CharField(max_length=12, choices=Verdict)
    lines = models.IntegerField()
    failed = models.IntegerField()
    # The leaf of this party in the month's fingerprint; blank in months of the first format.
    digest = models.CharField(max_length=64, default="")

    class Meta:
        managed = False
        db_table = "inspections_account_party"
        triggers = [keeps_closed()]


class AccountLine(_Derived):
    """Each obligation of the month, spelled out from the narrow tables (a view)."""

    party_level = models.CharField(max_length=12, choices=PartyLevel)
    party_code = models.CharField(max_length=20)
    party_name = models.CharField(max_length=80)
    rule = models.CharField(max_length=12)
    subject_kind = models.CharField(max_length=12)
    subject_code = models.CharField(max_length=20)
    required = models.IntegerField()
    delivered = models.IntegerField()
    voided = models.IntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    weight = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        managed = False
        db_table = "inspections_account_line"


class CarriedLine(_Derived):
    """A line that the closed month before had missed and that was made up since (补交, rulebook D4).

    Shown in the account of the month in which it was made up, and never in its score; the closed month stays.
    `delivered` is what there is of it by now. `month` is the month that had missed it, and name, title and weight
    are those of that month.
    """

    ANSWERED_BY = "helper__user_id"
    OUTCOME = "met_late"

    month = models.CharField(max_length=7)
    level = models.CharField(max_length=12, choices=PartyLevel)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    helper = models.ForeignKey(Helper, models.DO_NOTHING, null=True, related_name="+", db_index=False)
    rule = models.CharField(max_length=12)
    title = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=12)
    subject_code = models.CharField(max_length=20)
    required = models.IntegerField()
    delivered = models.IntegerField()
    weight = models.DecimalField(max_digits=6, decimal_places=2)
    is_hard = models.BooleanField()

    class Meta:
        managed = False
        db_table = "inspections_account_carried"
        triggers = [keeps_closed()]


class LateEntry(ScopedModel):
    """A visit of an earlier month that came after that month's cut-off, shown once, in the next account."""

    FOLLOWS, KEEPS_PLACE = "visit", True

    account = models.ForeignKey(AccountMonth, models.CASCADE, related_name="late_entries")
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="+")

    objects: ClassVar = LateEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("补报走访")
        constraints = [models.UniqueConstraint("visit", name="late_visit_is_shown_once")]
        triggers = [keeps_closed()]

    def __str__(self):
        return f"{self.account} {self.visit}"
