"""Which visits are odd, noted in the background, so that pages look at few (decision 48)."""

from django.db import connection, transaction
from django.db.models.functions import Length

from assistance.models import Doubt, OddVisit
from assistance.models.doubt import VISITOR, Watched, watch
from assistance.models.visit import VISITS
from assistance.rules.doubts import KIND, WHOM, OddOnes, told
from assistance.rules.flags import flags_on
from povertyapp.core.models import Tally
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.period import Period

# The name of this kind of advisory lock: one goes through the months at a time.
LOOKING = 20170521

# What stands for all months is noted of those that it concerns.
SPREAD = f"""
WITH taken AS (DELETE FROM assistance_doubt WHERE month = '' RETURNING kind, whom)
{
    watch(f'''
    SELECT {VISITOR} FROM assistance_visit AS v
    WHERE v.ended_at IS NOT NULL
      AND v.helper_id IN (SELECT whom::bigint FROM taken WHERE kind = '{Watched.HELPER}')
    UNION
    SELECT {VISITOR} FROM assistance_visitphoto AS p JOIN assistance_visit AS v ON v.id = p.visit_id
    WHERE p.sha256 IN (SELECT whom FROM taken WHERE kind = '{Watched.PHOTO}')
    ''')
}
"""


def look_through():
    """Go through each month in which somebody wrote visits since the last time, or for which other parameters hold, and
    note which are odd. Return how many months were gone through."""
    with connection.cursor() as cursor:
        cursor.execute(SPREAD)
    doubts = Doubt.objects.exclude(month="").values_list("county", "month")
    counties = Tally.objects.annotate(digits=Length("code")).filter(digits=COUNTY_DIGITS)
    visited = counties.filter(kind=VISITS).values_list("code", "key")
    return sum(_look_through(county, Period.parse(month)) for county, month in doubts.union(visited))


def look_anew(*, plan=None, **kwargs):
    """Forget after each migrate what was gone through: somebody may have written past the triggers. `flush`, which has
    no plan, forgets by itself."""
    if plan is not None and Doubt._meta.db_table in connection.introspection.table_names():
        Doubt.objects.filter(kind=Watched.ALL).delete()


@transaction.atomic
def _look_through(county, period):
    """Go through a month of a county, if there is anything to look at, and say whether there was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOOKING])
    here = {"county": county, "month": str(period)}
    # Only what is read here is taken away: what is noted meanwhile is looked at the next time.
    rows = list(Doubt.objects.filter(**here))
    odd = OddOnes([county], period, [(one.county, one.kind, one.whom) for one in rows])
    if not odd.watched:
        return False
    visits = odd.looked_at().annotate(kind=KIND, whom=WHOM)
    found = [
        OddVisit(
            visit_id=one.pk,
            day=one.happened_on,
            kind=one.kind,
            whom=one.whom,
            flags=[flag.code for flag in flags_on(one)],
            **here,
        )
        for one in visits
    ]
    OddVisit.objects.filter(~odd.holds(), **here).delete()
    columns = ["county", "month", "day", "kind", "whom", "flags"]
    OddVisit.objects.bulk_create(found, update_conflicts=True, unique_fields=["visit"], update_fields=columns)
    Doubt.objects.filter(pk__in=[one.pk for one in rows]).delete()
    Doubt.objects.create(kind=Watched.ALL, whom=told(county, period), **here)
    return True
