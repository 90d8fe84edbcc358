"""What is asked before a roster is exported."""

from django import forms
from django.utils.translation import gettext_lazy as _

from povertyapp.core.forms import ScopedForm


class RosterExportForm(ScopedForm):
    """Masked or in full: in full only for who may see single values, and with a reason."""

    MASKED, FULL = "masked", "full"

    which = forms.ChoiceField(
        label=_("证件号码、电话和账号"),
        choices=((MASKED, _("只显示头尾（默认）")), (FULL, _("完整号码"))),
        initial=MASKED,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("用途"),
        required=False,
        max_length=200,
        help_text=_("导出完整号码必须写明用途，会连同您的姓名和时间记录下来。"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if not user.has_perm("households.reveal_household"):
            self.fields["which"].choices = self.fields["which"].choices[:1]

    @property
    def wanted(self):
        return {
            "unmasked": self.cleaned_data["which"] == self.FULL,
            "reason": self.cleaned_data["reason"],
        }
