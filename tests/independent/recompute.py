"""Every line, score and verdict of a month from its facts (rulebook D1-D4), compared with what was exported."""

import json
import sys
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from tests.independent.excuses import Excuses
from tests.independent.of_county import OfCounty
from tests.independent.of_funds import OfFunds
from tests.independent.of_helpers import OfHelpers
from tests.independent.of_money import OfMoney
from tests.independent.of_places import OfPlaces
from tests.independent.of_records import OfRecords
from tests.independent.of_relocation import OfRelocation
from tests.independent.of_sector import OfSector
from tests.independent.reading import Facts, owed

# Rule → obligation of D3, and whether the rule allows partial credit.
RULES = {
    "LF-14": ("HA-H1", False),
    "LF-19": ("HA-H2", False),
    "LF-17": ("HA-H3", True),
    "LF-18": ("HA-H4", False),
    "LF-20": ("HA-H5", True),
    "TF-14": ("HA-H6", False),
    "LF-13": ("HA-V1", False),
    "CB1-08": ("HA-V2", True),
    "LF-24": ("HA-V8", True),
    "LF-26": ("HA-V8", True),
    "LF-27": ("HA-V8", False),
    "LF-28": ("HA-V8", True),
    "LF-46": ("HA-V8", True),
    "TF-06V": ("HA-V2", False),
    "LF-60": ("HA-V3", False),
    "CB1-13": ("HA-V4", True),
    "CB1-13N": ("HA-V4", True),
    "CB1-13B": ("HA-V4", False),
    "CB1-13E": ("HA-V4", False),
    "LF-10H": ("HA-H7", False),
    "LF-10V": ("HA-V6", False),
    "JZ-13": ("HA-T1", False),
    "LF-10T": ("HA-T5", False),
    "LF-10U": ("HA-U1", False),
    "CB1-09S": ("HA-U4", False),
    "CB1-08U": ("HA-U4", True),
    "CB1-09": ("HA-U4", False),
    "LF-57A": ("HA-C1", False),
    "LF-57B": ("HA-C1", False),
    "JZ-16A": ("HA-C1", False),
    "JZ-16B": ("HA-C1", False),
    "JZ-16C": ("HA-C1", False),
    "CB1-17": ("HA-T4", False),
    "CB1-24": ("HA-T4", False),
    "LF-55": ("HA-U2", False),
    "LF-30": ("HA-T3", False),
    "LF-30P": ("HA-T3", False),
    "LF-35T": ("HA-U5", False),
    "LF-35S": ("HA-U5", True),
    "LF-35I": ("HA-U5", True),
    "LF-43U": ("HA-U5", True),
    "JZ-20SV": ("JZ-20", False),
    "JZ-20ST": ("JZ-20", False),
    "JZ-20SU": ("JZ-20", False),
    "JZ-20V": ("HA-V7", False),
    "JZ-20U": ("HA-U4", False),
    "JZ-20T": ("HA-T6", False),
    "LF-63VS": ("HA-V5", False),
    "LF-63VP": ("HA-V5", False),
    "LF-63VM": ("HA-V5", False),
    "LF-63US": ("HA-U3", False),
    "LF-63UP": ("HA-U3", False),
    "LF-63UM": ("HA-U3", False),
    "LF-42T": ("HA-T2", False),
}


