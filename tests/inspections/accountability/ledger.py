"""The part of the random walk that goes over problems with their measures, and checks of them."""

import datetime as dt

from inspections.models import RectificationMeasure
from inspections.services import ledger
from inspections.services.problems import add_evidence
from povertyapp.core import clock
from tests.inspections.rectifying import KEPT, make_measure, picture

ONE_DAY = dt.timedelta(days=1)
RIGGED = (
    "verified_by_id = submitted_by_id", "verified_by_id = answered_by_id", "closed_by_id = verified_by_id",
    "signed_by_id = submitted_by_id", "status = 'closed', closed_on = current_date", "status = 'verified'",
)  # fmt: skip


class Ledger:
    """Acts of random people on measures and objections; what is right and wrong the oracle says."""

    def acts_on_the_ledger(self):
        return [
            (self.raises_a_problem, 2), (self.moves_a_measure, 20), (self.moves_a_measure_properly, 25),
            (self.rigs_a_measure, 6), (self.rigs_a_ruling, 3),
        ]  # fmt: skip

    # ---- measures

    def raises_a_problem(self):
        people = self.people
        mine = self.random.choice((people.cadre, people.township, None))
        measure = make_measure(
            people.places.county, deadline=clock.today(), deadline_text="今天", answered_by=mine, metric=""
        )
        self.measures = [*self.measures[-4:], measure.pk]
        self.passed["raised a problem"] += 1

    def measure(self):
        if not self.measures:
            self.raises_a_problem()
        pk = self.random.choice(self.measures)
        return RectificationMeasure.objects.select_related("problem").get(pk=pk)

    def moves_a_measure(self):
        measure, by = self.measure(), self.anybody()
        name = self.random.choice(list(MOVES))
        self.tries(f"measure: {name}", lambda: MOVES[name](self, measure, by))
        self.look_at_measures()

    def moves_a_measure_properly(self):
        """Take the next step by somebody who may, or by his other account."""
        measure, people = self.measure(), self.people
        menders = (people.township, people.cadre, people.second)
        name, crowd = {
            "planned": ("assign", (people.clerk,)),
            "assigned": ("report", menders),
            "sent_back": ("report", menders),
            "reopened": ("report", menders),
            "in_progress": ("hand in", menders),
            "submitted": (
                "verify",
                (people.supervisor, people.discipline, people.other_cadre, people.other_deputy),
            ),
            "verified": (
                "close" if measure.verdict == "pass" else "send back",
                (people.clerk, people.deputy),
            ),
        }.get(measure.status, ("reopen", (people.clerk,)))
        if measure.submitted_by_id and measure.status == "in_progress":
            name, crowd = "sign", (people.leader, people.deputy, people.other_deputy)
        by = self.random.choice(crowd)
        self.tries(f"measure: {name}", lambda: MOVES[name](self, measure, by))
        self.look_at_measures()

    def rigs_a_measure(self):
        measure, change = self.measure(), self.random.choice(RIGGED)
        source = change.rpartition(" = ")[2]
        known = f"AND {source} IS NOT NULL" if source.endswith("_id") else ""
        self.sql(f"UPDATE inspections_rectificationmeasure SET {change} WHERE id = %s {known}", [measure.pk])
        self.look_at_measures()

    # ---- objections

    def rigs_a_ruling(self):
        column = self.random.choice(("filed_by_id", "taken_by_id"))
        self.sql(f"UPDATE inspections_objection SET ruled_by_id = {column}", [])


def _report(walk, measure, by):
    ledger.report_progress(by=by, measure=measure, day=clock.today(), text="已办", percent=100)


def _hand_in(walk, measure, by):
    add_evidence(by=by, measure=measure, phase="after", upload=picture(), taken_on=clock.today())
    ledger.report_progress(by=by, measure=measure, day=clock.today(), text="已办", percent=100)
    ledger.hand_in_measure(by=by, measure=measure, statement="核对无误")


def _verify(walk, measure, by):
    check = ledger.draw_check(by=by, measure=measure, seed="1234")
    is_met = walk.random.random() < 0.6
    results = {item.position: {"is_met": is_met, "note": "看过"} for item in check.items.all()}
    ledger.verify_measure(
        by=by, measure=measure, results=results, conduct=KEPT, day=clock.today(), name="某人"
    )


MOVES = {
    "assign": lambda walk, measure, by: ledger.assign_measure(by=by, measure=measure),
    "report": _report,
    "hand in": _hand_in,
    "sign": lambda walk, measure, by: ledger.sign_measure(by=by, measure=measure, name="某某"),
    "verify": _verify,
    "close": lambda walk, measure, by: ledger.close_measure(by=by, measure=measure, sheet="销号单"),
    "send back": lambda walk, measure, by: ledger.send_back_measure(
        by=by, measure=measure, reason="不到位", deadline=clock.today() + 3 * ONE_DAY
    ),
    "reopen": lambda walk, measure, by: ledger.reopen_measure(by=by, measure=measure, reason="反弹"),
}
