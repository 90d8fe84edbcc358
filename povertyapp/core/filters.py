"""What filters of lists share."""

import django_filters
from django.utils.translation import gettext_lazy as _

from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.scoping import within


class HouseFilter(django_filters.FilterSet):
    """A filter of scoped rows; the one place for the area condition."""

    area = django_filters.CharFilter(method="in_area", label=_("区域代码"))

    def in_area(self, rows, name, value: str):
        return rows.filter(within(value, rows.model.AREA_COLUMN))


def township_choices(request):
    """Return the townships that the user may see, for a select."""
    if request is None or not request.user.is_authenticated:
        return []
    seen = set()
    for code in request.user.area_codes or ([""] if request.user.is_superuser else []):
        seen.add(code[:9])
    rows = Area.objects.filter(level=Level.TOWNSHIP)
    return [(a.code, a.name) for a in rows if any(a.code.startswith(code) for code in seen)]
