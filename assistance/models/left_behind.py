from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.choices import CareKind, CarerRole, LeftBehindKind
from assistance.querysets import LeftBehindQuerySet
from households.models import Household, HouseholdMember
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class LeftBehindPerson(ScopedModel):
    """A member who is left behind (三留守, LF-32), from a day to a day, and what the household file says of it: who
    is at home, who cares, what is needed, when somebody last looked."""

    FOLLOWS = "household"

    household = models.ForeignKey(Household, models.CASCADE, related_name="left_behind", verbose_name=_("户"))
    member = models.ForeignKey(
        HouseholdMember, models.CASCADE, related_name="left_behind", verbose_name=_("家庭成员")
    )
    kind = models.CharField(_("类别"), max_length=8, choices=LeftBehindKind)
    since = models.DateField(_("开始日期"))
    until = models.DateField(_("结束日期"), null=True, blank=True)
    away = models.CharField(_("外出亲属和去向"), max_length=80, blank=True)
    lives_with = models.CharField(_("同住人或监护人"), max_length=60, blank=True)
    carer_name = models.CharField(_("关爱联系人"), max_length=40, blank=True)
    carer_role = models.CharField(_("联系人身份"), max_length=12, choices=CarerRole, blank=True)
    needs = models.CharField(_("主要需求"), max_length=200, blank=True)
    reviewed_on = models.DateField(_("核实日期"), null=True, blank=True)

    objects: ClassVar = LeftBehindQuerySet.as_manager()

    class Meta:
        verbose_name = _("留守人员")
        ordering = ["area_id", "household_id", "kind", "pk"]
        indexes = [models.Index(fields=["area", "kind"], name="left_behind_by_area")]
        constraints = [
            models.UniqueConstraint(
                "member",
                condition=Q(until=None),
                name="left_behind_once_at_a_time",
                violation_error_message=_("这个人已经登记为留守人员，请打开原来的档案。"),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="left_behind_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.member.name}"

    def get_absolute_url(self):
        return reverse("assistance:left_behind_person", args=[self.pk])


@tracked
class CareService(ScopedModel):
    """One of the five services for a left-behind person, on a day (LF-32)."""

    FOLLOWS = "person"

    person = models.ForeignKey(
        LeftBehindPerson, models.CASCADE, related_name="services", verbose_name=_("留守人员"), db_index=False
    )
    kind = models.CharField(_("服务类别"), max_length=10, choices=CareKind)
    happened_on = models.DateField(_("服务日期"))
    carer_name = models.CharField(_("服务人"), max_length=40)
    carer_role = models.CharField(_("服务人身份"), max_length=12, choices=CarerRole)
    content = models.CharField(_("服务内容"), max_length=200)
    recorded_at = models.DateTimeField(_("录入时间"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("录入人"),
    )

    class Meta:
        verbose_name = _("关爱服务")
        ordering = ["-happened_on", "-pk"]
        indexes = [
            models.Index(fields=["person", "-happened_on"], name="care_by_person"),
            models.Index(fields=["area", "-happened_on"], name="care_by_area"),
        ]
        constraints = [
            models.UniqueConstraint(
                "person",
                "kind",
                "happened_on",
                name="one_care_service_a_kind_and_day",
                violation_error_message=_("这一天已经登记过同类服务，不用再登记；是另一天的请改日期。"),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.happened_on}"

    def get_absolute_url(self):
        return self.person.get_absolute_url()
