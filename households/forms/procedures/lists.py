"""What is put on record for a whole list: meetings, postings, objections, checks, the announcement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from households.forms.fields import day_field
from households.forms.procedures.base import (
    CaseForm,
    long_text,
    paper_field,
    picture_field,
    whole,
)
from households.services import procedures as desk
from households.steps import (
    MEETINGS,
    CheckLevel,
    DeliberationTemplate,
    MeetingKind,
    ProcedureKind,
    PublicityKind,
)

COUNTS = ("expected", "present", "in_favour")
COUNT_LABELS = {"expected": _("应到人数"), "present": _("实到人数"), "in_favour": _("同意人数")}


class DeliberationForm(CaseForm):
    """The meetings of one form of deliberation, for the whole list."""

    title = _("登记评议")
    hint = _("对整份名单登记一次。哪几次会议开了就填哪几次，没有开的留空。")
    template = forms.ChoiceField(
        label=_("议事形式"), choices=DeliberationTemplate.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        is_exit = self.case.kind == ProcedureKind.EXIT
        self.fields["template"].initial = (
            DeliberationTemplate.FOUR_TWO if is_exit else DeliberationTemplate.REVIEW
        )
        for kind in MeetingKind:
            self._add(
                kind, "held_on", day_field(_("%(meeting)s：日期") % {"meeting": kind.label}, required=False)
            )
            self.fields[f"{kind}-held_on"].initial = None
            for name in COUNTS:
                self._add(kind, name, whole(COUNT_LABELS[name], required=False))
            self._add(kind, "minutes", long_text(_("会议记录"), required=False))
            self._add(kind, "image", picture_field())
            self._add(kind, "paper", paper_field())

    def _add(self, kind, name, field):
        self.fields[f"{kind}-{name}"] = field

    @property
    def groups(self):
        """Return the fields meeting by meeting, for the page."""
        names = ("held_on", *COUNTS, "minutes", "image", "paper")
        return [(kind.label, [self[f"{kind}-{name}"] for name in names]) for kind in MeetingKind]

    def clean(self):
        data = super().clean()
        wanted = MEETINGS.get(data.get("template"), ())
        held = [kind for kind in MeetingKind if data.get(f"{kind}-held_on")]
        if wanted and not held and not self.errors:
            self.add_error("template", _("请至少填写一次会议。"))
        for kind in held:
            for name in COUNTS:
                if data.get(f"{kind}-{name}") is None:
                    self.add_error(f"{kind}-{name}", _("请填人数。"))
        return data

    def save(self, *, by):
        data, meetings = self.cleaned_data, []
        for kind in MeetingKind:
            if not data.get(f"{kind}-held_on"):
                continue
            upload = data.get(f"{kind}-image")
            meetings.append(
                {
                    "kind": kind,
                    "held_on": data[f"{kind}-held_on"],
                    **{name: data[f"{kind}-{name}"] for name in COUNTS},
                    "minutes": data[f"{kind}-minutes"],
                    "image": desk.keep_picture(by=by, area=self.case.area, upload=upload) if upload else None,
                    "paper": data[f"{kind}-paper"],
                }
            )
        desk.record_deliberation(
            by=by, batch=self.case.batch, topic=self.argument, template=data["template"], meetings=meetings
        )
        return self.case


class PublicityForm(CaseForm):
    """The list was put up."""

    hint = _("对整份名单登记一次。")
    posted_on = day_field(_("张贴日期"))
    place = forms.CharField(label=_("张贴地点"), max_length=60)
    complaint_line = forms.CharField(label=_("监督电话"), max_length=30)
    image = picture_field()
    image_dated_on = day_field(_("照片日期"), required=False)
    paper = paper_field()

    def get_title(self):
        return PublicityKind(self.argument).label

    def save(self, *, by):
        data = self.cleaned_data
        desk.post_publicity(
            by=by, batch=self.case.batch, kind=self.argument, posted_on=data["posted_on"], place=data["place"],
            complaint_line=data["complaint_line"], image_dated_on=data["image_dated_on"], **self.proof,
        )  # fmt: skip
        return self.case


class OfPublicityForm(CaseForm):
    """Something about a posted list of this case: which, where there are several."""

    publicity = forms.ModelChoiceField(queryset=None, label=_("公示"), empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["publicity"]
        field.queryset = self.case.batch.publicities.order_by("-posted_on")


class TakeDownForm(OfPublicityForm):
    title = _("登记取下")
    on = day_field(_("取下日期"))

    def save(self, *, by):
        desk.take_down(by=by, publicity=self.cleaned_data["publicity"], on=self.cleaned_data["on"])
        return self.case


class ObjectionForm(OfPublicityForm):
    title = _("登记异议")
    on = day_field(_("提出日期"))
    made_by = forms.CharField(label=_("提出人"), max_length=60, help_text=_("匿名的写“匿名”。"))
    text = long_text(_("异议内容"))
    about = forms.ChoiceField(
        label=_("针对"),
        choices=[("case", _("这一户")), ("list", _("整份名单"))],
        widget=forms.RadioSelect,
        initial="case",
    )

    def save(self, *, by):
        data = self.cleaned_data
        desk.record_objection(
            by=by, publicity=data["publicity"], made_by=data["made_by"], text=data["text"], on=data["on"],
            case=self.case if data["about"] == "case" else None,
        )  # fmt: skip
        return self.case


class AnswerForm(CaseForm):
    title = _("答复异议")
    objection = forms.ModelChoiceField(queryset=None, label=_("异议"), empty_label=None)
    on = day_field(_("答复日期"))
    answer = long_text(_("答复"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["objection"]
        field.queryset = desk.open_objections(self.case)

    def save(self, *, by):
        desk.answer_objection(by=by, **self.cleaned_data)
        return self.case


class SpotForm(CaseForm):
    hint = _("对整份名单登记一次。")
    on = day_field(_("抽查日期"))
    list_size = whole(_("名单户数"))
    checked = whole(_("抽查户数"))
    open_findings = whole(_("未整改的问题"), initial=0)
    checked_by = forms.CharField(label=_("抽查人"), max_length=60)
    result = long_text(_("抽查情况"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["list_size"].initial = self.case.batch.cases.running().count()
        if self.argument == "sample":
            choices = [(level.value, level.label) for level in (CheckLevel.COUNTY, CheckLevel.THIRD_PARTY)]
            self.fields["level"] = forms.ChoiceField(label=_("抽查"), choices=choices)

    def get_title(self):
        return _("登记抽查") if self.argument == "sample" else CheckLevel(self.argument).label

    def save(self, *, by):
        data = {"level": self.argument, **self.cleaned_data}
        desk.record_spot_check(by=by, batch=self.case.batch, **data)
        return self.case


class AnnouncementForm(CaseForm):
    title = _("登记公告")
    hint = _("对整份名单登记一次。")
    on = day_field(_("公告日期"))
    doc_no = forms.CharField(label=_("文号"), max_length=60, required=False)
    place = forms.CharField(label=_("公告地点"), max_length=60)
    image = picture_field()
    paper = paper_field()

    def save(self, *, by):
        data = self.cleaned_data
        desk.announce(
            by=by,
            batch=self.case.batch,
            on=data["on"],
            doc_no=data["doc_no"],
            place=data["place"],
            **self.proof,
        )
        return self.case
