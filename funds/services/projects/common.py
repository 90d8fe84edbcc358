"""What all verbs of projects share: who acts as what, on which day, what is lacking, and the one way to take a step."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from assistance.models.numbering import new_codes
from funds.choices.projects import FOLLOWING, MOVE_BY_STAGES, NEXT_MOVE, ROLES_OF_SIDE, Side, Stage
from funds.models import Project, ProjectStep
from households.services.procedures.common import given_day
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models.area import Level
from povertyapp.core.moves import advance, check
from povertyapp.core.parameters import Parameters
from povertyapp.core.roles import Role
from povertyapp.core.scoping import nothing, within

NUMBER_DIGITS = 4


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


def numbers(county_code, year):
    """Return the next numbers for projects of a county: its code, `X`, the year, a number."""
    return new_codes(Project, county_code, f"X{year}", NUMBER_DIGITS, column="number")


def value_of(project, day):
    """Return the parameters in force where a project is, on a day."""
    return Parameters(project.area_id, day)


def locked(project) -> Project:
    """Return the project as it stands now, locked to the end of the transaction; Conflict where it went on since."""
    rows = Project._base_manager.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("area", "county", "unit").get(pk=project.pk)
    if (found.stage, found.step) != (project.stage, project.step):
        raise Conflict(
            _("这个项目刚刚已经办到“%(stage)s”，请刷新后再办。") % {"stage": found.get_stage_display()}
        )
    return found


def stands(user, project, side, roles=None):
    """Return the grant under which a user lends a project that hand today, or None."""
    wanted = set(roles or ROLES_OF_SIDE[side])
    if side == Side.IMPLEMENT and project.area.level == Level.VILLAGE:
        wanted -= {Role.TOWNSHIP}
    over = [g for g in user.grants_today if g.role in wanted and project.area_id.startswith(g.area_id)]
    return max(over, key=lambda grant: len(grant.area_id), default=None)


def acting(user, project, side, roles=None):
    """Return that grant; PermissionDenied where he has none, ValidationError where he lent another hand (LF-42)."""
    grant = stands(user, project, side, roles)
    if grant is None:
        words = "、".join(str(Role(role).label) for role in roles or ROLES_OF_SIDE[side])
        raise PermissionDenied(
            _("这一步属于“%(side)s”，由%(roles)s办理，您没有这个身份（LF-42）。")
            % {"side": Side(side).label, "roles": words}
        )
    if lends_another_hand(user, project, side):
        raise ValidationError(
            _(
                "您（或您的另一个账号）已经在这个项目上办过别的职责：村实施、乡镇报账、县监管不能由同一个人办（LF-42），请由另一个人办。"
            )
        )
    return grant


def lends_another_hand(user, project, side) -> bool:
    """Ask the database whether the natural person behind a user lent a project another hand before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT funds_lends_another_hand(%s, %s, %s)", [project.pk, user.pk, str(side)])
        return bool(cursor.fetchone()[0])


def take(project, to, *, by, on, needs=(), reason="", paper="", **changes):
    """Record a step of a locked project and let it follow; return the project.

    `needs` are asked here, so that a step that the table does not know is refused before what it lacks is told.
    """
    move = MOVE_BY_STAGES.get((project.stage, to))
    if move is None:
        raise ValidationError(
            _("项目现在是“%(was)s”，不能改为“%(to)s”；请刷新后看现在能办哪一步。")
            % {"was": project.get_stage_display(), "to": Stage(to).label}
        )
    grant = acting(by, project, move.side, move.roles)
    last = project.steps.order_by("-number").first()
    day = given_day(on, not_before=last.decided_on if last else project.stage_since)
    _not_twice(last, grant, by)
    if move.needs_reason and not reason.strip():
        raise ValidationError({"reason": _("请写明理由。")})
    found = check(*needs)
    with because(by=by, reason=reason or str(Stage(to).label)):
        step = ProjectStep.objects.create(
            project=project,
            area_id=project.area_id,
            number=project.step + 1,
            from_stage=project.stage,
            to_stage=to,
            side=move.side,
            actor=by,
            acting_role=grant.role,
            acting_unit_id=grant.area_id,
            decided_on=day,
            reason=reason.strip(),
            paper=paper.strip(),
            facts={"needs": found},
        )
        if to == Stage.APPROVED and project.stage == Stage.IN_LIBRARY:
            step.refresh_from_db(fields=["digest"])
            changes["approved_digest"] = step.digest
    return advance(
        project,
        to,
        by=by,
        moves=FOLLOWING,
        reason=reason or str(Stage(to).label),
        field="stage",
        step=project.step + 1,
        stage_since=day,
        **changes,
    )


def _not_twice(last, grant, by):
    if last is None or last.acting_role == grant.role or last.actor is None:
        return
    if person_of(last.actor) == person_of(by):
        raise ValidationError(_("上一步是您以别的身份办的，同一个人不能连续在两级作决定，请由另一个人办。"))


def person_of(user):
    """Return the natural person behind an account."""
    return user.main_account_id or user.pk


def write(row, *, by, reason):
    """Check a new row and insert it; the reason stands in its history."""
    row.full_clean(exclude=["area"])
    with because(by=by, reason=reason):
        row.save(force_insert=True)
    return row


def fill(row, *, by, reason, **columns):
    """Fill in columns of a row that were blank."""
    for name, content in columns.items():
        setattr(row, name, content)
    row.full_clean(exclude=["area"])
    with because(by=by, reason=reason):
        row.save(update_fields=[*columns])
    return row
