"""What townships owe of relocation (D3, HA-T3): as many live in their new homes as the curve of the plan says."""

from tests.independent.reading import day, owed


class OfRelocation:
    """Yields what is owed (`reading.owed`)."""

    def __init__(self, facts):
        self.facts = facts

    def lines(self):
        """From the first month of a curve to its deadline, and later on until all had moved in."""
        facts = self.facts
        points, moved = facts.by("relocation_targets", "plan_code"), facts.by("relocations", "plan_code")
        for code, curve in points.items():
            reached = [row for row in curve if day(row["month_end"]) <= facts.end]
            if not reached:
                continue
            point = max(reached, key=lambda row: row["month_end"])
            living = [row for row in moved[code] if facts.in_time(row)]
            before = [row for row in living if day(row["moved_in_on"]) < facts.start]
            people = sum(int(row["persons"]) for row in before)
            all_before = len(before) >= int(point["plan_households"]) and people >= int(point["plan_persons"])
            if day(point["due_on"]) < facts.start and all_before:
                continue
            now = [int(row["persons"]) for row in living if day(row["moved_in_on"]) <= facts.end]
            place = point["township_code"]
            for rule, need, done in (
                ("LF-30", int(point["households"]), len(now)),
                ("LF-30P", int(point["persons"]), sum(now)),
            ):
                if need > 0:
                    yield owed(rule, "township", place, ("reloc_plan", code), place, need, done)
