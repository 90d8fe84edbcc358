"""A form over one stored row: what was there is prefilled or masked, what differs goes to a service."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from households.form_versions import asked_on, columns_asked
from households.forms.fields import UNCLEAR, allow_unclear, form_field
from households.services import seen_mark
from povertyapp.core import clock
from povertyapp.core.forms import ScopedForm
from povertyapp.core.masks import mask_account, mask_id, mask_phone

# Never prefilled: shown masked, and kept when left blank.
MASKS = {
    "phone": mask_phone,
    "head_phone": mask_phone,
    "bank_account": mask_account,
    "id_number": mask_id,
    "disability_card": mask_id,
    "birth_date": lambda day: _("%(year)s 年生") % {"year": day.year},
}
REASON_MAX = 100


class RowForm(ScopedForm):
    """Columns of one row, a reason, and a mark of the row as it was shown."""

    columns: tuple[str, ...] = ()
    # Blank means nothing, in the database zero: the amounts of an income statement.
    zero_when_blank: tuple[str, ...] = ()

    row: Any

    def __init__(self, *args, row, **kwargs):
        self.row = row
        super().__init__(*args, **kwargs)
        self.columns = columns_asked(row, self.columns, asked_on(self.asked_day()))
        for name in self.columns:
            column = row._meta.get_field(name)
            value = getattr(row, name)
            masked = MASKS[name](value) if name in MASKS and value else ""
            self.fields[name] = form_field(column, masked)
            if name not in MASKS and value is not None:
                self.initial.setdefault(name, value)
            if name in self.zero_when_blank:
                self.fields[name].required = False
            elif self.knows_unclear:
                allow_unclear(self.fields[name])
                if name in row.unclear:
                    self.initial[name] = self.unclear_word(name)
        self.fields["reason"] = forms.CharField(
            label=_("修改理由"),
            max_length=REASON_MAX,
            help_text=_("写明依据，例如：入户核实、系统录入错误。"),
        )
        self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.initial["seen"] = seen_mark(row) if row.pk else ""

    def asked_day(self):
        """Return the day whose paper form is filled in."""
        return clock.today()

    @property
    def knows_unclear(self):
        return hasattr(self.row, "unclear")

    def unclear_word(self, name):
        return UNCLEAR if hasattr(self.fields[name], "choices") else str(_("说不清"))

    def changes(self):
        """Return column → value for the service; masked columns that were left blank are not in it."""
        found = self._answers()
        if self.knows_unclear:
            unclear = {name for name, value in found.items() if value == UNCLEAR}
            kept = set(self.row.unclear) - set(self.columns)
            found |= {name: self.row._meta.get_field(name).get_default() for name in unclear}
            found["unclear"] = sorted(unclear | kept)
        return found

    def _answers(self):
        found = {}
        for name in self.columns:
            value = self.cleaned_data.get(name)
            if name in MASKS and value in (None, ""):
                continue
            found[name] = 0 if value is None and name in self.zero_when_blank else value
        return found

    @property
    def why(self):
        return {"reason": self.cleaned_data["reason"], "seen": self.cleaned_data["seen"]}
