"""A project of 老茶村 that goes its whole way: each step by who takes it, on days of 2017 and 2018."""

import datetime as dt
from decimal import Decimal

from funds.choices.notices import NoticeKind, NoticeSubject
from funds.choices.projects import Stage
from funds.models import Benefit, Contract, Project
from funds.noticed import NoticeEntry
from funds.services import projects as desk
from funds.services.money import allot, pay
from funds.services.notices import post_notice
from tests.funds.money import make_line
from tests.households.factories import make_household

FIRST = dt.date(2017, 3, 6)
CONTENT = {
    "name": "老茶村产业路硬化",
    "year": 2017,
    "kind": "infrastructure",
    "nature": "new",
    "uses": ["works"],
    "place": "老茶村二组至三组",
    "task": "硬化产业路 1.2 公里",
    "starts_on": dt.date(2017, 5, 20),
    "ends_on": dt.date(2017, 8, 20),
    "responsible_unit": "老茶村村委会",
    "responsible_person": "覃支书",
    "money_sources": "中央财政专项扶贫资金",
    "performance_goal": "20 户茶农运输成本下降三成",
    "participation": "村民投工投劳，务工优先用贫困户",
    "benefit_mechanism": "茶叶鲜叶当天下山，户均增收 800 元",
    "deliberated_on": FIRST - dt.timedelta(days=3),
    "deliberation_paper": "村委会档案柜 2017-03",
}
REVIEW = {
    "chair_name": "田主任",
    "attendees": "扶贫办、财政局、交通局",
    "minutes": "会审通过，列入项目库。",
    "paper": "来联席〔2017〕2 号",
    "estimate": Decimal("80000"),
    "proposed_line": "中央专项资金",
    "scale_score": 8,
    "poverty_score": 8,
    "income_score": 7,
    "lasting_score": 7,
    "duplicates_note": "",
    "is_passed": True,
}
TENDER = {
    "mode": "open",
    "bidders": 5,
    "winner": "来凤县路桥公司",
    "paper": "招标档案 17-3",
    "exception": "",
    "exception_paper": "",
    "preliminary_cost": Decimal("1200"),
    "preliminary_source": "县本级前期费",
}
CONTRACT = {
    "number": "LC-2017-01",
    "contractor": "来凤县路桥公司",
    "amount": Decimal("76000"),
    "retention_percent": Decimal("5"),
    "is_related": False,
    "relation_note": "已签无利害关系承诺书",
    "paper": "合同柜 3",
}
ACCEPTANCE = {
    "body": "department",
    "unit_name": "县交通局",
    "people": "向工、田工",
    "quantity": "硬化 1.2 公里",
    "quality": "合格",
    "finding": "按图施工，厚度达标",
    "items": 1,
    "items_seen": 1,
    "accepted_amount": Decimal("76000"),
    "verdict": "pass",
    "paper": "验收档案 17-3",
}
CLAIM = {"vouchers": "发票 00123", "department_signed": "向局长", "opinion": "同意报账", "paper": "报账册 1"}


def day(number):
    """Return the day so many days after the first."""
    return FIRST + dt.timedelta(days=number)


