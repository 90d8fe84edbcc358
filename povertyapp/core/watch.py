"""Who looks at very much is seen himself (reliability-security C5): an alert for those who supervise.

Nobody is stopped: on the day of a campaign much is read for good reasons. The limits are parameters.
"""

from django.core.cache import cache

from povertyapp.core import clock
from povertyapp.core.models import AccessAlert, RevealRecord
from povertyapp.core.models.record import AlertKind
from povertyapp.core.parameters import Parameters

REVEALS_A_DAY, READS_AN_HOUR = "privacy.reveals_per_day", "privacy.records_per_hour"
HOUR = 3600
# The limit is looked up at every so many reads, so that a page costs no query for it.
LOOK_EVERY = 10


def note_reveal(user, area_code: str) -> None:
    """Raise an alert when this was one reveal too many of the person's day."""
    today = clock.today()
    count = RevealRecord.objects.filter(seen_by=user, seen_at__gte=clock.moment(today)).count()
    _alert(user, area_code, AlertKind.REVEALS, today.isoformat(), count, REVEALS_A_DAY)


def note_read(user, area_code: str) -> None:
    """Count that a person opened one file; raise an alert when these were too many within the hour.

    Counted in the cache, which may be lost; the alert is a row.
    """
    span = f"{clock.now():%Y-%m-%dT%H}"
    key = f"reads:{user.pk}:{span}"
    cache.add(key, 0, HOUR)
    count = cache.incr(key)
    if count % LOOK_EVERY == 0:
        _alert(user, area_code, AlertKind.READS, span, count, READS_AN_HOUR)


def _alert(user, area_code, kind, span, count, limit) -> None:
    if count < Parameters(area_code, clock.today())(limit):
        return
    AccessAlert.objects.update_or_create(
        person=user,
        kind=kind,
        span=span,
        defaults={"count": count},
        create_defaults={"count": count, "area_id": area_code},
    )
