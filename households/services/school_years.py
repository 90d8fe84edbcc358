"""The grade of each pupil, school year by school year, as the register said it."""

from django.db import connection, transaction

from households.choices import GONE, GRADES
from households.querysets import school_year_of
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters

# The last word of a school year stands: it is written again only where it changed. A row in conflict is locked,
# which writes it too, so that those which are known already are left out before.
KEEP = """
INSERT INTO households_schoolyear AS kept (member_id, area_id, year, school_status)
SELECT id, area_id, %(year)s, school_status FROM households_householdmember AS pupil
WHERE area_id >= %(code)s AND area_id < %(beyond)s AND school_status = ANY(%(grades)s)
  AND NOT change_kind = ANY(%(gone)s)
  AND NOT EXISTS (
    SELECT FROM households_schoolyear AS known WHERE known.member_id = pupil.id AND known.year = %(year)s
      AND known.school_status = pupil.school_status AND known.area_id = pupil.area_id)
ON CONFLICT (member_id, year) DO UPDATE SET school_status = excluded.school_status, area_id = excluded.area_id
WHERE (kept.school_status, kept.area_id) IS DISTINCT FROM (excluded.school_status, excluded.area_id)
"""


@transaction.atomic
def keep_school_years(*, area, day=None):
    """Keep what the register says today of each pupil's grade in an area; return how many rows were written.

    It runs with every refresh of the findings, so that a year's last word is that of its last night (DQ-36).
    """
    day = day or clock.today()
    first_month = int(Parameters(area.code[:6], day)("data.school_year_month"))
    params = {
        "year": school_year_of(day, first_month),
        "code": area.code,
        "beyond": f"{area.code}:",
        "grades": [str(grade) for grade in GRADES],
        "gone": [str(kind) for kind in GONE],
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP, params)
        return cursor.rowcount
