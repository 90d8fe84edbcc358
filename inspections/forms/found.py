"""Forms around a round of checks: 一口清, households on no list; and acceptances by a third party."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.choices import Satisfaction
from assistance.models import Post
from households.forms.fields import day_field
from households.models import Household
from inspections.choices import Accepts, RoundState, Said, UnitKind
from inspections.models import CheckRound, SampleUnit
from inspections.services.field.acceptance import open_acceptance, record_result
from inspections.services.field.knowledge import draw_questions, record_knowledge
from inspections.services.field.others import record_other, set_frame
from povertyapp.core import clock
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS, Level


class KnowledgeStartForm(ScopedForm):
    """Whom to ask, in which round; posts of villages that the round has drawn come first."""

    round = forms.ModelChoiceField(queryset=CheckRound.objects.all(), label=_("检查轮次"))
    post = forms.ModelChoiceField(queryset=Post.objects.all(), label=_("驻村人员"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rounds = self.fields["round"].queryset.filter(state=RoundState.OPEN)
        self.fields["round"].queryset = rounds.order_by("-month", "name")
        today = clock.today()
        drawn = SampleUnit.objects.visible_to(self.user).filter(round__in=rounds)
        villages = drawn.exclude(kind=UnitKind.COUNTY_UNIT).values("area")
        posts = self.fields["post"].queryset.resident().in_force(today).filter(area__in=villages)
        self.fields["post"].queryset = posts.select_related("official", "area").order_by("area_id", "kind")
        self.fields["post"].label_from_instance = lambda post: f"{post.area.short_name} {post}"

    def save(self, *, by):
        return draw_questions(by=by, **self.cleaned_data)


class KnowledgeForm(ScopedForm):
    """Each question with the right answer beside it: was it answered, and in which words."""

    def __init__(self, *args, knowledge, **kwargs):
        self.knowledge = knowledge
        super().__init__(*args, **kwargs)
        for question in knowledge.questions.select_related("household"):
            self.fields[f"said_{question.number}"] = forms.ChoiceField(
                label=_("%(number)s. %(home)s：%(fact)s？")
                % {
                    "number": question.number,
                    "home": question.household,
                    "fact": question.get_fact_display(),
                },
                help_text=_("档案：%(expected)s") % {"expected": question.expected},
                choices=Said.choices,
                widget=forms.RadioSelect,
            )
            self.fields[f"words_{question.number}"] = forms.CharField(
                label=_("第 %(number)s 题的原话") % {"number": question.number},
                max_length=100,
                required=False,
            )

    def save(self, *, by):
        data = self.cleaned_data
        numbers = [int(name.removeprefix("said_")) for name in data if name.startswith("said_")]
        said = {number: (data[f"said_{number}"], data[f"words_{number}"]) for number in numbers}
        return record_knowledge(by=by, knowledge=self.knowledge, said=said)


class FrameForm(ScopedForm):
    """How many households of a village are on no list, before the seed of a draw is thrown."""

    area = forms.ModelChoiceField(queryset=Area.objects.all(), label=_("村"))
    households = forms.IntegerField(label=_("未建档户数"), min_value=1, max_value=100_000)
    persons = forms.IntegerField(label=_("未建档人数"), min_value=1, max_value=1_000_000)
    source = forms.CharField(
        label=_("名册出处"), max_length=120, help_text=_("例如：村户籍册 2017 年 3 月，从第 1 户编号。")
    )

    def __init__(self, *args, draw, **kwargs):
        self.draw = draw
        super().__init__(*args, **kwargs)
        villages = (
            self.fields["area"].queryset.in_area(draw.area_id).filter(level=Level.VILLAGE, valid_to=None)
        )
        self.fields["area"].queryset = villages.order_by("code")

    def save(self, *, by):
        return set_frame(by=by, draw=self.draw, **self.cleaned_data)


class OtherForm(ScopedForm):
    """What was found at one household that is on no list."""

    number = forms.TypedChoiceField(label=_("名册序号"), coerce=int)
    replaces = forms.TypedChoiceField(label=_("替换哪一户"), coerce=int, required=False, empty_value=None)
    reason = forms.CharField(label=_("替换理由"), max_length=200, required=False)
    persons = forms.IntegerField(label=_("家庭人口"), min_value=1, max_value=99)
    missed_persons = forms.IntegerField(label=_("应纳入未纳入的人数"), min_value=0, max_value=99, initial=0)
    accepts = forms.ChoiceField(label=_("认可脱贫攻坚成效吗？"), choices=Accepts.choices)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args, frame, **kwargs):
        self.frame = frame
        super().__init__(*args, **kwargs)
        chosen, spare = frame.numbers
        done = set(frame.records.values_list("number", flat=True))
        words = {number: _("第 %(n)s 户") % {"n": number} for number in chosen}
        words |= {number: _("第 %(n)s 户（备选）") % {"n": number} for number in spare}
        self.fields["number"].choices = [pair for pair in words.items() if pair[0] not in done]
        left = [(number, words[number]) for number in chosen if number not in done]
        self.fields["replaces"].choices = [("", _("不是替换")), *left]

    def save(self, *, by):
        return record_other(by=by, frame=self.frame, **self.cleaned_data)


class AcceptanceForm(ScopedForm):
    """Who accepts, chosen by which tender, recognised by whom, and when."""

    area = forms.ModelChoiceField(queryset=Area.objects.all(), label=_("县"))
    name = forms.CharField(label=_("名称"), max_length=60)
    agency = forms.CharField(label=_("第三方机构"), max_length=80)
    tender_no = forms.CharField(label=_("招标编号"), max_length=60)
    recognised_by = forms.CharField(label=_("认可单位"), max_length=80, help_text=_("例如：省扶贫办"))
    recognition_no = forms.CharField(label=_("认可文号"), max_length=60)
    begins_on = day_field(_("开始日期"), initial=None)
    accepted_on = day_field(
        _("验收日期"), initial=None, help_text=_("结果按这一天的帮扶关系汇总到帮扶人、工作队和单位。")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes = {code[:COUNTY_DIGITS] for code in self.user.area_codes}
        counties = self.fields["area"].queryset.filter(level=Level.COUNTY)
        self.fields["area"].queryset = counties.order_by("code")
        if len(codes) == 1:
            self.initial.setdefault("area", codes.pop())

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        return open_acceptance(by=by, county=facts.pop("area"), **facts)


class ResultForm(ScopedForm):
    """The result of one household, where the agency's workbook has to be put right."""

    household_no = forms.CharField(label=_("户编号"), max_length=20)
    passed = forms.TypedChoiceField(
        label=_("验收结果"),
        choices=[("1", _("合格")), ("0", _("不合格"))],
        coerce=lambda text: text == "1",
        widget=forms.RadioSelect,
    )
    satisfaction = forms.ChoiceField(
        label=_("满意度"), choices=[("", _("没有问到")), *Satisfaction.choices], required=False
    )
    visited_on = day_field(_("入户日期"), initial=None, required=False)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args, round, **kwargs):
        self.round = round
        super().__init__(*args, **kwargs)

    def clean_household_no(self):
        number = self.cleaned_data["household_no"].strip()
        rows = Household.objects.visible_to(self.user).in_area(self.round.area_id)
        self.household = rows.filter(household_no=number).first()
        if self.household is None:
            raise forms.ValidationError(
                _("没有这条记录，或者不在您的范围内；请核对，或由管这个地方的人办理。")
            )
        return number

    def save(self, *, by):
        facts = {name: self.cleaned_data[name] for name in ("passed", "satisfaction", "visited_on", "note")}
        return record_result(by=by, round=self.round, household=self.household, **facts)
