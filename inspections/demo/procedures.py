"""A handful of cases in the demo: people who come in, leave, fall back or are watched, each somewhere on its way.

Everything goes through the services, decided by the logins of the demo's village, township and county.
"""

import datetime as dt

from django.db import transaction

from households.choices import LabourCapacity, PovertyStatus, Relation, Sex
from households.exit_tests import TESTS
from households.identity import check_digit
from households.models import Household, ProcedureCase
from households.services import procedures as desk
from households.steps import MEETINGS, DeliberationTemplate, EvidenceKind, ProcedureKind, State
from povertyapp.core.models.area import COUNTY_DIGITS

PAPER = "村档案柜 2 号"
DAY = dt.timedelta(days=1)
LINE = "0718-6280001"


@transaction.atomic
def make_cases(*, users, village, today):
    """Bring up the demo's cases in a village that has none; return how many there are."""
    maker = _Maker(users, village, today)
    maker.exits()
    maker.entries()
    maker.others()
    return ProcedureCase.objects.filter(area=village).count()


class _Maker:
    """Makes cases whose last step was taken a few days before today."""

    def __init__(self, users, village, today):
        self.cadre, self.township, self.office = users["cadre"], users["township"], users["office"]
        self.village, self.today = village, today
        homes = Household.objects.filter(area=village, left_register_on=None).exclude(helper_name="")
        homes = homes.order_by("household_no").select_related("area")
        self.in_need = [home for home in homes if home.poverty_status == PovertyStatus.IN_POVERTY]
        self.exited = [home for home in homes if home.poverty_status == PovertyStatus.EXITED]

    def exits(self):
        """One list of exits on its way, and one that was only begun."""
        good = [home for home in self.in_need if self._meets(home)][:3]
        rest = [home for home in self.in_need if home not in good][:2]
        begun = self.today - 30 * DAY
        if good:
            batch = desk.open_exit_list(by=self.cadre, area=self.village, households=good, on=begun)
            self._talk(batch, batch.kind, DeliberationTemplate.FOUR_TWO, begun)
            for case in batch.cases.order_by("pk"):
                self._answer(case, begun)
            self._move(batch, self.cadre, State.EXIT_PROPOSED, begun)
            self._verify(batch, begun + 4 * DAY)
            self._post(batch, "exit", self.today - 4 * DAY)
            for case in list(batch.cases.filter(state=State.EXIT_VERIFIED).order_by("pk"))[:2]:
                desk.move_case(by=self.cadre, case=case, to=State.EXIT_PUBLICITY, on=self.today - 4 * DAY)
        if rest:
            desk.open_exit_list(by=self.cadre, area=self.village, households=rest, on=self.today - 2 * DAY)

    def _meets(self, home):
        standard = desk.standard_for(home.area_id, self.today.year)
        facts = [TESTS[item.test](home, self.today) for item in standard.items.exclude(test="")]
        return all(fact is None or fact.is_met for fact in facts)

    def _answer(self, case, on):
        for item in desk.open_items(case):
            desk.answer_item(
                by=self.cadre,
                case=case,
                item=item,
                is_met=True,
                fact="入户核实，达到标准",
                paper=PAPER,
                on=on,
            )

    def _verify(self, batch, on):
        for case in batch.cases.order_by("pk"):
            for kind, facts in ((EvidenceKind.HOME_CHECK, HOME), (EvidenceKind.EXIT_LEDGER, LEDGER)):
                self._paper(
                    case, kind, on, text="入户核实，农户认可。", facts=facts, signed_by=case.head_name
                )
        self._move(batch, self.township, State.EXIT_VERIFIED, on)

    def entries(self):
        """Three applications: one fresh, one that waits too long, one at the township."""
        for days, sequence, name, to in (
            (3, 900, "向有福", None), (22, 902, "田茂林", None), (26, 904, "黄守田", State.TOWNSHIP_REVIEW),
        ):  # fmt: skip
            on = self.today - days * DAY
            case = desk.apply_for_entry(
                by=self.cadre, area=self.village, head_name=name, group_name="2组", on=on,
                statement="户主患慢性病，家里只有一个劳动力，收入不够开支。",
                members=[self._person(name, sequence)], signed_by=name, paper=PAPER,
            )  # fmt: skip
            if to:
                self._select(case, on)

    def _person(self, name, sequence):
        body = f"{self.village.pk[:COUNTY_DIGITS]}19680415{sequence + 1:03d}"
        return {
            "name": name,
            "relation": Relation.HEAD,
            "sex": Sex.MALE,
            "id_number": body + check_digit(body),
            "labour_capacity": LabourCapacity.WEAK,
            "is_medical_insured": True,
        }

    def _select(self, case, on):
        self._paper(case, EvidenceKind.SURVEY, on + 2 * DAY, text="入户调查：土木房，人均纯收入低于标准。")
        desk.record_comparison(by=self.cadre, case=case, level="village", on=on + 2 * DAY)
        self._talk(case.batch, case.kind, DeliberationTemplate.REVIEW, on + 3 * DAY)
        self._step(case, self.cadre, State.REVIEWED, on + 3 * DAY)
        self._post(case.batch, "first", on + 4 * DAY)
        self._step(case, self.cadre, State.FIRST_PUBLICITY, on + 4 * DAY)
        posted = case.batch.publicities.get()
        made = desk.record_objection(
            by=self.cadre, publicity=posted, made_by="匿名", text="他家有三轮车。", on=on + 6 * DAY, case=case
        )
        desk.answer_objection(
            by=self.cadre, objection=made, answer="经核实是农用三轮车，不属于比对范围。", on=on + 8 * DAY
        )
        desk.take_down(by=self.cadre, publicity=posted, on=on + 12 * DAY)
        self._step(case, self.cadre, State.TOWNSHIP_REVIEW, on + 12 * DAY)

    def others(self):
        """A household that fell back, one that should not be on the register, and two that are watched."""
        if self.exited:
            desk.open_return(
                by=self.cadre, household=self.exited[0], cause="户主因病住院，自付费用大", on=self.today - 6 * DAY,
                paper=PAPER,
            )  # fmt: skip
        if len(self.in_need) > 5:
            desk.open_removal(
                by=self.township, household=self.in_need[-1], finding="部门比对：2016 年在县城购买商品房。",
                on=self.today - 9 * DAY, paper="县比对清单第 3 页",
            )  # fmt: skip
        watched = self._clue("彭大江", self.today - 40 * DAY, net_income=42000, rigid_spending=30000)
        self._watch(watched, self.today - 38 * DAY)
        self._clue("覃春生", self.today - 2 * DAY, net_income=15000, rigid_spending=0)

    def _clue(self, name, on, **figures):
        return desk.open_monitoring(
            by=self.cadre, area=self.village, category="sudden_hardship" if figures["rigid_spending"] else "marginal",
            clue_source="cadre_round", risks=["illness"], head_name=name, group_name="4组", size=3, on=on, **figures,
        )  # fmt: skip

    def _watch(self, case, on):
        self._paper(
            case, EvidenceKind.HOME_CHECK, on, text="户主大病，自付 3 万元。", signed_by=case.head_name
        )
        self._step(case, self.cadre, State.VERIFIED, on)
        self._talk(case.batch, ProcedureKind.MONITORING, DeliberationTemplate.REVIEW, on + DAY)
        self._post(case.batch, "monitoring", on + DAY)
        self._step(case, self.cadre, State.PUBLICISED, on + DAY)
        day = on + 10 * DAY
        desk.record_spot_check(
            by=self.township, batch=case.batch, level="township", checked=1, on=day, result="情况属实。",
            checked_by="乡镇专干",
        )  # fmt: skip
        self._step(case, self.office, State.APPROVED, day)
        self._paper(case, EvidenceKind.PLAN, day + DAY, text="落实医疗救助和临时救助，帮扶责任人每月走访。")
        self._step(case, self.township, State.MONITORED, day + DAY)

    # The small change

    def _paper(self, case, kind, on, **facts):
        desk.record_evidence(
            by=self.cadre, case=case, kind=kind, on=on, paper=PAPER, people="驻村工作队", **facts
        )

    def _step(self, case, by, to, on):
        desk.move_case(by=by, case=case, to=to, on=on)
        case.refresh_from_db()

    def _move(self, batch, by, to, on):
        first = batch.cases.order_by("pk").first()
        desk.move_batch(by=by, batch=batch, was=first.state, to=to, on=on, reason="达到退出标准")

    def _post(self, batch, kind, on):
        desk.post_publicity(
            by=self.cadre,
            batch=batch,
            kind=kind,
            place="村务公开栏",
            complaint_line=LINE,
            posted_on=on,
            paper=PAPER,
        )

    def _talk(self, batch, topic, template, on):
        meetings = [
            {
                "kind": kind,
                "held_on": on,
                "expected": 36,
                "present": 31,
                "in_favour": 28,
                "minutes": "逐户宣读情况，逐户评议，同意列入名单。",
                "paper": PAPER,
            }
            for kind in MEETINGS[template]
        ]
        desk.record_deliberation(
            by=self.cadre, batch=batch, topic=topic, template=template, meetings=meetings
        )


HOME = {"has_key": True, "lives_there": True}
LEDGER = {
    "wage_income": "12000",
    "business_income": "9000",
    "business_expense": "3000",
    "transfer_income": "1500",
}
