"""What villages owe for their records and lists (D3, HA-V3, HA-V4), and whoever mends (HA-H7, HA-V6, HA-T5, HA-U1)."""

import datetime as dt
import math
from collections import defaultdict

from tests.independent.reading import SHANGHAI, day, owed

OPEN = ("assigned", "in_progress", "sent_back", "reopened")
DONE = ("submitted", "verified", "closed")
AFTER = {"reviewed": "first", "exit_verified": "exit"}


def moment(text):
    return dt.datetime.fromisoformat(text) if text else None


class OfRecords:
    """Yields what is owed (`reading.owed`)."""

    def __init__(self, facts):
        self.facts = facts
        self.steps = facts.by("measure_steps", "measure_code")

    def lines(self):
        yield from self.findings()
        yield from self.publicities()
        yield from self.notices()
        yield from self.posted("CB1-13B", "approved", ("year_plan", "before"))
        yield from self.posted("CB1-13E", "accepted", ("after",))
        yield from self.truth()
        for row in self.facts.read("rectification_measures"):
            yield from self.measure(row)

    def truth(self):
        """HA-T1: of the facts that checks compared in a township, at most a twentieth does not match."""
        checked, matching = defaultdict(int), defaultdict(int)
        for row in self.facts.read("check_answers"):
            checked[row["place_code"][:9]] += 1
            matching[row["place_code"][:9]] += row["compared"] == "match"
        share = self.facts.number("check.max_mismatch_share")
        for code, count in checked.items():
            need = count - math.floor(count * share)
            yield owed("JZ-13", "township", code, ("township", code), code, need, matching[code])

    def findings(self):
        """HA-V3: no finding that was known for 15 days by the end of the month is open when entry ends."""
        facts = self.facts
        ends = dt.datetime.combine(facts.end + dt.timedelta(days=1), dt.time(), SHANGHAI)
        known = ends - dt.timedelta(days=facts.whole("quality.open_days"))
        old, ended = defaultdict(int), defaultdict(int)
        for row in facts.read("findings"):
            if moment(row["found_at"]) < known:
                old[row["village_code"]] += 1
                ended[row["village_code"]] += (
                    bool(row["cleared_at"]) and moment(row["cleared_at"]) < facts.cutoff
                )
        for village in {home["village_code"] for home in facts.households.values()}:
            subject = ("village", village)
            yield owed("LF-60", "village", village, subject, village, old[village], ended[village])

    def publicities(self):
        """HA-V4: each list is put up within so many days after the step before, with a picture, entered in time."""
        facts, due, posted = self.facts, defaultdict(set), defaultdict(set)
        steps = facts.read("transitions")
        for row in steps:
            days = dt.timedelta(days=facts.whole(f"procedure.limit.{row['to_state']}"))
            if facts.start <= day(row["decided_on"]) + days <= facts.end:
                due[row["village_code"]].add((row["batch_id"], AFTER[row["to_state"]]))
        for row in facts.read("publicities"):
            if row["shown"] == "1" and facts.in_time(row) and any(self.answers(row, step) for step in steps):
                posted[row["village_code"]].add((row["batch_id"], row["kind"]))
        for village, lists in due.items():
            subject = ("village", village)
            lists = {one for one in lists if one[0]}
            if lists:
                yield owed("CB1-13", "village", village, subject, village, len(lists), len(posted[village]))

    def notices(self):
        """HA-V4: each notice of a village whose days end in the month hung for them, with a picture or a paper entered
        by the cut-off, and without an objection that waits."""
        facts, ended, kept = self.facts, defaultdict(int), defaultdict(int)
        for row in facts.read("notices"):
            full = day(row["posted_on"]) + dt.timedelta(days=int(row["days"]))
            if row["level"] != "village" or not facts.in_time(row) or not facts.start <= full <= facts.end:
                continue
            hung = not row["taken_down_on"] or day(row["taken_down_on"]) >= full
            seen = row["has_paper"] == "1" or (row["photo_at"] and moment(row["photo_at"]) < facts.cutoff)
            ended[row["place_code"]] += 1
            kept[row["place_code"]] += bool(hung and seen and row["unanswered"] == "0")
        for village, need in ended.items():
            yield owed("CB1-13N", "village", village, ("village", village), village, need, kept[village])

    def posted(self, rule, step, kinds):
        """HA-V4: so many days after a step of a village's project a notice that names it hangs there."""
        facts, named = self.facts, defaultdict(set)
        for row in facts.read("notice_lines"):
            named[row["notice_code"]].add((row["subject_kind"], row["subject_code"]))
        days = dt.timedelta(days=facts.whole(f"project.days.{step}"))
        for row in facts.read("projects"):
            done, code, place = day(row[f"{step}_on"]), row["project_no"], row["place_code"]
            if not done or row["is_told"] == "1" or len(place) != 12:
                continue
            if not facts.start <= done + days <= facts.end:
                continue
            about = ("project", code)
            hangs = any(
                notice["level"] == "village"
                and notice["kind"] in kinds
                and (
                    (notice["subject_kind"], notice["subject_code"]) == about
                    or about in named[notice["notice_code"]]
                )
                and done <= day(notice["posted_on"]) <= done + days
                and facts.in_time(notice)
                for notice in facts.read("notices")
            )
            yield owed(rule, "village", place, ("project", code), place, 1, int(hangs))

    def answers(self, publicity, step):
        """Say whether a list was put up in time after a step whose days end in the month."""
        facts = self.facts
        days = dt.timedelta(days=facts.whole(f"procedure.limit.{step['to_state']}"))
        decided, up = day(step["decided_on"]), day(publicity["posted_on"])
        return (
            step["batch_id"] == publicity["batch_id"]
            and AFTER[step["to_state"]] == publicity["kind"]
            and facts.start <= decided + days <= facts.end
            and decided <= up <= decided + days
        )

    def measure(self, row):
        """LF-10: what falls due in the month is handed in by its end."""
        facts, code, place = self.facts, row["measure_code"], row["place_code"]
        deadline, returned = day(row["deadline"]), int(row["sent_back_count"])
        due = deadline is not None and facts.start <= deadline <= facts.end
        submitted = int(self.is_submitted(row))

        def line(rule, level, party, delivered=submitted):
            return owed(rule, level, party, ("measure", code), place, 1, delivered)

        if due and row["helper_code"]:
            yield line("LF-10H", "helper", row["helper_code"])
        if due and len(place) == 12:
            yield line("LF-10V", "village", place)
        late = facts.end - dt.timedelta(days=facts.whole("rectification.township_overdue_days"))
        overdue = deadline is not None and deadline < late and row["status"] in OPEN
        if (due or overdue) and len(place) == 9:
            yield line("LF-10T", "township", place)
        often = returned >= facts.whole("rectification.unit_returns")
        if row["unit_code"] and (due or (often and row["status"] != "closed")):
            yield line("LF-10U", "county_unit", row["unit_code"], 0 if often else submitted)

    def is_submitted(self, row):
        facts = self.facts
        told = row["from_paper"] == "1" and row["status"] in DONE and row["told_on"]
        if told and day(row["told_on"]) <= facts.end:
            return True
        return any(
            step["act"] == "move"
            and step["to_status"] == "submitted"
            and day(step["decided_on"]) <= facts.end
            and moment(step["recorded_at"]) <= facts.cutoff
            for step in self.steps[row["measure_code"]]
        )
