"""Objecting to lines of a month, and ruling on them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.services.objections import file_objection, reject_objection, rule_objection
from inspections.services.objections.lines import read_key
from povertyapp.core.forms import ScopedForm

LONGEST = 1000
KEEP, CORRECT = "keep", "correct"
UNCHANGED, EXCUSED, CLEARED, FALSE = "", "excused", "cleared", "false"


def words(label, **more):
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), strip=True, **more
    )


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; none is fine."""

    widget = FilesInput

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(item, initial) for item in data or () if item]


class ObjectionForm(ScopedForm):
    """Which lines are wrong, why, and the proof of it."""

    lines = forms.MultipleChoiceField(
        label=_("申诉哪几项"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("请选要申诉的事项。"),
            "invalid_choice": _("所选的项里有已经申诉过的，同一项不能再提；申诉过的列在表下，请去掉再提。"),
        },
    )
    reason = words(_("申诉理由"), help_text=_("写清楚哪里不对、凭什么，复核的人凭这段话和材料复核。"))
    files = FilesField(label=_("材料"), required=False, help_text=_("PDF、图片、Word 或 Excel，可以选几个。"))

    def __init__(self, *args, party, choices, **kwargs):
        self.party = party
        super().__init__(*args, **kwargs)
        self.fields["lines"].choices = choices

    def save(self, *, by):
        data = self.cleaned_data
        return file_objection(
            by=by,
            party=self.party,
            keys=[read_key(text) for text in data["lines"]],
            reason=data["reason"],
            uploads=data["files"],
        )


class RulingForm(ScopedForm):
    """Uphold what the month says, or put lines right: a number and a mark for each."""

    verdict = forms.ChoiceField(
        label=_("复核结论"),
        choices=[(CORRECT, _("更正下面的事项")), (KEEP, _("维持原来的结果"))],
        widget=forms.RadioSelect,
    )
    ruling = words(_("复核意见和依据"))

    def __init__(self, *args, objection, **kwargs):
        self.objection = objection
        self.lines = list(objection.lines.all())
        super().__init__(*args, **kwargs)
        for line in self.lines:
            self._add_line(line)

    def _add_line(self, line):
        """Add what may be put right on one line; it stands at what was required until somebody says otherwise."""
        what = {"rule": line.rule, "subject": line.subject_code}
        self.fields[f"delivered_{line.pk}"] = forms.IntegerField(
            label=_("%(rule)s %(subject)s 认定已做") % what,
            min_value=0,
            max_value=100_000,
            required=False,
            initial=line.required,
            help_text=_("账上是 %(done)s，应做 %(owed)s；这一项不改就清空。")
            % {"done": line.delivered, "owed": line.required},
        )
        self.fields[f"mark_{line.pk}"] = forms.ChoiceField(
            label=_("%(rule)s %(subject)s 另外认定") % what,
            required=False,
            choices=[
                (UNCHANGED, _("没有")),
                (EXCUSED, _("免责")),
                (CLEARED, _("不是作假")),
                (FALSE, _("作假")),
            ],
        )

    def save(self, *, by):
        data = self.cleaned_data
        corrections = {}
        if data["verdict"] == CORRECT:
            corrections = {line: self._correction(line) for line in self.lines}
            if not any(corrections.values()):
                raise forms.ValidationError(_("没有改任何一项：请写明认定的数，或者选维持。"))
        return rule_objection(by=by, objection=self.objection, ruling=data["ruling"], corrections=corrections)

    def _correction(self, line):
        """Return what is put right on a line; a number that is the same as before changes nothing."""
        delivered, mark = self.cleaned_data[f"delivered_{line.pk}"], self.cleaned_data[f"mark_{line.pk}"]
        found = {}
        if delivered is not None and delivered != line.delivered and mark != EXCUSED:
            found["delivered"] = delivered
        if mark == EXCUSED:
            found["excused"] = True
        if mark in (CLEARED, FALSE):
            found["falsified"] = mark == FALSE
        return found


class RejectForm(ScopedForm):
    """Why an objection is not taken up."""

    ruling = words(_("不予受理的理由"))

    def __init__(self, *args, objection, **kwargs):
        self.objection = objection
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return reject_objection(by=by, objection=self.objection, **self.cleaned_data)
