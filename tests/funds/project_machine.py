"""A county gone wild over projects: random users, two accounts of one person among them, by services and raw SQL.

Services get random and often wrong input: they may refuse, but what they let pass the database must let pass, too, and
the oracle (`tests.funds.project_oracle`) must find in order. It knows neither services nor guards.
"""

import datetime as dt
import random
from collections import Counter
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from funds.choices.projects import MOVES, Stage
from funds.models import Allotment, Claim, Project
from funds.services import projects as desk
from funds.services.money import pay
from povertyapp.core.errors import Conflict
from tests.funds.project_oracle import content_of, faults_of
from tests.funds.projects import ACCEPTANCE, CLAIM, REVIEW, TENDER, Walk, day

REFUSED = (ValidationError, PermissionDenied, Conflict)
DAYS = [day(number) for number in (0, 5, 20, 35, 58, 62, 95, 145, 151, 160, 170, 400, 530)]
PLAIN = (
    "apply_project", "review_project", "publish_library", "publish_plan", "begin_procurement", "contract_project",
    "complete_project", "accept_project", "publish_completion", "reimburse_project", "start_project",
)  # fmt: skip
REASONED = (
    "return_project", "reject_project", "suspend_project", "resume_project", "cancel_project", "send_back_to_work",
)  # fmt: skip
CHANGES = (
    "budget = 1", "approved_amount = approved_amount - 1", "approved_digest = 'x'", "stage = 'closed'",
    "step = step + 1", "in_library_on = NULL", "accepted_on = '2017-01-01'", "task = 'x'", "uses = '{image}'",
    "stage_since = '2017-01-01'", "recorded_from = 'x'", "area_id = '422827100221'", "number = number || 'x'",
    "completed_on = NULL",
)  # fmt: skip
TABLES = (
    "projectstep", "claim", "contract", "procurement", "acceptance", "jointreview", "progressreport", "projectcheck",
    "projectimage", "benefit",
)  # fmt: skip


