"""What a helper is reminded of."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.services.nudging import duties


class NudgeForm(forms.Form):
    """The duty of which the helpers of the chosen households are reminded."""

    rule = forms.ChoiceField(
        label=_("提醒办哪一项"), help_text=_("已经办到的户不发；提醒只写项目和户数，不写姓名。")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [(duty.code, duty.title) for duty in duties()]
