"""What all pages of an account month share."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models.account import AccountState
from inspections.months import is_provisional, level_of, months_of, place_of, versions_of
from povertyapp.core.models.area import COUNTY_DIGITS, Level
from povertyapp.core.period import Period
from povertyapp.core.printing import why_not
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.views.pages import Page, address
from povertyapp.core.ways import at

STATE_WORDS = {
    AccountState.OPEN: gettext_lazy("进行中"),
    AccountState.COMPUTING: gettext_lazy("正在计算"),
    AccountState.DRAFT: gettext_lazy("草稿"),
    AccountState.CLOSED: gettext_lazy("已锁定"),
}


def period_or_404(text):
    """Return the month that an address names as `2017-03`; 404 for anything else."""
    try:
        return Period.parse(text)
    except ValidationError:
        raise Http404 from None


class MonthPage(Page):
    """A page of one month: the month, the place, the county's account, the month picker.

    A month without figures is answered by a page that says so, never by zeros.
    """

    verb = "inspections.view_account"

    @cached_property
    def period(self):
        return period_or_404(self.kwargs["month"])

    @cached_property
    def code(self):
        """Return the code of the place meant: that of the address, else where the reader stands."""
        code = self.kwargs.get("area") or self.request.GET.get("area")
        if not code:
            place = place_of(self.request.user)
            code = place.code if place else ""
        if level_of(code) not in (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE):
            raise Http404
        return code

    @cached_property
    def place(self):
        """Return the place itself; 404 where the reader may not see it. Where he stands is known already."""
        user = self.request.user
        own = {grant.area_id: grant.area for grant in user.grants_today if grant.area_id in user.area_codes}
        place = own.get(self.code) or place_of(user, self.code)
        if place is None:
            raise Http404
        return place

    @cached_property
    def accounts(self):
        return months_of(self.code[:COUNTY_DIGITS])

    def account_of(self, period, accounts=None):
        """Return the county's account of a month that has figures to show, or None; of these accounts, if some are
        given."""
        known = self.accounts if accounts is None else accounts
        return next((one for one in known if one.month == str(period) and one.computed_at), None)

    @cached_property
    def asked_version(self):
        """Return the version that the address asks for (`?version=2`), None for the newest; 404 for no number."""
        text = self.request.GET.get("version", "")
        if text and not (text.isdecimal() and len(text) < 4):
            raise Http404
        return int(text) if text else None

    @cached_property
    def account(self):
        """Return the newest account of the month, or the version asked for; 404 where there is none of that."""
        if self.asked_version is None:
            return self.account_of(self.period)
        for account in versions_of(self.code[:COUNTY_DIGITS], self.period):
            if account.version == self.asked_version:
                return account
        raise Http404

    @property
    def newer_version(self):
        """Return the newest version of the month, while an older one is looked at; else None."""
        newest = self.account_of(self.period) if self.asked_version else None
        return newest.version if newest and newest.version > self.asked_version else None

    @cached_property
    def previous(self):
        return self.account_of(self.period.previous)

    @property
    def is_computing(self):
        states = {account.month: account.state for account in self.accounts}
        return states.get(str(self.period)) == AccountState.COMPUTING

    @property
    def months(self):
        """Return the entries of the month picker, newest first, the month of the page always among them."""
        states = {account.month: account.state for account in self.accounts}
        states.setdefault(str(self.period), None)
        return [
            {
                "label": month_text(month),
                "url": self.url_of_month(month),
                "active": month == str(self.period),
                "state": STATE_WORDS.get(states[month], _("未出账")),
            }
            for month in sorted(states, reverse=True)
        ]

    def url_of_month(self, month):
        """Return the address of this page in another month, the place kept."""
        path = reverse(self.request.resolver_match.view_name, kwargs={**self.kwargs, "month": month})
        return address(path, area=self.request.GET.get("area"))

    def url_of(self, name, *args):
        """Return the address of another page of this month, in the version asked for."""
        path = at(f"inspections:{name}", self.period, *args)
        return address(path, version=self.asked_version)

    def get_export_url(self):
        """Return the address of the account of the page's place as a workbook, blank without the verb."""
        if not self.request.user.has_perm("inspections.export_account"):
            return ""
        return address(self.url_of("ha_export"), area=self.code)

    def url_as(self, name, *args):
        """Return the address of this page in another form, under the conditions that it stands under."""
        path = at(f"inspections:{name}", self.period, *args)
        query = self.request.GET.urlencode()
        return f"{path}?{query}" if query else path

    def get_paper_actions(self, name, *args, verb="inspections.export_account"):
        """Return the way to the page as PDF, for who may take it out, where the server can make one."""
        if not self.account or why_not() or not self.request.user.has_perm(verb):
            return []
        return [{"label": "PDF", "url": self.url_as(name, *args), "style": "", "icon": "print"}]

    def get_evidence_actions(self, party):
        """Return the way to the evidence bundle of a party, where its month is closed and kept what it rests on."""
        account = self.account
        if not (account.is_closed and account.inputs_digest):
            return []
        if not self.request.user.has_perm("inspections.export_evidence"):
            return []
        url = self.url_of("ha_evidence", party.level, party.code)
        return [{"label": _("证据包"), "url": url, "style": "", "icon": "down"}]

    def get_breadcrumbs(self):
        label = _("%(month)s交硬账") % {"month": month_text(self.period)}
        return [{"label": label, "url": address(self.url_of("ha_board"), area=self.request.GET.get("area"))}]

    def get_context(self, **more):
        return super().get_context(
            **{
                "months": self.months,
                "period": self.period,
                "account": self.account,
                "newer_version": self.newer_version,
                "is_running": bool(self.account) and is_provisional(self.account),
            }
            | more
        )

    def get(self, request, *args, **kwargs):
        return self.render_missing() if self.account is None else super().get(request, *args, **kwargs)

    def render_missing(self):
        """Answer for a month that has no account: what is missing and who can make it."""
        may_compute = self.request.user.has_perm("inspections.compute_account")
        context = {
            "page": {"title": self.get_missing_title(), "actions": []},
            "breadcrumbs": self.get_breadcrumbs(),
            "months": self.months,
            "period": self.period,
            "place": self.place,
            "is_computing": self.is_computing,
            "close_url": self.url_of("ha_close") if may_compute else "",
        }
        return render(self.request, "inspections/ha_none.html", context)

    def get_missing_title(self):
        return _("%(month)s交硬账 · %(place)s") % {"month": month_text(self.period), "place": self.place}
