"""Relocations: the list, one household's case, the panel on its page, the workbook."""

from django.db.models import Sum
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.filters.relocation import CONDITIONS, SHOW, CaseFilter
from funds.models import RelocationCase, RelocationSite
from funds.relocation import limits_for
from funds.relocation_file import CaseFile
from funds.services.relocation.exporting import export_relocations
from funds.tables.relocation import CASE_COLUMNS, status_tag, whole_state
from funds.views.shown import ShownByChips
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.context import reverse_or_none
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import DetailPage, ListPage, Panel, address

VIEW = "funds.view_relocationcase"
CUES = {"overdue": "bad", "open": "review", "living": "good", "keyed": "good"}


class Cases:
    """Rows of relocations with how they stand against their days."""

    def with_pace(self, rows):
        today = clock.today()
        return rows.with_pace(today, limits_for(self.request.user.county_codes, today))


def crumbs(*steps):
    """Return the way to a page below the list of relocations."""
    way = [{"label": _("易地搬迁"), "url": reverse("funds:relocations")}]
    return way + [{"label": label, "url": url} for label, url in steps]


class CaseList(ShownByChips, Cases, ListPage):
    """`/funds/relocation/`: who is moved, how far each is, what is overdue."""

    model = RelocationCase
    related = ("household", "area__parent", "site")
    verb = VIEW
    title = gettext_lazy("易地扶贫搬迁")
    template_name = "funds/relocations.html"
    filterset_class = CaseFilter
    columns = CASE_COLUMNS
    order = ("area_id", "no")
    words, conditions, cues, chips = SHOW, CONDITIONS, CUES, "relocations"
    sums = {
        f"people_{name}": Sum("persons", filter=CONDITIONS[name]) for name in ("standing", "keyed", "living")
    }

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else self.with_pace(rows)

    def get_question(self):
        return _("谁要搬、搬到哪里、到了哪一步、哪些超期。")

    def get_actions(self):
        has_perm = self.request.user.has_perm
        links = (
            ("funds.add_relocation", _("识别搬迁户"), "relocation_add", "primary"),
            ("funds.view_relocationsite", _("进度曲线"), "relocation_curve", ""),
            (VIEW, _("年度名单"), "relocation_listed", ""),
            ("funds.view_relocationsite", _("安置点"), "relocation_sites", ""),
            ("funds.view_relocationsite", _("迁出区"), "relocation_places", ""),
        )
        return [
            {"label": label, "url": reverse(f"funds:{name}"), "style": style}
            for verb, label, name, style in links
            if has_perm(verb)
        ]

    def get_export_url(self):
        if not self.request.user.has_perm("funds.export_relocation"):
            return ""
        return address(reverse("funds:relocations_xlsx"), **self.request.GET.dict())

    def get_people(self):
        """Return the people of the households that move, have a key, live there: each with the list of these."""
        words = (
            ("standing", _("搬迁人数")),
            ("keyed", _("已交钥匙（人）")),
            ("living", _("已入住（人）")),
        )
        return [
            {**self._chip(name, word, self.counts[name]), "people": self.counts[f"people_{name}"] or 0}
            for name, word in words
        ]

    def get_context(self, **more):
        return super().get_context(
            state_chips=self.get_state_chips(), people=self.get_people(), as_of=clock.now(), **more
        )


class CaseExport(FilePage, CaseList):
    """The relocations that the page shows, as a workbook."""

    verb = "funds.export_relocation"
    file_label = gettext_lazy("导出易地搬迁台账")

    def make(self):
        return export_relocations(by=self.request.user, cases=self.found, filters=self.get_conditions())

    def name_of(self, made):
        facts = {"day": clock.today(), "number": made.record.number}
        return _("易地搬迁台账-%(day)s-%(number)s.xlsx") % facts


class CasePage(Cases, DetailPage):
    """A page about one relocation, found by its number among those that the user may see."""

    model = RelocationCase
    verb = VIEW
    key = url_key = "no"
    related = (
        "household__area",
        "area__parent",
        "site",
        "listed__plan",
        "measure",
        "start_image",
        "move_image",
        "removal_image",
    )

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else self.with_pace(rows)

    @cached_property
    def file(self):
        return CaseFile(self.object, self.request.user)

    def get_breadcrumbs(self):
        title = self.get_title()
        if title == self.object.no:
            return crumbs((title, ""))
        return crumbs((self.object.no, self.object.get_absolute_url()), (title, ""))


class CaseDetail(CasePage):
    """`/funds/relocation/<no>/`: one case, its steps and checks, and what may be done next."""

    template_name = "funds/relocation.html"

    def get_actions(self):
        return self.file.buttons()

    def get_context(self, **more):
        case = self.object
        home = reverse_or_none("households:detail", no=case.household.household_no)
        may = self.request.user.has_perm("households.view_household")
        return super().get_context(
            case=case,
            file=self.file,
            state=whole_state(case),
            household_url=home if may else None,
            shows_site=self.rows(RelocationSite).filter(pk=case.site_id).exists(),
            checks=case.checks.select_related("recorded_by"),
            as_of=clock.now(),
            **more,
        )


class CasePanel(Panel):
    """The relocation of a household, on its page."""

    model = Household
    key, url_key = "household_no", "no"
    verb = VIEW
    panel_name = "funds/_relocation_panel.html"
    panel_title = gettext_lazy("易地搬迁")

    def get_title(self):
        return f"{self.object} {self.panel_title}"

    def get_breadcrumbs(self):
        url = reverse_or_none("households:detail", no=self.object.household_no)
        return [{"label": str(self.object), "url": url}, {"label": self.panel_title, "url": ""}]

    def get_context(self, **more):
        rows = self.rows(RelocationCase).filter(household=self.object).select_related("site", "listed__plan")
        rows = list(rows.order_by("-opened_on"))
        add = ""
        if self.request.user.has_perm("funds.add_relocation") and not any(
            row.status != "withdrawn" for row in rows
        ):
            add = address(reverse("funds:relocation_add"), household=self.object.household_no)
        return super().get_context(
            cases=[{"case": row, "state": status_tag(row)} for row in rows], add_url=add, **more
        )
