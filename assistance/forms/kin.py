"""Declaring that a helper is a relative of a household."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.services import declare_kin
from households.models import Household
from povertyapp.core.forms import ScopedForm
from povertyapp.core.workbooks.cells import word


class KinForm(ScopedForm):
    """Which household, and what the helper is to it."""

    household = forms.CharField(
        label=gettext_lazy("户编号"), max_length=20, help_text=gettext_lazy("哪一户是他的亲属。")
    )
    relation = forms.CharField(
        label=gettext_lazy("亲属关系"), max_length=20, help_text=gettext_lazy("例如：舅舅、堂兄、岳父。")
    )

    def __init__(self, *args, helper, **kwargs):
        self.helper = helper
        super().__init__(*args, **kwargs)

    def clean_household(self):
        number = word(self.cleaned_data["household"])
        found = Household.objects.visible_to(self.user).filter(household_no=number).first()
        if found is None:
            raise ValidationError(_("没有找到这个户编号，请核对。"))
        return found

    def save(self, *, by):
        return declare_kin(by=by, helper=self.helper, **self.cleaned_data)
