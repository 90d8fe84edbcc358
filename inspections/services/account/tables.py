"""The month's partitions: filled beside the old ones and swapped in one transaction (performance.md 2.2)."""

import uuid

PARENTS = ("rule", "fact", "tally", "unit_line", "party", "carried")
# Statistics that readers need; those of the arrays would cost more than the load.
STATISTICS = {"fact": "(account_id, area_id, household_id, helper_id)"}


class Partitions:
    """Fresh tables for one computation of one account; `swap()` puts them in the place of the old ones."""

    def __init__(self, cursor, account_id):
        self.cursor, self.account_id = cursor, account_id
        self.run = uuid.uuid4().hex[:8]
        for parent in PARENTS:
            cursor.execute(f"CREATE TABLE {self.name(parent)} (LIKE inspections_account_{parent})")

    def name(self, parent):
        return f"inspections_account_{parent}_{self.account_id}_{self.run}"

    @property
    def names(self):
        """Return parent → table name, for formatting SQL."""
        return {parent: self.name(parent) for parent in PARENTS}

    def swap(self):
        """Attach the new tables; indexes are built by the attachment, after the load."""
        for parent in PARENTS:
            new = self.name(parent)
            self.cursor.execute(f"ALTER TABLE {new} ADD CHECK (account_id = {int(self.account_id)})")
            for old in self._attached(parent):
                self.cursor.execute(f"DROP TABLE {old}")
            self.cursor.execute(
                f"ALTER TABLE inspections_account_{parent} ATTACH PARTITION {new}"
                f" FOR VALUES IN ({int(self.account_id)})"
            )
            self.cursor.execute(f"ANALYZE {new} {STATISTICS.get(parent, '')}")

    def _attached(self, parent):
        self.cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits"
            " WHERE inhparent = %s::regclass AND inhrelid::regclass::text LIKE %s",
            [f"inspections_account_{parent}", f"inspections_account_{parent}_{int(self.account_id)}\\_%"],
        )
        return [row[0] for row in self.cursor.fetchall()]
