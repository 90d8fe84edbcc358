"""What the statements of one computation share."""

from dataclasses import dataclass, field
from typing import TypedDict

from django.db.backends.utils import CursorWrapper

from inspections.models import AccountMonth
from inspections.services.account.changes import Changes
from inspections.services.account.tables import Partitions
from povertyapp.core.parameters import Parameters

# Ids are unique across accounts and leave room for the lines of the view (64 a fact).
IDS_AN_ACCOUNT = 100_000_000
IDS_AN_INSERT = 1_000_000


class Counts(TypedDict):
    """Parties by level and by verdict, lines and failed lines, as they are kept with the account."""

    parties_by_level: dict[str, int]
    verdicts: dict[str, int]
    lines: int
    failed_lines: int


@dataclass
class Computation:
    """What the statements of one computation share; with `changes`, only those are computed again."""

    account: AccountMonth
    value: Parameters
    cursor: CursorWrapper
    tables: Partitions
    bits: tuple = ()
    below: list = field(default_factory=list)
    corrections: list = field(default_factory=list)
    excuses: list = field(default_factory=list)
    changes: Changes | None = None
    used: int = 0

    @property
    def period(self):
        return self.account.period

    @property
    def params(self):
        code = self.account.area_id
        return {
            "account": self.account.pk,
            "county": code,
            "beyond": f"{code}:",
            "start": self.period.start,
            "end": self.period.end,
            "settled": self.value.number("account.settled_score"),
            "cutoff_day": self.value("account.entry_cutoff_day"),
        }

    def first_id(self):
        """Return the id before the first of the next insert."""
        first = self.account.pk * IDS_AN_ACCOUNT + self.used
        self.used += IDS_AN_INSERT
        return first

    def first_fact_id(self):
        """Return the id before the first of the next insert of facts; those that stand keep theirs."""
        if not self.tables.facts:
            return self.first_id()
        self.run("SELECT coalesce(max(id), 0) FROM {fact}")
        return self.cursor.fetchone()[0] or self.first_id()

    def run(self, statement, params=(), **names):
        """Execute a statement with the names of the month's tables filled in; return the number of rows."""
        self.cursor.execute(statement.format(**self.tables.names, **names), params)
        return self.cursor.rowcount

    @property
    def said_rules(self):
        """Return the rules and their texts, as they are kept with the account."""
        rules = [*(bit.rule for bit in self.bits), *self.below]
        return [{"rule": rule.code, "text": rule.text} for rule in rules]

    def bits_over(self, subject):
        """Return the bits of the rules that are judged over households, or over units."""
        return [bit for bit in self.bits if bit.rule.subject == subject]
