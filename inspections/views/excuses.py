"""Excuses from the account (rulebook D2): asked for, decided by the level above, listed."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices.objections import ExcuseStatus
from inspections.filters.objections import ExcuseFilter
from inspections.forms.excuses import DecisionForm, ExcuseForm
from inspections.models import Excuse
from inspections.services.answering import may_answer
from inspections.services.excuses import DECIDE, is_own, last_cutoff, place_of_answer, withdraw_excuse
from inspections.tables.objections import EXCUSE_COLUMNS, EXCUSE_CUES
from povertyapp.core.views.pages import ActionPage, DetailPage, FormPage, ListPage

VIEW, ASK = "inspections.view_objection", "inspections.add_excuse"


class _ExcusePage:
    model = Excuse
    verb = VIEW
    related = ("area", "household", "helper", "substitute", "file", "asked_by", "decided_by")

    def get_breadcrumbs(self):
        return [{"label": _("免责申请"), "url": reverse("inspections:excuses")}]


class ExcuseList(_ExcusePage, ListPage):
    """`/hard-account/excuses/`: who is excused from what, and what waits for its answer."""

    title = gettext_lazy("免责申请")
    related = ("area",)
    filterset_class = ExcuseFilter
    columns = EXCUSE_COLUMNS
    order = ("-asked_at", "-pk")

    def get_breadcrumbs(self):
        return [{"label": _("交硬账"), "url": reverse("inspections:ha_newest")}]

    def get_question(self):
        return _("谁因为什么可以免责，从哪天到哪天，批了没有")

    def get_actions(self):
        if not self.request.user.has_perm(ASK):
            return []
        return [{"label": _("申请免责"), "url": reverse("inspections:excuse_add"), "style": "primary"}]


class ExcuseAdd(_ExcusePage, FormPage):
    """Ask that a party is excused."""

    verb = ASK
    title = gettext_lazy("申请免责")
    form_class = ExcuseForm
    submit_label = gettext_lazy("提交申请")
    success_message = gettext_lazy("已经提交，等上一级批。")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "party": self.request.GET.get("party", "")[:20]}

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("inspections:excuses"), **more)


class ExcuseDetail(_ExcusePage, FormPage, DetailPage):
    """One excuse, and the answer of the level above."""

    template_name = "inspections/excuse.html"
    write_verb = DECIDE
    form_class = DecisionForm
    submit_label = gettext_lazy("提交审批结论")
    success_message = gettext_lazy("已经审批。")

    def get_title(self):
        return _("免责申请：%(name)s") % {"name": self.object.name}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "excuse": self.object}

    @cached_property
    def may_decide(self):
        """Say whether this reader answers: the level above does, and never who asked or whom it concerns."""
        excuse, user = self.object, self.request.user
        return may_answer(user, DECIDE, place_of_answer(excuse)) and not is_own(user, excuse)

    def get_context(self, **more):
        excuse = self.object
        is_open = excuse.status == ExcuseStatus.ASKED
        return super().get_context(
            excuse=excuse,
            cue=EXCUSE_CUES[excuse.status],
            until=last_cutoff(excuse),
            is_open=is_open,
            may_decide=is_open and self.may_decide,
            may_withdraw=is_open and self.request.user.pk == excuse.asked_by_id,
            **more,
        )


class ExcuseWithdraw(_ExcusePage, ActionPage):
    """Take one's own excuse back before it is decided."""

    verb = ASK
    success_message = gettext_lazy("已经撤回。")

    def get_title(self):
        return _("撤回免责申请：%(name)s") % {"name": self.object.name}

    def get_context(self, **more):
        return super().get_context(
            consequences=[_("撤回以后不再审批，需要时重新申请。")],
            submit_label=_("撤回"),
            cancel_url=self.object.get_absolute_url(),
            **more,
        )

    def act(self, *, by, data):
        return withdraw_excuse(by=by, excuse=self.object)
