"""Saying which of three figures is right."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.cross_forms import SOURCES, SYSTEM, written
from households.forms.row import REASON_MAX
from households.services import align_forms
from povertyapp.core.forms import ScopedForm


class AlignFormsForm(ScopedForm):
    """A choice for each figure that differs, and what it rests on."""

    reason = forms.CharField(
        label=gettext_lazy("依据"),
        max_length=REASON_MAX,
        help_text=gettext_lazy("例如：入户丈量、核对承包证。"),
    )

    def __init__(self, *args, household, sides, **kwargs):
        self.household = household
        super().__init__(*args, **kwargs)
        self.stated = {side.name: side.values for side in sides if side.differs}
        asked = {side.name: self._question(side) for side in sides if side.differs}
        self.fields = {**asked, **self.fields}

    @staticmethod
    def _question(side):
        """Return the question about one figure; the size of the register follows from the members."""
        open_to = [SYSTEM] if side.name == "size" else list(SOURCES)
        choices = [
            (
                source,
                _("%(source)s：%(value)s")
                % {"source": SOURCES[source], "value": written(side.values[source])},
            )
            for source in open_to
            if side.values[source] is not None
        ]
        return forms.ChoiceField(
            label=_("%(figure)s以哪边为准") % {"figure": side.label},
            choices=[*choices, ("", _("先不定"))],
            widget=forms.RadioSelect,
            required=False,
        )

    def save(self, *, by):
        chosen = {name: self.cleaned_data[name] for name in self.stated if self.cleaned_data[name]}
        return align_forms(
            by=by,
            household=self.household,
            figures={name: self.stated[name][source] for name, source in chosen.items()},
            reason=self.cleaned_data["reason"],
        )
