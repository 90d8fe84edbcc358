"""The contact cards of a generated county: in most homes one hangs since its helper came; and one hand-over to show."""

from django.db.models import Count
from django.utils.translation import gettext as _

from assistance.models import Helper, HelperAssignment
from assistance.services import hand_over

# A number from 0 to 99 of each household, the same wherever the county is made.
CHANCE = "mod(('x' || substr(md5(h.household_no), 1, 7))::bit(28)::int, 100)"
CARDS = f"""
INSERT INTO assistance_contactcard (area_id, household_id, helper_id, posted_on, recorded_by_id)
SELECT a.area_id, a.household_id, a.helper_id, least(a.from_date + {CHANCE}, %s::date), t.user_id
FROM assistance_helperassignment AS a
JOIN households_household AS h ON h.id = a.household_id
JOIN assistance_helper AS t ON t.id = a.helper_id
WHERE a.role = 'primary' AND a.from_date <= %s AND (a.to_date IS NULL OR a.to_date >= %s)
  AND h.area_id >= %s AND h.area_id < %s || ':' AND {CHANCE} < 94
"""
HANDED_OVER = 2


def write_cards(cursor, plan):
    """Post a card in most homes, on a day after the helper came; return how many. Deterministic."""
    day, code = plan.last_day, plan.county.code
    cursor.execute(CARDS, [day, day, day, code, code])
    return {"contact_cards": cursor.rowcount}


def hand_some_over(*, by, county, today):
    """Let two households of a village go from one of its helpers to another one today; return how many went.

    Neither helper can sign in, so that the demo's own helper keeps his households.
    """
    charges = HelperAssignment.objects.in_care(today).in_area(county.code).filter(helper__user=None)
    villages = charges.order_by().values("area_id").annotate(helpers=Count("helper", distinct=True))
    village = villages.filter(helpers__gt=1).order_by("-area_id").first()
    if village is None:
        return 0
    here = charges.filter(area_id=village["area_id"])
    first, second = Helper.objects.filter(pk__in=here.values("helper")).order_by("code")[:2]
    homes = (
        here.filter(helper=first).order_by("household__household_no").values_list("household_id", flat=True)
    )
    made = hand_over(
        by=by,
        predecessor=first,
        successor=second,
        from_date=today,
        households=list(homes[:HANDED_OVER]),
        note=_("两户住得近，一起走访方便；第一户的老人听力不好，说话要慢。"),
        reason=_("就近调整"),
    )
    return len(made.written)
