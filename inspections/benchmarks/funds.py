"""`script/bench funds`: flow, overview and reconciliation over 50,000 beneficiary rows and 20,000 postings."""

import datetime as dt
import math
import resource
import time
from decimal import Decimal

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funds.choices.money import LEGS, OF_LINE, EntryKind, FundKind, FundLevel, Origin
from funds.choices.projects import ProjectKind, ProjectNature, Stage
from funds.models import (
    Allotment,
    Benefit,
    FundEntry,
    FundLine,
    LineStatement,
    Payment,
    Posting,
    Project,
    ProjectStatement,
)
from inspections.benchmarks.anew import look_anew
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models import Area, RoleGrant, User
from povertyapp.core.roles import Role

COUNTY, YEAR = "422827", 2017
LIMIT = 1.5  # seconds for a page of figures (ux 4)
PAGES = ("overview", "flow", "checks")
BENEFICIARIES, POSTINGS = 50_000, 20_000
LINES, PROJECTS = 40, 600
ONE = Decimal("1000.00")


def run(*, households=27_000, rounds=5, **options):
    """Yield a result a page: the 95th percentile over ten times the rounds, after a warm-up, and its queries."""
    call_command("generate_county", households=households, months=1, verbosity=0)
    counts = _Books(Area.objects.get(code=COUNTY)).write()
    look_anew()
    reader = Client(SERVER_NAME="localhost")
    reader.force_login(_reader())
    for page in PAGES:
        url, seconds = f"{reverse(f'funds:{page}')}?year={YEAR}", []
        for _round in range(10 * rounds + 1):
            started = time.monotonic()
            answer = reader.get(url)
            seconds.append(time.monotonic() - started)
        with CaptureQueriesContext(connection) as told:
            reader.get(url)
        worst = sorted(seconds[1:])[math.ceil(0.95 * (len(seconds) - 1)) - 1]
        yield {
            "bench": "funds",
            "seconds": round(worst, 3),
            "limit_seconds": LIMIT,
            "ratio": round(worst / LIMIT, 3),
            "rows": counts["postings"],
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "page": page,
            "status": answer.status_code,
            "queries": len(told),
            "slowest_query": max(float(query["time"]) for query in told.captured_queries),
            **counts,
        }


def _reader():
    user = User.objects.create(username="bench", display_name="bench")
    RoleGrant.objects.create(user=user, role=Role.FINANCE, area_id=COUNTY, from_date=dt.date(2010, 1, 1))
    return user


