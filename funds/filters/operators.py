"""The conditions of operators' loans."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds.models import OperatorLoan
from funds.querysets.operators import shown
from povertyapp.core import clock
from povertyapp.core.filters import HouseFilter

SHOW = (
    ("asked", _("办理中")),
    ("out", _("未还清")),
    ("overdue", _("逾期")),
    ("short", _("带动不足")),
    ("refused", _("不予贷款")),
    ("over", _("已还清")),
)


class OperatorLoanFilter(HouseFilter):
    """Operators' loans by how they stand, operator, bank and words; of loans with what is carried."""

    show = django_filters.ChoiceFilter(method="shown", choices=SHOW, label=_("情况"))
    q = django_filters.CharFilter(method="by_words", label=_("名称、贷款编号、合同号"))
    bank = django_filters.CharFilter(lookup_expr="icontains", label=_("承贷银行"))
    enterprise = django_filters.CharFilter(field_name="enterprise__code", label=_("经营主体编号"))

    class Meta:
        model = OperatorLoan
        fields = ("show", "q", "bank", "enterprise", "area")

    def shown(self, rows, name, value):
        return rows.filter(shown(clock.today())[value])

    def by_words(self, rows, name, value):
        text = value.strip()
        return rows.filter(
            Q(no__icontains=text) | Q(contract_no__icontains=text) | Q(enterprise__name__icontains=text)
        )
