"""A county gone wild: random users, two accounts of one natural person among them, on cases of accountability, on
problems and their measures and on closed months, by services and by raw SQL, while the clock moves.

Services are called with random and often wrong input: they may refuse, but what they let pass must keep the order, and
what they let pass the database must let pass, too (an IntegrityError of a service is a fault). The oracle
(`tests.inspections.accountability.oracle`) looks at every step; it knows neither the services nor the guards.
"""

import datetime as dt
import random
from collections import Counter
from unittest.mock import patch

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from inspections.choices.accountability import ALLOWED, EXONERATION_CONDITIONS, STEPS, ActionKind
from inspections.models import AccountabilityAction, AccountabilityStep, AccountMonth
from inspections.services import accountability as desk
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from tests.inspections.accountability.attempts import TABLES, Attempts
from tests.inspections.accountability.ledger import Ledger
from tests.inspections.accountability.oracle import faults_of, forbidden_measures, forbidden_rulings
from tests.inspections.accountability.restating import Restating
from tests.inspections.accountability.ways import DAY, MARCH, close_month

REFUSED = (ValidationError, PermissionDenied, Conflict)
VERDICTS = ("not_settled", "not_settled", "not_settled", "falsified", "settled", "no_account")
CONDITIONS = [code for code, _label in EXONERATION_CONDITIONS]
STATES = sorted({step.was for step in STEPS} | {step.to for step in STEPS})
COLUMNS = {
    "decision": "'x'", "kind": "'recall'", "window_ends_on": "window_ends_on - 9", "served_on": "served_on - 9",
    "decided_by_id": "entered_by_id", "until_on": "'2030-01-01'", "deadline_on": "deadline_on - 3",
    "area_id": "'422827'", "name": "'x'", "body": "'office'", "may_exonerate": "NOT may_exonerate",
    "proposed_at": "proposed_at - interval '9 days'", "ended_on": "NULL",
}  # fmt: skip


