"""The steps of a measure: each form ends in its service."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from households.forms.fields import WrittenField, day_field
from inspections.choices import SIX, EvidencePhase, SeedKind
from inspections.forms.rectification import written
from inspections.services import ledger
from inspections.services.problems import add_evidence, doubt_evidence
from povertyapp.core import clock
from povertyapp.core.forms import ScopedForm
from povertyapp.core.parameters import Parameters
from povertyapp.core.workbooks import cells

PICTURE = _("照片")


def picture_field(label=PICTURE, **more):
    """Return a field for one picture."""
    shown = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
    return forms.FileField(label=label, widget=shown, **more)


class StepForm(ScopedForm):
    """A form about one measure."""

    def __init__(self, *args, measure, **kwargs):
        self.measure = measure
        super().__init__(*args, **kwargs)

    def parameter(self, name):
        return int(Parameters(self.measure.area_id, clock.today())(name))


class AssignForm(StepForm):
    """Hand a measure over; everything that it needs stands in the plan."""

    def save(self, *, by):
        return ledger.assign_measure(by=by, measure=self.measure)


class ProgressForm(StepForm):
    """What has been done, and how far the work is."""

    day = day_field(_("日期"))
    text = written(_("进展"), max_length=2000)
    percent = WrittenField(
        read=cells.integer,
        label=_("进度(%)"),
        required=False,
        help_text=_("0 到 100；到 100% 才能报请验收。"),
    )

    def clean_percent(self):
        percent = self.cleaned_data["percent"]
        if percent is not None and not 0 <= percent <= 100:
            raise forms.ValidationError(_("进度只能是 0 到 100。"))
        return percent

    def save(self, *, by):
        ledger.report_progress(by=by, measure=self.measure, **self.cleaned_data)
        return self.measure


class EvidenceForm(ScopedForm):
    """A picture of how it was, or how it is now, of a measure or of one thing of its problem."""

    phase = forms.ChoiceField(label=_("阶段"), choices=EvidencePhase, widget=forms.RadioSelect)
    image = picture_field(help_text=_("JPG、PNG 或 WebP，不超过 10 MB；拍摄信息会去掉。"))
    taken_on = day_field(_("拍摄日期"))
    caption = forms.CharField(label=_("说明"), max_length=100, required=False)

    def __init__(self, *args, shown, **kwargs):
        self.shown = shown
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        add_evidence(by=by, upload=facts.pop("image"), **self.shown, **facts)
        return next(iter(self.shown.values()))


class HandInForm(StepForm):
    """Lay a finished measure before its leader."""

    statement = written(_("自查情况"), max_length=2000, help_text=_("写明怎样自查的、结果如何。"))

    def save(self, *, by):
        return ledger.hand_in_measure(by=by, measure=self.measure, **self.cleaned_data)


class SignForm(StepForm):
    """The responsible leader's signature."""

    name = forms.CharField(label=_("签字领导姓名"), max_length=60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("name", str(self.user))

    def save(self, *, by):
        return ledger.sign_measure(by=by, measure=self.measure, **self.cleaned_data)


class DrawForm(StepForm):
    """The seed by which the check's sample is drawn."""

    seed = forms.CharField(label=_("种子"), max_length=80, help_text=_("现场掷骰的点数，依次填入。"))
    seed_kind = forms.ChoiceField(label=_("种子来源"), choices=SeedKind)
    seed_note = forms.CharField(label=_("种子说明"), max_length=120, required=False)

    def save(self, *, by):
        return ledger.draw_check(by=by, measure=self.measure, **self.cleaned_data)


class VerifyForm(StepForm):
    """What was found on the spot, a question for each thing that was drawn; the verdict follows from the answers."""

    day = day_field(_("现场复核日期"))
    note = forms.CharField(label=_("验收说明"), max_length=300, required=False)
    conduct = forms.MultipleChoiceField(
        label=_("四不两直"),
        choices=SIX.items,
        initial=list(SIX),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("有一项没做到，就去掉勾选。"),
    )

    def __init__(self, *args, items, **kwargs):
        self.items = items
        super().__init__(*args, **kwargs)
        for item in items:
            self._ask(item)
        self.order_fields([*(name for item in items for name in self.names(item)), "day", "note", "conduct"])

    @staticmethod
    def names(item):
        return [f"{part}_{item.position}" for part in ("met", "said", "image")]

    def _ask(self, item):
        met, said, image = self.names(item)
        what = str(item.scope) if item.scope else _("整条措施")
        self.fields[met] = forms.TypedChoiceField(
            label=_("%(what)s：达到目标吗") % {"what": what},
            choices=[("1", _("达到")), ("0", _("没有达到"))],
            coerce=lambda text: text == "1",
            widget=forms.RadioSelect,
            error_messages={"required": _("请填写“%(what)s”的结果。") % {"what": what}},
        )
        self.fields[said] = forms.CharField(label=_("看到的情况"), max_length=200, required=False)
        self.fields[image] = picture_field(_("现场照片"), required=False)

    def clean(self):
        found = super().clean()
        for item in self.items:
            met, said, _image = self.names(item)
            if found.get(met) is False and not (found.get(said) or "").strip():
                self.add_error(said, _("没有达到目标的，要写明看到的情况。"))
        return found

    def save(self, *, by):
        said = self.cleaned_data
        results = {}
        for item in self.items:
            met, words, image = self.names(item)
            results[item.position] = {"is_met": said[met], "note": said[words], "image": said[image]}
        return ledger.verify_measure(
            by=by,
            measure=self.measure,
            results=results,
            conduct={name: name in said["conduct"] for name in SIX},
            day=said["day"],
            note=said["note"],
        )


class CloseForm(StepForm):
    """The signed sheet by which a measure is closed."""

    sheet = forms.CharField(
        label=_("销号单"), max_length=120, help_text=_("签字的销号单编号，或存放在哪里。")
    )

    def save(self, *, by):
        return ledger.close_measure(by=by, measure=self.measure, **self.cleaned_data)


class DeadlineForm(StepForm):
    """A reason and a new deadline near at hand."""

    reason = written(_("理由"), max_length=1000)
    deadline = day_field(_("新的时限"), initial=None)
    service: Any = staticmethod(ledger.send_back_measure)
    days_parameter = "rectification.resubmit_days"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        days = self.parameter(self.days_parameter)
        since = self.since()
        self.initial.setdefault("deadline", since + dt.timedelta(days=days))
        self.fields["deadline"].help_text = _("%(day)s 之后 %(days)d 天以内。") % {"day": since, "days": days}

    def since(self):
        return clock.today()

    def save(self, *, by):
        return self.service(by=by, measure=self.measure, **self.cleaned_data)


class ReopenForm(DeadlineForm):
    """What came back."""

    service = staticmethod(ledger.reopen_measure)


class ExtendForm(DeadlineForm):
    """Why the deadline is put off."""

    service = staticmethod(ledger.extend_measure)
    days_parameter = "rectification.extension_days"

    def since(self):
        return self.measure.deadline or clock.today()


class DoubtForm(ScopedForm):
    """What is not true of a picture."""

    reason = forms.CharField(label=_("哪里不实"), max_length=200)

    def __init__(self, *args, evidence, **kwargs):
        self.evidence = evidence
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return doubt_evidence(by=by, evidence=self.evidence, **self.cleaned_data)
