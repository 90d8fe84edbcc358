"""Panels in the household page, served and scoped here; without script each is a page of its own."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.models import AssistanceMeasure, HelperAssignment, Visit
from assistance.views.answers import said
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.context import reverse_or_none
from povertyapp.core.masks import mask_phone
from povertyapp.core.views.pages import Panel, address

NEWEST = 10


class HouseholdPanel(Panel):
    """A part of the page of one household: whoever may see the household sees what follows it."""

    model = Household
    key, url_key = "household_no", "no"
    verb = "assistance.view_visit"
    template_name = "assistance/panel.html"
    panel_name = ""
    panel_title = ""

    def get_title(self):
        return f"{self.object} {self.panel_title}"

    def get_breadcrumbs(self):
        url = reverse_or_none("households:detail", no=self.object.household_no)
        return [{"label": str(self.object), "url": url}, {"label": self.panel_title, "url": ""}]

    def get_context(self, **more):
        return super().get_context(panel_name=self.panel_name, **more)

    def get(self, request, *args, **kwargs):
        fragment = request.htmx and not request.htmx.history_restore_request
        return self.render(self.panel_name if fragment else None)


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
    """The measures of a household, those in force first."""

    panel_name = "assistance/_measure_panel.html"
    panel_title = _("措施")

    def get_context(self, **more):
        today = clock.today()
        measures = self.rows(AssistanceMeasure).filter(household=self.object)
        rows = [self._row(measure, today) for measure in measures]
        return super().get_context(measures=sorted(rows, key=lambda row: not row["in_force"]), **more)

    def _row(self, measure, today):
        return {
            "kind": measure.get_kind_display(),
            "name": measure.name,
            "measure_class": measure.get_measure_class_display(),
            "unit": measure.responsible_unit,
            "from_date": measure.from_date,
            "to_date": measure.to_date,
            "amount": measure.amount,
            "effect": measure.effect,
            "in_force": measure.from_date <= today and (measure.to_date is None or today <= measure.to_date),
        }


class HelperPanel(HouseholdPanel):
    """Who helped a household, and when; the newest first."""

    panel_name = "assistance/_helper_panel.html"
    panel_title = _("帮扶人")

    def get_context(self, **more):
        rows = self.rows(HelperAssignment).filter(household=self.object).select_related("helper__unit")
        rows = rows.order_by("-from_date", "role")
        return super().get_context(assignments=[self._row(row) for row in rows], **more)

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
