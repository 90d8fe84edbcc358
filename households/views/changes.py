"""Coming in, leaving, falling back (进退管理): the list of cases, one case."""

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.case_file import CaseView
from households.case_filters import CaseFilter
from households.case_querysets import past_limit
from households.case_tables import CASE_COLUMNS
from households.choices import PovertyStatus
from households.models import ProcedureBatch, ProcedureCase
from households.steps import ProcedureKind
from households.views.base import HouseholdPage
from povertyapp.core import clock
from povertyapp.core.roles import Role
from povertyapp.core.views import DetailPage, ListPage

VIEW, CHANGE = "households.view_household", "households.change_case"


class ChangeList(ListPage):
    """Cases with what waits, for how long, and for whom."""

    model = ProcedureCase
    verb = VIEW
    title = gettext_lazy("进退管理")
    template_name = "households/changes.html"
    related = ("area", "area__parent", "household")
    filterset_class = CaseFilter
    columns = CASE_COLUMNS
    # running cases first, those due earliest on top
    order = (F("ended_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "area_id", "pk")

    def get_question(self):
        return _("谁在进、谁在退、走到哪一步、等谁办、等了几天。")

    def get_actions(self):
        user = self.request.user
        if not user.has_perm(CHANGE) or Role.CADRE not in user.roles:  # these are brought up by the village
            return []
        return [
            {"label": label, "url": reverse("households:change_start", args=[kind]), "style": style}
            for kind, label, style in (
                (ProcedureKind.EXIT, _("提出拟脱贫名单"), "primary"),
                (ProcedureKind.ENTRY, _("申请纳入"), ""),
                (ProcedureKind.MONITORING, _("登记监测线索"), ""),
            )
        ]

    @cached_property
    def counts(self):
        """Return how many cases stand under each chip, in one query."""
        others = self.request.GET.copy()
        for name in ("show", "page"):
            others.pop(name, None)
        rows = self.filterset_class(others, queryset=self.rows(), request=self.request).qs
        today, mine = clock.today(), self.rows().waiting_for(self.request.user).values("pk")
        return rows.order_by().aggregate(
            running=Count("pk", filter=Q(ended_on=None)),
            mine=Count("pk", filter=Q(pk__in=mine)),
            overdue=Count("pk", filter=past_limit(today)),
            ended=Count("pk", filter=Q(ended_on__isnull=False)),
        )

    def get_state_chips(self):
        words = {"mine": _("等我办"), "overdue": _("逾期"), "running": _("在办"), "ended": _("已办结")}
        cues = {"mine": "warn", "overdue": "overdue", "running": "review", "ended": "good"}
        chips = [("", _("全部"), self.counts["running"] + self.counts["ended"])]
        chips += [(name, word, self.counts[name]) for name, word in words.items()]
        return [self._chip(name, word, count, cues.get(name, "")) for name, word, count in chips]

    def _chip(self, name, label, count, cue):
        query = self.request.GET.copy()
        query.pop("page", None), query.pop("show", None)
        if name:
            query["show"] = name
        return {
            "state": cue,
            "label": label,
            "count": count,
            "name": f"changes-{name or 'all'}",
            "url": f"{self.request.path}?{query.urlencode()}",
            "active": name == self.request.GET.get("show", ""),
        }

    def get_context(self, **more):
        return super().get_context(state_chips=self.get_state_chips(), as_of=clock.today(), **more)


class CasePage(DetailPage):
    """A page about one case, found among those that the user may see."""

    model = ProcedureCase
    verb = VIEW
    related = ("area", "batch", "household", "standard", "opened_by")

    def get_breadcrumbs(self):
        own = {"label": str(self.object), "url": self.object.get_absolute_url()}
        crumbs = [
            {"label": self.object.area.short_name, "url": ""},
            {"label": _("进退管理"), "url": reverse("households:changes")},
        ]
        title = self.get_title()
        if title == str(self.object):
            return [*crumbs, own | {"url": ""}]
        return [*crumbs, own, {"label": title, "url": ""}]


class ChangeDetail(CasePage):
    """民主评议 → 核实认可 → 公告公示 → 销号: where one case stands, what still lacks, all that is on record."""

    template_name = "households/change.html"

    @cached_property
    def case(self):
        return CaseView(self.object, self.request.user)

    def get_actions(self):
        actions = list(self.case.actions)
        # whoever sees the case for answering for its household does not see the list of the whole village
        if self.rows(ProcedureBatch).filter(pk=self.object.batch_id).exists():
            url = reverse("households:posting_batch", args=[self.object.batch_id])
            actions.append({"label": _("公示名单"), "url": url, "icon": "print"})
        return actions

    def get_context(self, **more):
        return super().get_context(case=self.case, **more)


class ChangePanel(HouseholdPage):
    """The cases of one household, on its own page."""

    template_name = "households/change_panel_page.html"
    fragment_name = "households/_change_panel.html"

    def get_title(self):
        return _("进退记录")

    def get(self, request, *args, **kwargs):
        cases = self.rows(ProcedureCase).filter(household=self.object).order_by("-pk")
        starts = []
        if request.user.has_perm(CHANGE):
            starts = [
                {
                    "label": label,
                    "url": f"{reverse('households:change_start', args=[kind])}?no={self.object.household_no}",
                }
                for kind, label in self._starts()
            ]
        return self.render(self.fragment_name if self.asks_part else None, cases=cases, starts=starts)

    def _starts(self):
        if self.object.poverty_status == PovertyStatus.EXITED:
            yield ProcedureKind.RETURN, _("返贫纳入")
        else:
            yield ProcedureKind.REMOVAL, _("错评清退")
        yield ProcedureKind.NATURAL, _("自然销户")
        yield ProcedureKind.MONITORING, _("登记监测线索")
