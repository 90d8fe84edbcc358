"""What townships owe of training and clean-up (D3, HA-T4), and member units of their indicators (HA-U2)."""

import datetime as dt
from fractions import Fraction

from tests.independent.reading import day, owed

RULES = {
    "training": ("CB1-17", "work_attendees", "attended_on"),
    "cleanup": ("CB1-24", "work_villages", "done_on"),
}


class OfSector:
    """Yields what is owed (`reading.owed`)."""

    def __init__(self, facts):
        self.facts = facts

    def lines(self):
        yield from self.registers()
        yield from self.indicators()

    def registers(self):
        """A register is kept when everybody, or every village, on it was done by the end of the month."""
        facts = self.facts
        for row in facts.read("work_registers"):
            if facts.start <= day(row["due_on"]) <= facts.end:
                rule, file, when = RULES[row["kind"]]
                key = row["round_code"], row["township_code"]
                rows = facts.by(file, "round_code", "township_code")[key]
                entered = [one for one in rows if one["recorded_at"] and facts.in_time(one)]
                done = sum(day(one[when]) <= facts.end for one in entered)
                subject, place = ("work_round", row["round_code"]), row["township_code"]
                yield owed(rule, "township", place, subject, place, max(1, len(rows)), done)

    def indicators(self):
        """The last report by the cut-off is held against the path, as an exact fraction."""
        values = self.facts.by("indicator_values", "indicator_code")
        for row in self.facts.read("indicator_targets"):
            code, target = row["indicator_code"], Fraction(row["target"])
            known = [one for one in values[code] if self.facts.in_time(one)]
            last = max(known, key=lambda one: dt.datetime.fromisoformat(one["recorded_at"]), default=None)
            reached = False
            if last:
                given = Fraction(last["numerator"])
                if last["denominator"]:
                    given = 100 * given / Fraction(last["denominator"])
                reached = given <= target if row["direction"] == "lower" else given >= target
            own = ("county_unit", row["unit_code"], ("indicator", code), row["county_code"])
            yield owed("LF-55", *own, 1, int(reached))
