"""What filters of lists share."""

from copy import copy
from functools import lru_cache
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.scoping import within

A_DAY = forms.DateInput(attrs={"type": "date"})
PLACES = ("area", "township", "village")  # the conditions that name a place


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


class QueryForm(forms.Form):
    """The form of a list's conditions, of fields that are there already."""

    def __init__(self, fields, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields = fields


class _Conditions(dict[str, django_filters.Filter]):
    """The conditions of a kind of list. Each asking arranges copies of its own; what they offer is not copied, as
    nobody changes a choice."""

    def __deepcopy__(self, _memo):
        return {name: _own(one) for name, one in self.items()}


def _own(one):
    own = copy(one)
    own.extra = dict(one.extra)
    own.method = one.method  # asks the list that has it, and no other
    return own


class ListFilter(django_filters.FilterSet):
    """The conditions of a list. Their fields are made once a process for all who are offered the same: no field of
    them may be changed, only what `self.filters` offers before the form is asked for."""

    @classmethod
    def get_filters(cls):
        return _Conditions(super().get_filters())

    @property
    def form(self):
        if not hasattr(self, "_form"):
            fields = {name: self._field_of(name, one) for name, one in self.filters.items()}
            self._form = QueryForm(fields, self.data if self.is_bound else None, prefix=self.form_prefix)
        return self._form

    def _field_of(self, name, one):
        if isinstance(one, django_filters.ModelChoiceFilter):  # offers the rows that this reader sees
            return one.field
        usual = self.base_filters[name].extra
        offered = [(key, value) for key, value in one.extra.items() if value is not usual.get(key)]
        fixed = ((key, tuple(value) if isinstance(value, list) else value) for key, value in offered)
        kind: Any = type(self)
        return _field(kind, name, one.model, tuple(fixed))


@lru_cache(maxsize=2048)
def _field(filterset, name, model, offered):
    """Return the field of a condition that offers this beside what it always offers."""
    one = _own(filterset.base_filters[name])
    one.model = model
    one.extra.update(offered)
    return one.field


class HouseFilter(ListFilter):
    """A filter of scoped rows; the one place for the area condition.

    Links name a place by its code, which nobody knows by heart: it is no field to fill in, and shows as a chip.
    """

    area = AreaFilter(method="in_area", label=_("区域"), widget=forms.HiddenInput)

    def in_area(self, rows, name, value: str):
        return rows.filter(within(value, rows.model.AREA_COLUMN))

    @property
    def place(self):
        """Return the code of the place that is asked for, blank where none is; None for several apart."""
        codes = [self.form.cleaned_data.get(name) or "" for name in PLACES]
        innermost = max(codes, key=len)
        return innermost if all(innermost.startswith(code) for code in codes) else None


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
        choices=[("True", _("未脱敏")), ("False", _("已脱敏"))], label=_("脱敏")
    )
