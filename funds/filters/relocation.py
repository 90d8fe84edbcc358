"""The conditions of relocations: page and export ask the same way."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds.choices.relocation import LIVING_THERE, OVER, WITH_KEY, CaseStatus, MoveReason
from funds.models import RelocationCase
from funds.relocation import sites_of
from households.filters import AreaFilter, PlacesFilter

EVERY = _("全部")
SHOW = (
    ("open", _("办理中")),
    ("overdue", _("超期")),
    ("keyed", _("已交钥匙")),
    ("living", _("已入住")),
    ("closed", _("已办结")),
    ("withdrawn", _("已退出搬迁")),
)
# What a word of `SHOW` means, of relocations with their pace (`RelocationQuerySet.with_pace`).
CONDITIONS = {
    "open": ~Q(status__in=OVER),
    "overdue": Q(is_late=True),
    "keyed": Q(status__in=WITH_KEY),
    "living": Q(status__in=LIVING_THERE),
    "closed": Q(status=CaseStatus.CLOSED),
    "withdrawn": Q(status=CaseStatus.WITHDRAWN),
}


class CaseFilter(PlacesFilter):
    """Relocations by how they stand, place, site, status, year of the list, reason and words."""

    show = django_filters.ChoiceFilter(method="shown", choices=SHOW, label=_("情况"), empty_label=EVERY)
    township = django_filters.ChoiceFilter(method="in_area", label=_("乡镇"), empty_label=EVERY)
    village = django_filters.ChoiceFilter(method="in_area", label=_("村"), empty_label=EVERY)
    site = django_filters.ModelChoiceFilter(
        queryset=lambda request: sites_of(request.user),
        to_field_name="code",
        label=_("安置点"),
        empty_label=EVERY,
    )
    status = django_filters.ChoiceFilter(choices=CaseStatus, label=_("状态"), empty_label=EVERY)
    year = django_filters.NumberFilter(field_name="listed__plan__year", label=_("任务年度"))
    reason = django_filters.ChoiceFilter(choices=MoveReason, label=_("搬迁原因"), empty_label=EVERY)
    q = django_filters.CharFilter(method="by_words", label=_("户主、户编号、搬迁编号"))
    # Came with a link from a figure; the two selects are for people.
    area = AreaFilter(method="in_area", label=_("区域"), widget=forms.HiddenInput)

    class Meta:
        model = RelocationCase
        fields = ("show", "township", "village", "site", "status", "year", "reason", "q", "area")

    def shown(self, rows, name, value):
        return rows.filter(CONDITIONS[value])

    def by_words(self, rows, name, value):
        text = value.strip()
        return rows.filter(
            Q(no__icontains=text) | Q(household__household_no=text) | Q(household__head_name__contains=text)
        )
