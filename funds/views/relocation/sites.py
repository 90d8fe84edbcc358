"""Sites of settlement and the places that people are moved from."""

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.choices.relocation import SITE_MOVES, SiteState
from funds.filters.relocation import CONDITIONS, SiteFilter
from funds.forms import relocation_site as forms
from funds.models import RelocationCase, RelocationPlace, RelocationSite
from funds.tables.relocation import PLACE_COLUMNS, SITE_COLUMNS, invested_share, site_tag, status_tag
from funds.views.relocation.cases import crumbs
from povertyapp.core import clock
from povertyapp.core.views.pages import DetailPage, FormPage, ListPage, RowFormPage, address

VIEW, CHANGE, PLAN = "funds.view_relocationsite", "funds.change_relocationsite", "funds.plan_relocation"


class SiteList(ListPage):
    """`/funds/relocation/sites/`: each site with its money, its work and who lives there."""

    model = RelocationSite
    related = ("area__parent",)
    verb = VIEW
    title = gettext_lazy("安置点")
    template_name = "funds/relocation_sites.html"
    filterset_class = SiteFilter
    columns = SITE_COLUMNS
    order = ("area_id", "code")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_cases()

    def get_question(self):
        return _("各安置点建到哪里、投了多少、住进多少户，哪些滞后、为什么。")

    def get_breadcrumbs(self):
        return crumbs((self.title, ""))

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        return [{"label": _("新增安置点"), "url": reverse("funds:relocation_site_add"), "style": "primary"}]

    def get_sums(self):
        """Return how many sites stand in each state (LN-11), and the investment of all (E-22)."""
        late = Q(pk__in=self.rows(RelocationSite).late(clock.today()).values("pk"))
        counted = {state.value: Count("pk", filter=Q(state=state)) for state in SiteState}
        found = (
            self.rows(RelocationSite)
            .order_by()
            .aggregate(
                **counted, late=Count("pk", filter=late), estimate=Sum("estimate"), invested=Sum("invested")
            )
        )
        here = self.request.path
        states = [
            {"label": state.label, "count": found[state.value], "name": f"sites-{state.value}",
             "url": address(here, state=state.value)}
            for state in SiteState
        ]  # fmt: skip
        slow = {
            "label": _("滞后"),
            "count": found["late"],
            "name": "sites-late",
            "url": address(here, late="1"),
        }
        money = {name: found[name] or 0 for name in ("estimate", "invested")}
        return {"states": [*states, slow], **money}

    def get_context(self, **more):
        return super().get_context(sums=self.get_sums(), as_of=clock.now(), **more)


class SitePage(DetailPage):
    """A page about one site."""

    model = RelocationSite
    related = ("area__parent",)
    verb = VIEW
    key = url_key = "code"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_cases()

    def get_breadcrumbs(self):
        way = (_("安置点"), reverse("funds:relocation_sites"))
        if self.get_title() == self.object.name:
            return crumbs(way, (self.object.name, ""))
        return crumbs(way, (self.object.name, self.object.get_absolute_url()), (self.get_title(), ""))


class SiteDetail(SitePage):
    """`/funds/relocation/sites/<code>/`: one site and the households that were given to it."""

    template_name = "funds/relocation_site.html"
    MOST = 50

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        code = self.object.code
        found = [
            {
                "label": _("登记进度"),
                "url": reverse("funds:relocation_site_report", args=[code]),
                "style": "primary",
            }
        ]
        if self.object.state in SITE_MOVES:
            found.append(
                {
                    "label": _("改变状态"),
                    "url": reverse("funds:relocation_site_move", args=[code]),
                    "style": "",
                }
            )
        return found

    def get_context(self, **more):
        cases = self.rows(RelocationCase).standing().filter(site=self.object).select_related("household")
        listed = reverse("funds:relocations")
        return super().get_context(
            site=self.object,
            state=site_tag(self.object),
            share=invested_share(self.object),
            cases=[{"case": case, "state": status_tag(case)} for case in cases.order_by("no")[: self.MOST]],
            cases_url=address(listed, site=self.object.code),
            figures=self._figures(listed),
            as_of=clock.now(),
            **more,
        )

    def _figures(self, listed):
        """Return how many were given to the site, have the key, live there, each with its list for who may see it;
        and how many of other townships the reader does not see."""
        site, may = self.object, self.request.user.has_perm("funds.view_relocationcase")
        words = (("standing", _("已安排")), ("keyed", _("已交钥匙")), ("living", _("已入住")))
        counted = {name: Count("pk", filter=CONDITIONS[name]) for name, _label in words}
        seen = self.rows(RelocationCase).filter(site=site).order_by().aggregate(**counted)
        figures = [
            {"label": label, "value": seen[name], "name": f"site-{name}",
             "url": address(listed, site=site.code, show=name) if may else ""}
            for name, label in words
        ]  # fmt: skip
        others = site.given - seen["standing"]
        return figures + ([{"label": _("另有别的乡镇"), "value": others}] if others else [])


