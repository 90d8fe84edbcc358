"""The forms of inspections. Each ends in a service."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.forms.fields import WrittenField, day_field
from inspections.services.findings import answer_claim, claim_true
from inspections.services.published import record_published_figure
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area
from povertyapp.core.workbooks import cells

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


class PublishedForm(ScopedForm):
    """A percentage that a unit published, and what it was made of."""

    area = forms.ModelChoiceField(queryset=None, label=_("区域"))
    unit = forms.CharField(label=_("公布单位"), max_length=80)
    name = forms.CharField(label=_("指标"), max_length=80)
    document = forms.CharField(label=_("出处"), max_length=120, required=False)
    published_on = day_field(_("公布日期"), initial=None)
    numerator = WrittenField(label=_("分子"), read=cells.number)
    denominator = WrittenField(label=_("分母"), read=cells.number)
    measured_in = forms.CharField(label=_("单位"), max_length=20, required=False)
    published_text = forms.CharField(
        label=_("公布的写法"), max_length=40, help_text=_("照原文，例如 91.35%。")
    )

    def __init__(self, *args, figure=None, **kwargs):
        self.figure = figure
        super().__init__(*args, **kwargs)
        areas = Area.objects.visible_to(self.user).filter(level__in=("county", "township"), valid_to=None)
        self.fields["area"].queryset = areas.order_by("code")
        for name in self.fields if figure else ():
            self.initial[name] = getattr(figure, name)

    def save(self, *, by):
        return record_published_figure(by=by, figure=self.figure, **self.cleaned_data)
