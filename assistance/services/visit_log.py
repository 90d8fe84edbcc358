"""Take a signed log of visits in: judge every row, store what happened, once for ever."""

import datetime as dt
import hashlib
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assistance.importing.visits import CONTENT, DAY, HELPER, NUMBER, VisitLog, VisitRow
from assistance.models import Helper, HelperAssignment, Visit
from assistance.services.visits import entry_moment, is_on_register
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.aftermath import records_changed
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.month_locks import hold_months_open, locked_months
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.workbooks import Finding

BATCH_ROWS = 2000


@dataclass
class Taken:
    """What came of a log: counts, findings, and the log's own date by which it was judged."""

    as_of: dt.date
    created: int = 0
    unchanged: int = 0
    late: int = 0
    findings: list[Finding] = field(default_factory=list)


def take_visit_log(*, by=None, log: VisitLog, as_of=None, progress=None) -> Taken:
    """Store the visits of a signed log in one transaction and return what came of it.

    Rows count as entered on the log's own date: a visit in a month that the log names by the last day of that
    month, another by the date of the log (`as_of`, else as `VisitLog.as_of` says); in a locked month they are
    late. Rows without a known household or an existing day, in the future or listed twice are told and not
    stored. A visit that is already recorded (same household, day and visitor) is left alone.
    """
    taken = Taken(log.as_of(as_of, clock.today()))
    try:
        with transaction.atomic(), because(by=by, reason=_("导入走访登记表 %(file)s") % {"file": log.file}):
            known = _Known(log, by)
            standing = _judge(log, known, taken)
            _tell_copied(standing, known, taken)
            _store(standing, known, log, taken, by, progress)
    except IntegrityError as error:
        raise Conflict(_("同一份登记表正在由别人导入，请稍后再试。")) from error
    places = {f"{row.record.sheet} {row.record.row}": place for place, row in enumerate(log.rows)}
    taken.findings.sort(key=lambda found: places[f"{found.sheet} {found.row}"])
    return taken


def _store(standing, known, log, taken, by, progress):
    visits = [_visit(row, known, log, taken.as_of, by) for row in standing if not row.is_stored]
    for start in range(0, len(visits), BATCH_ROWS):
        batch = Visit.objects.bulk_create(visits[start : start + BATCH_ROWS])
        taken.created += len(batch)
        taken.late += Visit.objects.filter(pk__in=[visit.pk for visit in batch]).late().count()
        if progress:
            progress.advance(len(batch))
    if visits:
        for county in sorted(known.counties):
            records_changed(county)


class _Known:
    """What the records say of the log's households, read at once."""

    def __init__(self, log, by):
        numbers = {row.household_no for row in log.rows if row.household_no}
        rows = Household.objects.visible_to(by) if by else Household.objects.all()
        found = rows.filter(household_no__in=numbers).only(
            "household_no", "area_id", "registered_on", "left_register_on"
        )
        self.households = {household.household_no: household for household in found}
        self.counties = {household.area_id[:COUNTY_DIGITS] for household in self.households.values()}
        self.assignments = defaultdict(list)
        for one in (
            HelperAssignment.objects.primary()
            .filter(household__in=[household.pk for household in self.households.values()])
            .select_related("helper")
        ):
            self.assignments[one.household_id].append(one)
        self.helpers = defaultdict(list)
        for helper in Helper.objects.filter(name__in={row.visitor for row in log.rows}):
            self.helpers[helper.area_id[:COUNTY_DIGITS], helper.name].append(helper)
        for county in sorted(self.counties):
            hold_months_open(county)
        self.locks = locked_months(self.counties)
        self._read_stored(log)

    def _read_stored(self, log):
        """Read what is stored of these households in the days of the log: from logs by key, and by hand."""
        self.by_key, self.by_hand = {}, set()
        days = [row.day for row in log.rows if row.day]
        if not days:
            return
        stored = Visit.objects.filter(
            household__in=[household.pk for household in self.households.values()],
            happened_on__range=(min(days), max(days)),
        ).select_related("helper")
        for visit in stored:
            if visit.log_key:
                self.by_key[visit.log_key] = visit
            else:
                name = visit.helper.name if visit.helper else visit.visitor_name
                self.by_hand.add((visit.household_id, visit.happened_on, name, visit.channel))

    def household(self, row):
        return self.households.get(row.household_no)

    def helper_then(self, household, day):
        """Return the household's primary helper on a day, or None."""
        for one in self.assignments[household.pk]:
            if one.from_date <= day and (one.to_date is None or day <= one.to_date):
                return one.helper
        return None

    def visitor(self, household, row):
        """Return the helper who made the visit: the household's own, else the only one of that name."""
        own = self.helper_then(household, row.day)
        if own and own.name == row.visitor:
            return own
        namesakes = self.helpers[household.area_id[:COUNTY_DIGITS], row.visitor]
        return namesakes[0] if len(namesakes) == 1 else None


