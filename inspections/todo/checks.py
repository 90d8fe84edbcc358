"""What unannounced checks put into 待办: only for those who inspect, and whom a round is reported to."""

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.choices import BEFORE_OPENING, CheckState, DrawPurpose, RoundState, UnitUse
from inspections.models import CheckRound, UnannouncedCheck
from inspections.services.checks.deadlines import due_at, report_due_on
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.todo import LINES, Tab, Todo, day_of, todo_source
from povertyapp.core.views.pages import address

MAKE = "inspections.add_check"


def _mine(user):
    """Return the checks that the user is named for."""
    mine = UnannouncedCheck.objects.visible_to(user).standing().filter(inspectors__user=user)
    return mine.exclude(unit__draw__purpose=DrawPurpose.VERIFICATION)  # its measure says so itself


@todo_source(Tab.DO)
def checks_to_make(user):
    """Yield the sealed checks that the user is named for, a line a draw."""
    if not user.has_perm(MAKE):
        return
    sealed = (
        _mine(user).filter(state=CheckState.SEALED).order_by().values("unit__draw").annotate(n=Count("pk"))
    )
    for row in (yield sealed.order_by("unit__draw")):
        found = {"mine": 1, "draw": row["unit__draw"], "state": CheckState.SEALED}
        yield Todo(
            kind=_("检查"),
            what=_("到场检查 %(n)s 个样本") % {"n": row["n"]},
            why=_("派给您的，到场前不拆封、不打招呼"),
            state="warning",
            url=address(reverse("inspections:checks"), **found),
            action=_("去检查"),
            count=row["n"],
        )


@todo_source(Tab.DO)
def checks_begun(user):
    """Yield each check that the user has begun."""
    if not user.has_perm(MAKE):
        return
    begun = _mine(user).filter(state=CheckState.ON_SITE).select_related("unit__draw", "area")
    for check in (yield begun.order_by("started_at")[:LINES]):
        due = due_at(check, Parameters(check.area_id[:6], clock.today()))
        yield Todo(
            kind=_("检查"),
            what=_("交检查记录 %(number)s") % {"number": check},
            whose=check.area.short_name,
            why=_("您已到场"),
            due=day_of(due),
            state="warning",
            url=check.get_absolute_url(),
            action=_("去记录"),
            area=check.area_id,
        )


@todo_source(Tab.DO)
def rounds_to_report(user):
    """Yield the rounds all of whose checks are recorded, for whoever reports them, with the day by which."""
    if not user.has_perm("inspections.change_check"):
        return
    standing = Q(units__use=UnitUse.CHOSEN, units__site_check__voided_at=None)
    waiting = standing & Q(units__site_check__state__in=(*BEFORE_OPENING, CheckState.ON_SITE))
    rounds = CheckRound.objects.visible_to(user).filter(state=RoundState.OPEN).annotate(
        last=Max("units__site_check__recorded_at", filter=standing),
        waiting=Count("units", filter=waiting),
    )  # fmt: skip
    for round in (yield rounds.filter(waiting=0, last__isnull=False)):
        value = Parameters(round.area_id, clock.today())
        yield Todo(
            kind=_("报告"),
            what=_("向领导小组报告 %(round)s") % {"round": round},
            why=_("样本已查完"),
            due=report_due_on(round, round.last, value),
            state="warning",
            url=round.get_absolute_url(),
            action=_("去报告"),
            area=round.area_id,
        )


@todo_source(Tab.DO)
def rounds_to_publish(user):
    """Yield the reported rounds whose circular is still to come."""
    if not user.has_perm("inspections.publish_check"):
        return
    reported = CheckRound.objects.visible_to(user).filter(state=RoundState.REPORTED)
    for round in (yield reported.order_by("reported_at")):
        yield Todo(
            kind=_("通报"),
            what=_("通报 %(round)s") % {"round": round},
            why=_("检查结果已报告，被查单位还看不到"),
            state="review",
            url=round.get_absolute_url(),
            action=_("去通报"),
            area=round.area_id,
        )
