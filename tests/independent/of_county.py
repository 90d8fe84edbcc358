"""What the county owes every month (D3, HA-C1), and what is traced upward (D6, JZ-20)."""

import datetime as dt
from collections import defaultdict

from tests.independent.reading import day, owed

MEETINGS = {"LF-57A": "monthly", "LF-57B": "dispatch", "JZ-16C": "accountability"}
TRACED = {"village": "JZ-20SV", "township": "JZ-20ST", "county_unit": "JZ-20SU"}


class OfCounty:
    """Yields what is owed (`reading.owed`)."""

    def __init__(self, facts):
        self.facts = facts

    def lines(self):
        county = self.facts.county
        own = ("county", county, ("county", county), county, 1)
        for rule, kind in MEETINGS.items():
            yield owed(rule, *own, self.held("meetings", "held_on", kind=kind))
        yield owed("JZ-16B", *own, self.held("circulars", "issued_on"))
        yield owed("JZ-16A", *own, self.checked())
        yield from self.traced()

    def checked(self):
        """Rounds of unannounced checks of the month, reported by the cut-off."""
        facts = self.facts
        return sum(
            row["county_code"] == facts.county
            and row["kind"] == "unannounced"
            and dt.datetime.fromisoformat(row["published_at"]) <= facts.cutoff
            for row in facts.read("check_rounds")
        )

    def held(self, name, when, **wanted):
        facts = self.facts
        return sum(
            row["county_code"] == facts.county
            and facts.start <= day(row[when]) <= facts.end
            and facts.in_time(row)
            and all(row[column] == said for column, said in wanted.items())
            for row in facts.read(name)
        )

    def traced(self):
        rows, reported = self.facts.read("supervision_lines"), defaultdict(int)
        for row in rows:
            reported[row["code"], row["action_no"]] += row["self_found"] == "1"
        for row in rows:
            level, code, action = row["level"], row["code"], row["action_no"]
            if level not in TRACED:
                continue  # a leader answers in person: he has no account of a month
            subject = ("action", action)
            yield owed(TRACED[level], level, code, subject, row["place_code"], 1, reported[code, action])
