"""项目 in 待办: the next step of each project for whoever takes it, contracts to agree to, claims to decide."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from funds.choices.projects import MOVE_WORDS, NEXT_MOVE, ClaimState, Side, Stage
from funds.models import Claim, Project
from funds.services.projects.common import stands
from povertyapp.core import clock
from povertyapp.core.models.area import Level
from povertyapp.core.parameters import value_of_reader
from povertyapp.core.roles import Role
from povertyapp.core.scoping import nothing, within
from povertyapp.core.templatetags.house import money
from povertyapp.core.todo import LINES, Tab, Todo, todo_source

CHANGE = "funds.change_project"


def owed_by(user):
    """Return the condition of the projects whose next step a user takes, by where he stands and as what."""
    owed = nothing()
    for grant in user.grants_today:
        steps = [move for move in NEXT_MOVE.values() if grant.role in move.roles]
        here = Q(stage__in=[move.was for move in steps]) & within(grant.area_id)
        if grant.role == Role.TOWNSHIP:  # what a village implements, the village does
            implements = [move.was for move in steps if move.side == Side.IMPLEMENT]
            here &= ~Q(stage__in=implements, area__level=Level.VILLAGE)
        owed |= here
    return owed


@todo_source(Tab.DO)
def steps_of_projects(user):
    """Yield the projects whose next step this user takes, those that are stuck first."""
    if not user.has_perm(CHANGE):
        return
    rows = Project.objects.visible_to(user).filter(owed_by(user)).with_limit(value_of_reader(user))
    for project in (yield rows.select_related("area").order_by("limit_on", "pk")[:LINES]):
        move = NEXT_MOVE[project.stage]
        is_late = project.limit_on is not None and project.limit_on < clock.today()
        yield Todo(
            kind=_("项目"),
            what=str(project),
            whose=project.area.short_name,
            why=_("项目现在是“%(stage)s”，等您办下一步") % {"stage": project.get_stage_display()},
            due=project.limit_on,
            state="bad" if is_late else "review",
            url=project.get_absolute_url(),
            action=MOVE_WORDS[move.to],
            area=project.area_id,
            is_returned=project.stage == Stage.RETURNED,
        )


@todo_source(Tab.DO)
def contracts_to_agree_to(user):
    """Yield the contracts that wait for the township."""
    if not user.has_perm(CHANGE) or Role.TOWNSHIP not in user.roles:
        return
    waiting = Project.objects.visible_to(user).filter(
        stage=Stage.PROCUREMENT, contract__isnull=False, contract__agreed_by=None
    )
    oldest = waiting.select_related("area", "contract").order_by("contract__signed_on", "pk")
    for project in (yield oldest[:LINES]):
        if stands(user, project, Side.CLAIM):
            yield Todo(
                kind=_("合同"),
                what=str(project),
                whose=project.area.short_name,
                why=_("村里签了合同，等乡镇同意"),
                state="review",
                url=reverse("funds:project_paper", args=[project.number, "agreement"]),
                action=_("去看合同"),
                area=project.area_id,
            )


@todo_source(Tab.DO)
def claims_to_decide(user):
    """Yield the claims that wait for the county."""
    if not user.has_perm(CHANGE):
        return
    rows = (
        Claim.objects.visible_to(user).filter(state=ClaimState.FILED).select_related("project__area", "area")
    )
    for claim in (yield rows.order_by("due_on", "pk")[:LINES]):
        if stands(user, claim.project, Side.SUPERVISE, (Role.OFFICE, Role.FINANCE)):
            yield Todo(
                kind=_("报账"),
                what=f"{claim.project} {claim}",
                whose=claim.area.short_name,
                why=_("乡镇报账，等县里审核"),
                due=claim.due_on,
                state="bad" if claim.due_on < clock.today() else "review",
                url=claim.get_absolute_url(),
                action=_("去审核"),
                area=claim.area_id,
            )


@todo_source(Tab.DO)
def claims_to_pay(user):
    """Yield the claims that the county passed and that wait for the money."""
    if not user.has_perm("funds.add_payment"):
        return
    rows = Claim.objects.visible_to(user).filter(state=ClaimState.PASSED).select_related("project", "area")
    for claim in (yield rows.order_by("due_on", "pk")[:LINES]):
        yield Todo(
            kind=_("报账"),
            what=f"{claim.project} {claim}",
            whose=_("%(amount)s 元") % {"amount": money(claim.amount, "yuan")},
            why=_("已审核，等支付"),
            due=claim.due_on,
            state="bad" if claim.due_on < clock.today() else "review",
            url=claim.get_absolute_url(),
            action=_("看报账"),
            area=claim.area_id,
        )
