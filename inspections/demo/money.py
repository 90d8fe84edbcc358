"""The money of a generated county: lines on every level, integrated, allotted to its projects and paid out.

Written in bulk, with the days on which it was entered; the balances follow by the postings' own trigger.
"""

import datetime as dt
from collections import defaultdict
from decimal import Decimal

from funds.choices.money import LEGS, OF_LINE, EntryKind, FundKind, FundLevel, Origin
from funds.choices.projects import APPROVED, ClaimState, ProjectNature, Stage
from funds.models import (
    Allotment,
    Benefit,
    Claim,
    Contract,
    FundEntry,
    FundLine,
    IntegrationPlan,
    Payment,
    Posting,
    Project,
)
from povertyapp.core import clock
from povertyapp.core.history import because

WAN, FEN = Decimal(10_000), Decimal("0.01")
C, P, F, X = FundLevel.CENTRAL, FundLevel.PROVINCIAL, FundLevel.PREFECTURE, FundLevel.COUNTY
STOCK, MORE, SPECIAL, FARM = Origin.STOCK, Origin.INCREMENT, FundKind.SPECIAL, FundKind.FARM
# Name, level, origin, kind, owner, use, arrived (万元), integrated in per cent (None: out of scope), month of arrival.
LINES = (
    ("中央财政专项扶贫资金（发展资金）", C, MORE, SPECIAL, "县扶贫办", "产业扶贫", 1200, 100, 1),
    ("中央财政专项扶贫资金（以工代赈）", C, MORE, SPECIAL, "县发展和改革局", "以工代赈", 240, 100, 2),
    ("农田水利设施建设补助资金", C, STOCK, FARM, "县水利局", "农田水利", 500, 60, 2),
    ("现代农业生产发展资金", C, STOCK, FARM, "县农业局", "农业生产", 420, 55, 3),
    ("林业补助资金（造林）", C, STOCK, FARM, "县林业局", "造林", 300, 50, 3),
    ("农村危房改造补助资金", C, STOCK, FARM, "县住房和城乡建设局", "危房改造", 600, 55, 4),
    ("省级财政专项扶贫资金", P, MORE, SPECIAL, "县扶贫办", "产业扶贫", 480, 100, 1),
    ("省级农村公路建设资金", P, STOCK, FARM, "县交通运输局", "通村公路", 380, 60, 4),
    ("省级水利救灾资金", P, MORE, FARM, "县水利局", "抗旱救灾", 90, None, 5),
    ("州级财政专项扶贫资金", F, MORE, SPECIAL, "县扶贫办", "到户补助", 160, 100, 2),
    ("县级财政专项扶贫资金", X, MORE, SPECIAL, "县财政局", "贷款贴息", 300, 100, 1),
    ("县级涉农存量资金", X, STOCK, FARM, "县财政局", "收回存量", 260, 0, 5),
    ("杭州市西湖区帮扶资金", FundLevel.PARTNER, MORE, FundKind.PARTNER, "县扶贫办", "协作产业", 200, 100, 3),
    ("“扶贫日”社会捐赠", FundLevel.SOCIAL, MORE, FundKind.DONATION, "县扶贫办", "助学济困", 36, 100, 4),
)  # fmt: skip
# How much of what a project has is paid when it stands there.
PAID = {
    Stage.CONTRACTED: Decimal("0.3"), Stage.IN_PROGRESS: Decimal("0.4"), Stage.COMPLETED: Decimal("0.4"),
    Stage.ACCEPTED: Decimal("0.4"), Stage.COMPLETION_PUBLICITY: Decimal("0.4"), Stage.REIMBURSED: Decimal("0.95"),
    Stage.CLOSED: Decimal(1),
}  # fmt: skip
LATEST_ENTRY = 17  # the hour at which the movements of a day are entered


def write_money(plan, by=None):
    """Give the county its money of the year of the plan's last day, and allot it to the approved projects that have
    none yet; return how many rows of each kind there are. Called again for projects that came later."""
    return _Books(plan, by).write()


