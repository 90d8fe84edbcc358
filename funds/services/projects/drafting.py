"""Writing down what a project is to be, and who gains by it, while that is open."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.choices.projects import OPEN_CONTENT, Side, Stage
from funds.models import Benefit, NegativeListItem, Project
from funds.services.projects.common import acting, fill, locked, numbers, stands, write
from households.models import Household
from households.services.procedures.common import given_day
from povertyapp.core.history import because
from povertyapp.core.models import Area

CONTENT = (
    "name", "year", "kind", "nature", "uses", "place", "task", "starts_on", "ends_on", "season_ends_on",
    "responsible_unit", "responsible_person", "unit", "budget", "money_sources", "performance_goal", "participation",
    "benefit_mechanism", "deliberated_on", "deliberation_paper", "is_mass",
)  # fmt: skip


@transaction.atomic
def draft_project(*, by, area, on=None, number="", **content) -> Project:
    """Begin a project of a village or township as a draft with what is known of it; return it."""
    day = given_day(on)
    county = Area.objects.select_for_update(no_key=True).get(
        pk=area.county_code
    )  # one number is given at a time
    project = Project(area=area, county=county, stage_since=day, entered_by=by, **content)
    project.number = number.strip() or next(numbers(county.pk, project.year))
    if stands(by, project, Side.IMPLEMENT) is None:
        raise PermissionDenied(_("项目由实施的村（乡镇项目由乡镇）申报，您没有这个身份。"))
    return write(project, by=by, reason=_("草拟项目"))


@transaction.atomic
def edit_project(*, by, project, **content) -> Project:
    """Change the content list of a project that is drafted or was sent back."""
    project = _open(by, project)
    return fill(project, by=by, reason=_("修改项目内容"), **content)


@transaction.atomic
def add_benefit(*, by, project, household, what, amount=0, measure=None) -> Benefit:
    """Enter a household that gains by the project; return the row."""
    project = _open(by, project)
    if not household.area_id.startswith(project.area_id):
        raise ValidationError({"household": _("受益户不在项目所在的村（乡镇），请选项目所在地的户。")})
    if measure is not None and measure.household_id != household.pk:
        raise ValidationError({"measure": _("这项措施不是这一户的，请选这一户的措施。")})
    row = Benefit(
        project=project,
        household=household,
        area_id=household.area_id,
        what=what.strip(),
        amount=amount,
        measure=measure,
    )
    return write(row, by=by, reason=_("登记受益户"))


@transaction.atomic
def add_benefits(*, by, project, numbers, what, amount=0) -> int:
    """Enter all households of these numbers at once, those that stand there already left out; return how many."""
    project = _open(by, project)
    asked = set(numbers)
    found = dict(
        Household.objects.in_area(project.area_id)
        .filter(household_no__in=asked)
        .values_list("household_no", "pk")
    )
    if unknown := sorted(asked - found.keys()):
        raise ValidationError(
            {
                "numbers": _("项目所在的村（乡镇）没有这些户编号：%(numbers)s。请核对编号。")
                % {"numbers": "、".join(unknown[:5])}
            }
        )
    known = set(project.benefits.values_list("household_id", flat=True))
    areas = dict(Household.objects.filter(pk__in=found.values()).values_list("pk", "area_id"))
    rows = [
        Benefit(project=project, household_id=pk, area_id=areas[pk], what=what.strip(), amount=amount)
        for pk in sorted(found.values())
        if pk not in known
    ]
    if rows:
        rows[0].full_clean(exclude=["area"])
    with because(by=by, reason=_("登记受益户")):
        Benefit.objects.bulk_create(rows)
    return len(rows)


@transaction.atomic
def drop_benefit(*, by, benefit):
    """Take a household off the list of a project that is still open."""
    _open(by, benefit.project)
    with because(by=by, reason=_("移出受益户")):
        benefit.delete()


def negative_list(user):
    """Return the items of the negative list that concern the places of a reader."""
    return NegativeListItem.objects.for_reader(user)


def _open(by, project):
    project = locked(project)
    if project.stage not in OPEN_CONTENT:
        raise ValidationError(
            _("项目已经办到“%(stage)s”，内容和受益户不能再改；确需调整的，先退回修改。")
            % {"stage": Stage(project.stage).label}
        )
    acting(by, project, Side.IMPLEMENT)
    return project
