"""The county's integration plans by year, and how the year's money stands against them (LF-35, LF-36, B16)."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.forms.money import PlanForm
from funds.models import FundLine, IntegrationPlan
from funds.rules import integration
from funds.special_areas import shares_of
from funds.tables.money import PLAN_COLUMNS
from funds.views.fund_lines import crumbs as crumbs_of_lines
from funds.views.money_forms import CHANGE, VIEW
from funds.views.now import OfNow
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.statuses import tag
from povertyapp.core.templatetags.house import money
from povertyapp.core.views.pages import DetailPage, FormPage, ListPage, RowFormPage, address


def crumbs(*more):
    return crumbs_of_lines({"label": _("整合方案"), "url": reverse("funds:plans")}, *more)


class PlanList(OfNow, ListPage):
    """`/funds/plans/`: the plans of the years."""

    model = IntegrationPlan
    related = ("area",)
    verb = VIEW
    title = gettext_lazy("整合方案")
    columns = PLAN_COLUMNS
    order = ("-year", "area_id")

    def get_question(self):
        return _("每年的统筹整合方案，五项内容齐不齐")

    def get_breadcrumbs(self):
        return crumbs_of_lines({"label": self.title, "url": ""})

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        return [{"label": _("登记方案"), "url": reverse("funds:plan_add"), "style": "primary"}]


class PlanDetail(DetailPage):
    """`/funds/plans/<pk>/`: the five parts of a plan, and what is integrated of the year's money."""

    model = IntegrationPlan
    related = ("area",)
    verb = VIEW
    template_name = "funds/plan.html"

    def get_title(self):
        return _("%(year)s 年整合方案") % {"year": self.object.year}

    def get_breadcrumbs(self):
        return crumbs({"label": self.get_title(), "url": ""})

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        return [{"label": _("修改"), "url": reverse("funds:plan_edit", args=[self.object.pk]), "style": ""}]

    def get_context(self, **more):
        plan, today = self.object, clock.today()
        lines = list(self.rows(FundLine).filter(area=plan.area_id, year=plan.year).with_money())
        return super().get_context(
            status_items=[
                {"label": _("方案文号"), "value": plan.document_no},
                {"label": _("印发日期"), "value": plan.adopted_on},
                {"label": _("报备日期"), "value": plan.filed_on},
                {"label": _("五项内容"), "value": _lacking(plan)},
            ],
            parts=_parts(plan),
            ratios=[
                *(self._shown(ratio) for ratio in self._ratios(lines, today)),
                *self._of_special_areas(today),
            ],
            wrong=self._wrong(lines),
            as_of=clock.now(),
            **more,
        )

    def _ratios(self, lines, today):
        value = Parameters(self.object.area_id, today)
        return [
            integration.integration_rate(lines, today),
            integration.planned_rate(lines, today),
            integration.stock_rate(lines, today, value),
            integration.increment_rate(lines, today, value),
            integration.payment_rate(lines, today),
            *integration.carry_over(lines, today, value).values(),
        ]

    def _of_special_areas(self, today):
        """Return what goes into special areas, as their own pages say it (LN-26), for the year of the plan."""
        plan = self.object
        day = min(today, dt.date(plan.year, 12, 31))
        words = ((_("特困片区资金占比"), money), (_("特困片区项目占比"), int))
        return [
            {
                "title": title,
                "part": written(part.part),
                "whole": written(part.whole),
                "share": f"{part.part * 100 / part.whole:.2f}%" if part.whole else None,
                "asked": _("不低于 %(share)s%%") % {"share": f"{part.least * 100:.0f}"},
                "state": part.state,
                "url": reverse("funds:special_areas"),
            }
            for (title, written), part in zip(words, shares_of(self.rows, plan.area_id, day), strict=True)
        ]

    def _shown(self, ratio):
        return {
            "title": ratio.title,
            "part": money(ratio.part),
            "whole": money(ratio.whole),
            "share": None if ratio.share is None else f"{ratio.share * 100:.2f}%",
            "asked": "" if ratio.asked is None else _asked(ratio),
            "state": ratio.state,
            "url": self._list_of(ratio),
        }

    def _list_of(self, ratio):
        narrowed = {"integration": {"in_scope": "True"}, "planned": {"in_scope": "True"}}
        for origin in ("stock", "increment"):
            narrowed[origin] = {"origin": origin, "in_scope": "True"}
        return address(reverse("funds:sources"), year=self.object.year, **narrowed.get(ratio.key, {}))

    def _wrong(self, lines):
        """Return what LF-36 says there must be none of: each with its number and its list."""
        found = (
            ("left_out", _("应整合一分未整"), integration.left_out(lines)),
            ("taken_in", _("不该整合已整合"), integration.taken_in(lines)),
        )
        sources = reverse("funds:sources")
        return [
            {
                "label": label, "value": len(rows), "name": f"plan-{key}", "unit": _("笔"),
                "url": address(sources, year=self.object.year, todo=key),
            }
            for key, label, rows in found
        ]  # fmt: skip


def _asked(ratio):
    word = _("不高于 %(share)s%%") if ratio.at_most else _("不低于 %(share)s%%")
    return word % {"share": f"{ratio.asked * 100:.0f}"}


def _parts(plan):
    """Return the five parts as they stand, blank where one is missing."""
    words = {column.name: column.verbose_name for column in plan._meta.concrete_fields}
    said = {part: getattr(plan, part) for part in plan.PARTS}
    if plan.amount:
        said["amount"] = _("%(amount)s 元") % {"amount": money(plan.amount, "yuan")}
    return [{"label": words[part], "value": value} for part, value in said.items()]


def _lacking(plan):
    if not plan.lacking:
        return tag("good", _("齐全"))
    return tag("bad", _("缺：%(parts)s") % {"parts": "、".join(plan.lacking)})


class PlanForms(FormPage):
    verb = CHANGE
    form_class = PlanForm

    def get_breadcrumbs(self):
        return crumbs({"label": self.get_title(), "url": ""})


class PlanAdd(PlanForms):
    """`/funds/plans/add/`."""

    title = gettext_lazy("登记整合方案")
    success_message = gettext_lazy("整合方案已登记。")

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("funds:plans"), **more)


class PlanEdit(PlanForms, RowFormPage):
    """`/funds/plans/<pk>/edit/`."""

    model = IntegrationPlan
    row_name = "plan"
    success_message = gettext_lazy("整合方案已修改。")

    def get_title(self):
        return _("修改 %(year)s 年整合方案") % {"year": self.object.year}
