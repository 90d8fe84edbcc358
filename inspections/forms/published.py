"""Percentages that units published."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.forms.fields import WrittenField, day_field
from inspections.services.published import record_published_figure
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area
from povertyapp.core.workbooks import cells


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
