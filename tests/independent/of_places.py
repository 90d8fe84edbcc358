"""What villages and helping units owe by themselves (D3, HA-V2, HA-V8, HA-U4)."""

import math
from collections import defaultdict
from fractions import Fraction

from tests.independent.reading import day, in_force, owed


class OfPlaces:
    """Yields the same tuples as `OfHelpers`."""

    def __init__(self, facts):
        self.facts = facts
        self.on_post = facts.read("posts")
        # Before the milestone the same part is asked as of the year has passed (trend elsewhere).
        self.path = min(Fraction(facts.start.month, facts.whole("village.milestone_month")), Fraction(1))

    def lines(self):
        yield from self.posts()
        yield from self.tasks()
        yield from self.poor_villages()
        if self.facts.start.month in self.facts.table("village.year_lines_months"):
            yield from self.villages()
            yield from self.cooperatives()
            # After 2019 nobody is held to the share of households with a loan, whatever a county's parameter says.
            if self.facts.start.year <= 2019 and self.facts.whole("loan.coverage_in_account"):
                yield from self.loans()

    def posts(self):
        """HA-V2 and HA-U4: 20 days on post, a part of the month the same part, under 15 days nothing."""
        facts, end = self.facts, self.facts.end
        days = defaultdict(int)
        for row in facts.read("attendance"):
            corrected = row["superseded_at"] and facts.in_time({"recorded_at": row["superseded_at"]})
            if facts.in_time(row) and not corrected:
                days[row["official_code"], row["village_code"]] += int(row["days"])
        of_village, of_unit = defaultdict(int), defaultdict(int)
        for row in self.on_post:
            held = facts.days_of(day(row["from_date"]), day(row["to_date"]))
            share = facts.whole("post.min_days") * held // end.day
            part = share if held >= facts.whole("visit.min_days_assigned") else 0
            of_village[row["village_code"], row["official_code"]] += part
            if row["kind"] == "secretary":
                of_unit[row["unit_code"], row["village_code"], row["official_code"]] += part
        for (village, official), need in of_village.items():
            if need:
                yield self.post("CB1-08", "village", village, village, official, need, days)
        for (unit, village, official), need in of_unit.items():
            if need:
                yield self.post("CB1-08U", "county_unit", unit, village, official, need, days)

    @staticmethod
    def post(rule, level, party, village, official, need, days):
        return owed(rule, level, party, ("official", official), village, need, days[official, village])

    def tasks(self):
        """HA-U4: each village that was given to a unit is taken over."""
        end = self.facts.end
        for row in self.facts.read("village_tasks"):
            if in_force(row, end, "assigned_on", "ended_on"):
                claimed = bool(row["claimed_on"]) and day(row["claimed_on"]) <= end
                unit, village = row["unit_code"], row["village_code"]
                own = ("county_unit", unit, ("village", village), village, 1)
                yield owed("CB1-09", *own, int(claimed))
                yield owed("CB1-09S", *own, self.secretaries(village))

    def secretaries(self, village):
        """Return how many first secretaries are on post in a village on the last day."""
        end = self.facts.end
        return sum(
            row["village_code"] == village and row["kind"] == "secretary" and in_force(row, end)
            for row in self.on_post
        )

    def poor_villages(self):
        """HA-V2: a first secretary in each poor village."""
        for row in self.facts.read("villages"):
            if row["kind"] == "poor":
                code = row["village_code"]
                yield owed("TF-06V", "village", code, ("village", code), code, 1, self.secretaries(code))

    def registered(self, number):
        home = self.facts.households.get(number)
        return home is not None and self.facts.on_register(home, self.facts.end)

    def villages(self):
        """HA-V8: base of the leading industry, contracts, a cooperative in each poor village."""
        facts, end = self.facts, self.facts.end
        homes, contracted = defaultdict(int), defaultdict(set)
        for number, home in facts.households.items():
            homes[home["village_code"]] += self.registered(number)
        for row in facts.read("benefit_links"):
            if row["signed_on"] and in_force(row, end) and self.registered(row["household_no"]):
                village = facts.households[row["household_no"]]["village_code"]
                contracted[village].add(row["household_no"])
        sitting = self.standing_cooperatives()
        years = facts.by("village_years", "village_code")
        base_share = facts.number("industry.base_share_min") * self.path
        contract_share = facts.number("link.contract_share_min") * self.path
        for row in facts.read("villages"):
            code, poor = row["village_code"], row["kind"] == "poor"
            own = ("village", code, ("village", code), code)
            need = math.ceil(newest(years[code], "cultivated_mu") * base_share)
            if poor and need > 0:
                base = math.floor(newest(years[code], "industry_base_mu"))
                yield owed("LF-24", *own, need, base)
            need = math.ceil(homes[code] * contract_share)
            if need > 0:
                yield owed("LF-26", *own, need, len(contracted[code]))
            if poor:
                there = sum(coop["place_code"] == code for coop in sitting)
                yield owed("LF-27", *own, facts.whole("cooperative.min_per_village"), there)

    def loans(self):
        """HA-V8: two of five households with a loan; after 2019 the figure is nobody's account."""
        facts, homes, lent = self.facts, defaultdict(int), defaultdict(set)
        for number, home in facts.households.items():
            homes[home["village_code"]] += self.registered(number)
        for row in facts.read("microloans"):
            if day(row["disbursed_on"]) <= facts.end and self.registered(row["household_no"]):
                lent[facts.households[row["household_no"]]["village_code"]].add(row["household_no"])
        share = facts.number("loan.coverage_share") * self.path
        for row in facts.read("villages"):
            code = row["village_code"]
            need = math.ceil(homes[code] * share)
            if need > 0:
                yield owed("LF-46", "village", code, ("village", code), code, need, len(lent[code]))

    def standing_cooperatives(self):
        end = self.facts.end
        return [
            row
            for row in self.facts.read("enterprises")
            if row["kind"] == "cooperative"
            and day(row["founded_on"]) <= end
            and not (row["ended_on"] and day(row["ended_on"]) <= end)
        ]

    def cooperatives(self):
        """HA-V8: each cooperative lifts ten households."""
        lifted = defaultdict(set)
        for row in self.facts.read("benefit_links"):
            if in_force(row, self.facts.end) and self.registered(row["household_no"]):
                lifted[row["enterprise_code"]].add(row["household_no"])
        least = math.ceil(self.facts.whole("cooperative.min_households") * self.path)
        for row in self.standing_cooperatives():
            code, village = row["enterprise_code"], row["place_code"]
            if len(village) == 12:
                subject = ("cooperative", code)
                yield owed("LF-28", "village", village, subject, village, least, len(lifted[code]))


def newest(rows, name):
    known = [row for row in rows if row[name]]
    return Fraction(max(known, key=lambda row: int(row["year"]))[name]) if known else Fraction(0)
