"""What is asked when a contact card was posted."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.services import post_card
from households.forms.fields import day_field
from povertyapp.core.forms import ScopedForm


class CardForm(ScopedForm):
    """When the card was posted, with a picture where there is one."""

    posted_on = day_field(_("张贴日期"))
    picture = forms.FileField(
        label=_("张贴照片"), required=False, help_text=_("拍到卡和位置即可，不要拍人。JPG、PNG 或 PDF。")
    )

    def __init__(self, *args, household, **kwargs):
        super().__init__(*args, **kwargs)
        self.household = household

    def save(self, *, by):
        data = self.cleaned_data
        return post_card(
            by=by, household=self.household, posted_on=data["posted_on"], picture=data["picture"] or None
        )
