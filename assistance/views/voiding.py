"""Checking visits: which look implausible, striking one out, calling it false, taking a wrong striking out back."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.filters import SuspiciousVisitFilter
from assistance.models import Visit
from assistance.rules.doubts import doubtful, odd_total
from assistance.services import declare_false, restore_visit, void_visit, why_not_void
from assistance.services.visits import lock_of
from assistance.tables import SUSPICIOUS_COLUMNS
from assistance.views.checked import TITLES, VOID
from assistance.views.desktop import VisitList
from povertyapp.core.period import Period
from povertyapp.core.scoping import stands_over
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.views.pages import ActionPage, MonthAsked


class SuspiciousVisits(MonthAsked, VisitList):
    """`/assistance/visits/suspicious/?m=2017-03`: the visits of a month that look implausible, and why."""

    title = gettext_lazy("可疑走访")
    related = ("household", *VisitList.related)  # few are sorted
    filterset_class = SuspiciousVisitFilter
    columns = SUSPICIOUS_COLUMNS
    order = ("-day", "-pk")  # as they are noted

    def rows(self, model=None):
        rows = super().rows(model)
        if model:
            return rows
        return doubtful(rows, self.request.user.county_codes, self.period)

    def get_total(self):
        user, counties = self.request.user, self.request.user.county_codes
        if self.is_narrowed("m") or not all(stands_over(user, county) for county in counties):
            return None
        return odd_total(counties, self.period)

    def get_question(self):
        return _("%(month)s哪些走访不合常理，为什么；只是提示，不影响任何数字") % {
            "month": month_text(self.period)
        }

    def get_actions(self):
        return []


class VisitAct(ActionPage):
    """An act on a visit of somebody who checks it, with a typed reason."""

    model = Visit
    related = ("household__area", "helper", "area")
    verb = VOID
    reason_label = gettext_lazy("理由（走访人会看到，不要写证件号码和电话）")
    style = "danger"

    def get_consequences(self):
        """Return what follows, in sentences."""
        raise NotImplementedError

    def get_breadcrumbs(self):
        return [
            {"label": _("走访记录"), "url": reverse("assistance:visits")},
            {"label": self.object.receipt, "url": self.get_success_url(None)},
            {"label": self.title, "url": ""},
        ]

    def get_success_url(self, result):
        return reverse("assistance:visit", args=[self.object.pk])

    @cached_property
    def period(self):
        return Period.of(self.object.happened_on)

    @cached_property
    def is_locked(self):
        return lock_of(self.object.household, self.object.happened_on) is not None

    def get_context(self, **more):
        refused = why_not_void(self.request.user, self.object)
        return {
            **super().get_context(),
            "consequences": self.get_consequences(),
            "reason_label": self.reason_label,
            "style": self.style,
            "cancel_url": self.get_success_url(None),
            "errors": [refused] if refused else [],
            **more,
        }


class VisitVoid(VisitAct):
    """`/assistance/visits/<pk>/void/`: strike a visit out that a check disproved."""

    title = TITLES["void"]
    success_message = gettext_lazy("已核销，走访人会在“待阅”里看到。")

    def get_consequences(self):
        month = month_text(self.period)
        lines = [
            _("%(day)s到%(household)s的走访（%(visitor)s）不再算数，记录保留，标明“已核销”和理由。")
            % {
                "day": self.object.happened_on,
                "household": self.object.household,
                "visitor": self.object.visitor_name,
            },
            _("走访人会在“待阅”里看到，可以申诉。"),
            _("查明是编造的，由另一名核查人再认定“弄虚作假”。"),
        ]
        if self.is_locked:
            return [*lines, _("%(month)s已经锁账：锁定的数不变，要在申诉或通报里处理。") % {"month": month}]
        said = _("%(month)s还没有锁账：这一户的每月入户会重新计算，没有别的走访就算未完成。") % {
            "month": month
        }
        return [*lines, said, _("核销错了，锁账以前可以恢复；锁账以后不能。")]

    def act(self, *, by, data):
        return void_visit(by=by, visit=self.object, reason=data.get("reason"))


class VisitFalse(VisitAct):
    """`/assistance/visits/<pk>/false/`: a second person finds that a visit was made up."""

    title = TITLES["false"]
    success_message = gettext_lazy("已认定弄虚作假，走访人会在“待阅”里看到。")

    def get_consequences(self):
        first = self.object.voided_by
        lines = [
            _("这次走访由“核查不实”改为“弄虚作假”。"),
            _("没有锁账的月份，走访人这一条记为作假，他当月的账为“假账”。"),
            _("核销的人不能自己认定，要由第二名核查人来定。"),
        ]
        return [*lines, _("核销人：%(name)s。") % {"name": first}] if first else lines

    def act(self, *, by, data):
        return declare_false(by=by, visit=self.object, reason=data.get("reason"))


class VisitRestore(VisitAct):
    """`/assistance/visits/<pk>/restore/`: take a wrong striking out back, until the month is locked."""

    title = TITLES["restore"]
    style = "primary"
    success_message = gettext_lazy("已恢复，这次走访重新算数。")

    def get_consequences(self):
        if self.is_locked:
            return [_("%(month)s已经锁账，不能再恢复。") % {"month": month_text(self.period)}]
        return [
            _("核销的性质和理由从这次走访上去掉，修改记录里还看得到。"),
            _("这次走访重新计入当月，走访人会在“待阅”里看到。"),
        ]

    def act(self, *, by, data):
        return restore_visit(by=by, visit=self.object, reason=data.get("reason"))
