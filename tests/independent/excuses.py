"""Excuses that were approved in time (D2): what would be missed is excused instead."""

from tests.independent.reading import day

NEEDS_SUBSTITUTE = ("leave", "replaced")


class Excuses:
    """Says of a line whether an excuse covers it."""

    def __init__(self, facts):
        self.facts = facts
        self.rows = facts.by("excuses", "level", "code")
        self.visits = facts.by("visits", "household_no")

    def cover(self, line):
        return any(self.covers(row, line) for row in self.rows[line["level"], line["party"]])

    def covers(self, row, line):
        kind, number = line["subject"]
        if row["rule"] not in ("", line["rule"]):
            return False
        if kind == "household" and line["level"] == "helper":
            if row["household_no"] not in ("", number):
                return False
            return row["kind"] not in NEEDS_SUBSTITUTE or self.was_stood_in(row, line)
        return not row["household_no"] and row["kind"] not in NEEDS_SUBSTITUTE

    def was_stood_in(self, row, line):
        """A leave covers the helper's own visits, where the substitute went there on these days."""
        facts, number = self.facts, line["subject"][1]
        first, last = max(day(row["from_date"]), facts.start), min(day(row["to_date"]), facts.end)
        went = sum(
            seen["helper_code"] == row["substitute_code"]
            and seen["channel"] == "home"
            and seen["voided"] == "0"
            and facts.in_time(seen)
            and first <= day(seen["happened_on"]) <= last
            for seen in self.visits[number]
        )
        return line["rule"] == "LF-14" and went >= line["required"]
