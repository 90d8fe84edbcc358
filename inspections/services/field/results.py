"""What follows from a check when its circular is out: problems on the ledger, evidence struck out (rulebook C6).

Before the circular nothing is written that those inspected could see; the inspecting side sees the drafts.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.models import AssistanceMeasure
from assistance.services import void_measure, void_visit
from inspections.choices import Compared, Fact, UnitUse
from inspections.models import CheckAnswer, CheckRecord
from inspections.services.checks import when_published
from inspections.services.problems import raise_problem
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS

CATEGORIES = {
    Fact.SIZE: gettext_lazy("账实不符：家庭人口"),
    Fact.LAND: gettext_lazy("账实不符：耕地面积"),
    Fact.MEASURES: gettext_lazy("账实不符：帮扶措施"),
    Fact.LAST_VISIT: gettext_lazy("账实不符：入户走访"),
}


@dataclass(frozen=True)
class Draft:
    """A line of the ledger that a mismatch, or a problem seen on site, will become; `key` makes it one for ever."""

    key: str
    category: str
    text: str
    answer: CheckAnswer | None = None

    @property
    def problem(self):
        """Return the problem that it has become, None before the circular."""
        return self.answer.problem if self.answer else None


def drafts_of(record: CheckRecord) -> list[Draft]:
    """Return what the record will put on the ledger, prefilled, in the order of the form; no person is named."""
    return [
        _draft(record, answer) for answer in record.answers.all() if answer.compared == Compared.MISMATCH
    ] + ([_seen(record)] if record.problem_text else [])


def _draft(record, answer):
    check = record.site_check
    text = _("%(village)s %(no)s 户：档案登记%(fact)s %(registered)s，现场核查 %(actual)s。") % {
        "village": check.area.short_name,
        "no": check.unit.code,
        "fact": answer.get_fact_display(),
        "registered": answer.registered,
        "actual": answer.actual,
    }
    return Draft(f"check:{check.key}:{answer.fact}", str(CATEGORIES[Fact(answer.fact)]), text, answer)


def _seen(record):
    check = record.site_check
    place = {"village": check.area.short_name, "no": check.unit.code}
    text = _("%(village)s %(no)s 户：%(problem)s") % {**place, "problem": record.problem_text}
    return Draft(f"check:{check.key}:seen", str(record.get_problem_kind_display()), text)


@when_published
@transaction.atomic
def issue_findings(*, by, draw) -> dict[str, int]:
    """Put every mismatch of a draw on the ledger and strike out what was disproved; doing so again adds nothing.

    Evidence is struck out in the name of the inspector who found it. What he may not judge (his own visit, a home of
    his unit) stays open on the record's page for another one. Return how many of each.
    """
    records = CheckRecord.objects.filter(
        site_check__unit__draw=draw, site_check__unit__use=UnitUse.CHOSEN, site_check__voided_at=None
    )
    records = records.select_related("site_check__unit", "site_check__area", "recorded_by")
    counts = {"problems": 0, "struck_out": 0}
    for record in records.prefetch_related("answers__visit__household", "answers__visit__helper"):
        counts["problems"] += _raise_problems(by, record)
        counts["struck_out"] += strike_out(record)
    return counts


def _raise_problems(by, record) -> int:
    check = record.site_check
    county = Area.objects.get(code=check.area_id[:COUNTY_DIGITS])
    raised = 0
    for draft in drafts_of(record):
        problem = raise_problem(
            by=by,
            county=county,
            area=check.area,
            text=draft.text,
            category=draft.category,
            origin=_("现场核查 %(receipt)s") % {"receipt": record.receipt},
            households=[check.unit.code],
            found_by=record.recorded_by,
            found_on=clock.day_of(record.recorded_at),
            key=draft.key,
        )
        target = draft.answer or record
        if target.problem_id != problem.pk:
            target.problem = problem
            with because(by=by, reason=_("通报后记入整改台账")):
                target.save(update_fields=["problem"])
            raised += 1
    return raised


def strike_out(record) -> int:
    """Strike out the visits and measures that the record disproves and its inspector may judge; return how many."""
    struck = 0
    for answer in record.answers.all():
        if answer.compared == Compared.MISMATCH and answer.struck_at is None:
            struck += _strike_out_of(record, answer)
    return struck


def _strike_out_of(record, answer) -> int:
    reason = _("现场核查 %(receipt)s：%(actual)s") % {"receipt": record.receipt, "actual": answer.actual}
    acts: list[tuple[Any, dict[str, Any]]] = []
    if answer.visit and not answer.visit.voided_at:
        acts.append((void_visit, {"visit": answer.visit}))
    measures = AssistanceMeasure.objects.filter(pk__in=answer.disproved, voided_at=None)
    acts += [(void_measure, {"measure": measure}) for measure in measures.select_related("household")]
    done = 0
    for act, what in acts:
        try:
            with transaction.atomic():
                act(by=record.recorded_by, reason=reason[:200], **what)
        except (ValidationError, Conflict):  # not his to judge, or somebody was faster
            continue
        done += 1
    if done and done == len(acts):
        answer.struck_at = clock.now()
        with because(by=record.recorded_by, reason=reason):
            answer.save(update_fields=["struck_at"])
    return done
