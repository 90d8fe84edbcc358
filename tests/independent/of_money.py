"""What the finance bureau owes (D3, HA-U5): money in scope allotted in time, and integrated on the path of the year."""

import datetime as dt
import json
from collections import defaultdict
from fractions import Fraction
from math import ceil, floor

from tests.independent.reading import day, owed

PUBLIC = ("central", "provincial", "prefecture", "county")
POOLED = ("pool", "allotted", "paid")


class OfMoney:
    """Yields what is owed (`reading.owed`)."""

    def __init__(self, facts):
        self.facts = facts
        self.moved = defaultdict(list)
        for row in facts.read("fund_postings"):
            if facts.in_time(row):
                self.moved[row["line_code"]].append(row)
        self.should = [
            row for row in facts.read("fund_lines") if row["level"] in PUBLIC and row["in_scope"] == "1"
        ]

    def lines(self):
        names = json.loads(self.facts.parameters["fund.finance_units"])
        named = [
            row["code"]
            for row in self.facts.read("parties")
            if row["level"] == "county_unit" and row["name"] in names
        ]
        if named:
            yield from self.allotted(min(named))
            yield from self.integrated(min(named))
            yield from self.risk_fund(min(named))

    def amount(self, code, states, on):
        rows = (row for row in self.moved[code] if row["state"] in states and day(row["happened_on"]) <= on)
        return sum((Fraction(row["amount"]) for row in rows), Fraction(0))

    def settled(self, code, on, days):
        """Something is integrated, and as much of it is allotted as arrived so many days before."""
        pooled = self.amount(code, POOLED, on)
        arrived = -self.amount(code, ("source",), on - days)
        return pooled > 0 and self.amount(code, ("allotted", "paid"), on) >= min(pooled, arrived)

    def allotted(self, unit):
        facts, days = self.facts, dt.timedelta(days=self.facts.whole("fund.allot_days"))
        for row in self.should:
            code, ends = row["line_code"], day(row["arrived_on"]) + days
            if ends > facts.end:
                continue
            if ends < facts.start and self.settled(code, facts.start - dt.timedelta(days=1), days):
                continue
            by = ends if ends >= facts.start else facts.end
            done = int(self.settled(code, by, days))
            yield owed("LF-35T", "county_unit", unit, ("fund_line", code), row["county_code"], 1, done)

    def integrated(self, unit):
        facts = self.facts
        path = min(Fraction(facts.start.month, facts.whole("fund.milestone_month")), Fraction(1))
        for rule, origin in (("LF-35S", "stock"), ("LF-35I", "increment")):
            codes = [
                row["line_code"]
                for row in self.should
                if row["origin"] == origin and int(row["year"]) == facts.start.year
            ]
            arrived = -sum(self.amount(code, ("source",), facts.end) for code in codes)
            if arrived > 0:
                need = ceil(facts.number(f"fund.{origin}_share") * path * 10_000)
                pooled = sum(self.amount(code, POOLED, facts.end) for code in codes)
                subject = ("county_unit", unit)
                yield owed(
                    rule, "county_unit", unit, subject, facts.county, need, floor(pooled * 10_000 / arrived)
                )

    def risk_fund(self, unit):
        """Instalments of the risk fund: in the month of their date paid by it, later on by the month's end."""
        facts, entries = self.facts, self.facts.by("risk_fund_entries", "due_on", "document")
        owed_now = paid = 0
        for row in facts.read("risk_fund_instalments"):
            due, moved = day(row["due_on"]), entries[row["due_on"], row["document"]]

            def had(on, moved=moved, row=row):
                known = (one for one in moved if facts.in_time(one) and day(one["happened_on"]) <= on)
                return sum(Fraction(one["amount"]) for one in known) >= Fraction(row["amount"])

            if due <= facts.end and (due >= facts.start or not had(facts.start - dt.timedelta(days=1))):
                owed_now += 1
                paid += had(due if due >= facts.start else facts.end)
        if owed_now:
            yield owed("LF-43U", "county_unit", unit, ("county_unit", unit), facts.county, owed_now, paid)
