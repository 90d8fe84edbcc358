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
from inspections.querysets.ledger import IN_ORDER, PROBLEMS_IN_ORDER, lines_of, problems_of
from inspections.tables.ledger import COLUMNS
from povertyapp.core import clock
from povertyapp.core.alike import Alike
from povertyapp.core.pagination import GroupedPaginator
from povertyapp.core.parameters import Parameters
from povertyapp.core.printing import why_not
from povertyapp.core.reading import read_together
from povertyapp.core.views import ListPage
from povertyapp.core.views.pages import address
from povertyapp.core.written import GivenKeys

EXPORT = "inspections.export_problem"
RELATED = ("problem__source", "measure__problem", "area")


def _as_of_today(rows, county):
    """Return lines with their state and their grade, by what the parameters of a county say."""
    today = clock.today()
    return rows.judged(today, Parameters(county, today))


def _counted(user, county, _said):
    return _as_of_today(lines_of(user), county).counted()


def _keys(user):
    """Return the keys of the lines of some problems."""
    rows = lines_of(user).filter(problem__in=GivenKeys("problems"))
    return rows.in_ledger_order().values_list("pk", flat=True)


def _shown(user, county, _said):
    """Return some lines of some problems as the page shows them."""
    rows = _as_of_today(lines_of(user), county)
    rows = rows.filter(problem__in=GivenKeys("problems"), pk__in=GivenKeys("keys"))
    return rows.in_ledger_order().select_related(*RELATED).with_counts()


def _problems(user):
    return problems_of(user).order_by(*PROBLEMS_IN_ORDER).values_list("pk", flat=True)


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
    order = IN_ORDER
    empty_text = gettext_lazy("台账里还没有问题。查出问题后登记，或导入已有的台账。")
    begins_with = (gettext_lazy("新增问题"), "inspections:problem_add", "inspections.add_problem")

    def rows(self, model=None):
        if model is not None:
            return super().rows(model)
        return _as_of_today(super().rows(), self.value.area_code)

    @cached_property
    def found(self):
        """Return the lines with what their cells show besides: nothing that is filtered or counted by."""
        return super().found.with_counts().prefetch_related("measure__progress")

    @cached_property
    def value(self):
        """Return the parameters of the user's county: whoever stands over several reads those of the first."""
        places = [*self.request.user.county_codes, ""]
        return Parameters(places[0], clock.today())

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
    def counts(self):
        """Return (state, grade) → lines under the other conditions."""
        found = Counter()
        for _problem, state, grade, count in self.held[1]:
            found[state, grade] += count
        return found

    @cached_property
    def held(self):
        """Return the problems in their order, and (problem, state, grade, lines) under the other conditions: all that
        is counted on the page."""
        if self.is_narrowed("state", "grade"):
            counted = self.filter.without("state", "grade").counted()
        else:
            counted = self._alike(_counted).all()
        problems = Alike(_problems, self.request.user).all()
        read_together(problems, counted)
        return problems, counted

    def _alike(self, ask):
        return Alike(ask, self.request.user, self.value.area_code, self.value.as_text())

    @cached_property
    def lines(self):
        """Return (problem, lines) in the order of the ledger, of the problems with lines that are asked for."""
        asked = self.filter.form.cleaned_data
        wanted = asked.get("state") or "", asked.get("grade") or ""
        (problems, counted), found = self.held, Counter()
        for problem, *of, count in counted:
            found[problem] += count * all(name in ("", own) for name, own in zip(wanted, of, strict=True))
        return [(problem, found[problem]) for problem in problems if found[problem]]

    def get_paginator(self):
        """Return the pages: in the order of the ledger only the problems that a page shows are read."""
        if self.get_order() != self.order:
            return super().get_paginator()
        return GroupedPaginator(self.lines_of_problems, self.page_rows, self.lines)

    def lines_of_problems(self, problems, begin, end):
        """Return the lines of some problems from one place up to another; of the whole ledger by their keys, in queries
        that are written once."""
        if self.is_narrowed():
            return self.found.filter(problem__in=problems)[begin:end]
        keys = list(Alike(_keys, self.request.user).all(problems=problems))[begin:end]
        found = self._alike(_shown).all(problems=problems, keys=keys)
        return found.prefetch_related("measure__progress")

    def get_total(self):
        return sum(count for _problem, count in self.lines)

    def get_state_chips(self):
        """Return the states with how many lines each has under the other conditions; each leads to those."""
        asked = self.request.GET.get("grade", "")
        found = Counter()
        for (state, grade), count in self.counts.items():
            found[state] += count if asked in ("", grade) else 0
        chips = [("", _("全部"), found.total()), *((s.value, s.label, found[s]) for s in LedgerState)]
        return [self._chip("state", *chip) for chip in chips]

    def get_grade_chips(self):
        """Return the grades of overdue with how many lines each has under the other conditions."""
        asked = self.request.GET.get("state", "")
        found = Counter()
        for (state, grade), count in self.counts.items():
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
