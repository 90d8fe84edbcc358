"""The rectification ledger (ux P9): what was found, who fixes it by when, is it truly fixed."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import DeadlineKind, LedgerState, RootCause
from inspections.filters.ledger import LedgerFilter
from inspections.models import LedgerItem, Problem
from inspections.services.ledger import export_ledger
from inspections.services.ledger.story import faults_of, stories_of
from inspections.tables.ledger import COLUMNS, days_left
from povertyapp.core import clock
from povertyapp.core.files import XLSX
from povertyapp.core.views import DetailPage, ListPage
from povertyapp.core.views.downloads import file_response

SLUG = re.compile(r"(?:(\d{6})-)?(.+)", re.DOTALL)


class LedgerList(ListPage):
    """The ledger with its states counted above it; each count leads to just those lines."""

    model = LedgerItem
    related = ("problem__source", "measure__problem", "area")
    verb = "inspections.view_problem"
    title = gettext_lazy("整改台账")
    template_name = "inspections/ledger.html"
    fragment_name = "inspections/_ledger_table.html"
    filterset_class = LedgerFilter
    columns = COLUMNS
    order = (
        "problem__county_id", "-problem__source__year", "problem__source_id", "problem__number",
        "measure__number", "pk",
    )  # fmt: skip

    def rows(self):
        return super().rows().with_state(clock.today()).prefetch_related("measure__progress")

    def get_question(self):
        return _("查出了什么问题，谁在什么时候前整改，是不是真改了。")

    def get_export_url(self):
        if not self.request.user.has_perm("inspections.export_problem"):
            return ""
        query = self.request.GET.urlencode()
        return reverse("inspections:ledger_xlsx") + (f"?{query}" if query else "")

    def get_state_chips(self):
        """Return the states with how many lines each has under the other conditions; each leads to those."""
        others = self.request.GET.copy()
        for name in ("state", "page"):
            others.pop(name, None)
        counts = self.filterset_class(others, queryset=self.rows(), request=self.request).qs.count_states()
        chips = [("", _("全部"), sum(counts.values()))]
        chips += [(state.value, state.label, counts[state]) for state in LedgerState]
        return [self._chip(others.copy(), *chip) for chip in chips]

    def _chip(self, query, state, label, count):
        if state:
            query["state"] = state
        return {
            "state": state,
            "label": label,
            "count": count,
            "name": f"ledger-{state or 'all'}",
            "url": f"{self.request.path}?{query.urlencode()}",
            "active": state == self.request.GET.get("state", ""),
        }

    def get_context(self, **more):
        return super().get_context(state_chips=self.get_state_chips(), as_of=clock.today(), **more)


class LedgerExport(LedgerList):
    """The lines of the ledger that the page shows, as a workbook (ux 2.5)."""

    verb = "inspections.export_problem"

    def get(self, request, *args, **kwargs):
        conditions = dict(str(chip["label"]).split(":", 1) for chip in self.get_chips())
        try:
            made = export_ledger(
                by=request.user,
                items=self.filter.qs,
                as_of=clock.today(),
                area_code=request.GET.get("area", ""),
                filters=conditions,
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return HttpResponseRedirect(reverse("inspections:ledger"))
        name = _("整改台账-%(day)s-%(number)s.xlsx") % {"day": clock.today(), "number": made.record.number}
        return file_response(made.data, name, XLSX)


class ProblemDetail(DetailPage):
    """One problem: what it is, why, and each measure with all that is known of it."""

    model = Problem
    related = ("source", "county", "area")
    verb = "inspections.view_problem"
    template_name = "inspections/item.html"

    @cached_property
    def object(self):
        county, no = SLUG.fullmatch(self.kwargs["no"]).groups()
        rows = self.rows().filter(no=no).prefetch_related("measures", "source__points")
        found = list((rows.filter(county_id=county) if county else rows)[:2])
        if len(found) != 1:  # a number without its county, which two counties use, names nothing
            raise Http404
        return found[0]

    def get_title(self):
        return self.object.no

    def get_breadcrumbs(self):
        return [
            {"label": self.object.area.short_name, "url": ""},
            {"label": _("整改台账"), "url": reverse("inspections:ledger")},
            {"label": self.object.no, "url": ""},
        ]

    def get_context(self, **more):
        problem = self.object
        items = list(LedgerItem.of(problem).with_state(clock.today()).in_ledger_order())
        steps = stories_of(items)
        return super().get_context(
            problem=problem,
            state=problem.status.value,
            state_word=problem.status.label,
            facts=self._facts(),
            causes=[RootCause(cause).label for cause in problem.causes],
            measures=[self._measure(item, steps[item.pk]) for item in items if item.measure],
            source=problem.source,
            points=problem.source.points.all(),
            **more,
        )

    def _facts(self):
        problem = self.object
        facts = [
            (_("来源批次"), str(problem.source)),
            (_("问题来源"), problem.origin),
            (_("文号"), problem.source.doc_no),
            (_("整改类型"), problem.get_track_display()),
        ]
        return [{"label": label, "value": value} for label, value in facts if value]

    def _measure(self, item, steps):
        measure = item.measure
        words = [str(measure.deadline or ""), measure.deadline_text]
        if measure.deadline_kind in (DeadlineKind.IMMEDIATE, DeadlineKind.CONTINUOUS):
            words.append(measure.get_deadline_kind_display())
        return {
            "measure": measure,
            "state": item.state,
            "word": LedgerState(item.state).label,
            "days_left": days_left(measure),
            "deadline_words": " · ".join(dict.fromkeys(word for word in words if word)),
            "faults": faults_of(item),
            "steps": steps,
        }