class _Books:
    """The money of a year of its own beside the generated one: every project has its line, each payment a household."""

    def __init__(self, county):
        self.county = county
        self.day = dt.date(YEAR, 6, 1)
        self.entries, self.postings = [], []

    def write(self):
        lines, projects = self._lines(), self._projects()
        self._benefits(projects)
        self._move(lines, projects)
        self._statements(lines, projects)
        return {
            "postings": Posting.objects.filter(line__year=YEAR).count(),
            "beneficiaries": Benefit.objects.filter(project__year=YEAR).count(),
            "projects": PROJECTS,
        }

    def _lines(self):
        levels, origins = list(FundLevel), list(Origin)
        with because(reason="bench"):
            return FundLine.objects.bulk_create(
                FundLine(
                    area=self.county, code=f"{COUNTY}-{YEAR}-{n:03d}", year=YEAR, name=f"资金 {n}",
                    level=levels[n % len(levels)], origin=origins[n % 2], kind=FundKind.FARM, owner_unit="县财政局",
                    purpose="农业生产", in_scope=True, document_no=f"{n} 号", arrived_on=self.day,
                )
                for n in range(LINES)
            )  # fmt: skip

    def _projects(self):
        villages = list(Area.objects.in_area(COUNTY).filter(level="village").order_by("code"))
        kinds = list(ProjectKind)
        with because(reason="bench"):
            return Project.objects.bulk_create(
                Project(
                    number=f"BX-{YEAR}-{n:04d}", county=self.county, area=villages[n % len(villages)],
                    name=f"项目 {n}", year=YEAR, kind=kinds[n % len(kinds)], nature=ProjectNature.SUBSIDY,
                    budget=ONE * 100, approved_amount=ONE * 100, stage=Stage.IN_PROGRESS, stage_since=self.day,
                    recorded_from="bench", started_on=self.day,
                )
                for n in range(PROJECTS)
            )  # fmt: skip

    def _benefits(self, projects):
        """Give each project its share of the beneficiaries, set-based: the households in a circle."""
        share = math.ceil(BENEFICIARIES / PROJECTS)
        with because(reason="bench"), connection.cursor() as cursor:
            cursor.execute(
                "WITH h AS (SELECT id, area_id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS every"
                " FROM households_household),"
                " p AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM funds_project WHERE id = ANY(%s))"
                " INSERT INTO funds_benefit (project_id, household_id, area_id, what, amount, got_note)"
                " SELECT p.id, h.id, h.area_id, '补助', 1000, '' FROM p CROSS JOIN generate_series(0, %s) AS g"
                " JOIN h ON h.n = (p.n * %s + g) %% h.every ON CONFLICT DO NOTHING",
                [[project.pk for project in projects], share - 1, share],
            )

    def _move(self, lines, projects):
        entry = self._entry
        allotments, payments = [], []
        payees = self._payees(projects)
        for line in lines:
            entry(line, EntryKind.ARRIVAL, ONE * 10_000)
            entry(line, EntryKind.INTEGRATE, ONE * 8_000)
        left = POSTINGS // 2 - 2 * LINES - PROJECTS
        for n, project in enumerate(projects):
            line = lines[n % LINES]
            made = Allotment(
                area_id=project.area_id, line=line, project=project, amount=ONE * 100 - (n % 10 == 0),
                allotted_on=self.day, document_no=f"下 {n}",
            )  # fmt: skip
            made.entry = entry(line, EntryKind.ALLOT, made.amount, made)
            allotments.append(made)
            for household in payees[project.pk][: left // PROJECTS + 1]:
                paid = Payment(
                    area_id=project.area_id,
                    allotment=made,
                    amount=ONE,
                    paid_on=self.day,
                    household_id=household,
                )
                paid.entry = entry(line, EntryKind.PAY, ONE, made)
                payments.append(paid)
        with transaction.atomic():  # an entry is whole at the end of its transaction
            FundEntry.objects.bulk_create(self.entries)
            Allotment.objects.bulk_create(allotments)
            Payment.objects.bulk_create(payments)
            Posting.objects.bulk_create(leg for make in self.postings for leg in make())

    def _payees(self, projects):
        found = {project.pk: [] for project in projects}
        rows = Benefit.objects.filter(project__in=list(found)).order_by("project_id", "household_id")
        for project, household in rows.values_list("project_id", "household_id"):
            found[project].append(household)
        return found

    def _entry(self, line, kind, amount, allotment=None):
        made = FundEntry(
            area=self.county, line=line, kind=kind, amount=amount, happened_on=self.day, document_no="bench",
            digest="", made_at=clock.now(),
        )  # fmt: skip
        self.entries.append(made)

        def legs():
            signs = zip(LEGS[kind], (-amount, amount), strict=True)
            return [
                Posting(
                    area=self.county, entry=made, line=line, state=state, amount=moved,
                    allotment=None if state in OF_LINE else allotment,
                )
                for state, moved in signs
            ]  # fmt: skip

        self.postings.append(legs)
        return made

    def _statements(self, lines, projects):
        """Let the paper say something else of every line and of every fifth project."""
        place = {"as_of": self.day, "sheet": "bench", "row": 1}
        LineStatement.objects.bulk_create(
            LineStatement(
                line=line, area=self.county, allocated=ONE * 10_000, integrated=ONE * 7_999, **place
            )
            for line in lines
        )
        ProjectStatement.objects.bulk_create(
            ProjectStatement(
                project=project,
                line=lines[0],
                area_id=project.area_id,
                source="资金 0",
                amount=ONE * 99,
                **place,
            )
            for project in projects[::5]
        )
