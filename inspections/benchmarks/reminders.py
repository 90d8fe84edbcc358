"""`script/bench reminders`: the daily digest and the doubts of a county in which every helper has a login."""

import datetime as dt
import resource
import statistics
import time

from django.core.management import call_command
from django.db import connection, transaction

from assistance.models import Helper, Visit
from assistance.rules.doubts import doubtful
from inspections.benchmarks.anew import look_anew
from povertyapp.core import clock
from povertyapp.core.models import Notice, RoleGrant, User
from povertyapp.core.period import Period
from povertyapp.core.reminding import remind
from povertyapp.core.roles import Role

COUNTY = "422827"
MONTHS, HOUR = 3, 9


def run(*, households=27_000, rounds=5, helpers=8_000, **options):
    """Yield two results: seconds until everybody has been told what waits for him, and seconds of all flags over the
    visits of a month. Medians after a warm-up; the limit is that of ten seconds for anything of a beat."""
    period = Period.current()
    call_command("generate_county", households=households, months=MONTHS, end=str(period), verbosity=0)
    people = _sign_up(helpers)
    look_anew()
    now = clock.moment(period.start + dt.timedelta(days=14), HOUR)
    seconds, told = [], 0
    for _round in range(rounds + 1):
        with transaction.atomic():
            started = time.monotonic()
            told = remind(now)
            seconds.append(time.monotonic() - started)
            transaction.set_rollback(True)
    yield _result("reminders", seconds, Notice.objects.count() + told, helpers=people, households=households)
    flags, rows = [], 0
    month = period.previous
    for _round in range(rounds + 1):
        started = time.monotonic()
        rows = doubtful(Visit.objects.all(), [COUNTY], month).count()
        flags.append(time.monotonic() - started)
    visits = Visit.objects.happened(month.start, month.end).count()
    yield _result("flags", flags, rows, visits=visits)


def _result(name, seconds, rows, **more):
    return {
        "bench": name,
        "seconds": round(statistics.median(seconds[1:]), 3),
        "limit_seconds": 10,
        "ratio": round(statistics.median(seconds[1:]) / 10, 3),
        "rows": rows,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        **more,
    }


def _sign_up(wanted):
    """Give each helper a login, and spread the households over so many helpers; return how many there are."""
    found = list(Helper.objects.in_area(COUNTY).order_by("pk"))
    template = found[0]
    more = [
        Helper(code=f"bench-{i}", name=f"帮{i}", unit_id=template.unit_id, area_id=COUNTY)
        for i in range(max(0, wanted - len(found)))
    ]
    found += Helper.objects.bulk_create(more, batch_size=2000)
    users = User.objects.bulk_create(
        [User(username=f"bench-{one.pk}", display_name=one.name, password="!") for one in found],
        batch_size=2000,
    )
    RoleGrant.objects.bulk_create(
        [
            RoleGrant(user=user, role=Role.HELPER, area_id=COUNTY, from_date=dt.date(2010, 1, 1))
            for user in users
        ],
        batch_size=2000,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assistance_helper h SET user_id = u.id FROM core_user u WHERE u.username = 'bench-' || h.id"
        )
        cursor.execute(
            "WITH spread AS (SELECT a.id, h.id AS helper, h.user_id FROM"
            " (SELECT id, row_number() OVER (ORDER BY household_id) - 1 AS n FROM assistance_helperassignment"
            "  WHERE role = 'primary' AND to_date IS NULL) a JOIN"
            " (SELECT id, user_id, row_number() OVER (ORDER BY id) - 1 AS n FROM assistance_helper) h"
            " ON h.n = a.n %% %s)"
            " UPDATE assistance_helperassignment t SET helper_id = spread.helper FROM spread WHERE spread.id = t.id",
            [len(found)],
        )
        cursor.execute(
            "UPDATE households_household d SET answered_by_id = h.user_id FROM assistance_helperassignment a"
            " JOIN assistance_helper h ON h.id = a.helper_id"
            " WHERE a.household_id = d.id AND a.role = 'primary' AND a.to_date IS NULL"
        )
    return len(found)
