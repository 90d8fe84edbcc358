from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from households.choices import (
    Cause,
    DatePrecision,
    ExitVintage,
    FiveGuaranteeMode,
    FormSource,
    HouseholdType,
    IdentificationStandard,
    NotExitedReason,
    PovertyAttribute,
    PovertyStatus,
    Presence,
)
from households.querysets import HouseholdQuerySet
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked
from povertyapp.core.names import Characters, Initials
from povertyapp.core.scoping import ScopedModel
from povertyapp.core.tallies import tallied
from povertyapp.core.ways import at

REGISTERED = "household"  # as what they are noted, by status and cause


@tracked
@tallied(REGISTERED, "poverty_status", "main_cause")
class Household(ScopedModel):
    """A registered household (建档立卡户), rulebook B1.1. Its `area` is the village."""

    ANSWERED_BY = "answered_by_id"

    household_no = models.CharField(_("户编号"), max_length=20, unique=True)
    group_name = models.CharField(_("村民小组"), max_length=30, blank=True)
    natural_village = models.CharField(_("自然村"), max_length=30, blank=True)
    head_name = models.CharField(_("户主姓名"), max_length=60)
    head_pinyin = models.CharField(max_length=120, blank=True, editable=False)
    address = models.CharField(_("详细地址"), max_length=120, blank=True)
    phone = EncryptedTextField(_("联系电话"), bound_to="household_no")
    bank_name = models.CharField(_("开户银行"), max_length=60, blank=True)
    bank_account = EncryptedTextField(_("银行账号"), bound_to="household_no")
    identification_standard = models.CharField(
        _("识别标准"),
        max_length=12,
        choices=IdentificationStandard,
        default=IdentificationStandard.NATIONAL,
    )
    poverty_attribute = models.CharField(_("贫困户属性"), max_length=24, choices=PovertyAttribute)
    five_guarantee_mode = models.CharField(
        _("五保供养方式"), max_length=12, choices=FiveGuaranteeMode, blank=True
    )
    household_type = models.CharField(_("户类型"), max_length=10, choices=HouseholdType, blank=True)
    poverty_status = models.CharField(_("脱贫状态"), max_length=20, choices=PovertyStatus)
    main_cause = models.CharField(_("主要致贫原因"), max_length=20, choices=Cause, blank=True)
    other_causes = ArrayField(
        models.CharField(max_length=20, choices=Cause),
        verbose_name=_("其他致贫原因"),
        default=list,
        blank=True,
    )
    not_exited_reason = models.CharField(_("未脱贫原因"), max_length=2, choices=NotExitedReason, blank=True)
    is_martyr_family = models.BooleanField(_("是否军烈属"), null=True, blank=True)
    is_one_child = models.BooleanField(_("是否独生子女户"), null=True, blank=True)
    is_two_daughter = models.BooleanField(_("是否双女户"), null=True, blank=True)
    registered_on = models.DateField(_("识别时间"))
    registered_precision = models.CharField(max_length=5, choices=DatePrecision, default=DatePrecision.YEAR)
    exited_on = models.DateField(_("脱贫时间"), null=True, blank=True)
    exited_precision = models.CharField(max_length=5, choices=DatePrecision, default=DatePrecision.YEAR)
    exit_vintage = models.CharField(_("脱贫批次"), max_length=10, choices=ExitVintage, blank=True)
    returned_on = models.DateField(_("返贫时间"), null=True, blank=True)
    return_reason = models.CharField(_("返贫原因"), max_length=100, blank=True)
    left_register_on = models.DateField(_("移出名册日期"), null=True, blank=True)
    planned_exit_year = models.PositiveSmallIntegerField(_("计划脱贫年度"), null=True, blank=True)
    size = models.PositiveSmallIntegerField(_("人数"), default=0)
    size_year_start = models.PositiveSmallIntegerField(_("年初家庭人口"), null=True, blank=True)
    size_year_end = models.PositiveSmallIntegerField(_("年末家庭人口"), null=True, blank=True)
    presence = models.CharField(_("在家情况"), max_length=20, choices=Presence, default=Presence.HOME_LABOUR)
    # Judged by the service that writes members, so that a rule over 100,000 households reads one column.
    is_labour_capable = models.BooleanField(_("有劳动能力"), default=True)
    is_relocated = models.BooleanField(_("是否易地扶贫搬迁户"), default=False)
    remark = models.CharField(_("备注"), max_length=200, blank=True)
    # Today's helper, written only by assistance.services.assign_helper together with the assignment.
    helper_name = models.CharField(_("帮扶责任人"), max_length=40, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)

    objects: ClassVar = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("建档立卡户")
        ordering = ["area_id", "household_no"]
        indexes = [
            # With what lists and dashboards count of a place, so that they need not look at the wide rows.
            models.Index(
                fields=["area", "household_no"],
                include=[
                    *("answered_by", "poverty_status", "main_cause"),
                    *("registered_on", "left_register_on", "id"),
                ],
                name="household_by_area",
            ),
            # What the search box looks for: a part of a name, its pinyin, its initials.
            GinIndex(Characters("head_name"), name="household_by_characters"),
            models.Index(OpClass("head_pinyin", "varchar_pattern_ops"), name="household_by_pinyin"),
            models.Index(OpClass(Initials("head_pinyin"), "text_pattern_ops"), name="household_by_initials"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(exited_on=None) | Q(exited_on__gte=F("registered_on")),
                name="household_exits_after_entry",
                violation_error_message=_("脱贫时间不能早于识别时间。"),
            ),
        ]

    def __str__(self):
        return _("%(name)s户") % {"name": self.head_name}

    def get_absolute_url(self):
        return at("households:detail", self.household_no)


@tracked
class FormFigures(ScopedModel):
    """What one paper form says of size and land; kept beside the record, never smoothed out (CB1-12)."""

    FOLLOWS = "household"

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="form_figures", verbose_name=_("户")
    )
    source = models.CharField(_("来源表"), max_length=10, choices=FormSource)
    size = models.PositiveSmallIntegerField(_("家庭人口"), null=True, blank=True)
    cultivated_mu = models.DecimalField(
        _("耕地面积(亩)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    woodland_mu = models.DecimalField(
        _("林地面积(亩)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )

    class Meta:
        verbose_name = _("表册数据")
        constraints = [models.UniqueConstraint("household", "source", name="one_row_a_form")]

    def __str__(self):
        return f"{self.household} {self.get_source_display()}"
