"""How forms of funds ask: days with a calendar, long texts with room, pictures with a picker."""

from django import forms
from django.db import models
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from povertyapp.core import clock

TEXT_MAX = 2000


def a_day(label, **more):
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        **{"initial": clock.today} | more,
    )


def long_text(label, rows=4, **more):
    return forms.CharField(
        label=label, max_length=TEXT_MAX, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


def a_picture(label, **more):
    return forms.FileField(
        label=label, required=False, widget=forms.ClearableFileInput(attrs={"accept": "image/*"}), **more
    )


def columns(model, *names, required=(), **more):
    """Return the form fields of a model's columns in that order; those `required` must be filled in here."""
    made = fields_for_model(model, fields=names, formfield_callback=_field)
    for name in required:
        made[name].required = True
    for name, settings in more.items():
        for key, content in settings.items():
            setattr(made[name], key, content)
    return made


def _field(column, **more):
    if isinstance(column, models.DateField):
        more["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    elif isinstance(column, models.TextField):
        more["widget"] = forms.Textarea(attrs={"rows": 3})
    elif isinstance(column, models.BooleanField):
        return forms.BooleanField(label=column.verbose_name, required=False)
    field = column.formfield(**more)
    if isinstance(field, forms.TypedChoiceField) and not field.initial:
        field.choices = [("", _("请选择")), *((key, word) for key, word in column.choices)]
    return field
