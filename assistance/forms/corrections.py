"""更正: the visit form once more, with the answers that were given and the reason."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assistance.choices import Promise
from assistance.forms.fields import OTHER_DAY, Words
from assistance.forms.visits import VisitForm
from assistance.models import VisitCorrection
from assistance.services import take_correction

ASKED = ("met", "people_change", "guarantees", "last_promise", "satisfaction", "channel", "next_promise")
DETAILS = ("member_moves", "member_note", "needs", "need_note", "promise_reason")


class CorrectionForm(VisitForm):
    """What a visit should say, by its author; who went and which household stay what they are."""

    reason = Words(_("为什么更正"))

    THIRD = ("channel", "day", "other_day", "next_promise", "next_promise_on", "reason")

    def __init__(self, *args, visit, **kwargs):
        self.visit = visit
        super().__init__(*args, household=visit.household, **kwargs)
        self.fields["reason"].required = True
        self.initial |= self._given()

    def _ask_of_this_household(self):
        """Ask about the last promise where the visit answered it."""
        size = self.household.size
        self.fields["people_change"].label = _("家里人口有变化吗？（登记 %(size)s 人）") % {"size": size}
        if self.visit.last_promise in ("", Promise.NONE_MADE):
            del self.fields["last_promise"], self.fields["promise_reason"]

    def _ask_who_went(self):
        del self.fields["visitor"]

    def _given(self):
        """Return what the visit says now, as the questions have it."""
        visit, offered = self.visit, dict(self.fields["day"].choices)
        day = visit.happened_on.isoformat()
        given = {name: getattr(visit, name) for name in ASKED}
        given |= {name: visit.detail[name] for name in DETAILS if visit.detail.get(name)}
        given["next_promise_on"] = visit.next_promise_on and visit.next_promise_on.isoformat()
        given["day"] = day if day in offered else OTHER_DAY
        given["other_day"] = "" if day in offered else day
        return given

    def save(self, *, by):
        """Correct the visit; what is held instead, because its number was used before, is returned as such."""
        data = self.cleaned_data
        sent = {name: data[name] for name in ASKED if name in data}
        sent |= {name: data[name] for name in ("submission_id", "reason", "next_promise_on")}
        kept = {name: value for name, value in self.visit.detail.items() if name not in DETAILS}
        sent |= {"happened_on": self.happened_on, "detail": kept | self.detail()}
        try:
            done = take_correction(by=by, visit=self.visit, sent=sent)
        except ValidationError as error:
            told = error.message_dict if hasattr(error, "error_dict") else {}
            if "happened_on" not in told:
                raise
            raise ValidationError({"day": told["happened_on"]}) from error
        return done if isinstance(done, VisitCorrection) else done.held
