"""What villages, units in charge and townships owe for projects (D3, HA-V5, HA-U3, HA-T2)."""

import datetime as dt
from collections import Counter

from tests.independent.reading import day, owed

GIVEN_UP = {"returned", "rejected", "removed_from_library", "suspended", "cancelled"}


class OfFunds:
    """Yields the same tuples as `OfHelpers`."""

    def __init__(self, facts):
        self.facts = facts
        self.projects = [row for row in facts.read("projects") if row["stage"] not in GIVEN_UP]
        self.claims = facts.read("claims_of_projects")

    def lines(self):
        yield from self.milestones()
        yield from self.late_claims()

    def falls_due(self, text, after=0):
        """Say whether so many days after a day lie in the month."""
        return bool(text) and self.facts.start <= day(text) + dt.timedelta(days=after) <= self.facts.end

    def milestones(self):
        """HA-V5 and HA-U3: start, end and payment, in the month in which they are planned."""
        begun = self.stepped("in_progress", "started_on")
        finished = self.stepped("completed", "completed_on")
        claimed = self.told("reimbursed_on") | {
            row["project_no"]
            for row in self.claims
            if row["kind"] == "settlement"
            and day(row["claimed_on"]) <= self.facts.end
            and self.facts.in_time(row)
        }
        pay_days = self.facts.whole("project.payment_days")
        for row in self.projects:
            for letter, date, after, done in (
                ("S", "begins_on", 0, begun),
                ("P", "finishes_on", 0, finished),
                ("M", "accepted_on", pay_days, claimed),
            ):
                if self.falls_due(row[date], after):
                    yield from self.line(letter, row, row["project_no"] in done)

    def told(self, column):
        """Return the projects of which a paper says that something was done by the end of the month."""
        end = self.facts.end
        return {
            row["project_no"]
            for row in self.projects
            if row["is_told"] == "1" and row[column] and day(row[column]) <= end
        }

    def stepped(self, stage, column):
        """Return the projects that reached a stage by the end of the month, as far as known at the cut-off."""
        return self.told(column) | {
            row["project_no"]
            for row in self.facts.read("project_steps")
            if row["to_stage"] == stage
            and day(row["decided_on"]) <= self.facts.end
            and self.facts.in_time(row)
        }

    def line(self, letter, row, is_done):
        subject, place = ("project", row["project_no"]), row["place_code"]
        if len(place) == 12:
            yield owed(f"LF-63V{letter}", "village", place, subject, place, 1, int(is_done))
        if row["unit_code"]:
            yield owed(f"LF-63U{letter}", "county_unit", row["unit_code"], subject, place, 1, int(is_done))

    def late_claims(self):
        """HA-T2: no claim of a township is open after its working days."""
        need, met = Counter(), Counter()
        for row in self.claims:
            settled = row["settled_on"] and day(row["settled_on"])
            if day(row["due_on"]) < self.facts.end and (not settled or settled >= self.facts.start):
                need[row["township_code"]] += 1
                met[row["township_code"]] += bool(settled and settled <= self.facts.end)
        for code, count in need.items():
            yield owed("LF-42T", "township", code, ("township", code), code, count, met[code])
