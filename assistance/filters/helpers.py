"""The filter of helpers."""

import django_filters
from django.utils.translation import gettext_lazy as _

from assistance.models import Helper
from povertyapp.core.filters import HouseFilter


class HelperFilter(HouseFilter):
    """Helpers by name, unit and the place where they help."""

    name = django_filters.CharFilter(lookup_expr="icontains", label=_("姓名"))
    unit = django_filters.CharFilter(field_name="unit__name", lookup_expr="icontains", label=_("单位"))

    class Meta:
        model = Helper
        fields = ("name", "unit", "area")

    def in_area(self, rows, name, code):
        """Return the helpers of a county, or those who help households somewhere within a smaller place."""
        return rows.helping_in(code, self.request.user)
