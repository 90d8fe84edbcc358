"""Where the lines of notices come from: projects with who gains, a year's library or plan, a line of money, a gift."""

from django.utils.translation import gettext as _

from funds.choices.notices import NoticeKind, NoticeSubject
from funds.choices.projects import APPROVED, IN_LIBRARY, MAIN_WAY, Stage
from funds.models import Allotment, Benefit, DonationUse, Project
from funds.noticed import NoticeEntry, noticed
from households.models import Household
from households.postings import group_of, postable_names

DONE = frozenset(MAIN_WAY[MAIN_WAY.index(Stage.COMPLETED) :])
# Which projects of a year a notice lists.
OF_YEAR = {
    NoticeKind.LIBRARY: IN_LIBRARY | {Stage.LIBRARY_PUBLICITY, Stage.COUNTY_REVIEWED},
    NoticeKind.YEAR_PLAN: APPROVED,
    NoticeKind.YEAR_DONE: DONE,
    NoticeKind.BEFORE: APPROVED,
    NoticeKind.AFTER: DONE,
}


def _line(project):
    item = f"{project.get_kind_display()}（{project.get_nature_display()}）"
    amount = project.approved_amount or project.budget
    place = project.area.short_name
    return NoticeEntry(project.name, place, item, amount, NoticeSubject.PROJECT, project.number)


@noticed(NoticeSubject.PROJECT)
def project_lines(rows, code, kind):
    """Yield the project, then each household that gains of it with what it gets."""
    project = rows(Project).filter(number=code).select_related("area").first()
    if project is None:
        return
    yield _line(project)
    benefits = (
        rows(Benefit).filter(project=project).select_related("household__area").order_by("area_id", "pk")
    )
    names = postable_names(rows(Household).filter(benefits__project=project))
    for benefit in benefits:
        home = benefit.household
        name = names.get(home.pk, home.head_name)
        place = group_of(home.area, home.group_name)
        yield NoticeEntry(name, place, benefit.what, benefit.amount or None)


@noticed(NoticeSubject.COUNTY_YEAR)
def year_lines(rows, code, kind):
    """Yield the projects of a year that a notice of that kind lists, or where its money was allotted to."""
    if not code.isdecimal():
        return
    if kind == NoticeKind.ALLOCATION:
        yield from _allotted(rows(Allotment).standing().filter(line__year=int(code)))
    stages = OF_YEAR.get(kind, ())
    for project in rows(Project).filter(year=int(code), stage__in=stages).select_related("area"):
        yield _line(project)


@noticed(NoticeSubject.LINE)
def line_lines(rows, code, kind):
    """Yield the projects to which a line of money was allotted."""
    yield from _allotted(rows(Allotment).standing().filter(line__code=code))


def _allotted(allotments):
    for one in (
        allotments.with_money().select_related("line", "project__area").order_by("project__number", "pk")
    ):
        project = one.project
        about = (NoticeSubject.PROJECT, project.number)
        yield NoticeEntry(project.name, project.area.short_name, one.line.name, one.allotted, *about)


@noticed(NoticeSubject.DONATION)
def donation_lines(rows, code, kind):
    """Yield what was used of a gift, for whom."""
    uses = rows(DonationUse).filter(donation__code=code, struck_on=None).order_by("used_on", "pk")
    uses = uses.select_related("household__area", "project", "area")
    homes = rows(Household).filter(pk__in=uses.exclude(household=None).values("household_id"))
    names = postable_names(homes)
    for one in uses:
        if one.household:
            name = names.get(one.household_id, one.household.head_name)
            yield NoticeEntry(name, group_of(one.area, one.household.group_name), one.what, one.amount)
        else:
            name = one.project.name if one.project else _("公共支出")
            yield NoticeEntry(name, one.area.short_name, one.what, one.amount)