class Month:
    """All lines of a month by party, then the parties from below."""

    def __init__(self, folder):
        self.facts = Facts(Path(folder))
        self.lines = defaultdict(list)
        self.cared = defaultdict(set)  # village → helpers with a line there
        self.corrections = {
            tuple(row[name] for name in ("rule", "code", "subject_kind", "subject_code", "place_code")): row
            for row in self.facts.read("line_corrections")
        }
        self.excuses = Excuses(self.facts)
        self.named = {(row["level"], row["code"]): row for row in self.facts.read("parties")}
        self.parties = {}
        self.gather()
        for level in ("helper", "county_unit", "village", "township", "county"):
            self.look_below(level)
            self.judge(level)

    def gather(self):
        cover = defaultdict(list)
        for made in (OfHelpers, OfPlaces, OfRecords, OfCounty, OfSector, OfMoney, OfFunds, OfRelocation):
            for line in made(self.facts).lines():
                if line["rule"] == "LF-13":
                    cover[line["place"]].append(self.judged_line(line))
                    continue
                if line["level"] == "helper" and line["subject"][0] == "household":
                    self.cared[line["place"]].add(line["party"])
                self.lines[line["level"], line["party"]].append(self.judged_line(line))
        for village, lines in cover.items():
            required = sum(line["required"] for line in lines)
            delivered = sum(min(line["delivered"], line["required"]) for line in lines)
            met = all(line["outcome"] == "met" for line in lines)
            self.keep("LF-13", "village", village, village, required, delivered, met)

    def keep(self, rule, level, code, place, required, delivered, is_met):
        """Keep a line of a party about itself, met by another condition than the count."""
        line = owed(rule, level, code, (level, code), place, required, delivered)
        if (rule, code, level, code, place) in self.corrections:
            line = self.judged_line(line)
        else:
            excused = rule == "LF-13" and not is_met and self.excuses.cover(line)
            line |= {"outcome": "met" if is_met else "excused" if excused else "failed"}
        self.lines[level, code].append(line)

    def judged_line(self, line):
        """D2, with excuses and with what a ruling put right."""
        if line["delivered"] < line["required"] and not line["false"]:
            line = line | {"excused": line["excused"] or self.excuses.cover(line)}
        key = (line["rule"], line["party"], *line["subject"], line["place"])
        put_right = {name: said for name, said in self.corrections.get(key, {}).items() if said}
        delivered = int(put_right.get("delivered", line["delivered"]))
        excused = put_right.get("excused", "1" if line["excused"] else "0") == "1"
        false = put_right.get("falsified", "1" if line["false"] else "0") == "1"
        partial = RULES[line["rule"]][1] and delivered > 0
        counted = "met" if delivered >= line["required"] else "partial" if partial else "failed"
        outcome = "falsified" if false else "excused" if excused else counted
        return line | {"key": key, "delivered": delivered, "outcome": outcome}

    def look_below(self, level):
        """JZ-20: a village answers for its helpers, a unit for those it sent, a township for its villages."""
        rule, share, below = {
            "village": ("JZ-20V", "account.max_unsettled_helpers", self.helpers_of_villages),
            "county_unit": ("JZ-20U", "account.max_unsettled_helpers", self.helpers_of_units),
            "township": ("JZ-20T", "account.max_unsettled_villages", self.villages_of_townships),
        }.get(level, ("", "", dict))
        for code, parties in below().items():
            verdicts = [self.parties[party]["verdict"] for party in parties if party in self.parties]
            judged = sum(verdict != "no_account" for verdict in verdicts)
            settled = verdicts.count("settled")
            place = self.facts.county if level == "county_unit" else code
            if judged:
                kept = judged - settled <= judged * self.facts.number(share)
                self.keep(rule, level, code, place, judged, settled, kept)

    def helpers_of_villages(self):
        return {village: {("helper", code) for code in helpers} for village, helpers in self.cared.items()}

    def helpers_of_units(self):
        found = defaultdict(set)
        for (level, code), row in self.named.items():
            if level == "helper":
                found[row["parent_code"]].add((level, code))
        return found

    def villages_of_townships(self):
        found = defaultdict(set)
        for level, code in self.named:
            if level == "village":
                found[code[:9]].add((level, code))
        return found

    def judge(self, level):
        """D4."""
        for kind, code in self.named:
            if kind == level:
                self.parties[kind, code] = self.judged(self.lines.get((kind, code), []))

    def judged(self, lines):
        whole = done = Fraction(0)
        for line in lines:
            if line["outcome"] != "excused":
                weight = self.facts.number(f"account.{RULES[line['rule']][0]}.weight")
                whole += weight
                done += weight * self.credit(line)
        score = None if not whole else to_cents(100 * done / whole)
        missed = [line for line in lines if line["outcome"] in ("partial", "failed")]
        limit = self.facts.number("account.settled_score")
        hard = any(self.facts.is_hard(RULES[line["rule"]][0]) for line in missed)
        verdict = "settled"
        if not lines:
            verdict = "no_account"
        elif any(line["outcome"] == "falsified" for line in lines):
            verdict = "falsified"
        elif hard or (score is not None and score < limit):
            verdict = "not_settled"
        failed = sum(line["outcome"] in ("partial", "failed", "falsified") for line in lines)
        return {"score": score, "verdict": verdict, "lines": len(lines), "failed": failed}

    @staticmethod
    def credit(line):
        if line["outcome"] == "met":
            return Fraction(1)
        return Fraction(line["delivered"], line["required"]) if line["outcome"] == "partial" else Fraction(0)


def to_cents(value):
    return Fraction(int(value * 100 + Fraction(1, 2)), 100)


def compare(folder, exported):
    """Return how many cells there are, and those that differ, as sentences."""
    month = Month(folder)
    differing, cells = [], 0
    mine = defaultdict(list)
    for (level, code), lines in month.lines.items():
        for line in lines:
            kind, subject = line["subject"]
            said = (line["required"], line["delivered"], line["voided"], line["outcome"])
            mine[level, code, line["rule"], kind, subject].append(said)
    theirs = defaultdict(list)
    for line in exported["lines"]:
        key = tuple(line[n] for n in ("party_level", "party_code", "rule", "subject_kind", "subject_code"))
        theirs[key].append(tuple(line[n] for n in ("required", "delivered", "voided", "outcome")))
        weight = month.facts.number(f"account.{RULES[line['rule']][0]}.weight")
        if weight != Fraction(str(line["weight"])):
            differing.append(f"weight of {key}: {weight} != {line['weight']}")
    for key in mine.keys() | theirs.keys():
        cells += 4 * len(theirs[key])
        if sorted(mine[key]) != sorted(theirs[key]):
            differing.append(f"{key}: {sorted(mine[key])} != {sorted(theirs[key])}")
    parties = {(party["level"], party["code"]): party for party in exported["parties"]}
    for key in parties.keys() | month.parties.keys():
        own, party = month.parties.get(key, {}), parties.get(key, {})
        score = party.get("score")
        said = {name: party.get(name) for name in ("verdict", "lines", "failed")}
        said["score"] = None if score is None else Fraction(Decimal(str(score)))
        cells += len(said)
        if own != said:
            differing.append(f"{key}: {own} != {said}")
    return cells, sorted(differing)


def main(folder, exported):
    cells, differing = compare(folder, json.loads(Path(exported).read_text(encoding="utf-8")))
    for sentence in differing[:20]:
        sys.stdout.write(f"{sentence}\n")
    sys.stdout.write(json.dumps({"cells": cells, "differing": len(differing)}) + "\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