class Walk:
    """One project and the people who take its steps; `to(stage)` takes all steps up to that stage."""

    def __init__(self, people, *, area=None, homes=None, **content):
        self.people, self.area = people, area or people.places.village
        self.content = {"budget": Decimal("80000"), **CONTENT, **content}
        homes = homes or [make_household(area=self.area, members=1, income=False, living=False, forms=False)]
        self.project = desk.draft_project(by=people.cadre, area=self.area, on=FIRST, **self.content)
        for home in homes:
            desk.add_benefit(
                by=people.cadre, project=self.project, household=home, what="产业路", amount=Decimal("800")
            )
        self.homes, self.line, self.allotment, self.left = homes, None, None, list(WAY)

    @property
    def now(self):
        """Return the project as it stands."""
        return Project.objects.select_related("area").get(pk=self.project.pk)

    def to(self, stage):
        """Take every step up to that stage; return the project there."""
        while self.now.stage != stage:
            getattr(self, self.left.pop(0))()
        return self.now

    def skip(self, *steps):
        """Leave out steps that the test takes itself."""
        self.left = [step for step in self.left if step not in steps]
        return self

    def post(self, kind, on, areas=None):
        places = self.people.places
        for area in areas or (places.county, places.township, self.area):
            post_notice(
                by=self.people.clerk, area=area, kind=kind, subject_kind=NoticeSubject.PROJECT,
                subject_code=self.project.number, posted_on=on, place="公示栏", complaint_line="0718-6280000",
                lines=[NoticeEntry(self.project.name, self.area.name, "产业路", self.project.budget,
                                   NoticeSubject.PROJECT, self.project.number)],
                web_address="https://www.laifeng.example/notice" if len(area.pk) == 6 else "",
            )  # fmt: skip

    def apply(self):
        desk.apply_project(by=self.people.cadre, project=self.now, on=day(0))

    def township(self):
        desk.check_project(
            by=self.people.township, project=self.now, seen_on=day(2), seen_by="向专干", on=day(3)
        )

    def review(self):
        desk.record_review(by=self.people.clerk, project=self.now, held_on=day(6), **REVIEW)
        desk.review_project(by=self.people.clerk, project=self.now, on=day(7))

    def library(self):
        self.post(NoticeKind.LIBRARY, day(8))
        desk.publish_library(by=self.people.clerk, project=self.now, on=day(8))
        desk.enter_library(by=self.people.leader, project=self.now, paper="来扶领〔2017〕5 号", on=day(19))

    def money(self, amount="80000"):
        self.line = make_line(self.people.finance, self.people.places.county, "1000000", "900000")
        self.allotment = allot(
            by=self.people.finance, line=self.line, project=self.now, amount=Decimal(amount), on=day(20),
            document="来财农〔2017〕9 号",
        )  # fmt: skip

    def approve(self, amount="80000"):
        desk.approve_project(
            by=self.people.leader, project=self.now, amount=Decimal(amount), paper="来扶领〔2017〕7 号",
            plan_paper="2017 年度计划", on=day(21),
        )  # fmt: skip

    def plan(self):
        self.post(NoticeKind.YEAR_PLAN, day(22))
        desk.publish_plan(by=self.people.clerk, project=self.now, on=day(22))
        desk.begin_procurement(by=self.people.cadre, project=self.now, on=day(33))

    def tender(self, **facts):
        desk.record_procurement(
            by=self.people.cadre, project=self.now,
            **{**TENDER, "announced_on": day(34), "opened_on": day(50), **facts},
        )  # fmt: skip

    def contract(self, **facts):
        made = {**CONTRACT, "signed_on": day(55), "starts_on": day(60), "ends_on": day(150), **facts}
        desk.record_contract(by=self.people.cadre, project=self.now, **made)
        desk.agree_contract(by=self.people.township, project=self.now, on=day(56))

    def sign(self):
        desk.contract_project(by=self.people.cadre, project=self.now, on=day(57))

    def start(self):
        desk.name_supervision(
            by=self.people.cadre, project=self.now, supervision="villagers", supervisor_name="彭组长、向代表"
        )
        self.picture("before", 58)
        desk.start_project(by=self.people.cadre, project=self.now, started_on=day(60), on=day(60))

    def picture(self, phase, number):
        desk.add_image(
            by=self.people.cadre, project=self.now, phase=phase, taken_on=day(number), place="二组路口",
            person_name="覃支书", paper="相册 3",
        )  # fmt: skip

    def check(self, number):
        desk.record_check(
            by=self.people.supervisor, project=self.now, checked_on=day(number), checked_by_words="督查一组",
            finding="与图纸一致", is_in_order=True,
        )  # fmt: skip

    def progress(self, percent, number):
        desk.report_progress(
            by=self.people.cadre, project=self.now, percent=percent, text="路基完成", on=day(number)
        )

    def build(self):
        self.check(59)
        self.progress(40, 90)
        self.picture("during", 91)
        self.check(92)
        self.progress(100, 140)
        self.picture("after", 141)
        desk.complete_project(by=self.people.cadre, project=self.now, on=day(142))

    def accept(self, **facts):
        desk.record_acceptance(
            by=self.people.clerk, project=self.now, **{**ACCEPTANCE, "accepted_on": day(150), **facts}
        )
        desk.accept_project(by=self.people.clerk, project=self.now, on=day(151))

    def publish(self):
        self.check(152)
        self.post(NoticeKind.AFTER, day(153), areas=(self.area,))
        desk.publish_completion(by=self.people.cadre, project=self.now, on=day(153))

    def claim(self, kind, amount, number):
        return desk.file_claim(
            by=self.people.township, project=self.now, kind=kind, amount=Decimal(amount), handed_in_on=day(number),
            claimed_on=day(number), **CLAIM,
        )  # fmt: skip

    def settle(self, claim, number):
        desk.pass_claim(by=self.people.clerk, claim=claim, decision="同意", on=day(number))
        claim.refresh_from_db()
        return pay(
            by=self.people.finance, allotment=self.allotment, amount=claim.amount, on=day(number),
            payee="来凤县路桥公司", claim=claim,
        )  # fmt: skip

    def reimburse(self):
        self.settle(self.claim("settlement", "72200", 160), 165)
        desk.reimburse_project(by=self.people.township, project=self.now, on=day(166))

    def close(self):
        self.settle(self.claim("retention", "3800", 520), 525)
        rows = self.project.benefits.all()
        desk.check_benefits(by=self.people.clerk, project=self.now, benefits=rows, got_on=day(530))
        desk.close_project(
            by=self.people.clerk,
            project=self.now,
            handed_over_to="老茶村村委会",
            handed_over_on=day(531),
            on=day(532),
        )


