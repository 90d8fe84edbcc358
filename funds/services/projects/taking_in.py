"""Take the ledger of projects in (项目台账): new ones as drafts, what is open of the others put right."""

from typing import Any

from django.utils.translation import gettext_lazy

from funds.choices.projects import Stage
from funds.importing import project_ledger as register
from funds.importing.project_ledger import CONTENT, TEMPLATE, Known
from funds.models import Project
from funds.services.fund_ledger.taking_in import county_named
from funds.services.projects.common import numbers
from funds.services.projects.exporting import PROJECTS, with_sums
from households.services.lists import ListKind, ListResult, import_list
from povertyapp.core import clock
from povertyapp.core.import_locks import hold_file
from povertyapp.core.models import Area
from povertyapp.core.parameters import Parameters
from povertyapp.core.workbooks import read_workbook
from povertyapp.core.workbooks.stamps import read_stamp


class _Ledger:
    """One ledger on its way in, for one user."""

    def __init__(self, by, stamp):
        self.by, self.stamp = by, stamp

    def kind(self) -> ListKind:
        return ListKind(
            reason=gettext_lazy("导入项目台账 %(file)s"),
            layout=register.LAYOUT,
            fields=register.FIELDS,
            check=self.check,
            store=self.store,
            empty=("projects_created", "projects_updated", "projects_unchanged"),
            subjects=self.subjects,
            county_of=county_of,
        )

    def subjects(self, rows, county, by) -> dict[str, Any]:
        """Return the projects of the county that the user sees, by number, as an export would show them."""
        seen = Project.objects.visible_to(self.by) if self.by else Project.objects.all()
        value = Parameters(county.pk, clock.today())
        found = with_sums(seen.filter(county=county).with_limit(value).with_households())
        return {one.number: one for one in found.select_related("area__parent", "unit", "contract")}

    def check(self, rows, projects, day, county) -> Known:
        places = Area.objects.visible_to(self.by) if self.by else Area.objects.all()
        shown = {
            number: dict(zip(PROJECTS.headers, PROJECTS.cells(0, one), strict=True))
            for number, one in projects.items()
        }
        known = register.known_of(rows, projects, county, places, shown, self.stamp)
        return register.check(rows, projects, known)

    def store(self, cursor, rows, projects, known: Known, *, county, day, by) -> dict[str, Any]:
        """Write the drafts that are new and what is put right of the projects that are open."""
        Area.objects.select_for_update(no_key=True).get(pk=county.pk)  # one number is given at a time
        made = Project.objects.bulk_create(self._drafts(rows, known, county, day))
        changed = []
        for row in rows:
            project = known.project_of(row)
            if project and (told := known.changes_of(row)):
                for name, said in told.items():
                    setattr(project, name, said)
                changed.append(project)
        if changed:
            Project.objects.bulk_update(changed, list(CONTENT.values()))
        return {
            "projects_created": len(made),
            "projects_updated": len(changed),
            "projects_unchanged": len(rows) - len(made) - len(changed),
        }

    def _drafts(self, rows, known, county, day):
        free: dict[int, Any] = {}
        written = {row["number"] for row in rows}
        for row in rows:
            if known.project_of(row) is not None:
                continue
            facts = {name: row[name] for name in CONTENT.values() if row[name] not in (None, "")}
            draft = Project(county=county, area_id=row["area"], stage=Stage.DRAFT, stage_since=day, **facts)
            taken = free.setdefault(draft.year, numbers(county.pk, draft.year))
            draft.number = row["number"] or next(number for number in taken if number not in written)
            draft.entered_by = self.by
            yield draft


def county_of(workbook, rows, titles) -> Area:
    """Return the county that the titles name; ValidationError where they name none."""
    return county_named(workbook.file, titles)


def import_projects(*, by, source, name=None, limits=None, **options) -> ListResult:
    """Import a ledger of projects, our own with what was changed in it or an office's; the same again writes nothing.

    See `households.services.lists`. A project is known by its number, else by place, year and name.
    """
    if not options.get("dry_run") and not options.get("on_trial"):
        hold_file(source)
    workbook = read_workbook(source, name, limits)
    kind = _Ledger(by, read_stamp(workbook, TEMPLATE)).kind()
    return import_list(kind, by=by, source=workbook, name=name, limits=limits, **options)
