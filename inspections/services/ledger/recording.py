"""Record a ledger as it stands: an office's own, or one of ours that comes back corrected.

Problems are found by our number or by their place in the list of their batch, measures by their text or
their number. What is already so is not written. What is wrong in the paper is recorded and told as a finding;
nothing is refused for it and nothing smoothed.
"""

import datetime as dt
import re
from dataclasses import dataclass, field, fields

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.choices import PAPER_MOVES, RETURNED_MOVES, LedgerState, MeasureStatus, StepAct
from inspections.ledger import LedgerRow, ProgressNote, words
from inspections.ledger.reading import Ledger
from inspections.ledger.workbook import COLUMNS
from inspections.models import NoticePoint, NoticeSource, Problem, ProgressEntry, RectificationMeasure
from inspections.querysets import STATUSES_OF
from inspections.services.ledger.meaning import (
    MEASURE_COLUMNS,
    PROBLEM_COLUMNS,
    STATE_OF_WORD,
    causes_in,
    deadline_of,
    entry_of,
    latest_percent,
    same_deadline,
    status_of,
)
from inspections.services.ledger.places import batch_of
from inspections.services.ledger.steps import take_step
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.parameters import Parameters

STATE_COLUMNS = {"状态", "完成情况", "是否销号"}
OWN_NAMES = ["突出问题" if column.header == "问题描述" else column.header for column in COLUMNS]
_OUR_NUMBER = re.compile(r"\D*(\d{4})\D(\d+)")


@dataclass
class LedgerCounts:
    """What recording a ledger did."""

    problems_created: int = 0
    problems_updated: int = 0
    problems_unchanged: int = 0
    measures_created: int = 0
    measures_updated: int = 0
    measures_unchanged: int = 0

    def as_dict(self) -> dict[str, int]:
        return {item.name: getattr(self, item.name) for item in fields(self)}


@transaction.atomic
def record_ledger(*, by, county: Area, ledgers: list[Ledger]) -> LedgerCounts:
    """Record every sheet of a ledger in a county; one transaction. The same file again changes nothing.

    Raises ValidationError, and writes nothing, when texts are too long for their column or when a ledger of
    ours comes back with a state that only a check in the system can give; all such places at once.
    """
    counts = LedgerCounts()
    refused: list[str] = []
    for ledger in ledgers:
        with because(by=by, reason=f"import_ledger {ledger.file}"):
            recorder = _Recorder(by, county, ledger)
            recorder.record()
        refused.extend(recorder.refused)
        for item in fields(counts):
            setattr(counts, item.name, getattr(counts, item.name) + getattr(recorder.counts, item.name))
    if refused:
        raise ValidationError(refused)
    return counts


def started_on(county: Area, ledger: Ledger) -> dt.date | None:
    """Return the day that rectification of the batch began (LF-02), None when it lies after the ledger.

    The batch's own mobilisation day, else the parameter `rectification.started_on` of the county.
    """
    year, name = batch_of(ledger, county)
    source = NoticeSource.objects.filter(area=county, year=year, name=name).first()
    if source and source.mobilised_on:
        return source.mobilised_on
    day = dt.date.fromisoformat(Parameters(county.code, ledger.as_of)("rectification.started_on"))
    return day if day <= ledger.as_of else None


