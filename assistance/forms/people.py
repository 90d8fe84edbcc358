"""Naming a helper: by name and unit from a list, by name alone where only one has it, or by code."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from assistance.models import Helper
from povertyapp.core.workbooks.cells import word

BETWEEN = " · "


def helper_label(helper):
    """Return a helper as the list of suggestions writes him: his name, and his unit to tell namesakes apart."""
    return f"{helper.name}{BETWEEN}{helper.unit.name}"


class HelperChoices:
    """The helpers that a user may name, read once for all fields of a form."""

    def __init__(self, user):
        found = Helper.objects.visible_to(user).select_related("unit").order_by("code")
        self.helpers = list(found)
        self.by_label = {_key(helper_label(helper)): helper for helper in self.helpers}
        self.by_code = {helper.code: helper for helper in self.helpers}
        self.by_name: dict[str, list[Helper]] = {}
        for helper in self.helpers:
            self.by_name.setdefault(_key(helper.name), []).append(helper)

    def find(self, text):
        """Return the helper that a text names, None for a blank one; ValidationError says what to write instead."""
        key = _key(text)
        if not key:
            return None
        found = self.by_label.get(key) or self.by_code.get(key)
        if found:
            return found
        namesakes = self.by_name.get(key, [])
        if len(namesakes) > 1:
            units = "、".join(helper.unit.name for helper in namesakes)
            raise ValidationError(
                _("有 %(n)s 个人叫这个名字（%(units)s），请从列表里选。")
                % {"n": len(namesakes), "units": units}
            )
        if not namesakes:
            raise ValidationError(_("没有找到这个帮扶责任人，请从列表里选，或写帮扶人编号。"))
        return namesakes[0]

    @property
    def labels(self):
        return [helper_label(helper) for helper in self.helpers]


def _key(text):
    return word(str(text or ""))


class HelperField(forms.CharField):
    """A helper, written or chosen from the suggestions of the page (`<datalist id="helpers">`)."""

    def __init__(self, **kwargs):
        super().__init__(
            max_length=130, widget=forms.TextInput(attrs={"list": "helpers", "autocomplete": "off"}), **kwargs
        )

    def clean(self, value):
        return self.choices.find(super().clean(value))
