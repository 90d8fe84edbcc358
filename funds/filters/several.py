"""A condition of several words at once, written with commas: `uses=water,health`."""

import django_filters
from django import forms


class Several(str):
    """Codes with commas between them, shown as their words."""

    words: dict

    def __new__(cls, codes, words):
        made = super().__new__(cls, codes)
        made.words = words
        return made

    def __str__(self):
        return "、".join(str(self.words[code]) for code in self.split(","))


class SeveralField(forms.CharField):
    """Codes that the words know; others are left out."""

    def __init__(self, *, words, **more):
        self.words = words
        super().__init__(**more)

    def clean(self, value):
        known = [code for code in super().clean(value).split(",") if code in self.words]
        return Several(",".join(known), self.words) if known else ""


class SeveralFilter(django_filters.Filter):
    """Rows whose column is one of several words."""

    field_class = SeveralField

    def filter(self, qs, value):
        return qs.filter(**{f"{self.field_name}__in": value.split(",")}) if value else qs
