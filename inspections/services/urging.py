"""催办: telling those who are to mend records, carry out measures or hand in a month that it waits; many at once, one
line each."""

import datetime as dt
from collections import Counter, defaultdict

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from inspections.choices import MENDING, MeasureStatus
from inspections.models import Urging
from inspections.models.urging import UrgedKind
from inspections.months import is_provisional
from inspections.parties import urged_code
from inspections.services.account.telling import VERB as ANSWERS_FOR_ACCOUNT
from inspections.services.findings.at_once import why_ended
from povertyapp.core import clock
from povertyapp.core.bulk import Step
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.notices import take_back, tell_each
from povertyapp.core.parameters import Parameters, ancestors
from povertyapp.core.reminding import standing_with
from povertyapp.core.undo import current_act

MENDS_RECORDS, MENDS_PROBLEMS = "households.change_household", "inspections.mend_problem"
NO_MEASURE, NOT_ASSIGNED = _("问题还没有整改措施"), _("还没有交办，请先交办")
NOT_AT_WORK = _("不在整改的时候，不用催")
HANDED_IN, ENTRY_ENDED = _("已经交齐，不用催"), _("录入已经截止，不用催")
NOBODY, URGED = _("要办的人没有登录账号，或者就是您自己"), _("几天内已经催过")


def plan_findings(*, by, rows, data):
    """Return a step for each finding with those who are to mend it, and why urging them would be idle."""
    near = _Nearest(MENDS_RECORDS, rows, above_township=False)
    lately = _lately(UrgedKind.FINDING, {str(row): row.area_id for row in rows})
    steps = []
    for row in rows:
        row.urged_code, row.to_urge = str(row), near.people(row.area_id) - {by.pk}
        reason = why_ended(row) or _idle(row, lately)
        steps.append(Step(row, row.urged_code, row.area.short_name, reason))
    return steps


def plan_measures(*, by, rows, data):
    """Return a step for each line of the ledger with those who carry out its measure, and why urging would be idle."""
    near = _Nearest(MENDS_PROBLEMS, rows)
    lately = _lately(UrgedKind.MEASURE, {row.measure.code: row.area_id for row in rows if row.measure})
    steps = []
    for row in rows:
        measure = row.measure
        row.urged_code = measure.code if measure else row.problem.no
        named = {pk for pk in ((measure.answered_by_id, measure.led_by_id) if measure else ()) if pk}
        row.to_urge = (named or near.people(row.area_id)) - {by.pk}
        reason = _why_not(measure) or _idle(row, lately)
        steps.append(Step(row, row.urged_code, row.area.short_name, reason))
    return steps


def plan_townships(*, by, rows, data):
    """Return a step for each township with those who answer for its account, and why urging them would be idle."""
    near = _Nearest(ANSWERS_FOR_ACCOUNT, rows, above_township=False)
    lately = _lately(UrgedKind.ACCOUNT, {urged_code(row.account.month, row.code): row.code for row in rows})
    steps = []
    for row in rows:
        row.urged_code, row.to_urge = urged_code(row.account.month, row.code), near.people(row.code) - {by.pk}
        steps.append(Step(row, row.code, row.name, _why_not_handed_in(row) or _idle(row, lately)))
    return steps


def _why_not_handed_in(row):
    if not is_provisional(row.account):
        return ENTRY_ENDED
    return "" if row.missing else HANDED_IN


def _why_not(measure):
    if measure is None:
        return NO_MEASURE
    if measure.status == MeasureStatus.PLANNED:
        return NOT_ASSIGNED
    return NOT_AT_WORK if measure.status not in MENDING or measure.handed_in_on else ""


def _idle(row, lately):
    if not row.to_urge:
        return NOBODY
    return URGED if row.urged_code in lately else ""


class _Nearest:
    """Who stands with a verb nearest to a place: in the village, else in its township, else over the county."""

    def __init__(self, verb, rows, above_township=True):
        self.above_township, self.of_place = above_township, defaultdict(set)
        for county in {row.area_id[:COUNTY_DIGITS] for row in rows}:
            for user, places in standing_with(verb, county, clock.today()).items():
                for place in places:
                    self.of_place[place].add(user)

    def people(self, code):
        for place in sorted(ancestors(code), key=len, reverse=True):
            if len(place) <= COUNTY_DIGITS and not self.above_township:
                break
            if self.of_place.get(place):
                return self.of_place[place]
        return set()


def _lately(kind, places):
    """Return the codes that somebody urged in the last `nudge.days` of their county."""
    by_county: dict[str, list[str]] = defaultdict(list)
    found: set[str] = set()
    day = clock.today()
    for code, area in places.items():
        by_county[area[:COUNTY_DIGITS]].append(code)
    for county, codes in by_county.items():
        since = day - dt.timedelta(days=int(Parameters(county, day)("nudge.days")))
        rows = Urging.objects.filter(kind=kind, code__in=codes, sent_on__gt=since)
        found.update(rows.values_list("code", flat=True))
    return found


def urge_findings(*, by, rows, data):
    """Urge those who are to mend the records of those findings."""
    _urge(by, rows, UrgedKind.FINDING, _count_each(rows))


def urge_measures(*, by, rows, data):
    """Urge those who carry out the measures of those lines."""
    _urge(by, rows, UrgedKind.MEASURE, _count_each(rows))


def urge_townships(*, by, rows, data):
    """Urge those who answer for the accounts of those townships: each is told what is missing in his own."""
    facts_of = {
        person: {"month": row.account.month, "code": row.code, "n": row.missing}
        for row in rows
        for person in row.to_urge
    }
    _urge(by, rows, UrgedKind.ACCOUNT, facts_of)


def _count_each(rows):
    """Return user id → how many of the things wait for him."""
    counts = Counter(person for row in rows for person in row.to_urge)
    return {person: {"n": count} for person, count in counts.items()}


@transaction.atomic
def _urge(by, rows, kind, facts_of):
    """Keep a row for each thing, and tell each person in one line what waits for him."""
    day, act = clock.today(), current_act()
    made = [
        Urging(area_id=row.area_id, kind=kind, code=row.urged_code, sent_by_id=by.pk, sent_on=day)
        for row in rows
    ]
    try:
        with transaction.atomic():
            Urging.objects.bulk_create(made)
    except IntegrityError:  # somebody else urged them meanwhile
        raise ValidationError(_("选中的里有今天已经催过的，请返回名单重新选。")) from None
    tell_each(facts_of, kind=f"urged_{kind}", key=_key(act))


def forget_urgings(sender, act, **more):
    """Let nobody be told any more what was taken back."""
    take_back(key=_key(act))


def _key(act):
    return f"urge:{act.pk}"