class County(Ledger, Restating, Attempts):
    """Walks so many random steps; `passed` counts what was let pass, `faults` says what should not have been."""

    def __init__(self, people, seed):
        self.people, self.random = people, random.Random(seed)
        self.steps, self.passed, self.faults = 0, Counter(), []
        self.attempted, self.refused = Counter(), Counter()
        self.day = clock.today() - 400 * DAY
        self.month = MARCH
        self.cases, self.frozen, self.known, self.measures = [], {}, 0, []
        # a second account of the cadre, who is a party, and of a member who decides
        self.crowd = [
            people.clerk, people.second, people.office_member, people.chief, people.leader, people.deputy,
            people.organiser, people.discipline, people.supervisor, people.cadre, people.township, people.helper,
            people.other_cadre, people.other_deputy, people.outsider,
        ]  # fmt: skip
        self.parties = [
            ("village", people.places.village.pk), ("township", people.places.township.pk),
            ("helper", people.a_helper.code), ("village", people.places.other_village.pk),
        ]  # fmt: skip

    def walk(self, steps):
        acts = [
            (self.closes_a_month, 4), (self.time_goes_on, 6), (self.takes_a_step, 25), (self.takes_it_properly, 55),
            (self.enters_a_case, 3), (self.states, 5), (self.inserts_a_step, 12), (self.changes_a_case, 8),
            (self.falsifies_a_record, 5), (self.changes_a_frozen_month, 4), (self.changes_a_seat, 2),
            *self.acts_on_the_ledger(), *self.acts_on_versions(), *self.acts_of_somebody_at_the_database(),
        ]  # fmt: skip
        with patch.object(clock, "now", self.now):
            self.closes_a_month()
            self.begins_with_a_version()
        bag, weights = [act for act, _weight in acts], [weight for _act, weight in acts]
        for _number in range(steps):
            with patch.object(clock, "now", self.now):
                self.random.choices(bag, weights)[0]()
            self.steps += 1
            self.look()
        self.look_at_everything()

    def now(self):
        return clock.moment(self.day, 12)

    # ---- what happens

    def time_goes_on(self):
        self.day = min(self.day + self.random.choice((1, 1, 3, 8)) * DAY, real_today())

    def closes_a_month(self):
        parties = {party: self.random.choice(VERDICTS) for party in self.parties}
        lines = [
            ("village", code, "failed")
            for (level, code), verdict in parties.items()
            if level == "village" and verdict == "not_settled"
        ]
        version = 1
        if self.frozen and self.random.random() < 0.3:
            version = AccountMonth.objects.filter(month=str(self.month)).count() + 1
        else:
            self.month = self.month.next
        by = self.random.choice((None, self.people.second, self.people.office_member))
        account = close_month(
            self.people, self.month, parties, lines=lines, by=by, version=version, closed_at=self.now()
        )
        self.frozen[account.pk] = self.print_of(account.pk)
        desk.propose_for(account)
        self.cases = list(AccountabilityAction.objects.order_by("-pk").values_list("pk", flat=True)[:7])
        self.passed["closed a month"] += 1

    def enters_a_case(self):
        level, code = self.random.choice(self.parties)
        trigger = self.random.choice(("media", "misuse", "acceptance", "first"))
        self.tries(
            "entered a case",
            lambda: desk.enter_case(
                by=self.anybody(), county=self.people.places.county, level=level, code=code, trigger=trigger,
                source="文件", text="情况", misuse="diverted" if trigger == "misuse" else "",
            ),
        )  # fmt: skip
        self.cases = list(AccountabilityAction.objects.order_by("-pk").values_list("pk", flat=True)[:7])

    def takes_a_step(self):
        self.act(self.case(), self.anybody(), self.random.choice(list(ACTS)), self.some_day())

    def takes_it_properly(self):
        """Take the next step as it should be, so that the walk gets far; sometimes one thing is wrong."""
        case = self.case()
        name = NEXT.get(case.state)
        if name is None:
            return
        name = self.random.choice(name)
        by = self.fitting(case, name)
        day = self.day
        if case.state == "served" and self.random.random() < 0.8:
            day = max(day, case.window_ends_on + DAY)
        elif case.state == "executed" and case.deadline_on:
            day = max(day, case.deadline_on)
        elif case.state == "issued" and self.random.random() < 0.5:
            day = max(day, case.appeal_until + DAY)
        self.day = max(self.day, min(day, real_today()))
        with patch.object(clock, "now", self.now):
            self.act(case, by, name, self.day)

    def states(self):
        case, by = self.case(), self.anybody()
        paper = self.random.choice(("", "材料"))
        self.tries(
            "made a statement",
            lambda: desk.record_statement(by=by, case=case, text="情况说明", on=self.some_day(), paper=paper),
        )

    def act(self, case, by, name, day):
        self.tries(name, lambda: ACTS[name](self, case, by, day))

    # ---- what somebody at the database tries

    def inserts_a_step(self):
        case, by = self.case(), self.anybody()
        fits = [step for step in STEPS if step.was == case.state]
        if fits and self.random.random() < 0.8:
            step = self.random.choice(fits)
            to, acting_as = step.to, step.actor
        else:
            to, acting_as = (
                self.random.choice(STATES),
                self.random.choice(("clerk", "body", "above", "software")),
            )
        joined = self.anybody().pk if self.random.random() < 0.3 else None
        day = min(
            self.some_day(), self.day
        )  # the database knows the real day, which this county has not reached
        self.sql(
            "INSERT INTO inspections_accountabilitystep (action_id, area_id, number, from_state, to_state, acting_as,"
            " actor_id, joined_by_id, decided_on, recorded_at, reason, paper, facts)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, now(), 'x', 'x', '{}');"
            "UPDATE inspections_accountabilityaction SET state = %s, step = step + 1, decided_on = CASE WHEN %s IN"
            " ('decided', 'exonerated') THEN %s::date ELSE decided_on END, decided_by_id = CASE WHEN %s IN"
            " ('decided', 'exonerated') THEN %s ELSE decided_by_id END, joined_by_id = CASE WHEN %s = 'decided'"
            " THEN %s ELSE joined_by_id END, decision = CASE WHEN %s IN ('decided', 'exonerated') THEN 'x' ELSE"
            " decision END, served_on = CASE WHEN %s = 'served' THEN %s::date ELSE served_on END, window_ends_on ="
            " CASE WHEN %s = 'served' THEN %s::date ELSE window_ends_on END WHERE id = %s",
            [case.pk, case.area_id, case.step + 1, case.state, to, acting_as, by.pk, joined, day, to, to, day, to,
             by.pk, to, joined, to, to, day, to, day + self.random.choice((0, 1, 9)) * DAY, case.pk],
        )  # fmt: skip

    def changes_a_case(self):
        column = self.random.choice(list(COLUMNS))
        case = self.case()
        before = self.row("inspections_accountabilityaction", case.pk)
        self.sql(
            f"UPDATE inspections_accountabilityaction SET {column} = {COLUMNS[column]} WHERE id = %s",
            [case.pk],
        )
        after = self.row("inspections_accountabilityaction", case.pk)
        if after != before:
            self.faults.append(f"{column} of a case was changed by SQL")

    def falsifies_a_record(self):
        table = self.random.choice(
            ("inspections_accountabilitystep", "inspections_statement", "inspections_accountabilityground")
        )
        column = {
            "inspections_accountabilitystep": "reason = 'y'",
            "inspections_statement": "is_appeal = false",
        }
        before = self.rows(table)
        change = column.get(table, "month = '2001-01'")
        statement = self.random.choice((f"DELETE FROM {table}", f"UPDATE {table} SET {change}"))
        self.sql(statement, [])
        if self.rows(table) != before:
            self.faults.append(f"{table} was falsified")

    def changes_a_frozen_month(self):
        """Propose again over every closed month, and look that nothing of it changed."""
        account = AccountMonth.objects.get(pk=self.random.choice(list(self.frozen)))
        desk.propose_for(account)
        if self.print_of(account.pk) != self.frozen[account.pk]:
            self.faults.append(f"frozen month {account} changed")

    def changes_a_seat(self):
        by, user = self.anybody(), self.anybody()
        self.tries(
            "gave a seat",
            lambda: desk.give_seat(
                by=by, area=self.people.places.county, body=self.random.choice(("leading", "office")), user=user,
                title="成员", paper="文", from_date=dt.date(2017, 1, 1),
            ),
        )  # fmt: skip
        self.sql(
            "UPDATE inspections_decisionseat SET user_id = appointed_by_id WHERE user_id = %s", [user.pk]
        )

    # ---- what must be true after each of these

    def look(self):
        newest = AccountabilityStep.objects.order_by("-pk").values_list("pk", "action_id").first()
        if newest is None or newest[0] == self.known:
            return
        rows = AccountabilityStep.objects.filter(pk__gt=self.known).values_list("action_id", flat=True)
        self.known = newest[0]
        for case in AccountabilityAction.objects.filter(pk__in=set(rows)):
            self.faults += faults_of(case)

    def look_at_everything(self):
        for case in AccountabilityAction.objects.all():
            self.faults += faults_of(case)
        self.faults += forbidden_measures() + forbidden_rulings()
        for pk, said in self.frozen.items():
            if self.print_of(pk) != said:
                self.faults.append(f"frozen month {pk} changed")

    def look_at_measures(self):
        self.faults += forbidden_measures(self.measures)

    # ---- helpers

    def anybody(self):
        return self.random.choice(self.crowd)

    def some_day(self):
        return self.day + self.random.choice((0, 0, 0, 0, -2, 4, 9)) * DAY

    def case(self):
        pk = self.random.choice(self.cases or list(AccountabilityAction.objects.values_list("pk", flat=True)))
        return AccountabilityAction.objects.select_related("area", "county").get(pk=pk)

    def fitting(self, case, name):
        """Return somebody who may take a step, mostly."""
        if self.random.random() < 0.15:
            return self.anybody()
        if name in ("serve", "issue", "execute"):
            return self.people.clerk
        if name == "check":
            return self.people.supervisor
        if name == "appeal":
            own = {"helper": self.people.helper, "township": self.people.township}
            return own.get(case.level, self.people.cadre)
        if name in ("rule", "revoke"):
            return self.random.choice((self.people.leader, self.people.deputy))
        members = {
            **self.people.members,
            "leading": self.random.choice((self.people.leader, self.people.deputy)),
        }
        return members[case.body]

    def tries(self, name, act):
        try:
            with transaction.atomic():
                act()
        except REFUSED:
            return
        except IntegrityError as error:
            if "one_person_one_role" in str(
                error
            ):  # what only the database sees, told to the page as a sentence
                return
            self.faults.append(f"{name}: the service let pass what the database refuses: {error}")
            return
        self.passed[name] += 1

    def sql(self, text, values):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(text, values)
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        except DatabaseError:
            return
        self.passed["raw SQL let pass"] += 1

    @staticmethod
    def print_of(account_id):
        with connection.cursor() as cursor:
            found = []
            for table, column in TABLES.items():
                cursor.execute(
                    f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} AS t WHERE {column} = %s",
                    [account_id],
                )
                found.append(cursor.fetchone()[0])
            return found

    @staticmethod
    def rows(table):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY id)) FROM {table} AS t")
            return cursor.fetchone()

    @staticmethod
    def row(table, pk):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT t::text FROM {table} AS t WHERE id = %s", [pk])
            return cursor.fetchone()[0]


