"""问责 (rulebook D6): the cases with who must act, one case, the restrictions in force."""

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.case_file import CaseFile, deciding_words, waiting_for, waits_for
from inspections.filters.accountability import ActionFilter
from inspections.models import AccountabilityAction
from inspections.services.accountability.printing import print_case
from inspections.tables.accountability import ACTION_COLUMNS, SANCTION_COLUMNS
from povertyapp.core import clock
from povertyapp.core.exports import PDF_FORM
from povertyapp.core.printing import why_not
from povertyapp.core.views import DetailPage, ListPage
from povertyapp.core.views.handing import FilePage

VIEW = "inspections.view_accountability"


class ActionList(ListPage):
    """`/accountability/`: open cases first, what is due earliest on top; never a ranking of persons."""

    model = AccountabilityAction
    verb = VIEW
    title = gettext_lazy("问责")
    template_name = "inspections/actions.html"
    related = ("area",)
    filterset_class = ActionFilter
    columns = ACTION_COLUMNS
    order = (F("ended_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "no")

    def get_question(self):
        return _("哪些事项要问责，走到哪一步、等谁办、等了几天。")

    def get_actions(self):
        has_perm = self.request.user.has_perm
        links = [
            (has_perm("inspections.add_accountability"), _("录入线索"), "action_add", "primary"),
            (True, _("处理期内"), "sanctions", ""),
            (has_perm("inspections.add_selfreport"), _("自查报告"), "self_reports", ""),
            (has_perm("inspections.change_seat"), _("决定机关成员"), "seats", ""),
        ]
        return [
            {"label": label, "url": reverse(f"inspections:{name}"), "style": style}
            for is_shown, label, name, style in links
            if is_shown
        ]

    @cached_property
    def counts(self):
        """Return how many cases stand under each chip, in one query."""
        others = self.request.GET.copy()
        for name in ("show", "page"):
            others.pop(name, None)
        rows = self.filterset_class(others, queryset=self.rows(), request=self.request).qs
        mine = waiting_for(self.rows(), self.request.user).values("pk")
        is_open = Q(ended_on=None)
        return rows.order_by().aggregate(
            open=Count("pk", filter=is_open),
            mine=Count("pk", filter=Q(pk__in=mine)),
            overdue=Count("pk", filter=is_open & Q(due_on__lt=clock.today())),
            ended=Count("pk", filter=~is_open),
        )

    def get_state_chips(self):
        words = {"mine": _("等我办"), "overdue": _("逾期"), "open": _("在办"), "ended": _("已办结")}
        cues = {"mine": "warn", "overdue": "overdue", "open": "review", "ended": "good"}
        chips = [("", _("全部"), self.counts["open"] + self.counts["ended"])]
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
            "name": f"actions-{name or 'all'}",
            "url": f"{self.request.path}?{query.urlencode()}",
            "active": name == self.request.GET.get("show", ""),
        }

    def get_context(self, **more):
        return super().get_context(state_chips=self.get_state_chips(), as_of=clock.today(), **more)


class SanctionList(ListPage):
    """`/accountability/sanctions/`: restrictions that hold today with their last day, and orders not checked yet."""

    model = AccountabilityAction
    verb = VIEW
    title = gettext_lazy("处理期内")
    columns = SANCTION_COLUMNS
    order = (F("until_on").asc(nulls_last=True), "deadline_on", "no")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.in_force(clock.today())

    def get_question(self):
        return _("哪些处理还在期内，到哪天为止。到期自动解除。")

    def get_breadcrumbs(self):
        own = {"label": self.title, "url": ""}
        return [{"label": _("问责"), "url": reverse("inspections:actions")}, own]


class CasePage(DetailPage):
    """A page about one case, found by its number among those that the user may see."""

    model = AccountabilityAction
    verb = VIEW
    key = url_key = "no"
    related = ("area", "county", "helper", "answered_by", "decided_by", "joined_by", "entered_by")

    def get_breadcrumbs(self):
        own = {"label": self.object.no, "url": self.object.get_absolute_url()}
        crumbs = [{"label": _("问责"), "url": reverse("inspections:actions")}]
        title = self.get_title()
        if title == str(self.object):
            return [*crumbs, own | {"url": ""}]
        return [*crumbs, own, {"label": title, "url": ""}]


class ActionDetail(CasePage):
    """`/accountability/<no>/`: why it was proposed, who must act, what the party said, what was decided."""

    template_name = "inspections/action.html"

    @cached_property
    def file(self):
        return CaseFile(self.object, self.request.user)

    def get_actions(self):
        if why_not():
            return self.file.buttons()
        url = reverse("inspections:action_pdf", args=[self.object.no])
        return [*self.file.buttons(), {"label": "PDF", "url": url, "style": "", "icon": "print"}]

    def get_context(self, **more):
        case = self.object
        return super().get_context(
            case=case, file=self.file, waits_for=waits_for(case), deciding=deciding_words(case), **more
        )


class ActionPdf(FilePage, ActionDetail):
    """`/accountability/<no>.pdf`: the case on paper, to be signed and filed; the same words as the reader's page."""

    form = PDF_FORM
    file_label = gettext_lazy("打印问责单")

    def count_lines(self):
        return len(self.file.lines)

    def make(self):
        return print_case(by=self.request.user, case=self.object, context=self.get_context())

    def name_of(self, made):
        return _("问责事项办理单-%(no)s-%(number)s.pdf") % {
            "no": self.object.no,
            "number": made.record.number,
        }

    def get_back_url(self):
        return self.object.get_absolute_url()
