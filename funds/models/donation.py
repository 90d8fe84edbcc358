"""Donations and the help of partners (LN-15, CB1-26): who gave what, what became of it, who received it."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.models import HelpingUnit
from funds.choices.development import DonationKind, DonorKind
from funds.models.columns import money, person
from funds.models.fund_line import FundLine
from funds.models.notice import new_key
from funds.models.project import Project
from funds.querysets.development import DonationQuerySet
from households.models import Household
from households.models.guards import stays
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel

# What is used of a donation is added up with it, so that no more than was given is ever used, in raw SQL either.
ADD_UP = """
IF TG_OP = 'INSERT' THEN
    UPDATE funds_donation SET used = used + NEW.amount WHERE id = NEW.donation_id;
ELSIF OLD.struck_on IS NULL AND NEW.struck_on IS NOT NULL THEN
    UPDATE funds_donation SET used = used - OLD.amount WHERE id = OLD.donation_id;
END IF;
RETURN NEW;
"""
# `used` follows from the uses; the rest of what was given does not change once something of it was used.
ONLY_BY_USES = """
IF NEW.used IS DISTINCT FROM OLD.used AND pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'what is used of a donation follows from its uses' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
# A gift that enters the books says what arrived of its line, and leaves them only when nothing of it stands there.
IN_THE_BOOKS = """
IF NEW.line_id IS NULL THEN
    RETURN NEW;
END IF;
SELECT * INTO g FROM funds_donation WHERE id = NEW.donation_id;
SELECT * INTO l FROM funds_fundline WHERE id = NEW.line_id;
SELECT -coalesce(sum(amount), 0) INTO arrived FROM funds_balance WHERE line_id = NEW.line_id AND state = 'source';
IF TG_OP = 'INSERT' AND (g.kind <> 'money' OR left(g.area_id, 6) <> l.area_id OR NEW.amount <> arrived
        OR l.level <> CASE g.donor_kind WHEN 'partner' THEN 'partner' ELSE 'social' END) THEN
    RAISE EXCEPTION 'gift_is_its_line: LN-15: a gift of % is no line of %', NEW.amount, arrived
        USING ERRCODE = 'check_violation', CONSTRAINT = 'gift_is_its_line';
END IF;
IF TG_OP = 'UPDATE' AND OLD.struck_on IS NULL AND NEW.struck_on IS NOT NULL AND arrived <> 0 THEN
    RAISE EXCEPTION 'gift_is_its_line: LN-15: % of it stand in the books', arrived
        USING ERRCODE = 'check_violation', CONSTRAINT = 'gift_is_its_line';
END IF;
RETURN NEW;
"""


