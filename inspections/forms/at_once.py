"""What is asked when many rows are acted on at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.claims import long_text
from inspections.forms.rectification import standing_in
from inspections.services.findings.claims import SHORTEST
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import User


class ClaimManyForm(forms.Form):
    """One reason for all: they are true as they stand for the same cause."""

    reason = long_text(
        _("为什么属实"),
        min_length=SHORTEST,
        help_text=_("选中的都是同一种情况才一起说明；乡镇凭这段话逐条核实。"),
    )
    evidence = forms.CharField(
        label=_("佐证"),
        max_length=200,
        required=False,
        help_text=_("例如：户口簿复印件、学校证明，存放在哪里。"),
    )


class AcceptClaimsForm(forms.Form):
    """How the claims were looked into."""

    answer = long_text(
        _("核实意见"), help_text=_("怎样核实的，例如：查看了户口簿原件。不认可的返回名单单独办。")
    )


class ResponsibleForm(ScopedForm):
    """Who answers for measures; blank stays as it is."""

    person_name = forms.CharField(label=_("责任人"), max_length=200, required=False)
    answered_by = forms.ModelChoiceField(
        label=_("责任人账号"), queryset=User.objects.none(), required=False, empty_label=_("不改")
    )
    leader_name = forms.CharField(label=_("责任领导"), max_length=200, required=False)
    led_by = forms.ModelChoiceField(
        label=_("责任领导账号"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("不改"),
        help_text=_("不填的保持原样；至少填一项。"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, pk__in=standing_in(*self.user.county_codes))
        for name in ("answered_by", "led_by"):
            self.fields[name].queryset = people.order_by("display_name", "username")

    def clean(self):
        found = super().clean()
        if not self.errors and not any(found.values()):
            raise forms.ValidationError(_("请至少填一项要改的。"))
        return found