def _judge(log, known, taken):
    """Return the rows to be stored; say of each row what is wrong with it."""
    standing, seen = [], set()
    for row in log.rows:
        taken.findings += row.faults
        household = known.household(row)
        if household is None or (row.day and not is_on_register(household, row.day)):
            if not any(fault.code == "VISIT_UNKNOWN_HOUSEHOLD" for fault in row.faults):
                taken.findings.append(_unknown(row, household))
            continue
        if row.day is None:
            continue
        if row.day > taken.as_of:
            told = _("走访日期晚于%(day)s") % {"day": taken.as_of}
            taken.findings.append(row.finding("VISIT_FUTURE", DAY, message=told))
            continue
        key = log_key(row)
        stored = known.by_key.get(key)
        if key in seen or (stored and _differs(stored, row)):
            taken.findings.append(row.finding("VISIT_DUPLICATE", DAY))
            continue
        seen.add(key)
        _tell_odd(row, household, known, taken)
        by_hand = (household.pk, row.day, row.visitor, row.channel) in known.by_hand
        row.is_stored = bool(stored) or by_hand
        standing.append(row)
    taken.unchanged = sum(row.is_stored for row in standing)
    return standing


def _unknown(row, household):
    more = {"message": _("该日期此户不在册")} if household else {}
    return row.finding("VISIT_UNKNOWN_HOUSEHOLD", NUMBER, **more)


def _differs(stored, row):
    return (stored.channel, stored.content) != (row.channel, row.content)


def _tell_odd(row, household, known, taken):
    """Tell what is odd and counts all the same: another month's sheet, somebody else's visit."""
    if row.months and Period.of(row.day) not in row.months:
        taken.findings.append(row.finding("VISIT_OTHER_MONTH", DAY))
    own = known.helper_then(household, row.day)
    if own is None or own.name != row.visitor:
        expected = own.name if own else None
        taken.findings.append(row.finding("VISIT_HELPER_MISMATCH", HELPER, expected=expected))


def _tell_copied(standing, known, taken):
    """Tell texts that one visitor wrote word for word for many households in one month."""
    groups = defaultdict(list)
    for row in standing:
        if row.content:
            groups[row.visitor, Period.of(row.day), row.content].append(row)
    limits = {}
    for (_visitor, period, _text), rows in groups.items():
        county = known.household(rows[0]).area_id[:COUNTY_DIGITS]
        if (county, period) not in limits:
            limits[county, period] = Parameters(county, period.start)("visit.copied_text_households")
        limit = limits[county, period]
        if len({row.household_no for row in rows}) >= limit:
            told = _("同一走访人同月对%(limit)s户以上走访内容一字不差") % {"limit": limit}
            taken.findings += [row.finding("VISIT_TEXT_COPIED", CONTENT, message=told) for row in rows]


def log_key(row: VisitRow) -> str:
    """Return what makes a row of a log one visit: household, day and visitor."""
    said = f"{row.household_no}\n{row.day}\n{row.visitor}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _visit(row, known, log, as_of, by):
    household = known.household(row)
    period = Period.of(row.day)
    logged_on = min(period.end, as_of) if period in log.months else as_of
    closed_at = known.locks.get((household.area_id[:COUNTY_DIGITS], str(period)))
    return Visit(
        household=household,
        area_id=household.area_id,
        helper=known.visitor(household, row),
        visitor_name=row.visitor,
        channel=row.channel,
        happened_on=row.day,
        recorded_at=entry_moment(clock.moment(logged_on, 23, 59), closed_at, clock.now()),
        recorded_by=by,
        content=row.content,
        solved=row.solved,
        photo_count=row.photo_count,
        is_signed=row.is_signed,
        detail=row.detail,
        log_key=log_key(row),
    )
