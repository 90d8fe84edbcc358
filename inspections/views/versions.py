"""The calendar of a month, its versions, and every cell that one shows differently from the one before."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from inspections.models import AccountChange, Objection
from inspections.month_calendar import steps_of
from inspections.months import versions_of
from inspections.parties import named_lines
from inspections.tables.objections import CHANGE_COLUMNS
from inspections.views.month import MonthPage
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.views.pages import ListPage, Page, Rows, address


class HaCalendar(MonthPage):
    """What the month asks of whom until when, what is done, what comes next (rulebook D5)."""

    template_name = "inspections/ha_calendar.html"

    def get_title(self):
        return _("%(month)s硬账日历") % {"month": month_text(self.period)}

    def get_context(self, **more):
        newest = next((each for each in self.accounts if each.month == str(self.period)), None)
        return super().get_context(
            place=self.place, steps=steps_of(self.code[:COUNTY_DIGITS], self.period, newest), **more
        )

    def get(self, request, *args, **kwargs):
        return Page.get(self, request, *args, **kwargs)


class HaVersions(Rows, MonthPage):
    """The versions of a month: when each was made, on whose decision and where it differs; why, to whoever may see
    the objection."""

    template_name = "inspections/ha_versions.html"

    def get_title(self):
        return _("%(month)s硬账的版本") % {"month": month_text(self.period)}

    def get_context(self, **more):
        area = self.request.GET.get("area")
        seen = set(
            self.rows(Objection)
            .of_month(self.code[:COUNTY_DIGITS], str(self.period))
            .values_list("pk", flat=True)
        )
        versions = [
            {
                "version": version,
                "restated": getattr(version, "restated", None),
                "says_why": hasattr(version, "restated") and version.restated.objection_id in seen,
                "url": self.url_of("ha_version", version.version) if version.version > 1 else "",
                "board_url": address(self.url_of("ha_board"), area=area, version=version.version),
            }
            for version in versions_of(self.code[:COUNTY_DIGITS], self.period)
        ]
        return super().get_context(place=self.place, versions=versions, **more)


class HaVersion(MonthPage, ListPage):
    """What a version shows differently from the one before, as far as the reader sees it: every cell."""

    model = AccountChange
    template_name = "inspections/ha_version.html"
    columns = CHANGE_COLUMNS
    order = ("pk",)

    @cached_property
    def account(self):
        found = (
            account
            for account in versions_of(self.code[:COUNTY_DIGITS], self.period)
            if account.version == self.kwargs["version"]
        )
        account = next(found, None)
        if account is None or not hasattr(account, "restated"):
            raise Http404
        return account

    def url_of_month(self, month):
        return address(reverse("inspections:ha_versions", args=[month]), area=self.request.GET.get("area"))

    def rows(self, model=None):
        if model is not None:
            return super().rows(model)
        return named_lines(super().rows().filter(account=self.account))

    def get_title(self):
        return _("%(month)s硬账第 %(n)d 版改了什么") % {
            "month": month_text(self.period),
            "n": self.account.version,
        }

    def get_question(self):
        return _("和上一版相比，每一个变了的格子")

    def get_breadcrumbs(self):
        label = _("版本")
        return [*super().get_breadcrumbs(), {"label": label, "url": self.url_of("ha_versions")}]

    def get_context(self, **more):
        restated = self.account.restated
        says_why = self.rows(Objection).filter(pk=restated.objection_id).exists()
        return super().get_context(restated=restated, says_why=says_why, place=self.place, **more)