WAY = (
    "apply", "township", "review", "library", "money", "approve", "plan", "tender", "contract", "sign", "start", 
    "build", "accept", "publish", "reimburse", "close",
)  # fmt: skip


def recorded(people, *homes, area=None, **facts):
    """A project from the office's ledger that is being built, with its contract and who gains."""
    area = area or people.places.village
    usual = {
        **CONTENT, "number": f"XM-2017-R{Project.objects.count():03d}", "county": people.places.county,
        "budget": Decimal("80000"), "stage": Stage.IN_PROGRESS, "stage_since": day(60), "in_library_on": day(19),
        "approved_on": day(21), "approved_amount": Decimal("80000"), "started_on": day(60),
        "recorded_from": "2017 年项目台账",
    }  # fmt: skip
    project = Project.objects.create(area=area, **{**usual, **facts})
    for home in homes:
        Benefit.objects.create(
            project=project, household=home, area_id=home.area_id, what="产业路", amount=800
        )
    made = {**CONTRACT, "signed_on": day(55), "starts_on": day(60), "ends_on": day(150)}
    made |= {"number": project.number, "amount": project.approved_amount - 4000}
    Contract.objects.create(project=project, area=area, recorded_by=people.cadre, **made)
    return project


def projects_of_the_world(people, home):
    """A project of the village with a household that gains and a claim, for the table of all doors."""
    project = recorded(people, home, name="独有的项目")
    claim = desk.file_claim(
        by=people.township, project=project, kind="advance", amount=Decimal("1000"), handed_in_on=day(61),
        claimed_on=day(61), **CLAIM,
    )  # fmt: skip
    return {
        "project_no": project.number, "project_stage": "completed", "project_paper": "image",
        "project_benefit_pk": project.benefits.get().pk, "project_claim": claim.number,
    }  # fmt: skip
