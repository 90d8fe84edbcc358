"""What helpers owe (D3, HA-H1 to HA-H6) and every household's cover (HA-V1)."""

import datetime as dt
from collections import defaultdict

from tests.independent.reading import FAR, day, in_force, owed

SAFETY_NET = ("asset_return", "fund_return", "social_safety_net")


class OfHelpers:
    """Yields what is owed (`reading.owed`)."""

    def __init__(self, facts):
        self.facts = facts
        primary = [row for row in facts.read("assignments") if row["role"] == "primary"]
        self.spans, self.of_home = defaultdict(list), defaultdict(list)
        for row in primary:
            self.spans[row["household_no"], row["helper_code"]].append(row)
            self.of_home[row["household_no"]].append(row)
        kinds = {row["visit_id"]: row["void_kind"] for row in facts.read("voided_visits")}
        self.visits = defaultdict(list)
        for row in facts.read("visits"):
            row["kind"] = kinds.get(row["visit_id"], "")
            self.visits[row["household_no"]].append(row)
        self.measures = facts.by("measures", "household_no")
        self.voided_measures = facts.by("voided_measures", "household_no")
        self.attended = facts.by("training_attendances", "household_no")
        self.cards = facts.by("contact_cards", "household_no")
        self.plans, self.handbooks = (
            facts.by("assistance_plans", "household_no"),
            facts.by("form_figures", "household_no"),
        )
        self.land = facts.by("living_conditions", "household_no")
        self.changed = defaultdict(set)
        for name in ("household_events", "household_member_events"):
            for row in facts.read(name):
                self.changed[row["household_no"]].add(day(row["changed_on"]))

    def lines(self):
        for (number, helper), spans in self.spans.items():
            home = self.facts.households.get(number)
            if home is not None:
                yield from self.lines_of(home, helper, spans)
        for number, home in self.facts.households.items():
            yield self.cover(number, home)

    def lines_of(self, home, helper, spans):
        facts = self.facts
        days = sum(facts.days_of(day(row["from_date"]), day(row["to_date"])) for row in spans)
        since = min(day(row["from_date"]) for row in spans)
        until = max(day(row["to_date"]) or FAR for row in spans)
        rare = home["presence"] == "all_away" or (
            facts.parameters["visit.exited_per_quarter"] == "1" and home["poverty_status"] == "exited"
        )
        number = home["household_no"]
        subject, place = ("household", number), home["village_code"]

        def line(rule, required, delivered, **more):
            return owed(rule, "helper", helper, subject, place, required, delivered, **more)

        def held(since_day):
            return since <= facts.end - dt.timedelta(days=facts.whole(since_day)) and until >= facts.end

        if days >= facts.whole("visit.min_days_assigned"):
            if not rare:
                yield line("LF-14", **self.visited(number, helper, until))
            elif facts.start.month % 3 == 0:
                yield line("LF-19", **self.contacted(number))
        if held("measure.owed_from_day"):
            yield line("LF-17" if home["labour_capable"] == "1" else "LF-18", **self.helped(home))
        least = facts.table("training.min_by_month").get(str(facts.start.month))
        if least and held("training.owed_from_day"):
            yield line("LF-20", least, self.trained(number))
        if held("file.owed_from_day"):
            yield line("TF-14", 1, self.filed(home, helper))

    def helper_on(self, number, on):
        return next((row["helper_code"] for row in self.of_home[number] if in_force(row, on)), None)

    def visited(self, number, helper, until):
        facts, least = self.facts, self.facts.whole("visit.min_per_month")
        valid = [
            row
            for row in self.visits[number]
            if row["channel"] == "home"
            and facts.start <= day(row["happened_on"]) <= facts.end
            and facts.in_time(row)
            and row["helper_code"]
            and self.helper_on(number, day(row["happened_on"])) == row["helper_code"]
        ]
        own = [row for row in valid if row["helper_code"] == helper]
        found = self.counted(own, least)
        by_anybody = sum(row["voided"] == "0" for row in valid)
        replaced = until < facts.end and found["delivered"] < least <= by_anybody
        return found | {"excused": replaced}

    def contacted(self, number):
        facts = self.facts
        first = facts.start.replace(month=facts.start.month - 2)
        found = [
            row
            for row in self.visits[number]
            if first <= day(row["happened_on"]) <= facts.end and facts.in_time(row)
        ]
        return self.counted(found, facts.whole("contact.min_per_quarter"))

    @staticmethod
    def counted(rows, required):
        voided = sum(row["voided"] == "1" for row in rows)
        false = any(row["kind"] == "false" for row in rows)
        return {"required": required, "delivered": len(rows) - voided, "voided": voided, "false": false}

    def helped(self, home):
        """HA-H3 for a household with labour, HA-H4 for one without."""
        facts, number = self.facts, home["household_no"]

        def fits(row):
            wanted = row["measure_class"] == "income" if capable else row["kind"] in SAFETY_NET
            return wanted and in_force(row, facts.end)

        capable = home["labour_capable"] == "1"
        delivered = sum(map(fits, self.measures[number]))
        struck = [row for row in self.voided_measures[number] if fits(row)]
        required = facts.whole("measure.income_min" if capable else "measure.safety_net_min")
        false = any(row["void_kind"] == "false" for row in struck)
        return {"required": required, "delivered": delivered, "voided": len(struck), "false": false}

    def trained(self, number):
        facts = self.facts
        first = facts.start.replace(month=1)
        return len(
            {
                row["session_id"]
                for row in self.attended[number]
                if first <= day(row["happened_on"]) <= facts.end and facts.in_time(row)
            }
        )

    def filed(self, home, helper):
        number, end = home["household_no"], self.facts.end
        if not (self.is_complete(home) and self.is_true(home) and self.is_updated(number)):
            return 0
        return sum(
            row["helper_code"] == helper == self.helper_on(number, end) and day(row["posted_on"]) <= end
            for row in self.cards[number]
        )

    def is_complete(self, home):
        facts, number = self.facts, home["household_no"]
        years = {facts.start.year}
        if facts.start.month <= facts.whole("plan.due_month"):
            years.add(facts.start.year - 1)
        has = {
            "plan": bool(home["exited_on"]) or any(int(row["year"]) in years for row in self.plans[number]),
            "handbook": bool(self.handbooks[number]),
            "measure": bool(self.measures[number]),
        }
        return all(has[name] for name in facts.table("file.four_ones"))

    def is_true(self, home):
        def differs(one, other):
            return one != "" and other != "" and float(one) != float(other)

        number = home["household_no"]
        newest = max(self.land[number], key=lambda row: int(row["year"]), default=None)
        for book in self.handbooks[number]:
            if differs(book["size"], home["size"]):
                return False
            if newest and any(differs(book[name], newest[name]) for name in ("cultivated_mu", "woodland_mu")):
                return False
        return True

    def is_updated(self, number):
        facts = self.facts
        first = facts.end - dt.timedelta(days=facts.whole("file.update_days") - 1)
        asked = (
            row["voided"] == "0" and first <= day(row["happened_on"]) <= facts.end and facts.in_time(row)
            for row in self.visits[number]
        )
        return any(asked) or any(first <= on <= facts.end for on in self.changed[number])

    def cover(self, number, home):
        """HA-V1: the days on the register, and those of them with a primary helper."""
        left = day(home["left_register_on"])
        last = left - dt.timedelta(days=1) if left else None
        registered = self.facts.days_of(day(home["registered_on"]), last)
        covered = sum(
            self.facts.days_of(day(row["from_date"]), day(row["to_date"])) for row in self.of_home[number]
        )
        village = home["village_code"]
        return owed("LF-13", "village", village, ("household", number), village, registered, covered)
