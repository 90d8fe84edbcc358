"""The questions of the phone: big buttons, one line, a day."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from povertyapp.core.workbooks import CellError, cells

OTHER_DAY = "other"
HELPER, ME = "helper", "me"
CHOOSE = _("请选一个答案。")
PHRASES = (_("下月再来看看"), _("帮助联系务工"), _("送技术资料"), _("代办医保报销"))


class Question(forms.ChoiceField):
    """A question with buttons for answers; none is chosen beforehand."""

    widget = forms.RadioSelect
    sent_as = ""

    def __init__(self, choices, label, only_if="", **kwargs):
        self.only_if = only_if
        messages = {"required": CHOOSE, "invalid_choice": CHOOSE}
        super().__init__(choices=choices, label=label, error_messages=messages, **kwargs)


class DayQuestion(Question):
    """On which day: today, yesterday, or another one. The answer is the date itself, whenever it arrives."""

    sent_as = "happened_on"

    def valid_value(self, value):
        return value == OTHER_DAY or iso_day(value) is not None


class Visitor(Question):
    """Who went: the household's helper, or the user himself."""

    sent_as = "helper_code"


class Several(forms.MultipleChoiceField):
    """A question with several answers, asked only after certain others; then at least one is needed."""

    widget = forms.CheckboxSelectMultiple
    needed = True

    def __init__(self, choices, label, only_if):
        self.only_if = only_if
        super().__init__(choices=choices, label=label, required=False)


class Words(forms.CharField):
    """One sentence; `phrases` are ready ones."""

    def __init__(self, label, max_length=200, only_if="", phrases=()):
        self.only_if, self.phrases = only_if, phrases
        super().__init__(label=label, max_length=max_length, required=False)


class DayField(forms.CharField):
    """A day, written in any of the usual ways: 2017.6.10, 2017-6-10, 2017年6月10日, 20170610."""

    is_day = True

    def __init__(self, label, only_if="", help_text="", sent_as=""):
        self.only_if, self.needed, self.sent_as = only_if, bool(only_if), sent_as
        super().__init__(label=label, required=False, help_text=help_text)

    def clean(self, value):
        try:
            return cells.date(super().clean(value))
        except CellError:
            raise ValidationError(_("请写成 2017-06-10 这样的日期。")) from None


def iso_day(text):
    try:
        return dt.date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
