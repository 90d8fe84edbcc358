"""What is asked of a source, of a list, and of an answer to one of its items."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.forms.fields import day_field
from inspections.choices import ChecklistKind, RootCause
from inspections.models import NoticeSource
from inspections.services.sources import answer_item, make_checklist, name_item, record_source
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level

COUNTY = Area.objects.filter(level=Level.COUNTY, valid_to=None).order_by("code")


def lines_of(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def many_lines(label, rows=6, **more):
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), **more)


class SourceForm(ScopedForm):
    """A paper that feeds problems back."""

    area = forms.ModelChoiceField(COUNTY, label=_("县"), empty_label=None)
    year = forms.IntegerField(label=_("年度"), min_value=2013, max_value=2100)
    name = forms.CharField(label=_("批次"), max_length=120)
    title = forms.CharField(label=_("标题"), max_length=200, required=False)
    issuer = forms.CharField(label=_("反馈单位"), max_length=120, required=False)
    assessment_year = forms.IntegerField(label=_("考核年度"), min_value=2013, max_value=2100, required=False)
    doc_no = forms.CharField(
        label=_("文号"),
        max_length=60,
        required=False,
        help_text=_("照原文写；原文空缺就空着，系统会标出来。"),
    )
    received_on = day_field(_("收到日期"), required=False, initial=None)
    mobilised_on = day_field(_("动员部署日期"), required=False, initial=None)
    points = many_lines(_("反馈的问题"), help_text=_("一行一个，照原文写。"))

    def __init__(self, *args, source=None, **kwargs):
        self.source = source
        super().__init__(*args, **kwargs)
        if source:
            del self.fields["area"]
            self.fields["points"].label = _("补充反馈的问题")
            for name in set(self.fields) - {"points"}:
                self.initial[name] = getattr(source, name)

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        points = lines_of(facts.pop("points"))
        area = facts.pop("area", None) or self.source.area
        return record_source(by=by, area=area, source=self.source, points=points, **facts)


class ChecklistForm(ScopedForm):
    """A list that every unit goes through."""

    county = forms.ModelChoiceField(COUNTY, label=_("县"), empty_label=None)
    kind = forms.ChoiceField(label=_("类别"), choices=ChecklistKind.choices)
    title = forms.CharField(label=_("名称"), max_length=120)
    stated_count = forms.IntegerField(label=_("原文项数"), min_value=1, max_value=999)
    due_on = day_field(_("完成时限"), required=False, initial=None)
    source = forms.ModelChoiceField(
        NoticeSource.objects.all(), label=_("来源批次"), required=False, empty_label=_("没有")
    )
    texts = many_lines(_("各项内容"), 10, help_text=_("一行一项；原文没有列出的不要编，空着。"))

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        return make_checklist(by=by, texts=lines_of(facts.pop("texts")), **facts)


class ItemForm(ScopedForm):
    """What an item is, once the source has named it."""

    text = forms.CharField(label=_("内容"), max_length=300)

    def __init__(self, *args, item, **kwargs):
        self.item = item
        super().__init__(*args, **kwargs)
        self.initial["text"] = item.text

    def save(self, *, by):
        return name_item(by=by, item=self.item, **self.cleaned_data)


class ItemAnswerForm(ScopedForm):
    """What one unit found of one item."""

    exists_here = forms.TypedChoiceField(
        label=_("本单位有没有这个问题"),
        choices=[("1", _("存在")), ("0", _("不存在"))],
        coerce=lambda text: text == "1",
        widget=forms.RadioSelect,
    )
    causes = forms.MultipleChoiceField(
        label=_("原因类别"),
        choices=RootCause.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("存在的必须选。"),
    )
    in_scope = forms.IntegerField(label=_("应核查"), min_value=0)
    checked = forms.IntegerField(label=_("已核查"), min_value=0)
    text = many_lines(_("具体表现"), 3, max_length=1000)

    def __init__(self, *args, item, unit, answer=None, **kwargs):
        self.item, self.unit = item, unit
        super().__init__(*args, **kwargs)
        counted = item.checklist.kind == ChecklistKind.SIX_ONES
        for name in ("exists_here", "causes") if counted else ("in_scope", "checked"):
            del self.fields[name]
        for name in self.fields if answer else ():
            value = getattr(answer, name)
            self.initial[name] = int(value) if isinstance(value, bool) else value

    def save(self, *, by):
        return answer_item(by=by, item=self.item, unit=self.unit, **self.cleaned_data)
