"""Controls that are written in one piece say what Django's own templates say."""

import datetime as dt

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from povertyapp.core.controls import FlatControls

GROUPED = [("", "请选择"), ("绿水镇", [(1, "老寨<村>"), (2, '"新"寨村')]), ("x&y", "其他")]


class Every(forms.Form):
    """One field of each kind of control that a page has."""

    place = forms.ChoiceField(choices=GROUPED, help_text="村")
    several = forms.MultipleChoiceField(choices=[("1", "一"), ("2", "二")])
    at_home = forms.NullBooleanField()
    name = forms.CharField(
        max_length=5, widget=forms.TextInput(attrs={"placeholder": '"户主"', "data-live": True})
    )
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    size = forms.IntegerField(min_value=1, localize=True)
    amount = forms.DecimalField(decimal_places=2, disabled=True)
    file = forms.FileField()
    hidden = forms.CharField(widget=forms.HiddenInput)
    agreed = forms.BooleanField()
    text = forms.CharField(widget=forms.Textarea)


def written(renderer, data):
    form = Every(data, initial={"place": 1, "day": dt.date(2017, 3, 1), "size": 12345}, renderer=renderer)
    return {bound.name: bound.as_widget(attrs={"class": "form-control", "data-no": False}) for bound in form}


@pytest.mark.parametrize(
    "data", [None, {"place": "2", "several": ["2"], "name": "<余'\">", "day": "2017-03-", "size": "x"}]
)
def test_a_control_is_what_the_template_of_its_kind_says(data):
    ours, django_s = written(FlatControls(), data), written(DjangoTemplates(), data)
    assert {name: "".join(html.split("\n")).replace("  <", "<") for name, html in ours.items()} == {
        name: "".join(html.split("\n")).replace("  <", "<") for name, html in django_s.items()
    }
