"""The forms over one person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.choices import GB3304_OF_ETHNICITY, GONE, MemberChange
from households.forms.fields import UNCLEAR, day_field
from households.forms.row import REASON_MAX, RowForm
from households.services import add_member, correct_member, record_member_change
from households.services.members import FACTS
from povertyapp.core.forms import ScopedForm
from povertyapp.core.workbooks import cells

NUMBER_MAX, PLACE_MAX = 24, 100
COLUMNS = tuple(name for name in FACTS if name != "unclear")


def _offer_groups(form):
    """Offer the 56 groups of GB/T 3304, and besides what stands there already."""
    if "ethnicity" not in form.fields:
        return
    names = [name for name in (*GB3304_OF_ETHNICITY, form.row.ethnicity) if name]
    choices = [("", _("未填")), *((name, name) for name in dict.fromkeys(names)), (UNCLEAR, _("说不清"))]
    form.fields["ethnicity"] = forms.ChoiceField(
        label=form.fields["ethnicity"].label, choices=choices, required=False
    )


class MemberForm(RowForm):
    """Correct what is recorded of a person."""

    columns = COLUMNS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _offer_groups(self)

    def save(self, *, by):
        return correct_member(by=by, member=self.row, **self.why, **self.changes())


class MemberAddForm(RowForm):
    """Enter a person into a household."""

    columns = COLUMNS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _offer_groups(self)
        number = forms.CharField(
            label=_("人编号"), max_length=NUMBER_MAX, help_text=_("全国扶贫系统里的编号，登记后不能改。")
        )
        self.fields = {"person_no": number, **self.fields}
        self.fields["changed_on"].label = _("哪天来的")
        self.fields["reason"].label = _("登记依据")
        self.fields["place"] = forms.CharField(
            label=_("从哪里来"), max_length=PLACE_MAX, required=False, help_text=_("例如：百福司镇高洞村。")
        )
        came = [(kind.value, kind.label) for kind in MemberChange if kind not in GONE]
        self.fields["change_kind"] = forms.ChoiceField(
            label=_("怎么来的"), choices=[("", _("补录（原来就在户里）")), *came], required=False
        )

    def clean_person_no(self):
        return cells.word(self.cleaned_data["person_no"])

    def save(self, *, by):
        changes = self.changes()
        return add_member(
            by=by,
            household=self.row.household,
            person_no=self.cleaned_data["person_no"],
            reason=self.cleaned_data["reason"],
            place=self.cleaned_data["place"],
            **changes,
        )


class MemberChangeForm(ScopedForm):
    """Record that a person died or left; of somebody who left, that he came back."""

    kind = forms.ChoiceField(label=_("变动类型"))
    on = day_field(_("变动日期"), initial=None)
    place = forms.CharField(
        label=_("从哪来、到哪去"), max_length=PLACE_MAX, required=False, help_text=_("死亡不填。")
    )
    reason = forms.CharField(
        label=_("依据"), max_length=REASON_MAX, help_text=_("例如：死亡证明、户口迁移证。")
    )

    def __init__(self, *args, row, **kwargs):
        self.row = row
        super().__init__(*args, **kwargs)
        kinds = (MemberChange.MARRIED_IN, MemberChange.MOVED_IN) if row.is_gone else MemberChange
        fitting = [kind for kind in kinds if row.is_gone or kind in GONE]
        self.fields["kind"] = forms.ChoiceField(
            label=_("变动类型"), choices=[(kind.value, kind.label) for kind in fitting]
        )

    def save(self, *, by):
        return record_member_change(by=by, member=self.row, **self.cleaned_data)
