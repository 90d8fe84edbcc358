"""The books of `tests.funds.books` with imports of paper ledgers in them: some dirty, some twice, some taken back."""

import io
from decimal import Decimal

from django.db.models import Max

from funds.choices.money import EntryKind
from funds.importing.fund_ledger import read_fund_ledger
from funds.models import Allotment, FundEntry, FundLine, Posting, Project
from funds.services.fund_ledger import take_fund_ledger
from povertyapp.core.errors import Conflict
from povertyapp.core.models import Act
from povertyapp.core.undo import undo_act
from tests.funds.books import FEN, ZERO, Books, Purse
from tests.funds.paper import Arranged, Source, ledger_bytes

WRITTEN = (FundEntry, Posting, FundLine, Project, Act)


class ImportingBooks(Books):
    """Moves money at random as its parent does, and takes ledgers in between."""

    def __init__(self, people, projects, seed):
        super().__init__(people, projects, seed)
        self.acts, self.names = [], {}
        self.limits = {project.number: project.budget for project in projects}
        self.imports = {"in": 0, "dirty": 0, "again": 0, "undone": 0, "kept": 0}

    def step(self):
        if self.chance.random() > 0.08 or not self.lines:
            super().step()
        elif self.acts and self.chance.random() < 0.35:
            self.undo(self.chance.choice(self.acts))
        else:
            self.take_in()

    def take_in(self):
        """Take a ledger in: a dirty one writes nothing, a second time writes nothing, now and then it goes at once."""
        sources, projects = self._rows()
        if self.chance.random() < 0.2:
            self._dirty(sources, projects)
        content = ledger_bytes(self.chance, sources, projects)
        before = FundEntry.objects.aggregate(last=Max("pk"))["last"] or 0
        taken = self._take(content)
        assert taken.counts["written"], taken.findings
        self.imports["in"] += 1
        self._predict(sources, projects)
        made = list(FundEntry.objects.filter(pk__gt=before).order_by("pk"))
        self._remember(made)
        if self.chance.random() < 0.3:
            self._again(content)
        if made:
            self.acts.append(made[0].act)
            if self.chance.random() < 0.2:
                assert self.undo(made[0].act), "nothing was built on it"

    def _take(self, content):
        ledger = read_fund_ledger(io.BytesIO(content), "资金整合台账.xlsx")
        return take_fund_ledger(by=self.by, county=self.county, ledger=ledger)

    def _dirty(self, sources, projects):
        before = [model.objects.count() for model in WRITTEN]
        taken = self._take(ledger_bytes(self.chance, sources, projects, dirty=True))
        assert taken.stopping
        assert not taken.counts["written"]
        assert before == [model.objects.count() for model in WRITTEN]
        self.imports["dirty"] += 1

    def _again(self, content):
        before = [model.objects.count() for model in WRITTEN]
        counts = self._take(content).counts
        assert not any(
            counts[f"{what}_{act}"] for what in ("lines", "projects") for act in ("created", "updated")
        )
        assert before == [model.objects.count() for model in WRITTEN]
        self.imports["again"] += 1

    # What the paper says

    def _rows(self):
        names = [name for name in self.names if self.chance.random() < 3 / (len(self.names) + 1)]
        names += [f"第{len(self.names) + n}批水利资金" for n in range(self.chance.randrange(1, 3))]
        sources = [self._source(name) for name in names]
        numbers = self.chance.sample(list(self.limits), k=min(2, len(self.limits)))
        numbers += [f"LF2017-{len(self.limits) + n:04d}" for n in range(self.chance.randrange(0, 2))]
        projects = []
        for number in numbers:
            source = self.chance.choice(sources)
            amount = self._part(source.integrated or source.allocated)
            paid = self.chance.choice((ZERO, amount, self._part(amount)))
            projects.append(Arranged(number, f"水利{number}", source.name, amount, paid))
        return sources, projects

    def _source(self, name):
        purse = self.purses.get(self.names.get(name))
        allocated = self._part(Decimal(self.chance.randrange(10**6, 10**8)) / 10)
        if purse and self.chance.random() < 0.5:
            allocated = purse.held + purse.integrated + allocated
        integrated = self.chance.choice((allocated, self._part(allocated), allocated + FEN))
        return Source(name, "鄂财农〔2017〕9 号", allocated, integrated)

    def _part(self, amount):
        return (amount * self.chance.randrange(20, 101) / 100).quantize(FEN) or FEN

    # What comes of it, worked out beside the service

    def _predict(self, sources, projects):
        """Move in these books what the ledger books: as far as the money goes, in the order of the paper."""
        by_name = {}
        for row in sources:
            if row.name not in self.names:
                line = FundLine.objects.get(name=row.name)
                self.names[row.name] = line.pk
                self.lines[line.pk], self.purses[line.pk] = line, Purse()
            purse = by_name[row.name] = self.purses[self.names[row.name]]
            purse.held += max(ZERO, row.allocated - purse.held - purse.integrated)
            pooled = min(row.integrated, purse.held + purse.integrated) - purse.integrated
            if pooled > 0:
                purse.held, purse.pool = purse.held - pooled, purse.pool + pooled
        self.arranged = []
        for row in projects:
            self.limits.setdefault(row.number, row.amount)
            self._arrange(row, by_name[row.source])

    def _arrange(self, row, purse):
        got = sum(
            (p.left[pk] + p.paid[pk] for pk, (one, p) in self.allotments.items() if one.project.number == row.number),
            ZERO,
        )  # fmt: skip
        mine = [
            pk
            for pk, (one, p) in sorted(self.allotments.items())
            if p is purse and one.project.number == row.number
        ]
        have = sum((purse.left[pk] + purse.paid[pk] for pk in mine), ZERO)
        more = min(row.amount - have, self._limit(row) - got, purse.pool)
        if more > 0:
            allotment = self._new_allotment(row)
            assert allotment.amount == more, (row, more)
            purse.pool -= more
            purse.left[allotment.pk], purse.paid[allotment.pk] = more, ZERO
            self.allotments[allotment.pk] = (allotment, purse)
            mine.append(allotment.pk)
        owed = row.paid - sum((purse.paid[pk] for pk in mine), ZERO)
        for pk in mine:
            part = max(ZERO, min(owed, purse.left[pk]))
            purse.left[pk], purse.paid[pk], owed = purse.left[pk] - part, purse.paid[pk] + part, owed - part

    def _limit(self, row):
        project = Project.objects.get(number=row.number)
        return project.approved_amount or project.budget

    def _new_allotment(self, row):
        newest = Allotment.objects.filter(project__number=row.number, line__name=row.source).order_by("-pk")
        found = newest.select_related("project").first()
        assert found is not None, row
        assert found.pk not in self.allotments, row
        return found

    # Taking back

    def _remember(self, made):
        """Keep how each entry of a ledger is taken back in these books, as the parent does for its own."""
        for entry in made:
            self.done.append((entry, self._way_back(entry)))

    def _way_back(self, entry):
        purse, amount = self.purses[entry.line_id], entry.amount
        if entry.kind == EntryKind.ARRIVAL:
            return lambda: self.move(purse, "held", -amount)
        if entry.kind == EntryKind.INTEGRATE:
            return lambda: self.move(purse, "pool", -amount) and self.move(purse, "held", amount)
        if entry.kind == EntryKind.ALLOT:
            pk = entry.allotment.pk
            return lambda: self.move(purse.left, pk, -amount) and self.move(purse, "pool", amount)
        pk = entry.payment.allotment_id
        return lambda: self.move(purse.paid, pk, -amount) and self.move(purse.left, pk, amount)

    def undo(self, act):
        """Undo an import: all of its entries that stand are taken back, or nothing at all; say which."""
        before = FundEntry.objects.count()
        standing = [(entry, back) for entry, back in self.done if entry.act == act]
        try:
            undo_act(by=self.by, act=act)
        except Conflict:
            assert FundEntry.objects.count() == before
            self.imports["kept"] += 1
            return False
        assert FundEntry.objects.count() == before + len(standing)
        for entry, back in sorted(standing, key=lambda one: -one[0].pk):
            assert back(), "taken back although the money had moved on"
            self.done.remove((entry, back))
        self.acts.remove(act)
        self.imports["undone"] += 1
        return True
