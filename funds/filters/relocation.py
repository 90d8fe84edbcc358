"""The conditions of relocations: page and export ask the same way."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds.choices.relocation import (
    LIVING_THERE,
    OVER,
    WITH_KEY,
    CaseStatus,
    DelayReason,
    MoveReason,
    SiteState,
)
from funds.models import RelocationCase, RelocationListed
from funds.relocation import sites_of
from households.filters import PlacesFilter
from povertyapp.core import clock
from povertyapp.core.filters import HouseFilter

SHOW = (
    ("open", _("办理中")),
    ("overdue", _("超期")),
    ("keyed", _("已交钥匙")),
    ("living", _("已入住")),
    ("waiting", _("还没有入住")),
    ("closed", _("已办结")),
    ("withdrawn", _("已退出搬迁")),
)
# What a word of `SHOW` means, of relocations with their pace (`RelocationQuerySet.with_pace`).
CONDITIONS = {
    "open": ~Q(status__in=OVER),
    "overdue": Q(is_late=True),
    "keyed": Q(status__in=WITH_KEY),
    "living": Q(status__in=LIVING_THERE),
    "waiting": ~Q(status__in=(*LIVING_THERE, CaseStatus.WITHDRAWN)),
    "closed": Q(status=CaseStatus.CLOSED),
    "withdrawn": Q(status=CaseStatus.WITHDRAWN),
    "standing": ~Q(status=CaseStatus.WITHDRAWN),
}


class CaseFilter(PlacesFilter):
    """Relocations by how they stand, place, site, status, year of the list, reason and words."""

    show = django_filters.ChoiceFilter(
        method="shown", choices=(*SHOW, ("standing", _("没有退出的"))), label=_("情况")
    )
    township = django_filters.ChoiceFilter(method="in_area", label=_("乡镇"))
    village = django_filters.ChoiceFilter(method="in_area", label=_("村"))
    site = django_filters.ModelChoiceFilter(
        queryset=lambda request: sites_of(request.user),
        to_field_name="code",
        label=_("安置点"),
    )
    status = django_filters.ChoiceFilter(choices=CaseStatus, label=_("状态"))
    year = django_filters.NumberFilter(field_name="listed__plan__year", label=_("任务年度"))
    reason = django_filters.ChoiceFilter(choices=MoveReason, label=_("搬迁原因"))
    q = django_filters.CharFilter(method="by_words", label=_("户主、户编号、搬迁编号"))
    # Come with a link from a figure.
    moved_by = django_filters.DateFilter(
        field_name="moved_in_on", lookup_expr="lte", label=_("入住不晚于"), widget=forms.HiddenInput
    )
    keyed_by = django_filters.DateFilter(
        field_name="keys_on", lookup_expr="lte", label=_("交钥匙不晚于"), widget=forms.HiddenInput
    )

    class Meta:
        model = RelocationCase
        fields = (
            "show",
            "township",
            "village",
            "site",
            "status",
            "year",
            "reason",
            "q",
            "moved_by",
            "keyed_by",
            "area",
        )

    def shown(self, rows, name, value):
        return rows.filter(CONDITIONS[value])

    def by_words(self, rows, name, value):
        text = value.strip()
        return rows.filter(
            Q(no__icontains=text) | Q(household__household_no=text) | Q(household__head_name__contains=text)
        )


# How far the relocation of a listed household is; without one, nobody has identified it.
LISTED = (
    ("unopened", _("还没有列入办理")),
    ("opened", _("已列入办理")),
    ("living", _("已入住")),
    ("waiting", _("还没有入住")),
)
OF_LISTED = {
    "unopened": Q(case=None),
    "opened": Q(case__isnull=False),
    "living": Q(case__moved_in_on__isnull=False),
    "waiting": Q(case__moved_in_on=None),
}


class ListedFilter(PlacesFilter):
    """Households on the years' lists by how far they are, place, year, plan, reason and words."""

    show = django_filters.ChoiceFilter(method="shown", choices=LISTED, label=_("情况"))
    township = django_filters.ChoiceFilter(method="in_area", label=_("乡镇"))
    village = django_filters.ChoiceFilter(method="in_area", label=_("村"))
    year = django_filters.NumberFilter(field_name="plan__year", label=_("任务年度"))
    reason = django_filters.ChoiceFilter(choices=MoveReason, label=_("搬迁原因"))
    q = django_filters.CharFilter(method="by_words", label=_("户主、户编号"))
    plan = django_filters.CharFilter(field_name="plan__code", label=_("任务"), widget=forms.HiddenInput)

    class Meta:
        model = RelocationListed
        fields = ("show", "township", "village", "year", "reason", "q", "plan", "area")

    def shown(self, rows, name, value):
        return rows.filter(OF_LISTED[value])

    def by_words(self, rows, name, value):
        text = value.strip()
        return rows.filter(Q(household__household_no=text) | Q(household__head_name__contains=text))


class SiteFilter(HouseFilter):
    """Sites by how far they are and whether they are late; the list's own figures ask so."""

    state = django_filters.ChoiceFilter(choices=SiteState, label=_("状态"))
    late = django_filters.ChoiceFilter(method="are_late", choices=[("1", _("滞后"))], label=_("进度"))
    reason = django_filters.ChoiceFilter(field_name="delay_reason", choices=DelayReason, label=_("滞后原因"))
    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label=_("名称"))

    def are_late(self, rows, name, value):
        return rows.late(clock.today())
