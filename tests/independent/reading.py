"""The files of `export_facts`, as rows of dictionaries grouped by what they are asked for."""

import calendar
import csv
import datetime as dt
import json
from collections import defaultdict
from fractions import Fraction

FAR = dt.date(9999, 12, 31)
SHANGHAI = dt.timezone(dt.timedelta(hours=8))


def day(text):
    return dt.date.fromisoformat(text) if text else None


class Facts:
    """One month's inputs."""

    def __init__(self, folder):
        self.folder = folder
        told = json.loads((folder / "inputs.json").read_text(encoding="utf-8"))
        self.county, self.month = told["area"], told["month"]
        year, month = map(int, self.month.split("-"))
        self.start = dt.date(year, month, 1)
        self.end = dt.date(year, month, calendar.monthrange(year, month)[1])
        self.parameters = {row["name"]: row["value"] for row in self.read("parameters")}
        next_day = self.end + dt.timedelta(days=1 + int(self.parameters["account.entry_cutoff_day"]))
        self.cutoff = dt.datetime.combine(next_day, dt.time(), SHANGHAI)
        self.households = {row["household_no"]: row for row in self.read("households")}
        for row in self.read("household_details"):
            self.households[row["household_no"]] |= row

    def read(self, name):
        with open(self.folder / f"{name}.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def by(self, name, *keys):
        """Return the rows of a file grouped by columns."""
        found = defaultdict(list)
        for row in self.read(name):
            found[tuple(row[key] for key in keys) if len(keys) > 1 else row[keys[0]]].append(row)
        return found

    def number(self, name):
        return Fraction(self.parameters[name])

    def whole(self, name):
        return int(self.parameters[name])

    def table(self, name):
        return json.loads(self.parameters[name])

    def is_hard(self, obligation):
        """H in D3: always, never, or in the months listed."""
        said = self.parameters[f"account.{obligation}.hard"]
        return self.start.month in json.loads(said) if said.startswith("[") else said == "1"

    def in_time(self, row):
        """Entered by the cut-off (D2)."""
        return dt.datetime.fromisoformat(row["recorded_at"]) < self.cutoff

    def days_of(self, first, last):
        """Return how many days of the month lie from one day to another, both inside."""
        return max(0, (min(last or self.end, self.end) - max(first, self.start)).days + 1)

    def on_register(self, household, on):
        left = day(household["left_register_on"])
        return day(household["registered_on"]) <= on and (left is None or left > on)


def owed(rule, level, party, subject, place, required, delivered, **more):
    """Return one obligation: `subject` is a pair (kind, code), `place` where it lies."""
    return {
        "rule": rule,
        "level": level,
        "party": party,
        "subject": subject,
        "place": place,
        "required": required,
        "delivered": delivered,
        **{"voided": 0, "excused": False, "false": False},
        **more,
    }


def in_force(row, on, first="from_date", last="to_date"):
    return day(row[first]) <= on and (not row[last] or day(row[last]) >= on)
