"""The month's partitions: filled beside the old ones and swapped in one transaction (performance.md 2.2)."""

import uuid

from inspections.models.month_guards import PARTS

HELD = """
SELECT c.relname FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
WHERE i.inhparent = 'inspections_account_fact'::regclass
  AND c.relname LIKE format('inspections\\_account\\_fact\\_%%s\\_%%%%', %s::text)
"""


class Partitions:
    """Fresh tables for one computation of one account; `swap()` puts them in the place of the old ones."""

    def __init__(self, cursor, account_id):
        self.cursor, self.account_id = cursor, account_id
        self.run = uuid.uuid4().hex[:8]
        self.facts = ""
        cursor.execute("SELECT account_make_tables(%s, %s)", [account_id, self.run])

    def keep_facts(self):
        """Let the facts stand where they are; they are changed through the month's table, row by row."""
        self.cursor.execute(HELD, [self.account_id])
        self.facts = self.cursor.fetchone()[0]

    def name(self, parent):
        """Return where a part is read from."""
        if parent == "fact" and self.facts:
            return self.facts
        return f"inspections_account_{parent}_{self.account_id}_{self.run}"

    @property
    def facts_written(self):
        """Return where facts are written to."""
        return "inspections_account_fact" if self.facts else self.name("fact")

    @property
    def names(self):
        """Return parent → table name, for formatting SQL; `facts` is where facts are written to."""
        return {parent: self.name(parent) for parent in PARTS} | {"facts": self.facts_written}

    def swap(self):
        """Attach the new tables; indexes are built by the attachment, after the load."""
        swap = "account_swap_all_but_facts" if self.facts else "account_swap_tables"
        self.cursor.execute(f"SELECT {swap}(%s, %s)", [self.account_id, self.run])
