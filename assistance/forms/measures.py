"""What is asked of a measure: entering it, confirming it, its end, its effect; and what answers a cause."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assistance.choices import CLASS_OF_KIND, KIND_OF_ITEM, MeasureClass, MeasureItem, MeasureKind
from assistance.forms.columns import reason_field
from assistance.models import AssistanceMeasure
from assistance.services import (
    add_measure,
    correct_measure,
    decide_measure,
    end_measure,
    set_answers,
    sign_effect,
)
from households.forms.fields import form_field
from povertyapp.core import clock
from povertyapp.core.forms import ScopedForm
from povertyapp.core.text import labelled

CONFIRM, REFUSE = "confirm", "refuse"


def family_choices():
    """Return the families of measures, by class; an item stands under its kind."""
    grouped: dict[Any, list] = {label: [] for label in MeasureClass.labels}
    for kind in MeasureKind:
        place = grouped[CLASS_OF_KIND.get(kind, MeasureClass.OTHER).label]
        place.append((kind.value, kind.label))
        place += [
            (f"{kind}/{item}", labelled(kind.label, item.label))
            for item in MeasureItem
            if KIND_OF_ITEM[item] == kind
        ]
    return list(grouped.items())


def kind_and_item(value):
    """Return the kind and the item that a choice of `family_choices` means."""
    kind, _slash, item = value.partition("/")
    return kind, item


def column_field(model, name, **changes):
    """Return the form field of a column; `changes` are attributes that differ from it."""
    field = form_field(model._meta.get_field(name))
    for key, value in changes.items():
        setattr(field, key, value)
    return field


class MeasureForm(ScopedForm):
    """Enter a measure of a household, or correct one; then with a reason."""

    COLUMNS = (*("name", "responsible_unit", "from_date", "to_date", "amount", "expected_income", "batch"),)

    def __init__(self, *args, household, measure=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.household, self.measure = household, measure
        self.fields["family"] = forms.ChoiceField(
            label=_("措施种类"), choices=[("", _("请选择")), *family_choices()]
        )
        for name in self.COLUMNS:
            self.fields[name] = column_field(AssistanceMeasure, name)
        self.fields["to_date"].help_text = _("长期实施的不填。")
        self.fields["expected_income"].help_text = _("这项措施一年能给全家增收多少，用来算够不够脱贫。")
        self.fields["batch"].help_text = _("不选就按措施种类归批。")
        if measure:
            self.initial |= {name: getattr(measure, name) for name in self.COLUMNS}
            self.initial["family"] = f"{measure.kind}/{measure.item}" if measure.item else measure.kind
            self.fields["reason"] = reason_field()

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        facts["kind"], facts["item"] = kind_and_item(facts.pop("family"))
        if self.measure:
            return correct_measure(by=by, measure=self.measure, **facts)
        return add_measure(by=by, household=self.household, **facts)


class MeasureEndForm(ScopedForm):
    """The last day of a measure, and why if it stops before it is done."""

    to_date = column_field(AssistanceMeasure, "to_date", required=True, label=_("最后一天"))
    stop_reason = reason_field(
        _("中止原因"), required=False, help_text=_("按计划做完的不填；没做完就停的写明原因。")
    )

    def __init__(self, *args, measure, **kwargs):
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.initial["to_date"] = clock.today()

    def save(self, *, by):
        return end_measure(by=by, measure=self.measure, **self.cleaned_data)


class EffectForm(ScopedForm):
    """What a measure brought, signed by the household."""

    effect = forms.CharField(
        label=_("成效"), max_length=200, help_text=_("写看得见的：收了多少、报了多少、补了多少。")
    )
    signed_on = column_field(AssistanceMeasure, "signed_on", required=True, label=_("农户签字日期"))
    signed_by = forms.CharField(label=_("签字人"), max_length=40, help_text=_("户主或家里成年人的姓名。"))
    image = forms.FileField(
        label=_("签字页或现场照片"),
        required=False,
        help_text=_("JPG 或 PNG。照片里的位置等信息会去掉。"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )

    def __init__(self, *args, measure, **kwargs):
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.initial |= {
            "effect": measure.effect,
            "signed_on": measure.signed_on or clock.today(),
            "signed_by": measure.signed_by or measure.household.head_name,
        }

    def save(self, *, by):
        return sign_effect(by=by, measure=self.measure, **self.cleaned_data)


class DecideForm(ScopedForm):
    """Whether the township confirms what a helper or a village proposed."""

    decision = forms.ChoiceField(
        label=_("审核意见"),
        choices=[(CONFIRM, _("属实，确认")), (REFUSE, _("不通过"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一个意见。")},
    )
    reason = reason_field(_("不通过的原因"), required=False)

    def __init__(self, *args, measure, **kwargs):
        super().__init__(*args, **kwargs)
        self.measure = measure

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == REFUSE and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", ValidationError(_("不通过要写明原因，让提出的人知道怎么改。")))
        return cleaned

    def save(self, *, by):
        confirmed = self.cleaned_data["decision"] == CONFIRM
        return decide_measure(
            by=by, measure=self.measure, confirmed=confirmed, reason=self.cleaned_data["reason"]
        )


class AnswersForm(ScopedForm):
    """Which families of measures answer a cause in a county, from a day on."""

    families = forms.MultipleChoiceField(
        label=_("至少有其中一种就算对应"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选一种措施：一种都没有，这个原因就没有办法对应。")},
    )
    from_date = column_field(AssistanceMeasure, "from_date", label=_("从哪天起"))
    reason = reason_field()

    def __init__(self, *args, county, cause, present, **kwargs):
        super().__init__(*args, **kwargs)
        self.county, self.cause = county, cause
        self.fields["families"].choices = [pair for _label, pairs in family_choices() for pair in pairs]
        self.initial["families"] = [f"{kind}/{item}" if item else kind for kind, item in present]
        self.initial["from_date"] = clock.today()

    def save(self, *, by):
        data = self.cleaned_data
        return set_answers(
            by=by,
            county=self.county,
            cause=self.cause,
            families=[kind_and_item(value) for value in data["families"]],
            from_date=data["from_date"],
            reason=data["reason"],
        )[0]
