"""The rectification ledger (ux P9): what was found, who fixes it by when, is it truly fixed."""

import re
from collections import Counter

from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import (
    GRADE_ACTIONS,
    CheckState,
    DeadlineKind,
    LedgerState,
    MeasureStatus,
    OverdueGrade,
    RootCause,
)
from inspections.filters.ledger import LedgerFilter
from inspections.models import (
    LedgerItem,
    MeasureEvidence,
    Problem,
    ProblemScope,
    RectificationMeasure,
    SampleDraw,
    UnannouncedCheck,
    VerificationItem,
)
from inspections.querysets.ledger import IN_ORDER, PROBLEMS_IN_ORDER, lines_of, problems_of
from inspections.rectification import actions_of, found_on_the_spot, paired
from inspections.services.ledger import export_ledger
from inspections.services.ledger.story import faults_of, stories_of
from inspections.tables.ledger import COLUMNS, days_left, grade_tag
from povertyapp.core import clock
from povertyapp.core.alike import Alike
from povertyapp.core.exports import PDF_FORM, XLSX_FORM
from povertyapp.core.pagination import GroupedPaginator
from povertyapp.core.parameters import Parameters
from povertyapp.core.printing import why_not
from povertyapp.core.reading import read_together
from povertyapp.core.views import DetailPage, ListPage
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import address
from povertyapp.core.written import GivenKeys

EXPORT = "inspections.export_problem"
RELATED = ("problem__source", "measure__problem", "area")
SLUG = re.compile(r"(?:(\d{6})-)?(.+)", re.DOTALL)


def _as_of_today(rows, county):
    """Return lines with their state and their grade, by what the parameters of a county say."""
    today = clock.today()
    return rows.with_grade(today, Parameters(county, today)).with_state(today)


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


class LedgerExport(FilePage, LedgerList):
    """The lines of the ledger that the page shows, as a workbook (ux 2.5)."""

    verb = EXPORT
    file_label = gettext_lazy("导出整改台账")
    sheet_form = XLSX_FORM

    def make(self):
        return export_ledger(
            by=self.request.user,
            items=self.filter.qs,
            as_of=clock.today(),
            area_code=self.request.GET.get("area", ""),
            filters=self.get_conditions(),
            form=self.sheet_form,
        )

    def name_of(self, made):
        facts = {"day": clock.today(), "number": made.record.number, "form": self.form}
        return _("整改台账-%(day)s-%(number)s.%(form)s") % facts

    def get_back_url(self):
        return reverse("inspections:ledger")


class LedgerPdf(LedgerExport):
    """`/rectification/export.pdf?paper=a3`: the same lines in the same columns on A4 or A3, to sign and to file."""

    file_label = gettext_lazy("打印整改台账")
    is_narrowed = True
    form = PDF_FORM

    @property
    def sheet_form(self):
        return "a3" if self.request.GET.get("paper") == "a3" else "a4"


def crumbs(*way_down):
    """Return the way to a page below the ledger: the problem that it is about, if any, and its title."""
    *above, title = way_down
    way = [{"label": _("整改台账"), "url": reverse("inspections:ledger")}]
    way += [{"label": problem.no, "url": problem.get_absolute_url()} for problem in above]
    return [*way, {"label": title, "url": ""}]


class ProblemPage(DetailPage):
    """A page about one problem, named by its number and, where two counties use it, by its county."""

    model = Problem
    related = ("source", "county", "area")
    verb = "inspections.view_problem"

    @cached_property
    def object(self):
        county, no = SLUG.fullmatch(self.kwargs["no"]).groups()
        rows = self.rows().filter(no=no).prefetch_related("measures", "source__points")
        found = list((rows.filter(county_id=county) if county else rows)[:2])
        if len(found) != 1:  # a number without its county, which two counties use, names nothing
            raise Http404
        return found[0]


class ProblemDetail(ProblemPage):
    """One problem: what it is, why, whom it concerns, and each measure with all that is known of it."""

    template_name = "inspections/item.html"

    def get_title(self):
        return self.object.no

    def get_breadcrumbs(self):
        return [
            {"label": self.object.area.short_name, "url": ""},
            {"label": _("整改台账"), "url": reverse("inspections:ledger")},
            {"label": self.object.no, "url": ""},
        ]

    def get_actions(self):
        problem, may = self.object, self.request.user.has_perm
        if not may("inspections.change_problem"):
            return []
        return [
            {
                "label": _("新增措施"),
                "url": reverse("inspections:measure_add", args=[problem.slug]),
                "style": "primary",
            },
            {"label": _("修改"), "url": reverse("inspections:item_edit", args=[problem.slug]), "style": ""},
        ]

    def get_context(self, **more):
        problem = self.object
        rows = LedgerItem.of(problem).with_grade(clock.today(), self.value).with_state(clock.today())
        items = list(rows.in_ledger_order().prefetch_related("measure__progress"))
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
            scope=self._scope(),
            **more,
        )

    @cached_property
    def value(self):
        return Parameters(self.object.county_id, clock.today())

    def _scope(self):
        """Return how many things the problem concerns and how many are not mended, of those that the user may see."""
        rows = self.rows(ProblemScope).filter(problem=self.object, dropped_on=None)
        counts = rows.aggregate(count=Count("pk"), left=Count("pk", filter=Q(mended_on=None)))
        return counts | {"url": reverse("inspections:scope", args=[self.object.slug])}

    @cached_property
    def mine(self):
        """Return the measures that the user may act on: a township sees a county's measure, it does not move it."""
        rows = self.rows(RectificationMeasure).filter(problem=self.object)
        checks = Prefetch("verifications__items", self.rows(VerificationItem).select_related("scope"))
        draws = Prefetch("verifications__draw", self.rows(SampleDraw))
        pictures = Prefetch("evidence", self.rows(MeasureEvidence).select_related("made_by", "doubted_by"))
        rows = rows.select_related("problem", "submitted_by").prefetch_related(pictures, checks, draws)
        return {measure.pk: measure for measure in rows}

    def _facts(self):
        problem = self.object
        facts = [
            (_("来源批次"), str(problem.source)),
            (_("问题来源"), problem.origin),
            (_("文号"), problem.source.doc_no),
            (_("整改类型"), problem.get_track_display()),
            (_("自查维度"), problem.get_dimension_display()),
            (_("发现日期"), problem.found_on),
        ]
        return [{"label": label, "value": value} for label, value in facts if value]

    def _measure(self, item, steps):
        measure, user = item.measure, self.request.user
        own = self.mine.get(measure.pk)
        words = [str(measure.deadline or ""), measure.deadline_text]
        if measure.deadline_kind in (DeadlineKind.IMMEDIATE, DeadlineKind.CONTINUOUS):
            words.append(measure.get_deadline_kind_display())
        return {
            "measure": measure,
            "state": item.state,
            "word": LedgerState(item.state).label,
            "grade": item.grade,
            "grade_tag": grade_tag(item),
            "grade_action": GRADE_ACTIONS.get(item.grade, ""),
            "days_left": days_left(measure),
            "deadline_words": " · ".join(dict.fromkeys(word for word in words if word)),
            "faults": faults_of(item, self.value),
            "steps": steps,
            "waits": own is not None and own.status == MeasureStatus.IN_PROGRESS and own.submitted_by_id,
            "actions": actions_of(user, own) if own else [],
            "pairs": paired(own.evidence.all(), user) if own and own.evidence.all() else [],
            "checks": found_on_the_spot(own) if own else [],
        }