@tracked
class Donation(ScopedModel):
    """Something given to a place: money, goods, or a deed done, with its donor, its use and the receipt.

    A unit stands with its name; the name of a person is sealed and shown only where he agreed.
    """

    code = models.CharField(_("编号"), max_length=20, unique=True)
    kind = models.CharField(_("类别"), max_length=8, choices=DonationKind)
    donor_kind = models.CharField(_("捐赠方类别"), max_length=14, choices=DonorKind)
    donor_unit = models.CharField(_("捐赠单位"), max_length=80, blank=True)
    donor_person = EncryptedTextField(_("捐赠人"), bound_to="code")
    may_be_named = models.BooleanField(_("捐赠人同意公开姓名"), default=False)
    unit = models.ForeignKey(
        HelpingUnit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="donations",
        verbose_name=_("帮扶单位"),
    )
    received_on = models.DateField(_("接收日期"))
    what = models.CharField(_("捐赠内容"), max_length=120)
    quantity = models.CharField(_("数量"), max_length=40, blank=True)
    amount = money(_("金额或折价(元)"))
    purpose = models.CharField(_("指定用途"), max_length=120, blank=True)
    receipt_no = models.CharField(_("票据编号"), max_length=40, blank=True)
    used = money(_("已使用(元)"), default=0, editable=False)
    recorded_by = person(_("录入人"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    objects: ClassVar = DonationQuerySet.as_manager()

    class Meta:
        verbose_name = _("捐赠和帮扶")
        ordering = ["-received_on", "code"]
        indexes = [models.Index(fields=["area", "-received_on"], name="donation_by_area")]
        triggers = [
            pgtrigger.Trigger(
                name="used_follows", when=pgtrigger.Before, operation=pgtrigger.Update, func=ONLY_BY_USES
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0) & (Q(amount__gt=0) | Q(kind=DonationKind.DEED)),
                name="donation_has_a_value",
                violation_error_message=_("资金和物资要写金额或折价。"),
            ),
            models.CheckConstraint(
                condition=Q(used__gte=0, used__lte=F("amount")),
                name="donation_used_within_what_was_given",
                violation_error_message=_("使用合计不能超过捐赠金额。"),
            ),
            models.CheckConstraint(
                condition=(Q(donor_kind=DonorKind.PERSON) & Q(donor_unit=""))
                | (~Q(donor_kind=DonorKind.PERSON) & ~Q(donor_unit="")),
                name="donor_is_a_unit_or_a_person",
                violation_error_message=_("单位捐赠写捐赠单位，个人捐赠写捐赠人。"),
            ),
            models.UniqueConstraint(
                "area",
                "receipt_no",
                condition=~Q(receipt_no=""),
                name="one_donation_a_receipt",
                violation_error_message=_("这个票据编号已经登记过，请核对编号。"),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.what}"

    def get_absolute_url(self):
        return reverse("funds:donation", args=[self.code])

    @property
    def donor(self):
        """Return the donor as everybody may read it: a person who did not agree stays unnamed."""
        if self.donor_kind != DonorKind.PERSON:
            return self.donor_unit
        return self.donor_person if self.may_be_named else _("爱心人士")


@tracked
class DonationUse(ScopedModel):
    """What was used of a donation: when, for what, for which household or project, who signed for it."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    donation = models.ForeignKey(Donation, models.PROTECT, related_name="uses", verbose_name=_("捐赠和帮扶"))
    used_on = models.DateField(_("使用日期"))
    what = models.CharField(_("使用内容"), max_length=120)
    amount = money(_("金额或折价(元)"))
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("受益户")
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="donation_uses", verbose_name=_("项目")
    )
    # Where a gift of money entered the county's books (LN-15): from there on its uses are allotments and payments.
    line = models.OneToOneField(
        FundLine, models.PROTECT, null=True, blank=True, related_name="gift", verbose_name=_("资金来源")
    )
    receiver = EncryptedTextField(_("签收人"), bound_to="key")
    receipt_no = models.CharField(_("签收单编号"), max_length=40, blank=True)
    struck_on = models.DateField(_("冲销日期"), null=True, blank=True)
    struck_reason = models.CharField(_("冲销理由"), max_length=120, blank=True)
    recorded_by = person(_("录入人"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("捐赠使用")
        ordering = ["donation_id", "used_on", "pk"]
        triggers = [
            stays("struck_on", "struck_reason"),
            pgtrigger.Trigger(
                name="adds_up",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ADD_UP,
            ),
            pgtrigger.Trigger(
                name="gift_is_its_line",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[
                    ("g", "funds_donation%ROWTYPE"),
                    ("l", "funds_fundline%ROWTYPE"),
                    ("arrived", "numeric"),
                ],
                func=IN_THE_BOOKS,
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="donation_use_is_not_negative",
                violation_error_message=_("金额不能是负数。"),
            ),
            models.CheckConstraint(
                condition=Q(struck_on=None, struck_reason="") | (Q(struck_on__isnull=False) & ~Q(struck_reason="")),
                name="struck_use_has_day_and_reason",
                violation_error_message=_("冲销要写日期和理由。"),
            ),
            models.CheckConstraint(
                condition=Q(household=None) | Q(project=None), name="donation_use_is_for_one",
                violation_error_message=_("受益户和项目只填一个。"),
            ),
            models.CheckConstraint(
                condition=Q(line=None) | Q(household=None, project=None), name="pooled_gift_is_for_its_line",
                violation_error_message=_("进入资金池的捐赠由资金下达和支付到户到项目，这里不填受益户和项目。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.what
