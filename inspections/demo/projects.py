"""The projects of a generated county: some in every stage, two of them stuck, a village that shares equally.

They stand as a project ledger says (`recorded_from`); their money follows from `inspections.demo.money`.
"""

import datetime as dt
from decimal import Decimal

import pgtrigger

from assistance.models import HelpingUnit
from funds.choices.projects import MAIN_WAY, ProjectKind, ProjectNature, Stage
from funds.models import Benefit, Claim, Contract, Procurement, Project
from households.models import Household
from povertyapp.core.models import RoleGrant
from povertyapp.core.parameters import Parameters
from povertyapp.core.roles import Role
from povertyapp.core.workdays import workday_after

DAY = dt.timedelta(days=1)
LEDGER = "县级项目台账"
LEAST, MOST, HOUSEHOLDS_A_PROJECT, POOL = 28, 400, 250, Decimal(28_000_000)
# What is built where: name, kind, nature, use, unit in charge.
WORKS = (
    ("产业路硬化", ProjectKind.INFRASTRUCTURE, ProjectNature.NEW, "works", "县交通运输局"),
    ("茶叶基地", ProjectKind.INDUSTRY, ProjectNature.NEW, "production", "县农业局"),
    ("人畜饮水工程", ProjectKind.WATER, ProjectNature.EXTEND, "works", "县水利水产局"),
    ("藤茶加工点", ProjectKind.INDUSTRY, ProjectNature.NEW, "equipment", "县商务局"),
    ("危房改造", ProjectKind.HOUSING, ProjectNature.REPAIR, "works", "县住房和城乡建设局"),
    ("养殖到户补助", ProjectKind.INDUSTRY, ProjectNature.SUBSIDY, "subsidy", "县畜牧兽医局"),
    ("技能培训", ProjectKind.TRAINING, ProjectNature.CONTINUE, "training", "县人力资源和社会保障局"),
)
# In which stages they stand, as often as such stages are found in a county; closed and reimbursed ones most often.
STAGES = (
    *MAIN_WAY[1:], Stage.IN_PROGRESS, Stage.IN_PROGRESS, Stage.CLOSED, Stage.CLOSED, Stage.REIMBURSED, Stage.IN_LIBRARY,
    Stage.COMPLETED, Stage.CLOSED, Stage.RETURNED, Stage.SUSPENDED,
)  # fmt: skip
STUCK = {6: 75, 9: 120}  # which projects stand still, and for how many days
REST = Decimal("0.55")  # what is claimed after the acceptance; the rest is kept back for a year
EQUAL = 1_000  # what each household of one village gets
MODELS = (Project, Benefit, Procurement, Contract, Claim)
GUARDS = (
    "funds.Claim:claim_keeps_its_order", "funds.Contract:contract_is_the_implementer_s",
    "funds.Procurement:procurement_is_the_implementer_s", "funds.Benefit:benefit_keeps_what_was_decided",
)  # fmt: skip
BENEFITS = """
INSERT INTO funds_benefit (area_id, project_id, household_id, what, amount, got_note, got_on, got_amount)
SELECT area_id, project_id, id, what, amount, '', closed_on, CASE WHEN closed_on IS NOT NULL THEN amount END FROM (
    SELECT h.area_id, p.id AS project_id, h.id, p.name AS what, p.closed_on,
           CASE WHEN p.number = %(equal)s THEN %(each)s ELSE round(
               p.budget * (0.5 + (abs(hashtext(h.household_no)) %% 7) * 0.1) / greatest(p.homes, 1), -1) END AS amount
    FROM (SELECT q.*, 4 + (row_number() OVER (ORDER BY q.number)) %% 9 AS homes FROM funds_project AS q
          WHERE q.county_id = %(county)s AND q.recorded_from = %(ledger)s) AS p
    JOIN LATERAL (SELECT id, area_id, household_no FROM households_household AS h
                  WHERE h.area_id = p.area_id AND h.left_register_on IS NULL AND h.registered_on <= %(last)s
                  ORDER BY h.household_no LIMIT CASE WHEN p.number = %(equal)s THEN NULL ELSE p.homes END) AS h ON true
) AS gains ORDER BY project_id, area_id, id
"""


