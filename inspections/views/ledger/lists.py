"""The list of the rectification ledger: its lines, with their states counted above them."""

from collections import Counter

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import (
    CheckState,
    LedgerState,
    OverdueGrade,
)
from inspections.filters.ledger import LedgerFilter
from inspections.models import (
    LedgerItem,
    UnannouncedCheck,
)
from inspections.querysets.ledger import IN_ORDER, lines_of
from inspections.tables.ledger import COLUMNS
from inspections.whole_ledger import Standing, as_of_today, problems_in_order, standing
from povertyapp.core import clock
from povertyapp.core.alike import Alike
from povertyapp.core.changes import changes_of
from povertyapp.core.models import RuleParameter
from povertyapp.core.pagination import GroupedPaginator
from povertyapp.core.printing import why_not
from povertyapp.core.reading import read_together
from povertyapp.core.views import ListPage
from povertyapp.core.views.pages import address
from povertyapp.core.written import one_of

EXPORT = "inspections.export_problem"
# What the page shows of a line; problem and measure have some eighty columns.
SHOWN = (
    *(f"problem__{name}" for name in ("no", "county", "category", "origin", "scope_text", "text")),
    *(f"measure__{name}" for name in ("number", "text", "goal", "leader_name", "responsible_unit")),
    *(f"measure__{name}" for name in ("person_name", "deadline", "deadline_text", "status", "evidence_text")),
)
RELATED = ("problem", "measure")
# The conditions whose choices are counted above the list, each under all others.
TOLD_APART = ("state", "grade")


def _shown(user, county, _noted):
    """Return the lines of some problems as the page shows them."""
    rows = as_of_today(lines_of(user), county).filter(one_of("problem", "problems"))
    return rows.in_ledger_order().select_related(*RELATED).with_counts().only(*SHOWN)


class LedgerList(ListPage):
    """The ledger with its states counted above it; each count leads to just those lines."""

    model = LedgerItem
    related = RELATED
    verb = "inspections.view_problem"
    title = gettext_lazy("整改台账")
    template_name = "inspections/ledger.html"
    fragment_name = "inspections/_ledger_table.html"
    filterset_class = LedgerFilter
    columns = COLUMNS
    shown = SHOWN
    order = IN_ORDER
    empty_text = gettext_lazy("台账里还没有问题。查出问题后登记，或导入已有的台账。")
    begins_with = (gettext_lazy("新增问题"), "inspections:problem_add", "inspections.add_problem")

    def rows(self, model=None):
        if model is not None:
            return super().rows(model)
        return as_of_today(super().rows(), self.county)

    @cached_property
    def found(self):
        """Return the lines with what their cells show besides: nothing that is filtered or counted by."""
        return super().found.with_counts().prefetch_related("measure__progress")

    @cached_property
    def county(self):
        """Return the code of the county whose parameters judge the lines: whoever stands over several reads those of
        the first."""
        return next(iter(self.request.user.county_codes), "")

    def get_actions(self):
        found = []
        if self.request.user.has_perm("inspections.add_problem"):
            found += [{"label": _("新增问题"), "url": reverse("inspections:problem_add"), "style": "primary"}]
        if self.request.user.has_perm(EXPORT) and not why_not():
            url = self._as_file("ledger_pdf")
            found += [
                {"label": "A4 PDF", "url": url, "style": "", "icon": "print"},
                {"label": "A3 PDF", "url": address(url, paper="a3"), "style": "", "icon": "print"},
            ]
        return found

    def get_question(self):
        return _("查出了什么问题，谁在什么时候前整改，是不是真改了。")

    def get_export_url(self):
        if not self.request.user.has_perm(EXPORT):
            return ""
        return self._as_file("ledger_xlsx")

    def _as_file(self, name):
        """Return the address of the lines that the page shows, as a file."""
        query = self.request.GET.urlencode()
        return reverse(f"inspections:{name}") + (f"?{query}" if query else "")

    @cached_property
    def standing(self):
        """Return how the lines stand under the conditions beside the state and the grade, which tell them apart."""
        is_narrowed, asked = self.is_narrowed(*TOLD_APART), self.filter.form.cleaned_data
        told_apart = {name: asked.get(name) or "" for name in TOLD_APART}
        if not is_narrowed:
            return standing(self.request.user, self.county, **told_apart)
        counted, problems = self.filter.without(*TOLD_APART).counted(), problems_in_order(self.request.user)
        read_together(problems, counted)
        return Standing.of(problems, counted, **told_apart)

    def get_paginator(self):
        """Return the pages: in the order of the ledger only the problems that a page shows are read."""
        if self.get_order() != self.order:
            return super().get_paginator()
        return GroupedPaginator(self.lines_of_problems, self.page_rows, self.standing.lines)

    def lines_of_problems(self, problems, begin, end):
        """Return the lines of some problems from one place up to another; of the whole ledger in queries that
        are written once."""
        if self.is_narrowed():
            return self.found.only(*self.shown).filter(problem__in=problems)[begin:end]
        alike = Alike(_shown, self.request.user, self.county, changes_of(RuleParameter))
        return alike.part(begin, end, problems=problems).prefetch_related("measure__progress")

    def get_total(self):
        return sum(count for _problem, count in self.standing.lines)

    def get_state_chips(self):
        """Return the states with how many lines each has under the other conditions; each leads to those."""
        asked = self.request.GET.get("grade", "")
        found = Counter()
        for (state, grade), count in self.standing.counts.items():
            found[state] += count if asked in ("", grade) else 0
        chips = [("", _("全部"), found.total()), *((s.value, s.label, found[s]) for s in LedgerState)]
        return [self._chip("state", *chip) for chip in chips]

    def get_grade_chips(self):
        """Return the grades of overdue with how many lines each has under the other conditions."""
        asked = self.request.GET.get("state", "")
        found = Counter()
        for (state, grade), count in self.standing.counts.items():
            found[grade] += count if asked in ("", state) else 0
        return [self._chip("grade", grade.value, grade.label, found[grade]) for grade in OverdueGrade]

    def _chip(self, by, value, label, count):
        """Return one chip; pressed again, that of a grade lets it go."""
        query = self.request.GET.copy()
        for name in (by, "page"):
            query.pop(name, None)
        active, is_grade = value == self.request.GET.get(by, ""), by == "grade"
        lets_go = active and is_grade
        if value and not lets_go:
            query[by] = value
        return {
            "state": f"grade:{value}" if is_grade else value,
            "label": label,
            "count": count,
            "name": f"ledger-grade-{value}" if is_grade else f"ledger-{value or 'all'}",
            "url": f"{self.request.path}?{query.urlencode()}",
            "active": active,
            "lets_go": lets_go,
        }

    def get_sample(self):
        """Return the checks that an inspector is to make, with the way to them: the sealed ones, and those begun."""
        if not self.request.user.has_perm("inspections.change_check"):
            return None
        mine = self.rows(UnannouncedCheck).standing().filter(inspectors__user=self.request.user)
        states = (CheckState.SEALED, CheckState.ON_SITE)
        counts = Counter(mine.filter(state__in=states).order_by().values_list("state", flat=True))
        checks = reverse("inspections:checks")
        return [
            {
                "state": state.value,
                "count": counts[state],
                "url": address(checks, mine="1", standing="1", state=state.value),
            }
            for state in states
        ]

    def get_context(self, **more):
        return super().get_context(
            sample=self.get_sample(),
            state_chips=self.get_state_chips(),
            grade_chips=self.get_grade_chips(),
            as_of=clock.today(),
            **more,
        )
