"""Saying whether two people are one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.choices import MATCH_MOVES, MatchStatus
from households.forms.row import REASON_MAX
from households.services import decide_match
from povertyapp.core.forms import ScopedForm


def reason_field():
    """Return the field for what a decision rests on."""
    return forms.CharField(
        label=_("依据"), max_length=REASON_MAX, help_text=_("例如：核对了户口簿和身份证。")
    )


class SamePersonForm(forms.Form):
    """What it rests on that several listed people are the members who were proposed."""

    reason = reason_field()


class DecideMatchForm(ScopedForm):
    """Yes or no, as far as the row's status allows, and what it rests on."""

    reason = reason_field()

    def __init__(self, *args, row, **kwargs):
        self.row = row
        super().__init__(*args, **kwargs)
        words = {MatchStatus.CONFIRMED: _("是同一个人"), MatchStatus.REJECTED: _("不是同一个人")}
        open_to = MATCH_MOVES.get(row.status, set())
        choices = [(status.value, word) for status, word in words.items() if status in open_to]
        answer = forms.ChoiceField(label=_("是不是同一个人"), widget=forms.RadioSelect, choices=choices)
        self.fields = {"answer": answer, **self.fields}

    def save(self, *, by):
        return decide_match(
            by=by,
            row=self.row,
            same_person=self.cleaned_data["answer"] == MatchStatus.CONFIRMED,
            reason=self.cleaned_data["reason"],
        )
