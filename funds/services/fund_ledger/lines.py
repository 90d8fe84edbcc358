"""The first sheet: lines of money, what arrived of them, what is integrated."""

from decimal import Decimal

from funds.importing.fund_ledger.words import AMOUNTS, fund_kind
from funds.models import FundLine, LineStatement
from funds.services.fund_ledger.statements import state
from funds.services.money import edit_line, integrate, open_line, receive


class Lines:
    """Records the lines of one ledger. `by_name` are the lines by the name that the second sheet calls them."""

    def __init__(self, by, county, ledger, day, document):
        self.by, self.county, self.day, self.document = by, county, day, document
        self.rows, self.year = ledger.sources, ledger.year(day)
        known = FundLine.objects.filter(area=county, year=self.year).with_money()
        self.known = {(line.level, line.name, line.document_no): line for line in known}
        self.by_name: dict[str, FundLine] = {}
        self.counts = dict.fromkeys(("lines_created", "lines_updated", "lines_unchanged"), 0)

    def record(self, progress=None):
        """Write the lines that are new, book what is more than before, and keep what the paper says."""
        said = []
        for row in self.rows:
            line = self.known.get((row.level, row.name, row.document_no))
            if line and row.is_untouched and line.arrived:
                self.by_name.setdefault(row.name, line)
                self.counts["lines_unchanged"] += 1
                continue
            is_new = line is None
            if line is not None and line.arrived:
                moved = self._book(line, row, line.arrived, line.integrated)
            else:
                line = self._begin_anew(line, row) if line else self._open(row)
                self._book(line, row, row.yuan("allocated"), Decimal(0))
                moved = True
            self.by_name.setdefault(row.name, line)
            said.append((line, row, is_new, moved))
            if progress:
                progress.advance()
        changed = state(
            LineStatement, "line", self.day, [(line, row, _columns(row)) for line, row, *_more in said]
        )
        for line, _row, is_new, moved in said:
            act = "created" if is_new else "updated" if moved or line.pk in changed else "unchanged"
            self.counts[f"lines_{act}"] += 1

    def _open(self, row):
        return open_line(
            by=self.by, county=self.county, amount=row.yuan("allocated"), year=self.year, name=row.name,
            level=row.level, document_no=row.document_no, **_facts(row),
        )  # fmt: skip

    def _begin_anew(self, line, row):
        """Say anew what a line is of which nothing is left: what had arrived was taken back."""
        line = edit_line(by=self.by, line=line, reason=self.document, note="", **_facts(row))
        receive(
            by=self.by, line=line, amount=row.yuan("allocated"), on=line.arrived_on, document=line.document_no
        )
        return line

    def _book(self, line, row, arrived, integrated):
        """Book what the paper says more than the books; say whether that was anything."""
        on = max(self.day, line.arrived_on)
        more = row.yuan("allocated") - arrived
        if more > 0:
            receive(by=self.by, line=line, amount=more, on=on, document=self.document)
        pooled = min(row.yuan("integrated"), max(arrived, row.yuan("allocated"))) - integrated
        if pooled > 0 and line.may_integrate:
            integrate(by=self.by, line=line, amount=pooled, on=on, document=self.document)
            return True
        return more > 0


def _facts(row):
    return {
        "arrived_on": row.arrived_on,
        "origin": row.origin,
        "in_scope": True,
        "kind": fund_kind(row.name, row.level),
        "purpose": row.name,
        "owner_unit": row.owner_unit or "—",
        "planned": row.yuan("integrated"),
    }


def _columns(row):
    return {key: row.amounts[key].yuan if row.amounts[key] else None for key in AMOUNTS}
