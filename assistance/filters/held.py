"""The filters of what waits for a person: without a state what is open is meant."""

import django_filters
from django.utils.translation import gettext_lazy as _

from assistance.choices import HeldStatus, HeldWhy, ValueStatus
from povertyapp.core.filters import HouseFilter

ALL = "all"


class OpenFirst(HouseFilter):
    """Rows by state, the open ones unless asked for others."""

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("status") else rows.open()

    def by_status(self, rows, name, value):
        return rows if value == ALL else rows.filter(status=value)


class HeldValueFilter(OpenFirst):
    """Values that met another one."""

    status = django_filters.ChoiceFilter(
        choices=[*(c for c in ValueStatus.choices if c[0] != ValueStatus.OPEN), (ALL, _("全部"))],
        method="by_status",
        empty_label=ValueStatus.OPEN.label,
        label=_("状态"),
    )


class HeldSubmissionFilter(OpenFirst):
    """Submissions in the review box."""

    status = django_filters.ChoiceFilter(
        choices=[*(c for c in HeldStatus.choices if c[0] != HeldStatus.OPEN), (ALL, _("全部"))],
        method="by_status",
        empty_label=HeldStatus.OPEN.label,
        label=_("状态"),
    )
    why = django_filters.ChoiceFilter(choices=HeldWhy.choices, label=_("原因"))
