"""What the top floor puts into 待办: findings to mend, claims to check and those that came back."""

import datetime as dt
from collections import defaultdict

from django.db.models import Count, Exists, Min, OuterRef, Subquery
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import ClaimStatus
from inspections.models import Claim, Finding
from inspections.services.findings import blocking_rules
from povertyapp.core import clock
from povertyapp.core.alike import Alike
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.reminding import Due, due_source, standing_with
from povertyapp.core.rules import RULES
from povertyapp.core.todo import LINES, Tab, Todo, day_of, named_first, since, todo_source
from povertyapp.core.views.pages import address

CHECK_DAYS = 7
CLAIMS_NAMED = 20


@todo_source(Tab.DO)
def findings_to_mend(user):
    """Yield the rules that records of the user's places break, a line a rule and place: the place on which he stands,
    the counties for who stands above them."""
    if not user.has_perm("households.change_household") or not user.area_codes:
        return
    digits = max(COUNTY_DIGITS, *map(len, user.area_codes))
    rows = [row for row in (yield Alike(_by_rule_and_place, user, digits).all()) if row["rule"] in RULES]
    places = Area.objects.filter(pk__in={row["place"] for row in rows})
    names = dict((yield places.values_list("pk", "name")))
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
            area=row["place"],
        )


def _by_rule_and_place(user, digits):
    groups = Finding.objects.visible_to(user).to_mend().order_by()
    groups = groups.values("rule", place=Substr("area_id", 1, digits))
    return groups.annotate(n=Count("pk"), due=Min("due_on"))


@due_source("findings", label=gettext_lazy("四无问题"), unit=gettext_lazy("条"))
def findings_due(county, today):
    """Yield the open findings of each place of a county for whoever mends records there, by their day."""
    groups = Finding.objects.in_area(county).to_mend().filter(rule__in=RULES).order_by()
    rows = list(groups.values_list("area_id", "due_on").annotate(n=Count("pk")))
    for user, places in standing_with("households.change_household", county, today).items():
        yield from _summed(user, places, rows)


def _summed(user, places, rows):
    """Add up what lies in somebody's places, by its day."""
    found = defaultdict(int)
    for area, due_on, count in rows:
        if area.startswith(tuple(places)):
            found[due_on] += count
    for due_on, count in found.items():
        yield Due(user, count, due_on)


@todo_source(Tab.DO)
def claims_to_check(user):
    """Yield the claims that wait for the user's yes or no, never his own: the oldest ones, the rest in one line."""
    if not user.has_perm("inspections.check_claim"):
        return
    yield from named_first(Alike(_claims_of_others, user), _claim_to_check, _further_claims, CLAIMS_NAMED)


def _claims_of_others(user):
    waiting = Claim.objects.visible_to(user).filter(status=ClaimStatus.ASKED).exclude(asked_by=user.pk)
    return waiting.select_related("area", "asked_by").order_by("asked_at", "pk")


def _claim_to_check(claim):
    return Todo(
        kind=_("核实"),
        what=f"{claim.rule} {RULES[claim.rule].title}",
        whose=f"{claim.area.short_name} {claim.asked_by}",
        why=_("说明属实，要由另一个人核实"),
        due=day_of(claim.asked_at) + dt.timedelta(days=CHECK_DAYS),
        state="review",
        url=reverse("inspections:claim", args=[claim.pk]),
        action=_("去核实"),
        area=claim.area_id,
        bulk="inspections:claims.answer",
        pick=claim.pk,
    )


@due_source("claims", label=gettext_lazy("待核实的说明"), unit=gettext_lazy("份"))
def claims_due(county, today):
    """Yield the claims of a county that wait for a yes or no, for whoever may give it and has not asked himself."""
    waiting = Claim.objects.in_area(county).filter(status=ClaimStatus.ASKED)
    rows = list(waiting.values_list("area_id", "asked_by", "asked_at"))
    for user, places in standing_with("inspections.check_claim", county, today).items():
        others = [
            (area, day_of(at) + dt.timedelta(days=CHECK_DAYS), 1) for area, by, at in rows if by != user
        ]
        yield from _summed(user, places, others)


@todo_source(Tab.DO)
def claims_sent_back(user):
    """Yield the claims of the user that the township did not accept, while the record still stands as it did: it is
    to be mended, or claimed anew with better proof."""
    refused = Claim.objects.visible_to(user).filter(asked_by=user, status=ClaimStatus.REFUSED)
    still = Finding.objects.to_mend().filter(rule=OuterRef("rule"), subject_code=OuterRef("subject_code"))
    found = refused.filter(checked_at__gte=since()).annotate(due=Subquery(still.values("due_on")[:1]))
    rows = found.filter(Exists(still)).select_related("area").order_by("checked_at", "pk")
    for claim in (yield rows[:CLAIMS_NAMED]):
        yield Todo(
            kind=_("退回"),
            what=f"{claim.rule} {RULES[claim.rule].title}",
            whose=claim.area.short_name,
            why=_("您的属实说明没有认可：%(answer)s") % {"answer": claim.answer},
            due=claim.due,
            state="bad",
            url=address(reverse("inspections:quality_rule", args=[claim.rule]), area=claim.area_id),
            action=_("去改"),
            area=claim.area_id,
            is_returned=True,
        )


@todo_source(Tab.MINE)
def claims_asked(user):
    """Yield the claims of the user that wait for another's answer."""
    mine = Claim.objects.visible_to(user).filter(asked_by=user, status=ClaimStatus.ASKED)
    for claim in (yield mine.select_related("area").order_by("-asked_at")[:LINES]):
        yield _claim_line(claim, claim.asked_at, _("您说明的，等乡镇核实"), "review")


@todo_source(Tab.DONE)
def claims_checked(user):
    """Yield the claims that the user has answered."""
    mine = Claim.objects.visible_to(user).filter(checked_by=user, checked_at__gte=since())
    for claim in (yield mine.select_related("area").order_by("-checked_at")[:LINES]):
        state = "good" if claim.status == ClaimStatus.ACCEPTED else "none"
        yield _claim_line(claim, claim.checked_at, _("您核实的"), state)


def _claim_line(claim, at, why, state):
    return Todo(
        kind=claim.get_status_display(),
        what=f"{claim.rule} {RULES[claim.rule].title}",
        whose=claim.area.short_name,
        why=why,
        url=address(reverse("inspections:claims"), status=claim.status),
        action=_("看说明"),
        state=state,
        on=day_of(at),
        area=claim.area_id,
    )


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
