"""A county office gone wild: random cases, papers, decisions and raw SQL, each step of them looked at by the oracle.

Services are called with random and often wrong input: they may refuse, but what they let pass must keep the order,
and what they let pass the database must let pass, too (an IntegrityError of a service is a fault). Raw SQL is tried
beside them; the database must refuse whatever would break the order.
"""

import datetime as dt
from collections import Counter
from types import SimpleNamespace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from households.models import ProcedureCase, Transition
from households.services import procedures as desk
from households.steps import MOVES, EvidenceKind, ProcedureKind, State, moves_from
from povertyapp.core.errors import Conflict
from tests.households.factories import make_household
from tests.households.procedures.oracle import faults_of
from tests.households.procedures.ways import (
    DAY,
    PAPER,
    PAUSE,
    actor_of,
    applicant,
    exit_case,
    meetings,
    step,
    supply,
)

START = dt.date(2023, 3, 1)
REFUSED = (ValidationError, PermissionDenied, Conflict)
PLACE = st.integers(0, 9)
MOSTLY_ON = st.sampled_from((0, 0, 0, 0, 0, 0, 1, 2))  # the way forward stands first among the moves
WHO = st.sampled_from(("cadre", "township", "clerk", "leader", "helper", "outsider", "other"))
SHIFT = st.integers(-9, 15)
NEEDS = sorted({need for move in MOVES for need in move.needs})
TABLES = (
    "households_publicity", "households_evidence", "households_meeting", "households_spotcheck",
    "households_objection", "households_transition", "households_exitanswer", "households_deliberation",
)  # fmt: skip


