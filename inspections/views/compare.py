"""Two months of a place side by side (ux 25)."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from inspections.dashboard.comparing import Comparison
from inspections.views.dashboard import OfPlaceAndMonth
from inspections.views.month import period_or_404
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.views.pages import address


class ComparePage(OfPlaceAndMonth):
    """`/dashboard/compare/?a=2017-02&b=2017-03`: without months, the newest account and the one before it."""

    template_name = "inspections/compare.html"

    def _asked(self, name):
        text = self.request.GET.get(name, "")
        return period_or_404(text) if text else None

    @cached_property
    def period(self):
        """Return the second month: the page's own."""
        return self._asked("b") or super().period

    @cached_property
    def first(self):
        return self._asked("a") or self.period.previous

    @cached_property
    def comparison(self):
        months = (self.first, self.period)
        return Comparison(self.request.user, self.code, months, [self.account_of(month) for month in months])

    def url_of_month(self, month):
        return address(self.request.path, a=self.first, b=month, area=self.request.GET.get("area"))

    def get_title(self):
        facts = {
            "place": self.place.short_name, "a": month_text(self.first), "b": month_text(self.period)
        }  # fmt: skip
        return _("%(place)s：%(a)s和%(b)s对比") % facts

    def get_breadcrumbs(self):
        url = address(reverse("inspections:dashboard"), month=self.period, area=self.code)
        return [{"label": _("看板"), "url": url}, {"label": _("两月对比"), "url": ""}]

    def choices(self):
        """Return the months to choose from, newest first, those compared among them."""
        known = {account.month for account in self.accounts if account.computed_at}
        return [
            {"value": month, "label": month_text(month)}
            for month in sorted(known | {str(self.first), str(self.period)}, reverse=True)
        ]

    def get_context(self, **more):
        return super().get_context(
            place=self.place,
            comparison=self.comparison,
            first=self.first,
            choices=self.choices(),
            **more,
        )

    def get(self, request, *args, **kwargs):
        return self.render()
