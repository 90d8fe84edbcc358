"""Choosing a place from a list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.tables.shared import place_name
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level

PLACES = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)


class PlaceField(forms.ModelChoiceField):
    """A place of one of these levels, a village with its township before it; `ScopedForm` leaves what the user sees."""

    def __init__(self, *levels, **kwargs):
        places = Area.objects.filter(level__in=levels, valid_to=None).select_related("parent")
        super().__init__(places.order_by("code"), empty_label=_("请选择"), **kwargs)

    def label_from_instance(self, obj):
        return place_name(obj)
