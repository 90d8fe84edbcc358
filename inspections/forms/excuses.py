"""Asking that a party is excused from its month, and deciding about it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assistance.models import Helper, HelpingUnit
from households.forms.fields import day_field
from households.models import Household
from inspections.choices.objections import ExcuseKind
from inspections.services.excuses import ask_excuse, decide_excuse
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.rules import Kind, rules_of


class ExcuseForm(ScopedForm):
    """Who is excused from what, from when to when, why, and by which papers."""

    party = forms.CharField(
        label=_("责任方编号"),
        max_length=20,
        help_text=_("帮扶人编号、村或乡镇代码、单位编号，在各自的硬账上能看到。"),
    )
    kind = forms.ChoiceField(label=_("事由"), choices=ExcuseKind.choices, widget=forms.RadioSelect)
    household = forms.CharField(label=_("只免这一户（户编号）"), max_length=24, required=False)
    rule = forms.ChoiceField(label=_("只免这一项"), required=False)
    from_date = day_field(_("从哪一天"), initial=None)
    to_date = day_field(_("到哪一天"), initial=None, required=False)
    substitute = forms.CharField(
        label=_("代替人（帮扶人编号）"),
        max_length=20,
        required=False,
        help_text=_("请假和更换要写；代替人做到了才免责。"),
    )
    reason = forms.CharField(label=_("情况说明"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    papers = forms.CharField(label=_("证明材料和文号"), max_length=200)
    file = forms.FileField(label=_("扫描件"), required=False, help_text=_("PDF、图片、Word 或 Excel。"))

    def __init__(self, *args, party="", **kwargs):
        super().__init__(*args, **kwargs)
        own = getattr(self.user, "helper", None)
        self.initial["party"] = party or (own.code if own else "")
        duties = [(rule.code, f"{rule.code} {rule.title}") for rule in rules_of(Kind.DUTY)]
        self.fields["rule"].choices = [("", _("全部事项")), *duties]

    def _one(self, model, name, column):
        """Return the row that a field names among those that the user sees; None for a blank one."""
        text = self.cleaned_data.get(name, "").strip()
        found = model.objects.visible_to(self.user).filter(**{column: text}).first() if text else None
        if text and found is None:
            raise ValidationError(_("没有找到“%(text)s”，请核对编号。") % {"text": text})
        return found

    def clean_party(self):
        for model in (Helper, Area, HelpingUnit):
            try:
                return self._one(model, "party", "code")
            except ValidationError as error:
                last = error
        raise last

    def clean_household(self):
        return self._one(Household, "household", "household_no")

    def clean_substitute(self):
        """Return the helper who stands in: of the party's county, whether or not the asking person sees his account."""
        party, text = self.cleaned_data.get("party"), self.cleaned_data.get("substitute", "").strip()
        if not text or party is None:
            return None
        found = Helper.objects.in_area(party.code[:COUNTY_DIGITS]).filter(code=text).first()
        if found is None:
            raise ValidationError(_("没有找到“%(text)s”，请核对编号。") % {"text": text})
        return found

    def save(self, *, by):
        data = self.cleaned_data
        return ask_excuse(by=by, upload=data.pop("file"), **data)


class DecisionForm(ScopedForm):
    """Whether a party is excused."""

    approve = forms.TypedChoiceField(
        label=_("审批结论"),
        choices=[("1", _("批准")), ("0", _("不批准"))],
        coerce=lambda text: text == "1",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("审批意见"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不批准的必须写明理由。"),
    )

    def __init__(self, *args, excuse, **kwargs):
        self.excuse = excuse
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return decide_excuse(by=by, excuse=self.excuse, **self.cleaned_data)
