"""A form over some columns of a row: a new one, or one on record, which is corrected with a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from households.forms.fields import day_field, form_field
from households.services.changing import seen_mark
from povertyapp.core.forms import ScopedForm

REASON_MAX = 100
WHY = _("修改理由")


def reason_field(label=WHY, **more):
    """Return the field in which somebody says why."""
    return forms.CharField(label=label, max_length=REASON_MAX, **more)


class ColumnsForm(ScopedForm):
    """Ask the `columns` of a `model`; with a `row` on record they are prefilled, and a reason is asked."""

    model: Any = None
    columns: tuple[str, ...] = ()
    # Columns that are asked first or last, as the fields of the class stand.
    own_first = False

    def __init__(self, *args, row=None, **kwargs):
        self.row = row
        super().__init__(*args, **kwargs)
        own = dict(self.fields)
        self.fields.clear()
        asked = {name: form_field(self.model._meta.get_field(name)) for name in self.columns}
        for part in (own, asked) if self.own_first else (asked, own):
            self.fields.update(part)
        if row is not None:
            self._prefill(row)
        else:
            self._ask_choices()

    def _ask_choices(self):
        """Let nothing be chosen beforehand where something must be."""
        for field in self.fields.values():
            if type(field) is forms.ChoiceField and field.required and field.choices[0][0]:
                field.choices = [("", _("请选择")), *field.choices]

    def _prefill(self, row):
        for name in self.columns:
            if getattr(row, name) is not None:
                self.initial.setdefault(name, getattr(row, name))
        self.fields["reason"] = reason_field()
        self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.initial["seen"] = seen_mark(row)

    @property
    def facts(self):
        """Return column → value for the service."""
        return {name: self.cleaned_data[name] for name in self.columns}

    @property
    def why(self):
        """Return the reason and the mark of the row as it was shown."""
        return {"reason": self.cleaned_data["reason"], "seen": self.cleaned_data["seen"]}


class EndForm(ScopedForm):
    """The last day of something, and why it ends."""

    last_day = day_field(_("最后一天"), initial=None)
    reason = reason_field(_("理由"))
