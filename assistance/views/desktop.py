"""Lists and single rows of assistance on the desktop."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.caseload import Caseload, caseloads, charges_of
from assistance.filters import HelperFilter, VisitFilter
from assistance.forms import HelperForm
from assistance.models import Helper, Visit
from assistance.models.visit import VISITS
from assistance.rules.flags import flags_of
from assistance.services import is_late
from assistance.tables import HELPER_COLUMNS, VISIT_COLUMNS, household_link
from assistance.views.answers import answers, counted, promise
from assistance.views.checked import acts_on, objection
from assistance.views.load_figures import SHOWN, SHOWN_WORDS, kpis_of
from assistance.views.versions import beside
from povertyapp.core import clock
from povertyapp.core.context import reverse_or_none
from povertyapp.core.masks import mask_phone
from povertyapp.core.period import Period
from povertyapp.core.statuses import tag
from povertyapp.core.verdicts import lines, verdicts
from povertyapp.core.views.pages import DetailPage, FormPage, ListPage, address
from povertyapp.core.ways import at


class VisitList(ListPage):
    """`/assistance/visits/`: visits and contacts, the newest first."""

    model = Visit
    related = ("area__parent",)
    verb = "assistance.view_visit"
    title = _("走访记录")
    filterset_class = VisitFilter
    columns = VISIT_COLUMNS
    order = ("-happened_on", "-pk")
    empty_text = _("还没有走访记录。在手机上或这里记第一次走访。")
    begins_with = (_("记走访"), "assistance:m_pick", "assistance.add_visit")

    def rows(self, model=None):
        rows = super().rows(model)
        # Households of a page only: joined, those of all visits of its last day would be looked up to sort them.
        return rows if model else rows.with_lateness().with_homes_named()

    def get_total(self):
        return self.noted_total(VISITS, str(self.asked("m") or ""), but=("m",))

    def get_question(self):
        return _("谁在哪一天到了哪一户，算不算数")

    def get_actions(self):
        return [{"label": _("可疑走访"), "url": reverse("assistance:suspicious_visits"), "style": ""}]

    def get_row_url(self, row):
        return at("assistance:visit", row.pk)


class VisitDetail(DetailPage):
    """`/assistance/visits/<pk>/`: one visit, whether it counts, and how its household stood that month."""

    model = Visit
    related = ("household__area", "helper", "submission", "voided_by", "false_by")
    verb = "assistance.view_visit"
    template_name = "assistance/visit_detail.html"

    def get_title(self):
        return _("走访 %(receipt)s") % {"receipt": self.object.receipt}

    def get_breadcrumbs(self):
        return [
            {"label": _("走访记录"), "url": reverse("assistance:visits")},
            {"label": self.object.receipt, "url": ""},
        ]

    def get_actions(self):
        return acts_on(self.request.user, self.object)

    def get_context(self, **more):
        visit = self.object
        period = Period.of(visit.happened_on)
        then = visit.household.assignments.primary().in_force(visit.happened_on)
        return super().get_context(
            visit=visit,
            household=visit.household,
            household_url=reverse_or_none("households:detail", no=visit.household.household_no),
            answers=answers(visit),
            promise=promise(visit),
            flags=flags_of(visit, period),
            objection=objection(visit),
            counted=counted(visit, is_late(visit), then.filter(helper=visit.helper_id).exists()),
            period=period,
            verdicts=lines(verdicts(visit.household, period), period),
            **beside(self, visit),
            **more,
        )


class HelperList(ListPage):
    """`/assistance/helpers/`: helpers and how many households are in their care today."""

    model = Helper
    related = ("unit",)
    verb = "assistance.view_visit"
    title = _("帮扶责任人")
    filterset_class = HelperFilter
    columns = HELPER_COLUMNS
    order = ("area_id", "code")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_caseload(self.request.user, clock.today())

    def get_question(self):
        return _("谁负责哪些户")

    def get_row_url(self, row):
        return at("assistance:helper", row.code)


class HelperDetail(DetailPage):
    """`/assistance/helpers/<code>/`: a helper, the households in his care today, and what is left to do there.

    `show` (due, done, left) and `area` narrow the households to those behind a figure.
    """

    model = Helper
    related = ("unit",)
    key, url_key = "code", "code"
    verb = "assistance.view_visit"
    template_name = "assistance/helper_detail.html"

    def get_breadcrumbs(self):
        return [
            {"label": _("帮扶责任人"), "url": reverse("assistance:helpers")},
            {"label": self.object.name, "url": ""},
        ]

    def get_actions(self):
        if not self.request.user.has_perm("assistance.change_helperassignment"):
            return []
        links = ((_("交接"), "helper_handover"), (_("亲属关系"), "helper_kin"), (_("修改"), "helper_edit"))
        code = self.object.code
        return [
            {"label": label, "url": reverse(f"assistance:{name}", args=[code]), "style": ""}
            for label, name in links
        ]

    def get_context(self, **more):
        helper, today = self.object, clock.today()
        period, asked = Period.of(today), self.request.GET
        charges = charges_of(self.rows, today).filter(helper=helper)
        if area := asked.get("area", ""):
            charges = charges.in_area(area)
        [load] = caseloads(self.rows, charges, period) or [Caseload(helper)]
        shown = asked.get("show", "")
        found = [home for home in load.homes if SHOWN.get(shown, SHOWN[""])(home)]
        return super().get_context(
            kpis=kpis_of(load, period, area),
            shown=SHOWN_WORDS.get(shown, ""),
            all_url=address(self.request.path, area=area),
            status_items=[
                {"label": _("单位"), "value": helper.unit.name},
                {"label": _("职务"), "value": helper.post},
                {"label": _("技术特长"), "value": helper.expertise},
                {"label": _("联系电话"), "value": mask_phone(helper.phone)},
            ],
            households=[self._row(standing, load.since) for standing in found],
            total=len(found),
            period=period,
            **more,
        )

    def _row(self, standing, since):
        household = standing.household
        return {
            "name": household_link(household),
            "no": household.household_no,
            "village": household.area.short_name,
            "presence": household.get_presence_display(),
            "since": since[household.pk],
            "last_visit": household.last_visit,
            "state": tag(standing.state, standing.word, plain=standing.state == "met"),
            "note": standing.note,
        }


class HelperEdit(FormPage, HelperDetail):
    """`/assistance/helpers/<code>/edit/`: correct what is recorded of a helper."""

    verb = "assistance.change_helperassignment"
    template_name = "generic/form.html"
    form_class = HelperForm
    success_message = _("已保存。")

    def get_title(self):
        return _("修改帮扶责任人 %(name)s") % {"name": self.object.name}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "helper": self.object}

    def get_actions(self):
        return []

    def get_context(self, **more):
        return DetailPage.get_context(self, cancel_url=self.get_success_url(self.object), **more)

    def get_success_url(self, saved):
        return reverse("assistance:helper", args=[self.object.code])
