"""The form that asks why somebody wants to see a masked value."""

from django import forms
from django.utils.translation import gettext_lazy as _

from povertyapp.core.forms import ScopedForm

REASON_MAX = 100


class RevealForm(ScopedForm):
    """A reason of one's own words."""

    reason = forms.CharField(
        label=_("查看理由"),
        max_length=REASON_MAX,
        help_text=_("会连同您的姓名和时间记录下来。例如：发放补贴核对账号。"),
    )
