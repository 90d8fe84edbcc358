"""Checking measures: striking one out, calling it made up, taking a wrong striking out back."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import VoidKind
from assistance.models import AssistanceMeasure
from assistance.services import (
    declare_measure_false,
    restore_measure,
    void_measure,
    why_not_void_measure,
)
from assistance.services.measure_voiding import is_fixed
from assistance.views.checked import VOID
from povertyapp.core.views.pages import ActionPage

TITLES = {
    "void": gettext_lazy("核销措施"),
    "false": gettext_lazy("认定措施弄虚作假"),
    "restore": gettext_lazy("恢复措施"),
}


def acts_on_measure(user, measure):
    """Return the buttons of who may judge this measure."""
    if not user.has_perm(VOID) or measure.is_proposed or why_not_void_measure(user, measure):
        return []
    acts = ["void"]
    if measure.voided_at:
        acts = [] if is_fixed(measure) else ["restore"]
        if measure.void_kind == VoidKind.DISPROVED and measure.voided_by_id != user.pk:
            acts.append("false")
    return [
        {"label": TITLES[act], "url": reverse(f"assistance:measure_{act}", args=[measure.pk]), "style": ""}
        for act in acts
    ]


def voiding_facts(measure):
    """Return what a check found of a measure that was struck out, as label and value; nothing else."""
    if not measure.voided_at:
        return []
    facts = [
        (_("性质"), measure.get_void_kind_display()),
        (_("核销时间"), measure.voided_at),
        (_("理由"), measure.void_reason),
        (_("核销人"), measure.voided_by),
        (_("认定人"), measure.false_by),
        (_("怎么申诉"), _objection(measure)),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def _objection(measure):
    if is_fixed(measure):
        return _("这个月已经锁账：认为核销有误的，向上一级提出申诉，锁定的数只按申诉结果更正。")
    return _("认为核销有误的，请在当月锁账前，把理由和证明交给核销人或乡镇；查明有误的，锁账前可以恢复。")


class MeasureAct(ActionPage):
    """An act on a measure of somebody who checks it, with a typed reason."""

    model = AssistanceMeasure
    related = ("household__area", "area", "voided_by")
    verb = VOID
    reason_label = gettext_lazy("理由（帮扶责任人会看到，不要写证件号码和电话）")
    style = "danger"

    def get_consequences(self):
        """Return what follows, in sentences."""
        raise NotImplementedError

    def get_breadcrumbs(self):
        return [
            {"label": _("帮扶措施"), "url": reverse("assistance:measures")},
            {"label": self.object.name, "url": self.get_success_url(None)},
            {"label": self.title, "url": ""},
        ]

    def get_success_url(self, result):
        return reverse("assistance:measure", args=[self.object.pk])

    @cached_property
    def is_fixed(self):
        return bool(self.object.voided_at) and is_fixed(self.object)

    def get_context(self, **more):
        refused = why_not_void_measure(self.request.user, self.object)
        return {
            **super().get_context(),
            "consequences": self.get_consequences(),
            "reason_label": self.reason_label,
            "style": self.style,
            "cancel_url": self.get_success_url(None),
            "errors": [refused] if refused else [],
            **more,
        }


class MeasureVoid(MeasureAct):
    """`/assistance/measures/<pk>/void/`: strike a measure out that a check disproved."""

    title = TITLES["void"]
    success_message = gettext_lazy("已核销，帮扶责任人会在“待阅”里看到。")

    def get_consequences(self):
        return [
            _("“%(name)s”不再算数：没有锁账的月份里，这一户的措施数会少一项；记录保留，标明“已核销”和理由。")
            % {"name": self.object.name},
            _("帮扶责任人会在“待阅”里看到，可以申诉。"),
            _("查明是编造的，由另一名核查人再认定“弄虚作假”。"),
            _("核销错了，当月锁账以前可以恢复；锁账以后不能。"),
        ]

    def act(self, *, by, data):
        return void_measure(by=by, measure=self.object, reason=data.get("reason"))


class MeasureFalse(MeasureAct):
    """`/assistance/measures/<pk>/false/`: a second person finds that a measure was made up."""

    title = TITLES["false"]
    success_message = gettext_lazy("已认定弄虚作假，帮扶责任人会在“待阅”里看到。")

    def get_consequences(self):
        lines = [
            _("这项措施由“核查不实”改为“弄虚作假”。"),
            _("没有锁账的月份，帮扶责任人这一户的措施记为作假，他当月的账为“假账”。"),
            _("核销的人不能自己认定，要由第二名核查人来定。"),
        ]
        first = self.object.voided_by
        return [*lines, _("核销人：%(name)s。") % {"name": first}] if first else lines

    def act(self, *, by, data):
        return declare_measure_false(by=by, measure=self.object, reason=data.get("reason"))


class MeasureRestore(MeasureAct):
    """`/assistance/measures/<pk>/restore/`: take a wrong striking out back, until the month is locked."""

    title = TITLES["restore"]
    style = "primary"
    success_message = gettext_lazy("已恢复，这项措施重新算数。")

    def get_consequences(self):
        if self.is_fixed:
            return [_("核销这项措施的月份已经锁账，不能再恢复。")]
        return [
            _("核销的性质和理由从这项措施上去掉，修改记录里还看得到。"),
            _("这项措施重新算数，帮扶责任人会在“待阅”里看到。"),
        ]

    def act(self, *, by, data):
        return restore_measure(by=by, measure=self.object, reason=data.get("reason"))
