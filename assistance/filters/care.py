"""The filter of left-behind people."""

import django_filters
from django.utils.translation import gettext_lazy as _

from assistance.choices import CareKind, LeftBehindKind
from assistance.filters.shared import YesNoFilter
from assistance.models import LeftBehindPerson
from povertyapp.core import clock
from povertyapp.core.filters import HouseFilter


class LeftBehindFilter(HouseFilter):
    """Left-behind people by kind, whether their file is complete, what was done for them this year, and place."""

    kind = django_filters.ChoiceFilter(choices=LeftBehindKind.choices, label=_("类别"))
    complete = YesNoFilter(method="complete_or_not", label=_("户情档案完整"))
    service = django_filters.ChoiceFilter(
        choices=CareKind.choices, method="served", label=_("今年有过的服务")
    )
    household = django_filters.CharFilter(field_name="household__household_no", label=_("户编号"))

    class Meta:
        model = LeftBehindPerson
        fields = ("kind", "complete", "service", "area", "household")

    def complete_or_not(self, rows, name, wanted):
        return rows.filter(is_complete=wanted == "true")

    def served(self, rows, name, value):
        return rows.filter(
            pk__in=self._services().filter(kind=value, happened_on__year=clock.today().year).values("person")
        )

    def _services(self):
        services = LeftBehindPerson._meta.get_field("services").related_model
        return services._default_manager.visible_to(self.request.user)
