"""Claims that a record is true as it stands, and their answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.services.findings import answer_claim, claim_true
from povertyapp.core.forms import ScopedForm

REASON_MAX = 300


def long_text(label, **more):
    return forms.CharField(
        label=label, max_length=REASON_MAX, widget=forms.Textarea(attrs={"rows": 3}), **more
    )


class ClaimForm(ScopedForm):
    """Say why a record that breaks a rule is true as it stands."""

    reason = long_text(_("为什么属实"), help_text=_("写清是谁、什么情况，乡镇凭这段话核实。"))
    evidence = forms.CharField(
        label=_("佐证"),
        max_length=200,
        required=False,
        help_text=_("例如：户口簿复印件、学校证明，存放在哪里。"),
    )

    def __init__(self, *args, finding, **kwargs):
        self.finding = finding
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return claim_true(by=by, finding=self.finding, **self.cleaned_data)


class AnswerForm(ScopedForm):
    """Say whether a claim is right, after looking into it."""

    accept = forms.TypedChoiceField(
        label=_("核实结论"),
        choices=[("1", _("属实，认可")), ("0", _("不认可，退回改正"))],
        coerce=lambda text: text == "1",
        widget=forms.RadioSelect,
    )
    answer = long_text(_("核实意见"), required=False, help_text=_("不认可的必须写明理由。"))

    def __init__(self, *args, claim, **kwargs):
        self.claim = claim
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return answer_claim(by=by, claim=self.claim, **self.cleaned_data)
