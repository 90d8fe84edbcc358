"""Panels of trainings, links and care in the pages of a household and of a place; served and scoped here."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.choices import EnterpriseKind
from assistance.models import BenefitLink, Enterprise, LeftBehindPerson, TrainingAttendance, TrainingSession
from assistance.views.links import CHANGE as CHANGE_LINKS
from assistance.views.links import link_row
from assistance.views.panels import HouseholdPanel, PlacePanel
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.models.area import Level
from povertyapp.core.views.pages import address

NEWEST = 10


class EconomyPanel(HouseholdPanel):
    """The trainings, links and left-behind members of a household."""

    panel_name = "assistance/_economy_panel.html"
    panel_title = _("培训、联结和留守")

    def get_context(self, **more):
        household, today, user = self.object, clock.today(), self.request.user
        came = self.rows(TrainingAttendance).filter(household=household).select_related("session", "member")
        counted = came.order_by().aggregate(
            year=Count("session", distinct=True, filter=Q(happened_on__year=today.year))
        )
        newest = list(came[:NEWEST])
        opens = set(
            self.rows(TrainingSession)
            .filter(pk__in=[row.session_id for row in newest])
            .values_list("pk", flat=True)
        )
        links = self.rows(BenefitLink).filter(household=household).select_related("household", "enterprise")
        left = self.rows(LeftBehindPerson).filter(household=household, until=None).select_related("member")
        query = {"household": household.household_no}
        return super().get_context(
            trainings=[self._training(row, opens) for row in newest],
            year=today.year,
            training_count=counted["year"],
            links=[link_row(link, user) for link in links],
            show_household=False,
            left_behind=list(left),
            link_add_url=self._door(CHANGE_LINKS, "assistance:link_add", query),
            left_behind_add_url=self._door("assistance.change_care", "assistance:left_behind_add", query),
            **more,
        )

    def _training(self, row, opens):
        return {
            "day": row.happened_on,
            "topic": row.session.topic,
            "kind": row.session.get_kind_display(),
            "who": row.member.name,
            "url": row.session.get_absolute_url() if row.session_id in opens else "",
        }

    def _door(self, verb, name, query):
        return address(reverse(name), **query) if self.request.user.has_perm(verb) else ""


class PlaceEconomyPanel(PlacePanel):
    """The figures of trainings, links and care in a place, each with its list."""

    verb = "assistance.view_visit"
    panel_name = "assistance/_place_economy_panel.html"
    panel_title = _("培训、产业和关爱")

    def get_context(self, **more):
        area, today = self.object.pk, clock.today()
        came = self.rows(TrainingAttendance).in_area(area).filter(happened_on__year=today.year)
        is_village = self.object.level == Level.VILLAGE
        return super().get_context(
            figures=self._figures(area, today),
            trained=came.order_by().aggregate(n=Count("household", distinct=True))["n"],
            households=self.rows(Household).in_area(area).filter(left_register_on=None).count(),
            year=today.year,
            trainings_url=address(reverse("assistance:trainings"), area=area, year=today.year),
            economy_url=reverse("assistance:village_economy", args=[area])
            if is_village
            else address(reverse("assistance:village_economies"), area=area),
            **more,
        )

    def _figures(self, area, today):
        """Return each figure with the list of just what it counts."""
        coops = self.rows(Enterprise).cooperatives().standing(today)
        links = self.rows(BenefitLink).in_force(today).contracts()
        left = self.rows(LeftBehindPerson).left_on(today)
        kind = EnterpriseKind.COOPERATIVE.value
        figures = (
            ("cooperatives", _("专业合作社"), coops, "enterprises", {"kind": kind, "standing": "true"}),
            ("contracts", _("有效合同"), links, "links", {"in_force": "true", "signed": "true"}),
            ("left_behind", _("留守人员"), left, "left_behind", {}),
        )
        return [
            {
                "key": key,
                "label": label,
                "count": rows.in_area(area).count(),
                "url": address(reverse(f"assistance:{name}"), area=area, **query),
            }
            for key, label, rows, name, query in figures
        ]
