from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from households.choices import MatchClass, MatchStatus
from households.identity import hashes_of
from households.models.household import Household
from households.models.member import HouseholdMember
from households.querysets import LowIncomeListQuerySet, LowIncomeRowQuerySet
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class LowIncomeList(ScopedModel):
    """A county's list of low-income people, as civil affairs handed it over; its `area` is the county (TF-04)."""

    SEEN_THROUGH = ("rows",)

    file = models.CharField(_("文件"), max_length=200)
    file_sha256 = models.CharField(max_length=64)
    title = models.CharField(_("名单"), max_length=200)
    period = models.CharField(_("所属期"), max_length=7, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("导入人")
    )
    taken_at = models.DateTimeField(_("导入时间"))

    objects: ClassVar = LowIncomeListQuerySet.as_manager()

    class Meta:
        verbose_name = _("低保名单")
        ordering = ["-taken_at"]
        constraints = [models.UniqueConstraint("area", "file_sha256", name="one_list_a_file")]

    @property
    def period_text(self):
        """Return the period as it stands above such a list: 2026年第3季度 for `2026-Q3`."""
        year, _dash, part = self.period.partition("-")
        if part.startswith("Q"):
            return _("%(year)s年第%(quarter)s季度") % {"year": year, "quarter": part[1:]}
        return _("%(year)s年%(month)s月") % {"year": year, "month": int(part)} if part else "—"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("households:low_income", args=[self.pk])


@tracked
class LowIncomeRow(ScopedModel):
    """One person of a list and who he probably is in the register.

    Its `area` is that of the matched household, else of the listed village, else of the county. What is
    written stays as written; `status` says whether a person agreed.
    """

    FOLLOWS = "household"
    HASHES: ClassVar = {"id_number": (hashes_of, ("id_hash",))}

    listing = models.ForeignKey(
        LowIncomeList, models.CASCADE, related_name="rows", verbose_name=_("名单"), db_index=False
    )
    # Known by list and place: what its number is sealed with.
    entry_no = models.CharField(_("行编号"), max_length=40, unique=True)
    sheet = models.CharField(_("工作表"), max_length=60, blank=True)
    row = models.PositiveIntegerField(_("行号"))
    township = models.CharField(_("乡镇"), max_length=60, blank=True)
    village = models.CharField(_("行政村"), max_length=60, blank=True)
    group_name = models.CharField(_("村民小组"), max_length=30, blank=True)
    name = models.CharField(_("姓名"), max_length=60, blank=True)
    id_number = EncryptedTextField(_("证件号码"), bound_to="entry_no")
    id_hash = models.CharField(max_length=32, blank=True, editable=False)
    id_fault = models.CharField(_("号码问题"), max_length=30, blank=True)
    insured_count = models.PositiveSmallIntegerField(_("保障人口"), null=True, blank=True)
    category = models.CharField(_("保障类别"), max_length=20, blank=True)
    monthly_yuan = models.DecimalField(
        _("月保障金(元)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    since = models.CharField(_("起始享受时间"), max_length=20, blank=True)
    card_no = models.CharField(_("低保证号"), max_length=30, blank=True)
    match_class = models.CharField(_("匹配情况"), max_length=24, choices=MatchClass)
    status = models.CharField(_("处理"), max_length=10, choices=MatchStatus)
    household = models.ForeignKey(
        Household, models.CASCADE, null=True, blank=True, related_name="low_income", verbose_name=_("户")
    )
    member = models.ForeignKey(
        HouseholdMember,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="low_income",
        verbose_name=_("人"),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("确认人")
    )
    decided_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    decision_reason = models.CharField(_("确认依据"), max_length=100, blank=True)

    objects: ClassVar = LowIncomeRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("低保名单行")
        ordering = ["listing_id", "row"]
        indexes = [
            models.Index(fields=["listing", "row"], name="low_income_by_list"),
            models.Index(fields=["area"], name="low_income_by_area"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=MatchStatus.NONE, member=None)
                | (~Q(status=MatchStatus.NONE) & Q(member__isnull=False, household__isnull=False)),
                name="low_income_row_is_matched_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(status=MatchStatus.CONFIRMED)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decision_reason="")),
                name="low_income_match_is_confirmed_by_somebody",
                violation_error_message=_("确认匹配要有确认人和依据。"),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("households:low_income_row", args=[self.pk])
