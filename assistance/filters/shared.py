"""Fields that several filters of assistance have."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from povertyapp.core.period import Period


class MonthField(forms.CharField):
    """A month, `2017-03`."""

    def clean(self, value):
        text = super().clean(value)
        return Period.parse(text) if text else None


@extend_schema_field(OpenApiTypes.STR)
class MonthFilter(django_filters.Filter):
    field_class = MonthField


class YesNoFilter(django_filters.ChoiceFilter):
    """Yes, no, or both; in the address and in the API `true` and `false`."""

    def __init__(self, **kwargs):
        choices = (("true", _("是")), ("false", _("否")))
        super().__init__(choices=choices, **kwargs)
