"""The month's partitions: filled beside the old ones and swapped in one transaction (performance.md 2.2)."""

import uuid

from inspections.models.month_guards import PARTS


class Partitions:
    """Fresh tables for one computation of one account; `swap()` puts them in the place of the old ones."""

    def __init__(self, cursor, account_id):
        self.cursor, self.account_id = cursor, account_id
        self.run = uuid.uuid4().hex[:8]
        cursor.execute("SELECT account_make_tables(%s, %s)", [account_id, self.run])

    def name(self, parent):
        return f"inspections_account_{parent}_{self.account_id}_{self.run}"

    @property
    def names(self):
        """Return parent → table name, for formatting SQL."""
        return {parent: self.name(parent) for parent in PARTS}

    def swap(self):
        """Attach the new tables; indexes are built by the attachment, after the load."""
        self.cursor.execute("SELECT account_swap_tables(%s, %s)", [self.account_id, self.run])
