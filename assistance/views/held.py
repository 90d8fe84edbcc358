"""What waits for a person: values that met another one, and work that was taken without being applied."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import HeldKind, HeldStatus, ValueStatus
from assistance.filters import HeldSubmissionFilter, HeldValueFilter
from assistance.forms import ReviewForm, SettleForm
from assistance.models import HeldSubmission, HeldValue, Visit
from assistance.services.submissions import as_sent, columns_of
from assistance.tables import HELD_SUBMISSION_COLUMNS, HELD_VALUE_COLUMNS, value_in_words
from assistance.views.answers import answers, promise
from households.facts import Fact, FactField, in_words
from povertyapp.core.context import reverse_or_none
from povertyapp.core.views.pages import DetailPage, FormPage, ListPage

SETTLE, REVIEW = "assistance.settle_value", "assistance.review_submission"
# What held work of higher floors says, as label and value: a function of it for each kind.
SAID: dict[str, Callable[[HeldSubmission], list[dict[str, Any]]]] = {}


class HeldValueList(ListPage):
    """`/assistance/held/`: values from phones beside those of the register, the open ones first of all."""

    model = HeldValue
    related = ("household", "member", "area", "sent_by")
    verb = SETTLE
    title = gettext_lazy("待核对的数据")
    filterset_class = HeldValueFilter
    columns = HELD_VALUE_COLUMNS
    order = ("-held_at", "-pk")

    def get_question(self):
        return _("手机上带回的数据和档案里的不一样，以哪个为准")

    def get_row_url(self, row):
        return reverse("assistance:held_value", args=[row.pk])

    def get_context(self, **more):
        return super().get_context(empty_text=_("没有待核对的数据。"), **more)


class HeldValueDetail(FormPage, DetailPage):
    """`/assistance/held/<pk>/`: both values side by side, and one press for either, or a third."""

    model = HeldValue
    related = ("household__area", "member", "visit", "sent_by", "decided_by")
    verb = SETTLE
    form_class = SettleForm
    template_name = "assistance/held_value.html"
    success_message = gettext_lazy("已核对。")

    def get_title(self):
        return _("核对：%(what)s") % {"what": self.object}

    def get_breadcrumbs(self):
        return [
            {"label": _("待核对的数据"), "url": reverse("assistance:held_values")},
            {"label": str(self.object), "url": ""},
        ]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"held": self.object, "initial": {"seen": self.fact.base}}

    @property
    def fact(self):
        held = self.object
        return Fact(held.household, held.member, FactField(held.field))

    def get_context(self, **more):
        held, fact = self.object, self.fact
        register, phone = in_words(fact.field, fact.value), value_in_words(held, "value")
        return super().get_context(
            held=held,
            is_open=held.status == ValueStatus.OPEN,
            register=register or _("没有填"),
            phone=phone,
            looks_same=register == phone,
            history_url=reverse_or_none("households:history", no=held.household.household_no),
            household_url=reverse_or_none("households:detail", no=held.household.household_no),
            **more,
        )

    def get_success_url(self, saved):
        return reverse("assistance:held_values")


class ReviewList(ListPage):
    """`/assistance/review/`: work from phones that was neither lost nor applied."""

    model = HeldSubmission
    related = ("household", "area", "sent_by")
    verb = REVIEW
    title = gettext_lazy("待核对的提交")
    filterset_class = HeldSubmissionFilter
    columns = HELD_SUBMISSION_COLUMNS
    order = ("-received_at", "-pk")

    def get_question(self):
        return _("哪些手机提交收下了、还没有记入，要有人核对")

    def get_row_url(self, row):
        return reverse("assistance:review_item", args=[row.pk])

    def get_context(self, **more):
        return super().get_context(empty_text=_("没有待核对的提交。"), **more)


class ReviewItem(FormPage, DetailPage):
    """`/assistance/review/<pk>/`: what was sent, why it was held, and the decision."""

    model = HeldSubmission
    related = ("household__area", "area", "sent_by", "decided_by", "about", "device")
    verb = REVIEW
    form_class = ReviewForm
    template_name = "assistance/held_submission.html"
    submit_label = gettext_lazy("提交处理意见")
    success_message = gettext_lazy("已处理。")

    def get_title(self):
        return _("核对提交：%(what)s") % {"what": self.object}

    def get_breadcrumbs(self):
        return [
            {"label": _("待核对的提交"), "url": reverse("assistance:review")},
            {"label": str(self.object), "url": ""},
        ]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"held": self.object}

    def get_context(self, **more):
        held = self.object
        seen = self.rows(Visit).filter(pk__in=[held.about_id or 0, held.visit_id or 0]).in_bulk()
        say = SAID.get(held.kind) or (correction_said if held.kind == HeldKind.CORRECTION else visit_said)
        about = seen.get(held.about_id)
        return super().get_context(
            held=held,
            is_open=held.status == HeldStatus.OPEN,
            is_own=held.sent_by_id == self.request.user.pk,
            said=say(held),
            about=about,
            about_said=answers(about) if about else [],
            became=seen.get(held.visit_id),
            household_url=held.household
            and reverse_or_none("households:detail", no=held.household.household_no),
            cancel_url=reverse("assistance:review"),
            **more,
        )

    def get_success_url(self, saved):
        return reverse("assistance:review")


def visit_said(held):
    """Return what a held visit says, as label and value; telephones masked, the place only that there is one."""
    sent = as_sent(held)
    visit = Visit(**columns_of(sent))
    found = [
        {"label": _("户编号"), "value": sent["household_no"]},
        {"label": _("走访日期"), "value": visit.happened_on},
        {"label": _("走访方式"), "value": visit.get_channel_display()},
        *answers(visit),
    ]
    agreed = promise(visit)
    if agreed:
        found.append({"label": _("下月约定"), "value": agreed["text"]})
    found += [fact_said(fact) for fact in sent.get("facts") or ()]
    if sent.get("place"):
        found.append({"label": _("位置"), "value": _("已记录，不在这里显示")})
    if sent.get("photos"):
        found.append({"label": _("照片"), "value": _("%(n)s 张") % {"n": len(sent["photos"])}})
    return found


def fact_said(fact):
    field = FactField(fact["field"])
    whose = fact.get("person_no") or _("本户")
    return {"label": f"{field.label}（{whose}）", "value": in_words(field, fact["value"])}


def correction_said(held):
    """Return what a held correction would change, as label and value."""
    sent = as_sent(held)
    names = {f.name for f in Visit._meta.fields} & set(sent)
    visit = Visit(**{name: sent[name] for name in names})
    found = [{"label": _("更正理由"), "value": sent["reason"]}]
    if "happened_on" in names:
        found.append({"label": _("走访日期"), "value": visit.happened_on})
    if "channel" in names:
        found.append({"label": _("走访方式"), "value": visit.get_channel_display()})
    return [*found, *answers(visit)]