class SiteAdd(FormPage):
    """`/funds/relocation/sites/new/`."""

    verb = CHANGE
    form_class = forms.SiteAddForm
    title = gettext_lazy("新增安置点")
    submit_label = gettext_lazy("保存")
    success_message = gettext_lazy("安置点已登记。")

    def get_breadcrumbs(self):
        return crumbs((_("安置点"), reverse("funds:relocation_sites")), (self.title, ""))


class SiteForm(RowFormPage, SitePage):
    """Something written about one site."""

    verb = CHANGE
    row_name = "site"
    submit_label = gettext_lazy("保存")
    success_message = gettext_lazy("已登记。")

    def get_title(self):
        return self.title


class SiteReport(SiteForm):
    """`/funds/relocation/sites/<code>/report/`: money, work, and why it is late."""

    form_class = forms.SiteReportForm
    title = gettext_lazy("登记进度")


class SiteMove(SiteForm):
    """`/funds/relocation/sites/<code>/move/`: the next state."""

    form_class = forms.SiteMoveForm
    title = gettext_lazy("改变状态")


class PlaceList(ListPage):
    """`/funds/relocation/places/`: the villages that cannot support those who live there."""

    model = RelocationPlace
    related = ("area__parent",)
    verb = VIEW
    title = gettext_lazy("迁出区名单")
    columns = PLACE_COLUMNS
    order = ("area_id", "reason")

    def get_question(self):
        return _("哪些村列入迁出区，按什么原因、哪个文件。")

    def get_breadcrumbs(self):
        return crumbs((self.title, ""))

    def get_actions(self):
        if not self.request.user.has_perm(PLAN):
            return []
        return [{"label": _("列入迁出区"), "url": reverse("funds:relocation_place_add"), "style": "primary"}]

    def get_row_url(self, row):
        may = self.request.user.has_perm(PLAN) and row.delisted_on is None
        return reverse("funds:relocation_place_end", args=[row.pk]) if may else ""


class ToPlaces:
    """Pages that lead back to the list of places."""

    def get_success_url(self, saved):
        return reverse("funds:relocation_places")

    def get_breadcrumbs(self):
        return crumbs((_("迁出区名单"), reverse("funds:relocation_places")), (self.title, ""))


class PlaceAdd(ToPlaces, FormPage):
    """`/funds/relocation/places/new/`."""

    verb = PLAN
    form_class = forms.PlaceForm
    title = gettext_lazy("列入迁出区")
    submit_label = gettext_lazy("保存")
    success_message = gettext_lazy("已列入迁出区。")


class PlaceEnd(ToPlaces, RowFormPage):
    """`/funds/relocation/places/<pk>/end/`."""

    model = RelocationPlace
    related = ("area__parent",)
    verb = PLAN
    row_name = "place"
    form_class = forms.PlaceEndForm
    title = gettext_lazy("移出迁出区")
    submit_label = gettext_lazy("保存")
    success_message = gettext_lazy("已移出迁出区，以前识别的不受影响。")

    @property
    def back_url(self):
        return reverse("funds:relocation_places")

    def get_title(self):
        return self.title
