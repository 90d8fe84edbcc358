"""易地搬迁 in 待办: tasks behind their curve, overdue steps, the next step of a helper's own households."""

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from funds.choices.relocation import NEXT_STATUS, OF_HELPER, STEP_ROLES, CaseStatus
from funds.models import RelocationCase, RelocationPlan
from funds.relocation import behind, limits_for
from funds.relocation_file import LABELS
from povertyapp.core import clock
from povertyapp.core.roles import Role
from povertyapp.core.scoping import within
from povertyapp.core.todo import LINES, Tab, Todo, todo_source
from povertyapp.core.views.pages import address

STEP = "funds.step_relocation"


@todo_source(Tab.DO)
def tasks_behind(user):
    """Yield the tasks of the user's townships of which fewer live in their new homes than the curve asks (HA-T3)."""
    mine = [grant.area_id for grant in user.grants_today if grant.role == Role.TOWNSHIP]
    if not mine or not user.has_perm("funds.view_relocationsite"):
        return
    listed = reverse("funds:relocation_listed")
    plans = RelocationPlan.objects.visible_to(user).filter(area__in=mine).select_related("area")
    for plan in (yield behind(plans, clock.today())):
        yield Todo(
            kind=_("搬迁"),
            what=_("%(plan)s：应入住 %(asked)d 户 %(people)d 人，已入住 %(moved)d 户 %(living)d 人")
            % {
                "plan": plan.name,
                "asked": plan.need,
                "people": plan.need_people,
                "moved": plan.moved,
                "living": plan.moved_people,
            },
            whose=plan.area.short_name,
            why=_("落后于 %(day)s 的月度目标（LF-30、LF-31）") % {"day": plan.month_end},
            due=plan.due_on,
            state="bad",
            count=plan.waiting or 1,
            url=address(listed, plan=plan.code, show="waiting") if plan.waiting else plan.get_absolute_url(),
            action=_("看还没有入住的户") if plan.waiting else _("看任务和名单"),
            area=plan.area_id,
        )


def _taking(user):
    """Return the condition of the relocations whose next step the user takes by his post, not as a helper; an empty
    one where there are none."""
    found = Q()
    for grant in user.grants_today:
        steps = [status for status, to in NEXT_STATUS.items() if grant.role in STEP_ROLES[to]]
        if grant.role != Role.HELPER and steps:
            found |= Q(within(grant.area_id), status__in=steps)
    return found


@todo_source(Tab.DO)
def overdue_steps(user):
    """Yield, a line a status, the relocations whose next step this user takes and whose days for it are over."""
    if not user.has_perm(STEP) or not (taking := _taking(user)):
        return
    today = clock.today()
    rows = RelocationCase.objects.visible_to(user).filter(taking)
    late = rows.with_pace(today, limits_for(user.county_codes, today)).filter(is_late=True).order_by()
    groups = late.values("status").annotate(n=Count("pk"), due=Min("step_due_on")).order_by("due")
    for row in (yield groups):
        status = CaseStatus(row["status"])
        yield Todo(
            kind=_("搬迁"),
            what=_("%(n)d 户“%(status)s”已超期") % {"n": row["n"], "status": status.label},
            why=_("等您办：%(step)s") % {"step": LABELS[NEXT_STATUS[status]]},
            due=row["due"],
            state="bad",
            count=row["n"],
            url=address(reverse("funds:relocations"), status=status, show="overdue"),
            action=_("看这些户"),
        )


@todo_source(Tab.DO)
def steps_of_my_households(user):
    """Yield the relocations of a helper's own households that wait for him, those whose days end first."""
    if not user.has_perm(STEP) or Role.HELPER not in user.roles:
        return
    rows = RelocationCase.objects.visible_to(user).filter(
        household__answered_by=user.pk, status__in=OF_HELPER
    )
    today = clock.today()
    rows = rows.with_pace(today, limits_for(user.county_codes, today)).select_related("household")
    for case in (yield rows.order_by("step_due_on", "no")[:LINES]):
        to = NEXT_STATUS[case.status]
        yield Todo(
            kind=_("搬迁"),
            what=str(case.household),
            whose=case.no,
            why=_("现在是“%(status)s”，等您办下一步") % {"status": case.get_status_display()},
            due=case.step_due_on,
            state="bad" if case.is_late else "review",
            url=reverse("funds:relocation_step", args=[case.no, to]),
            action=LABELS[to],
            area=case.area_id,
        )
