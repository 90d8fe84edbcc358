"""Naming a household by its number."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from households.models import Household
from povertyapp.core.forms import ScopedForm
from povertyapp.core.workbooks.cells import word


class HouseholdAsked(ScopedForm):
    """A form that begins with the number of a household, one that the user sees."""

    household = forms.CharField(label=_("户编号"), max_length=20)

    def clean_household(self):
        number = word(self.cleaned_data["household"])
        found = Household.objects.visible_to(self.user).filter(household_no=number).first()
        if found is None:
            raise ValidationError(_("您的区域里没有这个户编号，请核对。"))
        return found
