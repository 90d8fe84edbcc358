"""What the top floor puts into 待办: findings to mend, claims to check."""

import datetime as dt

from django.db.models import Count, Min
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.choices import ClaimStatus
from inspections.models import Claim, Finding
from inspections.services.findings import blocking_rules
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS
from povertyapp.core.rules import RULES
from povertyapp.core.todo import Tab, Todo, todo_source
from povertyapp.core.views.pages import address

CHECK_DAYS = 7
CLAIMS_NAMED = 20


@todo_source(Tab.DO)
def findings_to_mend(user):
    """Yield the rules that records of the user's places break, a line a rule and place: the townships for a county,
    else the place on which he stands."""
    if not user.has_perm("households.change_household") or not user.area_codes:
        return
    digits = max(len(code) for code in user.area_codes)
    digits = TOWNSHIP_DIGITS if digits <= COUNTY_DIGITS else digits
    groups = (
        Finding.objects.visible_to(user)
        .to_mend()
        .order_by()
        .values("rule", place=Substr("area_id", 1, digits))
        .annotate(n=Count("pk"), due=Min("due_on"))
    )
    rows = [row for row in groups if row["rule"] in RULES]
    names = dict(Area.objects.filter(pk__in={row["place"] for row in rows}).values_list("pk", "name"))
    blocking = blocking_rules(user.area_codes[0], clock.today()) if rows else frozenset()
    for row in rows:
        blocks = row["rule"] in blocking
        yield Todo(
            kind=_("阻断") if blocks else _("四无"),
            what=f"{row['rule']} {RULES[row['rule']].title}",
            whose=_("%(place)s %(n)s 条") % {"place": names.get(row["place"], ""), "n": row["n"]},
            why=_("不改完本村不能锁账") if blocks else _("您负责这里的档案"),
            due=row["due"],
            state="bad" if blocks else "warning",
            url=address(reverse("inspections:quality_rule", args=[row["rule"]]), area=row["place"]),
            action=_("去处理"),
            count=row["n"],
        )


@todo_source(Tab.DO)
def claims_to_check(user):
    """Yield the claims that wait for the user's yes or no, never his own: the oldest ones, the rest in one line."""
    if not user.has_perm("inspections.check_claim"):
        return
    waiting = Claim.objects.visible_to(user).filter(status=ClaimStatus.ASKED).exclude(asked_by=user)
    oldest = waiting.select_related("area", "asked_by").order_by("asked_at", "pk")
    named = list(oldest[: CLAIMS_NAMED + 1])
    for claim in named[:CLAIMS_NAMED]:
        yield Todo(
            kind=_("核实"),
            what=f"{claim.rule} {RULES[claim.rule].title}",
            whose=f"{claim.area.short_name} {claim.asked_by}",
            why=_("说明属实，要由另一个人核实"),
            due=claim.asked_at.astimezone(clock.COUNTY_TIME).date() + dt.timedelta(days=CHECK_DAYS),
            state="review",
            url=reverse("inspections:claim", args=[claim.pk]),
            action=_("去核实"),
        )
    if len(named) > CLAIMS_NAMED:
        yield _further_claims(waiting.count() - CLAIMS_NAMED)


def _further_claims(count):
    return Todo(
        kind=_("核实"),
        what=_("另有 %(n)s 份属实说明") % {"n": count},
        why=_("说明属实，要由另一个人核实"),
        state="review",
        url=address(reverse("inspections:claims"), status=ClaimStatus.ASKED),
        action=_("去核实"),
        count=count,
    )
