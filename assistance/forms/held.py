"""What a person decides of work and values that were held."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assistance.choices import ValueStatus
from assistance.services import accept_held, refuse_held, settle_value
from households.facts import CHOICES, FactField
from povertyapp.core.forms import ScopedForm


class SettleForm(ScopedForm):
    """Choose the register's value, the phone's, or write a third one; `seen` is the version that was shown."""

    choice = forms.ChoiceField(choices=[c for c in ValueStatus.choices if c[0] != ValueStatus.OPEN])
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, held, **kwargs):
        self.held = held
        super().__init__(*args, **kwargs)
        self.fields["value"] = self._value_field(FactField(held.field))

    def _value_field(self, field):
        facts = {"label": _("都不对，应是"), "required": False}
        if field == FactField.HEALTH:
            widget = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=CHOICES[field], widget=widget, **facts)
        if field == FactField.PRESENCE:
            return forms.ChoiceField(choices=[("", _("请选择")), *CHOICES[field]], **facts)
        return forms.CharField(max_length=20, **facts)

    def clean(self):
        data = super().clean()
        if data.get("choice") == ValueStatus.OTHER and not data.get("value"):
            self.add_error("value", _("请填写正确的值。"))
        return data

    def save(self, *, by):
        data = self.cleaned_data
        try:
            return settle_value(by=by, held=self.held, **data)
        except ValidationError as error:
            if data["choice"] == ValueStatus.OTHER and not hasattr(error, "error_dict"):
                raise ValidationError({"value": error.messages}) from error
            raise


class ReviewForm(ScopedForm):
    """Take held work over in its sender's name, or refuse it; either with a reason."""

    accept = forms.TypedChoiceField(
        label=_("处理"),
        choices=[("1", _("采纳：以发送人的名义记入")), ("0", _("不采纳：留存，不记入"))],
        coerce=lambda text: text == "1",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("理由"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如：已电话核实，当天确实入户。"),
    )

    def __init__(self, *args, held, **kwargs):
        self.held = held
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        decide = accept_held if self.cleaned_data["accept"] else refuse_held
        return decide(by=by, held=self.held, reason=self.cleaned_data["reason"])
