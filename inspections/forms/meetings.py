"""What is asked of a meeting, of what it decides, and of the circular."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from households.forms.fields import day_field
from inspections.choices import MeetingKind
from inspections.models import NoticeSource
from inspections.services.meetings import answer_decision, decide, edit_circular, record_meeting
from inspections.services.meetings.people import people_for
from povertyapp.core import clock
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area, User
from povertyapp.core.models.area import Level
from povertyapp.core.parameters import Parameters


def lines(label, rows, **more):
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class MeetingForm(ScopedForm):
    """A meeting that was held."""

    area = forms.ModelChoiceField(
        Area.objects.filter(level__in=(Level.COUNTY, Level.TOWNSHIP), valid_to=None).order_by("code"),
        label=_("召开单位"),
        empty_label=None,
    )
    kind = forms.ChoiceField(label=_("会议"), choices=MeetingKind.choices)
    held_on = day_field(_("召开日期"))
    title = forms.CharField(label=_("会议名称"), max_length=120, required=False)
    chair_name = forms.CharField(label=_("主持人"), max_length=40)
    attended = forms.IntegerField(label=_("到会人数"), min_value=1, max_value=10000, required=False)
    minutes = lines(_("会议纪要"), 8, max_length=20000)
    upload = forms.FileField(
        label=_("纪要原件"), required=False, help_text=_("PDF、JPG、PNG、Word 或 Excel；要打得开、看得清。")
    )
    source = forms.ModelChoiceField(
        NoticeSource.objects.all(),
        label=_("针对的反馈"),
        required=False,
        empty_label=_("不针对某次反馈"),
        help_text=_("开会研究上级反馈的问题时选。"),
    )

    def __init__(self, *args, meeting=None, **kwargs):
        self.meeting = meeting
        super().__init__(*args, **kwargs)
        if meeting:
            del self.fields["area"]
            for name in set(self.fields) - {"upload"}:
                self.initial[name] = getattr(meeting, name)

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        upload = facts.pop("upload", None)
        area = facts.pop("area", None) or self.meeting.area
        return record_meeting(by=by, area=area, meeting=self.meeting, upload=upload, **facts)


class PersonField(forms.ModelChoiceField):
    """A person who can be named for a matter, with his post."""

    def label_from_instance(self, obj):
        return f"{obj}（{obj.posts}）"


class DecisionForm(ScopedForm):
    """What a unit promises or is told: the matter, who, until when."""

    text = forms.CharField(label=_("事项"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    rule = forms.ChoiceField(label=_("对应的欠账"), required=False)
    person = PersonField(
        User.objects.none(), label=_("责任人"), required=False, empty_label=_("不在系统里，另写姓名")
    )
    person_name = forms.CharField(label=_("责任人姓名"), max_length=40, required=False)
    due_on = day_field(_("时限"), initial=None)

    def __init__(self, *args, party, rules=(), **kwargs):
        self.party = party
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [("", _("其他事项")), *rules]
        self.fields["person"].queryset = people_for(party)
        value = Parameters(party.account.area_id, clock.today())
        self.initial["due_on"] = clock.today() + dt.timedelta(days=int(value("meeting.decision_days")))

    def save(self, *, by):
        return decide(by=by, party=self.party, **self.cleaned_data)


class AnswerDecisionForm(ScopedForm):
    """What became of a matter."""

    done = forms.TypedChoiceField(
        label=_("办理情况"),
        choices=[("1", _("办成了")), ("0", _("没办成"))],
        coerce=lambda text: text == "1",
        widget=forms.RadioSelect,
    )
    result = lines(_("结果"), 3, max_length=500)

    def __init__(self, *args, decision, **kwargs):
        self.decision = decision
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return answer_decision(by=by, decision=self.decision, **self.cleaned_data)


class CircularForm(ScopedForm):
    """The words of a circular; its tables come from the records."""

    title = forms.CharField(label=_("标题"), max_length=120)
    number = forms.CharField(label=_("文号"), max_length=60, required=False)
    opening = lines(_("总的情况"), 4, max_length=4000)
    demands = lines(_("工作要求"), 6, max_length=8000, required=False)

    def __init__(self, *args, circular, **kwargs):
        self.circular = circular
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.initial[name] = getattr(circular, name)

    def save(self, *, by):
        return edit_circular(by=by, circular=self.circular, **self.cleaned_data)