class Machine:
    """Walks so many random steps; `passed` counts what was let pass, `faults` says what should not have been."""

    def __init__(self, people, seed, projects=3):
        self.people, self.random = people, random.Random(seed)
        self.passed, self.faults, self.approved = Counter(), [], {}
        self.walks = [Walk(people) for _each in range(projects)]
        self.crowd = [
            people.cadre, people.township, people.clerk, people.leader, people.supervisor, people.finance,
            people.outsider, people.other_cadre, people.other_clerk, people.helper,
        ]  # fmt: skip

    def walk(self, steps):
        acts = {
            self.goes_on: 40, self.serves: 12, self.writes_a_paper: 10, self.claims: 8, self.pays: 8, self.decides: 5,
            self.inserts_a_step: 14, self.changes_a_project: 8, self.falsifies: 8, self.inserts_a_claim: 5,
            self.inserts_an_acceptance: 4, self.inserts_a_payment: 4,
        }  # fmt: skip
        for _number in range(steps):
            self.chosen = self.random.choice(self.walks)
            self.random.choices(list(acts), list(acts.values()))[0]()
            self.look()

    @property
    def project(self):
        return self.chosen.now

    def anybody(self):
        return self.random.choice(self.crowd)

    def some_day(self):
        if self.random.random() < 0.4:
            return self.project.stage_since + dt.timedelta(days=self.random.randint(0, 3))
        return self.random.choice(DAYS)

    def some_money(self):
        return Decimal(
            self.random.choice(("0.01", "1000", "22800", "30400", "30400.01", "72200", "76000", "80000"))
        )

    # ---- by services

    def goes_on(self):
        """Take the next step as it should be, so that the walk gets far."""
        if self.chosen.left:
            name = self.chosen.left[0]
            if self.tries(f"goes on: {name}", getattr(self.chosen, name)):
                self.chosen.left.pop(0)

    def serves(self):
        by, project, on, text = self.anybody(), self.project, self.some_day(), "理由"
        name = self.random.choice(
            (*PLAIN, *REASONED, "check_project", "enter_library", "approve_project", "close_project")
        )
        more = {
            "check_project": {"seen_on": on, "seen_by": "某"},
            "enter_library": {"paper": "文"},
            "approve_project": {"amount": self.some_money(), "paper": "文", "plan_paper": "文"},
            "close_project": {"handed_over_to": "村", "handed_over_on": on},
        }.get(name, {"reason": text} if name in REASONED else {})
        self.tries(name, lambda: getattr(desk, name)(by=by, project=project, on=on, **more))

    def writes_a_paper(self):
        by, project, on = self.anybody(), self.project, self.some_day()
        unit = self.random.choice(("县交通局", "来凤县路桥公司", "老茶村村委会"))
        name, facts = self.random.choice(
            (
                ("record_review", {"held_on": on, **REVIEW}),
                (
                    "record_procurement",
                    {"opened_on": on, **TENDER, "mode": self.random.choice(("open", "negotiated"))},
                ),
                ("report_progress", {"percent": self.random.choice((10, 40, 100)), "text": "进展", "on": on}),
                ("record_acceptance", {**ACCEPTANCE, "accepted_on": on, "unit_name": unit}),
                ("agree_contract", {"on": on}),
                ("edit_project", {"task": "改过的任务"}),
                ("check_benefits", {"benefits": project.benefits.all(), "got_on": on}),
            )
        )
        self.tries(name, lambda: getattr(desk, name)(by=by, project=project, **facts))

    def claims(self):
        kind, on = self.random.choice(("advance", "settlement", "retention")), self.some_day()
        facts = {"kind": kind, "amount": self.some_money(), "handed_in_on": on, "claimed_on": on, **CLAIM}
        by = self.people.township if self.random.random() < 0.6 else self.anybody()
        self.tries(f"claimed {kind}", lambda: desk.file_claim(by=by, project=self.project, **facts))

    def decides(self):
        claim = Claim.objects.filter(project=self.project).order_by("?").first()
        if claim is not None:
            by = self.people.clerk if self.random.random() < 0.6 else self.anybody()
            act = self.random.choice((desk.pass_claim, desk.pass_claim, desk.return_claim))
            self.tries(
                "decided a claim", lambda: act(by=by, claim=claim, decision="意见", on=self.some_day())
            )

    def pays(self):
        allotment = Allotment.objects.filter(project=self.project).first()
        claim = Claim.objects.filter(project=self.project).order_by("?").first()
        if allotment is not None:
            facts = {"amount": self.some_money(), "on": self.some_day(), "payee": "公司", "claim": claim}
            self.tries("paid", lambda: pay(by=self.people.finance, allotment=allotment, **facts))

    # ---- by SQL

    def inserts_a_step(self):
        project, by = self.project, self.anybody()
        fits = [move for move in MOVES if move.was == project.stage]
        if fits and self.random.random() < 0.8:
            move = self.random.choice(fits)
            to, side, role = move.to, move.side, self.random.choice(move.roles)
        else:
            to, side = (
                self.random.choice(Stage.values),
                self.random.choice(("implement", "claim", "supervise")),
            )
            role = self.random.choice(("cadre", "township", "office", "leader"))
        unit = by.grants_today[0].area_id if by.grants_today else project.area_id
        on = self.some_day()
        self.sql(
            "INSERT INTO funds_projectstep (project_id, area_id, number, act, from_stage, to_stage, side, actor_id,"
            " acting_role, acting_unit_id, decided_on, recorded_at, reason, paper, facts, digest)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, now(), 'x', 'x', '{}', '');"
            "UPDATE funds_project SET stage = %s, step = step + 1, stage_since = %s WHERE id = %s",
            [project.pk, project.area_id, project.step + 1, self.random.choice(("move", "move", "paper")),
             project.stage, to, side, by.pk, role, unit, on, to, on, project.pk],
        )  # fmt: skip

    def changes_a_project(self):
        self.sql(f"UPDATE funds_project SET {self.random.choice(CHANGES)} WHERE id = %s", [self.project.pk])

    def falsifies(self):
        """Change or delete what is on record; a list that is still open may be changed."""
        table, project = self.random.choice(TABLES), self.project
        if table == "benefit" and project.is_open_for_content:
            return
        before = self.rows(table, project)
        change = self.random.choice(
            (f"DELETE FROM funds_{table}", f"UPDATE funds_{table} SET area_id = '422828'")
        )
        if "UPDATE" in change:
            column = {"benefit": "amount = 9", "projectstep": "reason = 'y'", "claim": "amount = 9"}.get(
                table, "recorded_at = now() + interval '1 day'"
            )
            change = f"UPDATE funds_{table} SET {column}"
        self.sql(f"{change} WHERE project_id = %s", [project.pk])
        if self.rows(table, project) != before:
            self.faults.append(f"{table} was falsified")

    def inserts_a_claim(self):
        kind, on = self.random.choice(("advance", "settlement", "retention")), self.some_day()
        by = self.people.township if self.random.random() < 0.7 else self.anybody()
        self.sql(
            "INSERT INTO funds_claim (project_id, area_id, number, kind, amount, handed_in_on, claimed_on, due_on,"
            " vouchers, department_signed, opinion, paper, claimed_by_id, recorded_at, state, decision)"
            " SELECT %s, %s, coalesce(max(number), 0) + 1, %s, %s, %s, %s, %s, '1', '1', '1', '', %s, now(), 'filed',"
            " '' FROM funds_claim WHERE project_id = %s",
            [self.project.pk, self.project.area_id, kind, self.some_money(), on, on, on + dt.timedelta(days=21), by.pk,
             self.project.pk],
        )  # fmt: skip

    def inserts_an_acceptance(self):
        unit = self.random.choice(("县交通局", "来凤县路桥公司", "老茶村村委会"))
        facts = {
            **ACCEPTANCE,
            "unit_name": unit,
            "project_id": self.project.pk,
            "area_id": self.project.area_id,
        }
        facts |= {"accepted_on": self.some_day(), "recorded_by_id": self.anybody().pk, "recorded_at": day(0)}
        marks = ", ".join(["%s"] * len(facts))
        self.sql(f"INSERT INTO funds_acceptance ({', '.join(facts)}) VALUES ({marks})", list(facts.values()))

    def inserts_a_payment(self):
        claim = Claim.objects.filter(project=self.project).order_by("?").first()
        self.sql(
            "INSERT INTO funds_payment (area_id, allotment_id, amount, paid_on, payee, claim_id, document_no, entry_id)"
            " SELECT area_id, id, %s, %s, 'x', %s, '', entry_id FROM funds_allotment WHERE project_id = %s",
            [self.some_money(), self.some_day(), claim and claim.pk, self.project.pk],
        )

    # ---- helpers

    def tries(self, name, act):
        try:
            with transaction.atomic():
                act()
                self.settle()
        except REFUSED:
            return False
        except IntegrityError as error:
            self.faults.append(f"{name}: the service let pass what the database refuses: {error}")
            return False
        self.passed[name] += 1
        return True

    def sql(self, statement, values):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, values)
                self.settle()
        except DatabaseError:
            return
        self.passed["sql"] += 1

    @staticmethod
    def settle():
        """Ask what is asked at the end of a transaction."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")

    @staticmethod
    def rows(table, project):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM funds_{table} WHERE project_id = %s ORDER BY id", [project.pk])
            return cursor.fetchall()

    def look(self):
        project = self.project
        self.faults += faults_of(project)
        if project.approved_digest:
            said = self.approved.setdefault(project.pk, content_of(project))
            if said != content_of(project):
                self.faults.append(f"{project.number}: approved content changed")
        else:
            self.approved.pop(project.pk, None)
        if Project.objects.count() < len(self.walks):
            self.faults.append("a project was deleted")
