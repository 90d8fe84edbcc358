"""The pages of one problem of the ledger."""

import re

from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from inspections.choices import (
    GRADE_ACTIONS,
    DeadlineKind,
    LedgerState,
    MeasureStatus,
    RootCause,
)
from inspections.models import (
    LedgerItem,
    MeasureEvidence,
    Problem,
    ProblemScope,
    RectificationMeasure,
    SampleDraw,
    VerificationItem,
)
from inspections.rectification import actions_of, found_on_the_spot, paired
from inspections.services.ledger.story import faults_of, stories_of
from inspections.tables.ledger import days_left, grade_tag
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.views import DetailPage

SLUG = re.compile(r"(?:(\d{6})-)?(.+)", re.DOTALL)


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
        rows = LedgerItem.of(problem).judged(clock.today(), self.value)
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
