"""The visit form: one for phone and desktop, five questions a screen, nothing chosen beforehand."""

import datetime as dt
import hashlib
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assistance.choices import (
    Caption,
    Change,
    Channel,
    Guarantee,
    MemberMove,
    Met,
    Need,
    Promise,
    Satisfaction,
)
from assistance.forms.fields import (
    HELPER,
    ME,
    OTHER_DAY,
    PHRASES,
    DayField,
    DayQuestion,
    Question,
    Several,
    Visitor,
    Words,
    iso_day,
)
from assistance.services import take_submission
from households.facts import CHOICES, FactField
from povertyapp.core import clock
from povertyapp.core.forms import ScopedForm

# What the form says of a household, as the phone's script fills it into the form of nobody (`BlankVisitForm`).
SIZE, AGREED, HELPER_NAME, TODAY, YESTERDAY = "{size}", "{promise}", "{helper}", "{today}", "{yesterday}"


class VisitForm(ScopedForm):
    """What is asked on a visit (ux P5). `steps` are its screens; the second appears only when needed.

    A step's `part` names the part of the posted body that holds its answers, blank for the body itself.
    """

    submission_id = forms.UUIDField(widget=forms.HiddenInput)
    device_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    met = Question(Met.choices, _("这次见到谁？"))
    people_change = Question(Change.choices, _("家里人口有变化吗？"))
    guarantees = Question(Guarantee.choices, _("吃穿、住房、看病、上学、饮水怎么样？"))
    last_promise = Question(
        [choice for choice in Promise.choices if choice[0] != Promise.NONE_MADE], _("上次定的事办了吗？")
    )
    satisfaction = Question(Satisfaction.choices, _("这户满意吗？"))
    member_moves = Several(MemberMove.choices, _("人口有什么变化？"), "people_change=some")
    member_note = Words(_("是谁，什么时候"), only_if="people_change=some")
    needs = Several(Need.choices, _("哪方面有问题？"), "guarantees=problem")
    need_note = Words(_("问题是什么"), only_if="guarantees=problem")
    promise_reason = Words(_("为什么没办"), only_if="last_promise=not_done")
    channel = Question(
        [choice for choice in Channel.choices if choice[0] in (Channel.HOME, Channel.PHONE, Channel.VIDEO)],
        _("怎么走访的？"),
    )
    day = DayQuestion((), _("哪一天？"))
    other_day = DayField(
        _("其他日期"), only_if=f"day={OTHER_DAY}", help_text=_("例如 2017-06-10"), sent_as="happened_on"
    )
    visitor = Visitor((), _("谁去的？"))
    next_promise = Words(_("下月约定做什么"), phrases=PHRASES)
    next_promise_on = DayField(_("约定日期"), help_text=_("例如 2017-06-10"))

    # What a photo may show, which known facts may be put right, and what a body says of a question that was not asked.
    captions = Caption.choices
    facts = tuple(
        {"field": field, "choices": CHOICES.get(field), "several": field == FactField.HEALTH}
        for field in FactField
    )
    unasked = f"last_promise={Promise.NONE_MADE}"

    FIRST = ("met", "people_change", "guarantees", "last_promise", "satisfaction")
    SECOND = ("member_moves", "member_note", "needs", "need_note", "promise_reason")
    THIRD = ("channel", "day", "other_day", "visitor", "next_promise", "next_promise_on")

    def __init__(self, *args, user, household, **kwargs):
        kwargs.setdefault("initial", {"submission_id": uuid.uuid4()})
        super().__init__(*args, user=user, **kwargs)
        self.household = household
        self.own_helper = getattr(user, "helper", None)
        self._ask_of_this_household()
        today = clock.today()
        yesterday = today - dt.timedelta(days=1)
        self._offer_days((today.isoformat(), f"{today:%m-%d}"), (yesterday.isoformat(), f"{yesterday:%m-%d}"))
        self._ask_who_went()

    def _ask_of_this_household(self):
        """Put what is known into the questions; what was not agreed last time is not asked."""
        last = self.household.visits.exclude(next_promise="").filter(voided_at=None).first()
        self._say_what_is_known(self.household.size, last and last.next_promise)

    def _say_what_is_known(self, size, agreed):
        self.fields["people_change"].label = _("家里人口有变化吗？（登记 %(size)s 人）") % {"size": size}
        if not agreed:
            del self.fields["last_promise"], self.fields["promise_reason"]
        else:
            known = {"promise": agreed}
            self.fields["last_promise"].label = _("上次定的事办了吗？（%(promise)s）") % known

    def _offer_days(self, today, yesterday):
        """Offer two days by their names; each is (value, how it is written)."""
        self.fields["day"].choices = [
            (today[0], _("今天 %(day)s") % {"day": today[1]}),
            (yesterday[0], _("昨天 %(day)s") % {"day": yesterday[1]}),
            (OTHER_DAY, _("其他日期")),
        ]

    def _ask_who_went(self):
        """Ask who went where it is not plain: the user is no helper himself, and the household has one."""
        if self.own_helper or not self.household.helper_name:
            del self.fields["visitor"]
            return
        self._offer_visitors(self.household.helper_name)

    def _offer_visitors(self, helper_name):
        self.fields["visitor"].choices = [
            (HELPER, _("帮扶责任人 %(name)s") % {"name": helper_name}),
            (ME, _("我本人")),
        ]

    @property
    def steps(self):
        """Return the screens: title, when it is shown, bound fields."""
        asked_more = "people_change=some guarantees=problem last_promise=not_done"
        screens = (
            (_("走访情况"), "", "", self.FIRST),
            (_("细问"), asked_more, "detail", self.SECOND),
            (_("约定和提交"), "", "", self.THIRD),
        )
        return [
            {
                "title": title,
                "only_if": only_if,
                "part": part,
                "fields": [self[name] for name in names if name in self.fields],
            }
            for title, only_if, part, names in screens
        ]

    @property
    def version(self):
        """Return the mark of what is asked: a draft of another version is restored as far as it fits."""
        asked = [
            (name, [key for key, _label in getattr(field, "choices", ())])
            for name, field in self.base_fields.items()
        ]
        return hashlib.sha256(repr(asked).encode()).hexdigest()[:8]

    def clean(self):
        data = super().clean()
        self._need(data.get("people_change") == Change.SOME, "member_moves", _("请选人口有什么变化。"))
        self._need(data.get("guarantees") == Guarantee.PROBLEM, "needs", _("请选哪方面有问题。"))
        if data.get("day") == OTHER_DAY and "other_day" not in self.errors and not data.get("other_day"):
            self.add_error("other_day", _("请写走访日期，例如 2017-06-10。"))
        return data

    def _need(self, asked, name, message):
        if asked and not self.cleaned_data.get(name):
            self.add_error(name, message)

    @property
    def happened_on(self):
        day = self.cleaned_data["day"]
        return self.cleaned_data["other_day"] if day == OTHER_DAY else iso_day(day)

    def who(self):
        """Return who went as a client says it: nobody named is the user himself, where he is a helper."""
        if self.own_helper or self.cleaned_data.get("visitor") != HELPER:
            return {}
        then = self.household.assignments.primary().in_force(self.happened_on).first()
        if then is None:
            raise ValidationError({"visitor": _("那一天这一户没有帮扶责任人，请核对日期或选“我本人”。")})
        return {"helper_code": then.helper.code}

    def detail(self):
        """Return the follow-up answers that were asked for; what was not asked is not kept."""
        data, found = self.cleaned_data, {}
        if data["people_change"] == Change.SOME:
            found |= {"member_moves": data["member_moves"], "member_note": data["member_note"]}
        if data["guarantees"] == Guarantee.PROBLEM:
            found |= {"needs": data["needs"], "need_note": data["need_note"]}
        if data.get("last_promise") == Promise.NOT_DONE:
            found["promise_reason"] = data["promise_reason"]
        return {name: value for name, value in found.items() if value}

    def save(self, *, by):
        """Record the visit; what the service says of the day is shown at the question about the day."""
        data = self.cleaned_data
        try:
            taken = take_submission(by=by, sent=self.sent())
        except ValidationError as error:
            told = error.message_dict if hasattr(error, "error_dict") else {}
            if "happened_on" not in told:
                raise
            day = "other_day" if data["day"] == OTHER_DAY else "day"
            raise ValidationError({day: told.pop("happened_on"), **told}) from error
        return taken.held or taken.visit

    def sent(self):
        """Return the answers as a client sends them."""
        data = self.cleaned_data
        return {
            **{name: data[name] for name in ("submission_id", "device_at", "channel")},
            **{name: data[name] for name in ("met", "people_change", "guarantees", "satisfaction")},
            **{name: data[name] for name in ("next_promise", "next_promise_on")},
            "household_no": self.household.household_no,
            "happened_on": self.happened_on,
            "last_promise": data.get("last_promise", Promise.NONE_MADE),
            "detail": self.detail(),
            **self.who(),
        }


class BlankVisitForm(VisitForm):
    """The same form for no household in particular: all its questions, with marks where one household's facts stand.

    The phone keeps it for the way without network; the script fills in the marks and takes out the questions
    that this household is not asked.
    """

    def __init__(self):
        forms.Form.__init__(self, initial={})
        self._say_what_is_known(SIZE, AGREED)
        self._offer_days((TODAY, "{today_short}"), (YESTERDAY, "{yesterday_short}"))
        self._offer_visitors(HELPER_NAME)
        for name, known in (
            ("last_promise", "promise"),
            ("promise_reason", "promise"),
            ("visitor", "asks_visitor"),
        ):
            self.fields[name].known = known