class _Books:
    """Collects the rows of one county and writes each kind at once."""

    def __init__(self, plan, by):
        self.county, self.today, self.by = plan.county, plan.last_day, by
        self.year = plan.last_day.year
        self.entries, self.postings, self.allotments, self.payments = [], [], [], []
        self.left, self.known = {}, {}

    def write(self):
        lines = list(FundLine.objects.filter(area=self.county, year=self.year).with_money().order_by("code"))
        if lines:
            self.left = {line.code: line.unallotted for line in lines if line.unallotted}
        else:
            lines = self._open()
        self._allot(lines, self._wanted())
        self._pay()
        FundEntry.objects.bulk_create(self.entries)
        Allotment.objects.bulk_create(self.allotments)
        Payment.objects.bulk_create(self.payments)
        Posting.objects.bulk_create([posting for made in self.postings for posting in made()])
        kinds = {
            "fund_lines": FundLine,
            "allotments": Allotment,
            "payments": Payment,
            "fund_postings": Posting,
        }
        return {name: model.objects.in_area(self.county.pk).count() for name, model in kinds.items()}

    def _open(self):
        lines = self._lines()
        with because(by=self.by, reason="生成模拟数据"):
            FundLine.objects.bulk_create(lines)
            self._plan()
        for line, facts in zip(lines, LINES, strict=True):
            self._arrive(line, facts)
        return lines

    def _lines(self):
        return [
            FundLine(
                area=self.county, code=f"{self.county.pk}-{self.year}-{number:03d}", year=self.year, name=name,
                level=level, origin=origin, kind=kind, owner_unit=owner, purpose=use, in_scope=share is not None,
                document_no=f"鄂财农〔{self.year}〕{number + 10} 号", arrived_on=self._arrived(month),
                planned=arrived * WAN * (share or 0) / 100,
            )
            for number, (name, level, origin, kind, owner, use, arrived, share, month) in enumerate(LINES, start=1)
        ]  # fmt: skip

    def _arrived(self, month):
        """Return the fifth of that month, or some days ago where the year is not that far."""
        day = dt.date(self.year, month, 5)
        return day if day <= self.today else max(self.today - dt.timedelta(days=3), dt.date(self.year, 1, 1))

    def _plan(self):
        total = sum(arrived * WAN * (share or 0) / 100 for *_facts, arrived, share, _month in LINES)
        IntegrationPlan.objects.create(
            area=self.county, year=self.year, document_no=f"来政发〔{self.year}〕6 号",
            adopted_on=dt.date(self.year, 1, 1), filed_on=min(dt.date(self.year, 1, 20), self.today),
            scheme="多个渠道引水、一个龙头放水：列入范围的涉农资金统一进入资金池，按项目库安排。",
            body="县人民政府，县财政局和县扶贫办承办", platform="县级脱贫攻坚项目库",
            scope="中央二十项、省级十八项和州县安排的农业生产发展、农村基础设施资金", amount=total,
        )  # fmt: skip

    def number(self, model, new):
        """Return the next number of the county's papers of a kind."""
        if model not in self.known:
            self.known[model] = model.objects.in_area(self.county.pk).count()
        return self.known[model] + len(new) + 1

    def entry(self, line, kind, amount, on, document, allotment=None):
        """Add an entry with its legs and return it. It is entered on its own day."""
        made = FundEntry(
            area=self.county, line=line, kind=kind, amount=amount, happened_on=on, document_no=document, digest="",
            made_by=self.by, made_at=clock.moment(on, LATEST_ENTRY),
        )  # fmt: skip
        self.entries.append(made)
        signs = zip(LEGS[kind], (-amount, amount), strict=True)
        legs = [
            {"state": state, "amount": moved, "of": None if state in OF_LINE else allotment}
            for state, moved in signs
        ]
        self.postings.append(lambda: [self._leg(made, leg) for leg in legs])
        return made

    def _leg(self, entry, leg):
        return Posting(
            area=self.county, entry=entry, line=entry.line, state=leg["state"], amount=leg["amount"],
            allotment=leg["of"],
        )  # fmt: skip

    def _arrive(self, line, facts):
        arrived, share = facts[6] * WAN, facts[7]
        self.entry(line, EntryKind.ARRIVAL, arrived, line.arrived_on, line.document_no)
        pooled = arrived * (share or 0) / 100
        if pooled:
            on = self._days_after(line.arrived_on, 8)
            self.entry(line, EntryKind.INTEGRATE, pooled, on, f"来整合〔{self.year}〕{line.code[-2:]} 号")
            self.left[line.code] = pooled

    def _days_after(self, day, days):
        return min(day + dt.timedelta(days=days), self.today)

    def _wanted(self):
        """Return what each approved project of the county is to get, the oldest first."""
        known = Project.objects.in_area(self.county.pk).filter(stage__in=APPROVED, allotments=None)
        known = known.order_by("number")
        return [(project, project.approved_amount or project.budget) for project in known]

    def _allot(self, lines, wanted):
        """Fill the projects from the lines in their order; what is left of the pool of a line stays there."""
        lines = [line for line in lines if line.code in self.left]
        for project, amount in wanted:
            for line in lines:
                part = min(amount, self.left[line.code])
                if part <= 0:
                    continue
                self.left[line.code] -= part
                amount -= part
                self._allotment(line, project, part)

    def _allotment(self, line, project, amount):
        on = self._days_after(line.arrived_on, 20)
        document = f"来财农〔{self.year}〕{self.number(Allotment, self.allotments)} 号"
        made = Allotment(
            area_id=project.area_id,
            line=line,
            project=project,
            amount=amount,
            allotted_on=on,
            document_no=document,
        )
        made.entry = self.entry(line, EntryKind.ALLOT, amount, on, document, made)
        self.allotments.append(made)

    def _pay(self):
        """Pay the settled claims in full; where a project has none, what its stage allows."""
        claims, homes = self._of_projects(Claim, state=ClaimState.SETTLED), self._of_projects(Benefit)
        builders = dict(
            Contract.objects.filter(project__county=self.county).values_list("project_id", "contractor")
        )
        by_project = defaultdict(list)
        for allotment in self.allotments:
            by_project[allotment.project].append(allotment)
        for project, allotments in by_project.items():
            wallet = [[allotment, allotment.amount] for allotment in allotments]
            gaining = homes[project.pk] if project.nature == ProjectNature.SUBSIDY or project.is_mass else []
            owed = [[home.household_id, home.amount] for home in gaining]
            payee = builders.get(project.pk) or project.responsible_unit
            for claim in claims[project.pk]:
                self._hand_out(wallet, owed, payee, claim.amount, claim=claim)
            if not claims[project.pk]:
                have = sum(allotment.amount for allotment in allotments)
                due = (have * PAID.get(project.stage, Decimal(0))).quantize(Decimal(1))
                self._hand_out(wallet, owed, payee, due)

    def _hand_out(self, wallet, owed, payee, amount, claim=None):
        """Pay an amount: the households who gain have theirs first, the rest goes to whoever builds."""
        for home in owed:
            part = self._spend(wallet, min(home[1], amount), household_id=home[0], claim=claim)
            home[1] -= part
            amount -= part
        self._spend(wallet, amount, payee=payee, claim=claim)

    def _of_projects(self, model, **where):
        found = defaultdict(list)
        for row in model.objects.filter(project__county=self.county, **where).order_by("project_id", "pk"):
            found[row.project_id].append(row)
        return found

    def _spend(self, wallet, amount, **whom):
        """Pay an amount out of the allotments of a project in their order; return what was paid."""
        paid = Decimal(0)
        for purse in wallet:
            part = min(amount - paid, purse[1])
            if part <= 0:
                continue
            purse[1] -= part
            paid += part
            allotment = purse[0]
            claim = whom.get("claim")
            on = (
                max(allotment.allotted_on, claim.settled_on)
                if claim
                else self._days_after(allotment.allotted_on, 12)
            )
            document = f"支付令 {self.number(Payment, self.payments):04d}"
            entry = self.entry(allotment.line, EntryKind.PAY, part, on, document, allotment)
            self.payments.append(
                Payment(
                    area_id=allotment.area_id,
                    allotment=allotment,
                    amount=part,
                    paid_on=on,
                    document_no=document,
                    entry=entry,
                    **whom,
                )  # fmt: skip
            )
        return paid
