"""项目 in 待办: the next step of each project for whoever takes it, contracts to agree to, claims to decide."""

from django.urls import reverse
from django.utils.translation import gettext as _

from funds.choices.projects import MOVE_WORDS, NEXT_MOVE, ClaimState, Side, Stage
from funds.models import Claim, Project
from funds.services.projects.common import owed_by, stands
from povertyapp.core import clock
from povertyapp.core.alike import Alike
from povertyapp.core.parameters import value_of_reader
from povertyapp.core.roles import Role
from povertyapp.core.templatetags.house import money
from povertyapp.core.todo import LINES, Tab, Todo, named_first, todo_source
from povertyapp.core.views.pages import address

CHANGE = "funds.change_project"


@todo_source(Tab.DO)
def steps_of_projects(user):
    """Yield the projects whose next step this user takes: those that are stuck first, the rest in one line."""
    if not user.has_perm(CHANGE):
        return
    waiting = Project.objects.visible_to(user).filter(owed_by(user))
    rows = waiting.with_limit(value_of_reader(user)).select_related("area").order_by("limit_on", "pk")
    yield from named_first(rows, _step, _other_steps)


def _step(project):
    is_late = project.limit_on is not None and project.limit_on < clock.today()
    return Todo(
        kind=_("项目"),
        what=str(project),
        whose=project.area.short_name,
        why=_("项目现在是“%(stage)s”，等您办下一步") % {"stage": project.get_stage_display()},
        due=project.limit_on,
        state="bad" if is_late else "review",
        url=project.get_absolute_url(),
        action=MOVE_WORDS[NEXT_MOVE[project.stage].to],
        area=project.area_id,
        is_returned=project.stage == Stage.RETURNED,
    )


def _other_steps(count):
    return Todo(
        kind=_("项目"),
        what=_("另有 %(n)s 个项目") % {"n": count},
        why=_("等您办下一步"),
        state="review",
        url=address(reverse("funds:project_list"), show="mine"),
        action=_("去办理"),
        count=count,
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
    for claim in (yield Alike(_filed, user).first(LINES)):
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


def _filed(user):
    rows = Claim.objects.visible_to(user).filter(state=ClaimState.FILED)
    return rows.select_related("project__area", "area").order_by("due_on", "pk")


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
