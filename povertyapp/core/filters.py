"""What filters of lists share."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.scoping import within

A_DAY = forms.DateInput(attrs={"type": "date"})


class AreaField(forms.CharField):
    """A place's code; the chip above the list says its name, which `names` may hold already."""

    def __init__(self, *args, names=(), **kwargs):
        self.names = names
        super().__init__(*args, **kwargs)

    def said(self, code):
        """Return what the chip says."""
        return (
            dict(self.names).get(code)
            or Area.objects.filter(code=code).values_list("name", flat=True).first()
        )


def words_of(field, value):
    """Return how a chip says the value that was chosen in a field."""
    if isinstance(field, AreaField):
        return field.said(value) or value
    choices = dict(getattr(field, "choices", None) or ())
    return choices.get(value, value)


class AreaFilter(django_filters.CharFilter):
    field_class = AreaField


class HouseFilter(django_filters.FilterSet):
    """A filter of scoped rows; the one place for the area condition.

    Links name a place by its code, which nobody knows by heart: it is no field to fill in, and shows as a chip.
    """

    area = AreaFilter(method="in_area", label=_("区域"), widget=forms.HiddenInput)

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


class RevealRecordFilter(HouseFilter):
    """Reveals by who looked and when."""

    q = django_filters.CharFilter(
        field_name="seen_by__display_name", lookup_expr="contains", label=_("查看人")
    )
    since = django_filters.DateFilter(
        field_name="seen_at", lookup_expr="date__gte", label=_("从哪天起"), widget=A_DAY
    )


class ExportRecordFilter(HouseFilter):
    """Exports by who made them, when, and whether numbers stood in them whole."""

    q = django_filters.CharFilter(
        field_name="made_by__display_name", lookup_expr="contains", label=_("导出人")
    )
    since = django_filters.DateFilter(
        field_name="made_at", lookup_expr="date__gte", label=_("从哪天起"), widget=A_DAY
    )
    is_unmasked = django_filters.ChoiceFilter(
        choices=[("True", _("未脱敏")), ("False", _("已脱敏"))], label=_("脱敏"), empty_label=_("全部")
    )
