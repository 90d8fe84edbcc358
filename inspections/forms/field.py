"""The form of a check on site (ux P10): what the record says, held against what is true; five questions a screen."""

import re
import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.choices import Caption, Satisfaction
from assistance.forms.fields import Question, Several, Words
from inspections.choices import (
    SIX,
    Accepts,
    Compared,
    Fact,
    Found,
    Judged,
    Kept,
    Known,
    ProblemKind,
    Real,
    Times,
)
from inspections.services.field import take_check
from povertyapp.core.forms import ScopedForm

MET = f"found={Found.YES}"
NUMBER = re.compile(r"\d{1,4}(\.\d{1,2})?")


class Optional(Question):
    """A question that may be left out."""

    def __init__(self, choices, label, **kwargs):
        super().__init__(choices, label, required=False, **kwargs)


class Asked(Question):
    """A question to somebody who was met: it must be answered whenever it is asked."""

    needed = True

    def __init__(self, choices, label, only_if=MET, **kwargs):
        super().__init__(choices, label, only_if=only_if, required=False, **kwargs)


class Actual(Words):
    """What is true instead of the record; must be filled in where it is asked."""

    must_fill = needed = True

    def __init__(self, label, fact, *, number=False, help_text=""):
        super().__init__(label, only_if=f"{fact}={Compared.MISMATCH}")
        self.is_number, self.help_text = number, help_text
        if number:
            self.widget.attrs["inputmode"] = "decimal"


class EachOf(forms.CheckboxSelectMultiple):
    """Boxes that the phone repeats for each row of a list: known by what they stand for, not by their place."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["id"] = f"{name}-{value}"
        return option


class CheckForm(ScopedForm):
    """What is asked at a drawn household. `steps` are its screens; of a household that was not found only the first
    question and the last screen are asked."""

    submission_id = forms.UUIDField(widget=forms.HiddenInput)
    token = forms.CharField(widget=forms.HiddenInput)
    device_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    found = Question(Found.choices, _("找到这户了吗？"))
    size = Asked(Compared.choices, "")
    size_actual = Actual(_("实际几口人"), Fact.SIZE, number=True)
    land = Asked(Compared.choices, "")
    land_actual = Actual(_("实际多少亩"), Fact.LAND, number=True)
    measures = Asked(Compared.choices, "")
    measures_false = Several((), _("哪几项不实？"), f"measures={Compared.MISMATCH}")
    measures_actual = Words(_("措施的实际情况"), only_if=f"measures={Compared.MISMATCH}")
    last_visit = Asked(Compared.choices, "")
    visit_actual = Actual(_("农户怎么说"), Fact.LAST_VISIT, help_text=_("例如：那天没有人来过"))
    helper_known = Asked(Known.choices, _("知道帮扶人是谁吗？"))
    times_told = Asked(Times.choices, _("帮扶人近三个月来过几次？"))
    policy_known = Asked(Known.choices, _("知道自家享受哪些政策吗？"))
    satisfaction = Asked(Satisfaction.choices, _("对帮扶工作满意吗？"))
    accepts = Asked(Accepts.choices, _("认可脱贫攻坚成效吗？"))
    six = Question(Kept.choices, _("四不两直做到了吗？"))
    six_broken = Several(tuple(SIX.items()), _("哪条没做到？"), f"six={Kept.SOME}")
    judged = Asked(Judged.choices, _("识别或退出准确吗？"))
    wrong_persons = Actual(_("不准确的有几人"), "judged", number=True)
    problem_kind = Optional(ProblemKind.choices, _("还发现了什么问题？"))
    problem_text = Words(_("问题，一句话"))
    real = Several(Real.choices, _("照片符合哪几条？"), "")

    captions = Caption.choices
    unasked = ""
    FIRST = (
        *("found", "size", "size_actual", "land", "land_actual", "measures", "measures_false"),
        *("measures_actual", "last_visit", "visit_actual"),
    )
    SECOND = ("helper_known", "times_told", "policy_known", "satisfaction", "accepts")
    THIRD = ("six", "six_broken", "judged", "wrong_persons", "problem_kind", "problem_text", "real")

    def __init__(self, *args, user, line, **kwargs):
        initial = {
            "submission_id": uuid.uuid4(),
            "token": line["token"],
            **(kwargs.pop("initial", None) or {}),
        }
        super().__init__(*args, user=user, initial=initial, **kwargs)
        self.line = line
        self._say_what_is_registered(line)
        self.fields["measures_false"].choices = [(str(each["id"]), each["name"]) for each in line["measures"]]
        if not line["measures"]:
            del self.fields["measures_false"]
            self.fields["measures_actual"].must_fill = self.fields["measures_actual"].needed = True
        if not line["asks_judgement"]:
            for name in ("accepts", "judged", "wrong_persons"):
                del self.fields[name]

    def _say_what_is_registered(self, line):
        """Put what the record says into the questions."""
        self.fields["wrong_persons"].only_if = f"judged={Judged.WRONG}"
        self.fields["real"].needed = False
        for name, label in (
            (Fact.SIZE, _("人口：登记 %(words)s")),
            (Fact.LAND, _("耕地：登记 %(words)s")),
            (Fact.MEASURES, _("措施：登记 %(words)s")),
            (Fact.LAST_VISIT, _("最近走访：%(words)s")),
        ):
            self.fields[name].label = label % {"words": line[f"{name}_words"]}

    @property
    def steps(self):
        """Return the screens: title, when it is shown, bound fields."""
        screens = (
            (_("登记和实际对照"), "", self.FIRST),
            (_("知晓和满意"), MET, self.SECOND),
            (_("问题和提交"), "", self.THIRD),
        )
        return [
            {
                "title": title,
                "only_if": only_if,
                "part": "",
                "fields": [self[name] for name in names if name in self.fields],
            }
            for title, only_if, names in screens
        ]

    @property
    def version(self):
        """Return the mark of what is asked; a draft of another version is restored as far as it fits."""
        return "1"

    def clean(self):
        data = super().clean()
        for name in ("size_actual", "land_actual", "wrong_persons"):
            text = data.get(name)
            if text and not NUMBER.fullmatch(text):
                self.add_error(name, _("请只填数字，例如 4 或 3.5。"))
        return data

    def sent(self):
        """Return the answers as a client sends them, without those that were not asked."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
        return {**given, "check": self.line["key"]}

    def save(self, *, by):
        taken = take_check(by=by, sent=self.sent())
        return taken.held or taken.record


class BlankCheckForm(CheckForm):
    """The same form for no household in particular, with marks where one household's facts stand."""

    def __init__(self):
        forms.Form.__init__(self, initial={})
        del self.fields["token"]
        self._say_what_is_registered({f"{fact}_words": f"{{{fact}_words}}" for fact in Fact})
        each = self.fields["measures_false"]
        each.widget = EachOf()
        each.choices, each.each, each.known = [("{id}", "{name}")], "measures", "measures_count"
        for name in ("accepts", "judged", "wrong_persons"):
            self.fields[name].known = "asks_judgement"
