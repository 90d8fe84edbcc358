"""The year's list (年度名单): who is on it, how far each is, and taking one off before his relocation rests on it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.filters.relocation import ListedFilter
from funds.models import RelocationListed
from funds.services import relocation as desk
from funds.tables.relocation import LISTED_COLUMNS, case_of
from funds.views.relocation.cases import VIEW, crumbs
from povertyapp.core import clock
from povertyapp.core.views.pages import ActionPage, ListPage

PLAN = "funds.plan_relocation"


class ListedList(ListPage):
    """`/funds/relocation/listed/`: the households of the years' lists."""

    model = RelocationListed
    related = ("household", "area__parent", "plan", "case")
    verb = VIEW
    title = gettext_lazy("搬迁年度名单")
    filterset_class = ListedFilter
    columns = LISTED_COLUMNS
    order = ("area_id", "household__household_no")

    def get_question(self):
        return _("哪些户列入哪一年的搬迁任务，各办到哪一步。")

    def get_breadcrumbs(self):
        return crumbs((self.title, ""))

    def get_row_url(self, row):
        """Lead to the relocation; who keeps the list gets to the page that takes a waiting household off."""
        if case := case_of(row):
            return case.get_absolute_url()
        may = self.request.user.has_perm(PLAN)
        return reverse("funds:relocation_strike_off", args=[row.pk]) if may else ""

    def get_context(self, **more):
        return super().get_context(as_of=clock.now(), **more)


class StrikeOff(ActionPage):
    """`/funds/relocation/listed/<pk>/strike-off/`: take a household off the year's list, with the reason."""

    model = RelocationListed
    related = ("household", "area", "plan")
    verb = PLAN
    success_message = gettext_lazy("已移出年度名单。")
    title = gettext_lazy("移出年度名单")

    def get_breadcrumbs(self):
        plan = self.object.plan
        return crumbs((plan.name, plan.get_absolute_url()), (self.title, ""))

    def get_context(self, **more):
        row = self.object
        facts = {"home": row.household, "village": row.area.short_name, "plan": row.plan.name}
        case = case_of(row)
        said = [
            _("%(village)s%(home)s将移出%(plan)s名单，腾出的名额可以另列一户。") % facts,
            _("移出要写明原因，记入历史；以后可以重新列入。"),
        ]
        if case is not None:
            said = [
                _("这一户已按名单办理搬迁（%(no)s），不能移出名单；不搬的请在个案里退出搬迁。")
                % {"no": case.no}
            ]
        return super().get_context(
            consequences=said,
            reason_label=_("移出原因"),
            submit_label=_("移出名单"),
            style="danger",
            cancel_url=self.get_success_url(None),
            **more,
        )

    def act(self, *, by, data):
        desk.strike_off(by=by, listed=self.object, reason=data.get("reason", ""))

    def get_success_url(self, result):
        return self.object.plan.get_absolute_url()
