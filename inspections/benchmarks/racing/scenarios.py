"""The scenarios: each sets a round up and says which requests are let go together, and how many of them may succeed."""

import datetime as dt
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

import pgtrigger
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from funds.choices.projects import ClaimState, ProjectKind, ProjectNature, Stage
from funds.models import Allotment, Benefit, Claim, FundEntry, FundLine, Payment, Project, ProjectStep
from funds.services.money import allot, integrate, open_line, pay
from inspections.benchmarks.racing.ring import request
from povertyapp.core import clock
from povertyapp.core.owner import as_owner

SHARE = Decimal("100.00")
TOKEN = "0123456789abcdefghijklmnopqrstuv"  # 32 characters: a cookie and a header that agree


@dataclass(frozen=True)
class Round:
    """Requests of one round; `wins` of them succeed, `again` are told the same receipt, all others are refused.

    `happened` returns what stands in the database because of it, which must be as many as `wins`.
    """

    requests: list[bytes]
    wins: int
    again: int
    happened: Callable[[], int]
    success: int = 201  # an act of the API; a form of a page leads on with 302


class Field:
    """Where races are run: a county with a finance officer, a village, and households of it."""

    def __init__(self, *, by, leader, token, session, county, village, households):
        self.by, self.leader, self.county, self.village = by, leader, county, village
        self.households, self.session = households, session
        self.head = {"Authorization": f"Token {token}", "Content-Type": "application/json"}
        self.today = clock.today()

    def send(self, path, key=None, **body):
        head = self.head | {"Idempotency-Key": key or uuid.uuid4().hex}
        return request(f"/api/v1/{path}", head, json.dumps(body, default=str).encode())

    def press(self, path, **form):
        """Return a form of a page as the leader sends it."""
        told = f"{settings.CSRF_COOKIE_NAME}={TOKEN}; {settings.SESSION_COOKIE_NAME}={self.session}"
        head = {"Cookie": told, "X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
        return request(path, head, urlencode(form).encode())

    def line(self, arrived, integrated=0):
        """A line of its own for a round."""
        line = open_line(
            by=self.by, county=self.county, amount=arrived, year=self.today.year, name=f"并发 {uuid.uuid4().hex}",
            level="central", document_no="并发", arrived_on=self.today - dt.timedelta(days=9), origin="stock",
            in_scope=True, kind="farm_fund", purpose="并发", owner_unit="县财政局", planned=0,
        )  # fmt: skip
        if integrated:
            integrate(by=self.by, line=line, amount=integrated, on=self.today, document="并发")
        return line

    def project(self, households=()):
        """A project of the library of its own for a round."""
        project = Project.objects.create(
            area=self.village, county=self.county, number=f"BF-{uuid.uuid4().hex[:16]}", name="并发项目",
            year=self.today.year, kind=ProjectKind.INDUSTRY, nature=ProjectNature.SUBSIDY, budget=SHARE * 10_000,
            performance_goal="并发", stage=Stage.IN_LIBRARY, stage_since=self.today, in_library_on=self.today,
            recorded_from="并发",
        )  # fmt: skip
        Benefit.objects.bulk_create(
            Benefit(area_id=home.area_id, project=project, household=home, what="并发", amount=SHARE)
            for home in households
        )
        return project

    def allotment(self, amount, households=()):
        line = self.line(amount, amount)
        project = self.project(households)
        return allot(by=self.by, line=line, project=project, amount=amount, on=self.today, document="并发")

    def moved(self, line, kind):
        """Return how many movements of a kind stand on a line."""
        return lambda: FundEntry.objects.standing().filter(line=line, kind=kind).count()


def integrate_shares(field, size):
    """Ten shares arrived; everybody wants one of them in the pool."""
    line = field.line(SHARE * 10)
    sent = {"amount": SHARE, "on": field.today, "document": "并发"}
    raws = [field.send(f"fund-lines/{line.code}/integrate/", **sent) for _each in range(size)]
    return Round(raws, min(10, size), 0, field.moved(line, "integrate"))


def allot_the_last(field, size):
    """Everybody wants the whole of a line, each for another project."""
    line = field.line(SHARE, SHARE)
    sent = {"line": line.code, "amount": SHARE, "on": field.today, "document": "并发"}
    projects = [field.project() for _each in range(min(size, 5))]
    raws = [
        field.send("allotments/", project=projects[place % len(projects)].number, **sent)
        for place in range(size)
    ]
    return Round(raws, 1, 0, lambda: Allotment.objects.standing().filter(line=line).count())


def allot_shares(field, size):
    """Seven shares are in the pool; everybody wants one of them for the same project."""
    line, project = field.line(SHARE * 7 + 1, SHARE * 7 + 1), field.project()
    sent = {
        "line": line.code, "project": project.number, "amount": SHARE, "on": field.today, "document": "并发",
    }  # fmt: skip
    raws = [field.send("allotments/", **sent) for _each in range(size)]
    return Round(raws, min(7, size), 0, lambda: Allotment.objects.standing().filter(line=line).count())


def pay_the_last(field, size):
    """Everybody wants to pay the whole of an allotment, each to another household."""
    homes = field.households[:size]
    allotment = field.allotment(SHARE, homes)
    sent = {"allotment": allotment.pk, "amount": SHARE, "on": field.today}
    raws = [
        field.send("payments/", household=homes[place % len(homes)].household_no, **sent)
        for place in range(size)
    ]
    return Round(raws, 1, 0, lambda: Payment.objects.standing().filter(allotment=allotment).count())


def pay_once(field, size):
    """The same payment under the same key: one moves money, all are told the same receipt."""
    allotment, key = field.allotment(SHARE * size), uuid.uuid4().hex
    sent = {"allotment": allotment.pk, "amount": SHARE, "on": field.today, "payee": "并发"}
    raws = [field.send("payments/", key, **sent) for _each in range(size)]
    return Round(raws, 1, size - 1, lambda: Payment.objects.standing().filter(allotment=allotment).count())


def take_back_once(field, size):
    """Everybody takes the same payment back, each with a reason of his own."""
    allotment = field.allotment(SHARE)
    paid = pay(by=field.by, allotment=allotment, amount=SHARE, on=field.today, payee="并发")
    raws = [field.send(f"fund-entries/{paid.entry_id}/reverse/", reason=f"第 {n} 人") for n in range(size)]
    return Round(raws, 1, 0, lambda: FundEntry.objects.filter(reverses=paid.entry_id).count())


def approve_once(field, size):
    """Everybody presses the button that approves the same project."""
    line, project = field.line(SHARE, SHARE), field.project()
    allot(by=field.by, line=line, project=project, amount=SHARE, on=field.today, document="并发")
    form = {
        "amount": SHARE,
        "paper": "来扶发〔2017〕1 号",
        "plan_paper": "来扶发〔2017〕2 号",
        "on": field.today,
    }
    form["seen_step"] = project.step
    path = reverse("funds:project_stage", args=[project.number, Stage.APPROVED])
    steps = ProjectStep.objects.filter(project=project, to_stage=Stage.APPROVED)
    raws = [field.press(path, **form) for _each in range(size)]
    return Round(raws, 1, 0, steps.count, success=302)


def reimburse_the_last(field, size):
    """A claim of three shares was passed; everybody pays one of them out of an allotment with money enough for all."""
    allotment = field.allotment(SHARE * size)
    with as_owner(), pgtrigger.ignore("funds.Claim:claim_keeps_its_order"):
        claim = Claim.objects.create(
            area=field.village, project=allotment.project, number=1, kind="advance", amount=SHARE * 3,
            handed_in_on=field.today, claimed_on=field.today, due_on=field.today, vouchers="并发",
            department_signed="并发", opinion="并发", claimed_by=field.leader, state=ClaimState.PASSED,
            decided_by=field.leader, decided_on=field.today,
        )  # fmt: skip
    sent = {"allotment": allotment.pk, "amount": SHARE, "on": field.today, "payee": "并发", "claim": claim.pk}
    raws = [field.send("payments/", **sent) for _each in range(size)]
    return Round(raws, min(3, size), 0, lambda: Payment.objects.standing().filter(claim=claim).count())


SCENARIOS = {
    each.__name__: each
    for each in (
        integrate_shares,
        allot_the_last,
        allot_shares,
        pay_the_last,
        pay_once,
        take_back_once,
        approve_once,
        reimburse_the_last,
    )
}


@transaction.atomic
def set_up(field, name, size):
    """Return a round of a scenario, with all that it stands on."""
    return SCENARIOS[name](field, size)


def over_limits():
    """Return the codes of lines of which more moved than there is, seen from the postings and not the balances."""
    rows = FundLine.objects.with_money(on=clock.today())
    return [
        row.code
        for row in rows
        if not 0 <= row.paid <= row.allotted <= row.integrated <= row.arrived
        or row.held < 0
        or row.unallotted < 0
    ]
