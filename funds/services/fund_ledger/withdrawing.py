"""Projects of a paper ledger are withdrawn with it, and stand again with the next: by a step of the paper each."""

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.translation import gettext as _

from funds.choices.projects import Side, Stage, StepAct
from funds.models import Project, ProjectStep
from funds.services.projects.common import stands
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.roles import Role

# A project is never deleted: what a ledger brought that was undone is over, until a ledger brings it again.
WITHDRAWN = Stage.CANCELLED
# What a paper says of a project apart from its stage, and what it says of the stages that it passed.
CONTENT = ("area_id", "name", "year", "kind", "nature", "place", "budget", "money_sources")
PASSED = (
    "stage",
    "stage_since",
    "in_library_on",
    "approved_on",
    "approved_amount",
    "started_on",
    "accepted_on",
)


def may_withdraw(by, project):
    """Return the grant under which somebody takes steps by a paper, or None."""
    return by and stands(by, project, Side.SUPERVISE, (Role.FINANCE, Role.OFFICE))


def withdraw(*, by, projects, reason):
    """Let projects of a paper be over because their paper was taken back."""
    _step(by, projects, dict.fromkeys((project.pk for project in projects), WITHDRAWN), reason)
    ids = [project.pk for project in projects]
    with because(by=by, reason=reason):
        Project.objects.filter(pk__in=ids).update(
            stage=WITHDRAWN, step=F("step") + 1, stage_since=clock.today()
        )


def bring_back(*, by, projects, said, paper):
    """Let withdrawn projects stand as a paper says now; `said` are unsaved projects by number."""
    with because(by=by, reason=paper):
        for project in projects:
            _copy(project, said[project.number], CONTENT)
            project.save(update_fields=CONTENT)
        _step(by, projects, {project.pk: said[project.number].stage for project in projects}, paper)
        for project in projects:
            _copy(project, said[project.number], PASSED)
            project.step += 1
        Project.objects.bulk_update(projects, [*PASSED, "step"])


def _copy(project, said, names):
    for name in names:
        setattr(project, name, getattr(said, name))


def _step(by, projects, to, reason):
    """Record a step by paper of each project; PermissionDenied for who takes none in the county."""
    grants = {project.pk: may_withdraw(by, project) for project in projects}
    if not all(grants.values()):
        raise PermissionDenied(_("按台账登记的项目，由县扶贫办或财务人员办理。"))
    ProjectStep.objects.bulk_create(
        ProjectStep(
            project=project, area_id=project.area_id, number=project.step + 1, act=StepAct.PAPER,
            from_stage=project.stage, to_stage=to[project.pk], side=Side.SUPERVISE, actor=by,
            acting_role=grants[project.pk].role, acting_unit_id=grants[project.pk].area_id, decided_on=clock.today(),
            reason=reason, paper=reason[:100],
        )
        for project in projects
    )  # fmt: skip
