"""Which findings hold the month of a village open (ux P11). Parameters say which rules, and whether at all."""

from django.db.models import Count

from inspections.models import Finding
from povertyapp.core.parameters import Parameters
from povertyapp.core.rules import RULES


def blocking_rules(area_code, day):
    """Return the codes of the rules whose findings block, by the county's `data.blocking_rules`; all others are
    reminders."""
    return frozenset(Parameters(area_code[:6], day)("data.blocking_rules")) & RULES.keys()


def blocked_villages(county, period):
    """Return (village, open findings) of the villages whose month cannot be closed, in official order."""
    if not Parameters(county.code, period.start)("account.blocked_by_findings"):
        return []
    rows = Finding.objects.in_area(county.code).open()
    rows = rows.filter(rule__in=blocking_rules(county.code, period.start)).order_by("area_id")
    counted = rows.values("area_id", "area__name").annotate(n=Count("pk"))
    return [(row["area_id"], row["area__name"], row["n"]) for row in counted]
