"""One person registered twice: which registration stays, asking another place, answering it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.choices import MemberChange
from households.forms.fields import day_field
from households.forms.row import REASON_MAX
from households.services.duplicates import (
    LEAVING,
    answer_duplicate_request,
    ask_about_duplicate,
    resolve_duplicate,
)
from povertyapp.core.forms import ScopedForm

KINDS = [(kind, MemberChange(kind).label) for kind in LEAVING]


class ResolveDuplicateForm(ScopedForm):
    """Which of the registrations in one's own area stays."""

    kind = forms.ChoiceField(label=_("其他登记怎么转出"), choices=KINDS, initial=MemberChange.MOVED_OUT)
    on = day_field(_("转出日期"), initial=None)
    reason = forms.CharField(label=_("依据"), max_length=REASON_MAX, help_text=_("例如：核对了户口簿。"))

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.group = {member.person_no: member for member in group}
        choices = [(m.person_no, f"{m.name} {m.household.household_no} {m.area.short_name}") for m in group]
        keep = forms.ChoiceField(label=_("留在哪一户"), choices=choices, widget=forms.RadioSelect)
        self.fields = {"keep": keep, **self.fields}

    def save(self, *, by):
        said = self.cleaned_data
        keep = self.group[said["keep"]]
        resolve_duplicate(by=by, keep=keep, kind=said["kind"], on=said["on"], reason=said["reason"])
        return keep


class AskForm(ScopedForm):
    """Why another place should look at its registration."""

    reason = forms.CharField(
        label=_("请对方核对的说明"),
        max_length=REASON_MAX,
        help_text=_("写明此人现住在哪里、以什么为准。不要写证件号码。"),
    )

    def __init__(self, *args, member, **kwargs):
        self.member = member
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        ask_about_duplicate(by=by, member=self.member, reason=self.cleaned_data["reason"])
        return self.member


class AnswerForm(ScopedForm):
    """The own registration leaves, or it stays."""

    moved = forms.ChoiceField(
        label=_("本地的登记"),
        choices=[("1", _("登记转出，由对方保留")), ("0", _("应留在本地"))],
        widget=forms.RadioSelect,
    )
    on = day_field(_("转出日期"), initial=None, required=False)
    answer = forms.CharField(label=_("答复"), max_length=REASON_MAX)

    def __init__(self, *args, request, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        said = self.cleaned_data
        moved = said["moved"] == "1"
        return answer_duplicate_request(
            by=by, request=self.request, moved=moved, answer=said["answer"], on=said["on"]
        )
