"""What is asked when many households get their helpers, or change them."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import AssignmentRole
from assistance.forms.columns import reason_field
from assistance.forms.people import HelperChoices, HelperField, helper_label
from assistance.services import assign_many, hand_over
from households.forms.fields import day_field
from povertyapp.core.forms import ScopedForm

PROPOSE, ONE = "propose", "one"
MODES = (
    (PROPOSE, gettext_lazy("自动分配建议：按远近、户数和亲属回避，逐户可改")),
    (ONE, gettext_lazy("都由一个人负责")),
)
NOTE_LENGTH = 300


class AssignStartForm(ScopedForm):
    """From which day, and who: one for all, or a proposal."""

    from_date = day_field(
        gettext_lazy("从哪一天起"), help_text=gettext_lazy("前一名帮扶责任人到前一天为止。")
    )
    mode = forms.ChoiceField(label=gettext_lazy("怎么安排"), choices=MODES, widget=forms.RadioSelect)
    helper = HelperField(
        label=gettext_lazy("帮扶责任人"),
        required=False,
        help_text=gettext_lazy("选“都由一个人负责”时填：输入姓名，从列表里选；同名的看单位。"),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("角色"), choices=AssignmentRole.choices, widget=forms.RadioSelect
    )
    reason = reason_field(gettext_lazy("理由"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"mode": PROPOSE, "role": AssignmentRole.PRIMARY} | self.initial
        self.people = HelperChoices(self.user)
        self.fields["helper"].choices = self.people

    def clean(self):
        data = super().clean()
        if data.get("mode") == ONE and not data.get("helper") and "helper" not in self.errors:
            self.add_error("helper", _("请写明由谁负责。"))
        if data.get("mode") == PROPOSE and data.get("role") == AssignmentRole.SUPPORT:
            self.add_error("mode", _("协助帮扶人不自动建议，请选“都由一个人负责”。"))
        return data


class AssignRowsForm(ScopedForm):
    """The proposal, one field a household; a blank one leaves the household out."""

    from_date = day_field(gettext_lazy("从哪一天起"), initial=None)
    role = forms.ChoiceField(choices=AssignmentRole.choices, widget=forms.HiddenInput)
    reason = reason_field(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, homes, people=None, proposed=None, seen=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.homes = list(homes)
        self.people = people or HelperChoices(self.user)
        self.fields["from_date"].widget = forms.HiddenInput()
        for home in self.homes:
            field = HelperField(label=str(home), required=False)
            field.choices = self.people
            helper = (proposed or {}).get(home.pk)
            field.initial = helper_label(helper) if helper else ""
            self.fields[f"helper_{home.pk}"] = field
            self.fields[f"seen_{home.pk}"] = forms.IntegerField(
                min_value=0, initial=(seen or {}).get(home.pk, 0), widget=forms.HiddenInput
            )

    def row(self, home):
        """Return the two fields of a household."""
        return self[f"helper_{home.pk}"], self[f"seen_{home.pk}"]

    @property
    def wanted(self):
        """Return what the service takes: who is to help whom, and whom the user saw there."""
        data = self.cleaned_data
        return {
            "choices": {home.pk: data.get(f"helper_{home.pk}") for home in self.homes},
            "seen": {home.pk: data[f"seen_{home.pk}"] for home in self.homes},
            "from_date": data["from_date"],
            "role": data["role"],
        }

    def save(self, *, by):
        return assign_many(by=by, reason=self.cleaned_data["reason"], **self.wanted)


class HandOverForm(ScopedForm):
    """To whom a helper's households go, from which day, and what the successor should know."""

    successor = HelperField(
        label=gettext_lazy("接手人"), help_text=gettext_lazy("输入姓名，从列表里选；同名的看单位。")
    )
    from_date = day_field(
        gettext_lazy("从哪一天起"), help_text=gettext_lazy("移交人负责到前一天，接手人从这一天起负责。")
    )
    households = forms.MultipleChoiceField(
        label=gettext_lazy("交接哪些户"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("请至少选一户。")},
    )
    note = forms.CharField(
        label=gettext_lazy("交接说明"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("接手人要知道的事。没有兑现的约定和没有完成的走访会自动列出，不用写。"),
    )
    reason = reason_field(gettext_lazy("交接原因"), required=False)

    def __init__(self, *args, helper, homes, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper
        self.people = HelperChoices(self.user)
        self.fields["successor"].choices = self.people
        self.fields["households"].choices = [
            (home.household_no, f"{home} {home.area.short_name} {home.household_no}") for home in homes
        ]
        self.keys = {home.household_no: home.pk for home in homes}
        self.initial["households"] = list(self.keys)

    def save(self, *, by):
        data = self.cleaned_data
        return hand_over(
            by=by,
            predecessor=self.helper,
            successor=data["successor"],
            from_date=data["from_date"],
            households=[self.keys[no] for no in data["households"]],
            note=data["note"],
            reason=data["reason"],
        )