def real_today():
    return dt.datetime.now(clock.COUNTY_TIME).date()


def _decide(county, case, by, day):
    kinds = list(ALLOWED.get(ActionKind(case.proposed_kind), ActionKind))
    kind = county.random.choice([*kinds, ActionKind.RECALL])
    joined = county.random.choice((county.people.organiser, county.people.organiser, None, county.anybody()))
    desk.decide(
        by=by, case=case, kind=kind, reason=county.random.choice(("理由", "理由", "理由", "")), on=day,
        joined_by=joined if case.joint_body or county.random.random() < 0.1 else None,
        deadline_on=day + county.random.choice((5, 5, 20, 60)) * DAY if kind == ActionKind.RECTIFY_ORDER else None,
    )  # fmt: skip


def _exonerate(county, case, by, day):
    conditions = CONDITIONS if county.random.random() < 0.8 else CONDITIONS[:2]
    desk.exonerate(by=by, case=case, ground="force", reason="山洪", conditions=conditions, on=day)


ACTS = {
    "serve": lambda county, case, by, day: desk.serve_notice(
        by=by, case=case, answers_for="某人", paper="文", on=day,
        answered_by=county.random.choice((None, None, None, county.anybody())),
    ),
    "decide": _decide,
    "exonerate": _exonerate,
    "issue": lambda county, case, by, day: desk.issue(by=by, case=case, paper="文", on=day),
    "execute": lambda county, case, by, day: desk.execute(
        by=by, case=case, record="已办", signed_by="某人", paper="文", on=day
    ),
    "appeal": lambda county, case, by, day: desk.appeal(
        by=by, case=case, text="不服", on=day, paper=county.random.choice(("", "文"))
    ),
    "rule": lambda county, case, by, day: desk.rule_on_appeal(
        by=by, case=case, is_upheld=county.random.random() < 0.4, reason="复核", on=day
    ),
    "revoke": lambda county, case, by, day: desk.revoke(by=by, case=case, reason="更正", on=day),
    "check": lambda county, case, by, day: desk.check_order(
        by=by, case=case, is_fulfilled=county.random.random() < 0.5, reason="核查", on=day
    ),
}  # fmt: skip
NEXT = {
    "proposed": ["serve"],
    "served": ["decide", "decide", "decide", "exonerate"],
    "decided": ["issue", "issue", "issue", "revoke"],
    "issued": ["execute", "execute", "appeal"],
    "appealed": ["rule"],
    "executed": ["check", "check", "appeal", "revoke"],
}
