"""Taking a step: the day, the reason, and whether the rest of the list goes along."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.forms.fields import day_field
from households.forms.procedures.base import CaseForm, long_text
from households.services import procedures as desk
from households.steps import State


class MoveForm(CaseForm):
    """A decision on one case, or on every case of its list that stands at the same place."""

    on = day_field(_("决定日期"))
    reason = long_text(_("理由"), required=False)
    step = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, move, others=0, **kwargs):
        self.move = move
        super().__init__(*args, **kwargs)
        self.fields["step"].initial = self.case.step
        self.fields["reason"].required = "reason" in move.needs
        if others and move.is_forward:
            self.fields["whole_list"] = forms.BooleanField(
                label=_("同一名单里同样状态的其他 %(n)d 户一并办理") % {"n": others}, required=False
            )

    def get_title(self):
        return State(self.move.to).label

    def save(self, *, by):
        data = self.cleaned_data
        facts = {"by": by, "to": self.move.to, "on": data["on"], "reason": data["reason"]}
        desk.move_case(case=self.case, seen_step=data["step"], **facts)
        self.moved = (
            desk.move_batch(batch=self.case.batch, was=self.move.was, **facts)
            if data.get("whole_list")
            else None
        )
        return self.case
