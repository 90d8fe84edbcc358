"""The second sheet: projects as the paper says they stand, the money arranged for them, what was claimed of it."""

from decimal import Decimal

from django.db.models import Sum

from funds.choices.money import EntryKind
from funds.choices.projects import APPROVED, IN_LIBRARY, ProjectNature, Stage, StepAct
from funds.importing.fund_ledger.checks import doubled
from funds.importing.fund_ledger.words import STAGES
from funds.models import Allotment, Balance, Payment, Project, ProjectStatement, ProjectStep
from funds.querysets.money import SPENT
from funds.services.fund_ledger.statements import state
from funds.services.fund_ledger.withdrawing import WITHDRAWN, bring_back
from funds.services.money.entries import digest_of, lock, post, write
from funds.services.money.limits import balance_of
from povertyapp.core.history import because
from povertyapp.core.models.area import Level

NONE = Decimal("0.00")


class Projects:
    """Records the projects of one ledger. A number that stands twice is recorded once, as it stands first."""

    def __init__(self, by, county, ledger, day, document, lines):
        self.by, self.county, self.day, self.document, self.lines = by, county, day, document, lines
        self.year = ledger.year(day)
        twice = doubled(ledger)
        self.rows: dict[str, list] = {}
        for row in ledger.projects:
            if not any(row is other for other in twice):
                self.rows.setdefault(row.number, []).append(row)
        self.known = {
            project.number: project for project in Project.objects.filter(number__in=list(self.rows))
        }
        # What goes its way here is paid on its claims (decision 33), never because a ledger says so.
        moves = ProjectStep.objects.filter(
            project__in=[one.pk for one in self.known.values()], act=StepAct.MOVE
        )
        self.moved_here = set(moves.values_list("project_id", flat=True))
        self.counts = dict.fromkeys(("projects_created", "projects_updated", "projects_unchanged"), 0)
        self.counts |= {"projects_left_out": len(twice), "allotments_created": 0, "payments_created": 0}

    def record(self, places, progress=None):
        """Write the projects that are new, book their money, and keep what the paper says."""
        with because(by=self.by, reason=self.document):
            made = Project.objects.bulk_create(
                self._project(rows, places) for number, rows in self.rows.items() if number not in self.known
            )
        new = {project.number: project for project in made}
        said, moved = [], self._bring_back(places)
        for number, rows in self.rows.items():
            project = new.get(number) or self.known[number]
            if number in self.known and all(row.is_untouched for row in rows) and project.pk not in moved:
                continue
            if project.stage in IN_LIBRARY and any([self._book(row, project) for row in rows]):
                moved.add(project.pk)
            said.append((project, rows[0], self._columns(rows)))
            if progress:
                progress.advance(len(rows))
        changed = state(ProjectStatement, "project", self.day, said) | moved
        for number in self.rows:
            is_changed = number not in new and self.known[number].pk in changed
            act = "created" if number in new else "updated" if is_changed else "unchanged"
            self.counts[f"projects_{act}"] += 1

    def _bring_back(self, places):
        """Let projects that went with an import that was undone stand again as this paper says; return their ids."""
        gone = {
            project.number: self._project(self.rows[number], places)
            for number, project in self.known.items()
            if project.stage == WITHDRAWN and project.recorded_from and project.pk not in self.moved_here
        }
        projects = [self.known[number] for number in gone]
        if projects:
            bring_back(by=self.by, projects=projects, said=gone, paper=self.document)
        return {project.pk for project in projects}

    def _project(self, rows, places):
        row = rows[0]
        amount = sum(one.amount.yuan for one in rows)
        stage = Stage.APPLIED if row.in_library is False else STAGES.get(row.state, Stage.IN_LIBRARY)
        is_approved, is_inside = stage in APPROVED, stage in IN_LIBRARY
        return Project(
            number=row.number,
            county=self.county,
            area_id=places.find(row.township, row.village).code
            or places.township(row.township)
            or self.county.pk,
            name=row.name,
            year=self.year,
            kind=row.kind,
            nature=ProjectNature.NEW,
            place="".join((row.township, row.village))[:120],
            budget=amount,
            money_sources="、".join(one.source for one in rows)[:200],
            stage=stage,
            stage_since=self._since(row),
            recorded_from=self.document,
            entered_by=self.by,
            in_library_on=self._since(row) if is_inside else None,
            approved_on=self._since(row) if is_approved else None,
            approved_amount=amount if is_approved else None,
            started_on=row.started_on,
            accepted_on=row.accepted_on,
        )

    def _since(self, row):
        """Return the last day that the paper gives a project, never after its own."""
        days = [day for day in (row.started_on, row.accepted_on) if day and day <= self.day]
        return max(days, default=self.day)

    def _book(self, row, project):
        """Book what the paper arranges and claims more than the books, as far as the money goes."""
        if row.source not in self.lines:
            return False
        line = self.lines[row.source]
        line, project = lock(line, project)
        got = Balance.objects.filter(line=line, allotment__project=project, state__in=SPENT)
        have = got.aggregate(sum=Sum("amount"))["sum"] or NONE
        of_others = Balance.objects.filter(allotment__project=project, state__in=SPENT).exclude(line=line)
        room = (project.approved_amount or project.budget) - (
            of_others.aggregate(s=Sum("amount"))["s"] or NONE
        )
        more = min(row.amount.yuan - have, room - have, balance_of(line, "pool"))
        if more > 0:
            self._allot(line, project, more)
        paid = got.filter(state="paid").aggregate(sum=Sum("amount"))["sum"] or NONE
        claimed = (row.paid.yuan if row.paid else NONE) - paid
        by_paper = project.recorded_from and project.pk not in self.moved_here
        spent = self._pay(line, project, claimed) if claimed > 0 and by_paper else NONE
        return more > 0 or spent > 0

    def _allot(self, line, project, amount):
        on = max(self.day, line.arrived_on)
        entry = self._entry(line, EntryKind.ALLOT, amount, on, project)
        allotment = Allotment.objects.create(
            area_id=project.area_id, line=line, project=project, amount=amount, allotted_on=on,
            document_no=self.document, entry=entry,
        )  # fmt: skip
        post(entry, allotment)
        self.counts["allotments_created"] += 1

    def _pay(self, line, project, amount):
        """Pay out of the allotments of a line to a project in their order; return what was paid."""
        spent = NONE
        for allotment in Allotment.objects.standing().filter(line=line, project=project).order_by("pk"):
            part = min(amount - spent, balance_of(line, "allotted", allotment))
            if part <= 0:
                continue
            on = max(self.day, allotment.allotted_on)
            entry = self._entry(line, EntryKind.PAY, part, on, project)
            payment = Payment.objects.create(
                area_id=allotment.area_id, allotment=allotment, amount=part, paid_on=on, payee=self._payee(project),
                document_no=self.document, entry=entry,
            )  # fmt: skip
            post(entry, allotment)
            spent += payment.amount
            self.counts["payments_created"] += 1
        return spent

    def _payee(self, project):
        """Return who claimed: the township, as this paper names nobody else (乡镇报账)."""
        area = project.area
        return area.parent.name if area.level == Level.VILLAGE else area.name

    def _entry(self, line, kind, amount, on, project):
        digest = digest_of(
            kind, line=line.pk, project=project.pk, amount=amount, on=on, document=self.document
        )
        return write(
            by=self.by,
            line=line,
            kind=kind,
            amount=amount,
            on=on,
            key="",
            digest=digest,
            document=self.document,
        )

    def _columns(self, rows):
        """Return what the paper says of a project, over all the money that it has."""
        row, paid = rows[0], [one.paid.yuan for one in rows if one.paid]
        return {
            "line": self.lines.get(row.source),
            "source": "、".join(one.source for one in rows)[:120],
            "amount": sum(one.amount.yuan for one in rows),
            "paid": sum(paid) if paid else None,
            "in_library": row.in_library,
            "homes": row.homes,
            "state": row.state[:20],
            "village": row.village[:60],
            "accepted_on": row.accepted_on,
        }
