"""The conditions of loans: page and export ask the same way."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds.choices.credit import ASKED, EVER_OUT, OUT, LoanPurpose, LoanStanding, LoanStatus
from funds.models import LoanPayment, Microloan
from households.filters import PlacesFilter
from povertyapp.core.filters import HouseFilter

SHOW = (
    ("asked", _("办理中")),
    ("out", _("未还清")),
    ("due_soon", _("即将到期")),
    ("overdue", _("逾期")),
    ("bad", _("不良")),
    ("diverted", _("户贷企用")),
    ("over", _("已了结")),
    ("ever", _("放过款")),
)
OVER = (
    LoanStatus.REPAID,
    LoanStatus.RECOVERED,
    LoanStatus.WRITTEN_OFF,
    LoanStatus.REFUSED,
    LoanStatus.WITHDRAWN,
)


# What a word of `SHOW` means, of loans with their standing (`LoanQuerySet.with_standing`).
CONDITIONS = {
    "asked": Q(status__in=ASKED),
    "out": Q(status__in=OUT),
    "due_soon": Q(standing=LoanStanding.DUE_SOON),
    "overdue": Q(standing=LoanStanding.OVERDUE),
    "bad": Q(is_bad=True, balance__gt=0),
    "diverted": Q(status__in=OUT, diverted_on__isnull=False),
    "over": Q(status__in=OVER),
    "ever": Q(status__in=EVER_OUT),
}


class LoanFilter(PlacesFilter):
    """Loans by how they stand, state, place, purpose, bank, the year of paying out and words."""

    show = django_filters.ChoiceFilter(method="shown", choices=SHOW, label=_("情况"))
    township = django_filters.ChoiceFilter(method="in_area", label=_("乡镇"))
    village = django_filters.ChoiceFilter(method="in_area", label=_("村"))
    status = django_filters.ChoiceFilter(choices=LoanStatus, label=_("状态"))
    q = django_filters.CharFilter(method="by_words", label=_("户主、户编号、贷款编号、合同号"))
    purpose = django_filters.ChoiceFilter(choices=LoanPurpose, label=_("用途"))
    bank = django_filters.CharFilter(lookup_expr="icontains", label=_("承贷银行"))
    year = django_filters.NumberFilter(field_name="disbursed_on__year", label=_("放款年度"))
    household = django_filters.CharFilter(field_name="household__household_no", widget=forms.HiddenInput)

    class Meta:
        model = Microloan
        fields = (
            "show",
            "township",
            "village",
            "status",
            "q",
            "purpose",
            "bank",
            "year",
            "household",
            "area",
        )

    def shown(self, rows, name, value):
        return rows.filter(CONDITIONS[value])

    def by_words(self, rows, name, value):
        text = value.strip()
        return rows.filter(
            Q(no__icontains=text)
            | Q(contract_no__icontains=text)
            | Q(household__household_no=text)
            | Q(household__head_name__contains=text)
        )


class LoanPaymentFilter(HouseFilter):
    """Payments by loan, place and day."""

    loan = django_filters.CharFilter(field_name="loan__no", label=_("贷款编号"))
    since = django_filters.DateFilter(field_name="paid_on", lookup_expr="gte", label=_("从"))
    until = django_filters.DateFilter(field_name="paid_on", lookup_expr="lte", label=_("到"))

    class Meta:
        model = LoanPayment
        fields = ("loan", "area", "since", "until")