def write_projects(cursor, plan, sizes):
    """Write the county's projects with who gains by them, contracts and claims; return how many."""
    made = _Ledger(plan, list(sizes)).projects()
    Project.objects.bulk_create(made)
    papers = _Papers(plan, made)
    with pgtrigger.ignore(*GUARDS):
        cursor.execute("SELECT 1")  # what goes past Django's cursor does not tell the triggers itself
        given = {
            "county": plan.county.pk, "ledger": LEDGER, "last": plan.last_day, "each": EQUAL,
            "equal": next((p.number for p in made if p.is_mass), ""),
        }  # fmt: skip
        cursor.cursor.execute(BENEFITS, given)
        Procurement.objects.bulk_create(papers.procurements())
        Contract.objects.bulk_create(papers.contracts())
        Claim.objects.bulk_create(papers.claims())
    return {"projects": len(made)}


def _somebody(plan, role):
    """Return somebody of the county who has a role, or None."""
    grants = RoleGrant.objects.filter(role=role, area__code__startswith=plan.county.pk)
    found = grants.select_related("user").order_by("pk").first()
    return found.user if found else None


class _Ledger:
    """Says what each project of the county is and where it stands."""

    def __init__(self, plan, villages):
        self.plan, self.villages, self.today = plan, villages, plan.last_day
        self.draw = plan.random("projects")
        self.units = {unit.name: unit for unit in HelpingUnit.objects.filter(area=plan.county)}

    def projects(self):
        count = min(max(self.plan.households // HOUSEHOLDS_A_PROJECT, LEAST), MOST)
        share = POOL / count
        return [self._project(number, share) for number in range(count)]

    def _project(self, number, share):
        village = self.villages[number % len(self.villages)]
        name, kind, nature, use, unit = WORKS[number % len(WORKS)]
        stage = STAGES[number % len(STAGES)]
        budget = (share * Decimal(str(round(0.4 + 1.1 * self.draw.random(), 2)))).quantize(
            Decimal(1000)
        ) + 1000
        equal = number == 5
        if equal:  # all households of a village get the same
            homes = Household.objects.in_area(village.pk).on_register(self.today).count()
            stage, budget = Stage.CLOSED, Decimal(homes * EQUAL or EQUAL)
        since = self.today - DAY * STUCK.get(number, self.draw.randint(1, 12))
        project = Project(
            area=village,
            county=self.plan.county,
            number=f"{self.plan.county.pk}P{self.today.year}{number + 1:04d}",
            name=f"{village.short_name}{name}",
            year=self.today.year,
            kind=kind,
            nature=nature,
            uses=[use],
            budget=budget,
            place=village.short_name,
            task=f"{name}，由{village.short_name}实施",
            responsible_unit=f"{village.short_name}村委会",
            responsible_person="村主任",
            unit=self.units.get(unit),
            money_sources="统筹整合财政涉农资金",
            performance_goal="带动户户均年增收 800 元",
            participation="村民投工投劳",
            stage=stage,
            stage_since=since,
            benefit_mechanism="务工、分红或者生产条件改善",
            recorded_from=LEDGER,
            is_mass=equal,
            deliberated_on=since - 240 * DAY,
            deliberation_paper="村档案柜",
        )
        self._dates(project, since)
        return project

    def _dates(self, project, since):
        """Give a project the days of the stages behind it, back from where it stands."""
        at = MAIN_WAY.index(project.stage) if project.stage in MAIN_WAY else MAIN_WAY.index(Stage.APPROVED)

        def before(stage, days):
            place = MAIN_WAY.index(stage)
            return (
                since - DAY * days * (at - place) if at >= place and project.stage != Stage.RETURNED else None
            )

        project.in_library_on = before(Stage.IN_LIBRARY, 20)
        project.approved_on = before(Stage.APPROVED, 20)
        project.started_on = before(Stage.IN_PROGRESS, 25)
        project.completed_on = before(Stage.COMPLETED, 25)
        project.accepted_on = before(Stage.ACCEPTED, 25)
        project.starts_on = (project.started_on or since) - 3 * DAY
        project.ends_on = (project.completed_on or since + 80 * DAY) + 5 * DAY
        project.reimbursed_on = before(Stage.REIMBURSED, 25)
        project.closed_on = before(Stage.CLOSED, 25)
        if project.in_library_on:
            project.library_paper = f"来扶领〔{project.in_library_on.year}〕3 号"
        if project.approved_on:
            project.approved_amount = project.budget
            project.approval_paper = f"来扶领〔{project.approved_on.year}〕9 号"
            project.plan_paper = f"{project.year} 年度计划"
        if project.closed_on:
            project.handed_over_on, project.handed_over_to = (
                project.closed_on,
                f"{project.area.short_name}村委会",
            )


class _Papers:
    """Contracts, how they were come by, and claims of the projects that are that far."""

    def __init__(self, plan, projects):
        self.plan, self.today = plan, plan.last_day
        far = MAIN_WAY[MAIN_WAY.index(Stage.CONTRACTED) :]
        self.projects = [p for p in projects if p.stage in far and not p.is_mass]
        self.value = Parameters(plan.county.pk, plan.last_day)
        self.cadre, self.township, self.office = (
            _somebody(plan, role) for role in (Role.CADRE, Role.TOWNSHIP, Role.OFFICE)
        )
        if not (self.cadre and self.township and self.office):
            self.projects = []  # a county for measuring has no users in whose name a paper could stand

    def procurements(self):
        limit = self.value.number("project.tender_threshold")
        return [
            Procurement(
                project=p, area=p.area, mode="open" if p.budget >= limit else "inquiry", bidders=4,
                opened_on=self._signed(p) - 7 * DAY, winner=self._builder(p), paper="招标档案", recorded_by=self.cadre,
            )
            for p in self.projects
        ]  # fmt: skip

    def contracts(self):
        return [
            Contract(
                project=p, area=p.area, number=f"HT{p.number[-8:]}", contractor=self._builder(p), amount=p.budget,
                signed_on=self._signed(p), starts_on=p.started_on or p.starts_on, ends_on=self._ends(p),
                retention_percent=5, is_related=False, relation_note="已签承诺书", paper="合同柜",
                recorded_by=self.cadre,
                agreed_by=self.township, agreed_on=self._signed(p), supervision="villagers",
                supervisor_name="村民监督小组",
            )
            for p in self.projects
        ]  # fmt: skip

    def _signed(self, project):
        return min(project.started_on or project.starts_on, project.starts_on) - 10 * DAY

    def _ends(self, project):
        planned = (project.started_on or project.starts_on) + 90 * DAY
        is_stuck = project.stage == Stage.IN_PROGRESS and (self.today - project.stage_since).days > 60
        return self.today - 20 * DAY if is_stuck else planned

    @staticmethod
    def _builder(project):
        return f"来凤县建筑工程第{1 + int(project.number[-2:]) % 4}公司"

    def claims(self):
        """Return an advance of each, the settlement of those that are that far, one of them late, and the retention."""
        made = []
        for p in self.projects:
            part = Decimal("0.3") if p.stage == Stage.CONTRACTED else Decimal("0.4")
            made.append(self._claim(p, 1, "advance", p.budget * part, self._signed(p) + 5 * DAY))
            if p.stage == Stage.COMPLETION_PUBLICITY:
                made.append(self._claim(p, 2, "settlement", p.budget * REST, p.accepted_on + DAY, filed=True))
            if p.reimbursed_on:
                made.append(self._claim(p, 2, "settlement", p.budget * REST, p.accepted_on + 5 * DAY))
            if p.closed_on:
                made.append(self._claim(p, 3, "retention", p.budget * Decimal("0.05"), p.closed_on - 5 * DAY))
        return made

    def _claim(self, project, number, kind, amount, on, filed=False):
        on = min(on, self.today)
        due = workday_after(on, self.value("project.claim_days"), self.value)
        done = (
            {}
            if filed
            else {"state": "settled", "decided_by": self.office, "decided_on": on, "settled_on": on}
        )
        return Claim(
            project=project, area=project.area, number=number, kind=kind, amount=amount, handed_in_on=on, claimed_on=on,
            due_on=due, vouchers="发票 1 张", department_signed="主管局长", opinion="同意报账",
            claimed_by=self.township, **done,
        )  # fmt: skip