class Office(RuleBasedStateMachine):
    """Each example begins with one running case of each kind, somewhere on its way."""

    people: SimpleNamespace  # the pooled world: set by the test
    steps = 0
    reached: Counter  # (kind, state) → how many steps led there

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.cases: list[ProcedureCase] = []
        self.going: list[ProcedureCase] = []
        self.seen = -1
        self.known = Transition.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def teardown(self):
        """Look at every step once more: nothing that came later speaks against it."""
        try:
            self.look_at(self.stored())
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @initialize(
        kinds=st.lists(st.sampled_from(list(ProcedureKind)), min_size=2, max_size=4), far=st.integers(0, 8)
    )
    def begin(self, kinds, far):
        for kind in kinds:
            case = self.open(kind)
            for _step in range(far):
                self.properly(case, 0)

    # What an office does

    @rule(kind=st.sampled_from(list(ProcedureKind)))
    @precondition(lambda self: len(self.going) < 4)
    def opens(self, kind):
        self.count()
        self.open(kind)

    @rule(at=PLACE, which=MOSTLY_ON)
    def goes_on_properly(self, at, which):
        self.count()
        self.properly(self.case(at), which)

    @rule(at=PLACE, which=PLACE, left_out=PLACE, shift=SHIFT)
    def goes_on_with_one_thing_missing(self, at, which, left_out, shift):
        self.count()
        case = self.case(at)
        options = moves_from(case.kind, case.state)
        if not options:
            return
        move = options[which % len(options)]
        day = self.day_of(case, shift)
        for place, need in enumerate(move.needs):
            if place != left_out % len(move.needs):
                self.tries(lambda need=need: supply(need, case, self.people, day))
        by = actor_of(self.people, move.level)
        self.tries(lambda: desk.move_case(by=by, case=case, to=move.to, on=day, reason="符合标准"))

    @rule(at=PLACE, to=st.sampled_from(list(State)), who=WHO, shift=SHIFT, why=st.sampled_from(("", "理由")))
    def decides_wildly(self, at, to, who, shift, why):
        self.count()
        case, by = self.case(at), getattr(self.people, who)
        self.tries(lambda: desk.move_case(by=by, case=case, to=to, on=self.day_of(case, shift), reason=why))

    @rule(at=PLACE, need=st.sampled_from(NEEDS), shift=SHIFT)
    def records_something(self, at, need, shift):
        self.count()
        case = self.case(at)
        self.tries(lambda: supply(need, case, self.people, self.day_of(case, shift)))

    @rule(
        at=PLACE,
        kind=st.sampled_from(list(EvidenceKind)),
        shift=SHIFT,
        signed=st.booleans(),
        paper=st.booleans(),
    )
    def records_a_paper_badly(self, at, kind, shift, signed, paper):
        self.count()
        case = self.case(at)
        self.tries(
            lambda: desk.record_evidence(
                by=self.people.cadre, case=case, kind=kind, on=self.day_of(case, shift), text="…",
                signed_by="户主" if signed else "", paper=PAPER if paper else "",
            )
        )  # fmt: skip

    @rule(at=PLACE, shift=SHIFT, present=st.integers(0, 12), agree=st.integers(0, 12), paper=st.booleans())
    def holds_a_thin_meeting(self, at, shift, present, agree, paper):
        self.count()
        case = self.case(at)
        facts = {"expected": 12, "present": present, "in_favour": agree, "paper": PAPER if paper else ""}
        self.tries(
            lambda: desk.record_deliberation(
                by=self.people.cadre, batch=case.batch, topic=case.kind, template="review",
                meetings=meetings(on=self.day_of(case, shift), **facts),
            )
        )  # fmt: skip

    @rule(at=PLACE, shift=SHIFT, answered=st.booleans(), down=st.booleans())
    def hears_an_objection_or_takes_the_list_down(self, at, shift, answered, down):
        self.count()
        case = self.case(at)
        posted = case.batch.publicities.order_by("pk").last()
        if posted is None:
            return
        day = self.day_of(case, shift)
        if down:
            self.tries(lambda: desk.take_down(by=self.people.cadre, publicity=posted, on=day))
            return
        made = self.tries(
            lambda: desk.record_objection(
                by=self.people.cadre, publicity=posted, made_by="匿名", text="不符合", on=day
            )
        )
        if made and answered:
            self.tries(
                lambda: desk.answer_objection(
                    by=self.people.township, objection=made, answer="已核实", on=day
                )
            )

    @rule(at=PLACE, upheld=st.booleans(), who=WHO, shift=SHIFT, when=st.integers(0, 14))
    def appeals(self, at, upheld, who, shift, when):
        self.count()
        case = self.case(at)
        day = case.state_since + DAY * when
        self.tries(lambda: desk.appeal(by=self.people.cadre, case=case, text="不服", on=day))
        by = getattr(self.people, who)
        self.tries(lambda: desk.decide_appeal(by=by, case=case, is_upheld=upheld, decision="裁定", on=day))
        last = case.transitions.order_by("number").last()
        if last:
            self.tries(lambda: desk.move_case(by=by, case=case, to=last.from_state, on=day))

    # What somebody at the database tries

    @rule(at=PLACE, to=st.sampled_from(list(State)), up=st.integers(0, 2))
    def sets_a_state(self, at, to, up):
        self.count()
        case = self.case(at)
        self.sql(
            "UPDATE households_procedurecase SET state = %s, step = step + %s WHERE id = %s",
            [to, up, case.pk],
        )

    @rule(
        at=PLACE,
        to=st.sampled_from(list(State)),
        who=WHO,
        shift=SHIFT,
        follow=st.booleans(),
        fit=st.booleans(),
        which=PLACE,
    )
    def inserts_a_step(self, at, to, who, shift, follow, fit, which):
        """With `fit` everything but the evidence is as it should be."""
        self.count()
        case, by = self.case(at), getattr(self.people, who)
        options = moves_from(case.kind, case.state)
        move = options[which % len(options)] if options and fit else None
        if move:
            to, by = move.to, actor_of(self.people, move.level)
        grant = by.grants.first()
        level = move.level if move else "village"
        self.sql(
            "INSERT INTO households_transition (case_id, area_id, number, from_state, to_state, level, actor_id,"
            " acting_role, acting_unit_id, decided_on, recorded_at, reason, guards, evidence)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, clock_timestamp(), 'x', '[]', '[]');"
            + ("UPDATE households_procedurecase SET state = %s, step = step + 1 WHERE id = %s" if follow else "")
            + ("" if follow else "SELECT %s, %s"),
            [case.pk, case.area_id, case.step + 1, case.state, to, level, by.pk, grant.role, grant.area_id,
             self.day_of(case, shift), to, case.pk],
        )  # fmt: skip

    @rule(table=st.sampled_from(TABLES), what=st.sampled_from(("delete", "dates", "case")))
    def falsifies_a_record(self, table, what):
        self.count()
        column = {
            "households_publicity": "posted_on", "households_evidence": "happened_on",
            "households_meeting": "present", "households_spotcheck": "checked", "households_objection": "made_on",
            "households_transition": "decided_on", "households_exitanswer": "is_met",
            "households_deliberation": "topic",
        }[table]  # fmt: skip
        change = {"present": "0", "checked": "0", "is_met": "NOT is_met", "topic": "'x'"}.get(
            column, f"{column} - 3"
        )
        before = self.rows(table)
        if what == "delete":
            self.sql(f"DELETE FROM {table}", [])
        else:
            self.sql(f"UPDATE {table} SET {column} = {change}", [])
        assert self.rows(table) == before, f"{table} was falsified"

    # What must be true after each of these

    @invariant()
    def everything_is_in_order(self):
        newest = Transition.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if newest == self.seen:
            return
        self.seen = newest
        taken = list(
            Transition.objects.filter(pk__gt=self.known).values_list("case_id", "case__kind", "to_state")
        )
        self.reached.update((kind, state) for _case, kind, state in taken)
        self.known = newest
        cases = self.stored()
        self.going = [case for case in cases if case.ended_on is None] or self.cases[-1:]
        moved = {case for case, _kind, _state in taken}
        self.look_at(case for case in cases if case.pk in moved)

    def stored(self):
        cases = ProcedureCase.objects.select_related("batch", "household")
        return list(cases.filter(pk__in=[case.pk for case in self.cases]))

    @staticmethod
    def look_at(cases):
        for case in cases:
            assert not (found := faults_of(case)), found

    # Helpers

    def count(self):
        type(self).steps += 1

    def case(self, at):
        """Return a case, mostly one that still goes on."""
        among = self.going if self.going and at else self.cases
        case = among[at % len(among)]
        case.refresh_from_db()
        return case

    @staticmethod
    def day_of(case, shift):
        return case.state_since + DAY * (PAUSE.get(case.state, 1) + shift)

    def properly(self, case, which):
        case.refresh_from_db()
        options = moves_from(case.kind, case.state)
        if options:
            self.tries(lambda: step(case, self.people, options[which % len(options)].to))

    def open(self, kind):
        people, village = self.people, self.people.places.village
        home = {"area": village, "helper_name": "彭帮扶", "members": 1, "forms": False, "years": (2022,)}
        if kind == ProcedureKind.ENTRY:
            case = applicant(people, START)
        elif kind == ProcedureKind.EXIT:
            case = exit_case(people, START, members=1, forms=False, years=(2022,))
        elif kind == ProcedureKind.RETURN:
            exited = make_household(**home, poverty_status="exited", exited_on=dt.date(2020, 12, 1))
            case = desk.open_return(by=people.cadre, household=exited, cause="大病", on=START)
        elif kind == ProcedureKind.REMOVAL:
            case = desk.open_removal(
                by=people.township, household=make_household(**home), finding="有商品房", on=START
            )
        elif kind == ProcedureKind.NATURAL:
            case = desk.open_natural_close(
                by=people.cadre, household=make_household(**home), cause="emigration", text="出国", on=START
            )
        else:
            case = desk.open_monitoring(
                by=people.cadre, area=village, category="marginal", clue_source="self_report", risks=["illness"],
                head_name="田大山", size=2, net_income=6000, on=START,
            )  # fmt: skip
        self.cases.append(case)
        self.going.append(case)
        return case

    def tries(self, act):
        try:
            with transaction.atomic():
                return act()
        except REFUSED:
            return None

    def sql(self, text, values):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(text, values)
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        except DatabaseError:
            return

    @staticmethod
    def rows(table):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT md5(string_agg(t::text, '|' ORDER BY id)) FROM {table} AS t")
            return cursor.fetchone()[0]
