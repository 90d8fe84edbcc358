"""Declaring that a helper is a relative of a household."""

from django import forms
from django.utils.translation import gettext_lazy

from assistance.forms.households import HouseholdAsked
from assistance.services import declare_kin


class KinForm(HouseholdAsked):
    """Which household, and what the helper is to it."""

    relation = forms.CharField(
        label=gettext_lazy("亲属关系"), max_length=20, help_text=gettext_lazy("例如：舅舅、堂兄、岳父。")
    )

    def __init__(self, *args, helper, **kwargs):
        self.helper = helper
        super().__init__(*args, **kwargs)
        self.fields["household"].help_text = gettext_lazy("哪一户是他的亲属。")

    def save(self, *, by):
        return declare_kin(by=by, helper=self.helper, **self.cleaned_data)
