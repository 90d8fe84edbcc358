"""Panels in the pages of households and places, served and scoped here; without script each is a page of its own."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.carrying import carrying
from assistance.choices import MeasureState, Reach
from assistance.matrix import Families
from assistance.models import AssistanceMeasure, AssistancePlan, ContactCard, HelperAssignment, Relief, Visit
from assistance.rules.files import with_file
from assistance.views.answers import said
from assistance.views.measures import ADD
from assistance.views.plans import cause_gaps, measure_row
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.context import reverse_or_none
from povertyapp.core.masks import mask_phone
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.reading import read_together
from povertyapp.core.templatetags.house import money
from povertyapp.core.views.pages import Panel, address

NEWEST = 10
# The parts of a household's file (`rules.files.with_file`) in words; the ledger is this register.
ONES = {
    "handbook": _("扶贫手册"),
    "plan": _("帮扶计划"),
    "measure": _("帮扶措施"),
    "handbook_true": _("手册与系统一致"),
    "updated": _("数据按时更新"),
    "card": _("联系卡上墙"),
}


class HouseholdPanel(Panel):
    """A part of the page of one household: whoever may see the household sees what follows it."""

    model = Household
    key, url_key = "household_no", "no"
    verb = "assistance.view_visit"
    panel_title = ""

    def get_title(self):
        return f"{self.object} {self.panel_title}"

    def get_breadcrumbs(self):
        url = reverse_or_none("households:detail", no=self.object.household_no)
        return [{"label": str(self.object), "url": url}, {"label": self.panel_title, "url": ""}]


class PlacePanel(Panel):
    """A part of the page of a place."""

    model = Area
    key, url_key = "code", "area"
    panel_title = ""

    def get_title(self):
        return f"{self.object.short_name} {self.panel_title}"

    def get_breadcrumbs(self):
        url = reverse_or_none("households:area", area=self.object.code)
        return [{"label": self.object.short_name, "url": url}, {"label": self.panel_title, "url": ""}]


class VisitPanel(HouseholdPanel):
    """The newest visits of a household."""

    panel_name = "assistance/_visit_panel.html"
    panel_title = _("走访")

    def get_context(self, **more):
        visits = self.rows(Visit).filter(household=self.object)
        return super().get_context(
            visits=[self._row(visit) for visit in visits[:NEWEST]],
            total=visits.count(),
            list_url=address(reverse("assistance:visits"), household=self.object.household_no),
            **more,
        )

    def _row(self, visit):
        return {
            "day": visit.happened_on,
            "who": visit.visitor_name,
            "channel": visit.get_channel_display(),
            "met": visit.get_met_display(),
            "said": said(visit),
            "promise": visit.next_promise,
            "promise_on": visit.next_promise_on,
            "receipt": visit.receipt,
            "url": reverse("assistance:visit", args=[visit.pk]),
            "voided": bool(visit.voided_at),
        }


class MeasurePanel(HouseholdPanel):
    """The measures of a household, those in force first, and beside them what its file lacks, plan and reliefs."""

    panel_name = "assistance/_measure_panel.html"
    panel_title = _("措施")

    def get_context(self, **more):
        today, own = clock.today(), {"household": self.object}
        found = self.rows(AssistanceMeasure).filter(**own)
        reliefs = self.rows(Relief).filter(**own).select_related("member")[:NEWEST]
        plans = self.rows(AssistancePlan).filter(**own, year=today.year)
        files = self._files(today)
        read_together(found, reliefs, plans, files)
        in_force = [m for m in found if m.state_on(today) == MeasureState.IN_FORCE]
        rows = [measure_row(measure, today) for measure in found]
        return super().get_context(
            measures=sorted(rows, key=lambda row: not row["in_force"]),
            missing=cause_gaps(self.object, in_force, today),
            ones=[{"label": label, "good": files[0][f"has_{name}"]} for name, label in ONES.items()],
            reach=self._reach(in_force),
            plan_line=self._plan_line(next(iter(plans), None), found, today.year),
            reliefs=[self._relief(row) for row in reliefs],
            doors=self._doors(),
            **more,
        )

    def _files(self, today):
        """Return the row that says of each part of the household's file whether it is there (TF-14)."""
        period, household = Period.of(today), self.object
        value = Parameters(household.area_id[:COUNTY_DIGITS], period.start)
        rows = with_file(self.rows().filter(pk=household.pk), period, value, of=household.pk)
        return rows.values(*(f"has_{name}" for name in ONES))

    def _reach(self, in_force):
        """Return how many of the nine kinds of support reach the household, and which (TF-08)."""
        families = Families()
        reached = {families.reach_of(measure) for measure in in_force} - {""}
        if self.object.helper_name:
            reached.add(Reach.PAIRING)
        return {"n": len(reached), "words": "、".join(str(one.label) for one in Reach if one in reached)}

    def _plan_line(self, plan, measures, year):
        """Say whether this year's plan carries the household, with the way to it."""
        url = reverse("assistance:plan", args=[self.object.household_no, year])
        if plan is None:
            return {"text": _("%(year)s 年还没有帮扶计划") % {"year": year}, "url": url, "good": False}
        plan.household = self.object
        sums = carrying(plan, measures)
        words = _("预计增收够补缺口") if sums.carries else _("预计增收还差 %(yuan)s 元")
        text = words % {"yuan": money(sums.lacking, "yuan")}
        return {"text": f"{_('%(year)s 年计划') % {'year': year}}：{text}", "url": url, "good": sums.carries}

    def _relief(self, relief):
        return {
            "who": relief.member.name,
            "kind": relief.get_kind_display(),
            "day": relief.received_on,
            "amount": "" if relief.amount is None else money(relief.amount, "yuan"),
        }

    def _doors(self):
        if not self.request.user.has_perm(ADD):
            return []
        doors = (
            (_("新增措施"), "measure_add"),
            (_("登记救助"), "relief_add"),
        )
        no = [self.object.household_no]
        return [{"label": label, "url": reverse(f"assistance:{name}", args=no)} for label, name in doors]


class HelperPanel(HouseholdPanel):
    """Who helped a household, and when; the newest first."""

    panel_name = "assistance/_helper_panel.html"
    panel_title = _("帮扶人")

    def get_context(self, **more):
        rows = self.rows(HelperAssignment).filter(household=self.object).select_related("helper__unit")
        rows = rows.order_by("-from_date", "role")
        no, user = self.object.household_no, self.request.user
        card = self.rows(ContactCard).current(clock.today()).filter(household=self.object).first()
        return super().get_context(
            assignments=[self._row(row) for row in rows],
            card=card,
            card_url=reverse("assistance:contact_card", args=[no]),
            posted_url=reverse("assistance:contact_card_posted", args=[no])
            if user.has_perm("assistance.add_visit")
            else "",
            assign_url=address(reverse("assistance:assign_new"), pick=no)
            if user.has_perm("assistance.change_helperassignment")
            else "",
            **more,
        )

    def _row(self, assignment):
        helper = assignment.helper
        return {
            "name": helper.name,
            "unit": helper.unit.name,
            "post": helper.post,
            "role": assignment.get_role_display(),
            "from_date": assignment.from_date,
            "to_date": assignment.to_date,
            "phone_masked": mask_phone(helper.phone),
        }