@dataclass
class _Recorder:
    """Records one sheet. `problems` and `measures` are what stands so far, loaded once."""

    by: object
    county: Area
    ledger: Ledger
    counts: LedgerCounts = field(default_factory=LedgerCounts)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self):
        stored = Problem.objects.filter(county=self.county).select_related("source")
        self.by_no = {problem.no: problem for problem in stored}
        self.measures: dict[int, list[RectificationMeasure]] = {}
        rows = RectificationMeasure.objects.filter(problem__county=self.county).prefetch_related("progress")
        for measure in rows.order_by("number"):
            self.measures.setdefault(measure.problem_id, []).append(measure)
        self.seen: dict[str, dict[int, str]] = {"problem": {}, "measure": {}}
        self.lines = (
            {line.key: line for line in self.ledger.stamp.lines.values()} if self.ledger.stamp else {}
        )
        self._source: NoticeSource | None = None

    def record(self) -> None:
        if self.ledger.points:
            self._record_points()
        for row in self.ledger.rows:
            problem = self._problem(row)
            if row.measure:
                self._measure(row, problem)
        for kind, done in self.seen.items():
            for outcome in ("created", "updated", "unchanged"):
                total = sum(1 for value in done.values() if value == outcome)
                setattr(self.counts, f"{kind}s_{outcome}", total)

    @property
    def source(self) -> NoticeSource:
        """Return the batch that the ledger's title names, made when a problem needs it."""
        if self._source is None:
            year, name = batch_of(self.ledger, self.county)
            facts = {"title": self.ledger.title[:200], "doc_no": self.ledger.basis[:60]}
            self._source, _made = NoticeSource.objects.get_or_create(
                area=self.county, year=year, name=name, defaults=facts
            )
        return self._source

    def _record_points(self) -> None:
        known = {point.number: point for point in self.source.points.all()}
        for number, text in enumerate(self.ledger.points, start=1):
            point = known.get(number)
            if point is None:
                NoticePoint.objects.create(source=self.source, number=number, text=text)
            elif point.text != text:
                point.text = text
                point.save(update_fields=["text"])

    # problems

    def _problem(self, row: LedgerRow) -> Problem:
        problem = self._find_problem(row)
        if problem is None:
            return self._create_problem(row)
        if self.seen["problem"].get(problem.pk) == "created":
            return problem
        columns = self._columns_read(row, self._key_of(problem, row))
        changes = self._changes(row, problem, PROBLEM_COLUMNS, columns)
        if "cause_text" in changes:
            changes["causes"] = causes_in(row.cause)
        if changes and self._fits(row, Problem, changes):
            _write(problem, changes)
            self.seen["problem"][problem.pk] = "updated"
        self.seen["problem"].setdefault(problem.pk, "unchanged")
        return problem

    def _find_problem(self, row: LedgerRow) -> Problem | None:
        if row.problem_code:
            return self.by_no.get(row.problem_code)
        return next(
            (p for p in self.by_no.values() if p.source_id == self.source.pk and p.number == row.problem_no),
            None,
        )

    def _create_problem(self, row: LedgerRow) -> Problem:
        facts = {to: getattr(row, name) for name, to in PROBLEM_COLUMNS.values()}
        number, no = self._numbers(row)
        problem = Problem(
            area=self.county, county=self.county, source=self.source, number=number, no=no,
            causes=causes_in(row.cause), **facts,
        )  # fmt: skip
        if self._fits(row, Problem, facts | {"no": no}):
            problem.save()
        self.by_no[no] = problem
        self.seen["problem"][problem.pk] = "created"
        return problem

    def _numbers(self, row: LedgerRow) -> tuple[int, str]:
        """Return a free place in the batch and a free number in the county: the paper's own if free."""
        taken = {problem.number for problem in self.by_no.values() if problem.source_id == self.source.pk}
        ours = _OUR_NUMBER.fullmatch(row.problem_code)
        number = int(ours[2]) if ours else row.problem_no or 0
        if number in taken or number < 1:
            number = max(taken, default=0) + 1
        if row.problem_code:
            return number, row.problem_code
        at = number
        while (no := f"ZG-{self.source.year}-{at:03d}") in self.by_no:
            at += 1
        return number, no

    # measures

    def _measure(self, row: LedgerRow, problem: Problem) -> None:
        if problem.pk is None:
            return
        measure = self._find_measure(row, problem)
        if measure is None:
            self._create_measure(row, problem)
        elif self.seen["measure"].get(measure.pk) != "created":
            self._update_measure(row, measure)

    def _find_measure(self, row: LedgerRow, problem: Problem) -> RectificationMeasure | None:
        """Return the measure with the row's text, else with its number, else the one that the line was."""
        stored = self.measures.get(problem.pk, [])
        number = self._exported_number(row, problem)
        same = [measure for measure in stored if measure.text == row.measure]
        if same:
            return next((measure for measure in same if measure.number == number), same[0])
        if number is None and "措施序号" in self.ledger.columns:
            number = row.measure_no
        return next((measure for measure in stored if measure.number == number), None)

    def _exported_number(self, row: LedgerRow, problem: Problem) -> int | None:
        """Return the number of the measure that this exported line was, when it is of that problem."""
        key = self._line_key(row).rpartition("/")
        return int(key[2]) if key[0] == f"{problem.county_id}/{problem.no}" and key[2].isdigit() else None

    def _line_key(self, row: LedgerRow) -> str:
        if not self.ledger.stamp:
            return ""
        line = self.ledger.stamp.lines.get(words.prose(self.ledger.cells_of(row)[0]))
        return line.key if line else ""

    def _create_measure(self, row: LedgerRow, problem: Problem) -> None:
        stored = self.measures.setdefault(problem.pk, [])
        taken = {measure.number for measure in stored}
        number = row.measure_no or 0
        if number < 1 or number in taken:
            number = max(taken, default=0) + 1
        facts = {to: getattr(row, name) for name, to in MEASURE_COLUMNS.values()}
        facts |= deadline_of(row) | {"percent": latest_percent(row.progress)}
        if not self._fits(row, RectificationMeasure, facts):
            return
        measure = RectificationMeasure(
            problem=problem,
            area_id=problem.area_id,
            number=number,
            known_on=self.ledger.as_of,
            recorded_from=self.ledger.file[:200],
            status=status_of(row),
            **facts,
        )
        measure.save()
        ProgressEntry.objects.bulk_create(entry_of(measure, note) for note in row.progress)
        stored.append(measure)
        self.seen["measure"][measure.pk] = "created"

    def _update_measure(self, row: LedgerRow, measure: RectificationMeasure) -> None:
        columns = self._columns_read(row, measure.key)
        self.seen["measure"].setdefault(measure.pk, "unchanged")
        if not self.lines and measure.known_on and measure.known_on > self.ledger.as_of:
            return  # an older paper does not overrule what is known since
        changes = self._changes(row, measure, MEASURE_COLUMNS, columns)
        if "整改时限" in columns and not same_deadline(row, measure):
            changes |= deadline_of(row)
        status = self._new_status(row, measure, columns)
        notes = self._new_notes(row, measure, columns)
        if notes and (percent := latest_percent(row.progress)) is not None:
            changes["percent"] = percent
        if not (changes or status or notes) or not self._fits(row, RectificationMeasure, changes):
            return
        if status and not self._move(row, measure, status):
            return
        changes["known_on"] = max(self.ledger.as_of, measure.known_on or self.ledger.as_of)
        _write(measure, changes)
        self._write_notes(measure, notes)
        self.seen["measure"][measure.pk] = "updated"

    def _new_status(self, row: LedgerRow, measure: RectificationMeasure, columns: set[str]):
        """Return the status that the row gives, or None when it says what the measure already is."""
        if not columns & STATE_COLUMNS:
            return None
        status = status_of(row)
        if row.state:
            state = STATE_OF_WORD.get(row.state)
            if state is None:
                self._refuse(row, "状态", row.state, "、".join(words.STATES))
                return None
            if state == LedgerState.OVERDUE:  # derived: it says nothing of how far the work is
                return None
            return None if measure.status in STATUSES_OF[state] else status
        if row.closed is None and measure.status == MeasureStatus.CLOSED and words.is_done(row.completion):
            return None  # a ledger without 是否销号 cannot take a closing back
        same_group = next(group for group in STATUSES_OF.values() if status in group)
        return None if measure.status in same_group else status

    def _move(self, row: LedgerRow, measure: RectificationMeasure, status) -> bool:
        """Change the status as the paper says, or as an office may in a ledger of ours; tell if it did."""
        reason = f"import_ledger {self.ledger.file}"
        if not row.state:
            return self._follow_paper(row, measure, status, reason)
        if status not in RETURNED_MOVES.get(MeasureStatus(measure.status), ()):
            accepted = _("“%(was)s”不变，提交验收、退回和销号请在系统中办理") % {
                "was": measure.get_status_display()
            }
            self._refuse(row, "状态", row.state, accepted)
            return False
        take_step(measure, status, by=self.by, moves=RETURNED_MOVES, act=StepAct.PAPER, reason=reason)
        return True

    def _follow_paper(self, row: LedgerRow, measure: RectificationMeasure, status, reason: str) -> bool:
        """Let a measure be as a paper ledger says; what is not mended does not close, whatever the paper says."""
        if status == MeasureStatus.CLOSED and measure.problem.scope.unmended().exists():
            accepted = _("不销号：系统中还有涉及对象没有整改到位")
            self._refuse(row, "是否销号", "√", accepted)
            return False
        marked = {"recorded_from": measure.recorded_from or self.ledger.file[:200]}
        take_step(measure, status, by=self.by, moves=PAPER_MOVES, act=StepAct.PAPER, reason=reason, **marked)
        return True

    def _new_notes(self, row: LedgerRow, measure, columns: set[str]) -> list[ProgressNote]:
        """Return the entries that are new or read otherwise than before."""
        if self.lines and "整改进展及成效" not in columns:
            return []
        known = {entry.of: entry.text for entry in measure.progress.all()}
        return [note for note in row.progress if known.get(note.of) != note.text]

    def _write_notes(self, measure: RectificationMeasure, notes: list[ProgressNote]) -> None:
        known = {entry.of: entry for entry in measure.progress.all()}
        for note in notes:
            entry = known.get(note.of)
            if entry:
                _write(entry, {"text": note.text, "percent": note.percent})
            else:
                entry_of(measure, note).save()

    # what both do

    def _key_of(self, problem: Problem, row: LedgerRow) -> str:
        key = f"{problem.county_id}/{problem.no}"
        number = self._exported_number(row, problem)
        return f"{key}/{number}" if number is not None else key

    def _columns_read(self, row: LedgerRow, key: str) -> set[str]:
        """Return the columns whose cells count: the sheet's; of a ledger of ours, those touched since."""
        columns = set(self.ledger.columns)
        line = self.lines.get(key)
        if line is None:
            return columns
        touched = line.touched(self.ledger.cells_of(row))
        return columns & {OWN_NAMES[place] for place in touched}

    def _changes(self, row: LedgerRow, record, by_column: dict, columns: set[str]) -> dict:
        wanted = {to: getattr(row, name) for key, (name, to) in by_column.items() if key in columns}
        return {to: value for to, value in wanted.items() if getattr(record, to) != value}

    def _fits(self, row: LedgerRow, model, facts: dict) -> bool:
        """Tell whether every text fits its column; note each one that does not."""
        fits = True
        for name, value in facts.items():
            limit = model._meta.get_field(name).max_length
            if isinstance(value, str) and limit and len(value) > limit:
                accepted = _("不超过 %(limit)d 个字") % {"limit": limit}
                self._refuse(row, str(model._meta.get_field(name).verbose_name), f"{value[:20]}…", accepted)
                fits = False
        return fits

    def _refuse(self, row: LedgerRow, column: str, value: str, accepted: str) -> None:
        place = {"sheet": self.ledger.sheet, "row": row.row, "column": column, "value": value}
        self.refused.append(
            _("工作表“%(sheet)s”第 %(row)s 行“%(column)s”：填的是“%(value)s”，可接受的是：%(accepted)s。")
            % (place | {"accepted": accepted})
        )


def _write(record, changes: dict) -> None:
    for name, value in changes.items():
        setattr(record, name, value)
    record.save(update_fields=list(changes))
