from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as WrongNumber

from assistance.choices import EnterpriseKind, InstitutionKind, LinkMode, LinkService
from assistance.models.numbering import new_codes
from assistance.querysets import EnterpriseQuerySet, LinkQuerySet, StandingQuerySet
from households.models import Household
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


def check_credit_code(value):
    """Refuse a unified credit code (统一社会信用代码) whose check digit or form is wrong."""
    try:
        uscc.validate(value)
    except WrongNumber:
        raise ValidationError(_("统一社会信用代码不对：应为 18 位，请对照营业执照核对每一位。")) from None


@tracked
class Enterprise(ScopedModel):
    """Who lets households take part: a farmers' cooperative, a leading enterprise, a workshop (LF-27, LF-28). Its
    `area` is where it sits; other villages see it through the households of theirs that it is linked with."""

    SEEN_THROUGH = ("links",)

    code = models.CharField(_("编号"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(_("类型"), max_length=12, choices=EnterpriseKind)
    credit_code = models.CharField(
        _("统一社会信用代码"), max_length=18, blank=True, validators=[check_credit_code]
    )
    industry = models.CharField(_("主营产业"), max_length=40, blank=True)
    head_name = models.CharField(_("负责人"), max_length=40, blank=True)
    founded_on = models.DateField(_("成立日期"))
    ended_on = models.DateField(_("注销日期"), null=True, blank=True)

    objects: ClassVar = EnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name = _("合作社和企业")
        ordering = ["area_id", "name"]
        constraints = [
            models.UniqueConstraint(
                "area",
                "name",
                name="one_enterprise_a_name_and_place",
                violation_error_message=_("这个地方已有同名的合作社或企业，请打开已登记的那一个，或写全称。"),
            ),
            models.UniqueConstraint(
                "credit_code",
                condition=~Q(credit_code=""),
                name="one_enterprise_a_credit_code",
                violation_error_message=_(
                    "这个统一社会信用代码已经登记过，请核对代码，或打开已登记的那一个。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("founded_on")),
                name="enterprise_ends_after_it_begins",
                violation_error_message=_("注销日期不能早于成立日期。"),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Return the page of the enterprise; before it is stored, the list in which it will stand."""
        if not self.pk:
            return reverse("assistance:enterprises")
        return reverse("assistance:enterprise", args=[self.code])


def enterprise_codes(county_code):
    """Yield the next codes for enterprises of a county, wherever in it they sit: its own code, `E`, a number."""
    return new_codes(Enterprise, county_code, "E", 4)


@tracked
class BenefitLink(ScopedModel):
    """How a household takes part in an enterprise (利益联结, LF-25): in one way, from a day to a day. With a day
    of signing it is a contract (LF-26), without one a membership or an agreement by word."""

    FOLLOWS = "household"

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="links", verbose_name=_("户"), db_index=False
    )
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="links", verbose_name=_("合作社或企业")
    )
    mode = models.CharField(_("联结方式"), max_length=14, choices=LinkMode)
    services = ArrayField(
        models.CharField(max_length=12, choices=LinkService),
        verbose_name=_("带动内容"),
        default=list,
        blank=True,
    )
    contract_no = models.CharField(_("合同编号"), max_length=40, blank=True)
    signed_on = models.DateField(_("签订日期"), null=True, blank=True)
    from_date = models.DateField(_("开始日期"))
    to_date = models.DateField(_("结束日期"), null=True, blank=True)
    amount = models.DecimalField(
        _("约定收益(元/年)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )

    objects: ClassVar = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("利益联结")
        ordering = ["household_id", "-from_date", "pk"]
        indexes = [
            models.Index(fields=["household", "-from_date"], name="link_by_household"),
            models.Index(fields=["area"], name="link_by_area"),
        ]
        constraints = [
            models.UniqueConstraint(
                "household",
                "enterprise",
                "mode",
                "from_date",
                name="one_link_a_way_and_day",
                violation_error_message=_("这一户从这天起已有同样方式的联结，请打开原来的联结，或核对日期。"),
            ),
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                name="link_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(contract_no="") | Q(signed_on__isnull=False),
                name="numbered_contract_was_signed",
                violation_error_message=_("有合同编号就要写签订日期。"),
            ),
        ]

    def __str__(self):
        return f"{self.household} {self.enterprise}"

    def get_absolute_url(self):
        return self.household.get_absolute_url()


@tracked
class VillageInstitution(ScopedModel):
    """A village's finance station or mutual-fund society (一站两社, LF-21); the cooperative is an `Enterprise`."""

    kind = models.CharField(_("类型"), max_length=16, choices=InstitutionKind)
    name = models.CharField(_("名称"), max_length=80)
    bank = models.CharField(_("主办银行"), max_length=60, blank=True)
    capital = models.DecimalField(
        _("资金规模(元)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    founded_on = models.DateField(_("成立日期"))
    ended_on = models.DateField(_("撤销日期"), null=True, blank=True)

    objects: ClassVar = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("一站两社")
        ordering = ["area_id", "kind", "founded_on"]
        constraints = [
            models.UniqueConstraint(
                "area",
                "kind",
                condition=Q(ended_on=None),
                name="one_institution_a_kind_and_village",
                violation_error_message=_("这个村已有这一类机构，撤销了才能再登记。"),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("founded_on")),
                name="institution_ends_after_it_begins",
                violation_error_message=_("撤销日期不能早于成立日期。"),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("assistance:village_economy", args=[self.area_id])
