"""Days on post, month by month: entered for many people at once, corrected by a further row, late when late."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import Attendance
from assistance.services.visits import entry_moment
from povertyapp.core import clock
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.month_locks import locked_months
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.undo import undoable

VERB = "assistance.change_post"


@dataclass(frozen=True)
class Recorded:
    """What came of a sheet: rows new, corrected and left alone, and whether they came after the cut-off."""

    created: int
    corrected: int
    unchanged: int
    is_late: bool


@transaction.atomic
def record_attendance(*, by, area, period, source, entries, reason=""):
    """Record the days on post of a month; `entries` is post → (days on post, days of leave). Return `Recorded`.

    All posts lie in `area`. What is recorded already and says the same is left alone; what differs becomes a
    further row, and the one before is kept as corrected. After the month's cut-off the rows are late and change
    no account that was drafted before; a locked month keeps its figures. ValidationError with all errors at
    once, by `days_<post>`: a month to come, a post not held in it, more days than the person was there for.
    """
    days_held = {post: days_on_post(post, period) for post in entries}
    _check(days_held, entries, period)
    now = _moment(area, period)
    known = {row.post_id: row for row in _known(days_held, period)}
    new, replaced = [], []
    for post, (days, leave) in entries.items():
        row = known.get(post.pk)
        if row and (row.days, row.leave_days) == (days, leave):
            continue
        if row:
            replaced.append(row.pk)
        new.append(_row(post, period, days, leave, source, now, by))
    summary = _("已登记 %(n)s 人的驻村天数") % {"n": len(new)}
    with undoable(by=by, area=area, summary=summary, verb=VERB, reason=reason or _("登记驻村考勤")):
        Attendance.objects.filter(pk__in=replaced).update(superseded_at=now)
        Attendance.objects.bulk_create(new)
    late = is_late_now(area, period, now)
    return Recorded(len(new) - len(replaced), len(replaced), len(entries) - len(new), late)


def days_on_post(post, period):
    """Return how many days of a month a person was on a post, up to today."""
    last = min(day for day in (period.end, post.to_date, clock.today()) if day)
    return max((last - max(period.start, post.from_date)).days + 1, 0)


def is_late_now(area, period, now=None):
    """Say whether what is entered now for a month comes after its cut-off."""
    return (now or clock.now()) >= period.entry_ends(Parameters(area.county_code, period.start))


def _moment(area, period):
    """Return the moment of entry; in a locked month never before the lock."""
    county = area.code[:COUNTY_DIGITS]
    return entry_moment(None, locked_months([county]).get((county, str(period))), clock.now())


def _known(posts, period):
    rows = Attendance.objects.newest().select_for_update()
    return rows.filter(post__in=[post.pk for post in posts], month=period.start)


def _row(post, period, days, leave, source, now, by):
    return Attendance(
        post=post,
        area_id=post.area_id,
        month=period.start,
        days=days,
        leave_days=leave,
        source=source,
        recorded_at=now,
        recorded_by=by,
    )


def _check(days_held, entries, period):
    if period > Period.current():
        raise ValidationError(_("%(month)s 还没有到，请到那个月再登记考勤。") % {"month": period})
    wrong = {}
    for post, (days, leave) in entries.items():
        if not days_held[post]:
            wrong[f"days_{post.pk}"] = _("%(name)s 这个月不在岗，请去掉他的天数。") % {
                "name": post.official.name
            }
        elif days < 0 or leave < 0 or days + leave > days_held[post]:
            wrong[f"days_{post.pk}"] = _(
                "%(name)s 这个月到今天应在岗 %(most)s 天，在岗加请假不能超过这个数。"
            ) % {"name": post.official.name, "most": days_held[post]}
    if wrong:
        raise ValidationError(wrong)
